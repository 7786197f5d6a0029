"""What became of the files that were taken in: their documents, and what failed and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from assistant.store.contract import Failure, KnownInput, Settled
from assistant.store.inputs import MOST_FAILURES
from assistant.store.opensearch.changing import bulk, change
from assistant.store.opensearch.cluster import Cluster, Json
from assistant.store.opensearch.mappings import DOCUMENTS, INPUTS
from assistant.store.opensearch.packing import key_of, term
from assistant.store.opensearch.scoping import all_of


async def settle(cluster: Cluster, settled: Sequence[Settled]) -> None:
    """Note what became of inputs, in place of what was noted before; each whole or not at all."""
    now = int(datetime.now(UTC).timestamp())
    last = {one.name: one for one in settled}
    kept = {name: _body(one, now) if one.documents or one.failures else None for name, one in last.items()}
    await bulk(cluster, INPUTS, {key_of(name): body for name, body in kept.items()})


async def known(cluster: Cluster, names: Sequence[str]) -> dict[str, KnownInput]:
    """What is noted of these inputs; `whole` where all their documents are stored as they were then."""
    noted = {kept["name"]: kept for kept in await _kept(cluster, names)}
    ids = {name for kept in noted.values() for name, _ in kept["documents"]}
    marks = await fingerprints(cluster, sorted(ids))
    found: dict[str, KnownInput] = {}
    for name, kept in noted.items():
        documents: list[list[str]] = kept["documents"]
        whole = bool(documents) and all(marks.get(document) == mark for document, mark in documents)
        ids_of = tuple(sorted(document for document, _ in documents))
        found[name] = KnownInput(kept["mark"], ids_of, whole=whole, failed=bool(kept["failures"]))
    return found


async def fingerprints(cluster: Cluster, documents: Sequence[str]) -> dict[str, str]:
    """The fingerprints of those documents that are stored."""
    keys = {key_of(document): document for document in documents}
    found = await cluster.get_many(DOCUMENTS, list(keys), ["write.fingerprint"])
    return {keys[key]: hit["_source"]["write"]["fingerprint"] for key, hit in found.items()}


async def names_from(cluster: Cluster, origin: str | None) -> list[str]:
    """The names of the inputs taken from there, or of all, by name."""
    filters: list[Json] = []
    if origin is not None:
        filters.append({"term": {"origin": term(origin)}})
    await cluster.refresh(INPUTS)
    found = cluster.every(INPUTS, all_of(filters), "name", ["value"])
    values = [hit["_source"]["value"] async for hit in found]
    return sorted(value["name"] for value in values if _says_something(value))


async def documents_of(cluster: Cluster, name: str) -> list[str]:
    """The ids of the stored documents that came from this input and from no other."""
    noted = await _kept(cluster, [name])
    ids = sorted({document for kept in noted for document, _ in kept["documents"]})
    others: set[str] = set()
    await cluster.refresh(INPUTS)
    for document in ids:
        others.update(document for kept in await _with(cluster, document) if kept["name"] != name)
    stored = await fingerprints(cluster, ids)
    return [document for document in ids if document in stored and document not in others]


async def drop(cluster: Cluster, name: str) -> None:
    """Know nothing of an input any more."""
    await bulk(cluster, INPUTS, {key_of(name): None})


async def drop_document(cluster: Cluster, document: str) -> None:
    """Know no more of a document that is forgotten, so that its inputs bring it back when they are taken in again."""

    def without(kept: Json | None) -> Json | None:
        if kept is None or not any(name == document for name, _ in kept["value"]["documents"]):
            return None
        value = kept["value"]
        documents = [pair for pair in value["documents"] if pair[0] != document]
        return _indexed({**value, "documents": documents, "mark": None})

    await cluster.refresh(INPUTS)
    for kept in await _with(cluster, document):
        await change(cluster, INPUTS, key_of(kept["name"]), without)


async def failures(cluster: Cluster, limit: int) -> list[Failure]:
    """What failed, latest first."""
    await cluster.refresh(INPUTS)
    body: Json = {
        "size": max(0, min(limit, 10_000)),
        "query": all_of([{"term": {"failed": True}}]),
        "sort": [{"at": "desc"}, {"name": "asc"}],
    }
    found = (await cluster.search(INPUTS, body))["hits"]["hits"]
    told = [_failures(hit["_source"]["value"]) for hit in found]
    return [failure for several in told for failure in several][:limit]


async def count_failures(cluster: Cluster) -> int:
    """How many failures are noted."""
    await cluster.refresh(INPUTS)
    found = cluster.every(INPUTS, all_of([{"term": {"failed": True}}]), "name", ["value.failures"])
    return sum([len(hit["_source"]["value"]["failures"]) async for hit in found])


def _failures(value: Json) -> list[Failure]:
    at = datetime.fromtimestamp(value["at"], UTC)
    return [Failure(value["name"], what, why, at) for what, why in value["failures"]]


def _body(one: Settled, now: int) -> Json:
    documents = dict(one.documents)
    return _indexed(
        {
            "name": one.name,
            "mark": one.mark,
            "origin": one.origin,
            "documents": sorted(documents.items()),
            "failures": one.failures[:MOST_FAILURES],
            "at": now,
        }
    )


def _indexed(value: Json) -> Json:
    """What is noted, with the fields it is found by."""
    return {
        "name": term(value["name"]),
        "origin": term(value["origin"]),
        "documents": [term(document) for document, _ in value["documents"]],
        "failed": bool(value["failures"]),
        "at": value["at"],
        "value": value,
    }


async def _kept(cluster: Cluster, names: Iterable[str]) -> list[Json]:
    found = await cluster.get_many(INPUTS, [key_of(name) for name in dict.fromkeys(names)], ["value"])
    return [value for hit in found.values() if _says_something(value := hit["_source"]["value"])]


def _says_something(value: Json) -> bool:
    """Whether anything is left: of an input whose documents were forgotten one by one nothing is known."""
    return bool(value["documents"] or value["failures"])


async def _with(cluster: Cluster, document: str) -> list[Json]:
    found = cluster.every(INPUTS, all_of([{"term": {"documents": term(document)}}]), "name", ["value"])
    return [hit["_source"]["value"] async for hit in found]
