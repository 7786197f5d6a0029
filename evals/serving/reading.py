"""Reads event streams over bare sockets, so that the reader costs little beside what it measures."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

_LONGEST = 4 << 20  # bytes of one event


async def stream(address: str, body: dict[str, Any]) -> AsyncGenerator[tuple[str, bytes, float]]:
    """The name, the data and the time (of the monotonic clock) of each event that answers this body.

    Raises ConnectionError for any other answer.
    """
    async with _asked(address, body) as reader:
        status = await reader.readline()
        if b" 200 " not in status:
            raise ConnectionError(status.decode().strip())
        await reader.readuntil(b"\r\n\r\n")
        name, waiting = "message", b""
        while size := int(await reader.readline() or b"0", 16):
            waiting += (await reader.readexactly(size + 2))[:-2]
            now = time.monotonic()
            *lines, waiting = waiting.split(b"\n")
            for line in lines:
                if line.startswith(b"event: "):
                    name = line[7:].decode()
                elif line.startswith(b"data: "):
                    yield name, line[6:], now
                    name = "message"


async def get(address: str) -> bytes:
    """The body of a GET."""
    async with _asked(address, None) as reader:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        return await reader.readexactly(length)


@asynccontextmanager
async def _asked(address: str, body: dict[str, Any] | None) -> AsyncGenerator[asyncio.StreamReader]:
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=_LONGEST)
    data = b"" if body is None else json.dumps(body).encode()
    head = [f"{'GET' if body is None else 'POST'} {parts.path} HTTP/1.1", f"Host: {parts.netloc}", "Connection: close"]
    head += ["Accept: text/event-stream", "Content-Type: application/json", f"Content-Length: {len(data)}", "", ""]
    try:
        writer.write("\r\n".join(head).encode() + data)
        yield reader
    finally:
        writer.transport.abort()
