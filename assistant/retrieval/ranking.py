"""Passages ranked for a question.

A passage counts by its own words and, more, by its whole document's: a question's words are spread over a
report (BM25 of both, joined with a fixed weight). Pairs of neighbouring words of the question that stand close
together in a document's passages count on top. Sources and days that the question names are soft filters: what
they bring ranks first, in turn from each source, and nothing is shut out. Parts of a long question are looked for
by themselves as well, and so is what the best passages for it name. Further passages of one document, and
reprints, give way to other documents. Where an embedding model is configured its ranking is joined with this one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from assistant.retrieval.candidates import Pool, candidates
from assistant.retrieval.closeness import closeness
from assistant.retrieval.expansion import alias_words, related_words
from assistant.retrieval.feedback import feed_back
from assistant.retrieval.hints import Hints, named_sources, read_hints, without_sources
from assistant.retrieval.picking import Scored, Stories, pick
from assistant.retrieval.search import Findings, Search
from assistant.retrieval.semantic import Embedder, Nearest, Semantic, fused
from assistant.retrieval.words import content_words, is_framing, phrases_in
from assistant.store.contract import DocumentSummary, Hit, PassageQuery, Store, StoreView
from assistant.types import Grain, Interval

PASSAGE_WEIGHT = 0.1
"""Weight of a passage's own score beside its document's."""

PART_WEIGHT = 0.5
"""Weight of a document's score for one part of a long question beside that for the whole."""

FRAMING_WEIGHT = 0.5
"""What a word counts that only frames a question."""

CLOSE_BONUS = 0.55
SOURCE_BONUS = 1.0
PERIOD_BONUS: Final[dict[Grain, float]] = {"day": 0.6, "week": 0.4, "month": 0.3}
FEEDBACK_BONUS = 0.3
"""Bonuses in units of the best score."""

LIKELY_DOCUMENTS = 20
LIKELY_PASSAGES = 8
"""Documents, and passages of each, that are read for words standing close together."""

FIRST = 4
"""Hits that stand before feedback has a say."""

_POOL = 60
_NOTHING: Mapping[str, float] = {}


