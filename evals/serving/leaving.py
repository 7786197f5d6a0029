"""How soon the server lets go: of the endpoint when a reader leaves, of a body that is too large, of all at its end."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from urllib.parse import urlsplit

from evals.serving.loads import times
from evals.serving.reading import stream
from evals.serving.setting import Setting

_PATIENCE = 5.0  # seconds until the endpoint must have been left
_TOO_LARGE = 5 << 20  # bytes
_PIECE = 1 << 16


async def left(place: Setting, number: int) -> float:
    """Seconds from when a reader leaves in the middle of an answer until the endpoint's connection is closed."""
    question = f"What is known of this, and who stays? {number}"
    events = stream(f"{place.server}/v1/briefings", {"question": question})
    async for name, _, _ in events:
        if name == "sentence":
            break
    gone = time.monotonic()
    await events.aclose()
    while time.monotonic() < gone + _PATIENCE:
        if seen := (await times(place)).get(f"{question} left"):
            return seen[0] - gone
        await asyncio.sleep(0.02)
    return float("inf")


async def refused(place: Setting, *, told: bool) -> float:
    """Seconds until a body of five megabytes is refused, its length told beforehand or found out in pieces.

    Raises ConnectionError for any other answer than 413.
    """
    parts = urlsplit(place.server)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    length = f"Content-Length: {_TOO_LARGE}" if told else "Transfer-Encoding: chunked"
    head = f"POST /v1/check HTTP/1.1\r\nHost: {parts.netloc}\r\nContent-Type: application/json\r\n{length}\r\n\r\n"
    begun = time.monotonic()
    sending = asyncio.create_task(_send(writer, head.encode(), told=told))
    try:
        status = await reader.readline()
        taken = time.monotonic() - begun
    finally:
        sending.cancel()
        await asyncio.wait([sending])
        writer.transport.abort()
    if b" 413 " not in status:
        raise ConnectionError(status.decode().strip() or "the connection was closed without an answer")
    return taken


async def _send(writer: asyncio.StreamWriter, head: bytes, *, told: bool) -> None:
    writer.write(head)
    piece = b"x" * _PIECE
    for _ in range(_TOO_LARGE // _PIECE):
        writer.write(piece if told else b"%x\r\n%s\r\n" % (len(piece), piece))
        await writer.drain()


async def ended(place: Setting, streams: int) -> tuple[float, int]:
    """Seconds from SIGTERM, with so many answers under way, to the server's end; how many were told no ending."""
    asked = [asyncio.create_task(_told_ending(place, number)) for number in range(streams)]
    await asyncio.sleep(0.5)
    begun = time.monotonic()
    os.kill(place.process, signal.SIGTERM)
    await asyncio.to_thread(os.waitid, os.P_PID, place.process, os.WEXITED | os.WNOWAIT)
    taken = time.monotonic() - begun
    return taken, streams - sum(await asyncio.gather(*asked))


async def _told_ending(place: Setting, number: int) -> bool:
    """Whether an answer ended with a briefing or an error."""
    body = {"question": f"What is known of this, to the end? {number}"}
    last = ""
    try:
        async for name, _, _ in stream(f"{place.server}/v1/briefings", body):
            last = name
    except (ConnectionError, asyncio.IncompleteReadError, ValueError):
        pass
    return last in {"briefing", "error"}
