"""uvicorn, with an end to every stream when it stops."""

from __future__ import annotations

import asyncio
import socket

import uvicorn
from fastapi import FastAPI

from assistant.doors.http.services import Services

_DRAIN_SECONDS = 5.0
_STOP_SECONDS = 8


class Server(uvicorn.Server):
    """A server that lets what is under way finish or tells it to end."""

    def __init__(self, app: FastAPI, host: str, port: int) -> None:
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            server_header=False,
            ws="none",
            timeout_graceful_shutdown=_STOP_SECONDS,
            proxy_headers=False,
        )
        super().__init__(config)
        self._services: Services = app.state.services

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: nothing new is begun, what is under way has some seconds to finish and is then ended."""
        drain = asyncio.create_task(self._services.running.drain(_DRAIN_SECONDS))
        try:
            await super().shutdown(sockets)
        finally:
            drain.cancel()
