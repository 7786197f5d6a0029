"""Copies of one story: documents whose sketches agree, found through bands of the sketches as indexed rows.

Two documents of one collection are copies where a band and `SAME` of their sketches agree and they came out within
`DAYS`; a cluster is what such pairs link together, and its name the first id in it. So neither the order in which
documents come in nor what came and went between matters. Sixteen bands of eight places let 95 of 100 pairs that agree
in 0.8 of their places be looked at and nearly all above 0.85 (1 - (1 - s^8)^16), and few below 0.5.
Source: A. Rajaraman and J. Ullman, "Mining of Massive Datasets", chapter 3.
"""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Collection, Iterable, Sequence

from assistant.reading.sketch import PLACES, SAME, agreement
from assistant.store.contract import DocumentSummary
from assistant.store.snapshot import HEAD, Snapshot, summary, within
from assistant.store.sqlite import Sqlite
from assistant.types import Scope

DAYS = 31
"""Days between copies at most: what is printed again a year later is another publication."""

_BANDS = 16
_ROWS = PLACES // _BANDS
_MOST = 64  # documents looked at in one band: of more copies than that each is linked through some of them
_PACKED = struct.Struct(f"<{PLACES}I")


def add(connection: Sqlite, key: int, sketch: Sequence[int]) -> None:
    """Put a new document, whose head is written, beside its copies."""
    if not sketch:
        return
    connection.run("INSERT INTO sketches VALUES (?, ?)", (key, _PACKED.pack(*sketch)))
    connection.run_many("INSERT INTO sketch_bands VALUES (?, ?)", [(band, key) for band in bands(sketch)])
    found = _copies(connection, key)
    if found:
        chosen = "SELECT value FROM json_each(?)"
        joined = f"cluster IN (SELECT cluster FROM documents WHERE key IN ({chosen}) AND cluster IS NOT NULL)"
        members = connection.rows(f"SELECT key FROM documents WHERE {joined}", (json.dumps(list(found)),))
        _name(connection, {key, *found, *(row[0] for row in members)})


def remove(connection: Sqlite, key: int) -> None:
    """Take a document that is about to be deleted away from its copies, which may fall apart without it."""
    row = connection.row(
        "SELECT s.sketch, d.cluster FROM sketches s JOIN documents d ON d.key = s.document WHERE d.key = ?", (key,)
    )
    if row is None:
        return
    own = [(band, key) for band in bands(_PACKED.unpack(row[0]))]
    connection.run_many("DELETE FROM sketch_bands WHERE band = ? AND document = ?", own)
    connection.run("DELETE FROM sketches WHERE document = ?", (key,))
    connection.run("UPDATE documents SET cluster = NULL WHERE key = ?", (key,))
    left: set[int] = set()
    if row[1] is not None:
        left.update(row[0] for row in connection.rows("SELECT key FROM documents WHERE cluster = ?", (row[1],)))
    while left:
        part = _linked(connection, min(left)) & left
        left -= part
        _name(connection, part)


def copies(snapshot: Snapshot, name: str, scope: Scope) -> list[DocumentSummary]:
    """The heads of the other documents in scope of the cluster that this one is in, first published first."""
    condition, values = within(scope)
    rows = snapshot.rows(
        f"SELECT {HEAD} FROM documents d WHERE d.cluster = (SELECT cluster FROM documents WHERE id = ?) AND d.id <> ?"
        f" AND {condition} ORDER BY d.day IS NULL, d.day, d.id",
        (name, name, *values),
    )
    return [summary(row) for row in rows]


def stories(snapshot: Snapshot, names: Collection[str]) -> dict[str, str]:
    """For each of these documents that is in a cluster the name of it."""
    rows = snapshot.rows(
        "SELECT id, cluster FROM documents WHERE id IN (SELECT value FROM json_each(?)) AND cluster IS NOT NULL",
        (json.dumps(list(names)),),
    )
    return {row[0]: row[1] for row in rows}


def _linked(connection: Sqlite, start: int) -> set[int]:
    """A document and all that are linked to it."""
    found, left = {start}, [start]
    while left:
        new = _copies(connection, left.pop()) - found
        found |= new
        left += new
    return found


def _copies(connection: Sqlite, key: int) -> set[int]:
    """The documents that are copies of this one by themselves."""
    row = connection.row(
        "SELECT s.sketch, d.day, d.collection FROM sketches s JOIN documents d ON d.key = s.document WHERE d.key = ?",
        (key,),
    )
    if row is None:
        return set()
    sketch, day, collection = _PACKED.unpack(row[0]), row[1], row[2]
    near: set[int] = set()
    for band in bands(sketch):
        rows = connection.rows("SELECT document FROM sketch_bands WHERE band = ? LIMIT ?", (band, _MOST))
        near.update(row[0] for row in rows)
    others = connection.rows(
        "SELECT d.key, s.sketch, d.day FROM documents d JOIN sketches s ON s.document = d.key"
        " WHERE d.key IN (SELECT value FROM json_each(?)) AND d.collection = ? AND d.key <> ?",
        (json.dumps(list(near)), collection, key),
    )
    return {other for other, packed, out in others if agree(sketch, day, _PACKED.unpack(packed), out)}


def agree(one: Sequence[int], day: int | None, other: Sequence[int], out: int | None) -> bool:
    """Whether two documents with these sketches and days of publication are copies, their collection being the same."""
    apart = 0 if day is None or out is None else abs(day - out)
    return apart <= DAYS and agreement(one, other) >= SAME


def unpack_sketch(packed: bytes) -> tuple[int, ...]:
    """The sketch of a row."""
    return _PACKED.unpack(packed)


def _name(connection: Sqlite, members: Iterable[int]) -> None:
    """Give the documents of a cluster its name; one alone has none."""
    keys = list(members)
    chosen = json.dumps(keys)
    row = connection.row("SELECT min(id) FROM documents WHERE key IN (SELECT value FROM json_each(?))", (chosen,))
    name = row[0] if row is not None and len(keys) > 1 else None
    connection.run(
        "UPDATE documents SET cluster = ? WHERE key IN (SELECT value FROM json_each(?)) AND cluster IS NOT ?",
        (name, chosen, name),
    )


def bands(sketch: Sequence[int]) -> list[int]:
    """A number for each band of a sketch: documents with the same one agree in that band."""
    packed = [struct.pack(f"<B{_ROWS}I", band, *sketch[band * _ROWS : (band + 1) * _ROWS]) for band in range(_BANDS)]
    return [int.from_bytes(hashlib.blake2b(each, digest_size=8).digest(), "little", signed=True) for each in packed]
