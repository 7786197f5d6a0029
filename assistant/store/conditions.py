"""Conditions of a look-up: a WHERE clause grown part by part, and words that a sentence must have."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from assistant.store.analysis import stems_of
from assistant.store.snapshot import Snapshot

_FEW = 2000  # keys from which it is quicker to read in order and to leave out what does not match


class Where:
    """Conditions joined by AND. The parts are constants of the store's own code, values are always bound."""

    def __init__(self, *start: tuple[str, tuple[Any, ...]]) -> None:
        self._parts: list[str] = []
        self._values: list[Any] = []
        for part, values in start:
            self.add(part, *values)

    def add(self, part: str, *values: Any) -> None:
        """One more condition."""
        self._parts.append(part)
        self._values.extend(values)

    def among(self, column: str, values: Iterable[Any]) -> None:
        """The column is one of `values`."""
        self.add(f"{column} IN (SELECT value FROM json_each(?))", json.dumps(list(values)))

    def words(self, table: str, key: str, words: Sequence[str]) -> None:
        """The words table has all stems of `words` for this key; words without letters or digits ask nothing."""
        if match := _match(words):
            self.add(f"{key} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", match)

    @property
    def sql(self) -> str:
        """The clause without WHERE."""
        return " AND ".join(self._parts) or "1"

    @property
    def values(self) -> tuple[Any, ...]:
        """What its marks stand for."""
        return tuple(self._values)


def among(column: str, keys: Sequence[int]) -> tuple[str, int | str]:
    """That a column holds one of the keys, with the value for it; one alone is read in the order of the index, which
    spares sorting.
    """
    if len(keys) == 1:
        return f"{column} = ?", keys[0]
    return f"{column} IN (SELECT value FROM json_each(?))", json.dumps(keys)


class Matches:
    """The keys of a words table that have all stems of `words`; words without letters or digits ask nothing.

    They are read when they are needed first: a few by themselves, many in one piece.
    """

    def __init__(self, snapshot: Snapshot, table: str, words: Sequence[str]) -> None:
        self._snapshot = snapshot
        self._table = table
        self._match = _match(words)

    @property
    def is_everything(self) -> bool:
        """Whether nothing is asked."""
        return not self._match

    @cached_property
    def few(self) -> list[int] | None:
        """The keys when they are few, else None."""
        if self.is_everything:
            return None
        sql = f"SELECT rowid FROM {self._table} WHERE {self._table} MATCH ? LIMIT ?"
        found = [row[0] for row in self._snapshot.rows(sql, (self._match, _FEW + 1))]
        return found if len(found) <= _FEW else None

    def __contains__(self, key: int) -> bool:
        return self.is_everything or str(key) in self._all

    @cached_property
    def _all(self) -> frozenset[str]:
        # A row each would cost three times as much as the search itself.
        sql = f"SELECT group_concat(rowid) FROM {self._table} WHERE {self._table} MATCH ?"
        return frozenset((self._snapshot.value(sql, (self._match,)) or "").split(","))


def _match(words: Sequence[str]) -> str:
    """All stems of `words`, as a words table is asked for them."""
    return " ".join(f'"{stem}"' for stem in stems_of(words))
