"""The cluster that tests run on: a real one, named by ATTACHE_TEST_CLUSTER; without it these tests are skipped."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import pytest

from assistant.store.opensearch.address import read_address
from assistant.store.opensearch.changing import bulk
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.indexes import existing
from assistant.store.opensearch.mappings import DESK_INDEXES, STORE_INDEXES

VARIABLE = "ATTACHE_TEST_CLUSTER"
"""An address without a prefix, as `scripts/opensearch start 3` prints it."""

_EMPTIED = f"test-{uuid4().hex}"  # making indexes takes seconds, emptying them does not


def hosts() -> str:
    """The address of the cluster, without a prefix."""
    if VARIABLE not in os.environ:
        pytest.skip(f"no cluster: `scripts/opensearch start 3`, and its address in {VARIABLE}")
    return os.environ[VARIABLE]


@pytest.fixture
async def new_address() -> AsyncIterator[str]:
    """The address of a store that is not there yet; what is made there is removed after the test."""
    url = f"{hosts()}/test-{uuid4().hex}?shards=2"
    yield url
    await remove(url)


@pytest.fixture
async def address() -> str:
    """The address of a store that may be there and is empty."""
    await emptied()
    return emptied_url()


def emptied_url() -> str:
    """The address of the store that is emptied before each test."""
    return f"{hosts()}/{_EMPTIED}?shards=2"


async def emptied() -> None:
    """Empty it."""
    cluster = Cluster(read_address(emptied_url()))
    there = await existing(cluster, [*STORE_INDEXES, *DESK_INDEXES])
    if there:
        await cluster.ask("DELETE", f"/{cluster.index('vectors-*')}")
        await cluster.refresh(*there)
        for name in there:
            found = await cluster.search(name, {"size": 10_000, "_source": False})
            if hits := found["hits"]["hits"]:
                await bulk(cluster, name, {hit["_id"]: None for hit in hits})
        await cluster.refresh(*there)
    await cluster.close()


@pytest.fixture(scope="session", autouse=True)
def removed() -> Iterator[None]:
    """The emptied store is there until the tests end."""
    yield
    if VARIABLE in os.environ:
        asyncio.run(remove(emptied_url()))


async def remove(url: str) -> None:
    """Remove what was made at an address."""
    cluster = Cluster(read_address(url))
    await cluster.ask("DELETE", f"/{cluster.index('*')}")
    await cluster.close()
