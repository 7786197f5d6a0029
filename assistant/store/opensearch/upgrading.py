"""Indexes of an earlier version made anew while the store serves.

For each index a new one is made under another name and filled; what is written meanwhile goes into the old one. Then
the old ones take no writes for a moment, the rest is brought over, and in one change of the cluster's state the new
ones take their place. Nothing is lost:

- A writer whose write the block refuses waits and sends it again, and so writes into the new index.
- What was written up to a number of the engine that all copies have when an index is read is read; what came later is
  asked for by that number. Where the new index then holds more records than the old one, some were removed meanwhile:
  all keys are compared.
- A record that was read in the old index is written over in that one only (`Cluster.writing`).
- Of two upgrades at the same time the one begun last goes on: only it has the alias by which the new index is filled.

One that is broken off leaves the old indexes as they are, closed for writing at worst; the next one goes on with what
is there. The engine's own way to copy an index is not taken, for it knows only what it was told to keep as it was
sent: documents are made anew from their records, so that fields of a new version are filled.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass

from assistant.errors import StoreBusyError, StoreError
from assistant.store.opensearch.address import read_address
from assistant.store.opensearch.changing import after
from assistant.store.opensearch.cluster import Cluster, Json, dumped
from assistant.store.opensearch.faults import is_missing, line_may_pass
from assistant.store.opensearch.holdings import hits_of, record_of
from assistant.store.opensearch.indexes import Made, aliases, existing, make, on_line, too_new
from assistant.store.opensearch.mappings import (
    DESK_INDEXES,
    DOCUMENTS,
    STORE_INDEXES,
    UNIQUE,
    VERSION,
    definition,
)
from assistant.store.opensearch.records import body_of
from assistant.store.opensearch.writing import batches

GRACE = 10.0
"""Seconds in which questions that were begun in the old indexes may come to their end."""

_PAGE = 200
_FEW = 500  # records that are brought over in a moment
_ROUNDS = 8
_TRIES = 30
_LONGEST_PAUSE = 3.0

_log = logging.getLogger(__name__)

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What was done: how many records were brought over, and for how many seconds nothing could be written."""

    records: int
    closed: float


async def upgrade(url: str, progress: Progress) -> Upgraded | None:
    """Bring the store and the desk at `url` to our version; None where they are of it.

    Raises StoreError where there is no store, and SchemaTooNewError.
    """
    cluster = Cluster(read_address(url))
    try:
        there = await existing(cluster, (*STORE_INDEXES, *DESK_INDEXES))
        if not there:
            raise StoreError(f"There is no store at {cluster.shown}; run `attache ingest …` first.")
        if any(made.version > VERSION for made in there.values()):
            raise too_new(cluster)
        await on_line(cluster, list(there))
        await _remove_left_over(cluster, there)
        older = {name: made for name, made in there.items() if made.version < VERSION}
        return await _upgrade(cluster, older, progress) if older else None
    finally:
        await cluster.close()


async def _upgrade(cluster: Cluster, older: Mapping[str, Made], progress: Progress) -> Upgraded:
    token = secrets.token_hex(8)
    moves = [Move(cluster, name, made, token) for name, made in older.items()]
    for move in moves:
        await move.make()
    await cluster.ask("POST", "/_aliases", {"actions": [action for move in moves for action in move.taken()]})
    for move in moves:
        await move.bring_all(progress)
    for _ in range(_ROUNDS):
        if sum([await move.catch_up() for move in moves]) < _FEW:
            break
    began = time.monotonic()
    try:
        await asyncio.gather(*(_close(cluster, made.index) for made in older.values()))
        for move in moves:
            await move.catch_up()
        await _switch(cluster, moves)
    except BaseException:
        await asyncio.shield(_open(cluster, moves))
        raise
    closed = time.monotonic() - began
    await asyncio.sleep(GRACE)
    await _remove_left_over(cluster, await existing(cluster, list(older)))
    return Upgraded(sum(move.brought for move in moves), closed)