class Retrieval:
    """Ranked passages of one store."""

    def __init__(self, store: Store, embedder: Embedder | None = None) -> None:
        self._store = store
        self._semantic = Semantic(store, embedder) if embedder is not None else None

    async def search(self, search: Search) -> list[Hit]:
        """Passages by relevance to the search's text, at most `limit`. Raises StoreError."""
        return list((await self.find(search)).hits)

    async def find(self, search: Search) -> Findings:
        """The same with what else was learnt; see `Findings`."""
        semantic = self._semantic
        if semantic is None:
            return await self._store.at_once(lambda store: _found(store, search))
        asked = await self._store.at_once(lambda store: _asked(store, search))
        pool, nearest = await asyncio.gather(
            self._store.at_once(lambda store: candidates(store, asked.query, asked.hints)),
            _nearest(semantic, asked.query, search.text),
        )
        return await self._store.at_once(lambda store: _ranked(store, search, asked, pool, nearest))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a search means in terms of the store."""

    query: PassageQuery
    hints: Hints
    sources: tuple[str, ...]
    frequencies: dict[str, int]


def _found(store: StoreView, search: Search) -> Findings:
    """The findings by words alone."""
    asked = _asked(store, search)
    return _ranked(store, search, asked, candidates(store, asked.query, asked.hints), Nearest())


def _asked(store: StoreView, search: Search) -> _Asked:
    sources = store.sources(search.scope)
    hints = read_hints(search.text, sources)
    query = _query(search, hints, alias_words(search.text, store, search.scope))
    frequencies = store.document_frequency(content_words(search.text), search.scope)
    return _Asked(query, hints, named_sources(search.text, sources), frequencies)


def _ranked(store: StoreView, search: Search, asked: _Asked, pool: Pool, nearest: Nearest) -> Findings:
    """The best of the pool and of what is near in meaning."""
    stories = Stories(store.stories)

    def picked(scored: Sequence[Scored], first: Sequence[Hit] = ()) -> list[Hit]:
        joined = _joined(scored, nearest.hits) if nearest.hits else scored
        return pick(joined, asked.hints.sources, stories, search.limit, search.per_document, first)

    hits = picked(_scored(pool, asked))
    if asked.hints.parts and len(hits) > FIRST:
        fed = feed_back(store, pool, asked.query, hits)
        hits = picked(_scored(pool, asked, fed), hits[:FIRST])
    return Findings(tuple(hits), nearest.note, asked.sources, asked.frequencies)


async def _nearest(semantic: Semantic, query: PassageQuery, text: str) -> Nearest:
    """By meaning; a phrase that must stand as it is leaves nothing to guess at."""
    return Nearest() if query.phrases else await semantic.nearest(text, query)


def _scored(pool: Pool, asked: _Asked, fed: Mapping[str, float] = _NOTHING) -> list[Scored]:
    """The candidates under their joined scores."""
    scores = {place: _lexical(pool, hit) for place, hit in pool.hits.items()}
    best = max(scores.values(), default=0.0)
    words = asked.query.words
    close = closeness(words, {word: asked.frequencies[word] for word in words}, _likely(pool, scores))
    gains = {
        document.id: CLOSE_BONUS * close.get(document.id, 0.0)
        + FEEDBACK_BONUS * fed.get(document.id, 0.0)
        + _hinted(document, asked.hints)
        for document in {hit.document.id: hit.document for hit in pool.hits.values()}.values()
    }
    return [(scores[place] + best * gains[place[0]], hit) for place, hit in pool.hits.items()]


def _query(search: Search, hints: Hints, aliases: Iterable[tuple[str, float]]) -> PassageQuery:
    words = without_sources(content_words(search.text), hints.sources)
    telling = tuple(word for word in words if not is_framing(word)) or words
    framing = [(word, FRAMING_WEIGHT) for word in words if word not in telling]
    return PassageQuery(
        words=telling,
        related=(*framing, *related_words(search.text), *aliases),
        phrases=phrases_in(search.text),
        scope=search.scope,
        lo=search.lo,
        hi=search.hi,
        sources=search.sources,
        entity=search.entity,
        documents=search.documents,
        limit=max(_POOL, 3 * search.limit),
    )


def _likely(pool: Pool, scores: Mapping[tuple[str, int], float]) -> list[Hit]:
    """The hits whose text is worth a closer look: a few of each of the best documents."""
    counts: dict[str, int] = {}
    likely: list[Hit] = []
    for place in sorted(pool.hits, key=lambda place: -scores[place]):
        count = counts.get(place[0], 0)
        if count < LIKELY_PASSAGES and (count or len(counts) < LIKELY_DOCUMENTS):
            counts[place[0]] = count + 1
            likely.append(pool.hits[place])
    return likely


def _joined(scored: Sequence[Scored], nearest: Sequence[Hit]) -> list[Scored]:
    """Both rankings as one."""
    ranked = [hit for _, hit in sorted(scored, key=lambda pair: -pair[0])]
    scores = fused(ranked, nearest)
    hits = {(hit.document.id, hit.passage.ordinal): hit for hit in (*nearest, *ranked)}
    return [(scores[place], hit) for place, hit in hits.items()]


def _lexical(pool: Pool, hit: Hit) -> float:
    document = hit.document.id
    return PASSAGE_WEIGHT * hit.score + pool.documents.get(document, 0.0) + PART_WEIGHT * pool.parts.get(document, 0.0)


def _hinted(document: DocumentSummary, hints: Hints) -> float:
    """What a document gains for its source and its day of publication."""
    source = SOURCE_BONUS if document.source in hints.sources else 0.0
    fitting = (PERIOD_BONUS.get(period.grain, 0.0) for period in hints.periods if _falls_in(document, period))
    return source + max(fitting, default=0.0)


def _falls_in(document: DocumentSummary, period: Interval) -> bool:
    return document.date is not None and period.lo <= document.date <= period.hi
