"""Who and what is named: entities put together at the time of asking, by the rules of `store.entities`."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from assistant.reading.folding import fold
from assistant.store.contract import EntityMatch
from assistant.store.entities import surname
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.mappings import DOCUMENTS, MOST_HITS
from assistant.store.opensearch.packing import term
from assistant.store.opensearch.records import entity_key
from assistant.store.opensearch.scoping import Json, all_of, part_of, within
from assistant.store.packing import day_of
from assistant.types import EntityType, Scope

TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "agreement", "other")


@dataclass(frozen=True, slots=True)
class Group:
    """One entity as asked for: its own term, and those of surname-only entities joined to it."""

    key: str
    joined: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All terms that mean this entity."""
        return (self.key, *self.joined)

    @property
    def type(self) -> EntityType:
        """The type of the entity."""
        return cast("EntityType", self.key.partition("\x1f")[0])

    @property
    def folds(self) -> list[str]:
        """The folded names of all its terms."""
        return [key.partition("\x1f")[2] for key in self.keys]


class Names:
    """The names of a store in one scope. Made for one question: it remembers what it has looked up."""

    def __init__(self, cluster: Cluster, scope: Scope) -> None:
        self._cluster = cluster
        self._scope = scope
        self._bearing: dict[str, asyncio.Task[list[str]]] = {}

    async def named(self, name: str) -> list[Group]:
        """The entities whose own name folds to `name` ("exactly this name"), with what is joined to them."""
        keys = [entity_key(kind, fold(name)) for kind in TYPES]
        last = surname(fold(name))
        own = [*keys, *([] if last is None else [entity_key("person", last)])]
        groups, seen = await asyncio.gather(self._all_joined(keys), self._seen(own))
        return [group for group in groups if seen.intersection(group.keys)]

    async def called(self, name: str) -> list[Group]:
        """The entities that one of the texts in scope calls `name`, by any form, and the persons of that surname."""
        wanted = term(fold(name))
        by_form, bearers = await asyncio.gather(
            self._entities([{"term": {"names.fold": wanted}}]), self._bearers(fold(name))
        )
        return _without_joined(await self._all_joined({*by_form, *bearers}))

    async def with_words(self, name: str, limit: int) -> list[Group]:
        """The entities in scope one of whose forms has all words of `name`, the `limit` most mentioned so."""
        words = sorted(set(fold(name).split()))
        if not words:
            return []
        found = await self._entities([{"term": {"names.words": term(word)}} for word in words])
        chosen = sorted(found, key=lambda key: (-found[key], key))[:limit]
        return _without_joined(await self._all_joined(chosen))

    async def meant(self, name: str) -> list[Group]:
        """The entities a question may mean by `name`: exactly that one for a full name, all called so else."""
        groups = await self.named(name) if " " in fold(name) else []
        return groups or await self.called(name)

    async def folds_meant(self, names: Iterable[str]) -> list[str]:
        """All folded names under which the texts in scope may speak of someone called one of `names`."""
        wanted = list(names)
        folded = {term(fold(name)) for name in wanted}
        for groups in await asyncio.gather(*map(self.meant, wanted)):
            folded.update(each for group in groups for each in group.folds)
        return sorted(folded)

    async def entities(self, name: str, limit: int) -> list[EntityMatch]:
        """The entities called `name`, else those with all its words among theirs, most mentioned first."""
        groups = await self.called(name) or await self.with_words(name, limit)
        made = [each for each in await asyncio.gather(*map(self._match, groups)) if each is not None]
        return sorted(made, key=lambda each: (-each.mentions, each.name, each.type))[:limit]

    async def related(self, name: str, limit: int) -> list[tuple[EntityMatch, int]]:
        """The entities named in the same sentences, with the number of shared sentences, most first."""
        own = sorted({key for group in await self.named(name) for key in group.keys})
        if not own or limit < 1:
            return []
        filters: list[Json] = [{"terms": {"sentences.entities": own}}, {"range": {"sentences.ordinal": {"gte": 0}}}]
        others: Json = {"terms": {"field": "sentences.entities", "size": limit * 3 + len(own), "shard_size": MOST_HITS}}
        told = await self._parts("sentences", filters, {"others": others})
        shared = {each["key"]: each["doc_count"] for each in told["others"]["buckets"] if each["key"] not in own}
        likely = sorted(shared, key=lambda key: (-shared[key], key))[: limit * 3]
        counts: Counter[Group] = Counter()
        for group, key in zip(await asyncio.gather(*map(self._full, likely)), likely, strict=True):
            counts[group] += shared[key]
        made = zip(await asyncio.gather(*map(self._match, counts)), counts.values(), strict=True)
        result = [(entity, count) for entity, count in made if entity is not None]
        return sorted(result, key=lambda pair: (-pair[1], pair[0].name, pair[0].type))[:limit]

    async def _match(self, group: Group) -> EntityMatch | None:
        """What the texts in scope say of the entity in numbers and forms; None when they do not name it."""
        keys = list(group.keys)
        own: Json = {
            "filter": {"term": {"names.entity": group.key}},
            "aggs": {"named": {"sum": {"field": "names.named"}}},
        }
        forms = _summed("names.form", own=own)
        found = await self._cluster.search(
            DOCUMENTS,
            {
                "size": 0,
                "track_total_hits": True,
                "query": all_of([{"terms": {"entities": keys}}, *within(self._scope)]),
                "aggs": {
                    "first": {"min": {"field": "day"}},
                    "last": {"max": {"field": "day"}},
                    **_in_parts("names", [{"terms": {"names.entity": keys}}], {"forms": forms}),
                },
            },
        )
        told = found["aggregations"]
        buckets = told["parts"]["those"]["forms"]["buckets"]
        mentions = {each["key"]: int(each["mentions"]["value"]) for each in buckets}
        named = {each["key"]: int(each["own"]["named"]["value"]) for each in buckets if each["own"]["doc_count"]}
        total = sum(mentions.values())
        if not total:
            return None
        name = max(named or mentions, key=lambda form: (named.get(form, 0), mentions[form], len(form), form))
        aliases = sorted(
            (each for each in mentions if mentions[each] and each != name), key=lambda each: (-mentions[each], each)
        )
        first, last = (_day(told[end]["value"]) for end in ("first", "last"))
        return EntityMatch(
            name, group.type, total, found["hits"]["total"]["value"], tuple(aliases), day_of(first), day_of(last)
        )

    async def _full(self, key: str) -> Group:
        """The full name a surname-only person is joined to, else the entity itself with what is joined to it."""
        kind, _, folded = key.partition("\x1f")
        if kind == "person" and " " not in folded:
            bearers = await self._bearers(folded)
            key = bearers[0] if len(bearers) == 1 else key
        return await self._joined(key)

    async def _all_joined(self, keys: Iterable[str]) -> list[Group]:
        return list(await asyncio.gather(*map(self._joined, sorted(keys))))

    async def _joined(self, key: str) -> Group:
        """The entity with the surname-only person that can mean nobody else."""
        kind, _, folded = key.partition("\x1f")
        last = surname(folded) if kind == "person" else None
        if last is None or await self._bearers(last) != [key]:
            return Group(key)
        return Group(key, (entity_key("person", last),))

    async def _bearers(self, last: str) -> list[str]:
        """The terms of all persons in scope whose full name ends with this surname."""
        if last not in self._bearing:
            asked = self._entities([{"term": {"names.surname": term(last)}}])
            self._bearing[last] = asyncio.ensure_future(_sorted(asked))
        return await self._bearing[last]

    async def _entities(self, filters: Sequence[Json]) -> dict[str, int]:
        """The entities of the names in scope that pass, with the mentions under these names."""
        told = await self._parts("names", filters, {"found": _summed("names.entity")})
        return {each["key"]: int(each["mentions"]["value"]) for each in told["found"]["buckets"]}

    async def _seen(self, keys: Iterable[str]) -> set[str]:
        """Those of these entities that a document in scope names."""
        wanted = sorted(keys)
        counts = {"seen": {"terms": {"field": "entities", "include": wanted, "size": len(wanted) or 1}}}
        query = all_of([{"terms": {"entities": wanted}}, *within(self._scope)])
        found = await self._cluster.search(DOCUMENTS, {"size": 0, "query": query, "aggs": counts})
        return {each["key"] for each in found["aggregations"]["seen"]["buckets"]}

    async def _parts(self, path: str, filters: Sequence[Json], aggregations: Json) -> Json:
        """Counts over the parts in scope that pass."""
        query = all_of([part_of(path, filters), *within(self._scope)])
        body = {"size": 0, "query": query, "aggs": _in_parts(path, filters, aggregations)}
        return (await self._cluster.search(DOCUMENTS, body))["aggregations"]["parts"]["those"]


def _in_parts(path: str, filters: Sequence[Json], aggregations: Json) -> Json:
    those = {"filter": all_of(filters), "aggs": aggregations}
    return {"parts": {"nested": {"path": path}, "aggs": {"those": those}}}


def _summed(field: str, **more: Json) -> Json:
    """The values of a field with the mentions under each, most first; exact where there are not over MOST_HITS."""
    order = {"mentions": "desc"}
    aggregations: dict[str, Any] = {"mentions": {"sum": {"field": "names.mentions"}}, **more}
    return {"terms": {"field": field, "size": MOST_HITS, "order": order}, "aggs": aggregations}


async def _sorted(asked: Any) -> list[str]:
    return sorted(await asked)


def _without_joined(groups: Sequence[Group]) -> list[Group]:
    """The groups less those that already stand in another one."""
    inside = {key for group in groups for key in group.joined}
    return [group for group in groups if group.key not in inside]


def _day(value: float | None) -> int | None:
    return None if value is None else int(value)
