"""How long a request's body may be, and how long it may take to come."""

from __future__ import annotations

import asyncio
import math
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.doors.http.caller import Caller
from assistant.doors.http.problems import ProblemError
from assistant.doors.http.security.heads import value

MOST = 4_000_000  # bytes
_PATIENCE = 20.0  # seconds of waiting for a body that does not come
_SLOWEST = 16_384  # bytes a second that a long body must come at
_MOST_DIGITS = 20
_DISCONNECT: Message = {"type": "http.disconnect"}


class BodyLimit:
    """Refuses a body at the first byte too many, or by its announced length before the first.

    Files sent by those who may add documents have a limit of their own, `most_uploaded` bytes.
    """

    def __init__(self, app: ASGIApp, most_uploaded: int, most: int = MOST, patience: float = _PATIENCE) -> None:
        self._app = app
        self._most_uploaded = most_uploaded
        self._most = most
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        body = _Body(scope, receive, send, self._most_uploaded if _uploads(scope) else self._most, self._patience)
        announced = value(scope, b"content-length")
        if announced is not None and _number(announced) > body.most:
            await body.refuse(_too_long(body.most))
            return
        await self._app(scope, body.receive, body.send)


class _Body:
    """One request's body as it comes in. Once it is refused, what the app says is not passed on."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, most: int, patience: float) -> None:
        self.most = most
        self._scope = scope
        self._receive = receive
        self._send = send
        self._patience = patience
        self._received = 0
        self._waited = 0.0
        self._whole = self._answering = self._refused = False

    async def receive(self) -> Message:
        """The next message; that the client is gone where the body was refused."""
        if self._refused:
            return _DISCONNECT
        if self._whole:
            return await self._receive()
        message = await self._next()
        if message is None:
            return await self.refuse(
                ProblemError(408, "The body did not come in time; send it again.", kind="slow-body")
            )
        self._received += len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        if self._received > self.most:
            return await self.refuse(_too_long(self.most))
        return message

    async def send(self, message: Message) -> None:
        """Pass on what the app says."""
        if not self._refused:
            self._answering = True
            await self._send(message)

    async def refuse(self, problem: ProblemError) -> Message:
        """Answer in the app's place, unless it is answering already."""
        self._refused = True
        if not self._answering:
            await problem.response()(self._scope, self._receive, self._send)
        return _DISCONNECT

    async def _next(self) -> Message | None:
        """The next message, None when it took too long; time in which nobody waits for it does not count."""
        since = time.monotonic()
        try:
            async with asyncio.timeout(self._patience + self._received / _SLOWEST - self._waited):
                return await self._receive()
        except TimeoutError:
            return None
        finally:
            self._waited += time.monotonic() - since


def _uploads(scope: Scope) -> bool:
    """Whether the request sends documents and may."""
    caller = scope.get("state", {}).get("caller")
    there = scope["method"] == "POST" and scope["path"] == "/v1/documents"
    return there and isinstance(caller, Caller) and "ingest" in caller.scopes


def _number(announced: str) -> float:
    """The length that is announced; without end where that is no sane number."""
    sane = announced.isascii() and announced.isdecimal() and len(announced) < _MOST_DIGITS
    return int(announced) if sane else math.inf


def _too_long(most: int) -> ProblemError:
    return ProblemError(413, f"The body is longer than {most:,} bytes; send less at a time.", kind="too-large")
