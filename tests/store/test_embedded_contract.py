"""The embedded store holds the contract of all stores."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.store.contract import Store
from assistant.store.embedded import open_embedded
from tests.store.contract_suite import StoreContract
from tests.store.view_suite import ViewContract


class TestEmbedded(StoreContract, ViewContract):
    @pytest.fixture
    async def store(self, tmp_path: Path) -> AsyncIterator[Store]:
        store = await open_embedded(tmp_path / "store")
        yield store
        await store.close()
