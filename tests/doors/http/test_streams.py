"""A stream is sent when the app is done with its request, of which nothing is kept then."""

from __future__ import annotations

import asyncio
import gc
import weakref
from collections.abc import AsyncGenerator
from typing import Any

import pytest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.doors.http.running import Running
from assistant.doors.http.streams import EventStream, StreamsLast


class Kept:
    """What an app holds as long as it is busy with a request."""


async def _never() -> Message:
    return await asyncio.get_running_loop().create_future()


async def _called(app: ASGIApp, sent: list[Message]) -> Scope:
    scope: Scope = {"type": "http", "state": {}}

    async def send(message: Message) -> None:
        sent.append(message)

    await StreamsLast(app)(scope, _never, send)
    return scope


@pytest.mark.parametrize("reads_request", [False, True])
async def test_what_the_app_holds_is_gone_while_a_stream_is_sent_that_does_not_need_it(reads_request: bool) -> None:
    held: list[weakref.ref[Kept]] = []
    seen: list[bool] = []

    async def events() -> AsyncGenerator[bytes, None]:
        gc.collect()
        seen.append(held[0]() is not None)
        yield b"data: 1\n\n"

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        kept = Kept()
        held.append(weakref.ref(kept))
        scope["route"], scope["kept"] = "/v1/briefings", kept
        await EventStream(events(), Running(), lambda: b"", reads_request=reads_request)(scope, receive, send)

    sent: list[Message] = []
    scope = await _called(app, sent)
    assert seen == [reads_request]
    assert scope["route"] == "/v1/briefings"
    assert b"".join(message.get("body", b"") for message in sent) == b"data: 1\n\n"
    assert [message["more_body"] for message in sent[1:]] == [True, False]


async def test_a_stream_lets_go_of_what_it_holds_when_the_app_breaks_down_before_it_is_sent() -> None:
    released: list[Any] = []

    async def events() -> AsyncGenerator[bytes, None]:
        raise AssertionError("nobody asks for it")
        yield b""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await EventStream(events(), Running(), lambda: b"", lambda: released.append(1))(scope, receive, send)
        raise RuntimeError("broken")

    sent: list[Message] = []
    with pytest.raises(RuntimeError, match="broken"):
        await _called(app, sent)
    assert released == [1]
    assert sent == []
