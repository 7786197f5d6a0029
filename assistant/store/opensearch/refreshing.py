"""Refreshes on behalf of those who write: one for all who wait at the same time."""

from __future__ import annotations

import asyncio

from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.mappings import DOCUMENTS


class Refresher:
    """Lets searches see what was written, before it is acknowledged.

    Whoever comes while a refresh runs waits for the next one, since the one that runs may have passed the write.
    """

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._running: asyncio.Task[None] | None = None
        self._next: asyncio.Task[None] | None = None

    async def __call__(self) -> None:
        """Refresh, or join those who wait for the next refresh."""
        if self._next is None:
            self._next = asyncio.create_task(self._refresh(self._running))
        await asyncio.shield(self._next)

    async def _refresh(self, before: asyncio.Task[None] | None) -> None:
        if before is not None:
            await asyncio.wait([before])
        self._running, self._next = self._next, None
        await self._cluster.refresh(DOCUMENTS)
