"""Who and what is named: entities put together at the time of asking, by the rules of `store.entities`."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from assistant.reading.folding import fold
from assistant.store.contract import EntityMatch
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.groups import Group, is_full, keys_of, own, surname_of, without_joined
from assistant.store.opensearch.mappings import DOCUMENTS, MOST_HITS
from assistant.store.opensearch.packing import term
from assistant.store.opensearch.records import entity_key
from assistant.store.opensearch.scoping import Json, all_of, any_of, part_of, within
from assistant.store.packing import day_of
from assistant.types import Scope

_ENTITIES: Json = {"terms": {"field": "names.entity", "size": MOST_HITS}}


class Names:
    """The names of one state of a store in one scope: it remembers what it has looked up."""

    def __init__(self, cluster: Cluster, scope: Scope) -> None:
        self._cluster = cluster
        self._scope = within(scope)
        self._sole: dict[str, str | None] = {}  # by surname its only bearer, None where there are several
        self._known: dict[str, list[Group]] = {}

    async def named(self, name: str) -> list[Group]:
        """The entities whose own name folds to `name` ("exactly this name"), with what is joined to them.

        All types of it are given, where the texts in scope have one.
        """
        return _named(name, await self._cluster.search_each(DOCUMENTS, self._seen(name)))

    async def called(self, name: str) -> list[Group]:
        """The entities that one of the texts in scope calls `name`, by any form, and the persons of that surname."""
        form, last = _ways(name)
        counted = {
            way: {"filter": passed, "aggs": {"found": _ENTITIES}} for way, passed in (("form", form), ("last", last))
        }
        told = await self._parts("names", [any_of([form, last])], counted)
        by_form, bearers = ([each["key"] for each in told[way]["found"]["buckets"]] for way in counted)
        self._sole[term(fold(name))] = bearers[0] if len(bearers) == 1 else None
        return without_joined(await self._all_joined({*by_form, *bearers}))

    async def with_words(self, name: str, limit: int) -> list[Group]:
        """The entities in scope one of whose forms has all words of `name`, the `limit` most mentioned so."""
        words = sorted(set(fold(name).split()))
        if not words:
            return []
        found = await self._entities([{"term": {"names.words": term(word)}} for word in words])
        chosen = sorted(found, key=lambda key: (-found[key], key))[:limit]
        return without_joined(await self._all_joined(chosen))

    async def meant(self, name: str) -> list[Group]:
        """The entities a question may mean by `name`: exactly that one for a full name, all called so else."""
        if (known := self.known(name)) is not None:
            return known
        return await self.settled(name, await self._cluster.search_each(DOCUMENTS, self.checks(name)))

    def known(self, name: str) -> list[Group] | None:
        """What `meant` has found before."""
        return self._known.get(name)

    def checks(self, name: str) -> list[Json]:
        """The searches that tell whether `likely` is what `name` means."""
        return self._seen(name) if is_full(name) else [self._otherwise(name)]

    async def settled(self, name: str, checked: Sequence[Json]) -> list[Group]:
        """What `meant` finds, from the answers to these searches; it asks more only where they call for it."""
        if is_full(name):
            groups = _named(name, checked) or await self.called(name)
        else:
            groups = await self.called(name) if _is_any(checked[0]) else own(name)
        self._known[name] = groups
        return groups

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
        made = [each for each in await self._matches(groups) if each is not None]
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
        most = sorted(shared, key=lambda key: (-shared[key], key))[: limit * 3]
        full = await self._full(most)
        groups = {group.key: group for group in await self._all_joined(full.values())}
        counts: Counter[Group] = Counter()
        for key in most:
            counts[groups[full[key]]] += shared[key]
        made = zip(await self._matches(list(counts)), counts.values(), strict=True)
        result = [(entity, count) for entity, count in made if entity is not None]
        return sorted(result, key=lambda pair: (-pair[1], pair[0].name, pair[0].type))[:limit]

    async def _matches(self, groups: Sequence[Group]) -> list[EntityMatch | None]:
        """What the texts in scope say of each in numbers and forms; None where they do not name it."""
        found = await self._cluster.search_each(DOCUMENTS, [self._told_of(group) for group in groups])
        return [_match(group, each) for group, each in zip(groups, found, strict=True)]

    def _told_of(self, group: Group) -> Json:
        """The search for what there is of an entity."""
        keys = list(group.keys)
        own: Json = {
            "filter": {"term": {"names.entity": group.key}},
            "aggs": {"named": {"sum": {"field": "names.named"}}},
        }
        forms = _summed("names.form", own=own)
        return {
            "size": 0,
            "track_total_hits": True,
            "query": all_of([{"terms": {"entities": keys}}, *self._scope]),
            "aggs": {
                "first": {"min": {"field": "day"}},
                "last": {"max": {"field": "day"}},
                **_in_parts("names", [{"terms": {"names.entity": keys}}], {"forms": forms}),
            },
        }

    async def _full(self, keys: Sequence[str]) -> dict[str, str]:
        """For a surname-only person the full name it is joined to, for any other entity itself."""
        kinds = ((key, *key.split("\x1f", 1)) for key in keys)
        lasts = {key: folded for key, kind, folded in kinds if kind == "person" and " " not in folded}
        found = await self._cluster.search_each(DOCUMENTS, [self._bearers(last) for last in lasts.values()])
        several = [each["aggregations"]["parts"]["those"]["found"]["buckets"] for each in found]
        sole = {key: told[0]["key"] for key, told in zip(lasts, several, strict=True) if len(told) == 1}
        return {key: sole.get(key, key) for key in keys}

    async def _all_joined(self, keys: Iterable[str]) -> list[Group]:
        """Entities that the texts in scope name, each with the surname-only person that can mean nobody else."""
        surnames = {key: surname_of(key) for key in sorted(set(keys))}
        await self._find_sole({key: last for key, last in surnames.items() if last is not None})
        return [
            Group(key, () if last is None or self._sole[last] != key else (entity_key("person", last),))
            for key, last in surnames.items()
        ]

    async def _find_sole(self, surnames: Mapping[str, str]) -> None:
        """Look up whether these persons, who are in scope, are the only ones of their surnames."""
        bearers: defaultdict[str, list[str]] = defaultdict(list)
        for person, last in surnames.items():
            if last not in self._sole:
                bearers[last].append(person)
        alone = {last: persons[0] for last, persons in bearers.items() if len(persons) == 1}
        asked = [self._bearing(last, besides=person) for last, person in alone.items()]
        found = await self._cluster.search_each(DOCUMENTS, asked)
        shared = {last for last, each in zip(alone, found, strict=True) if _is_any(each)}
        self._sole.update({last: None if last in shared else alone.get(last) for last in bearers})

    def _seen(self, name: str) -> list[Json]:
        """The searches for whether a person has exactly this name, anything else has, and another its surname."""
        person, *others = keys_of(name)
        last = surname_of(person)
        seen = [self._those({"term": {"entities": person}}), self._those({"terms": {"entities": others}})]
        return seen if last is None else [*seen, self._bearing(last, besides=person)]

    def _otherwise(self, name: str) -> Json:
        """The search for whether an entity of another name is called so."""
        called: Json = {
            "bool": {"filter": [any_of(_ways(name))], "must_not": [{"terms": {"names.entity": keys_of(name)}}]}
        }
        return self._those({"nested": {"path": "names", "query": called}})

    def _bearing(self, last: str, besides: str) -> Json:
        """The search for whether another person in scope has a full name that ends with this surname."""
        named: Json = {"bool": {"filter": [_has_surname(last)], "must_not": [{"term": {"names.entity": besides}}]}}
        return self._those({"nested": {"path": "names", "query": named}})

    def _bearers(self, last: str) -> Json:
        """The search for one or two persons in scope whose full names end with this surname."""
        filters = [_has_surname(last)]
        found: Json = {"found": {"terms": {"field": "names.entity", "size": 2}}}
        query = all_of([part_of("names", filters), *self._scope])
        return {"size": 0, "query": query, "aggs": _in_parts("names", filters, found)}

    def _those(self, query: Json) -> Json:
        """The search for whether there is any such document in scope; the engine looks no further than the first."""
        return {"size": 0, "track_total_hits": 1, "query": all_of([query, *self._scope])}

    async def _entities(self, filters: Sequence[Json]) -> dict[str, int]:
        """The entities of the names in scope that pass, with the mentions under these names."""
        told = await self._parts("names", filters, {"found": _summed("names.entity")})
        return {each["key"]: int(each["mentions"]["value"]) for each in told["found"]["buckets"]}

    async def _parts(self, path: str, filters: Sequence[Json], aggregations: Json) -> Json:
        """Counts over the parts in scope that pass."""
        query = all_of([part_of(path, filters), *self._scope])
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


def _match(group: Group, found: Json) -> EntityMatch | None:
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


def _ways(name: str) -> list[Json]:
    """How a part of a document's names may have this name: as a form, and as a person's surname."""
    wanted = term(fold(name))
    return [{"term": {"names.fold": wanted}}, {"term": {"names.surname": wanted}}]


def _is_any(found: Json) -> bool:
    return found["hits"]["total"]["value"] > 0


def _named(name: str, checked: Sequence[Json]) -> list[Group]:
    """The entities of exactly this name, from the answers to the searches for them."""
    is_person, is_other, *is_shared = map(_is_any, checked)
    groups = own(name, is_joined=is_person and not any(is_shared))
    return groups if is_person or is_other else []


def _has_surname(last: str) -> Json:
    return {"term": {"names.surname": term(last)}}


def _day(value: float | None) -> int | None:
    return None if value is None else int(value)
