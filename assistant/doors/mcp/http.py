"""MCP over streamable HTTP, as one path of the server.

Requests carry all they need (no sessions): nothing of one caller's is kept for another, and any server of several
may answer the next request.
"""

from __future__ import annotations

from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager

from assistant.app import Assistant
from assistant.doors.http.app import Mount
from assistant.doors.http.caller import Caller
from assistant.doors.mcp.access import Access, Context
from assistant.doors.mcp.server import make_server
from assistant.types import Scope

PATH = "/mcp"


def mcp_mount(assistant: Assistant) -> Mount:
    """MCP for `create_app(services, mounts=…)`; one app can be started with it, once."""
    # Hosts, origins, keys and sizes are checked before a request comes here, as for every other route.
    manager = StreamableHTTPSessionManager(make_server(assistant, access_of), stateless=True)
    return Mount(PATH, StreamableHTTPASGIApp(manager), manager.run)


def access_of(context: Context) -> Access:
    """What the caller of an HTTP request may see and do; nothing where nobody was let in."""
    state: dict[str, Any] = context.request.scope.get("state", {}) if context.request is not None else {}
    caller = state.get("caller")
    if not isinstance(caller, Caller):
        return Access(Scope(collections=()), read=False, ask=False)
    return Access(caller.scope, read="read" in caller.scopes, ask="ask" in caller.scopes)
