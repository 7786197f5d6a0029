"""What a store keeps account of: how many documents it has, the files they came from, what failed and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from assistant.types import Scope


@dataclass(frozen=True, slots=True)
class Holdings:
    """What there is of documents in a scope; `sources` and `collections` give each one's number, most first."""

    documents: int
    undated: int
    first: date | None
    last: date | None
    sources: dict[str, int] = field(default_factory=dict[str, int])
    collections: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True)
class Failure:
    """Why something of an input is not in the store: `name` is the file, line or document, `at` when it was tried."""

    input: str
    name: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an input, a file as a rule: the ids of its documents with their fingerprints, and what failed.

    `mark` is a hash of its bytes and of everything that decides what is read out of them; None where that may come
    out otherwise another time. `failures` are names with reasons. `origin` says where the input was taken from.
    """

    name: str
    mark: str | None
    documents: tuple[tuple[str, str], ...] = ()
    failures: tuple[tuple[str, str], ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class KnownInput:
    """What is noted of an input: `whole` where all its documents are stored as they were then, `failed` where some
    of it was refused.
    """

    mark: str | None
    documents: tuple[str, ...]
    whole: bool
    failed: bool = False


class Accounts(Protocol):
    """The part of a store that keeps account. All methods raise `StoreError` when the store fails."""

    async def holdings(self, scope: Scope = ...) -> Holdings:
        """What there is of documents in scope."""
        ...

    async def collections_of(self, documents: Sequence[str]) -> dict[str, str]:
        """The collection of each of these documents that is stored."""
        ...

    async def settle(self, settled: Sequence[Settled]) -> None:
        """Note what became of inputs, in place of what was noted of them before, in one transaction."""
        ...

    async def inputs(self, names: Sequence[str]) -> dict[str, KnownInput]:
        """What is noted of those of these inputs that are known."""
        ...

    async def inputs_from(self, origin: str | None = None) -> list[str]:
        """The names of the known inputs that were taken from there, or of all, by name."""
        ...

    async def forget_input(self, name: str) -> list[str]:
        """Remove what is noted of an input and the documents that came from it alone; the ids of these."""
        ...

    async def failures(self, limit: int = 100) -> list[Failure]:
        """What could not be taken in and has not been since, latest first."""
        ...
