"""Names, titles and sources kept once each: text in, row key out."""

from __future__ import annotations

from typing import Any

from assistant.reading.folding import fold
from assistant.store.sqlite import Sqlite

_CACHE_LIMIT = 200_000


def source_key(name: str) -> str:
    """The form under which sources are compared: case-folded, white space squeezed."""
    return " ".join(name.casefold().split())


class Interner:
    """Keys of strings inside write transactions. `forget` must be called when a transaction is rolled back."""

    def __init__(self, connection: Sqlite) -> None:
        self._connection = connection
        self._identity: str | None = None
        self._keys: dict[tuple[str, ...], int] = {}
        self._quick: dict[str | tuple[str, str], int] = {}  # forms, and entities by name and type

    def forget(self) -> None:
        """Drop what was remembered: rows of a rolled-back transaction are gone."""
        self._keys.clear()
        self._quick.clear()

    def begin(self) -> None:
        """To be called in every transaction: what was remembered of another store, since replaced, does not count."""
        row = self._connection.row("SELECT value FROM identity")
        if row is not None and row[0] != self._identity:
            self.forget()
            self._identity = str(row[0])

    def fold(self, name: str) -> int:
        """The key of the folded name; its words become findable."""
        folded = fold(name)
        key, new = self._key(("fold", folded), "folds", "fold", (folded,))
        if new:
            words = {(word, key) for word in folded.split()}
            self._connection.run_many("INSERT OR IGNORE INTO fold_words VALUES (?, ?)", words)
        return key

    def form(self, text: str) -> int:
        """The key of a name as it is written."""
        if key := self._quick.get(text):
            return key
        key = self._key(("form", text), "forms", "form, fold", (text, self.fold(text)))[0]
        self._quick[text] = key
        return key

    def entity(self, name: str, kind: str) -> int:
        """The key of the entity of this type whose name folds the same."""
        if key := self._quick.get((name, kind)):
            return key
        folded = self.fold(name)
        key = self._key(("entity", str(folded), kind), "entities", "fold, type", (folded, kind))[0]
        self._quick[name, kind] = key
        return key

    def title(self, title: str) -> int:
        """The key of a role's title."""
        return self._key(("title", title), "titles", "title, fold", (title, fold(title)))[0]

    def source(self, name: str | None) -> int | None:
        """The key of a source, None for none."""
        if name is None:
            return None
        return self._key(("source", source_key(name)), "sources", "fold", (source_key(name),))[0]

    def _key(self, cached: tuple[str, ...], table: str, columns: str, values: tuple[Any, ...]) -> tuple[int, bool]:
        if key := self._keys.get(cached):
            return key, False
        if len(self._keys) > _CACHE_LIMIT:
            self.forget()
        unique = columns if table == "entities" else columns.split(",")[0]
        where = " AND ".join(f"{column.strip()} = ?" for column in unique.split(","))
        count = unique.count(",") + 1
        # the names of tables and columns are constants of this class
        select = f"SELECT key FROM {table} WHERE {where}"
        row = self._connection.row(select, values[:count])
        if row is None:
            marks = ", ".join("?" * len(values))
            self._connection.run(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)
        key = self._connection.last_key if row is None else int(row[0])
        self._keys[cached] = key
        return key, row is None
