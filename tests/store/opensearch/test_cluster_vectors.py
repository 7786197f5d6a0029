"""Searching by meaning on a cluster: what a writer that died leaves, and what a graph of neighbours must find."""

from __future__ import annotations

import math
import random
from collections.abc import AsyncIterator, Sequence
from datetime import date

import pytest

from assistant.errors import StoreError
from assistant.store.contract import PassageQuery, Record, Unembedded, VectorCount
from assistant.store.opensearch.changing import remove_after
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.indexes import open_indexes
from assistant.store.opensearch.mappings import DOCUMENTS, STORE_INDEXES
from assistant.store.opensearch.packing import key_of
from assistant.store.opensearch.store import OpenSearchStore
from assistant.store.opensearch.writing import put_many
from assistant.types import Scope
from tests.store.records import Builder

MODEL = "toy"
DAY = date(2020, 5, 4)


def report(name: str, text: str = "A boat came. It left.", day: date = DAY, source: str = "Coast Radio") -> Record:
    return Builder(name, text, day, source).record()


@pytest.fixture
async def cluster(address: str) -> AsyncIterator[Cluster]:
    opened = await open_indexes(address, STORE_INDEXES, create=True)
    yield opened
    await opened.close()


@pytest.fixture
def store(cluster: Cluster) -> OpenSearchStore:
    return OpenSearchStore(cluster)


async def embed(store: OpenSearchStore, vector: Sequence[float] = (1.0, 0.5)) -> int:
    """Give all passages without a vector this one; how many they were."""
    done = 0
    while waiting := await store.unembedded(MODEL, limit=3):
        await store.put_vectors(MODEL, dict.fromkeys(waiting, vector))
        done += len(waiting)
    return done


async def found(store: OpenSearchStore, limit: int = 50, **query: object) -> list[str]:
    asked = PassageQuery(limit=limit, **query)  # type: ignore[arg-type] - the options of PassageQuery
    hits = await store.search_vectors(MODEL, [1.0, 0.4], asked)
    return [f"{hit.document.id} {hit.text}" for hit in hits]


async def removed_by_one_who_died(cluster: Cluster, name: str) -> None:
    """Remove a document's record and nothing else."""
    kept = await cluster.get(DOCUMENTS, key_of(name), _source="head.sha256")
    assert kept is not None
    assert await remove_after(cluster, DOCUMENTS, key_of(name), kept)
    await cluster.refresh(DOCUMENTS)


async def test_a_document_written_anew_by_one_who_died_is_not_found_by_its_old_text(
    store: OpenSearchStore, cluster: Cluster
):
    await store.put_many([report("one"), report("two")])
    await embed(store)
    await put_many(cluster, [report("one", "A ship sank. Nobody saw it. The crew is lost.")])
    await cluster.refresh(DOCUMENTS)
    assert sorted(await found(store)) == ["two A boat came.", "two It left."]
    assert await embed(store) == 3
    assert len(await found(store)) == 5
    assert await store.vector_count(MODEL) == VectorCount(5, 5)


async def test_what_is_left_of_a_document_that_is_gone_is_not_found_and_swept_away(
    store: OpenSearchStore, cluster: Cluster
):
    names = ["a", "b", "z"]
    await store.put_many([report(name) for name in names])
    await embed(store)
    for name in names:
        await removed_by_one_who_died(cluster, name)
        assert [name] == sorted({name} - {hit.split()[0] for hit in await found(store)})
        await store.put(report("m"))
        await embed(store)
        left = len(names) - names.index(name)
        assert await store.vector_count(MODEL) == VectorCount(2 * left, 2 * left)


async def test_stale_records_do_not_take_the_places_of_others(store: OpenSearchStore, cluster: Cluster):
    await store.put_many([report(f"near{number}") for number in range(20)])
    await embed(store, (1.0, 0.4))
    await store.put(report("far"))
    await embed(store, (1.0, -0.2))
    for number in range(20):
        await removed_by_one_who_died(cluster, f"near{number}")
    assert sorted(await found(store, limit=2)) == ["far A boat came.", "far It left."]


