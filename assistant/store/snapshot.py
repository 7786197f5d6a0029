"""One consistent view of the store: a read transaction with the texts it has touched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from sys import intern
from typing import Any

from assistant.store.contract import DocumentSummary
from assistant.store.interning import source_key
from assistant.store.packing import day_of, unpack_span
from assistant.store.sqlite import Row, Sqlite, Values
from assistant.types import Scope, Span

HEAD = (
    "d.key, d.id, d.sha256, d.title, d.source, d.day, d.language, d.characters, d.flags, d.url, d.source_type, d.pages,"
    " d.collection"
)
HEAD_COLUMNS = 13


class Snapshot:
    """What was committed when it was taken. Lives inside one read transaction, on one thread."""

    def __init__(self, connection: Sqlite) -> None:
        self._connection = connection
        self._texts: dict[int, tuple[str, bytes]] = {}
        self._heads: dict[int, DocumentSummary] = {}

    def rows(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a SELECT."""
        return self._connection.rows(sql, values)

    def value(self, sql: str, values: Values = ()) -> Any:
        """The first column of the first row, None when there is none."""
        return next((row[0] for row in self.rows(sql, values)), None)

    @property
    def sequence(self) -> int:
        """The number of the last write."""
        return self.value("SELECT max(sequence) FROM writes") or 0

    def text(self, document: int) -> str:
        """The text of the document with this key."""
        return self._text(document)[0]

    def sentence(self, document: int, ordinal: int) -> Span | None:
        """A sentence of the document with this key, None when there is none."""
        return unpack_span(self._text(document)[1], ordinal)

    def read_texts(self, documents: Iterable[int]) -> None:
        """Read the texts of several documents, by their keys, in one go."""
        if not (missing := [key for key in documents if key not in self._texts]):
            return
        rows = self.rows(
            "SELECT document, text, sentences FROM texts WHERE document IN (SELECT value FROM json_each(?))",
            (json.dumps(missing),),
        )
        self._texts.update((document, (text, sentences)) for document, text, sentences in rows)

    def heads(self, documents: Iterable[int]) -> dict[int, DocumentSummary]:
        """The heads of the documents with these keys, at least; those that are gone are left out."""
        if missing := [key for key in documents if key not in self._heads]:
            rows = self.rows(
                f"SELECT {HEAD} FROM documents d WHERE d.key IN (SELECT value FROM json_each(?))",
                (json.dumps(missing),),
            )
            self._heads.update((row[0], summary(row)) for row in rows)
        return self._heads

    def head(self, row: Row) -> DocumentSummary:
        """The head of the document whose columns of `HEAD` these are; made once."""
        if row[0] not in self._heads:
            self._heads[row[0]] = summary(row)
        return self._heads[row[0]]

    def _text(self, document: int) -> tuple[str, bytes]:
        if document not in self._texts:
            [found] = self.rows("SELECT text, sentences FROM texts WHERE document = ?", (document,))
            self._texts[document] = (found[0], found[1])
        return self._texts[document]


def summary(row: Row) -> DocumentSummary:
    """A document's head from the columns of `HEAD`. What many share is one object: answers keep heads as long as they
    are under way.
    """
    _, name, sha256, title, source, day, language, characters, flags, url, source_type, pages, collection = row
    return DocumentSummary(
        name,
        sha256,
        title,
        source and intern(source),
        day_of(day),
        language and intern(language),
        characters,
        _values(flags),
        url,
        source_type,
        _values(pages),
        intern(collection),
    )


def _values(said: str) -> tuple[Any, ...]:
    """The values of a JSON list, which has mostly none."""
    return () if said == "[]" else tuple(json.loads(said))


def within(scope: Scope, table: str = "d") -> tuple[str, tuple[Any, ...]]:
    """A scope as a condition on a table's columns `day`, `publisher` and `collection`, with its values.

    Undated is outside any bound.
    """
    day, publisher = f"{table}.day", f"{table}.publisher"
    parts: list[str] = []
    values: list[Any] = []
    if scope.lo is not None:
        parts.append(f"{day} >= ?")
        values.append(scope.lo.toordinal())
    if scope.latest is not None:
        parts.append(f"{day} <= ?")
        values.append(scope.latest.toordinal())
    if scope.sources:
        parts.append(f"{publisher} IN (SELECT key FROM sources WHERE fold IN (SELECT value FROM json_each(?)))")
        values.append(json.dumps([source_key(name) for name in scope.sources]))
    if scope.collections is not None:
        parts.append(f"{table}.collection IN (SELECT value FROM json_each(?))")
        values.append(json.dumps(scope.collections))
    return " AND ".join(parts) or "1", tuple(values)


def is_whole(scope: Scope) -> bool:
    """Whether the scope leaves out nothing, or nothing but whole collections: sums by collection then answer for it."""
    return scope == Scope(collections=scope.collections)
