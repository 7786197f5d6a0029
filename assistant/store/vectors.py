"""Embeddings of passages: one vector a passage, under the name of the model that made it, never two models mixed.

A vector is stored with length 1 as 32-bit floats, little-endian, beside the hash of the text it was made of. What is
searched is kept in memory as one matrix until vectors or documents change. Searching needs numpy, writing does not.
"""

from __future__ import annotations

import json
import struct
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError
from assistant.store.contract import Hit, PassageQuery, Unembedded, VectorCount
from assistant.store.directions import dimension_of, unit
from assistant.store.entities import groups_meant
from assistant.store.searching import hits_of
from assistant.store.snapshot import Snapshot, within
from assistant.store.sqlite import Sqlite
from assistant.types import Scope

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NUMPY_MISSING = "Embeddings need numpy, which is not installed; run `pip install 'attache[embeddings]'`."


def unembedded(snapshot: Snapshot, model: str, after: str, limit: int) -> list[Unembedded]:
    """The next passages, by key, that have no vector of this model."""
    rows = list(
        snapshot.rows(
            "SELECT p.key, p.document, p.start, p.end_ FROM passages p LEFT JOIN vectors v ON v.passage = p.key"
            " AND v.model = (SELECT key FROM embedding_models WHERE name = ?)"
            " WHERE p.key > ? AND v.passage IS NULL ORDER BY p.key LIMIT ?",
            (model, int(after or 0), limit),
        )
    )
    return [Unembedded(str(key), snapshot.text(document)[start:end]) for key, document, start, end in rows]


def count(snapshot: Snapshot, model: str) -> VectorCount:
    """How many passages have a vector of this model."""
    own = "SELECT count(*) FROM vectors WHERE model = (SELECT key FROM embedding_models WHERE name = ?)"
    return VectorCount(snapshot.value(own, (model,)), snapshot.value("SELECT count(*) FROM passages"))


def write(connection: Sqlite, model: str, vectors: Mapping[Unembedded, Sequence[float]]) -> None:
    """Put in vectors, each in place of the passage's old one; passages that are gone by now are passed over.

    Vectors of another dimension than this model's others are a sign that the name means another model now: those
    others are then removed. Raises `StoreError` for vectors without length and of different dimensions.
    """
    key = _model_key(connection, model, dimension_of(vectors.values()))
    connection.run_many(
        "INSERT OR REPLACE INTO vectors (passage, model, text, vector)"
        " SELECT key, ?2, ?3, ?4 FROM passages WHERE key = ?1",
        [(int(item.passage), key, _hash(item.text), _packed(vector)) for item, vector in vectors.items()],
    )


def _model_key(connection: Sqlite, model: str, dimension: int) -> int:
    """The key of the model, whose vectors are about to change."""
    found = connection.row("SELECT key, dimension FROM embedding_models WHERE name = ?", (model,))
    if found is None:
        connection.run("INSERT INTO embedding_models (name, dimension, version) VALUES (?, ?, 1)", (model, dimension))
        return connection.last_key
    key, known = found
    if known != dimension:
        connection.run("DELETE FROM vectors WHERE model = ?", (key,))
    connection.run("UPDATE embedding_models SET dimension = ?, version = version + 1 WHERE key = ?", (dimension, key))
    return int(key)


def _packed(vector: Sequence[float]) -> bytes:
    return struct.pack(f"<{len(vector)}f", *unit(vector))