async def test_a_document_that_is_replaced_or_forgotten_is_counted_as_not_embedded_at_once(store: OpenSearchStore):
    await store.put_many([report("one"), report("two")])
    await embed(store)
    await store.put(report("one", "A ship sank. Nobody saw it."))
    assert await store.vector_count(MODEL) == VectorCount(2, 4)
    await store.forget("two")
    assert await store.vector_count(MODEL) == VectorCount(0, 2)


async def test_filters_come_before_the_nearest_are_chosen(store: OpenSearchStore):
    others = [report(f"other{number}", day=date(2019, 1, 1), source="Isle Post") for number in range(150)]
    await store.put_many(others)
    await embed(store, (1.0, 0.4))
    await store.put(report("wanted"))
    await embed(store, (0.1, 1.0))
    wanted = ["wanted A boat came.", "wanted It left."]
    for asked in ({"lo": DAY}, {"sources": ("coast radio",)}, {"documents": ("wanted",)}, {"scope": Scope(lo=DAY)}):
        assert sorted(await found(store, limit=5, **asked)) == wanted


async def test_the_nearest_of_many_are_those_of_a_comparison_with_all(store: OpenSearchStore):
    chance = random.Random(3)  # noqa: S311 - a test's lot
    words = " ".join(f"Boat {number} came." for number in range(200))
    await store.put_many([report(f"r{number}", words) for number in range(3)])
    made: dict[str, list[float]] = {}
    while waiting := await store.unembedded(MODEL, limit=150):
        vectors = {item: [chance.gauss(0, 1) for _ in range(16)] for item in waiting}
        await store.put_vectors(MODEL, vectors)
        made.update((item.passage, vector) for item, vector in vectors.items())
    assert len(made) == 600
    asked = [chance.gauss(0, 1) for _ in range(16)]
    hits = await store.search_vectors(MODEL, asked, PassageQuery(limit=10))
    nearest = sorted((cosine(vector, asked) for vector in made.values()), reverse=True)[:10]
    assert [hit.score for hit in hits] == pytest.approx(nearest, abs=1e-5)


def cosine(one: Sequence[float], other: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True)) / math.hypot(*one) / math.hypot(*other)


async def test_places_are_taken_up_in_the_middle_of_a_document(store: OpenSearchStore):
    await store.put_many([report("b", "One. Two. Three."), report("a", "Four. Five.")])
    first = await store.unembedded(MODEL, limit=3)
    assert [item.text for item in first] == ["Four.", "Five.", "One."]
    rest = await store.unembedded(MODEL, first[-1].passage)
    assert [item.text for item in rest] == ["Two.", "Three."]
    assert await store.unembedded(MODEL, rest[-1].passage) == []


async def test_vectors_of_passages_that_changed_meanwhile_are_not_kept(store: OpenSearchStore):
    await store.put(report("one"))
    waiting = await store.unembedded(MODEL)
    await store.put(report("one", "A ship came. It left."))
    await store.put_vectors(MODEL, dict.fromkeys([*waiting, Unembedded("nobody\x1f0", "Nothing.")], (1.0, 0.5)))
    assert await found(store) == ["one It left."]


@pytest.mark.parametrize("vectors", [((1.0, 0.0), (1.0,)), ((0.0, 0.0), (1.0, 0.0)), ((), ())])
async def test_vectors_that_are_none_are_refused(store: OpenSearchStore, vectors: tuple[tuple[float, ...], ...]):
    await store.put(report("one"))
    waiting = await store.unembedded(MODEL)
    with pytest.raises(StoreError, match=r"dimension|no length"):
        await store.put_vectors(MODEL, dict(zip(waiting, vectors, strict=True)))
    assert await store.vector_count(MODEL) == VectorCount(0, 2)
