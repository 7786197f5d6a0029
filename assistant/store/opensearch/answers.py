"""What a model answered about a text, kept so that the same question is not asked twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.store.opensearch.changing import bulk
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.mappings import ANSWERS, DOCUMENTS
from assistant.store.opensearch.packing import key_of, term
from assistant.store.opensearch.scoping import all_of


async def kept(cluster: Cluster, requests: Sequence[str]) -> dict[str, str]:
    """The answers to those of these requests that have one."""
    keys = {key_of(request): request for request in requests}
    found = await cluster.get_many(ANSWERS, list(keys))
    return {keys[key]: hit["_source"]["answer"]["said"] for key, hit in found.items()}


async def keep(cluster: Cluster, text: str, answers: Mapping[str, str]) -> None:
    """Keep answers about the text with this hash; the newest counts."""
    keys = {key_of(request): said for request, said in answers.items()}
    bodies = {key: {"request": key, "text": term(text), "answer": {"said": said}} for key, said in keys.items()}
    await bulk(cluster, ANSWERS, bodies)


async def drop_unused(cluster: Cluster, text: str) -> None:
    """Remove the answers about a text that no document has any more."""
    await cluster.refresh(ANSWERS, DOCUMENTS)
    wanted = all_of([{"term": {"sha256": term(text)}}])
    found = await cluster.search(DOCUMENTS, {"size": 0, "query": wanted, "track_total_hits": True})
    if found["hits"]["total"]["value"] == 0:
        about = all_of([{"term": {"text": term(text)}}])
        gone = [hit["_id"] async for hit in cluster.every(ANSWERS, about, "request", [])]
        await bulk(cluster, ANSWERS, dict.fromkeys(gone))
