"""Threads and connections: every use of SQLite and tantivy happens here, never on the event loop."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from assistant.errors import StoreError
from assistant.store.database import connect_reader, connect_writer, explained
from assistant.store.interning import Interner
from assistant.store.snapshot import Snapshot
from assistant.store.sqlite import Sqlite
from assistant.store.threads import WarmThreads

T = TypeVar("T")

_READERS = 4


class Connections:
    """One thread with the connection that writes, a few threads that read, a few that search.

    Searches have threads of their own because they may have to wait for the index. The threads are joined when
    the interpreter exits and wait for nothing then, so an unclosed store does not hang it.
    """

    def __init__(self, folder: Path, file: Path) -> None:
        self._folder = folder
        self._file = file
        self._writing = ThreadPoolExecutor(1, "attache-store-write")
        self._reading = WarmThreads(_READERS, "attache-store-read")
        self._searching = WarmThreads(_READERS, "attache-store-search")
        self._idle = deque[Sqlite]()  # the one used last first: it has most of what is asked for in its memory
        self._writer: Sqlite | None = None
        self._interner: Interner | None = None
        self._closed = False

    async def write(self, work: Callable[[Sqlite, Interner], T]) -> T:
        """Run `work` in one write transaction; what it did is on the disk when this returns."""
        return await self._run(self._writing, lambda: self._write(work))

    async def read(self, work: Callable[[Snapshot], T]) -> T:
        """Run `work` over one consistent snapshot."""
        return await self._run(self._reading, lambda: self._read(work))

    async def search(self, work: Callable[[Snapshot], T]) -> T:
        """Run `work`, which needs the search index, over one consistent snapshot."""
        return await self._run(self._searching, lambda: self._read(work))

    async def wait(self, work: Callable[[], T]) -> T:
        """Run `work`, which may have to wait for other processes, where it keeps no reader waiting."""
        return await self._run(self._searching, work)

    async def close(self) -> None:
        """Wait for what is running, then close files and threads."""
        if self._closed:
            return
        self._closed = True
        await asyncio.get_running_loop().run_in_executor(None, self._close)

    async def _run(self, threads: Executor, work: Callable[[], T]) -> T:
        if self._closed:
            raise StoreError("The store was closed; open it again.")
        return await asyncio.get_running_loop().run_in_executor(threads, work)

    def _write(self, work: Callable[[Sqlite, Interner], T]) -> T:
        with explained(self._folder):
            if self._writer is None or self._interner is None:
                self._writer = connect_writer(self._file)
                self._interner = Interner(self._writer)
            try:
                with self._writer.immediate():
                    return work(self._writer, self._interner)
            except BaseException:
                self._interner.forget()
                raise

    def _read(self, work: Callable[[Snapshot], T]) -> T:
        with explained(self._folder):
            connection = self._connection()
            try:
                with connection.snapshot():
                    return work(Snapshot(connection))
            finally:
                self._idle.append(connection)

    def _connection(self) -> Sqlite:
        try:
            return self._idle.pop()
        except IndexError:
            return connect_reader(self._file)

    def _close(self) -> None:
        self._writing.shutdown()
        self._reading.shutdown()
        self._searching.shutdown()
        while self._idle:
            self._idle.pop().close()
        if self._writer is not None:
            self._writer.close()
