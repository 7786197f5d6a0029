"""A WHERE clause grown part by part, with its values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.store.analysis import stems_of


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
        if stems := stems_of(words):
            match = " ".join(f'"{stem}"' for stem in stems)
            self.add(f"{key} IN (SELECT rowid FROM {table} WHERE {table} MATCH ?)", match)

    @property
    def sql(self) -> str:
        """The clause without WHERE."""
        return " AND ".join(self._parts) or "1"

    @property
    def values(self) -> tuple[Any, ...]:
        """What its marks stand for."""
        return tuple(self._values)
