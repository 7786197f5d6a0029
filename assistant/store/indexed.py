"""An index as the store uses it: searches that never wait for it, and a thread that keeps it up with the writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from assistant.errors import StoreBusyError
from assistant.store.connections import Connections
from assistant.store.following import MORE, Follower
from assistant.store.keeper import BehindError, IndexKeeper, View
from assistant.store.replay import Entries
from assistant.store.snapshot import Snapshot

T = TypeVar("T")

_TRIES = 20
_ROOM = 8 * MORE  # passages beside the index with which a reader sees that no writer indexes them


class Indexed:
    """One index of a store's folder."""

    def __init__(self, connections: Connections, file: Path, folder: Path, entries: Entries) -> None:
        self._connections = connections
        self._keeper = IndexKeeper(file, folder, entries)
        self._follower = Follower(self._keeper, f"attache-{folder.name}")

    async def search(self, work: Callable[[Snapshot, View], T]) -> T:
        """Run `work` over a snapshot and a view of the index that has all of it, in a thread for searches.

        Raises `StoreBusyError` when another process keeps an index that is too far behind to be searched.
        """
        settle = False
        for _ in range(_TRIES):
            try:
                return await self._connections.search(lambda snapshot, last=settle: self._work(snapshot, work, last))
            except BehindError as behind:
                must = behind.must
                await self._connections.wait(lambda must=must: self._keeper.catch_up(must=must))
                settle = not must
        raise StoreBusyError("The store is being written too fast to be searched; try again.")

    async def refresh(self) -> None:
        """Bring the index up to all that was written before the call. Raises `StoreBusyError`."""
        await self._connections.wait(self._keeper.catch_up)

    async def wrote(self, documents: int) -> None:
        """Take note of writes, and wait where indexing is far behind."""
        if documents:
            self._follower.wrote(documents)
            if self._follower.is_full:
                await asyncio.to_thread(self._follower.wait)

    def behind(self, snapshot: Snapshot) -> int:
        """The number of writes the index has not seen."""
        return self._keeper.behind(snapshot)

    async def close(self) -> None:
        """Release files and threads; safe to call twice."""
        await asyncio.to_thread(self._follower.close)
        self._keeper.close()

    def _work(self, snapshot: Snapshot, work: Callable[[Snapshot, View], T], settle: bool) -> T:
        view = self._keeper.view(snapshot, settle=settle)
        if view.tail > _ROOM:
            self._follower.hurry()
        return work(snapshot, view)