class Move:
    """The way of one index to its new version."""

    def __init__(self, cluster: Cluster, name: str, made: Made, token: str) -> None:
        self._cluster = cluster
        self._name = name
        self.made = made
        self.target = f"{cluster.index(name)}-v{VERSION}"
        self.filling = f"{cluster.index(name)}-filled-by-{token}"
        self._old = cluster.instead(name, made.index)
        self._new = cluster.instead(name, self.target)
        self._seen = -1
        self.brought = 0

    async def make(self) -> None:
        """Make the new index, where an upgrade that was broken off, or still runs, has not."""
        await make(self._cluster, self.target, definition(self._name, self.made.shards), ())

    def taken(self) -> list[Json]:
        """The changes of aliases by which this upgrade alone may fill the new index."""
        others = f"{self._cluster.index(self._name)}-filled-by-*"
        return [
            {"remove": {"index": self.target, "alias": others, "must_exist": False}},
            {"add": {"index": self.target, "alias": self.filling}},
        ]

    async def bring_all(self, progress: Progress) -> None:
        """Bring over everything that is there."""
        total = await _count(self._old, self._name)
        self._seen = await self._number()
        await self._old.refresh(self._name)
        done = 0
        async for keys in _pages(self._old, self._name, {"match_all": {}}):
            self.brought += await self._bring(keys)
            done += len(keys)
            progress(f"{self._name}: {done:,} of {max(total, done):,}")
        await self._remove_gone()

    async def catch_up(self) -> int:
        """Bring over what was written since the last time; how many records that were."""
        seen, self._seen = self._seen, await self._number()
        await self._old.refresh(self._name)
        brought = 0
        async for keys in _pages(self._old, self._name, {"range": {"_seq_no": {"gt": seen}}}):
            brought += await self._bring(keys)
        self.brought += brought
        return brought + await self._remove_gone()

    async def _remove_gone(self) -> int:
        await self._new.refresh(self._name)
        if await _count(self._new, self._name) == await _count(self._old, self._name):
            return 0
        gone = sum([await self._bring(keys) async for keys in _pages(self._new, self._name, {"match_all": {}})])
        await self._new.refresh(self._name)
        return gone

    async def _number(self) -> int:
        """The number of the engine's up to which all copies of all shards have all writes."""
        stats = await self._cluster.ask("GET", f"/{self.made.index}/_stats/docs", params={"level": "shards"})
        shards: dict[str, list[Json]] = stats["indices"][self.made.index]["shards"]
        return min(copy["seq_no"]["global_checkpoint"] for copies in shards.values() for copy in copies)

    async def _bring(self, keys: Sequence[str]) -> int:
        """Make the records with these keys in the new index what they are in the old one; how many were not."""
        brought = 0
        for attempt in range(_TRIES):
            there = await self._new.get_many(self._name, keys, self._compared)
            kept = await self._old.get_many(self._name, keys, self._compared)
            stale = [key for key in keys if _said(kept.get(key)) != _said(there.get(key))]
            lines = await self._lines(stale, kept, there)
            refused = [key for batch in batches(lines) for key in await self._send(batch)]
            brought += len(stale) - len(refused)
            if not refused:
                return brought
            await asyncio.sleep(min(0.05 * 2**attempt, _LONGEST_PAUSE))
            keys = refused
        raise StoreBusyError(
            f"The cluster at {self._cluster.shown} has been too busy for too long; run it again later."
        )

    @property
    def _compared(self) -> list[str] | bool:
        return ["write"] if self._name == DOCUMENTS else True

    async def _lines(
        self, keys: Sequence[str], kept: Mapping[str, Json], there: Mapping[str, Json]
    ) -> list[tuple[str, bytes]]:
        """What to send for each of these keys, over what is there."""
        bodies = await self._bodies([key for key in keys if key in kept])
        lines: list[tuple[str, bytes]] = []
        for key in keys:
            place = after(there[key]) if key in there else {}
            if key in bodies:
                action = {"index" if place else "create": {"_id": key, **place}}
                lines.append((key, dumped(action) + b"\n" + bodies[key]))
            elif key not in kept:
                lines.append((key, dumped({"delete": {"_id": key, **place}})))
        return lines

    async def _bodies(self, keys: Sequence[str]) -> dict[str, bytes]:
        """The records as our version writes them; without those that are gone meanwhile."""
        if self._name != DOCUMENTS:
            found = await self._old.get_many(self._name, keys)
            return {key: dumped(hit["_source"]) for key, hit in found.items()}
        found = await hits_of(self._old, keys)
        return {key: await asyncio.to_thread(_body, hit) for key, hit in found.items()}

    async def _send(self, batch: Sequence[tuple[str, bytes]]) -> list[str]:
        """Send the lines; the keys of those that were not taken and may be sent again."""
        lines = [line for _, line in batch]
        answered = await self._cluster.ask("POST", f"/{self.filling}/_bulk", lines, {"require_alias": "true"})
        refused: list[str] = []
        for (key, _), item in zip(batch, answered["items"], strict=True):
            [told] = item.values()
            if is_missing(told):
                raise StoreError(f"Another upgrade of the store at {self._cluster.shown} has been begun; let it end.")
            if told["status"] == 409 or line_may_pass(told):
                refused.append(key)
            elif told["status"] >= 300 and "error" in told:
                reason = str(told["error"].get("reason", ""))[:300]
                raise StoreError(f"The cluster at {self._cluster.shown} refused a record: {told['status']} {reason}")
        return refused

    def switched(self) -> list[Json]:
        """The changes of aliases by which the new index takes the place of the old one."""
        called = aliases(self._cluster, self._name, self.target)
        actions: list[Json] = [{"remove": {"index": self.target, "alias": self.filling, "must_exist": True}}]
        if self.made.index == self._cluster.index(self._name):  # a store from before there were aliases
            actions.append({"remove_index": {"index": self.made.index}})
        else:
            actions += [{"remove": {"index": self.made.index, "alias": alias}} for alias in self.made.aliases]
        return [*actions, *({"add": {"index": self.target, "alias": alias}} for alias in called)]


