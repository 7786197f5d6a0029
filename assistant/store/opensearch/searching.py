"""Ranked searches: the query in the engine's terms, its hits as passages and documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.store.analysis import undotted
from assistant.store.contract import DocumentSummary, Hit, PassageQuery
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.mappings import DOCUMENTS, MOST_HITS
from assistant.store.opensearch.names import Names
from assistant.store.opensearch.packing import stem_list
from assistant.store.opensearch.scoping import Json, all_of, among, part_of, within
from assistant.store.opensearch.stories import SEEN, summaries
from assistant.store.searching import LEAD_WEIGHT, WORDS_LIMIT
from assistant.types import Passage, Scope, Span

_SATURATION = 2.2
"""k1 + 1 of BM25, by which the embedded store's scores are larger than this engine's: the order is the same."""

_NEWEST: tuple[Json, ...] = ({"day": {"order": "desc", "missing": "_last"}}, {"id": "asc"})
_BEST: tuple[Json, ...] = ({"_score": "desc"}, {"id": "asc"})


@dataclass(frozen=True, slots=True)
class Plan:
    """A search in the engine's terms: what is scored, and what documents and passages must pass."""

    words: tuple[str, ...]
    related: tuple[tuple[str, float], ...]
    phrases: tuple[tuple[str, ...], ...]
    entities: tuple[str, ...] | None
    documents: tuple[Json, ...]
    is_ranked: bool


async def search(cluster: Cluster, query: PassageQuery) -> list[Hit]:
    """Passages by relevance."""
    plan = await plan_of(cluster, query, query.phrases)
    limit = min(query.limit, MOST_HITS)
    if plan is None or limit < 1:
        return []
    body = passages_of(plan, limit)
    hits: list[Json] = (await cluster.search(DOCUMENTS, body, is_ranked=plan.is_ranked))["hits"]["hits"]
    heads = await summaries(cluster, hits)
    found = [made for hit in hits for made in _hits(hit, heads, is_ranked=plan.is_ranked)]
    if plan.is_ranked:
        found.sort(key=lambda hit: (-hit.score, hit.document.id, hit.passage.ordinal))
    return found[:limit]


def passages_of(plan: Plan, limit: int) -> Json:
    """The engine's own query for the best passages and their documents."""
    seen: Json = {
        "size": limit,
        "_source": False,
        "stored_fields": ["passages.text"],
        "docvalue_fields": ["passages.ordinal", "passages.start", "passages.end"],
        "sort": [*({"_score": "desc"} for _ in range(plan.is_ranked)), {"passages.ordinal": "asc"}],
    }
    nested = {"path": "passages", "score_mode": "max", "query": _passages(plan), "inner_hits": seen}
    return {
        "size": limit,
        "track_total_hits": False,
        "_source": SEEN,
        "track_scores": plan.is_ranked,
        "sort": list(_BEST if plan.is_ranked else _NEWEST),
        "query": {"bool": {"must": [{"nested": nested}], "filter": list(plan.documents)}},
    }


async def search_documents(cluster: Cluster, query: PassageQuery) -> list[tuple[DocumentSummary, float]]:
    """Whole documents by relevance."""
    plan = await plan_of(cluster, query, ())
    limit = min(query.limit, MOST_HITS)
    if plan is None or limit < 1:
        return []
    scored = _terms("scored", plan) + [_term("lead", stem, LEAD_WEIGHT) for stem in plan.words]
    filters = [*plan.documents, *([] if plan.entities is None else [among("entities", plan.entities)])]
    body: Json = {
        "size": limit,
        "track_total_hits": False,
        "_source": SEEN,
        "track_scores": bool(plan.words),
        "sort": list(_BEST if plan.words else _NEWEST),
        "query": {"bool": {"filter": filters, **({"must": [_any_of(scored)]} if scored else {})}},
    }
    hits: list[Json] = (await cluster.search(DOCUMENTS, body, is_ranked=True))["hits"]["hits"]
    heads = await summaries(cluster, hits)
    return [(heads[hit["_source"]["head"]["id"]], _SATURATION * (hit["_score"] or 0.0)) for hit in hits]


