"""Ranked searches: the query in the engine's terms, its hits as passages and documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.store.analysis import undotted
from assistant.store.contract import DocumentSummary, Hit, PassageQuery
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.groups import likely, terms_of
from assistant.store.opensearch.mappings import DOCUMENTS, MOST_HITS
from assistant.store.opensearch.names import Names
from assistant.store.opensearch.packing import HEAD, stem_list, summaries
from assistant.store.opensearch.scoping import Json, all_of, among, any_of, part_of, within
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
    documents: tuple[Json, ...]
    is_ranked: bool
    entities: tuple[str, ...] | None = None


async def search(cluster: Cluster, query: PassageQuery, names: Names) -> list[Hit]:
    """Passages by relevance; `names` are those of the query's scope."""
    plan, limit = plan_of(query, query.phrases), min(query.limit, MOST_HITS)
    if plan is None or limit < 1:
        return []
    hits = await _hits(cluster, query, plan, names, lambda plan: passages_of(plan, limit))
    heads = summaries(hits)
    found = [made for hit in hits for made in _passages_in(hit, heads, is_ranked=plan.is_ranked)]
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
        "_source": HEAD,
        "track_scores": plan.is_ranked,
        "sort": list(_BEST if plan.is_ranked else _NEWEST),
        "query": {"bool": {"must": [{"nested": nested}], "filter": list(plan.documents)}},
    }


async def search_documents(cluster: Cluster, query: PassageQuery, names: Names) -> list[tuple[DocumentSummary, float]]:
    """Whole documents by relevance; `names` as for `search`."""
    plan, limit = plan_of(query, ()), min(query.limit, MOST_HITS)
    if plan is None or limit < 1:
        return []
    hits = await _hits(cluster, query, plan, names, lambda plan: _documents_of(plan, limit))
    heads = summaries(hits)
    return [(heads[hit["_source"]["head"]["id"]], _SATURATION * (hit["_score"] or 0.0)) for hit in hits]


def _documents_of(plan: Plan, limit: int) -> Json:
    """The engine's own query for the best documents."""
    scored = _terms("scored", plan) + [_term("lead", stem, LEAD_WEIGHT) for stem in plan.words]
    filters = [*plan.documents, *([] if plan.entities is None else [among("entities", plan.entities)])]
    return {
        "size": limit,
        "track_total_hits": False,
        "_source": HEAD,
        "track_scores": plan.is_ranked,
        "sort": list(_BEST if plan.is_ranked else _NEWEST),
        "query": {"bool": {"filter": filters, **({"must": [any_of(scored)]} if scored else {})}},
    }


async def _hits(
    cluster: Cluster, query: PassageQuery, plan: Plan, names: Names, body_of: Callable[[Plan], Json]
) -> list[Json]:
    """The engine's hits. The search for an entity goes out beside the look-up of what it is called, as if that were
    its own name alone, and again only where it is not.
    """
    if query.entity is None:
        return (await cluster.search(DOCUMENTS, body_of(plan), is_ranked=plan.is_ranked))["hits"]["hits"]
    if (groups := names.known(query.entity)) is None:
        guessed = likely(query.entity)
        checks, body = names.checks(query.entity), body_of(replace(plan, entities=guessed))
        ranked = [len(checks)] if plan.is_ranked else []
        *checked, found = await cluster.search_each(DOCUMENTS, [*checks, body], ranked)
        groups = await names.settled(query.entity, checked)
        if terms_of(groups) == guessed:
            return found["hits"]["hits"]
    if not groups:
        return []
    body = body_of(replace(plan, entities=terms_of(groups)))
    return (await cluster.search(DOCUMENTS, body, is_ranked=plan.is_ranked))["hits"]["hits"]


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


def plan_of(query: PassageQuery, phrases: Sequence[str]) -> Plan | None:
    """The query in the engine's terms, whatever entity it asks for; None when nothing can fit."""
    asked = query.words[:WORDS_LIMIT]
    words = tuple(dict.fromkeys(stem for word in asked for stem in stem_list(undotted(word))))
    if query.words and not words and not phrases:
        return None
    weights = {stem: weight for word, weight in query.related[:WORDS_LIMIT] for stem in stem_list(word)}
    scores = bool(words or phrases)
    return Plan(
        words=words,
        related=tuple(pair for pair in weights.items() if pair[0] not in words) if scores else (),
        phrases=tuple(made for phrase in phrases if (made := tuple(stem_list(phrase)))),
        documents=tuple(passing(query)),
        is_ranked=scores,
    )


def passing(query: PassageQuery) -> list[Json]:
    """What a query's documents must pass, whatever entity it asks for."""
    filters = within(query.scope) + within(Scope(lo=query.lo, hi=query.hi, sources=query.sources))
    return [*filters, among("id", query.documents)] if query.documents else filters


def _passages(plan: Plan) -> Json:
    """What a passage must be and is scored by."""
    scored = _terms("passages.scored", plan)
    must = [_phrase(each) for each in plan.phrases]
    filters = [] if plan.entities is None else [among("passages.entities", plan.entities)]
    if scored and not plan.phrases:
        must.append(any_of(scored))
        scored = []
    if not must and not filters:
        return {"bool": {"filter": [{"match_all": {}}], "should": scored}}
    return {"bool": {"must": must, "filter": filters, "should": scored}}


def _terms(field: str, plan: Plan) -> list[Json]:
    return [_term(field, stem) for stem in plan.words] + [_term(field, stem, weight) for stem, weight in plan.related]


def _term(field: str, stem: str, weight: float = 1.0) -> Json:
    return {"term": {field: {"value": stem, "boost": weight}}}


def _phrase(words: Sequence[str]) -> Json:
    if len(words) == 1:
        return {"term": {"passages.body": words[0]}}
    return {"match_phrase": {"passages.body": " ".join(words)}}


def _passages_in(hit: Json, heads: dict[str, Any], *, is_ranked: bool) -> list[Hit]:
    head = heads[hit["_source"]["head"]["id"]]
    found: list[Hit] = []
    for inner in hit["inner_hits"]["passages"]["hits"]["hits"]:
        ordinal, start, end = (inner["fields"][f"passages.{name}"][0] for name in ("ordinal", "start", "end"))
        score = _SATURATION * inner["sort"][0] if is_ranked else 0.0
        passage = Passage(head.id, ordinal, Span(start, end))
        found.append(Hit(passage, inner["fields"]["passages.text"][0], head, score))
    return found
