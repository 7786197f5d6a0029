"""uvicorn, with limits on dawdling connections and an end to every stream when it stops."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import socket
import threading
from collections.abc import Generator

import uvicorn
from fastapi import FastAPI

from assistant.doors.http.security.protocol import PatientProtocol
from assistant.doors.http.services import Services
from assistant.errors import FaultError

DRAIN_SECONDS = 5.0  # for what is under way when the server stops; then it is told to end
_STOP_SECONDS = 8  # until whatever is left is cut off
_IDLE_SECONDS = 15  # a connection is kept for the next request
_BACKLOG = 2048


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens at this address; port 0 takes any. Raises FaultError when that cannot be had."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
        try:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(address)
            listening.listen(_BACKLOG)
        except OSError:
            listening.close()
            raise
    except OSError as error:
        raise FaultError(f"{host}:{port} cannot be listened at: {error.strerror}; choose another --port.") from error
    return listening


class Server(uvicorn.Server):
    """A server that gives what is under way `drain_seconds` to finish when it stops, and then tells it to end."""

    def __init__(self, app: FastAPI, *, drain_seconds: float = DRAIN_SECONDS) -> None:
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http=PatientProtocol,
            ws="none",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,  # who is calling is told by a key, never by an address
            timeout_keep_alive=_IDLE_SECONDS,
            timeout_graceful_shutdown=_STOP_SECONDS,
        )
        super().__init__(config)
        self._services: Services = app.state.services
        self.drain_seconds = drain_seconds

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop: nothing new is begun, what is under way has some seconds to finish and is then ended."""
        drain = asyncio.create_task(self._services.running.drain(self.drain_seconds))
        try:
            await super().shutdown(sockets)
        finally:
            drain.cancel()

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Stop at a signal; unlike uvicorn's own, without dying of it before store and desk are closed."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
