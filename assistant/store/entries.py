"""What the indexes hold of documents: their passages, and themselves as wholes."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.store.index import Entry
from assistant.store.interning import source_key
from assistant.store.snapshot import Snapshot

LEAD = 500
"""Characters at the beginning of a document that tell what it is about."""


def passage_entries(snapshot: Snapshot, documents: Sequence[int]) -> Iterator[Entry]:
    """One entry for each passage."""
    for document, title, source, day, collection, text in _documents(snapshot, documents):
        named = _mentions(snapshot, document)
        starts = [row[0] for row in named]
        for passage, start, end in snapshot.rows(
            "SELECT key, start, end_ FROM passages WHERE document = ? ORDER BY ordinal", (document,)
        ):
            inside = named[bisect_left(starts, start) : bisect_left(starts, end)]
            entities = tuple(sorted({row[1] for row in inside}))
            yield Entry(passage, document, title, text[start:end], source, day, entities, collection)


def document_entries(snapshot: Snapshot, documents: Sequence[int]) -> Iterator[Entry]:
    """One entry for each document, under its own key."""
    for document, title, source, day, collection, text in _documents(snapshot, documents):
        entities = tuple(sorted({row[1] for row in _mentions(snapshot, document)}))
        lead = f"{title}\n{text[:LEAD]}"
        yield Entry(document, document, title, text, source, day, entities, collection, lead, with_phrases=False)


def _documents(snapshot: Snapshot, documents: Sequence[int]) -> Iterator[tuple[int, str, str, int | None, str, str]]:
    """Key, title, source, day, collection and text of each document."""
    for key, title, source, day, collection, text in snapshot.rows(
        "SELECT d.key, d.title, d.source, d.day, d.collection, t.text FROM json_each(?) chosen"
        " CROSS JOIN documents d ON d.key = chosen.value CROSS JOIN texts t ON t.document = d.key",
        (json.dumps(documents),),
    ):
        yield key, title or "", source_key(source or ""), day, collection, text


def _mentions(snapshot: Snapshot, document: int) -> list[tuple[int, int]]:
    rows = snapshot.rows("SELECT start, entity FROM mentions WHERE document = ?", (document,))
    return sorted((row[0], row[1]) for row in rows)
