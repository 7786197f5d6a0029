"""A few threads of which the one that worked last works next: its memory holds what the next search needs, too."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")

_Job = tuple["Future[Any]", Callable[[], Any]]


class WarmThreads(Executor):
    """As many threads as a `ThreadPoolExecutor` of this size, which hands work to the one that waited longest instead.

    With one search after the other that is every time a thread whose processor has to fetch everything anew.
    """

    def __init__(self, number: int, name: str) -> None:
        self._threads = [ThreadPoolExecutor(1, f"{name}-{one}") for one in range(number)]
        self._idle = list(self._threads)  # the last one worked last
        self._waiting = deque[_Job]()
        self._mutex = threading.Lock()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have a thread call this; raises RuntimeError once the threads were shut down."""
        future = Future[T]()
        job: _Job = (future, lambda: fn(*args, **kwargs))
        with self._mutex:
            if self._idle:
                thread = self._idle.pop()
                thread.submit(self._run, thread, job)
            else:
                self._waiting.append(job)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Begin nothing new, and wait for what is under way and what waits for it."""
        for thread in self._threads:
            thread.shutdown(wait, cancel_futures=cancel_futures)

    def _run(self, thread: ThreadPoolExecutor, job: _Job | None) -> None:
        while job is not None:
            job = self._done(thread, *job)

    def _done(self, thread: ThreadPoolExecutor, future: Future[Any], work: Callable[[], Any]) -> _Job | None:
        """Do it and say what came of it; what is to be done next."""
        if not future.set_running_or_notify_cancel():
            return self._next(thread)
        try:
            result = work()
        except BaseException as error:  # noqa: BLE001 - it is for whoever waits
            following = self._next(thread)
            future.set_exception(error)
            del future  # which holds the error, which holds this frame
        else:
            following = self._next(thread)  # before the result is told: who waits for it may ask again at once
            future.set_result(result)
        return following

    def _next(self, thread: ThreadPoolExecutor) -> _Job | None:
        with self._mutex:
            if self._waiting:
                return self._waiting.popleft()
            self._idle.append(thread)
            return None