def _hash(text: str) -> bytes:
    return sha256(text.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class _Matrix:
    """The vectors of one model: row by row those of the passages with these keys, of the documents with these."""

    state: tuple[int, int, int]
    keys: NDArray[np.int64]
    documents: NDArray[np.int64]
    rows: NDArray[np.float32]


class VectorKeeper:
    """Keeps the vectors of the model searched last in memory. Safe to use from several threads."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._matrix: _Matrix | None = None

    def search(self, snapshot: Snapshot, model: str, vector: Sequence[float], query: PassageQuery) -> list[Hit]:
        """The passages that pass the query's filters, nearest first by cosine; those without a vector are not seen.

        Nothing where the model has no vectors of this dimension. Raises `SettingsError` without numpy.
        """
        np = _numpy()
        matrix = self._current(snapshot, model)
        if matrix is None or matrix.rows.shape[1] != len(vector):
            return []
        asked = np.asarray(vector, dtype=np.float32)
        scores = matrix.rows @ (asked / np.linalg.norm(asked))
        for column, allowed in _allowed(snapshot, query, matrix):
            scores[~np.isin(column, np.fromiter(allowed, dtype=np.int64))] = -1.0
        likely = np.argpartition(-scores, query.limit)[: query.limit] if len(scores) > query.limit else slice(None)
        nearest = sorted(zip(scores[likely].tolist(), matrix.keys[likely].tolist(), strict=True), key=_best_first)
        found = [(key, score) for score, key in nearest if score > 0]
        return _sound(snapshot, found, hits_of(snapshot, found))

    def _current(self, snapshot: Snapshot, model: str) -> _Matrix | None:
        row = next(snapshot.rows("SELECT key, version, dimension FROM embedding_models WHERE name = ?", (model,)), None)
        if row is None:
            return None
        state = (row[0], row[1], snapshot.sequence)
        with self._mutex:
            if self._matrix is None or self._matrix.state != state:
                self._matrix = None  # frees the old one before the new one is read
                self._matrix = _read(snapshot, state, row[2])
            return self._matrix


def _best_first(pair: tuple[float, int]) -> tuple[float, int]:
    return -pair[0], pair[1]


def _read(snapshot: Snapshot, state: tuple[int, int, int], dimension: int) -> _Matrix:
    np = _numpy()
    keys: list[int] = []
    documents: list[int] = []
    data = bytearray()
    for passage, document, vector in snapshot.rows(
        "SELECT v.passage, p.document, v.vector FROM vectors v JOIN passages p ON p.key = v.passage WHERE v.model = ?",
        (state[0],),
    ):
        keys.append(passage)
        documents.append(document)
        data += vector
    rows = np.frombuffer(data, dtype="<f4").reshape(-1, dimension)
    return _Matrix(state, np.array(keys, dtype=np.int64), np.array(documents, dtype=np.int64), rows)


def _allowed(
    snapshot: Snapshot, query: PassageQuery, matrix: _Matrix
) -> Iterator[tuple[NDArray[np.int64], Iterator[int]]]:
    """For each of the query's filters the column it is on and the keys that pass it."""
    parts: list[str] = []
    values: list[object] = []
    for scope in (query.scope, Scope(lo=query.lo, hi=query.hi, sources=query.sources)):
        condition, bound = within(scope)
        if condition != "1":
            parts.append(condition)
            values += bound
    if query.documents:
        parts.append("d.id IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(query.documents))
    if parts:
        rows = snapshot.rows(f"SELECT d.key FROM documents d WHERE {' AND '.join(parts)}", values)
        yield matrix.documents, (row[0] for row in rows)
    if query.entity is not None:
        keys = [key for group in groups_meant(snapshot, query.entity, query.scope) for key in group.keys]
        rows = snapshot.rows(
            "SELECT DISTINCT p.key FROM mentions m JOIN passages p"
            " ON p.document = m.document AND m.start >= p.start AND m.start < p.end_"
            " WHERE m.entity IN (SELECT value FROM json_each(?))",
            (json.dumps(keys),),
        )
        yield matrix.keys, (row[0] for row in rows)


def _sound(snapshot: Snapshot, found: Sequence[tuple[int, float]], hits: Sequence[Hit]) -> list[Hit]:
    """The hits whose vector was made of the text they show."""
    keys = json.dumps([key for key, _ in found])
    rows = snapshot.rows("SELECT passage, text FROM vectors WHERE passage IN (SELECT value FROM json_each(?))", (keys,))
    made_of = {row[0]: row[1] for row in rows}
    return [hit for (key, _), hit in zip(found, hits, strict=True) if made_of[key] == _hash(hit.text)]


def _numpy() -> Any:
    try:
        import numpy as np
    except ImportError as error:
        raise SettingsError(NUMPY_MISSING) from error
    return np
