"""The passages that may answer a question, with all that is known of them: what ranking chooses from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from assistant.retrieval.hints import Hints, Part, without_sources
from assistant.retrieval.words import content_words
from assistant.store.contract import Hit, PassageQuery, StoreView
from assistant.types import Interval

FILTERED = 20
"""Passages taken for each source and each period that a question names."""

PASSAGES_PER_DOCUMENT = 4


@dataclass
class Pool:
    """Candidates, the scores of their documents for the whole question, and for the part that fits best."""

    hits: dict[tuple[str, int], Hit] = field(default_factory=dict[tuple[str, int], Hit])
    documents: dict[str, float] = field(default_factory=dict[str, float])
    parts: dict[str, float] = field(default_factory=dict[str, float])

    def add(self, hits: Iterable[Hit]) -> None:
        """Put in passages; one that is there already keeps its score."""
        for hit in hits:
            self.hits.setdefault((hit.document.id, hit.passage.ordinal), hit)

    def score_documents(self, store: StoreView, query: PassageQuery) -> None:
        """Score for the whole question the documents that have no score yet. Raises StoreError."""
        missing = tuple({document for document, _ in self.hits} - self.documents.keys())
        if missing:
            found = store.search_documents(replace(query, documents=missing, limit=len(missing)))
            self.documents |= {document.id: score for document, score in found}


def candidates(store: StoreView, query: PassageQuery, hints: Hints) -> Pool:
    """Everything worth ranking for a query. Raises StoreError."""
    pool = Pool()
    if len(query.documents) == 1:  # whole documents and hints tell nothing apart inside one of them
        pool.add(store.search(query))
        return pool
    few = replace(query, limit=FILTERED)
    wanted = [query]
    wanted += [replace(few, sources=(source,)) for source in hints.sources if not query.sources]
    wanted += [_within(few, period) for period in hints.periods if query.lo is None and query.hi is None]
    for one in wanted:
        _gather(store, pool, one)
    for part in hints.parts:
        _part(store, pool, query, part, hints)
    pool.score_documents(store, query)
    return pool


def _gather(store: StoreView, pool: Pool, query: PassageQuery) -> None:
    """Passages by their own score, and the best passages of the best documents."""
    found, documents = store.search(query), store.search_documents(query)
    pool.add(found)
    pool.documents |= {document.id: score for document, score in documents}
    have = {hit.document.id for hit in found}
    lacking = tuple(document.id for document, _ in documents if document.id not in have)
    if lacking:
        limit = PASSAGES_PER_DOCUMENT * len(lacking)
        pool.add(store.search(replace(query, documents=lacking, limit=limit)))


def _part(store: StoreView, pool: Pool, query: PassageQuery, part: Part, hints: Hints) -> None:
    """Documents by what one part of the question says, of the sources that the part names."""
    words = without_sources(content_words(part.text), hints.sources)
    narrow = replace(query, words=words, related=(), phrases=(), sources=query.sources or part.sources)
    for document, score in store.search_documents(narrow):
        pool.parts[document.id] = max(score, pool.parts.get(document.id, 0.0))


def _within(query: PassageQuery, period: Interval) -> PassageQuery:
    return replace(query, lo=period.lo, hi=period.hi)
