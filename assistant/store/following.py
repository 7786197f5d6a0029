"""An index kept up with what this process writes, in a thread of its own, so that no search has to wait for it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

from assistant.errors import StoreError
from assistant.store.keeper import LONGEST_TAIL, IndexKeeper
from assistant.store.replay import UnwritableError

PASSAGES = 32
"""A write is one piece of work, and one more for each so many passages."""

ENOUGH = 64
"""Pieces of work that are worth a commit of the index; about so many are looked through beside it."""

YOUNG, MORE = 4_096, 512
"""A store of fewer writes waits for more work: merging many small parts makes the engine guess at lengths, and a single
ingest of a small record should rank by what it counted.
"""

_MOST = LONGEST_TAIL // 2  # pieces of work
_PAUSE = 0.5  # seconds without enough work after which the index is let go
_PATIENCE = 30.0


def work_of(passages: int) -> int:
    """What it takes to index a document of so many passages."""
    return 1 + passages // PASSAGES


class Follower:
    """Follows the writes for one index. A failure is left to the searches, which meet it themselves."""

    def __init__(self, keeper: IndexKeeper, name: str) -> None:
        self._keeper = keeper
        self._thread = ThreadPoolExecutor(1, name)
        self._changed = threading.Condition()
        self._written = self._done = 0
        self._running = self._hurried = self._closed = False
        self._enough = ENOUGH

    def wrote(self, work: int) -> None:
        """Take note of writes; enough of them are indexed."""
        with self._changed:
            self._written += work
            if self._written - self._done >= self._enough:
                self._start()

    def hurry(self) -> None:
        """Index now what there is, also what others wrote."""
        with self._changed:
            self._hurried = True
            self._start()

    @property
    def is_full(self) -> bool:
        """Whether writing is so far ahead that it should wait."""
        return self._running and self._written - self._done > _MOST

    def wait(self) -> None:
        """Wait until writing may go on."""
        with self._changed:
            self._changed.wait_for(lambda: not self.is_full, _PATIENCE)

    def close(self) -> None:
        """Leave the rest to others; safe to call twice."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._thread.shutdown()

    def _start(self) -> None:
        if self._closed:
            return
        if not self._running:
            self._running = True
            self._thread.submit(self._run)
        self._changed.notify_all()

    def _run(self) -> None:
        try:
            if self._is_enough():
                self._keeper.follow(self._more)
        except (StoreError, UnwritableError):
            with self._changed:
                self._done = self._written  # not tried again before there is as much once more
        finally:
            with self._changed:
                self._running = self._hurried = False
                self._changed.notify_all()

    def _more(self) -> bool:
        """Wait a little for enough further work, and tell whether they came."""
        with self._changed:
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._closed or self._written - self._done >= self._enough, _PAUSE)
        return not self._closed and self._is_enough()

    def _is_enough(self) -> bool:
        """Whether there is enough to index, by the age of the store; from now on it counts as done."""
        enough = MORE if self._keeper.reached < YOUNG else ENOUGH
        with self._changed:
            self._enough = enough
            if self._written - self._done < enough and not self._hurried:
                return False
            self._done, self._hurried = self._written, False
            self._changed.notify_all()
            return True
