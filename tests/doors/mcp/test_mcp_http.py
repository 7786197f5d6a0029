"""MCP over HTTP: the SDK's client against a real server on the loopback."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest
from mcp import Client
from starlette.types import ASGIApp, Receive, Send
from starlette.types import Scope as Connection

from assistant.app import Assistant
from assistant.doors.http.app import Guard, create_app
from assistant.doors.http.caller import LOCAL, Caller
from assistant.doors.http.security import guard
from assistant.doors.http.services import Services
from assistant.doors.mcp.http import mcp_mount
from assistant.settings import Settings
from assistant.store.opening import open_desk
from tests.support.protocol import form_of, text_of
from tests.support.serving import serving

QUESTION = {"question": "Who did Lind meet in Geneva?"}


def letting_in(caller: Caller | None) -> Guard:
    """A guard that takes everybody for this caller."""

    def wrapped(app: ASGIApp) -> ASGIApp:
        async def let_in(scope: Connection, receive: Receive, send: Send) -> None:
            scope.setdefault("state", {})["caller"] = caller
            await app(scope, receive, send)

        return let_in

    return wrapped


@asynccontextmanager
async def served(assistant: Assistant, folder: Path, caller: Caller | None) -> AsyncGenerator[str]:
    """The address of MCP at a server that takes everybody for this caller."""
    desk = await open_desk(str(folder))
    app = create_app(Services.of(assistant, desk), guard=letting_in(caller), mounts=[mcp_mount(assistant)])
    async with serving(app) as address:
        yield f"{address}/mcp"
    await desk.close()


@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_the_sdks_client_gets_tools_and_a_briefing_with_its_progress(
    extractive: Assistant, tmp_path: Path, mode: str
):
    told: list[str | None] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        del progress, total
        told.append(message)

    async with served(extractive, tmp_path / "desk", LOCAL) as address, Client(address, mode=mode) as client:
        assert len((await client.list_tools()).tools) == len(extractive.tools) + 1
        result = await client.call_tool("briefing", QUESTION, progress_callback=note)
    assert form_of(result)["grounding"] == "grounded"
    assert any("Samuel Okoro" in (message or "") for message in told)


async def test_a_key_sees_its_own_collections_and_does_what_its_scopes_allow(extractive: Assistant, tmp_path: Path):
    narrow = Caller("k1", "desk", frozenset({"read"}), ("other",))
    async with served(extractive, tmp_path / "desk", narrow) as address, Client(address) as client:
        found = await client.call_tool("passage_search", {"query": "timber"})
        asked = await client.call_tool("briefing", QUESTION)
        assert (await client.list_resources()).resources == []
    assert form_of(found)["excerpts"] == []
    assert asked.is_error
    assert "may not ask" in text_of(asked)


async def test_whom_nobody_let_in_sees_nothing(extractive: Assistant, tmp_path: Path):
    async with served(extractive, tmp_path / "desk", None) as address, Client(address) as client:
        result = await client.call_tool("passage_search", {"query": "timber"})
    assert result.is_error
    assert "may not read" in text_of(result)


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"jsonrpc": "2.0"}', b"\xff\xfe", b"[" * 10_000])
async def test_what_is_no_message_is_refused_and_the_next_is_answered(
    extractive: Assistant, tmp_path: Path, body: bytes
):
    headers = {"content-type": "application/json", "accept": "application/json, text/event-stream"}
    async with served(extractive, tmp_path / "desk", LOCAL) as address:
        async with httpx2.AsyncClient() as raw:
            answer = await raw.post(address, content=body, headers=headers)
            assert 400 <= answer.status_code < 500
        async with Client(address) as client:
            assert (await client.list_tools()).tools


async def test_the_guards_of_the_server_stand_before_mcp_too(extractive: Assistant, tmp_path: Path):
    desk = await open_desk(str(tmp_path / "desk"))
    guarded = guard(desk, Settings(), "127.0.0.1")
    app = create_app(Services.of(extractive, desk), guard=guarded, mounts=[mcp_mount(extractive)])
    body = '{"jsonrpc": "2.0", "id": 1, "method": "tools/list"}'
    async with serving(app) as address, httpx2.AsyncClient() as raw:
        for headers in ({"host": "evil.example"}, {"origin": "http://evil.example"}):
            answer = await raw.post(f"{address}/mcp", content=body, headers=headers)
            assert answer.status_code in {400, 403, 421}
    await desk.close()
