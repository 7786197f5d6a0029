"""Two servers over one cluster, for `scripts/prove/cluster.py`: conversations moved between them at every turn.

Both are `attache serve` as processes of their own; all goes over HTTP.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2

from assistant.ingest import ingest
from assistant.store.desk_keys import issue
from assistant.store.opening import open_desk, open_store
from tests.support.documents import documents

ROOT = Path(__file__).resolve().parents[2]
QUESTIONS = (
    "When did Lind meet Okoro in Geneva?",
    "What did Okoro say about cocoa?",
    "What did he say about the second meeting?",
    "What quota is there for timber?",
)
AT_ONCE = 12
REFUSED_WITHIN = 1.0  # seconds from the revocation of a key
_SETTINGS = {"ATTACHE_REQUESTS_PER_MINUTE": "1000000"}


class LostError(AssertionError):
    """A server does not know what was told to the other."""


async def moved(url: str, count: int) -> str:
    """Move conversations between two servers, then revoke their key; what was found, in words. Raises LostError."""
    await _filled(url)
    desk = await open_desk(url)
    key, secret = issue("prove", ("read", "ask"), None, datetime.now(UTC))
    await desk.add_key(key)
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        servers = [await stack.enter_async_context(_server(url, secret)) for _ in range(2)]
        room = asyncio.Semaphore(AT_ONCE)
        await asyncio.gather(*(_converse(servers, number, room) for number in range(count)))
        took = time.monotonic() - began
        listed = await asyncio.gather(*map(_listed, servers))
        if any(found != count for found in listed):
            raise LostError(f"{listed} conversations are listed, of {count}")
        await desk.revoke_key(key.id, datetime.now(UTC))
        refused = await asyncio.gather(*map(_refused, servers))
    await desk.close()
    return (
        f"{count} conversations moved between two servers at each of {len(QUESTIONS)} turns in {took:.0f} s: none lost"
        f" a turn; a revoked key was refused by both within {max(refused) * 1000:.0f} ms"
    )


async def _converse(servers: list[httpx2.AsyncClient], number: int, room: asyncio.Semaphore) -> None:
    conversation: str | None = None
    async with room:
        for turn, question in enumerate(QUESTIONS):
            here, other = (servers[(number + turn + which) % 2] for which in range(2))
            body = {"question": question, "conversation": conversation, "model": "extractive"}
            briefing = await _told(here.post("/v1/briefings", json=body))
            conversation = briefing["conversation"]
            kept = await _told(other.get(f"/v1/conversations/{conversation}"))
            asked = tuple(each["question"] for each in kept["turns"])
            if asked != QUESTIONS[: turn + 1]:
                raise LostError(f"of conversation {number} the other server knows {asked} after turn {turn}")
            if kept["turns"][-1]["briefing"]["answer"] != briefing["answer"]:
                raise LostError(f"of conversation {number} the other server knows another answer at turn {turn}")


async def _told(request: Any) -> dict[str, Any]:
    answer: httpx2.Response = await request
    if answer.status_code != 200:
        raise LostError(f"{answer.status_code}: {answer.text[:300]}")
    return answer.json()


async def _listed(server: httpx2.AsyncClient) -> int:
    count, after = 0, None
    while True:
        page = await _told(
            server.get("/v1/conversations", params={"limit": 100, **({"after": after} if after else {})})
        )
        count += len(page["conversations"])
        if (after := page["next"]) is None:
            return count


async def _refused(server: httpx2.AsyncClient) -> float:
    began = time.monotonic()
    while (await server.get("/v1/conversations")).status_code != 401:
        if time.monotonic() > began + REFUSED_WITHIN:
            raise LostError("a revoked key was not refused within a second")
    return time.monotonic() - began


async def _filled(url: str) -> None:
    store = await open_store(url, create=True)
    async for taken in ingest(store, documents(), workers=1):
        if taken.outcome == "refused":
            raise LostError("a document was refused")
    await store.close()


@asynccontextmanager
async def _server(url: str, secret: str) -> AsyncGenerator[httpx2.AsyncClient]:
    """A client of a process of its own that serves the store."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "assistant", "serve", "--port", "0", "--store", url),
        cwd=ROOT,
        env={**os.environ, **_SETTINGS},
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        told = process.stderr or asyncio.StreamReader()
        while b"listens at" not in (line := await told.readline()):
            if not line:
                raise LostError("a server ended before it listened")
        reading = asyncio.create_task(told.read())
        headers = {"Authorization": f"Bearer {secret}"}
        base = line.decode().split()[3].rstrip("/")
        async with httpx2.AsyncClient(base_url=base, timeout=120, headers=headers) as client:
            yield client
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
    await reading
