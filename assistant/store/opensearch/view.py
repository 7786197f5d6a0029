"""One state of a store on a cluster, asked from a thread."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeVar

from assistant.store.opensearch import holdings, searching
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

    def search(self, query: PassageQuery) -> list[Hit]:
        """Passages by relevance; see `Store.search`."""
        return self._asked(searching.search(self._cluster, query))

    def search_documents(self, query: PassageQuery) -> list[tuple[DocumentSummary, float]]:
        """Whole documents by relevance; see `Store.search_documents`."""
        return self._asked(searching.search_documents(self._cluster, query))

    def sources(self, scope: Scope = _EVERYTHING) -> list[str]:
        """Names of sources; see `Store.sources`."""
        return self._asked(holdings.sources(self._cluster, scope))

    def document_frequency(self, words: Sequence[str], scope: Scope = _EVERYTHING) -> dict[str, int]:
        """Passages in scope by word; see `Store.document_frequency`."""
        return self._asked(searching.document_frequency(self._cluster, words, scope))

    def entities(self, name: str, scope: Scope = _EVERYTHING, limit: int = 20) -> list[EntityMatch]:
        """Entities called `name`; see `Store.entities`."""
        return self._asked(Names(self._cluster, scope).entities(name, limit))

    def _asked(self, question: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(question, self._loop).result()
