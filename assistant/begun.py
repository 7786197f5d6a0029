"""Work that is under way while something else is told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

T = TypeVar("T")

_SENDING = 0.005  # seconds in which a request is on its way


@asynccontextmanager
async def begun(work: Coroutine[Any, Any, T]) -> AsyncGenerator[asyncio.Task[T], None]:
    """Some work as a task that has had a moment to send its request, and is ended with the block."""
    task = asyncio.create_task(work)
    try:
        await asyncio.wait([task], timeout=_SENDING)
        yield task
    finally:
        task.cancel()
        await asyncio.wait([task])
        if not task.cancelled():
            task.exception()  # else it would be reported as lost
