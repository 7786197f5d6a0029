"""Keys, as records of the engine."""

from __future__ import annotations

from datetime import datetime

from assistant.errors import ConflictError
from assistant.store.desk_contract import Key
from assistant.store.opensearch.changing import change, write_after
from assistant.store.opensearch.cluster import Cluster, Json
from assistant.store.opensearch.mappings import KEYS
from assistant.store.opensearch.packing import key_of


async def add(cluster: Cluster, key: Key) -> None:
    """Write a new key. Raises ConflictError when its id is taken."""
    if not await write_after(cluster, KEYS, key_of(key.id), _body(key), None):
        raise ConflictError("There is a key of this id already; make another.")


async def every(cluster: Cluster) -> list[Key]:
    """All keys, oldest first."""
    await cluster.refresh(KEYS)
    found = [_key(hit["_source"]["value"]) async for hit in cluster.every(KEYS, {"match_all": {}}, "id", ["value"])]
    return sorted(found, key=lambda key: (key.created.isoformat(), key.id))


async def one(cluster: Cluster, identifier: str) -> Key | None:
    """The key with this id, as it was written last by any server."""
    found = await cluster.get(KEYS, key_of(identifier))
    return None if found is None else _key(found["_source"]["value"])


async def any_made(cluster: Cluster) -> bool:
    """Whether there is a key."""
    await cluster.refresh(KEYS)
    found = await cluster.search(KEYS, {"size": 0, "terminate_after": 1, "track_total_hits": True})
    return found["hits"]["total"]["value"] > 0


async def revoke(cluster: Cluster, identifier: str, at: datetime) -> bool:
    """Mark a key as revoked; False when there is none that is not."""

    def revoked(kept: Json | None) -> Json | None:
        if kept is None or kept["value"]["revoked"] is not None:
            return None
        return {**kept, "value": {**kept["value"], "revoked": at.isoformat()}}

    return await change(cluster, KEYS, key_of(identifier), revoked)


def _body(key: Key) -> Json:
    value = {
        "id": key.id,
        "name": key.name,
        "sha256": key.sha256,
        "scopes": sorted(key.scopes),
        "created": key.created.isoformat(),
        "collections": key.collections,
        "revoked": None if key.revoked is None else key.revoked.isoformat(),
    }
    return {"id": key.id, "value": value}


def _key(value: Json) -> Key:
    return Key(
        value["id"],
        value["name"],
        value["sha256"],
        frozenset(value["scopes"]),
        datetime.fromisoformat(value["created"]),
        None if value["collections"] is None else tuple(value["collections"]),
        None if value["revoked"] is None else datetime.fromisoformat(value["revoked"]),
    )
