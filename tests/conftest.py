"""Fixtures for the whole suite."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.settings import Settings
from assistant.store.opening import open_store
from tests.support.clusters import removed
from tests.support.documents import ingest_documents
from tests.support.fixtures import certificate, loopback
from tests.support.loopback import LoopbackServer
from tests.support.stores import deselect, store_url

__all__ = ["certificate", "loopback", "removed", "store_url"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run what a cluster has to do with, when the tests run on one."""
    deselect(config, items)


@pytest.fixture(autouse=True)
def bare_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting and no data folder of the person who runs the tests reaches them."""
    for name in (
        "OPENAI_BASE_URL",
        "OPENAI_API_KEY",
        "ATTACHE_MODEL",
        "ATTACHE_EMBEDDING_MODEL",
        "ATTACHE_EMBEDDING_BASE_URL",
        "ATTACHE_EMBEDDING_API_KEY",
        "ATTACHE_STORE",
        "ATTACHE_TOOLS",
        "ATTACHE_PROMPTS",
        "ATTACHE_PUBLIC_URL",
    ):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home" / "data"))


@pytest.fixture
async def assistant(store_url: str, loopback: LoopbackServer) -> AsyncIterator[Assistant]:
    """An assistant over a small store whose model is the loopback endpoint."""
    store = await open_store(store_url, create=True)
    await ingest_documents(store)
    settings = Settings(model="loopback", base_url=loopback.base_url)
    async with Assistant(store, settings) as opened:
        yield opened
