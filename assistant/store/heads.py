"""Whole documents, their heads, and what the store holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from assistant.store.accounts import Holdings
from assistant.store.contract import DocumentSummary, StoreStatus
from assistant.store.packing import day_of
from assistant.store.schema import SCHEMA
from assistant.store.snapshot import HEAD, Snapshot, summary, within
from assistant.store.sqlite import Row
from assistant.types import Document, Scope

PAGE = 500


def documents_named(snapshot: Snapshot, names: Sequence[str], scope: Scope) -> dict[str, Document]:
    """Those of these documents that are stored and in scope, by their ids."""
    condition, values = within(scope)
    rows = snapshot.rows(
        "SELECT d.id, t.text, d.sha256, d.title, d.source, d.day, d.dated_by, d.url, d.language, d.flags,"
        " d.source_type, d.author, d.pages, d.collection FROM documents d JOIN texts t ON t.document = d.key"
        f" WHERE d.id IN (SELECT value FROM json_each(?)) AND {condition}",
        (json.dumps(names, ensure_ascii=False), *values),  # no id that is no text passes
    )
    return {row[0]: _document(row) for row in rows}


def _document(row: Row) -> Document:
    identity, text, sha256, title, source, day, dated_by, url, language, flags, kind, author, pages, collection = row
    return Document(
        id=identity,
        text=text,
        sha256=sha256,
        title=title,
        source=source,
        date=day_of(day),
        dated_by=dated_by,
        url=url,
        language=language,
        flags=tuple(json.loads(flags)),
        source_type=kind,
        author=author,
        pages=tuple(json.loads(pages)),
        collection=collection,
    )


def summaries(snapshot: Snapshot, scope: Scope, after: str) -> list[DocumentSummary]:
    """The next `PAGE` heads in scope whose id comes after `after`."""
    condition, values = within(scope)
    rows = snapshot.rows(
        f"SELECT {HEAD} FROM documents d WHERE d.id > ? AND {condition} ORDER BY d.id LIMIT ?",
        (after, *values, PAGE),
    )
    return [summary(row) for row in rows]


def fingerprints(snapshot: Snapshot, names: Sequence[str]) -> dict[str, str]:
    """The fingerprints of those documents that are stored."""
    rows = snapshot.rows(
        "SELECT id, fingerprint FROM documents WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(names),)
    )
    return {row[0]: row[1] for row in rows}


def collections_of(snapshot: Snapshot, names: Sequence[str]) -> dict[str, str]:
    """The collections of those documents that are stored."""
    rows = snapshot.rows(
        "SELECT id, collection FROM documents WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(names),)
    )
    return {row[0]: row[1] for row in rows}


def status(snapshot: Snapshot, folder: Path, behind: int) -> StoreStatus:
    """What the store holds; `bytes` counts all files of its folder."""
    [(documents, undated, first, last)] = snapshot.rows(
        "SELECT count(*), count(*) FILTER (WHERE day IS NULL), min(day), max(day) FROM documents"
    )
    sources = snapshot.rows(
        "SELECT source, count(*) FROM documents WHERE source IS NOT NULL GROUP BY publisher ORDER BY 2 DESC, 1"
    )
    collections = snapshot.rows("SELECT collection, count(*) FROM documents GROUP BY collection ORDER BY collection")
    return StoreStatus(
        url=str(folder),
        documents=documents,
        passages=snapshot.value("SELECT count(*) FROM passages"),
        entities=snapshot.value("SELECT count(DISTINCT entity) FROM appearances"),
        quotes=snapshot.value("SELECT count(*) FROM quotes"),
        events=snapshot.value("SELECT count(*) FROM events"),
        undated=undated,
        first=day_of(first),
        last=day_of(last),
        sources={row[0]: row[1] for row in sources},
        schema=SCHEMA,
        sequence=snapshot.sequence,
        index_behind=behind,
        bytes=_bytes(folder),
        collections={row[0]: row[1] for row in collections},
        failures=snapshot.value("SELECT count(*) FROM failures"),
    )


def holdings(snapshot: Snapshot, scope: Scope) -> Holdings:
    """What there is of documents in scope."""
    condition, values = within(scope)
    [(documents, undated, first, last)] = snapshot.rows(
        "SELECT count(*), count(*) FILTER (WHERE d.day IS NULL), min(d.day), max(d.day) FROM documents d"
        f" WHERE {condition}",
        values,
    )
    sources = snapshot.rows(
        f"SELECT source, count(*) FROM documents d WHERE d.source IS NOT NULL AND {condition} GROUP BY publisher"
        " ORDER BY 2 DESC, 1",
        values,
    )
    collections = snapshot.rows(
        f"SELECT collection, count(*) FROM documents d WHERE {condition} GROUP BY collection ORDER BY 2 DESC, 1", values
    )
    return Holdings(documents, undated, day_of(first), day_of(last), dict(sources), dict(collections))


def sources(snapshot: Snapshot, scope: Scope) -> list[str]:
    """The names of the sources that have a document in scope."""
    condition, values = within(scope)
    rows = snapshot.rows(
        f"SELECT (SELECT d.source FROM documents d WHERE d.publisher = s.key AND {condition} LIMIT 1)"
        " FROM sources s ORDER BY s.key",
        values,
    )
    return [row[0] for row in rows if row[0] is not None]


def _bytes(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:  # the index replaces its files while we look
            continue
    return total
