"""A scope, and the other bounds of a query, as filters of the engine."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from assistant.store.interning import source_key
from assistant.store.opensearch.packing import stem_list, term
from assistant.store.packing import day_number
from assistant.types import Scope

Json = dict[str, Any]


def within(scope: Scope) -> list[Json]:
    """The filters of a scope; undated is outside any bound."""
    filters = between("day", scope.lo, scope.latest)
    if scope.sources:
        filters.append(among("publisher", (source_key(name) for name in scope.sources)))
    if scope.collections is not None:
        filters.append(among("collection", scope.collections))
    return filters


def between(field: str, lo: date | None, hi: date | None) -> list[Json]:
    """The field lies between two days, where there is any."""
    bounds = {name: day_number(day) for name, day in (("gte", lo), ("lte", hi)) if day is not None}
    return [{"range": {field: bounds}}] if bounds else []


def meeting(path: str, lo: date | None, hi: date | None) -> list[Json]:
    """The interval `lo`..`hi` of a part shares a day with this one."""
    return between(f"{path}.hi", lo, None) + between(f"{path}.lo", None, hi)


def among(field: str, values: Iterable[str]) -> Json:
    """The field has one of these values."""
    return {"terms": {field: sorted({term(value) for value in values})}}


def having(field: str, words: Sequence[str]) -> list[Json]:
    """The field has all stems of `words`; words without letters or digits ask nothing."""
    return [{"term": {field: stem}} for stem in dict.fromkeys(stem for word in words for stem in stem_list(word))]


def all_of(filters: Sequence[Json]) -> Json:
    """A query that only filters."""
    return {"bool": {"filter": list(filters)}} if filters else {"match_all": {}}


def any_of(queries: Sequence[Json]) -> Json:
    """A query that one of these is enough for, scored by all that fit."""
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def part_of(path: str, filters: Sequence[Json], **more: Any) -> Json:
    """A document has a part that passes all of these."""
    return {"nested": {"path": path, "query": all_of(filters), **more}}
