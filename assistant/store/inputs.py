"""What became of the files that were taken in: their documents, and what failed and why."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from assistant.store.contract import Failure, KnownInput, Settled
from assistant.store.snapshot import Snapshot
from assistant.store.sqlite import Sqlite

MOST_FAILURES = 100
"""Failures of one input that are kept."""


def settle(connection: Sqlite, settled: Sequence[Settled]) -> None:
    """Note what became of inputs, in place of what was noted before."""
    now = int(datetime.now(UTC).timestamp())
    for one in settled:
        _drop(connection, one.name)
        if one.documents or one.failures:
            connection.run("INSERT INTO inputs (name, mark, origin) VALUES (?, ?, ?)", (one.name, one.mark, one.origin))
            key = connection.last_key
            connection.run_many(
                "INSERT OR REPLACE INTO input_documents VALUES (?, ?, ?)",
                [(key, document, mark) for document, mark in one.documents],
            )
        rows = [(one.name, n, what, why, now) for n, (what, why) in enumerate(one.failures[:MOST_FAILURES])]
        connection.run_many("INSERT INTO failures VALUES (?, ?, ?, ?, ?)", rows)


def _drop(connection: Sqlite, name: str) -> None:
    connection.run("DELETE FROM inputs WHERE name = ?", (name,))
    connection.run("DELETE FROM failures WHERE input = ?", (name,))


def documents_of(connection: Sqlite, name: str) -> list[str]:
    """The ids of the stored documents that came from this input and from no other."""
    rows = connection.rows(
        "SELECT x.id FROM inputs i JOIN input_documents x ON x.input = i.key JOIN documents d ON d.id = x.id"
        " WHERE i.name = ? AND NOT EXISTS (SELECT 1 FROM input_documents y WHERE y.id = x.id AND y.input <> x.input)"
        " ORDER BY x.id",
        (name,),
    )
    return [row[0] for row in rows]


def drop(connection: Sqlite, name: str) -> None:
    """Know nothing of an input any more."""
    _drop(connection, name)


def drop_document(connection: Sqlite, document: str) -> None:
    """Know no more of a document that is forgotten, so that its inputs bring it back when they are taken in again."""
    keys = json.dumps(
        [row[0] for row in connection.rows("SELECT input FROM input_documents WHERE id = ?", (document,))]
    )
    chosen = "key IN (SELECT value FROM json_each(?))"
    connection.run("DELETE FROM input_documents WHERE id = ?", (document,))
    connection.run(f"UPDATE inputs SET mark = NULL WHERE {chosen}", (keys,))
    connection.run(
        f"DELETE FROM inputs WHERE {chosen} AND NOT EXISTS (SELECT 1 FROM input_documents WHERE input = key)"
        " AND NOT EXISTS (SELECT 1 FROM failures WHERE input = name)",
        (keys,),
    )


def known(snapshot: Snapshot, names: Sequence[str]) -> dict[str, KnownInput]:
    """What is noted of these inputs; `whole` where all their documents are stored as they were then."""
    found: dict[str, KnownInput] = {}
    chosen = json.dumps(names)
    for name, mark, documents, same in snapshot.rows(
        "SELECT i.name, i.mark, json_group_array(x.id ORDER BY x.id) FILTER (WHERE x.id IS NOT NULL),"
        " min(d.fingerprint IS x.fingerprint) FROM inputs i"
        " LEFT JOIN input_documents x ON x.input = i.key LEFT JOIN documents d ON d.id = x.id"
        " WHERE i.name IN (SELECT value FROM json_each(?)) GROUP BY i.key",
        (chosen,),
    ):
        ids = tuple(json.loads(documents))
        found[name] = KnownInput(mark, ids, whole=bool(ids) and bool(same))
    for (name,) in snapshot.rows(
        "SELECT DISTINCT input FROM failures WHERE input IN (SELECT value FROM json_each(?))", (chosen,)
    ):
        before = found.get(name, KnownInput(None, (), whole=False))
        found[name] = KnownInput(before.mark, before.documents, before.whole, failed=True)
    return found


def inputs_from(snapshot: Snapshot, origin: str | None) -> list[str]:
    """The names of the inputs taken from there, or of all, by name."""
    rows = snapshot.rows("SELECT name FROM inputs WHERE ?1 IS NULL OR origin = ?1 ORDER BY name", (origin,))
    return [row[0] for row in rows]


def failures(snapshot: Snapshot, limit: int) -> list[Failure]:
    """What failed, latest first."""
    rows = snapshot.rows(
        "SELECT input, name, reason, at FROM failures ORDER BY at DESC, input, ordinal LIMIT ?", (limit,)
    )
    return [Failure(row[0], row[1], row[2], datetime.fromtimestamp(row[3], UTC)) for row in rows]
