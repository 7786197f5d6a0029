"""Server-sent events read from a response."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any

import httpx2

Json = dict[str, Any]


async def events_of(response: httpx2.Response) -> AsyncGenerator[tuple[str, Json]]:
    """Each event's name and data as they come; comments are passed over."""
    name = "message"
    async for line in response.aiter_lines():
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))
            name = "message"
