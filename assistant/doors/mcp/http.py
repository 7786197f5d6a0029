"""MCP over streamable HTTP, as one route of the server.

Requests carry all they need (no sessions): nothing of one caller's is kept for another, and any server of several
may answer the next request.
"""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Any

from mcp.server.streamable_http_manager import StreamableHTTPASGIApp, StreamableHTTPSessionManager
from starlette.routing import Route

from assistant.app import Assistant
from assistant.doors.http.caller import Caller
from assistant.doors.mcp.access import Access, Context
from assistant.doors.mcp.server import make_server
from assistant.types import Scope

PATH = "/mcp"


class McpDoor:
    """The route, and the task group that its requests run in: enter `running` before the first one."""

    def __init__(self, assistant: Assistant) -> None:
        # Hosts, origins, keys and sizes are checked before a request comes here, as for every other route.
        self._manager = StreamableHTTPSessionManager(make_server(assistant, access_of), stateless=True)
        self.route = Route(PATH, endpoint=StreamableHTTPASGIApp(self._manager), include_in_schema=False)

    def running(self) -> AbstractAsyncContextManager[None]:
        """Answer requests as long as the context is open; once only."""
        return self._manager.run()


def access_of(context: Context) -> Access:
    """What the caller of an HTTP request may see and do; nothing where nobody was let in."""
    state: dict[str, Any] = context.request.scope.get("state", {}) if context.request is not None else {}
    caller = state.get("caller")
    if not isinstance(caller, Caller):
        return Access(Scope(collections=()), read=False, ask=False)
    return Access(caller.scope, read="read" in caller.scopes, ask="ask" in caller.scopes)
