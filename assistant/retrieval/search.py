"""What to look for, and what was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from assistant.store.contract import Hit
from assistant.types import Scope


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for. `lo`..`hi` bound the publication date on top of the scope.

    `per_document` is the most passages of one document; 0 sets no bound.
    """

    text: str
    scope: Scope = Scope()
    lo: date | None = None
    hi: date | None = None
    sources: tuple[str, ...] = ()
    entity: str | None = None
    documents: tuple[str, ...] = ()
    limit: int = 10
    per_document: int = 0


@dataclass(frozen=True, slots=True)
class Findings:
    """Ranked passages; `note` says in a sentence what the search had to do without.

    `sources` are those in scope that the text names, `frequencies` the passages in scope by content word of the text.
    """

    hits: tuple[Hit, ...]
    note: str | None = None
    sources: tuple[str, ...] = ()
    frequencies: dict[str, int] = field(default_factory=dict[str, int])
