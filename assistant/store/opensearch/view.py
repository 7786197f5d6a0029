"""One state of a store on a cluster, asked from a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Coroutine, Sequence
from typing import Any, TypeVar

from assistant.store.opensearch import holdings, searching, stories
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.names import Names
from assistant.store.view_contract import DocumentSummary, EntityMatch, Hit, PassageQuery
from assistant.types import Scope

T = TypeVar("T")

_EVERYTHING = Scope()


class ClusterView:
    """A `StoreView`: each question goes to the loop that the store lives on, and is waited for in this thread."""

    def __init__(self, cluster: Cluster, loop: asyncio.AbstractEventLoop) -> None:
        self._cluster = cluster
        self._loop = loop
        self._looked_up: dict[Scope, Names] = {}

    def search(self, query: PassageQuery) -> list[Hit]:
        """Passages by relevance; see `Store.search`."""
        return self._asked(searching.search(self._cluster, query, self._names(query.scope)))

    def search_documents(self, query: PassageQuery) -> list[tuple[DocumentSummary, float]]:
        """Whole documents by relevance; see `Store.search_documents`."""
        return self._asked(searching.search_documents(self._cluster, query, self._names(query.scope)))

    def sources(self, scope: Scope = _EVERYTHING) -> list[str]:
        """Names of sources; see `Store.sources`."""
        return self._asked(holdings.sources(self._cluster, scope))

    def document_frequency(self, words: Sequence[str], scope: Scope = _EVERYTHING) -> dict[str, int]:
        """Passages in scope by word; see `Store.document_frequency`."""
        return self._asked(searching.document_frequency(self._cluster, words, scope))

    def entities(self, name: str, scope: Scope = _EVERYTHING, limit: int = 20) -> list[EntityMatch]:
        """Entities called `name`; see `Store.entities`."""
        return self._asked(self._names(scope).entities(name, limit))

    def stories(self, documents: Collection[str]) -> dict[str, str]:
        """The stories of documents; see `Store.stories`."""
        return self._asked(stories.stories(self._cluster, documents))

    def _names(self, scope: Scope) -> Names:
        return self._looked_up.setdefault(scope, Names(self._cluster, scope))

    def _asked(self, question: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(question, self._loop).result()
