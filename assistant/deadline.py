"""A time by which many short waits must end, with one timer for all of them."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable
from typing import Any, TypeVar

T = TypeVar("T")


class DeadlineError(TimeoutError):
    """A wait did not end in time."""


class Deadline:
    """Bounds waits of one task at a time; `due` is seconds of the running loop's clock and may move at any time.

    It does what `asyncio.timeout_at` around each wait would. That sets and takes back a timer every time, which costs
    more than all else where a wait is for a few bytes that are there. Close it when it is no longer waited under.
    """

    def __init__(self, due: float = math.inf) -> None:
        self._loop = asyncio.get_running_loop()
        self._due = due
        self._timer: asyncio.TimerHandle | None = None
        self._waiting: asyncio.Task[Any] | None = None
        self._expired = False

    @property
    def due(self) -> float:
        """When waits must end."""
        return self._due

    @due.setter
    def due(self, due: float) -> None:
        self._due = due
        if self._timer is not None and self._timer.when() > due:
            self._set_timer()

    async def wait(self, awaitable: Awaitable[T]) -> T:
        """Await something. Raises DeadlineError, having cancelled it, once `due` is past."""
        task = asyncio.current_task()
        if task is None:
            raise RuntimeError("a deadline is for tasks")
        cancelled_before = task.cancelling()
        self._waiting = task
        if self._timer is None and self._due < math.inf:
            self._set_timer()
        try:
            return await awaitable
        except asyncio.CancelledError as error:
            if self._expired and task.cancelling() == cancelled_before + 1:
                raise DeadlineError from error  # nobody else has cancelled the task
            raise
        finally:
            self._waiting = None
            if self._expired:
                self._expired = False
                task.uncancel()

    def close(self) -> None:
        """Let the timer go; safe to call twice."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _set_timer(self) -> None:
        self.close()
        self._timer = self._loop.call_at(self._due, self._fire)

    def _fire(self) -> None:
        """The timer's time has come; the deadline may have moved meanwhile, or nobody wait."""
        self._timer = None
        if self._waiting is None or self._expired:
            return
        if self._loop.time() < self._due:
            self._set_timer()
            return
        self._expired = True
        self._waiting.cancel()
