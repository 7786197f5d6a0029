"""A ranked search: the query in the index's terms, its hits as passages."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from assistant.store.analysis import stems, undotted
from assistant.store.contract import DocumentSummary, Hit, PassageQuery
from assistant.store.entities import groups_meant
from assistant.store.index import Plan
from assistant.store.interning import source_key
from assistant.store.keeper import View
from assistant.store.packing import day_number
from assistant.store.snapshot import Snapshot
from assistant.types import Passage, Scope, Span

T = TypeVar("T")

_EVERYTHING = Scope()

WORDS_LIMIT = 64
LEAD_WEIGHT = 0.1
"""How much a word in a document's title and lead counts on top of its weight in the whole."""


def search(snapshot: Snapshot, view: View, query: PassageQuery) -> list[Hit]:
    """Passages by relevance, exactly those of the snapshot."""
    plan = plan_of(snapshot, query)
    if plan is None or query.limit < 1:
        return []
    return _there(view, plan, query.limit, lambda found: hits_of(snapshot, found))


def search_documents(snapshot: Snapshot, view: View, query: PassageQuery) -> list[tuple[DocumentSummary, float]]:
    """Documents by relevance, exactly those of the snapshot."""
    plan = plan_of(snapshot, replace(query, phrases=()))
    if plan is None or query.limit < 1:
        return []
    return _there(view, replace(plan, lead_weight=LEAD_WEIGHT), query.limit, lambda found: _heads_of(snapshot, found))


def _there(view: View, plan: Plan, limit: int, fetch: Callable[[Sequence[tuple[int, float]]], list[T]]) -> list[T]:
    """The best that `fetch` still finds in the snapshot; it passes over what was removed since it was indexed."""
    wanted = limit
    while True:
        found = view.search(plan, wanted)
        fetched = fetch([(item.key, item.score) for item in found])
        if len(fetched) >= limit or len(found) < wanted:
            return fetched[:limit]
        wanted *= 2


def document_frequency(view: View, words: Sequence[str], scope: Scope) -> dict[str, int]:
    """For each word the number of passages in scope that have its rarest stem."""
    plan = None if scope == _EVERYTHING else _scoped(Plan(), scope)

    def count(stem: str) -> int:
        return view.frequency(stem) if plan is None else view.count(plan, stem)

    return {word: min(map(count, stems(word)), default=0) for word in words}


def plan_of(snapshot: Snapshot, query: PassageQuery) -> Plan | None:
    """The query in the index's terms; None when nothing can fit."""
    words = tuple(dict.fromkeys(stems(undotted("\n".join(query.words[:WORDS_LIMIT])))))
    if query.words and not words and not query.phrases:
        return None
    related = {stem: weight for word, weight in query.related[:WORDS_LIMIT] for stem in stems(word)}
    plan = Plan(
        words=words,
        related=tuple(pair for pair in related.items() if pair[0] not in words) if words or query.phrases else (),
        phrases=query.phrases,
        entities=None if query.entity is None else _entities(snapshot, query.entity, query.scope),
        documents=_documents(snapshot, query.documents) if query.documents else None,
    )
    if plan.entities == () or plan.documents == ():
        return None
    within_query = Scope(lo=query.lo, hi=query.hi, sources=query.sources)
    return _scoped(_scoped(plan, query.scope), within_query)


def _scoped(plan: Plan, scope: Scope) -> Plan:
    if scope == _EVERYTHING:
        return plan
    lows = [day for day in (plan.lo, day_number(scope.lo)) if day is not None]
    highs = [day for day in (plan.hi, day_number(scope.latest)) if day is not None]
    sources = plan.sources
    if scope.sources:
        sources = (*sources, tuple(source_key(name) for name in scope.sources))
    seen = plan.collections if scope.collections is None else scope.collections
    return replace(plan, lo=max(lows, default=None), hi=min(highs, default=None), sources=sources, collections=seen)


def _entities(snapshot: Snapshot, name: str, scope: Scope) -> tuple[int, ...]:
    return tuple(sorted({key for group in groups_meant(snapshot, name, scope) for key in group.keys}))


def _documents(snapshot: Snapshot, names: Sequence[str]) -> tuple[int, ...]:
    rows = snapshot.rows("SELECT key FROM documents WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(names),))
    return tuple(row[0] for row in rows)


def hits_of(snapshot: Snapshot, found: Sequence[tuple[int, float]]) -> list[Hit]:
    """Passages, by their keys and with their scores, as hits in the same order; those that are gone are left out."""
    rows = snapshot.rows(
        "SELECT p.key, p.document, p.ordinal, p.start, p.end_ FROM json_each(?) chosen"
        " CROSS JOIN passages p ON p.key = chosen.value",
        (json.dumps([key for key, _ in found]),),
    )
    places = {key: place for key, *place in rows}
    documents = {place[0] for place in places.values()}
    heads = snapshot.heads(documents)
    snapshot.read_texts(documents)
    hits: list[Hit] = []
    for key, score in found:
        if (place := places.get(key)) is not None:
            document, ordinal, start, end = place
            head = heads[document]
            text = snapshot.text(document)[start:end]
            hits.append(Hit(Passage(head.id, ordinal, Span(start, end)), text, head, score))
    return hits


def _heads_of(snapshot: Snapshot, found: Sequence[tuple[int, float]]) -> list[tuple[DocumentSummary, float]]:
    heads = snapshot.heads(key for key, _ in found)
    return [(heads[key], score) for key, score in found if key in heads]
