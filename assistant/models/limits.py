"""What a reply may cost at most, and the deadlines that follow from it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

from assistant.deadline import Deadline, DeadlineError
from assistant.errors import ModelProtocolError, ModelTimeoutError

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ModelLimits:
    """Bounds of one reply; times in seconds, sizes in bytes as they come over the wire.

    `first_byte` runs from sending the request to the first data event, `idle` between two data events
    (keep-alive comments are no data), `total` over everything, retries and their pauses included. Once the
    finish reason is there, usage and [DONE] have `closing` to follow; without them the reply is whole all the same.
    `max_event` bounds one event, or the whole body where the endpoint does not stream. A `Retry-After`
    longer than `retry_after_max` is not waited for.
    """

    first_byte: float = 30.0
    idle: float = 20.0
    total: float = 120.0
    closing: float = 2.0
    max_bytes: int = 8 << 20
    max_event: int = 1 << 20
    max_calls: int = 256
    retries: int = 2
    retry_after_max: float = 30.0


class Patience:
    """The deadlines of one reply; made when the reply is asked for, and closed when it is there."""

    def __init__(self, limits: ModelLimits) -> None:
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._end = self._loop.time() + limits.total
        self._next = Deadline()
        self.sent()

    def sent(self) -> None:
        """A request goes out: its first data event is due within `first_byte`."""
        self._due(self._limits.first_byte, "did not begin to answer within {} s")

    def received(self) -> None:
        """A data event came: the next is due within `idle`."""
        self._due(self._limits.idle, "sent nothing for {} s in the middle of its answer")

    def finishing(self, seconds: float | None = None) -> None:
        """The reply is whole: what may still follow is due within `seconds`, else within `closing`."""
        self._due(self._limits.closing if seconds is None else seconds, "did not end its answer within {} s")

    def _due(self, seconds: float, failing: str) -> None:
        due = self._loop.time() + seconds
        last = due >= self._end
        self._next.due = self._end if last else due
        self._seconds = self._limits.total if last else seconds
        self._failing = "took longer than {} s" if last else failing

    def affords(self, seconds: float) -> bool:
        """Whether a pause of that length leaves time to go on."""
        return self._loop.time() + seconds < self._end

    async def wait(self, awaitable: Awaitable[T]) -> T:
        """Await within the deadline that runs; raises `ModelTimeoutError` past it."""
        try:
            return await self._next.wait(awaitable)
        except DeadlineError:
            raise self._late() from None

    def close(self) -> None:
        """Nothing is waited for any more."""
        self._next.close()

    def check(self) -> None:
        """Raise `ModelTimeoutError` past the end: a flood that never lets the loop rest lets no timeout act."""
        if self._loop.time() > self._end:
            self._due(0.0, "")
            raise self._late()

    def _late(self) -> ModelTimeoutError:
        what = self._failing.format(f"{self._seconds:g}")
        return ModelTimeoutError(f"The model endpoint {what}; try again, ask a shorter question or raise the limit.")


def too_large(limit: int, what: str) -> ModelProtocolError:
    """The error for an answer that passes a size limit of `limit` bytes."""
    return ModelProtocolError(f"The model endpoint sent more than {limit:,} bytes in {what}; the answer was dropped.")
