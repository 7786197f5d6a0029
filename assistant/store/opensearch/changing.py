"""Small records: many written at once, or one read, changed and written back, which starts again when somebody else
was quicker.
"""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from opensearchpy.exceptions import ConflictError as Conflict
from opensearchpy.exceptions import NotFoundError

from assistant.errors import StoreBusyError, StoreError
from assistant.store.opensearch.cluster import Cluster, Json
from assistant.store.opensearch.faults import blocked, is_block, is_missing, line_may_pass, lost

_TRIES = 50
_AT_ONCE = 500
_LONGEST_PAUSE = 3.0

Change = Callable[[Json | None], Json | None]


async def bulk(cluster: Cluster, index: str, bodies: Mapping[str, Json | None]) -> None:
    """Write records under their keys, in place of whatever is there, and remove those whose body is None.

    Each is written whole or not at all; what the cluster is too busy for is sent again.
    """
    waiting = dict(bodies)
    for attempt in range(_TRIES):
        for keys in _several(list(waiting)):
            done = await _send(cluster, index, {key: waiting[key] for key in keys})
            waiting = {key: body for key, body in waiting.items() if key not in done}
        if not waiting:
            return
        await asyncio.sleep(random.uniform(0.5, 1) * min(0.05 * 2**attempt, _LONGEST_PAUSE))  # noqa: S311 - no secret
    raise StoreBusyError(f"The cluster at {cluster.shown} has been too busy for too long; run it again later.")


def _several(keys: list[str]) -> list[list[str]]:
    return [keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE)]


async def _send(cluster: Cluster, index: str, bodies: Mapping[str, Json | None]) -> set[str]:
    lines: list[Any] = []
    for key, body in bodies.items():
        lines += [{"delete": {"_id": key}}] if body is None else [{"index": {"_id": key}}, body]
    answered = await cluster.ask("POST", f"/{cluster.writing(index)}/_bulk", lines, {"require_alias": "true"})
    done: set[str] = set()
    for key, item in zip(bodies, answered["items"], strict=True):
        [told] = item.values()
        if told["status"] < 300 or (told["status"] == 404 and bodies[key] is None and "error" not in told):
            done.add(key)
        elif is_missing(told):
            raise lost(cluster.shown)
        elif is_block(told):
            raise blocked(cluster.shown)
        elif not line_may_pass(told):
            reason = str(told.get("error", {}).get("reason", ""))[:300]
            raise StoreError(f"The cluster at {cluster.shown} refused a record: {told['status']} {reason}")
    return done


async def change(cluster: Cluster, index: str, key: str, make: Change) -> bool:
    """Replace what is kept under a key by what `make` makes of it; False where it makes None, which changes nothing.

    `make` is given None where nothing is kept, and may be called several times. What it raises is raised.
    """
    for _ in range(_TRIES):
        kept = await cluster.get(index, key)
        made = make(None if kept is None else kept["_source"])
        if made is None:
            return False
        if await write_after(cluster, index, key, made, kept):
            return True
    raise StoreBusyError(f"Others change the same record at {cluster.shown} all the time; try again later.")


async def write_after(cluster: Cluster, index: str, key: str, body: Json, kept: Json | None) -> bool:
    """Write a record in place of what was read; False where that was changed since."""
    return await _conditional(cluster, "PUT", index, key, body, kept)


def after(found: Json) -> Json:
    """What makes a write fail where the record was changed since it was read."""
    return {"if_seq_no": found["_seq_no"], "if_primary_term": found["_primary_term"]}


async def remove_after(cluster: Cluster, index: str, key: str, kept: Json) -> bool:
    """Remove a record that was read; False where it was changed since."""
    return await _conditional(cluster, "DELETE", index, key, None, kept)


async def _conditional(
    cluster: Cluster, method: str, index: str, key: str, body: Json | None, kept: Json | None
) -> bool:
    params: Json = {"op_type": "create"} if kept is None else after(kept)
    if body is not None:
        params["require_alias"] = "true"
    nonce = secrets.token_hex(12)
    signed = None if body is None else {**body, "nonce": nonce}
    try:
        await cluster.ask(method, f"/{cluster.writing(index, kept)}/_doc/{key}", signed, params)
    except StoreError as error:
        if isinstance(error.__cause__, NotFoundError) and is_missing(error.__cause__.info):
            await cluster.check_writing(index)
            return False  # another index has taken the place of that in which the record was read
        if not isinstance(error.__cause__, Conflict):
            raise
        now = None if body is None else await cluster.get(index, key)
        return now is not None and now["_source"].get("nonce") == nonce  # written by an attempt whose answer was lost
    return True
