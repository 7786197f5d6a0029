"""What the indexes hold of documents: their passages, and themselves as wholes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from assistant.store.index import Entry
from assistant.store.interning import source_key
from assistant.store.snapshot import Snapshot

LEAD = 500
"""Characters at the beginning of a document that tell what it is about."""


def passage_entries(snapshot: Snapshot, documents: Sequence[int]) -> Iterator[Entry]:
    """One entry for each passage."""
    for document in documents:
        title, source, day, collection = _head(snapshot, document)
        text = snapshot.text(document)
        named = _mentions(snapshot, document)
        starts = [row[0] for row in named]
        for passage, start, end in snapshot.rows(
            "SELECT key, start, end_ FROM passages WHERE document = ? ORDER BY ordinal", (document,)
        ):
            inside = named[bisect_left(starts, start) : bisect_left(starts, end)]
            entities = tuple(sorted({row[1] for row in inside}))
            yield Entry(passage, document, title, text[start:end], source, day, entities, collection)
        snapshot.release(document)


def document_entries(snapshot: Snapshot, documents: Sequence[int]) -> Iterator[Entry]:
    """One entry for each document, under its own key."""
    for document in documents:
        title, source, day, collection = _head(snapshot, document)
        entities = tuple(sorted({row[1] for row in _mentions(snapshot, document)}))
        text = snapshot.text(document)
        lead = f"{title}\n{text[:LEAD]}"
        yield Entry(document, document, title, text, source, day, entities, collection, lead, with_phrases=False)
        snapshot.release(document)


def _head(snapshot: Snapshot, document: int) -> tuple[str, str, int | None, str]:
    [(title, source, day, collection)] = snapshot.rows(
        "SELECT title, source, day, collection FROM documents WHERE key = ?", (document,)
    )
    return title or "", source_key(source or ""), day, collection


def _mentions(snapshot: Snapshot, document: int) -> list[tuple[int, int]]:
    rows = snapshot.rows("SELECT start, entity FROM mentions WHERE document = ? ORDER BY start", (document,))
    return [(row[0], row[1]) for row in rows]