async def document_frequency(cluster: Cluster, words: Sequence[str], scope: Scope) -> dict[str, int]:
    """For each word the number of passages in scope that have its rarest stem."""
    stemmed = {word: stem_list(word) for word in words}
    wanted = list(dict.fromkeys(stem for each in stemmed.values() for stem in each))
    if not wanted:
        return dict.fromkeys(words, 0)
    having = {"terms": {"passages.body": wanted}}
    those = {"filters": {"filters": [{"term": {"passages.body": stem}} for stem in wanted]}}
    body: Json = {
        "size": 0,
        "query": all_of([part_of("passages", [having]), *within(scope)]),
        "aggs": {"parts": {"nested": {"path": "passages"}, "aggs": {"those": those}}},
    }
    found = (await cluster.search(DOCUMENTS, body))["aggregations"]["parts"]["those"]["buckets"]
    counts = {stem: bucket["doc_count"] for stem, bucket in zip(wanted, found, strict=True)}
    return {word: min((counts[stem] for stem in each), default=0) for word, each in stemmed.items()}


async def plan_of(cluster: Cluster, query: PassageQuery, phrases: Sequence[str]) -> Plan | None:
    """The query in the engine's terms; None when nothing can fit."""
    asked = query.words[:WORDS_LIMIT]
    words = tuple(dict.fromkeys(stem for word in asked for stem in stem_list(undotted(word))))
    if query.words and not words and not phrases:
        return None
    weights = {stem: weight for word, weight in query.related[:WORDS_LIMIT] for stem in stem_list(word)}
    entities = None
    if query.entity is not None:
        groups = await Names(cluster, query.scope).meant(query.entity)
        entities = tuple(sorted({key for group in groups for key in group.keys}))
        if not entities:
            return None
    filters = within(query.scope) + within(Scope(lo=query.lo, hi=query.hi, sources=query.sources))
    if query.documents:
        filters.append(among("id", query.documents))
    scores = bool(words or phrases)
    return Plan(
        words=words,
        related=tuple(pair for pair in weights.items() if pair[0] not in words) if scores else (),
        phrases=tuple(made for phrase in phrases if (made := tuple(stem_list(phrase)))),
        entities=entities,
        documents=tuple(filters),
        is_ranked=scores,
    )


def _passages(plan: Plan) -> Json:
    """What a passage must be and is scored by."""
    scored = _terms("passages.scored", plan)
    must = [_phrase(each) for each in plan.phrases]
    filters = [] if plan.entities is None else [among("passages.entities", plan.entities)]
    if scored and not plan.phrases:
        must.append(_any_of(scored))
        scored = []
    if not must and not filters:
        return {"bool": {"filter": [{"match_all": {}}], "should": scored}}
    return {"bool": {"must": must, "filter": filters, "should": scored}}


def _terms(field: str, plan: Plan) -> list[Json]:
    return [_term(field, stem) for stem in plan.words] + [_term(field, stem, weight) for stem, weight in plan.related]


def _term(field: str, stem: str, weight: float = 1.0) -> Json:
    return {"term": {field: {"value": stem, "boost": weight}}}


def _any_of(queries: Sequence[Json]) -> Json:
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def _phrase(words: Sequence[str]) -> Json:
    if len(words) == 1:
        return {"term": {"passages.body": words[0]}}
    return {"match_phrase": {"passages.body": " ".join(words)}}


def _hits(hit: Json, heads: dict[str, Any], *, is_ranked: bool) -> list[Hit]:
    head = heads[hit["_source"]["head"]["id"]]
    found: list[Hit] = []
    for inner in hit["inner_hits"]["passages"]["hits"]["hits"]:
        ordinal, start, end = (inner["fields"][f"passages.{name}"][0] for name in ("ordinal", "start", "end"))
        score = _SATURATION * inner["sort"][0] if is_ranked else 0.0
        passage = Passage(head.id, ordinal, Span(start, end))
        found.append(Hit(passage, inner["fields"]["passages.text"][0], head, score))
    return found
