"""Assistants that answer without a language model, over the starter documents and over invented records."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.ingest import ingest
from assistant.settings import Settings
from assistant.starter import starter_store
from assistant.store.opening import open_store
from assistant.types import Document

Invented = Mapping[str, tuple[date | None, str, str, str]]
"""Documents by id: day of publication, source, title, text."""

Record = Callable[[Invented], Awaitable[Assistant]]


@pytest.fixture
async def record(store_url: str) -> AsyncIterator[Record]:
    """Makes an assistant over an invented record."""
    async with AsyncExitStack() as stack:

        async def make(invented: Invented) -> Assistant:
            store = await open_store(store_url, create=True)
            opened = await stack.enter_async_context(Assistant(store, Settings()))
            documents = [
                Document(
                    id=identifier,
                    text=text,
                    sha256=sha256(text.encode()).hexdigest(),
                    title=title,
                    source=source,
                    date=day,
                    language="en",
                )
                for identifier, (day, source, title, text) in invented.items()
            ]
            assert [taken.outcome async for taken in ingest(store, documents, workers=1)] == ["added"] * len(documents)
            return opened

        yield make


@pytest.fixture(scope="session")
def starter_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the store of the starter documents is made once for all tests."""
    return tmp_path_factory.mktemp("starter")


@pytest.fixture
async def starter(starter_folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Assistant]:
    """An assistant over the starter documents."""
    monkeypatch.setenv("XDG_DATA_HOME", str(starter_folder))
    async with Assistant(await starter_store(), Settings()) as opened:
        yield opened
