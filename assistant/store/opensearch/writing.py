"""Records into the cluster: each whole or not at all, and of two writers of one document one after the other."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from assistant.errors import StoreBusyError, StoreError, UsageError
from assistant.store.contract import Record, fingerprint
from assistant.store.opensearch.changing import after
from assistant.store.opensearch.cluster import Cluster, dumped
from assistant.store.opensearch.faults import blocked, is_block, is_missing, line_may_pass
from assistant.store.opensearch.mappings import DOCUMENTS
from assistant.store.opensearch.packing import key_of
from assistant.store.opensearch.records import Json, body_of
from assistant.store.writing import digest_of
from assistant.types import Outcome

T = TypeVar("T")

_MOST_BYTES = 1_000_000  # of one bulk request, a larger document apart; the HTTP client takes larger ones ill
_AT_ONCE = 4  # bulk requests on their way at the same time

_ROUNDS = 40
_LONGEST_PAUSE = 3.0
_SEEN = ["head.collection", "write"]


@dataclass(slots=True)
class _Write:
    """One record on its way: under which number, and what it does to what was there."""

    record: Record
    key: str
    mark: str
    digest: str
    nonce: str = field(default_factory=lambda: secrets.token_hex(12))
    outcome: Outcome | None = None
    settled: bool = False
    line: bytes = b""

    def meet(self, cluster: Cluster, found: Json | None) -> Json | None:
        """Decide by what is stored now; the engine's action, None where nothing is to be done.

        Raises UsageError where the id is taken by a document of another collection.
        """
        document = self.record.document
        if found is None:
            self.outcome = self.outcome or "added"
            return {"create": {"_id": self.key, "_index": cluster.writing(DOCUMENTS)}}
        collection, written = found["_source"]["head"]["collection"], found["_source"]["write"]
        if written["nonce"] == self.nonce:  # an attempt whose answer was lost
            self.settled = True
            return None
        if collection != document.collection:
            raise UsageError(f"{document.id} is a document of the collection {collection}; give it another id.")
        if (written["fingerprint"], written["digest"]) == (self.mark, self.digest):
            self.outcome, self.settled = "unchanged", True
            return None
        self.outcome = "replaced"
        return {"index": {"_id": self.key, "_index": cluster.writing(DOCUMENTS, found), **after(found)}}

    def encoded(self) -> bytes:
        """The record as the engine takes it; made once."""
        self.line = self.line or dumped(body_of(self.record, self.mark, self.digest, self.nonce))
        return self.line


async def put_many(cluster: Cluster, records: Sequence[Record]) -> list[Outcome]:
    """Write records, each as `Store.put` would, in order where several are of one document."""
    outcomes: list[Outcome] = []
    for several in _apart(records):
        outcomes += await _put_different(cluster, several)
    return outcomes


async def _put_different(cluster: Cluster, records: Sequence[Record]) -> list[Outcome]:
    writes = [await asyncio.to_thread(_write, record) for record in records]
    waiting = writes
    for attempt in range(_ROUNDS):
        stored = await cluster.get_many(DOCUMENTS, [write.key for write in waiting], _SEEN)
        actions = [(write, write.meet(cluster, stored.get(write.key))) for write in waiting]
        refused = await _send_all(cluster, [(write, action) for write, action in actions if action is not None])
        if 404 in refused:  # another index may have taken the place of that in which a record was read
            await cluster.check_writing(DOCUMENTS)
        waiting = [write for write in waiting if not write.settled]
        if not waiting:
            return [write.outcome or "unchanged" for write in writes]
        if refused - {409} or attempt:
            await asyncio.sleep(random.uniform(0.5, 1) * min(0.05 * 2**attempt, _LONGEST_PAUSE))  # noqa: S311 - no secret
    raise StoreBusyError(
        f"The cluster at {cluster.shown} has been too busy, or others have written the same documents, for too long;"
        " what was written is whole: run it again."
    )


async def _send_all(cluster: Cluster, actions: Sequence[tuple[_Write, Json]]) -> set[int]:
    """Send the actions, a few requests at a time; the statuses of what may be tried again."""
    room = asyncio.Semaphore(_AT_ONCE)

    async def send(batch: Sequence[tuple[_Write, bytes]]) -> set[int]:
        async with room:
            return await _send(cluster, batch)

    lines = ((write, dumped(action) + b"\n" + write.encoded()) for write, action in actions)
    answers = await asyncio.gather(*map(send, batches(lines)), return_exceptions=True)
    for answer in answers:
        if isinstance(answer, BaseException):
            raise answer
    return {status for answer in answers if isinstance(answer, set) for status in answer}


async def _send(cluster: Cluster, batch: Sequence[tuple[_Write, bytes]]) -> set[int]:
    """Send one bulk request; the statuses of what was not taken and may be tried again."""
    lines = [line for _, line in batch]
    answered = await cluster.ask("POST", "/_bulk", lines, {"require_alias": "true"})
    refused: set[int] = set()
    for (write, _), item in zip(batch, answered["items"], strict=True):
        [told] = item.values()
        status = told["status"]
        if status < 300:
            write.settled = True
        elif status == 409 or is_missing(told) or line_may_pass(told):
            refused.add(status)
        else:
            raise _refusal(cluster, write, status, told.get("error", {}))
    return refused


def _refusal(cluster: Cluster, write: _Write, status: int, error: Json) -> StoreError:
    if is_block({"error": error}):
        return blocked(cluster.shown)
    reason = str(error.get("reason", ""))[:300]
    return StoreError(f"The cluster at {cluster.shown} refused {write.record.document.id}: {status} {reason}")


def _write(record: Record) -> _Write:
    made = _Write(
        record,
        key_of(record.document.id),
        record.mark or fingerprint(record.document, record.reader),
        record.digest or digest_of(record),
    )
    made.encoded()
    return made


def batches(lines: Iterable[tuple[T, bytes]]) -> Iterator[list[tuple[T, bytes]]]:
    """Lines, each with what it is for, in requests of a size that nodes take well."""
    batch: list[tuple[T, bytes]] = []
    size = 0
    for owner, line in lines:
        if batch and size + len(line) > _MOST_BYTES:
            yield batch
            batch, size = [], 0
        batch.append((owner, line))
        size += len(line)
    if batch:
        yield batch


def _apart(records: Sequence[Record]) -> Iterator[list[Record]]:
    """The records in order, in runs without two of one document."""
    run: list[Record] = []
    seen: set[str] = set()
    for record in records:
        if record.document.id in seen:
            yield run
            run, seen = [], set()
        run.append(record)
        seen.add(record.document.id)
    if run:
        yield run
