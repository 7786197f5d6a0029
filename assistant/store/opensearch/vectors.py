"""Embeddings of passages, compared by the engine's own k-NN plugin where the cluster has it.

Each model has an index of its own: a record for each passage, with what a search may filter by, the text, and the
number of the write that put the document in. That number decides: a record whose document has been written anew or is
gone counts for nothing, whatever a writer that died left behind.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.errors import SettingsError
from assistant.store.contract import Hit, PassageQuery, Record, Unembedded, VectorCount
from assistant.store.directions import dimension_of, unit
from assistant.store.opensearch.changing import bulk
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.groups import terms_of
from assistant.store.opensearch.holdings import hits_of, passage_count, record_of
from assistant.store.opensearch.indexes import aliases, make
from assistant.store.opensearch.mappings import DOCUMENTS, MOST_HITS, VERSION, vectors_definition
from assistant.store.opensearch.names import Names
from assistant.store.opensearch.packing import HEAD, key_of, summaries, term
from assistant.store.opensearch.records import entities_of, filtered_by
from assistant.store.opensearch.scoping import Json, all_of, among
from assistant.store.opensearch.searching import passing
from assistant.types import Passage, Span

PLUGIN = "opensearch-knn"

_ALL = "vectors-*"
_IF_THERE = {"ignore_unavailable": "true", "allow_no_indices": "true"}
_PAGE = 200  # documents looked at in one request
_LIKELY = 100  # the fewest neighbours a shard looks for: the graph's search finds the nearest more surely among many
_DIGITS = 8  # of a coordinate: what 32 bits hold
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class _Index:
    """The index of one model: our name for it, the engine's, and how long its vectors are."""

    name: str
    index: str
    dimension: int


async def unembedded(cluster: Cluster, model: str, after: str, limit: int) -> list[Unembedded]:
    """The next passages without a vector; a place is a document's id and the passage's number in it.

    What is kept of documents that are gone or were written anew is removed on the way. Raises SettingsError where the
    cluster has no k-NN plugin.
    """
    index = await _index_of(cluster, model)
    if index is None:
        await _require_plugin(cluster)
    begun, _, ordinal = after.rpartition(_SEPARATOR)
    bounds: Json = {"gte": term(begun)} if after else {}
    found: list[Unembedded] = []
    while len(found) < limit:
        hits = await _page(cluster, bounds)
        last = hits[-1]["_source"]["head"]["id"] if len(hits) == _PAGE else None
        if index is not None:
            await _sweep(cluster, index, bounds if last is None else {**bounds, "lte": term(last)}, hits)
        for record, made in await _incomplete(cluster, index, hits):
            first = int(ordinal) + 1 if record.document.id == begun and after else 0
            found += _waiting(record, first, made)
        if last is None:
            break
        bounds = {"gt": term(last)}
    return found[:limit]


async def put_vectors(cluster: Cluster, model: str, made: Mapping[Unembedded, Sequence[float]]) -> None:
    """Keep vectors, each with its passage, and let searches see them; passages that are gone are passed over.

    Those of other models of the same passages are removed then.
    """
    dimension = dimension_of(made.values())
    there = await _told(cluster, _ALL)
    index = await _made(cluster, model, dimension, there)
    documents = {item.passage.rpartition(_SEPARATOR)[0] for item in made}
    hits = await hits_of(cluster, sorted(map(key_of, documents)))
    entries = {key: _entries(record_of(hit), _nonce(hit)) for key, hit in hits.items()}
    bodies: dict[str, Json | None] = {}
    for item, vector in made.items():
        document, _, ordinal = item.passage.rpartition(_SEPARATOR)
        entry = entries.get(key_of(document), {}).get(int(ordinal))
        if entry is not None and entry["place"]["text"] == item.text:
            coordinates = [round(value, _DIGITS) for value in unit(vector)]
            bodies[f"{key_of(document)}-{ordinal}"] = {**entry, "vector": coordinates}
    await bulk(cluster, index.name, bodies)
    await cluster.refresh(index.name)
    for other in there:
        if other.name != index.name:
            await bulk(cluster, other.name, dict.fromkeys(bodies))
            await cluster.refresh(other.name)


