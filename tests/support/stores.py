"""The store that tests of reading, answering and the doors work on: in a folder, or on a cluster.

With ATTACHE_TEST_CLUSTER (`tests.support.clusters`) the tests that ask for `store_url` run on that cluster, and of all
others only those of the cluster's own store.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.support.clusters import VARIABLE, emptied, emptied_url

OWN = "tests/store/opensearch/"
"""Where the tests of the store on a cluster are."""


def on_cluster() -> bool:
    """Whether the tests run on a cluster."""
    return VARIABLE in os.environ


folder_only = pytest.mark.skipif(on_cluster(), reason="what only a store in a folder does")


@pytest.fixture
def store_url(tmp_path: Path) -> str:
    """The address of a store that may be there and is empty."""
    if not on_cluster():
        return str(tmp_path / "store")
    with ThreadPoolExecutor(1) as thread:  # for the test's own loop may be there already
        thread.submit(asyncio.run, emptied()).result()
    return emptied_url()


def deselect(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave only what a cluster has to do with, when the tests run on one."""
    if not on_cluster():
        return
    wanted = [item for item in items if _meets_a_cluster(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(wanted)])
    items[:] = wanted


def _meets_a_cluster(item: pytest.Item) -> bool:
    fixtures: Sequence[str] = getattr(item, "fixturenames", ())
    return "store_url" in fixtures or item.nodeid.startswith(OWN)