async def _switch(cluster: Cluster, moves: Sequence[Move]) -> None:
    """Let all new indexes take the places of the old ones in one change of the cluster's state."""
    actions = [action for move in moves for action in move.switched()]
    try:
        await cluster.ask("POST", "/_aliases", {"actions": actions})
    except StoreError:
        there = await existing(cluster, (*STORE_INDEXES, *DESK_INDEXES))
        if {move.target for move in moves} - {made.index for made in there.values()}:
            raise
        # it was done, and the answer to the first attempt was lost


async def _close(cluster: Cluster, index: str) -> None:
    """Let an index take no writes; those that are under way have come to their end afterwards."""
    told = await cluster.ask("PUT", f"/{index}/_block/write")
    if not told["shards_acknowledged"] or not all(each.get("blocked") for each in told["indices"]):
        raise StoreBusyError(f"The cluster at {cluster.shown} is too busy to be upgraded; run it again later.")


async def _open(cluster: Cluster, moves: Sequence[Move]) -> None:
    """Let the old indexes take writes again, but not where another upgrade has closed them."""
    for move in moves:
        try:
            if await cluster.found("GET", f"/_alias/{move.filling}"):
                await cluster.ask("PUT", f"/{move.made.index}/_settings", {"index.blocks.write": None})
        except StoreError:
            _log.warning("%s is still closed for writing", move.made.index, exc_info=True)


async def _remove_left_over(cluster: Cluster, there: Mapping[str, Made]) -> None:
    """Remove the old indexes whose place was taken, also by an upgrade that was broken off after that."""
    for name, made in there.items():
        found = await cluster.ask("GET", f"/{cluster.index(name)}-v*")
        number = re.compile(rf"{re.escape(cluster.index(name))}-v(\d+)")
        for index, told in found.items():
            version, is_closed = number.fullmatch(index), "blocks" in told["settings"]["index"]
            if version and int(version[1]) < made.version and is_closed and not told["aliases"]:
                await cluster.ask("DELETE", f"/{index}", params={"ignore_unavailable": "true"})


async def _pages(cluster: Cluster, name: str, query: Json) -> AsyncIterator[list[str]]:
    keys: list[str] = []
    async for hit in cluster.every(name, query, UNIQUE[name], []):
        keys.append(hit["_id"])
        if len(keys) == _PAGE:
            yield keys
            keys = []
    if keys:
        yield keys


async def _count(cluster: Cluster, name: str) -> int:
    found = await cluster.search(name, {"size": 0, "track_total_hits": True})
    return found["hits"]["total"]["value"]


def _body(hit: Json) -> bytes:
    write = hit["_source"]["write"]
    return dumped(body_of(record_of(hit), write["fingerprint"], write["digest"], write["nonce"]))


def _said(hit: Json | None) -> Json | None:
    return None if hit is None else hit["_source"]
