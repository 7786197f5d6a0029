"""What the store holds, counted by the engine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any

from assistant.store.accounts import Holdings
from assistant.store.contract import DocumentSummary, Record, StoreStatus
from assistant.store.interning import source_key
from assistant.store.opensearch import inputs
from assistant.store.opensearch.cluster import Cluster, Json
from assistant.store.opensearch.indexes import note
from assistant.store.opensearch.mappings import DOCUMENTS, MOST_HITS, STORE_INDEXES, VERSION
from assistant.store.opensearch.packing import DOCUMENT, HEAD, WHOLE, key_of, summaries, term, unpack, unpack_sketch
from assistant.store.opensearch.scoping import all_of, within
from assistant.store.packing import day_of
from assistant.types import Document, Scope

_PAGE = 500
_EXACT_TO = 40_000  # the engine counts different values exactly up to here, and to about one in a hundred beyond
_PARTS = ("passages", "quotes", "events")
_PACKED = ("document", "record")
_EVERYTHING = Scope()


async def documents_named(cluster: Cluster, names: Sequence[str], scope: Scope) -> dict[str, Document]:
    """Those of these documents that are stored and in scope, as they were written last."""
    wanted = [{"_id": key_of(name), "stored_fields": ["document"], "_source": False} for name in dict.fromkeys(names)]
    found = await cluster.get_each(DOCUMENTS, wanted)
    made = [unpack(DOCUMENT, hit["fields"]["document"][0]) for hit in found.values()]
    return {document.id: document for document in made if is_in(scope, document)}


async def records(cluster: Cluster, names: Sequence[str]) -> list[Record]:
    """The records of those of these documents that are stored, as they were written last."""
    return [record_of(hit) for hit in (await hits_of(cluster, map(key_of, names))).values()]


async def hits_of(cluster: Cluster, keys: Iterable[str]) -> dict[str, Json]:
    """What `record_of` takes of the records with these keys that are stored, by key."""
    wanted: list[Json] = [{"_id": key, "stored_fields": _PACKED, "_source": ["write", "sketch"]} for key in keys]
    return await cluster.get_each(DOCUMENTS, wanted)


def record_of(hit: Json) -> Record:
    """The record of a hit that has what is packed, its sketch and its write."""
    document, packed = (hit["fields"][name][0] for name in _PACKED)
    whole, source = unpack(WHOLE, packed), hit["_source"]
    return Record(
        unpack(DOCUMENT, document),
        whole.passages,
        whole.reading,
        digest=source["write"]["digest"],
        sketch=unpack_sketch(source["sketch"]) if "sketch" in source else (),
        mark=source["write"]["fingerprint"],
    )


async def heads(cluster: Cluster, scope: Scope, after: str) -> AsyncIterator[DocumentSummary]:
    """All heads in scope by id, page by page."""
    while True:
        body: Json = {"size": _PAGE, "query": all_of(within(scope)), "_source": HEAD, "sort": [{"id": "asc"}]}
        if after:
            body["search_after"] = [term(after)]
        hits: list[Json] = (await cluster.search(DOCUMENTS, body))["hits"]["hits"]
        for head in summaries(hits).values():
            yield head
        if len(hits) < _PAGE:
            return
        after = hits[-1]["_source"]["head"]["id"]


async def holdings(cluster: Cluster, scope: Scope) -> Holdings:
    """What there is of documents in scope."""
    told = await _counted(cluster, scope, {})
    return Holdings(
        told["documents"], told["undated"], told["first"], told["last"], told["sources"], told["collections"]
    )


async def sources(cluster: Cluster, scope: Scope) -> list[str]:
    """The names of the sources that have a document in scope."""
    return sorted((await _counted(cluster, scope, {}))["sources"])


async def status(cluster: Cluster) -> StoreStatus:
    """What the store holds; `bytes` counts every copy of the indexes, as the engine reports it."""
    parts: Json = {name: {"nested": {"path": name}} for name in _PARTS}
    parts["entities"] = {"cardinality": {"field": "entities", "precision_threshold": _EXACT_TO}}
    told = await _counted(cluster, _EVERYTHING, parts)
    names = ",".join(map(cluster.index, STORE_INDEXES))
    sizes = await cluster.ask("GET", f"/{names}/_stats/store,docs", params={"level": "shards"})
    return StoreStatus(
        url=cluster.shown,
        documents=told["documents"],
        passages=told["more"]["passages"]["doc_count"],
        entities=told["more"]["entities"]["value"],
        quotes=told["more"]["quotes"]["doc_count"],
        events=told["more"]["events"]["doc_count"],
        undated=told["undated"],
        first=told["first"],
        last=told["last"],
        sources=told["sources"],
        schema=VERSION,
        sequence=_sequence(sizes),
        bytes=sizes["_all"]["total"]["store"]["size_in_bytes"],
        collections=dict(sorted(told["collections"].items())),
        failures=await inputs.count_failures(cluster),
        note=await note(cluster),
    )


async def passage_count(cluster: Cluster) -> int:
    """How many passages all documents have."""
    body: Json = {"size": 0, "aggs": {"passages": {"nested": {"path": "passages"}}}}
    return (await cluster.search(DOCUMENTS, body))["aggregations"]["passages"]["doc_count"]


def is_in(scope: Scope, document: Document) -> bool:
    """Whether a document is in scope."""
    day, lo, hi = document.date, scope.lo, scope.latest
    if (lo is not None or hi is not None) and day is None:
        return False
    if day is not None and ((lo is not None and day < lo) or (hi is not None and day > hi)):
        return False
    if scope.sources and source_key(document.source or "") not in map(source_key, scope.sources):
        return False
    return scope.collections is None or document.collection in scope.collections


async def _counted(cluster: Cluster, scope: Scope, more: Mapping[str, Json]) -> Json:
    name: Json = {"terms": {"field": "source", "size": 1, "order": {"_key": "asc"}}}
    aggregations: Json = {
        "undated": {"missing": {"field": "day"}},
        "first": {"min": {"field": "day"}},
        "last": {"max": {"field": "day"}},
        "sources": {"terms": {"field": "publisher", "size": MOST_HITS}, "aggs": {"name": name}},
        "collections": {"terms": {"field": "collection", "size": MOST_HITS}},
        **more,
    }
    body: Json = {"size": 0, "track_total_hits": True, "query": all_of(within(scope)), "aggs": aggregations}
    found = await cluster.search(DOCUMENTS, body)
    told: dict[str, Any] = found["aggregations"]
    first, last = (None if told[end]["value"] is None else int(told[end]["value"]) for end in ("first", "last"))
    publishers = [(each["name"]["buckets"][0]["key"], each["doc_count"]) for each in told["sources"]["buckets"]]
    return {
        "documents": found["hits"]["total"]["value"],
        "undated": told["undated"]["doc_count"],
        "first": day_of(first),
        "last": day_of(last),
        "sources": dict(sorted(publishers, key=lambda pair: (-pair[1], pair[0]))),
        "collections": {each["key"]: each["doc_count"] for each in told["collections"]["buckets"]},
        "more": told,
    }


def _sequence(stats: Json) -> int:
    """How many writes the engine has numbered, over the primary copies of all shards."""
    total = 0
    for index in stats["indices"].values():
        for copies in index["shards"].values():
            total += max(copy["seq_no"]["max_seq_no"] + 1 for copy in copies)
    return total
