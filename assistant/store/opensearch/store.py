"""A store on a cluster of OpenSearch: nothing of it lies on the disk of the machine that asks.

When a write is acknowledged it is durable on the primary copy and all copies in step with it, and the engine has
refreshed them all: a search sees all that was acknowledged before it, whoever wrote it, and asks for nothing first.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from typing import TypeVar

from assistant.errors import StoreError
from assistant.store.accounts import Holdings
from assistant.store.contract import (
    DayCount,
    DocumentSummary,
    EntityMatch,
    EventQuery,
    Failure,
    Hit,
    KnownInput,
    Located,
    PassageQuery,
    QuoteQuery,
    Record,
    Settled,
    StoreStatus,
    Unembedded,
    VectorCount,
)
from assistant.store.opensearch import answers as kept
from assistant.store.opensearch import days, holdings, inputs, searching, stories, told, vectors
from assistant.store.opensearch.changing import remove_after
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.faults import is_lost_state
from assistant.store.opensearch.indexes import open_indexes
from assistant.store.opensearch.mappings import DOCUMENTS, STORE_INDEXES
from assistant.store.opensearch.names import Names
from assistant.store.opensearch.packing import key_of
from assistant.store.opensearch.refreshing import Refresher
from assistant.store.opensearch.view import ClusterView
from assistant.store.opensearch.writing import put_many
from assistant.store.view_contract import StoreView
from assistant.types import Document, Event, Mention, Outcome, Quote, Role, Scope

T = TypeVar("T")

_EVERYTHING = Scope()
_TRIES = 4


async def open_cluster(url: str, *, create: bool) -> OpenSearchStore:
    """The store at `url`, made when there is none and `create` says so.

    Raises SettingsError for an address that cannot be read, StoreError where the cluster or the store is not there.
    """
    return OpenSearchStore(await open_indexes(url, STORE_INDEXES, create=create))


class OpenSearchStore:
    """A `Store` on a cluster. Made by `open_cluster`; usable from one event loop at a time."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._fresh = Refresher(cluster)

    # --- writing ---

    async def put(self, record: Record) -> Outcome:
        """Write one document; see `Store.put`."""
        return (await self.put_many([record]))[0]

    async def put_many(self, records: Sequence[Record]) -> list[Outcome]:
        """Write several documents, each whole or not at all; see `Store.put_many`."""
        outcomes = await put_many(self._cluster, records)
        await self._fresh()  # also where nothing was changed: another's write may wait to be seen
        told = zip(records, outcomes, strict=True)
        await vectors.drop(self._cluster, [record.document.id for record, outcome in told if outcome == "replaced"])
        return outcomes

    async def refresh(self) -> None:
        """Let searches see all that was written; see `Store.refresh`."""
        await self._fresh()

    async def forget(self, document: str) -> bool:
        """Remove a document; see `Store.forget`."""
        gone = await self._remove(document)
        if gone:
            await inputs.drop_document(self._cluster, document)
        return gone

    async def _remove(self, document: str) -> bool:
        key = key_of(document)
        while (found := await self._cluster.get(DOCUMENTS, key, _source="head.sha256")) is not None:
            if await remove_after(self._cluster, DOCUMENTS, key, found):
                await self._fresh()
                await kept.drop_unused(self._cluster, found["_source"]["head"]["sha256"])
                await vectors.drop(self._cluster, [document])
                return True
        return False

    # --- documents ---

    async def fingerprints(self, documents: Sequence[str]) -> dict[str, str]:
        """What is stored under these ids; see `Store.fingerprints`."""
        return await inputs.fingerprints(self._cluster, documents)

    async def records(self, documents: Sequence[str]) -> list[Record]:
        """Documents with what was read out of them; see `Store.records`."""
        return await holdings.records(self._cluster, documents)

    async def document(self, document: str, scope: Scope = _EVERYTHING) -> Document | None:
        """One document; see `Store.document`."""
        return (await self.documents_named([document], scope)).get(document)

    async def documents_named(self, documents: Sequence[str], scope: Scope = _EVERYTHING) -> dict[str, Document]:
        """Several documents; see `Store.documents_named`."""
        return await holdings.documents_named(self._cluster, documents, scope)

    async def documents(self, scope: Scope = _EVERYTHING, after: str = "") -> AsyncIterator[DocumentSummary]:
        """All heads by id, page by page: later pages see later writes."""
        async for head in holdings.heads(self._cluster, scope, after):
            yield head

    async def copies(self, document: str, scope: Scope = _EVERYTHING) -> list[DocumentSummary]:
        """Copies of a document; see `Store.copies`."""
        return await stories.copies(self._cluster, document, scope)

    async def stories(self, documents: Collection[str]) -> dict[str, str]:
        """The stories of documents; see `Store.stories`."""
        return await stories.stories(self._cluster, documents)

    async def sources(self, scope: Scope = _EVERYTHING) -> list[str]:
        """Names of sources; see `Store.sources`."""
        return await holdings.sources(self._cluster, scope)

    # --- searches ---

    async def at_once(self, work: Callable[[StoreView], T]) -> T:
        """What `work` makes of one state of the store; see `Store.at_once`.

        It is begun anew where a node that held the state is lost.
        """
        loop = asyncio.get_running_loop()
        for tries_left in reversed(range(_TRIES)):
            try:
                async with self._cluster.standing_still(DOCUMENTS) as still:
                    return await asyncio.to_thread(work, ClusterView(still, loop))
            except StoreError as error:
                if not tries_left or not is_lost_state(error):
                    raise
        raise AssertionError  # the last try returns or raises

    async def search(self, query: PassageQuery) -> list[Hit]:
        """Passages by relevance; see `Store.search`."""
        return await searching.search(self._cluster, query, Names(self._cluster, query.scope))

    async def search_documents(self, query: PassageQuery) -> list[tuple[DocumentSummary, float]]:
        """Whole documents by relevance; see `Store.search_documents`."""
        return await searching.search_documents(self._cluster, query, Names(self._cluster, query.scope))

    async def document_frequency(self, words: Sequence[str], scope: Scope = _EVERYTHING) -> dict[str, int]:
        """Passages in scope by word; see `Store.document_frequency`."""
        return await searching.document_frequency(self._cluster, words, scope)

    # --- what was read ---

    async def entities(self, name: str, scope: Scope = _EVERYTHING, limit: int = 20) -> list[EntityMatch]:
        """Entities called `name`; see `Store.entities`."""
        return await Names(self._cluster, scope).entities(name, limit)

    async def mentions(self, name: str, scope: Scope = _EVERYTHING, limit: int = 50) -> list[Located[Mention]]:
        """Mentions of one entity; see `Store.mentions`."""
        return await told.mentions(self._cluster, name, scope, limit)

    async def roles(
        self, *, person: str | None = None, title: str | None = None, scope: Scope = _EVERYTHING, limit: int = 200
    ) -> list[Located[Role]]:
        """Roles by person or title; see `Store.roles`."""
        return await told.roles(self._cluster, person, title, scope, limit)

    async def related(self, name: str, scope: Scope = _EVERYTHING, limit: int = 10) -> list[tuple[EntityMatch, int]]:
        """Entities in the same sentences; see `Store.related`."""
        return await Names(self._cluster, scope).related(name, limit)

    async def quotes(self, query: QuoteQuery) -> list[Located[Quote]]:
        """Quotations; see `Store.quotes`."""
        return await told.quotes(self._cluster, query)

    async def events(self, query: EventQuery) -> list[Located[Event]]:
        """Events; see `Store.events`."""
        return await told.events(self._cluster, query)

    async def day_counts(self, query: EventQuery) -> list[DayCount]:
        """How often days are written about; see `Store.day_counts`."""
        return await days.day_counts(self._cluster, query)

    # --- accounts ---

    async def holdings(self, scope: Scope = _EVERYTHING) -> Holdings:
        """What there is of documents; see `Store.holdings`."""
        return await holdings.holdings(self._cluster, scope)

    async def collections_of(self, documents: Sequence[str]) -> dict[str, str]:
        """Where documents are; see `Store.collections_of`."""
        keys = {key_of(document): document for document in documents}
        found = await self._cluster.get_many(DOCUMENTS, list(keys), ["head.collection"])
        return {keys[key]: hit["_source"]["head"]["collection"] for key, hit in found.items()}

    async def settle(self, settled: Sequence[Settled]) -> None:
        """Note what became of inputs, each whole or not at all; see `Store.settle`."""
        await inputs.settle(self._cluster, settled)

    async def inputs(self, names: Sequence[str]) -> dict[str, KnownInput]:
        """What is noted of inputs; see `Store.inputs`."""
        return await inputs.known(self._cluster, names)

    async def inputs_from(self, origin: str | None = None) -> list[str]:
        """Names of inputs; see `Store.inputs_from`."""
        return await inputs.names_from(self._cluster, origin)

    async def forget_input(self, name: str) -> list[str]:
        """Remove an input with its documents; see `Store.forget_input`."""
        gone = await inputs.documents_of(self._cluster, name)
        for document in gone:
            await self._remove(document)
        await inputs.drop(self._cluster, name)
        return gone

    async def failures(self, limit: int = 100) -> list[Failure]:
        """What failed; see `Store.failures`."""
        return await inputs.failures(self._cluster, limit)

    async def kept_answers(self, requests: Sequence[str]) -> dict[str, str]:
        """Answers of a model; see `Store.kept_answers`."""
        return await kept.kept(self._cluster, requests)

    async def keep_answers(self, text: str, answers: Mapping[str, str]) -> None:
        """Keep answers of a model, each whole or not at all; see `Store.keep_answers`."""
        await kept.keep(self._cluster, text, answers)

    # --- searching by meaning ---

    async def unembedded(self, model: str, after: str = "", limit: int = 256) -> list[Unembedded]:
        """Passages without a vector; see `Store.unembedded`."""
        return await vectors.unembedded(self._cluster, model, after, limit)

    async def put_vectors(self, model: str, made: Mapping[Unembedded, Sequence[float]]) -> None:
        """Keep vectors; see `Store.put_vectors`."""
        await vectors.put_vectors(self._cluster, model, made)

    async def search_vectors(self, model: str, vector: Sequence[float], query: PassageQuery) -> list[Hit]:
        """Passages by cosine; see `Store.search_vectors`."""
        return await vectors.search_vectors(self._cluster, model, vector, query)

    async def vector_count(self, model: str) -> VectorCount:
        """How many passages have a vector; see `Store.vector_count`."""
        return await vectors.vector_count(self._cluster, model)

    async def status(self) -> StoreStatus:
        """What the store holds. `index_behind` is nothing: a write is acknowledged when searches see it."""
        return await holdings.status(self._cluster)

    async def close(self) -> None:
        """Let the connections go; safe to call twice."""
        await self._cluster.close()
