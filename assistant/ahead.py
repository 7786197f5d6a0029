"""Excerpts read while a model is writing, so that its sentences need not wait for that when they are finished."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

from assistant.caution import evidence
from assistant.grounding.readings import prepare
from assistant.types import Excerpt


class ReadingAhead:
    """Reads waiting excerpts one at a time, giving way to everything else after each.

    There is one for the whole process: however many turns are under way, reading ahead takes one excerpt's time of
    each pass of the event loop. What is never reached is read when a sentence cites it.
    """

    def __init__(self) -> None:
        self._waiting: dict[object, list[Excerpt]] = {}
        self._reader: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def during(self, excerpts: Sequence[Excerpt]) -> AsyncGenerator[None, None]:
        """Read these excerpts, first ones first, as long as the block is not left."""
        turn, loop = object(), asyncio.get_running_loop()
        if excerpts:
            self._waiting[turn] = list(reversed(excerpts))
            if self._reader is None or self._reader.done() or self._reader.get_loop() is not loop:
                self._reader = loop.create_task(self._read())
        try:
            yield
        finally:
            self._waiting.pop(turn, None)

    async def _read(self) -> None:
        await asyncio.sleep(0)
        while self._waiting:
            turn, left = next(iter(self._waiting.items()))
            del self._waiting[turn]
            found = evidence(left.pop())
            prepare(found.text, found.date)
            if left:
                self._waiting[turn] = left
            await asyncio.sleep(0)


READING_AHEAD = ReadingAhead()
