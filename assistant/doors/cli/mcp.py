"""`attache mcp`: the tools, documents and prompts over standard input and output."""

from __future__ import annotations

from assistant.doors.cli.session import assistant_of


async def mcp(store: str | None, model: str | None) -> int:
    """Serve until the client closes standard input."""
    from assistant.doors.mcp.stdio import serve_stdio

    async with assistant_of(store, model) as assistant:
        await serve_stdio(assistant)
    return 0
