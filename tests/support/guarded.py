"""An app behind the guard, on a real socket: what its routes saw can be looked at."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import StreamingResponse
from starlette.types import ASGIApp
from uvicorn.server import ServerState

from assistant.doors.http.caller import Caller
from assistant.doors.http.security import guard
from assistant.doors.http.security.protocol import PatientProtocol
from assistant.settings import Settings
from assistant.store.desk_contract import Desk


@dataclass
class Guarded:
    """A running server. `seen` counts the requests that got as far as a route; `hold` keeps `/v1/held` waiting;
    `endless` counts the answers without end that are under way.
    """

    port: int = 0
    endless: int = 0
    seen: list[str] = field(default_factory=list[str])
    hold: asyncio.Event = field(default_factory=asyncio.Event)
    holding: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(0))

    def app(self) -> FastAPI:
        """Routes that say who they take the caller for."""
        app = FastAPI()

        @app.api_route("/v1/who", methods=["GET", "POST"])
        @app.api_route("/", methods=["GET", "POST"])
        async def who(request: Request) -> dict[str, Any]:
            self.seen.append(request.url.path)
            caller = getattr(request.state, "caller", None)
            owner = caller.owner if isinstance(caller, Caller) else None
            return {"owner": owner, "body": len(await request.body())}

        @app.post("/v1/documents")
        async def documents(request: Request) -> dict[str, int]:
            return {"body": len(await request.body())}

        @app.get("/v1/held")
        async def held() -> StreamingResponse:
            async def parts() -> AsyncIterator[bytes]:
                yield b"begun"
                self.holding.release()
                await self.hold.wait()

            return StreamingResponse(parts())

        @app.get("/v1/endless")
        async def endless() -> StreamingResponse:
            async def parts() -> AsyncIterator[bytes]:
                self.endless += 1
                try:
                    while True:
                        yield b"x" * 65_536
                        await asyncio.sleep(0)  # a stream that waits for nothing would never see its reader leave
                finally:
                    self.endless -= 1

            return StreamingResponse(parts())

        @app.get("/v1/open")
        async def how_many() -> int:
            return self.endless

        @app.get("/v1/broken")
        async def broken() -> None:
            raise RuntimeError

        return app

    async def send(self, raw: bytes, *, then_end: bool = False) -> tuple[int, dict[str, str], bytes]:
        """Send bytes as they are on a connection of their own: the first answer's status, headers and what follows."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            writer.write(raw)
            if then_end:
                writer.write_eof()
            return await read_answer(reader)
        finally:
            writer.close()

    async def ask(
        self, method: str = "GET", path: str = "/v1/who", headers: dict[str, str] | None = None, body: bytes = b""
    ) -> tuple[int, dict[str, str], Any]:
        """A well-formed request; the body of the answer as JSON."""
        lines = {"Host": f"127.0.0.1:{self.port}", "Connection": "close"} | (headers or {})
        if body:
            lines.setdefault("Content-Length", str(len(body)))
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        status, said, answer = await self.send(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
        is_json = "json" in said.get("content-type", "")
        return status, said, json.loads(answer) if is_json and answer else answer


async def read_answer(reader: asyncio.StreamReader) -> tuple[int, dict[str, str], bytes]:
    """Status, headers in small letters, and the body where its length is told; status 0 for a closed connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return 0, {}, b""
    first, *lines = head.decode("latin-1").rstrip("\r\n").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers["content-length"])) if "content-length" in headers else b""
    return int(first.split()[1]), headers, body


@asynccontextmanager
async def guarded(
    desk: Desk,
    settings: Settings | None = None,
    host: str = "127.0.0.1",
    protocol: type[PatientProtocol] = PatientProtocol,
) -> AsyncGenerator[Guarded]:
    """The server on a free port of the loopback, guarded as if it listened at `host`."""
    made = Guarded()
    app = made.app()
    app.add_middleware(guard(desk, settings or Settings(), host))
    async with listening(app, protocol) as made.port:
        yield made
        made.hold.set()


@asynccontextmanager
async def listening(app: ASGIApp, protocol: type[PatientProtocol] = PatientProtocol) -> AsyncGenerator[int]:
    """An app on a free port of the loopback, in this loop."""
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, ws="none")
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: protocol(config=config, server_state=state, app_state={}), "127.0.0.1", 0
    )
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for connection in tuple(state.connections):
            connection.transport.abort()  # type: ignore[union-attr] # all of them are ours
        for task in tuple(state.tasks):
            task.cancel()
        await asyncio.gather(*state.tasks, return_exceptions=True)
        await server.wait_closed()
