"""Mentions, roles, quotations and events: parts of documents, put back into their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from assistant.reading.folding import fold
from assistant.store.contract import EventQuery, Located, QuoteQuery
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.mappings import DOCUMENTS, MOST_HITS
from assistant.store.opensearch.names import Names
from assistant.store.opensearch.packing import EVENT, HEAD, MENTIONS, QUOTE, ROLE, summaries, term
from assistant.store.opensearch.records import Json, entity_key, part
from assistant.store.opensearch.scoping import all_of, among, having, meeting, part_of, within
from assistant.types import Event, Mention, Quote, Role, Scope

_OLDEST: tuple[Json, ...] = ({"day": {"order": "asc", "missing": "_last"}}, {"id": "asc"})


@dataclass(frozen=True, slots=True)
class Found:
    """A part of a document: what it is ordered by, the document's id, and its kept value."""

    place: tuple[Any, ...]
    document: str
    value: str


async def mentions(cluster: Cluster, name: str, scope: Scope, limit: int) -> list[Located[Mention]]:
    """Mentions of the entity of exactly this name, oldest document first, undated ones last."""
    keys = {key for group in await Names(cluster, scope).named(name) for key in group.keys}
    if not keys or limit < 1:
        return []
    found, heads = await _parts(
        cluster, "sentences", scope, [{"terms": {"sentences.entities": sorted(keys)}}], _OLDEST, "ordinal", limit
    )
    located: list[Located[Mention]] = []
    for each in found:
        placed = MENTIONS.validate_json(each.value)
        wanted = (one for one in placed if _is_of(one.value, keys))
        located += [one.located(heads[each.document]) for one in wanted]
    return located[:limit]


async def roles(
    cluster: Cluster, person: str | None, title: str | None, scope: Scope, limit: int
) -> list[Located[Role]]:
    """Roles of the person of exactly this name, or roles with all words of `title` in theirs, oldest first."""
    filters: list[Json] = []
    if title is not None or person is None:
        words = sorted(set(fold(title or "").split()))
        if not words:
            return []
        filters += [{"term": {"roles.title": term(word)}} for word in words]
    if person is not None:
        groups = await Names(cluster, scope).named(person)
        filters.append(among("roles.person", [fold(person), *(each for group in groups for each in group.folds)]))
    found, heads = await _parts(cluster, "roles", scope, filters, _OLDEST, "start", limit)
    return [ROLE.validate_json(each.value).located(heads[each.document]) for each in found[:limit]]


async def quotes(cluster: Cluster, query: QuoteQuery) -> list[Located[Quote]]:
    """Quotations that fit, newest first; one more than the limit when there are more."""
    filters = meeting("quotes", query.lo, query.hi) + having("quotes.stems", query.words)
    if query.kinds:
        filters.append(among("quotes.kind", query.kinds))
    if query.speakers:
        filters.append(among("quotes.speaker", await Names(cluster, query.scope).folds_meant(query.speakers)))
    order = _by_part("quotes", "hi", "desc", filters)
    found, heads = await _parts(cluster, "quotes", query.scope, filters, order, "hi", query.limit + 1, "desc")
    return [QUOTE.validate_json(each.value).located(heads[each.document]) for each in found[: query.limit + 1]]


async def events(cluster: Cluster, query: EventQuery) -> list[Located[Event]]:
    """Events that fit, in order of time; one more than the limit when there are more."""
    names = Names(cluster, query.scope)
    people = await names.folds_meant(query.participants) if query.participants else None
    filters = meeting("events", query.lo, query.hi) + asked_of_events(query, people)
    order = _by_part("events", "place", "asc", filters)
    found, heads = await _parts(cluster, "events", query.scope, filters, order, "place", query.limit + 1)
    return [EVENT.validate_json(each.value).located(heads[each.document]) for each in found[: query.limit + 1]]


def asked_of_events(query: EventQuery, people: Sequence[str] | None) -> list[Json]:
    """What a query asks of events besides their days and documents."""
    filters = having("events.stems", query.words)
    if people is not None:
        filters.append(among("events.people", people))
    if query.statuses:
        filters.append(among("events.status", query.statuses))
    return filters


def asked_of_spoken(query: EventQuery, people: Sequence[str] | None) -> list[Json]:
    """The same of the days in the sentences of events."""
    filters = having("spoken.stems", query.words)
    if people is not None and query.statuses:
        filters.append({"terms": {"spoken.parts": [part(status, one) for status in query.statuses for one in people]}})
    elif people is not None:
        filters.append(among("spoken.people", people))
    elif query.statuses:
        filters.append(among("spoken.statuses", query.statuses))
    return filters


def _by_part(path: str, field: str, direction: str, filters: Sequence[Json]) -> tuple[Json, ...]:
    """Documents by the first of their parts that pass."""
    nested = {"path": path, "filter": all_of(filters)}
    mode = "max" if direction == "desc" else "min"
    return (
        {f"{path}.{field}": {"order": direction, "mode": mode, "missing": "_last", "nested": nested}},
        {"id": "asc"},
    )


async def _parts(
    cluster: Cluster,
    path: str,
    scope: Scope,
    filters: Sequence[Json],
    order: Sequence[Json],
    inner: str,
    limit: int,
    direction: str = "asc",
) -> tuple[list[Found], dict[str, Any]]:
    """Parts of documents that pass, in the order of documents or, where that goes by parts, of parts; with the heads.

    Not fewer than `limit` where there are as many. The first `limit` documents hold the first `limit` parts.
    """
    most = min(max(limit, 0), MOST_HITS)
    sort: list[Json] = [{f"{path}.{inner}": {"order": direction, "missing": "_last"}}]
    if path in ("quotes", "events"):
        sort.append({f"{path}.ordinal": "asc"})
    seen: Json = {"size": most, "_source": False, "stored_fields": [f"{path}.value"], "sort": sort}
    body: Json = {
        "size": most,
        "track_total_hits": False,
        "_source": HEAD,
        "sort": list(order),
        "query": all_of([part_of(path, filters, inner_hits=seen), *within(scope)]),
    }
    if not most:
        return [], {}
    hits = (await cluster.search(DOCUMENTS, body))["hits"]["hits"]
    by_part = len(order) > 1 and f"{path}.{inner}" in order[0]
    found = [each for hit in hits for each in _found(hit, path, by_part=by_part, descending=direction == "desc")]
    if by_part:
        found.sort(key=lambda each: each.place)
    return found, summaries(hits)


def _found(hit: Json, path: str, *, by_part: bool, descending: bool) -> list[Found]:
    name = hit["_source"]["head"]["id"]
    found: list[Found] = []
    for inner in hit["inner_hits"][path]["hits"]["hits"]:
        value, *more = inner["sort"]
        undated = abs(value) > 1 << 60  # what the engine gives for a value that is not there
        at = (undated, 0 if undated else -value if descending else value, name, *more)
        found.append(Found(at if by_part else (), name, inner["fields"][f"{path}.value"][0]))
    return found


def _is_of(mention: Mention, keys: set[str]) -> bool:
    return entity_key(mention.type, fold(mention.name)) in keys
