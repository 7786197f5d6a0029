"""One state of an embedded store: a snapshot of SQLite and what the indexes have of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.store import clusters, entities, heads, searching
from assistant.store.keeper import View
from assistant.store.snapshot import Snapshot
from assistant.store.view_contract import DocumentSummary, EntityMatch, Hit, PassageQuery
from assistant.types import Scope

_EVERYTHING = Scope()


class EmbeddedView:
    """A `StoreView`, good for one thread and as long as the snapshot is open."""

    def __init__(self, snapshot: Snapshot, passages: View, documents: View) -> None:
        self._snapshot = snapshot
        self._passages = passages
        self._documents = documents

    def search(self, query: PassageQuery) -> list[Hit]:
        """Passages by relevance; see `Store.search`."""
        return searching.search(self._snapshot, self._passages, query)

    def search_documents(self, query: PassageQuery) -> list[tuple[DocumentSummary, float]]:
        """Whole documents by relevance; see `Store.search_documents`."""
        return searching.search_documents(self._snapshot, self._documents, query)

    def sources(self, scope: Scope = _EVERYTHING) -> list[str]:
        """Names of sources; see `Store.sources`."""
        return heads.sources(self._snapshot, scope)

    def document_frequency(self, words: Sequence[str], scope: Scope = _EVERYTHING) -> dict[str, int]:
        """Passages in scope by word; see `Store.document_frequency`."""
        return searching.document_frequency(self._passages, words, scope)

    def entities(self, name: str, scope: Scope = _EVERYTHING, limit: int = 20) -> list[EntityMatch]:
        """Entities called `name`; see `Store.entities`."""
        return entities.entities(self._snapshot, name, scope, limit)

    def stories(self, documents: Collection[str]) -> dict[str, str]:
        """The stories of documents; see `Store.stories`."""
        return clusters.stories(self._snapshot, documents)
