"""What a store does, whatever keeps the data.

A store keeps documents with all that was read out of them and answers the questions of the tools. Names are
looked up by `fold` keys, so the same folding must be used for writing and asking: it is `assistant.reading.fold`.
Every query takes a `Scope`, applied before ranking: what lies outside it is never counted, ranked or returned.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, NamedTuple, Protocol, TypeVar

from assistant.store.accounts import Accounts, Failure, KnownInput, Settled
from assistant.store.view_contract import DocumentSummary, EntityMatch, Hit, PassageQuery, StoreView
from assistant.types import (
    Document,
    Event,
    EventStatus,
    Mention,
    Outcome,
    Passage,
    Quote,
    QuoteKind,
    Reading,
    Role,
    Scope,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record:
    """A document with its passages and everything read out of it: the unit of writing, whole or not at all.

    `reader` is the version of the rules that read it; another version makes the same text a changed record. `digest`
    is a hash of passages and reading and `sketch` that of `reading.sketch`, where whoever read it has made them, and
    `mark` the `fingerprint` of a record that comes out of another store; the store makes its own where they are empty.
    """

    document: Document
    passages: tuple[Passage, ...]
    reading: Reading
    reader: str = ""
    digest: str = field(default="", compare=False)
    sketch: tuple[int, ...] = field(default=(), compare=False)
    mark: str = field(default="", compare=False)


def fingerprint(document: Document, reader: str) -> str:
    """A hash of the text, the head and the reader's version: what decides whether a document must be read again."""
    head = (document.title, document.source, document.date, document.dated_by, document.url, document.language)
    kind = (document.source_type, document.author, document.pages, document.collection)
    said = "\x1f".join(map(repr, (document.id, document.sha256, *head, document.flags, *kind, reader)))
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()


@dataclass(frozen=True, slots=True)
class Unembedded:
    """A passage that a model has not embedded yet; `passage` is the store's own key for it, in the store's order."""

    passage: str
    text: str


@dataclass(frozen=True, slots=True)
class VectorCount:
    """How many of the store's passages have a vector of one model."""

    embedded: int
    passages: int


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """Something read out of a document, with that document's head and the text under `value`'s own span.

    `context` is the sentence around it, by offset in the same document, with its text. A quotation's `text`
    runs from its first span to its last.
    """

    value: T
    document: DocumentSummary
    text: str
    context_start: int
    context: str


