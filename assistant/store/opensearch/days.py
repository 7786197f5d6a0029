"""How often each day is written about; copies of one story count once, by the first of them that is in scope."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.store.contract import DayCount, EventQuery
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.mappings import DOCUMENTS, MOST_HITS
from assistant.store.opensearch.names import Names
from assistant.store.opensearch.records import LATE
from assistant.store.opensearch.scoping import Json, all_of, between, part_of, within
from assistant.store.opensearch.stories import SEEN, Printed, clusters_of, printed
from assistant.store.opensearch.told import asked_of_events, asked_of_spoken

_MOST_BUCKETS = 60_000  # the engine gives 65,535; there are that many days in 160 years
_BANDS_AT_ONCE = 40_000  # different bands that one request counts
_BANDS = 16
_NUMBERS = ("expressions", "documents", "early", "late", "leading")

Numbers = Counter[str]


@dataclass(frozen=True, slots=True)
class _Again:
    """What a copy adds to a day and must not."""

    day: int
    numbers: Numbers
    published: int


async def day_counts(cluster: Cluster, query: EventQuery) -> list[DayCount]:
    """Each day in `lo`..`hi` that is written about, in order; see `Store.day_counts`."""
    names = Names(cluster, query.scope)
    people = await names.folds_meant(query.participants) if query.participants else None
    return await DayCounts(cluster, query, people).count()


class DayCounts:
    """One question about days."""

    def __init__(self, cluster: Cluster, query: EventQuery, people: Sequence[str] | None) -> None:
        self._cluster = cluster
        self._query = query
        narrowed = bool(query.participants or query.words or query.statuses)
        self._path = "spoken" if narrowed else "voices"
        self._spoken = between(f"{self._path}.named", query.lo, query.hi)
        self._spoken += asked_of_spoken(query, people)
        self._scope = within(query.scope)
        self._out = between("day", query.lo, query.hi)
        self._told = [part_of("events", asked_of_events(query, people))] if narrowed else []

    async def count(self) -> list[DayCount]:
        """Each day that expressions of day grain mean, or documents came out on, in order."""
        numbers, published = await self._all()
        for again in await self._reprints():
            numbers[again.day].subtract(again.numbers)
            published[again.day] -= again.published
        days = sorted(day for day in numbers.keys() | published.keys() if numbers[day]["documents"] or published[day])
        return [_day_count(day, numbers[day], published[day]) for day in days]

    async def _all(self) -> tuple[defaultdict[int, Numbers], Counter[int]]:
        """What all documents in scope say, copies too; and how many came out on each day."""
        documents: Json = {"reverse_nested": {}}
        by_day: Json = {
            "terms": {"field": f"{self._path}.named", "size": _MOST_BUCKETS},
            "aggs": {
                "expressions": {"sum": {"field": f"{self._path}.expressions"}},
                "documents": documents,
                **{
                    name: {"filter": {"term": {f"{self._path}.{name}": 1}}, "aggs": {"documents": documents}}
                    for name in _NUMBERS[2:]
                },
            },
        }
        those = {"filter": all_of(self._spoken), "aggs": {"days": by_day}}
        spoken = await self._ask([part_of(self._path, self._spoken)], _nested(self._path, those))
        out = await self._ask([*self._out, *self._told], {"days": {"terms": {"field": "day", "size": _MOST_BUCKETS}}})
        numbers: defaultdict[int, Numbers] = defaultdict(Counter)
        for bucket in spoken["parts"]["those"]["days"]["buckets"]:
            numbers[bucket["key"]] = Counter(
                expressions=int(bucket["expressions"]["value"]),
                documents=bucket["documents"]["doc_count"],
                **{name: bucket[name]["documents"]["doc_count"] for name in _NUMBERS[2:]},
            )
        return numbers, Counter({bucket["key"]: bucket["doc_count"] for bucket in out["days"]["buckets"]})

    async def _reprints(self) -> list[_Again]:
        """What copies say, or that they came out, besides the first of their cluster."""
        hits = {hit["_id"]: hit async for hit in self._with_copies()}
        documents = {each.id: (each, hit) for hit in hits.values() for each in [printed(hit)]}
        clusters = await clusters_of(self._cluster, (each for each, _ in documents.values()))
        said: defaultdict[tuple[str, int], list[tuple[Printed, Numbers]]] = defaultdict(list)
        came_out: defaultdict[str, list[Printed]] = defaultdict(list)
        for name, members in clusters.items():
            each, hit = documents.get(name, (None, None))
            if each is None or hit is None:
                continue
            story = members[0].id
            for day, numbers in _voices(hit, self._path, each.head["day"]).items():
                said[story, day].append((each, numbers))
            if "told" in hit.get("matched_queries", ()):
                came_out[story].append(each)
        again = [
            _Again(day, numbers, 0)
            for (_, day), voices in said.items()
            for _, numbers in sorted(voices, key=lambda pair: _first(pair[0]))[1:]
        ]
        again += [
            _Again(each.head["day"], Counter(), 1)
            for several in came_out.values()
            for each in sorted(several, key=_first)[1:]
        ]
        return again

    async def _with_copies(self) -> AsyncIterator[Json]:
        """The documents that the question is about and that share a band with another one of them."""
        about = self._about()
        bands = await self._shared_bands(about)
        for start in range(0, len(bands), _BANDS_AT_ONCE):
            shared: Json = {"terms": {"bands": bands[start : start + _BANDS_AT_ONCE]}}
            async for hit in self._cluster.every(DOCUMENTS, {"bool": {**about["bool"], "must": [shared]}}, "id", SEEN):
                yield hit

    def _about(self) -> Json:
        fields = [f"{self._path}.{name}" for name in ("named", "expressions", "leading")]
        seen = {"size": MOST_HITS, "_source": False, "docvalue_fields": fields}
        speaks = part_of(self._path, self._spoken, inner_hits=seen)
        dated: Json = {"exists": {"field": "day"}}
        came_out = {"bool": {"filter": [dated, *self._out, *self._told], "_name": "told"}}
        return {"bool": {"filter": self._scope, "should": [speaks, came_out], "minimum_should_match": 1}}

    async def _shared_bands(self, about: Json) -> list[str]:
        """The bands that more than one of these documents have; the engine counts a share of all bands at a time."""
        found = await self._cluster.search(DOCUMENTS, {"size": 0, "track_total_hits": True, "query": about})
        shares = 1 + found["hits"]["total"]["value"] * _BANDS // _BANDS_AT_ONCE
        bands: list[str] = []
        for share in range(shares):
            chosen: Json = {"partition": share, "num_partitions": shares}
            counted: Json = {"field": "bands", "size": _MOST_BUCKETS, "include": chosen, "min_doc_count": 2}
            told = await self._cluster.search(
                DOCUMENTS, {"size": 0, "query": about, "aggs": {"bands": {"terms": counted}}}
            )
            bands += [each["key"] for each in told["aggregations"]["bands"]["buckets"]]
        return bands

    async def _ask(self, filters: Iterable[Json], aggregations: Json) -> Json:
        body = {"size": 0, "query": all_of([*filters, *self._scope]), "aggs": aggregations}
        return (await self._cluster.search(DOCUMENTS, body))["aggregations"]


def _voices(hit: Json, path: str, out: int | None) -> dict[int, Numbers]:
    """What one document says of each day, as it is counted."""
    found: dict[int, Numbers] = {}
    leading: set[int] = set()
    for inner in hit["inner_hits"].get(path, {"hits": {"hits": []}})["hits"]["hits"]:
        day, expressions, leads = (inner["fields"][f"{path}.{name}"][0] for name in ("named", "expressions", "leading"))
        found.setdefault(day, Counter())["expressions"] += expressions
        leading.update([day] if leads else [])
    for day, numbers in found.items():
        numbers["documents"] = 1
        numbers["early"] = int(out is not None and out <= day)
        numbers["late"] = int(out is not None and out > day + LATE)
        numbers["leading"] = int(day in leading)
    return found


def _first(document: Printed) -> tuple[bool, int, str]:
    day = document.head["day"]
    return day is None, day or 0, document.id


def _nested(path: str, those: Json) -> Json:
    return {"parts": {"nested": {"path": path}, "aggs": {"those": those}}}


def _day_count(day: int, numbers: Numbers, published: int) -> DayCount:
    said, documents, early, late, leading = (numbers[name] for name in _NUMBERS)
    return DayCount(date.fromordinal(day), said, documents, published, early, late, leading)
