"""`attache serve`: the web chat, the HTTP API and MCP over HTTP."""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

from assistant.doors.cli.lines import warn
from assistant.doors.cli.session import assistant_of, store_folder
from assistant.settings import read_settings
from assistant.store.opening import open_desk


async def serve(host: str, port: int, store: str | None, model: str | None) -> int:
    """Serve until the process is told to stop. Raises UsageError where others could come in without a key."""
    # The server's libraries are loaded by this command alone.
    from assistant.doors.http.app import create_app
    from assistant.doors.http.memory import share_one_heap
    from assistant.doors.http.observing import log_to_standard_error
    from assistant.doors.http.security import guard
    from assistant.doors.http.security.addresses import check_exposure
    from assistant.doors.http.server import Server, listen
    from assistant.doors.http.services import Services
    from assistant.doors.mcp.http import mcp_mount

    share_one_heap()
    settings = read_settings(store=store, model=model)
    folder = store_folder(settings)
    async with AsyncExitStack() as opened:
        assistant = await opened.enter_async_context(assistant_of(store, model))
        desk = await open_desk(folder)  # after the store: a name mistyped makes no folder
        opened.push_async_callback(desk.close)
        await check_exposure(host, desk)
        starter = settings.store is None and not _is_at((await assistant.store.status()).url, folder)
        app = create_app(
            Services.of(assistant, desk, starter=starter),
            guard=guard(desk, settings, host),
            mounts=[mcp_mount(assistant)],
        )
        listening = opened.enter_context(listen(host, port))
        shown = f"[{host}]" if ":" in host else host
        warn(f"Attaché listens at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops it).")
        log_to_standard_error()
        await Server(app).serve([listening])
    return 0


def _is_at(url: str, folder: str) -> bool:
    return Path(url) == Path(folder).expanduser()
