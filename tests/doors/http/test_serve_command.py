"""`attache serve` as a process of its own."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx2
import pytest

from tests.support.events import events_of
from tests.support.loopback import LoopbackServer

ROOT = Path(__file__).resolve().parents[3]


@asynccontextmanager
async def serve(*arguments: str) -> AsyncGenerator[tuple[asyncio.subprocess.Process, str]]:
    """The process and its address, once it listens."""
    command = ["-m", "assistant", "serve", "--port", "0", *arguments]
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stderr=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stderr is not None
    try:
        while b"listens at" not in (line := await process.stderr.readline()):
            assert line, "it ended before it listened"
        yield process, line.decode().split()[3].rstrip("/")
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_a_question_is_answered_and_a_signal_ends_the_streams_and_the_process_in_order(
    loopback: LoopbackServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("OPENAI_BASE_URL", loopback.base_url)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-test-secret")
    loopback.fault("stall")
    async with (
        serve("--model", "loopback") as (process, address),
        httpx2.AsyncClient(base_url=address, timeout=60) as client,
    ):
        body = {"question": "What did Esperon say could be bought first?", "model": "extractive"}
        completed = await client.post("/v1/briefings", json=body)
        assert completed.json()["grounding"] == "grounded"
        async with client.stream(
            "POST", "/v1/briefings", json={"question": "Who?"}, headers={"Accept": "text/event-stream"}
        ) as it:
            events = events_of(it)
            await anext(events)
            process.send_signal(signal.SIGTERM)
            rest = [name async for name, _ in events]
        assert rest == ["error"]
        assert await process.wait() == 0
        assert process.stderr is not None
        log = (await process.stderr.read()).decode()
    lines = [json.loads(line) for line in log.splitlines()]
    assert [line["status"] for line in lines if line.get("route") == "/v1/briefings"] == [200, "server"]
    assert "Esperon" not in log
    assert "sk-test-secret" not in log


async def test_it_refuses_to_start_where_others_could_come_in_without_a_key():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "assistant", "serve", "--host", "::", cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    _, told = await process.communicate()
    assert process.returncode == 2
    assert "attache keys add" in told.decode()


async def test_a_port_that_is_taken_is_told_in_a_sentence(loopback: LoopbackServer):
    port = loopback.base_url.split(":")[2].split("/")[0]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "assistant", "serve", "--port", port, cwd=ROOT, stderr=asyncio.subprocess.PIPE
    )
    _, told = await process.communicate()
    assert process.returncode == 3
    assert f"127.0.0.1:{port} cannot be listened at" in told.decode().splitlines()[-1]
