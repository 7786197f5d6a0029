"""What is under way: answers that end when their client leaves or when the server stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Generator
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Literal, TypeVar

from starlette.types import Receive, Send

from assistant.doors.http.problems import ProblemError

T = TypeVar("T")

PING = b": still working\n\n"
_PING_SECONDS = 15.0  # proxies commonly give up on a silent stream after 30 to 60


class Run:
    """One answer under way. `ended_by` is None as long as nothing but itself ends it."""

    def __init__(self, limit: asyncio.Timeout) -> None:
        self._limit = limit
        self.ended_by: Literal["client", "server"] | None = None

    def end(self, by: Literal["client", "server"]) -> None:
        """Have a TimeoutError raised in the run as soon as it waits for anything."""
        if self.ended_by is None:
            self.ended_by = by
            self._limit.reschedule(asyncio.get_running_loop().time())

    async def watch(self, receive: Receive, send: Send | None = None) -> None:
        """End the run when its client leaves. With `send`, a comment now and then keeps the connection alive."""
        while True:
            try:
                async with asyncio.timeout(None if send is None else _PING_SECONDS):
                    message = await receive()
            except TimeoutError:
                if send is not None:
                    await send({"type": "http.response.body", "body": PING, "more_body": True})
                continue
            if message["type"] == "http.disconnect":
                self.end("client")
                return


class Running:
    """All answers under way."""

    def __init__(self) -> None:
        self._runs: set[Run] = set()
        self._busy: set[str] = set()
        self._stopping = False
        self._empty = asyncio.Event()
        self._empty.set()

    def __len__(self) -> int:
        return len(self._runs)

    @asynccontextmanager
    async def run(self) -> AsyncGenerator[Run]:
        """Register what the current task does. Raises TimeoutError when it was ended by somebody else."""
        if self._stopping:
            raise stopping()
        async with asyncio.timeout(None) as limit:
            run = Run(limit)
            self._runs.add(run)
            self._empty.clear()
            try:
                yield run
            finally:
                self._runs.discard(run)
                if not self._runs:
                    self._empty.set()

    async def finish(self, receive: Receive, work: Coroutine[Any, Any, T]) -> T:
        """The outcome of some work.

        Raises ClientGoneError when the client leaves and ProblemError when the server stops.
        """
        run: Run | None = None
        try:
            async with self.run() as run:
                watcher = asyncio.create_task(run.watch(receive))
                try:
                    return await work
                finally:
                    watcher.cancel()
        except TimeoutError:
            if run is None or run.ended_by is None:
                raise
            raise ClientGoneError if run.ended_by == "client" else stopping() from None
        finally:
            work.close()  # where it never began

    @contextmanager
    def alone(self, conversation: str) -> Generator[None]:
        """Let nobody else run a turn of this conversation. Raises ProblemError when somebody does."""
        if conversation in self._busy:
            raise ProblemError(
                409, "This conversation has a question under way; wait for its answer or stop it.", kind="busy"
            )
        self._busy.add(conversation)
        try:
            yield
        finally:
            self._busy.discard(conversation)

    async def drain(self, seconds: float) -> None:
        """Begin no more, give what is under way some seconds to finish, then end it."""
        self._stopping = True
        try:
            async with asyncio.timeout(seconds):
                await self._empty.wait()
        except TimeoutError:
            for run in tuple(self._runs):
                run.end("server")


class ClientGoneError(Exception):
    """The client left before its answer was there: nobody is to be told anything."""


def stopping() -> ProblemError:
    """What callers are told while the server stops."""
    return ProblemError(
        503, "The server is stopping; ask again in a moment.", kind="stopping", headers={"Retry-After": "5"}
    )
