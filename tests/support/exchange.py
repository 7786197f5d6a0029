"""One request to the loopback server and the socket its answer goes out on."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Recorded:
    """A request as it arrived; `hung_up` is set once its client has left before the answer's end."""

    method: str
    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    hung_up: threading.Event = field(default_factory=threading.Event)

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The conversation the client sent."""
        return self.body.get("messages", [])

    @property
    def tools(self) -> list[str]:
        """The names of the tools the client offered."""
        return [tool["function"]["name"] for tool in self.body.get("tools", [])]

    async def client_left(self, within: float = 10.0) -> bool:
        """Wait until the client has hung up; False when it has not `within` so many seconds."""
        return await asyncio.to_thread(self.hung_up.wait, within)


async def read_request(reader: asyncio.StreamReader) -> Recorded | None:
    """The next request of a connection, None when the client has closed it."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    start, *lines = head.rstrip().split("\r\n")
    method, path, _ = start.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    raw = await reader.readexactly(int(headers.get("content-length", "0")))
    return Recorded(method, path, headers, json.loads(raw) if raw else {})


class Exchange:
    """Writes an answer, well or ill formed, to one request."""

    def __init__(self, request: Recorded, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.request = request
        self._reader = reader
        self._writer = writer
        self.keep_alive = True

    @property
    def streaming(self) -> bool:
        """Whether the client asked for a stream."""
        return bool(self.request.body.get("stream"))

    async def write(self, data: bytes) -> None:
        """Send bytes as they are."""
        self._writer.write(data)
        await self._writer.drain()

    async def head(self, status: int, headers: dict[str, str]) -> None:
        """Send the status line and the headers."""
        lines = [f"HTTP/1.1 {status} Scripted", *(f"{name}: {value}" for name, value in headers.items())]
        await self.write("\r\n".join([*lines, "", ""]).encode())

    async def whole(self, body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        """Send a whole answer; underscores in the names of `headers` become hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        await self.head(status, {"Content-Type": kind, "Content-Length": str(len(body)), **named})
        await self.write(body)

    async def open_stream(self, kind: str = "text/event-stream", **headers: str) -> None:
        """Begin a chunked answer; underscores in the names of `headers` become hyphens."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        await self.head(200, {"Content-Type": kind, "Transfer-Encoding": "chunked", **named})

    async def part(self, data: bytes) -> None:
        """Send one HTTP chunk."""
        if data:
            await self.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")

    async def end_stream(self) -> None:
        """End a chunked answer as the protocol asks."""
        await self.write(b"0\r\n\r\n")

    async def hang_up(self) -> None:
        """Close the connection in the middle of things, politely (FIN)."""
        self.keep_alive = False
        self._writer.close()

    async def reset(self) -> None:
        """Tear the connection down (RST)."""
        self.keep_alive = False
        raw: socket.socket = self._writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self._writer.transport.abort()

    async def client_gone(self) -> None:
        """Wait until the client hangs up."""
        await self._reader.read(1)
        self.request.hung_up.set()
        raise ConnectionResetError
