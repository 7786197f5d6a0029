"""The excerpts of a conversation and the ids they are cited by. An id never changes its meaning."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from typing import Any, Self

from assistant.types import Citation, Excerpt

Json = dict[str, Any]


class Ledger:
    """Gives every excerpt an id ("e1", "e2", …) at first sight and the same one ever after."""

    def __init__(self) -> None:
        self._ids: dict[Excerpt, str] = {}
        self._excerpts: dict[str, Excerpt] = {}
        self._numbers: dict[str, int] = {}
        self._withdrawn: set[str] = set()

    def enter(self, excerpts: Iterable[Excerpt]) -> tuple[Citation, ...]:
        """The excerpts with their ids, new ones entered."""
        return tuple(Citation(self._id(excerpt), excerpt) for excerpt in excerpts)

    def _id(self, excerpt: Excerpt) -> str:
        if excerpt not in self._ids:
            identifier = f"e{len(self._ids) + 1}"
            self._ids[excerpt] = identifier
            self._excerpts[identifier] = excerpt
        self._withdrawn.discard(self._ids[excerpt])  # a tool has just returned it: it is what the record says
        return self._ids[excerpt]

    def get(self, identifier: str) -> Citation | None:
        """The excerpt under an id, or None when no tool returned one under it or it was withdrawn."""
        excerpt = None if identifier in self._withdrawn else self._excerpts.get(identifier)
        return None if excerpt is None else Citation(identifier, excerpt)

    @property
    def ids(self) -> frozenset[str]:
        """All ids that can be cited."""
        return frozenset(self._excerpts) - self._withdrawn

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every excerpt under its id, withdrawn ones too, in order of first sight."""
        return tuple(Citation(identifier, excerpt) for identifier, excerpt in self._excerpts.items())

    @property
    def withdrawn(self) -> frozenset[str]:
        """The ids that were withdrawn."""
        return frozenset(self._withdrawn)

    def withdraw(self, identifiers: Iterable[str]) -> None:
        """Let these ids be cited no more: what they stand for is not in the record any longer.

        They keep their meaning and their number. A tool that returns the same excerpt again brings its id back.
        """
        self._withdrawn.update(identifier for identifier in identifiers if identifier in self._excerpts)

    def number(self, identifier: str) -> int:
        """The number a reader sees for an id: 1, 2, 3 … by first citation, the same in all later turns."""
        return self._numbers.setdefault(identifier, len(self._numbers) + 1)

    def to_json(self) -> Json:
        """The ledger as JSON. What is withdrawn is not part of it: that is found anew from the record."""
        return {"excerpts": [_form(excerpt) for excerpt in self._excerpts.values()], "numbers": list(self._numbers)}

    @classmethod
    def from_json(cls, form: Json) -> Self:
        """The ledger that `to_json` gave: every id and number means what it meant."""
        ledger = cls()
        ledger.enter(map(_excerpt, form.get("excerpts", ())))
        for identifier in form.get("numbers", ()):
            ledger.number(identifier)
        return ledger


def _form(excerpt: Excerpt) -> Json:
    """An excerpt's fields that are not at their defaults."""
    fields = asdict(excerpt) | {"date": excerpt.date and excerpt.date.isoformat()}
    return {name: value for name, value in fields.items() if value is not None and value != ()}


def _excerpt(form: Json) -> Excerpt:
    day = form.get("date")
    flags = tuple(form.get("flags", ()))
    fields: Json = form | {"date": None if day is None else date.fromisoformat(day), "flags": flags}
    return Excerpt(**fields)
