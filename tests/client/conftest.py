"""A server without a language model, for clients."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from assistant.app import Assistant
from assistant.doors.http.app import create_app
from assistant.doors.http.services import Services
from assistant.settings import Settings
from assistant.store.opening import open_desk, open_store
from tests.support.documents import ingest_documents
from tests.support.serving import serving


@pytest.fixture
async def address(store_url: str) -> AsyncIterator[str]:
    """The address of a server over the small invented record."""
    store = await open_store(store_url, create=True)
    await ingest_documents(store)
    desk = await open_desk(store_url)
    async with Assistant(store, Settings()) as assistant, serving(create_app(Services.of(assistant, desk))) as where:
        yield where
    await desk.close()
