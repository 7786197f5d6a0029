"""A server whose model is the loopback endpoint, over a small invented record."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from assistant.app import Assistant
from assistant.store.opening import open_desk
from tests.support.attache import Door, attache


@pytest.fixture
async def door(assistant: Assistant, store_url: str) -> AsyncIterator[Door]:
    desk = await open_desk(store_url)
    try:
        async with attache(assistant, desk) as opened:
            yield opened
    finally:
        await desk.close()
