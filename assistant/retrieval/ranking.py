"""Passages ranked for a question.

A passage counts by its own words and, more, by its whole document's: a question's words are spread over a
report (BM25 of both, joined with a fixed weight). Sources and days that the question names are soft filters:
what they bring ranks first, in turn from each source, and nothing is shut out. Parts of a long question are
looked for by themselves as well. Further passages of one document, and reprints, give way to other documents.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from assistant.reading.stems import stems
from assistant.retrieval.expansion import related_words
from assistant.retrieval.hints import Hints, named_sources, read_hints
from assistant.retrieval.words import content_words, phrases_in
from assistant.store.contract import Hit, PassageQuery, Store
from assistant.types import Scope

PASSAGE_WEIGHT = 0.1
"""Weight of a passage's own score beside its document's."""

PART_WEIGHT = 0.5
SOURCE_BONUS = 1.0
DAY_BONUS = 0.6
"""Bonuses in units of the best score."""

TURN_COST = 0.05
"""What each further passage of a named source gives up, so that the sources take turns."""

AGAIN_COST = 0.15
"""What each further passage of one document gives up."""

SAME = 0.85
"""Share of common stems above which a passage of another document counts as a reprint."""

_EVERYTHING = Scope()
_POOL = 60
_FILTERED_POOL = 20
_PASSAGES_PER_DOCUMENT = 4


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


@dataclass
class _Pool:
    """Candidates with what is known of them so far."""

    hits: dict[tuple[str, int], Hit] = field(default_factory=dict[tuple[str, int], Hit])
    documents: dict[str, float] = field(default_factory=dict[str, float])
    parts: dict[str, float] = field(default_factory=dict[str, float])

    def add(self, hits: Iterable[Hit]) -> None:
        for hit in hits:
            self.hits.setdefault((hit.document.id, hit.passage.ordinal), hit)


class Retrieval:
    """Ranked passages of one store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def search(self, search: Search) -> list[Hit]:
        """Passages by relevance to the search's text, at most `limit`. Raises StoreError."""
        query = PassageQuery(
            words=content_words(search.text),
            related=related_words(search.text),
            phrases=phrases_in(search.text),
            scope=search.scope,
            lo=search.lo,
            hi=search.hi,
            sources=search.sources,
            entity=search.entity,
            documents=search.documents,
            limit=max(_POOL, 3 * search.limit),
        )
        hints = read_hints(search.text, await self._store.sources(search.scope))
        query = replace(query, words=_without(query.words, hints.sources))
        pool = await self._candidates(query, hints)
        scored = _scored(pool, hints)
        return _picked(scored, hints, search.limit, search.per_document)

    async def named_sources(self, text: str, scope: Scope = _EVERYTHING) -> tuple[str, ...]:
        """The sources in scope that a text names. Raises StoreError."""
        return named_sources(text, await self._store.sources(scope))

    async def _candidates(self, query: PassageQuery, hints: Hints) -> _Pool:
        pool = _Pool()
        few = replace(query, limit=_FILTERED_POOL)
        wanted = [query]
        wanted += [replace(few, sources=(source,)) for source in hints.sources if not query.sources]
        wanted += [replace(few, lo=day, hi=day) for day in hints.days if query.lo is None and query.hi is None]
        await asyncio.gather(
            *(self._gather(pool, one) for one in wanted),
            *(self._parts(pool, query, part, hints) for part in hints.parts),
        )
        missing = tuple({document for document, _ in pool.hits} - pool.documents.keys())
        if missing:
            found = await self._store.search_documents(replace(query, documents=missing, limit=len(missing)))
            pool.documents |= {document.id: score for document, score in found}
        return pool

    async def _gather(self, pool: _Pool, query: PassageQuery) -> None:
        """Passages by their own score, and the best passages of the best documents."""
        found, documents = await asyncio.gather(self._store.search(query), self._store.search_documents(query))
        pool.add(found)
        pool.documents |= {document.id: score for document, score in documents}
        have = {hit.document.id for hit in found}
        lacking = tuple(document.id for document, _ in documents if document.id not in have)
        if lacking:
            limit = _PASSAGES_PER_DOCUMENT * len(lacking)
            pool.add(await self._store.search(replace(query, documents=lacking, limit=limit)))

    async def _parts(self, pool: _Pool, query: PassageQuery, part: str, hints: Hints) -> None:
        words = _without(content_words(part), hints.sources)
        found = await self._store.search_documents(replace(query, words=words, related=(), phrases=()))
        for document, score in found:
            pool.parts[document.id] = max(score, pool.parts.get(document.id, 0.0))


def _without(words: Sequence[str], sources: Sequence[str]) -> tuple[str, ...]:
    """The words of a question less those that only name its sources, unless nothing else is left."""
    named = {key for source in sources for key in stems(source)}
    return tuple(word for word in words if not set(stems(word)) <= named) or tuple(words)


def _scored(pool: _Pool, hints: Hints) -> list[Hit]:
    """The candidates under their joined scores."""
    joined = [
        replace(
            hit,
            score=PASSAGE_WEIGHT * hit.score
            + pool.documents.get(hit.document.id, 0.0)
            + PART_WEIGHT * pool.parts.get(hit.document.id, 0.0),
        )
        for hit in pool.hits.values()
    ]
    best = max((hit.score for hit in joined), default=0.0)
    sources, days = set(hints.sources), set(hints.days)
    return [
        replace(
            hit,
            score=hit.score
            + (SOURCE_BONUS * best if hit.document.source in sources else 0.0)
            + (DAY_BONUS * best if hit.document.date in days else 0.0),
        )
        for hit in joined
    ]


def _picked(scored: Sequence[Hit], hints: Hints, limit: int, per_document: int) -> list[Hit]:
    """The best, one after the other, each paying for those of its document and its source before it."""
    unit = max((hit.score for hit in scored), default=0.0)
    left = sorted(scored, key=lambda hit: (-hit.score, hit.document.id, hit.passage.ordinal))
    of_document: Counter[str] = Counter()
    of_source: Counter[str] = Counter()
    named = set(hints.sources)
    picked: list[Hit] = []
    seen: list[tuple[str, set[str]]] = []
    while left and len(picked) < limit:

        def price(hit: Hit) -> float:
            source = hit.document.source or ""
            turns = of_source[source] if source in named else 0
            return hit.score - unit * (AGAIN_COST * of_document[hit.document.id] + TURN_COST * turns)

        best = max(left, key=price)
        left.remove(best)
        document = best.document.id
        words = set(stems(best.text))
        if (per_document and of_document[document] >= per_document) or _is_reprint(document, words, seen):
            continue
        picked.append(replace(best, score=price(best)))
        seen.append((document, words))
        of_document[document] += 1
        of_source[best.document.source or ""] += 1
    return picked


def _is_reprint(document: str, words: set[str], seen: Sequence[tuple[str, set[str]]]) -> bool:
    """Whether nearly the same words stand in a passage of another document that is picked already."""
    return any(other != document and len(words & theirs) >= SAME * len(words | theirs) for other, theirs in seen)
