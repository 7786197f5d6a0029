"""The store on a cluster holds the contract of all stores."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from assistant.store.contract import Store
from assistant.store.opensearch.store import open_cluster
from tests.store.contract_suite import StoreContract
from tests.store.view_suite import ViewContract


class TestCluster(StoreContract, ViewContract):
    @pytest.fixture
    async def store(self, address: str) -> AsyncIterator[Store]:
        store = await open_cluster(address, create=True)
        yield store
        await store.close()
