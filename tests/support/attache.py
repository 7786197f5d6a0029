"""The whole server on the loopback, in the test's own event loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2

from assistant.app import Assistant
from assistant.doors.http.app import Mount, create_app
from assistant.doors.http.security import guard
from assistant.doors.http.server import Server, listen
from assistant.doors.http.services import Services
from assistant.store.desk_contract import Desk


@dataclass
class Door:
    """A running server: its address, its services, and a client of it."""

    url: str
    services: Services
    server: Server
    client: httpx2.AsyncClient

    def stop(self) -> None:
        """Do what SIGTERM does."""
        self.server.should_exit = True


@asynccontextmanager
async def attache(
    assistant: Assistant,
    desk: Desk,
    *,
    starter: bool = False,
    drain_seconds: float = 0.2,
    mounts: Sequence[Mount] = (),
    port: int = 0,
) -> AsyncGenerator[Door]:
    """A server over this assistant and desk, guarded as `attache serve` guards it; port 0 takes any."""
    services = Services.of(assistant, desk, starter=starter)
    app = create_app(services, guard=guard(desk, assistant.settings, "127.0.0.1"), mounts=mounts)
    server = Server(app, drain_seconds=drain_seconds)
    with listen("127.0.0.1", port) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        task = asyncio.create_task(server.serve([listening]))
        try:
            async with httpx2.AsyncClient(base_url=url, timeout=20) as client:
                yield Door(url, services, server, client)
        finally:
            server.should_exit = True
            await task