@dataclass(frozen=True, slots=True)
class QuoteQuery:
    """Quotations, newest first. `speakers` are names of the wanted speaker, any of which may match; `words` must
    all occur in the sentence around the quotation, by stem. `lo`..`hi` bound the day it was said where the
    text tells, else the publication date.
    """

    speakers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    kinds: tuple[QuoteKind, ...] = ()
    lo: date | None = None
    hi: date | None = None
    scope: Scope = Scope()
    limit: int = 50


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Events whose interval meets `lo`..`hi`, in order of time. `participants` are names, any of which may take
    part; `words` must all occur in the event's sentence, by stem.
    """

    lo: date | None = None
    hi: date | None = None
    participants: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    statuses: tuple[EventStatus, ...] = ()
    scope: Scope = Scope()
    limit: int = 200


class DayCount(NamedTuple):
    """How often one single day is written about: `mentions` by expressions that mean that day, with the
    number of documents they stand in, and `published` documents that came out on it.

    Of the `documents` that name the day, `early` came out on it or before, `late` more than seven days after it, and
    `leading` name it in one of their first five sentences. An undated document is neither early nor late.
    """

    day: date
    mentions: int
    documents: int
    published: int
    early: int = 0
    late: int = 0
    leading: int = 0


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """What a store holds. `index_behind` counts writes the search index has not seen, `failures` what could not be
    taken in and has not been since; `collections` gives each one's number of documents. `note` is a sentence on what
    is amiss while all still works, such as a node that is down; empty where nothing is.
    """

    url: str
    documents: int
    passages: int
    entities: int
    quotes: int
    events: int
    undated: int
    first: date | None
    last: date | None
    sources: dict[str, int] = field(default_factory=dict[str, int])
    schema: int = 0
    sequence: int = 0
    index_behind: int = 0
    bytes: int = 0
    collections: dict[str, int] = field(default_factory=dict[str, int])
    failures: int = 0
    note: str = ""


class Store(Accounts, Protocol):
    """Documents and what was read out of them. All methods raise `StoreError` when the store fails."""

    async def put(self, record: Record) -> Outcome:
        """Write a document whole, replacing its old self everywhere, in one transaction.

        "unchanged" when the same id already has the same text, head and reading.
        """
        ...

    async def put_many(self, records: Sequence[Record]) -> list[Outcome]:
        """Write several documents, each as `put` would: in one transaction, all of them or none, where the store has
        transactions; else each whole or not at all.
        """
        ...

    async def fingerprints(self, documents: Sequence[str]) -> dict[str, str]:
        """The `fingerprint` of each of these documents that is stored, to pass over what has not changed."""
        ...

    async def records(self, documents: Sequence[str]) -> list[Record]:
        """Those of these documents that are stored, with all that was read out of them, as another store takes them."""
        ...

    async def refresh(self) -> None:
        """Bring everything derived from the documents up to date now, so that the next search need not.

        What another process has been at for long is left to it: all that is stored is found all the same.
        """
        ...

    async def forget(self, document: str) -> bool:
        """Remove a document and all that was read out of it; False when there was none."""
        ...

    async def document(self, document: str, scope: Scope = ...) -> Document | None:
        """The stored document, or None when there is none in scope."""
        ...

    async def documents_named(self, documents: Sequence[str], scope: Scope = ...) -> dict[str, Document]:
        """Those of these documents that are stored and in scope, by their ids."""
        ...

    def documents(self, scope: Scope = ..., after: str = "") -> AsyncIterator[DocumentSummary]:
        """Every document's head in scope whose id comes after `after`, by id."""
        ...

    async def copies(self, document: str, scope: Scope = ...) -> list[DocumentSummary]:
        """The other documents in scope that tell the same story as this one, first published first."""
        ...

    async def stories(self, documents: Collection[str]) -> dict[str, str]:
        """For each of these documents that has copies the name of the story they tell, which is the first id of all
        that tell it, in whatever scope. Ask for many at once, and where it matters: heads and hits do not carry it.
        """
        ...

    async def at_once(self, work: Callable[[StoreView], T]) -> T:
        """What `work` makes of one state of the store, in a thread: asking many things is then one thing to wait for.

        The state has every write that was acknowledged before the call.
        """
        ...

    async def search(self, query: PassageQuery) -> list[Hit]:
        """Passages by relevance. Sees every write that was acknowledged before the call."""
        ...

    async def search_documents(self, query: PassageQuery) -> list[tuple[DocumentSummary, float]]:
        """Whole documents by relevance, with their scores: BM25 over title and text. Phrases are not looked at."""
        ...

    async def sources(self, scope: Scope = ...) -> list[str]:
        """The names of the sources of the documents in scope."""
        ...

    async def document_frequency(self, words: Sequence[str], scope: Scope = ...) -> dict[str, int]:
        """For each word the number of passages it occurs in, by stem (the scope may be ignored where that is
        the engine's only way to answer quickly; then counts are an upper bound).
        """
        ...

    async def entities(self, name: str, scope: Scope = ..., limit: int = 20) -> list[EntityMatch]:
        """Entities one of whose names folds to the folded `name`; when there is none, those that have all
        its words among theirs. Most mentioned first. Never by similarity.
        """
        ...

    async def mentions(self, name: str, scope: Scope = ..., limit: int = 50) -> list[Located[Mention]]:
        """Mentions of the entity with exactly this name, oldest document first."""
        ...

    async def roles(
        self, *, person: str | None = None, title: str | None = None, scope: Scope = ..., limit: int = 200
    ) -> list[Located[Role]]:
        """Roles of the person of exactly this name, or roles whose title has all words of `title`, oldest first."""
        ...

    async def related(self, name: str, scope: Scope = ..., limit: int = 10) -> list[tuple[EntityMatch, int]]:
        """Entities named in the same sentences, with the number of shared sentences, most first."""
        ...

    async def quotes(self, query: QuoteQuery) -> list[Located[Quote]]:
        """Quotations that fit the query; one more than `limit` when there are more."""
        ...

    async def events(self, query: EventQuery) -> list[Located[Event]]:
        """Events that fit the query; one more than `limit` when there are more."""
        ...

    async def day_counts(self, query: EventQuery) -> list[DayCount]:
        """For each single day in `lo`..`hi` how often it is written about, under the same filters; by day."""
        ...

    async def kept_answers(self, requests: Sequence[str]) -> dict[str, str]:
        """What a model answered to those of these requests, named by their hashes, whose answers were kept."""
        ...

    async def keep_answers(self, text: str, answers: Mapping[str, str]) -> None:
        """Keep a model's answers, by request, about the text with the SHA-256 `text`, in one transaction.

        `forget` removes them with the last document that has this text.
        """
        ...

    async def unembedded(self, model: str, after: str = "", limit: int = 256) -> list[Unembedded]:
        """The next passages whose keys come after `after` and that have no vector of this embedding model.

        Raises SettingsError where the store can keep none.
        """
        ...

    async def put_vectors(self, model: str, made: Mapping[Unembedded, Sequence[float]]) -> None:
        """Keep one vector for each of these passages, in place of that of another model.

        They must have one dimension. Where the model's earlier vectors have another one, those are removed.
        """
        ...

    async def search_vectors(self, model: str, vector: Sequence[float], query: PassageQuery) -> list[Hit]:
        """Passages that pass the query's filters by the cosine of their vectors of this model, nearest first.

        The query's words and phrases are not looked at. One that keeps a graph of neighbours instead of comparing all
        vectors may miss a few. Raises SettingsError where what it takes is not installed.
        """
        ...

    async def vector_count(self, model: str) -> VectorCount:
        """How many passages have a vector of this embedding model."""
        ...

    async def status(self) -> StoreStatus:
        """What the store holds."""
        ...

    async def close(self) -> None:
        """Release files and threads; safe to call twice."""
        ...


__all__ = [
    "DayCount",
    "DocumentSummary",
    "EntityMatch",
    "EventQuery",
    "Failure",
    "Hit",
    "KnownInput",
    "Located",
    "PassageQuery",
    "QuoteQuery",
    "Record",
    "Settled",
    "Store",
    "StoreStatus",
    "Unembedded",
    "VectorCount",
    "fingerprint",
]
