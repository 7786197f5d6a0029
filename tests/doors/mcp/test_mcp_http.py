"""MCP over HTTP: the SDK's client against a real server on the loopback."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import httpx2
import pytest
from mcp import Client
from starlette.applications import Starlette
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Connection

from assistant.app import Assistant
from assistant.doors.http.caller import LOCAL, Caller
from assistant.doors.mcp.http import McpDoor
from tests.support.protocol import form_of, text_of
from tests.support.serving import serving


class LetIn:
    """Puts a caller into every request, as the guard of the server does."""

    def __init__(self, app: ASGIApp, caller: Caller | None) -> None:
        self._app = app
        self._caller = caller

    async def __call__(self, scope: Connection, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["caller"] = self._caller
        await self._app(scope, receive, send)


@asynccontextmanager
async def served(assistant: Assistant, caller: Caller | None) -> AsyncGenerator[str]:
    """The address of a server that lets everybody in as `caller`."""
    door = McpDoor(assistant)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncGenerator[None]:
        async with door.running():
            yield

    async with serving(LetIn(Starlette(routes=[door.route], lifespan=lifespan), caller)) as address:
        yield f"{address}/mcp"


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_sdks_client_gets_tools_and_a_briefing_with_its_progress(extractive: Assistant, mode: str):
    told: list[str | None] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        del progress, total
        told.append(message)

    async with served(extractive, LOCAL) as address, Client(address, mode=mode) as client:
        assert len((await client.list_tools()).tools) == len(extractive.tools) + 1
        question = {"question": "Who did Lind meet in Geneva?"}
        result = await client.call_tool("briefing", question, progress_callback=note)
    assert form_of(result)["grounding"] == "grounded"
    assert any("Samuel Okoro" in (message or "") for message in told)


async def test_a_key_sees_its_own_collections_and_does_what_its_scopes_allow(extractive: Assistant):
    narrow = Caller("k1", "desk", frozenset({"read"}), ("other",))
    async with served(extractive, narrow) as address, Client(address) as client:
        found = await client.call_tool("passage_search", {"query": "timber"})
        asked = await client.call_tool("briefing", {"question": "Who met in Geneva?"})
        assert (await client.list_resources()).resources == []
    assert form_of(found)["excerpts"] == []
    assert asked.is_error
    assert "may not ask" in text_of(asked)


async def test_whom_nobody_let_in_sees_nothing(extractive: Assistant):
    async with served(extractive, None) as address, Client(address) as client:
        result = await client.call_tool("passage_search", {"query": "timber"})
    assert result.is_error
    assert "may not read" in text_of(result)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"jsonrpc": "2.0"}', b"\xff\xfe", b"[" * 10_000])
async def test_what_is_no_message_is_refused_and_the_next_is_answered(extractive: Assistant, body: bytes):
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    async with served(extractive, LOCAL) as address:
        async with httpx2.AsyncClient() as raw:
            answer = await raw.post(address, content=body, headers=headers)
            assert 400 <= answer.status_code < 500
        async with Client(address) as client:
            assert (await client.list_tools()).tools
