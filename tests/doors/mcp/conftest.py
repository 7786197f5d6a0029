"""An MCP client connected to a server over the small invented record."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from assistant.app import Assistant
from assistant.settings import Settings
from assistant.store.opening import open_store
from tests.support.documents import ingest_documents


@pytest.fixture
async def extractive(store_url: str) -> AsyncIterator[Assistant]:
    """An assistant without a language model."""
    store = await open_store(store_url, create=True)
    await ingest_documents(store)
    async with Assistant(store, Settings()) as opened:
        yield opened
