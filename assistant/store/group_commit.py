"""Many small writes that come at once share one transaction, since it is the disk's word that takes the time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from assistant.errors import UsageError
from assistant.store.connections import Connections
from assistant.store.sqlite import Sqlite

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Write:
    work: Callable[[Sqlite], Any]
    outcome: asyncio.Future[Any]


class GroupCommit:
    """Writes through `connections`: what comes while a transaction is under way makes up the next one.

    Each write is whole or not at all by itself, and on the disk when it returns. One that raises a UsageError (what
    was asked cannot be) leaves the others be; when the file fails, all of its transaction fail.
    """

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._waiting: list[_Write] = []
        self._flushing: asyncio.Task[None] | None = None

    async def write(self, work: Callable[[Sqlite], T]) -> T:
        """The outcome of some work in a write transaction. Raises what `work` raises, and StoreError."""
        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append(_Write(work, outcome))
        if self._flushing is None:
            self._flushing = asyncio.create_task(self._flush())
        return await outcome

    async def finish(self) -> None:
        """Wait until what was asked for is written."""
        if self._flushing is not None:
            await self._flushing

    async def _flush(self) -> None:
        try:
            while self._waiting:
                group, self._waiting = self._waiting, []
                await self._commit(group)
        finally:
            self._flushing = None

    async def _commit(self, group: list[_Write]) -> None:
        def work(connection: Sqlite, _: object) -> list[Any]:
            return [_tried(connection, write.work) for write in group]

        outcomes: list[Any]
        try:
            outcomes = await self._connections.write(work)
        except Exception as error:  # noqa: BLE001 - whatever it was, those who wait are told
            outcomes = [error] * len(group)
        for write, outcome in zip(group, outcomes, strict=True):
            if write.outcome.done():
                continue  # who waited for it has left
            if isinstance(outcome, Exception):
                write.outcome.set_exception(outcome)
            else:
                write.outcome.set_result(outcome)


def _tried(connection: Sqlite, work: Callable[[Sqlite], Any]) -> Any:
    """The outcome of one write, or the UsageError for which nothing of it was done."""
    try:
        with connection.savepoint():
            return work(connection)
    except UsageError as error:
        return error