async def search_vectors(cluster: Cluster, model: str, vector: Sequence[float], query: PassageQuery) -> list[Hit]:
    """Passages that pass the query's filters by the cosine of their vectors, nearest first."""
    index, filters = await asyncio.gather(_index_of(cluster, model), _filters(cluster, query))
    limit = min(query.limit, MOST_HITS)
    if index is None or filters is None or index.dimension != len(vector) or limit < 1:
        return []
    wanted = limit
    while True:
        near: Json = {"vector": unit(vector), "k": max(wanted, _LIKELY)}
        if filters:
            near["filter"] = all_of(filters)
        body: Json = {"size": wanted, "track_total_hits": False, "query": {"knn": {"vector": near}}}
        hits: list[Json] = (await cluster.search(index.name, body))["hits"]["hits"]
        sound = await _sound(cluster, hits)
        if len(sound) >= limit or len(hits) < wanted or len(sound) == len(hits) or wanted >= MOST_HITS:
            return [hit for hit in sound if hit.score > 0][:limit]
        wanted = min(4 * wanted, MOST_HITS)  # what is stale took the places of others


async def _filters(cluster: Cluster, query: PassageQuery) -> list[Json] | None:
    """What a passage must pass; None where none can."""
    if query.entity is None:
        return passing(query)
    groups = await Names(cluster, query.scope).meant(query.entity)
    return [*passing(query), among("entities", terms_of(groups))] if groups else None


async def vector_count(cluster: Cluster, model: str) -> VectorCount:
    """How many passages have a vector of this model."""
    index, passages = await asyncio.gather(_index_of(cluster, model), passage_count(cluster))
    if index is None:
        return VectorCount(0, passages)
    found = await cluster.search(index.name, {"size": 0, "track_total_hits": True})
    return VectorCount(min(found["hits"]["total"]["value"], passages), passages)


async def drop(cluster: Cluster, documents: Iterable[str]) -> None:
    """Remove what is kept, of whatever model, of documents that are gone or have just been written anew."""
    if gone := list(documents):
        for index in await _told(cluster, _ALL):
            await _remove(cluster, index, [among("id", gone)], [])


# --- indexes ---


async def _index_of(cluster: Cluster, model: str) -> _Index | None:
    """The index of a model, of our version; None where there is none."""
    return next(iter(await _told(cluster, _name(model))), None)


async def _told(cluster: Cluster, name: str) -> list[_Index]:
    found: Json = await cluster.ask("GET", f"/{cluster.index(name)}", params=_IF_THERE)
    made: list[_Index] = []
    for index, told in found.items():
        meta = told["mappings"]["_meta"]
        if meta["attache"] == VERSION:
            made.append(_Index(_name(meta["model"]), index, meta["dimension"]))
    return made


def _name(model: str) -> str:
    return f"vectors-{key_of(model)[:16]}"


async def _made(cluster: Cluster, model: str, dimension: int, there: Sequence[_Index]) -> _Index:
    """The index for vectors of this length, made where it is not there, in place of one for others."""
    name = _name(model)
    for known in there:
        if (known.name, known.dimension) == (name, dimension):
            return known
    await _require_plugin(cluster)
    for index in await cluster.ask("GET", f"/{cluster.index(name)}", params=_IF_THERE):
        await cluster.ask("DELETE", f"/{index}", params={"ignore_unavailable": "true"})
    index = f"{cluster.index(name)}-v{VERSION}"
    definition = vectors_definition(model, dimension, cluster.address.shards)
    await make(cluster, index, definition, aliases(cluster, name, index))
    return _Index(name, index, dimension)


async def _require_plugin(cluster: Cluster) -> None:
    told: Any = await cluster.ask("GET", "/_cat/plugins", params={"format": "json", "h": "component"})
    if not any(each["component"] == PLUGIN for each in told):
        raise SettingsError(
            f"The cluster at {cluster.shown} has no k-NN plugin ({PLUGIN}), so it keeps no vectors; install it on its"
            " nodes, or unset ATTACHE_EMBEDDING_MODEL to search by words."
        )


# --- what has no vector yet ---


async def _page(cluster: Cluster, bounds: Json) -> list[Json]:
    """The next documents by id within bounds, each with the number of its write and that of its passages."""
    passages: Json = {"nested": {"path": "passages", "query": {"match_all": {}}, "inner_hits": {"size": 0}}}
    body: Json = {
        "size": _PAGE,
        "query": {"bool": {"filter": _id_within(bounds), "should": [passages]}},
        "_source": ["head.id", "write.nonce"],
        "sort": [{"id": "asc"}],
    }
    return (await cluster.search(DOCUMENTS, body))["hits"]["hits"]


