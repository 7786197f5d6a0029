"""An index as the store uses it: searches that never wait for it, and a thread that keeps it up with the writes."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from assistant.errors import StoreBusyError
from assistant.store.connections import Connections
from assistant.store.following import MORE, PASSAGES, Follower
from assistant.store.keeper import BehindError, IndexKeeper, View, views
from assistant.store.replay import Entries
from assistant.store.snapshot import Snapshot

T = TypeVar("T")

_TRIES = 20
_ROOM = 2 * MORE * PASSAGES  # passages beside the index with which a reader sees that no writer indexes them


class Indexed:
    """One index of a store's folder."""

    def __init__(self, connections: Connections, file: Path, folder: Path, entries: Entries) -> None:
        self._connections = connections
        self.keeper = IndexKeeper(file, folder, entries)
        self._follower = Follower(self.keeper, f"attache-{folder.name}")

    async def search(self, work: Callable[[Snapshot, View], T]) -> T:
        """Run `work` over a snapshot and a view of the index that has all of it, in a thread for searches.

        Raises `StoreBusyError` when another process keeps an index that is too far behind to be searched.
        """
        return await search_all([self], self._connections, lambda snapshot, found: work(snapshot, *found))

    async def refresh(self) -> None:
        """Bring the index up to all that was written before the call, or leave that to whoever has been at it for long:
        merging a large one takes a while, and until then searches look through the rest beside it.
        """
        with suppress(StoreBusyError):
            await self._connections.wait(self.keeper.catch_up)

    async def wrote(self, work: int) -> None:
        """Take note of so much work by writes (`work_of`), and wait where indexing is far behind."""
        if work:
            self._follower.wrote(work)
            if self._follower.is_full:
                await asyncio.to_thread(self._follower.wait)

    def behind(self, snapshot: Snapshot) -> int:
        """The number of writes the index has not seen."""
        return self.keeper.behind(snapshot)

    async def close(self) -> None:
        """Release files and threads; safe to call twice."""
        await asyncio.to_thread(self._follower.close)
        self.keeper.close()

    def seen(self, view: View) -> None:
        """Take note of a view that is asked: what stands beside the index may be waiting for a writer."""
        if view.tail > _ROOM:
            self._follower.hurry()


async def search_all(
    indexes: Sequence[Indexed], connections: Connections, work: Callable[[Snapshot, tuple[View, ...]], T]
) -> T:
    """Run `work` over one snapshot and a view of each index that has all of it; see `Indexed.search`."""
    keepers = [index.keeper for index in indexes]
    settled = set[IndexKeeper]()

    def look(snapshot: Snapshot) -> T:
        found = views(keepers, snapshot, settled)
        for index, view in zip(indexes, found, strict=True):
            index.seen(view)
        return work(snapshot, found)

    for _ in range(_TRIES):
        try:
            return await connections.search(look)
        except BehindError as behind:
            await connections.wait(lambda behind=behind: behind.keeper.catch_up(must=behind.must))
            (settled.discard if behind.must else settled.add)(behind.keeper)
    raise StoreBusyError("The store is being written too fast to be searched; try again.")
