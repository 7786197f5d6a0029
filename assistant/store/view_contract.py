"""What one state of a store answers to a search that asks several things of it.

A part of the store's contract (`contract.py`), in a file of its own for its length.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from assistant.types import DEFAULT_COLLECTION, EntityType, Passage, Scope, SourceType


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text."""

    id: str
    sha256: str
    title: str | None
    source: str | None
    date: date | None
    language: str | None
    characters: int
    flags: tuple[str, ...] = ()
    url: str | None = None
    source_type: SourceType | None = None
    pages: tuple[int, ...] = ()
    collection: str = DEFAULT_COLLECTION


@dataclass(frozen=True, slots=True)
class PassageQuery:
    """A ranked search. `words` are scored (BM25 over title and body); `phrases` must stand in a hit word for word.

    `related` are further words with a weight each, scored where a hit has them beside the others.

    `words` are unfiltered words of a question; the first 64 count. Without words and phrases every passage that
    passes the filters answers, newest first. `documents` limits the search to those ids; `entity` to passages
    that mention the named entity; `lo`..`hi` and `sources` to publication dates and sources, on top of the scope.
    """

    words: tuple[str, ...] = ()
    related: tuple[tuple[str, float], ...] = ()
    phrases: tuple[str, ...] = ()
    scope: Scope = Scope()
    lo: date | None = None
    hi: date | None = None
    sources: tuple[str, ...] = ()
    entity: str | None = None
    documents: tuple[str, ...] = ()
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that answers a query, with its text, its document's head and its score (higher is better).

    `also` names further documents that print nearly the same passage; a store leaves it to retrieval.
    """

    passage: Passage
    text: str
    document: DocumentSummary
    score: float
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityMatch:
    """An entity of the store: one name of one type, with the surface forms the texts use for it."""

    name: str
    type: EntityType
    mentions: int
    documents: int
    aliases: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


class StoreView(Protocol):
    """One state of a store, asked in a thread of the store's (`Store.at_once`): each method is the store's own."""

    def search(self, query: PassageQuery) -> list[Hit]:
        """Passages by relevance."""
        ...

    def search_documents(self, query: PassageQuery) -> list[tuple[DocumentSummary, float]]:
        """Whole documents by relevance, with their scores."""
        ...

    def sources(self, scope: Scope = ...) -> list[str]:
        """The names of the sources of the documents in scope."""
        ...

    def document_frequency(self, words: Sequence[str], scope: Scope = ...) -> dict[str, int]:
        """For each word the number of passages it occurs in."""
        ...

    def entities(self, name: str, scope: Scope = ..., limit: int = 20) -> list[EntityMatch]:
        """Entities of this name, most mentioned first."""
        ...

    def stories(self, documents: Collection[str]) -> dict[str, str]:
        """For each of these documents that has copies the name of the story they tell."""
        ...
