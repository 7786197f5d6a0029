"""Copies of one story, as `store.clusters` defines them, looked up when they are asked for.

Nothing is kept of which documents are copies: it is told from their sketches, so that writers at the same time, on any
number of machines, can leave nothing wrong behind.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from assistant.reading.sketch import PLACES
from assistant.store.clusters import agree, bands
from assistant.store.contract import DocumentSummary
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.mappings import DOCUMENTS, MOST_HITS
from assistant.store.opensearch.packing import summary, term, unpack_sketch
from assistant.store.opensearch.scoping import Json, all_of, among, within
from assistant.types import Scope

_BANDS_AT_ONCE = 16_000
SEEN = ["head", "sketch"]
"""What of a document is looked at here."""


@dataclass(frozen=True)
class Printed:
    """A document as a copy: when it came out where, and its sketch."""

    head: Mapping[str, Any]
    sketch: tuple[int, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.head["id"]

    @cached_property
    def bands(self) -> list[str]:
        """The terms it shares with what may be its copies."""
        return [f"{band:x}" for band in bands(self.sketch)]

    def is_copy_of(self, other: Printed) -> bool:
        """Whether the two are copies of one another by themselves."""
        same = self.head["collection"] == other.head["collection"]
        return same and agree(self.sketch, self.head["day"], other.sketch, other.head["day"])


def printed(hit: Json) -> Printed:
    """A hit's document as a copy."""
    source = hit["_source"]
    packed = source.get("sketch")
    return Printed(source["head"], unpack_sketch(packed) if packed else ())


async def clusters_of(cluster: Cluster, documents: Iterable[Printed]) -> dict[str, list[Printed]]:
    """For each of these documents that has copies, its id with all of the cluster, the first id first."""
    known = {each.id: each for each in documents if len(each.sketch) == PLACES}
    groups = Groups(known.values())
    new, asked = list(known.values()), set[str]()
    while new:
        wanted = {band for each in new for band in each.bands} - asked
        asked |= wanted
        met = await _sharing(cluster, sorted(wanted), known)
        new = groups.add(met)
        known.update((each.id, each) for each in new)
    return groups.members()


async def stories(cluster: Cluster, documents: Collection[str]) -> dict[str, str]:
    """For each of these documents that has copies the first id of all that tell its story."""
    if not documents:
        return {}
    asked = set(documents)
    found = [printed(hit) async for hit in cluster.every(DOCUMENTS, all_of([among("id", asked)]), "id", SEEN)]
    clusters = await clusters_of(cluster, found)
    return {name: members[0].id for name, members in clusters.items() if name in asked}


async def copies(cluster: Cluster, document: str, scope: Scope) -> list[DocumentSummary]:
    """The heads of the other documents in scope of the cluster that this one is in, first published first."""
    found = await cluster.search(
        DOCUMENTS, {"size": 1, "query": all_of([{"term": {"id": term(document)}}]), "_source": SEEN}
    )
    members = (await clusters_of(cluster, map(printed, found["hits"]["hits"]))).get(document, [])
    if not members:
        return []
    chosen: Json = {"terms": {"id": [term(each.id) for each in members]}}
    seen = await cluster.search(
        DOCUMENTS, {"size": MOST_HITS, "query": all_of([chosen, *within(scope)]), "_source": ["head.id"]}
    )
    inside = {hit["_source"]["head"]["id"] for hit in seen["hits"]["hits"]} - {document}
    heads = [summary(dict(each.head)) for each in members if each.id in inside]
    return sorted(heads, key=lambda head: (head.date is None, head.date.toordinal() if head.date else 0, head.id))


async def _sharing(cluster: Cluster, wanted: Sequence[str], known: Iterable[str]) -> list[Printed]:
    """The other documents that have one of these bands; the engine passes over the known ones, which are most."""
    found: dict[str, Printed] = {}
    passed = {"terms": {"id": sorted(map(term, known))}}
    for start in range(0, len(wanted), _BANDS_AT_ONCE):
        those = {"terms": {"bands": wanted[start : start + _BANDS_AT_ONCE]}}
        query = {"bool": {"filter": [those], "must_not": [passed]}}
        made = [printed(hit) async for hit in cluster.every(DOCUMENTS, query, "id", SEEN)]
        found.update((each.id, each) for each in made)
    return list(found.values())


class Groups:
    """Documents put together by what links them."""

    def __init__(self, documents: Iterable[Printed]) -> None:
        self._by_band: dict[str, list[Printed]] = {}
        self._linked: dict[str, list[Printed]] = {}
        for each in documents:
            self._enter(each)

    def add(self, documents: Iterable[Printed]) -> list[Printed]:
        """Put in those that are linked to one that is in, by whatever way; these."""
        waiting, added = list(documents), list[Printed]()
        while True:
            near = [each for each in waiting if any(each.is_copy_of(other) for other in self._near(each))]
            if not near:
                return added
            added += near
            for each in near:
                self._enter(each)
            chosen = {each.id for each in near}
            waiting = [each for each in waiting if each.id not in chosen]

    def members(self) -> dict[str, list[Printed]]:
        """For each document with copies all of its cluster, by id."""
        return {name: group for name, group in self._linked.items() if len(group) > 1}

    def _near(self, document: Printed) -> list[Printed]:
        near = {each.id: each for band in document.bands for each in self._by_band.get(band, ())}
        return list(near.values())

    def _enter(self, document: Printed) -> None:
        joined = [document]
        for other in self._near(document):
            group = self._linked.get(other.id, [])
            if other.is_copy_of(document) and not any(each is other for each in joined):
                joined += group
        for band in document.bands:
            self._by_band.setdefault(band, []).append(document)
        joined.sort(key=lambda each: each.id)
        for each in joined:
            self._linked[each.id] = joined
