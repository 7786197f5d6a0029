"""The cluster that tests run on: a real one, named by ATTACHE_TEST_CLUSTER; without it these tests are skipped."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from uuid import uuid4

import pytest

from assistant.store.opensearch.address import read_address
from assistant.store.opensearch.cluster import Cluster

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
    await _asked(url, "DELETE", "")


@pytest.fixture
async def address() -> str:
    """The address of a store that may be there and is empty."""
    url = f"{hosts()}/{_EMPTIED}?shards=2"
    await _asked(url, "POST", "/_refresh")
    await _asked(url, "POST", "/_delete_by_query?refresh=true&conflicts=proceed", {"query": {"match_all": {}}})
    return url


@pytest.fixture(scope="session", autouse=True)
def removed() -> Iterator[None]:
    """The emptied store is there until the tests end."""
    yield
    if VARIABLE in os.environ:
        asyncio.run(_asked(f"{hosts()}/{_EMPTIED}", "DELETE", ""))


async def _asked(url: str, method: str, path: str, body: object = None) -> None:
    cluster = Cluster(read_address(url))
    await cluster.ask(method, f"/{cluster.index('*')}{path}", body)
    await cluster.close()
