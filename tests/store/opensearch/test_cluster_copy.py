"""A corpus goes to a cluster and comes back the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.copying import copy
from assistant.store.contract import Store
from assistant.store.embedded import open_embedded
from assistant.store.opensearch.store import open_cluster
from tests.store.opensearch.test_cluster_agrees import invented
from tests.support.whole import clusters, hashes


@pytest.fixture
async def stores(tmp_path: Path, address: str) -> AsyncIterator[tuple[Store, Store, Store]]:
    """A folder, a cluster, and another folder."""
    opened = (
        await open_embedded(tmp_path / "first"),
        await open_cluster(address, create=True),
        await open_embedded(tmp_path / "second"),
    )
    yield opened
    for store in opened:
        await store.close()


async def test_a_corpus_comes_back_from_a_cluster_as_it_went(stores: tuple[Store, Store, Store], tmp_path: Path):
    first, between, second = stores
    records = invented()
    await first.put_many(records)
    done: list[int] = []
    there = await copy(first, between, done.append)
    back = await copy(between, second)
    assert there.outcomes == back.outcomes == {"added": len(records)}
    assert done[-1] == len(records)
    assert there.sha256 == back.sha256
    again = await copy(first, between)
    assert again.outcomes == {"unchanged": len(records)}
    assert again.sha256 == there.sha256
    # what is taken in anew is known by its fingerprint in either store
    assert {await store.put(record) for record in records[:5] for store in (between, second)} == {"unchanged"}
    files = [tmp_path / name / "attache.db" for name in ("first", "second")]
    assert hashes(files[0]) == hashes(files[1])
    assert clusters(files[0]) == clusters(files[1])
