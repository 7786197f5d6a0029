"""MCP over standard input and output, for a client that starts the process itself."""

from __future__ import annotations

from mcp.server.stdio import stdio_server

from assistant.app import Assistant
from assistant.doors.mcp.server import make_server


async def serve_stdio(assistant: Assistant) -> None:
    """Answer on standard output until standard input ends."""
    server = make_server(assistant)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())
