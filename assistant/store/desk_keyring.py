"""The rows of keys."""

from __future__ import annotations

import json
from datetime import datetime

from assistant.errors import ConflictError
from assistant.store.desk_contract import Key
from assistant.store.snapshot import Snapshot
from assistant.store.sqlite import Row, Sqlite

_COLUMNS = "id, name, sha256, scopes, created, collections, revoked"


def add(connection: Sqlite, key: Key) -> None:
    """Write a new key. Raises ConflictError when its id is taken."""
    if connection.row("SELECT 1 FROM keys WHERE id = ?", (key.id,)):
        raise ConflictError("There is a key of this id already; make another.")
    collections = None if key.collections is None else json.dumps(key.collections)
    values = (key.id, key.name, key.sha256, json.dumps(sorted(key.scopes)), key.created.isoformat(), collections, None)
    connection.run(f"INSERT INTO keys ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", values)


def every(snapshot: Snapshot) -> list[Key]:
    """All keys, oldest first."""
    return [_key(row) for row in snapshot.rows(f"SELECT {_COLUMNS} FROM keys ORDER BY created, id")]


def one(snapshot: Snapshot, identifier: str) -> Key | None:
    """The key with this id."""
    rows = snapshot.rows(f"SELECT {_COLUMNS} FROM keys WHERE id = ?", (identifier,))
    return next((_key(row) for row in rows), None)


def any_made(snapshot: Snapshot) -> bool:
    """Whether there is a row."""
    return snapshot.value("SELECT 1 FROM keys LIMIT 1") is not None


def revoke(connection: Sqlite, identifier: str, at: datetime) -> bool:
    """Mark a key as revoked; False when there is none that is not."""
    row = connection.row(
        "UPDATE keys SET revoked = ? WHERE id = ? AND revoked IS NULL RETURNING id", (at.isoformat(), identifier)
    )
    return row is not None


def _key(row: Row) -> Key:
    identifier, name, sha256, scopes, created, collections, revoked = row
    return Key(
        identifier,
        name,
        sha256,
        frozenset(json.loads(scopes)),
        datetime.fromisoformat(created),
        None if collections is None else tuple(json.loads(collections)),
        None if revoked is None else datetime.fromisoformat(revoked),
    )
