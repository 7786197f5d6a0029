"""A store of invented documents, for searches of every kind."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from datetime import date
from hashlib import sha256

import pytest

from assistant.ingest import ingest
from assistant.store.contract import Store
from assistant.store.opening import open_store
from assistant.types import Document

Fill = Callable[[Iterable[Document]], Awaitable[None]]


def document(
    identifier: str, text: str, *, day: date | None = None, source: str | None = None, title: str | None = None
) -> Document:
    return Document(
        id=identifier,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title=title,
        source=source,
        date=day,
        dated_by="field" if day else None,
        language="en",
    )


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    opened = await open_store(store_url, create=True)
    yield opened
    await opened.close()


@pytest.fixture
def fill(store: Store) -> Fill:
    async def put(documents: Iterable[Document]) -> None:
        outcomes = [taken.outcome async for taken in ingest(store, documents, workers=1)]
        assert "refused" not in outcomes

    return put
