"""The excerpts of a conversation and the ids they are cited by. An id never changes its meaning."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.types import Citation, Excerpt


class Ledger:
    """Gives every excerpt an id ("e1", "e2", …) at first sight and the same one ever after."""

    def __init__(self) -> None:
        self._ids: dict[Excerpt, str] = {}
        self._excerpts: dict[str, Excerpt] = {}
        self._numbers: dict[str, int] = {}

    def enter(self, excerpts: Iterable[Excerpt]) -> tuple[Citation, ...]:
        """The excerpts with their ids, new ones entered."""
        return tuple(Citation(self._id(excerpt), excerpt) for excerpt in excerpts)

    def _id(self, excerpt: Excerpt) -> str:
        if excerpt not in self._ids:
            identifier = f"e{len(self._ids) + 1}"
            self._ids[excerpt] = identifier
            self._excerpts[identifier] = excerpt
        return self._ids[excerpt]

    def get(self, identifier: str) -> Citation | None:
        """The excerpt under an id, or None when no tool returned one under it."""
        excerpt = self._excerpts.get(identifier)
        return None if excerpt is None else Citation(identifier, excerpt)

    @property
    def ids(self) -> frozenset[str]:
        """All ids given out."""
        return frozenset(self._excerpts)

    def number(self, identifier: str) -> int:
        """The number a reader sees for an id: 1, 2, 3 … by first citation, the same in all later turns."""
        return self._numbers.setdefault(identifier, len(self._numbers) + 1)
