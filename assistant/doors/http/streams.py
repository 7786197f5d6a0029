"""Server-sent events: a stream that ends when its client leaves and says so when the server stops."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from typing import Any

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.doors.http.running import Run, Running

MEDIA_TYPE = "text/event-stream"
_HANDED_OVER = "attache.streams"
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}


def event(name: str | None, data: object) -> bytes:
    """One server-sent event whose data is JSON; without a name it is a `message`."""
    head = "" if name is None else f"event: {name}\n"
    return f"{head}data: {json.dumps(data, ensure_ascii=False, separators=(',', ':'))}\n\n".encode()


class EventStream(Response):
    """Sends events as they come; each is written before the next is asked for, so that none pile up.

    `farewell` gives the last event where the server ends the stream; `release` is called once when all is over. With
    `reads_request` the events need what came with the request, files say, which goes when the app is done with it.
    """

    media_type = MEDIA_TYPE
    charset = "utf-8"

    def __init__(
        self,
        events: AsyncGenerator[bytes, None],
        running: Running,
        farewell: Callable[[], bytes],
        release: Callable[[], None] = lambda: None,
        headers: Mapping[str, str] | None = None,
        *,
        reads_request: bool = False,
    ) -> None:
        super().__init__(headers={**_HEADERS, **(headers or {})})
        del self.headers["content-length"]
        self._events = events
        self._running = running
        self._farewell = farewell
        self._release = release
        self._reads_request = reads_request

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the stream, or have `StreamsLast` send it."""
        handed_over = scope.get(_HANDED_OVER)
        if handed_over is None or self._reads_request:
            await self.stream(scope, receive, send)
        else:
            handed_over.append(self)

    def abandon(self) -> None:
        """It is never sent."""
        self._release()

    async def stream(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send all events."""
        run: Run | None = None
        try:
            async with self._running.run() as run, aclosing(self._events) as events:
                await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
                watcher = asyncio.create_task(run.watch(receive, send))
                try:
                    async for data in events:
                        await send(_body(data))
                        del data  # the next may be long in coming
                finally:
                    watcher.cancel()
        except TimeoutError:
            if run is None or run.ended_by is None:
                raise
            scope["state"]["ended_by"] = run.ended_by
            if run.ended_by == "client":
                return
            await send(_body(self._farewell()))
        finally:
            self._release()
        await send(_body(b"", more=False))


class StreamsLast:
    """The innermost layer: streams are sent when the app is done with their requests.

    What it holds for a request, its body and all the frames that a response goes through, is not kept while an answer
    is written then, of which hundreds may be under way.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        handed_over: list[EventStream] = []
        inner: Scope = {**scope, _HANDED_OVER: handed_over}
        try:
            await self._app(inner, receive, send)
        except BaseException:
            for response in handed_over:
                response.abandon()
            raise
        finally:
            scope["route"] = inner.get("route")
        del inner
        for response in handed_over:
            await response.stream(scope, receive, send)


def _body(data: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.response.body", "body": data, "more_body": more}
