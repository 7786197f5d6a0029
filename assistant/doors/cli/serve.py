"""`attache serve`: the web chat, the HTTP API and MCP over HTTP."""

from __future__ import annotations

from contextlib import AsyncExitStack

from assistant.doors.cli.lines import warn
from assistant.doors.cli.session import assistant_of, store_folder
from assistant.places import data_folder
from assistant.settings import read_settings
from assistant.store.opening import open_desk, store_exists


async def serve(host: str, port: int, store: str | None, model: str | None) -> int:
    """Serve until the process is told to stop."""
    # The server's libraries are loaded by this command alone.
    from assistant.doors.http.app import create_app
    from assistant.doors.http.server import Server
    from assistant.doors.http.services import Services

    settings = read_settings(store=store, model=model)
    async with AsyncExitStack() as opened:
        assistant = await opened.enter_async_context(assistant_of(store, model))
        starter = settings.store is None and not store_exists(store_folder(settings))
        desk = await open_desk(str(data_folder()) if starter else store_folder(settings))
        opened.push_async_callback(desk.close)
        server = Server(create_app(Services.of(assistant, desk, starter=starter)), host, port)
        warn(f"Attaché listens at http://{host}:{port}/ (Ctrl-C stops it).")
        await server.serve()
    return 0
