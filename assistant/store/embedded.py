"""The embedded store: SQLite is the truth, tantivy a disposable index of it; one folder, no server.

FOLDER/attache.db   everything, in one SQLite file
FOLDER/desk.db      keys and conversations (`embedded_desk.py`)
FOLDER/index/       the search index of passages, and
FOLDER/index-documents/  that of whole documents; both may be deleted at any time
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from assistant.errors import StoreError
from assistant.store import (
    clusters,
    day_counts,
    entities,
    events,
    heads,
    mentions,
    model_answers,
    quotes,
    searching,
    vectors,
    whole,
)
from assistant.store.connections import Connections
from assistant.store.contract import (
    DayCount,
    DocumentSummary,
    EntityMatch,
    EventQuery,
    Hit,
    Located,
    PassageQuery,
    QuoteQuery,
    Record,
    StoreStatus,
    Unembedded,
    VectorCount,
)
from assistant.store.database import DESK_FILE, FILE, connect_reader, connect_writer, explained
from assistant.store.embedded_inputs import EmbeddedInputs
from assistant.store.embedded_view import EmbeddedView
from assistant.store.entries import document_entries, passage_entries
from assistant.store.following import work_of
from assistant.store.indexed import Indexed, search_all
from assistant.store.interning import Interner
from assistant.store.schema import SCHEMA, migrate, schema_of
from assistant.store.sqlite import Sqlite
from assistant.store.view_contract import StoreView
from assistant.store.writing import forget_document, write_record
from assistant.types import Document, Event, Mention, Outcome, Quote, Role, Scope

T = TypeVar("T")

_EVERYTHING = Scope()


async def open_embedded(path: str | Path, *, create: bool = True) -> EmbeddedStore:
    """The store in the folder `path`, made when there is none and `create` says so.

    Raises `StoreError`: no store there, not a store, damaged, not permitted; `SchemaTooNewError` for one written
    by a newer Attaché.
    """
    return EmbeddedStore(await asyncio.get_running_loop().run_in_executor(None, _prepare, path, create))


def _prepare(path: str | Path, create: bool) -> Path:
    folder = Path(path).expanduser()
    file = folder / FILE
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is a file, not the folder of a store; choose another with --store.")
    with explained(folder):
        if not file.exists():
            if not create:
                raise StoreError(f"There is no store at {folder}; run `attache ingest …` first.")
            folder.mkdir(parents=True, exist_ok=True)
            if any(not path.name.startswith(("index", FILE, DESK_FILE)) for path in folder.iterdir()):
                raise StoreError(f"{folder} holds other files and no store; choose an empty folder with --store.")
            _migrate(file)
            return folder
        connection = connect_reader(file)
        try:
            behind = schema_of(connection) < SCHEMA
        finally:
            connection.close()
        if behind:
            _migrate(file)
    return folder


def _migrate(file: Path) -> None:
    connection = connect_writer(file, create=True)
    try:
        migrate(connection)
    finally:
        connection.close()


class EmbeddedStore(EmbeddedInputs):
    """A `Store` in one folder. Made by `open_embedded`; usable from one event loop at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connections = Connections(folder, folder / FILE)
        self._passages = Indexed(self._connections, folder / FILE, folder / "index", passage_entries)
        self._documents = Indexed(self._connections, folder / FILE, folder / "index-documents", document_entries)
        self._vectors = vectors.VectorKeeper()

    async def put(self, record: Record) -> Outcome:
        """Write one document; see `Store.put`."""
        return (await self.put_many([record]))[0]

    async def put_many(self, records: Sequence[Record]) -> list[Outcome]:
        """Write several documents in one transaction; see `Store.put_many`."""

        def work(connection: Sqlite, interner: Interner) -> list[Outcome]:
            return [write_record(connection, interner, record) for record in records]

        outcomes = await self._connections.write(work)
        written = (record for record, outcome in zip(records, outcomes, strict=True) if outcome != "unchanged")
        await self._follow(sum(work_of(len(record.passages)) for record in written))
        return outcomes

    async def fingerprints(self, documents: Sequence[str]) -> dict[str, str]:
        """What is stored under these ids; see `Store.fingerprints`."""
        return await self._connections.read(lambda snapshot: heads.fingerprints(snapshot, documents))

    async def records(self, documents: Sequence[str]) -> list[Record]:
        """Documents with what was read out of them; see `Store.records`."""
        return await self._connections.read(lambda snapshot: whole.records(snapshot, documents))

    async def refresh(self) -> None:
        """Bring the search index up to date; see `Store.refresh`."""
        await asyncio.gather(self._passages.refresh(), self._documents.refresh())

    async def forget(self, document: str) -> bool:
        """Remove a document; see `Store.forget`."""
        was_there = await self._connections.write(lambda connection, _: forget_document(connection, document))
        await self._follow(int(was_there))
        return was_there

    async def document(self, document: str, scope: Scope = _EVERYTHING) -> Document | None:
        """One document; see `Store.document`."""
        return (await self.documents_named([document], scope)).get(document)

    async def documents_named(self, documents: Sequence[str], scope: Scope = _EVERYTHING) -> dict[str, Document]:
        """Several documents; see `Store.documents_named`."""
        return await self._connections.read(lambda snapshot: heads.documents_named(snapshot, documents, scope))

    async def documents(self, scope: Scope = _EVERYTHING, after: str = "") -> AsyncIterator[DocumentSummary]:
        """All heads by id, page by page: each page is consistent, later ones see later writes."""
        while page := await self._connections.read(lambda snapshot, last=after: heads.summaries(snapshot, scope, last)):
            for head in page:
                yield head
            after = page[-1].id

    async def copies(self, document: str, scope: Scope = _EVERYTHING) -> list[DocumentSummary]:
        """Copies of a document; see `Store.copies`."""
        return await self._connections.read(lambda snapshot: clusters.copies(snapshot, document, scope))

    async def stories(self, documents: Collection[str]) -> dict[str, str]:
        """The stories of documents; see `Store.stories`."""
        return await self._connections.read(lambda snapshot: clusters.stories(snapshot, documents))

    async def at_once(self, work: Callable[[StoreView], T]) -> T:
        """What `work` makes of one state of the store; see `Store.at_once`."""
        indexes = (self._passages, self._documents)
        return await search_all(
            indexes, self._connections, lambda snapshot, views: work(EmbeddedView(snapshot, *views))
        )

    async def search(self, query: PassageQuery) -> list[Hit]:
        """Passages by relevance; see `Store.search`."""
        return await self._passages.search(lambda snapshot, view: searching.search(snapshot, view, query))

    async def search_documents(self, query: PassageQuery) -> list[tuple[DocumentSummary, float]]:
        """Whole documents by relevance; see `Store.search_documents`."""
        return await self._documents.search(lambda snapshot, view: searching.search_documents(snapshot, view, query))

    async def sources(self, scope: Scope = _EVERYTHING) -> list[str]:
        """Names of sources; see `Store.sources`."""
        return await self._connections.read(lambda snapshot: heads.sources(snapshot, scope))

    async def document_frequency(self, words: Sequence[str], scope: Scope = _EVERYTHING) -> dict[str, int]:
        """Passages in scope by word; see `Store.document_frequency`."""
        return await self._passages.search(lambda _, view: searching.document_frequency(view, words, scope))

    async def entities(self, name: str, scope: Scope = _EVERYTHING, limit: int = 20) -> list[EntityMatch]:
        """Entities called `name`; see `Store.entities`."""
        return await self._connections.read(lambda snapshot: entities.entities(snapshot, name, scope, limit))

    async def mentions(self, name: str, scope: Scope = _EVERYTHING, limit: int = 50) -> list[Located[Mention]]:
        """Mentions of one entity; see `Store.mentions`."""
        return await self._connections.read(lambda snapshot: mentions.mentions(snapshot, name, scope, limit))

    async def roles(
        self, *, person: str | None = None, title: str | None = None, scope: Scope = _EVERYTHING, limit: int = 200
    ) -> list[Located[Role]]:
        """Roles by person or title; see `Store.roles`."""
        return await self._connections.read(lambda snapshot: mentions.roles(snapshot, person, title, scope, limit))

    async def related(self, name: str, scope: Scope = _EVERYTHING, limit: int = 10) -> list[tuple[EntityMatch, int]]:
        """Entities in the same sentences; see `Store.related`."""
        return await self._connections.read(lambda snapshot: entities.related(snapshot, name, scope, limit))

    async def quotes(self, query: QuoteQuery) -> list[Located[Quote]]:
        """Quotations; see `Store.quotes`."""
        return await self._connections.read(lambda snapshot: quotes.quotes(snapshot, query))

    async def events(self, query: EventQuery) -> list[Located[Event]]:
        """Events; see `Store.events`."""
        return await self._connections.read(lambda snapshot: events.events(snapshot, query))

    async def day_counts(self, query: EventQuery) -> list[DayCount]:
        """How often days are written about; see `Store.day_counts`."""
        return await self._connections.read(lambda snapshot: day_counts.day_counts(snapshot, query))

    async def kept_answers(self, requests: Sequence[str]) -> dict[str, str]:
        """Answers of a model; see `Store.kept_answers`."""
        return await self._connections.read(lambda snapshot: model_answers.kept(snapshot, requests))

    async def keep_answers(self, text: str, answers: Mapping[str, str]) -> None:
        """Keep answers of a model; see `Store.keep_answers`."""
        await self._connections.write(lambda connection, _: model_answers.keep(connection, text, answers))

    async def unembedded(self, model: str, after: str = "", limit: int = 256) -> list[Unembedded]:
        """Passages without a vector; see `Store.unembedded`."""
        return await self._connections.read(lambda snapshot: vectors.unembedded(snapshot, model, after, limit))

    async def put_vectors(self, model: str, made: Mapping[Unembedded, Sequence[float]]) -> None:
        """Keep vectors; see `Store.put_vectors`."""
        await self._connections.write(lambda connection, _: vectors.write(connection, model, made))

    async def search_vectors(self, model: str, vector: Sequence[float], query: PassageQuery) -> list[Hit]:
        """Passages by cosine; see `Store.search_vectors`."""
        return await self._connections.read(lambda snapshot: self._vectors.search(snapshot, model, vector, query))

    async def vector_count(self, model: str) -> VectorCount:
        """How many passages have a vector; see `Store.vector_count`."""
        return await self._connections.read(lambda snapshot: vectors.count(snapshot, model))

    async def status(self) -> StoreStatus:
        """What the store holds; see `Store.status`."""
        return await self._connections.read(
            lambda snapshot: heads.status(snapshot, self._folder, self._passages.behind(snapshot))
        )

    async def close(self) -> None:
        """Release files and threads; safe to call twice."""
        for index in (self._passages, self._documents):
            await index.close()
        await self._connections.close()

    async def _follow(self, work: int) -> None:
        for index in (self._passages, self._documents):
            await index.wrote(work)