async def _incomplete(
    cluster: Cluster, index: _Index | None, hits: Sequence[Json]
) -> list[tuple[Record, frozenset[int]]]:
    """The records of the documents that have passages without a vector, with the passages that have one."""
    wanted = {_nonce(hit): hit["inner_hits"]["passages"]["hits"]["total"]["value"] for hit in hits}
    counted = await _ordinals(cluster, index, list(wanted))
    keys = [hit["_id"] for hit in hits if len(counted.get(_nonce(hit), ())) < wanted[_nonce(hit)]]
    found = await hits_of(cluster, keys)
    return [(record_of(found[key]), counted.get(_nonce(found[key]), frozenset())) for key in keys if key in found]


async def _ordinals(cluster: Cluster, index: _Index | None, nonces: Sequence[str]) -> dict[str, frozenset[int]]:
    """The passages that have a vector, by the number of their documents' writes."""
    if index is None or not nonces:
        return {}
    numbers: Json = {"terms": {"field": "ordinal", "size": MOST_HITS}}
    each: Json = {"terms": {"field": "nonce", "size": len(nonces)}, "aggs": {"ordinals": numbers}}
    body: Json = {"size": 0, "query": all_of([{"terms": {"nonce": list(nonces)}}]), "aggs": {"writes": each}}
    told = (await cluster.search(index.name, body))["aggregations"]["writes"]["buckets"]
    return {write["key"]: frozenset(one["key"] for one in write["ordinals"]["buckets"]) for write in told}


def _waiting(record: Record, first: int, made: frozenset[int]) -> list[Unembedded]:
    document = record.document
    return [
        Unembedded(f"{document.id}{_SEPARATOR}{passage.ordinal}", passage.span.of(document.text))
        for passage in record.passages
        if passage.ordinal >= first and passage.ordinal not in made
    ]


async def _sweep(cluster: Cluster, index: _Index, bounds: Json, hits: Sequence[Json]) -> None:
    """Remove what is kept of documents within bounds that are gone or other by now; `hits` are all there are."""
    await _remove(cluster, index, _id_within(bounds), [{"terms": {"nonce": list(map(_nonce, hits))}}])


def _id_within(bounds: Json) -> list[Json]:
    return [{"range": {"id": bounds}}] if bounds else []


async def _remove(cluster: Cluster, index: _Index, filters: Sequence[Json], others: Sequence[Json]) -> None:
    """Remove the records that pass all of the filters and none of the others."""
    query: Json = {"bool": {"filter": list(filters), "must_not": list(others)}}
    while True:
        found = await cluster.search(index.name, {"size": MOST_HITS, "query": query, "_source": False})
        if not (hits := found["hits"]["hits"]):
            return
        await bulk(cluster, index.name, {hit["_id"]: None for hit in hits})
        await cluster.refresh(index.name)


# --- records and hits ---


def _entries(record: Record, nonce: str) -> dict[int, Json]:
    """What is kept of each passage beside its vector, by its number."""
    document, made = record.document, dict[int, Json]()
    for passage, entities in zip(record.passages, entities_of(record), strict=True):
        span = passage.span
        place = {"document": document.id, "start": span.start, "end": span.end, "text": span.of(document.text)}
        entry = {"entities": entities, "nonce": nonce, "ordinal": passage.ordinal, "place": place}
        made[passage.ordinal] = {**filtered_by(document), **entry}
    return made


async def _sound(cluster: Cluster, hits: Sequence[Json]) -> list[Hit]:
    """The hits whose document is still the one that their vector was made of."""
    keys = list(dict.fromkeys(hit["_id"].rpartition("-")[0] for hit in hits))
    documents = await cluster.get_many(DOCUMENTS, keys, [*HEAD, "write.nonce"])
    heads = summaries(documents.values())
    found: list[Hit] = []
    for hit in hits:
        source, now = hit["_source"], documents.get(hit["_id"].rpartition("-")[0])
        if now is None or _nonce(now) != source["nonce"]:
            continue
        place = source["place"]
        passage = Passage(place["document"], source["ordinal"], Span(place["start"], place["end"]))
        cosine = 2 * hit["_score"] - 1  # the plugin scores by (1 + cosine) / 2
        found.append(Hit(passage, place["text"], heads[place["document"]], cosine))
    return found


def _nonce(hit: Json) -> str:
    return hit["_source"]["write"]["nonce"]
