"""A store on a cluster: writers that meet, clusters that refuse, texts that are odd."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assistant.errors import SchemaTooNewError, StoreError, UsageError
from assistant.store.contract import PassageQuery, QuoteQuery, Record, Settled, Store
from assistant.store.desk_keys import issue
from assistant.store.opensearch.address import read_address
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.desk import open_cluster_desk
from assistant.store.opensearch.mappings import DOCUMENTS, VERSION
from assistant.store.opensearch.store import OpenSearchStore, open_cluster
from assistant.store.view_contract import StoreView
from tests.store.contract_suite import EARLY, dispute, fill, summit, undated
from tests.store.records import Builder

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
async def store(address: str) -> AsyncIterator[OpenSearchStore]:
    opened = await open_cluster(address, create=True)
    yield opened
    await opened.close()


@pytest.fixture
async def other(address: str, store: Store) -> AsyncIterator[Store]:
    """The same store as another process sees it."""
    assert (await store.holdings()).documents == 0
    opened = await open_cluster(address, create=False)
    yield opened
    await opened.close()


@pytest.fixture
async def cluster(address: str) -> AsyncIterator[Cluster]:
    opened = Cluster(read_address(address))
    yield opened
    await opened.close()


def version(number: int) -> Record:
    """One of several texts of the same document."""
    text = " ".join(f"Ana Veloso counted {number} boats on day {line}." for line in range(30))
    builder = Builder("same", text, EARLY)
    for line in range(30):
        builder.mention("Ana Veloso", nth=line)
    return builder.record()


# --- writers ---


async def test_what_one_process_wrote_the_other_finds_at_once(store: Store, other: Store):
    for number in range(5):
        await fill(store, undated(f"n{number}"))
        assert len(await other.search(PassageQuery(words=("boat",)))) == number + 1
        assert len(await other.mentions("Ana Veloso")) == number + 1


async def test_of_writers_of_one_document_the_last_is_there_and_nothing_of_the_others(store: Store, other: Store):
    outcomes = await asyncio.gather(*(each.put(version(number)) for number in range(4) for each in (store, other)))
    assert outcomes.count("added") == 1
    assert set(outcomes) <= {"added", "replaced", "unchanged"}
    found = await store.document("same")
    hits = await other.search(PassageQuery(words=("boats",), limit=200))
    assert found is not None
    assert len(hits) == 30
    assert {hit.text.split()[3] for hit in hits} == {found.text.split()[3]}
    [entity] = await other.entities("Ana Veloso")
    assert entity.mentions == 30


async def test_a_batch_that_holds_a_document_twice_leaves_the_later_one(store: Store):
    assert await store.put_many([version(1), undated(), version(2), version(2)]) == [
        "added",
        "added",
        "replaced",
        "unchanged",
    ]
    found = await store.document("same")
    assert found is not None
    assert "counted 2" in found.text


async def test_an_id_of_another_collection_is_refused_before_anything_is_written(store: Store):
    await fill(store, undated("taken"))
    elsewhere = replace(undated("taken").document, collection="embassy")
    with pytest.raises(UsageError, match="is a document of the collection default"):
        await store.put_many([summit(), replace(undated("taken"), document=elsewhere)])
    assert await store.document("summit") is None


async def test_a_document_forgotten_by_two_is_forgotten_once(store: Store, other: Store):
    await fill(store, summit())
    assert sorted(await asyncio.gather(store.forget("summit"), other.forget("summit"))) in ([False, True], [True, True])
    assert await store.document("summit") is None


# --- inputs and answers ---


async def test_an_input_is_known_while_its_documents_are_as_they_were(store: Store):
    await fill(store, summit(), dispute())
    marks = await store.fingerprints(["summit", "dispute"])
    await store.settle(
        [
            Settled("a.txt", "m1", (("summit", marks["summit"]),), origin="folder"),
            Settled("b.txt", "m2", (("dispute", marks["dispute"]),), (("b.txt:2", "no text"),), origin="folder"),
            Settled("c.txt", None, failures=(("c.txt", "is empty"),)),
        ]
    )
    known = await store.inputs(["a.txt", "b.txt", "c.txt", "d.txt"])
    assert {name: (one.mark, one.documents, one.whole, one.failed) for name, one in known.items()} == {
        "a.txt": ("m1", ("summit",), True, False),
        "b.txt": ("m2", ("dispute",), True, True),
        "c.txt": (None, (), False, True),
    }
    assert await store.inputs_from("folder") == ["a.txt", "b.txt"]
    assert await store.inputs_from() == ["a.txt", "b.txt", "c.txt"]
    assert {(one.input, one.name, one.reason) for one in await store.failures()} == {
        ("b.txt", "b.txt:2", "no text"),
        ("c.txt", "c.txt", "is empty"),
    }
    assert (await store.status()).failures == 2
    assert await store.forget("summit")
    assert "a.txt" not in await store.inputs(["a.txt"])
    assert await store.forget_input("b.txt") == ["dispute"]
    assert await store.document("dispute") is None
    await store.settle([Settled("c.txt", "m")])
    assert await store.failures() == []


async def test_answers_of_a_model_go_with_the_last_document_of_their_text(store: Store):
    twin = Builder("twin", summit().document.text).record()
    await fill(store, summit(), twin)
    text = summit().document.sha256
    await store.keep_answers(text, {"r1": "one", "r2": "two"})
    await store.keep_answers(text, {"r1": "uno"})
    assert await store.kept_answers(["r1", "r2", "r3"]) == {"r1": "uno", "r2": "two"}
    await store.forget("twin")
    assert len(await store.kept_answers(["r1", "r2"])) == 2
    await store.forget("summit")
    assert await store.kept_answers(["r1", "r2"]) == {}


# --- refusals ---


async def test_a_block_for_a_full_disk_is_told_and_lifted(store: Store, cluster: Cluster):
    await fill(store, undated())
    settings = f"/{cluster.index(DOCUMENTS)}/_settings"
    await cluster.ask("PUT", settings, {"index.blocks.read_only_allow_delete": True})
    try:
        with pytest.raises(StoreError, match="blocked for writing"):
            await store.put(summit())
        assert "blocked for writing" in (await store.status()).note
        assert len(await store.search(PassageQuery(words=("boat",)))) == 1
    finally:
        await cluster.ask("PUT", settings, {"index.blocks.read_only_allow_delete": None})
    assert await store.put(summit()) == "added"
    assert (await store.status()).note == ""


async def test_a_store_that_is_not_there_or_not_whole_is_told(new_address: str):
    with pytest.raises(StoreError, match=r"There is no store at .*; run `attache ingest"):
        await open_cluster(new_address, create=False)
    store = await open_cluster(new_address, create=True)
    cluster = Cluster(read_address(new_address))
    await cluster.ask("DELETE", f"/{cluster.index(DOCUMENTS)}-v{VERSION}")
    with pytest.raises(StoreError, match=r"An index of the store .* is missing"):
        await store.search(PassageQuery(words=("boat",)))
    with pytest.raises(StoreError, match=r"An index of the store .* is missing"):
        await store.search(PassageQuery(words=("boat",), entity="Ana Veloso"))
    with pytest.raises(StoreError, match=r"An index of the store .* is missing"):
        await store.put(undated())
    with pytest.raises(StoreError, match=r"An index of the store .* is missing"):
        await store.document("undated")
    with pytest.raises(StoreError, match=r"An index of the store .* is missing"):
        await open_cluster(new_address, create=False)
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.status()
    await cluster.close()


async def test_a_store_of_a_newer_version_is_left_alone(new_address: str, monkeypatch: pytest.MonkeyPatch):
    await (await open_cluster(new_address, create=True)).close()
    monkeypatch.setattr("assistant.store.opensearch.indexes.VERSION", VERSION - 1)
    with pytest.raises(SchemaTooNewError):
        await open_cluster(new_address, create=True)


async def test_two_who_make_a_store_at_the_same_time_make_one(new_address: str):
    stores = await asyncio.gather(*(open_cluster(new_address, create=True) for _ in range(3)))
    assert await stores[0].put(undated()) == "added"
    assert [await store.put(undated()) for store in stores[1:]] == ["unchanged", "unchanged"]
    for store in stores:
        await store.close()


# --- odd texts ---


async def test_half_a_surrogate_pair_is_refused_and_asked_for_in_vain(store: Store):
    with pytest.raises(UsageError, match="half of a surrogate pair"):
        await store.put(Builder("odd", "A boat.", title="\ud800").record())
    assert await store.document("\ud800") is None


async def test_words_and_names_of_any_length_are_kept_and_found(store: Store):
    word, name = "x" * 400, "Ana " + "b" * 40_000
    builder = Builder("i" * 2000, f"{word} and {name} met. {word} left.", EARLY, source="s" * 40_000, title=name)
    await fill(store, builder.mention(name).quote("met", name).record())
    assert [hit.document.id for hit in await store.search(PassageQuery(words=(word,), limit=1))] == ["i" * 2000]
    assert [match.mentions for match in await store.entities(name)] == [1]
    assert len(await store.quotes(QuoteQuery(speakers=(name,)))) == 1
    assert len(await store.search(PassageQuery(phrases=(f"{word} left",)))) == 1
    assert (await store.document("i" * 2000)) == builder.document


async def test_days_at_both_ends_of_the_calendar_are_kept(store: Store):
    first, last = date(1, 1, 1), date(9999, 12, 31)
    made = Builder("ages", "It lasted long.", last).event("lasted", first, last).date("long", first).record()
    await fill(store, made)
    assert (await store.holdings()).last == last
    assert len(await store.quotes(QuoteQuery(lo=first, hi=last))) == 0


# --- snapshots ---


async def test_a_snapshot_of_the_cluster_brings_a_lost_store_back(new_address: str):
    store, cluster = await open_cluster(new_address, create=True), Cluster(read_address(new_address))
    desk = await open_cluster_desk(new_address, create=True)
    key, _ = issue("Ana", ("read",), None, NOW)
    await fill(store, summit(), dispute())
    await desk.add_key(key)
    ours, repository = cluster.index("*"), f"/_snapshot/{cluster.address.prefix}"
    await cluster.ask("PUT", repository, {"type": "fs", "settings": {"location": cluster.address.prefix}})
    waiting = {"wait_for_completion": "true"}
    taken = await cluster.ask("PUT", f"{repository}/monday", {"indices": ours, "include_global_state": False}, waiting)
    assert taken["snapshot"]["state"] == "SUCCESS"
    await store.forget("summit")
    await cluster.ask("DELETE", f"/{ours}")
    await cluster.ask(
        "POST", f"{repository}/monday/_restore", {"indices": ours, "include_global_state": False}, waiting
    )
    assert await store.document("summit") == summit().document
    assert len(await store.search(PassageQuery(words=("Veloso",)))) == 4
    assert await desk.keys() == [key]
    await cluster.ask("DELETE", f"{repository}/monday")
    await cluster.ask("DELETE", repository)
    for each in (store, desk, cluster):
        await each.close()


# --- one state ---


async def test_what_is_asked_at_once_sees_one_state_whatever_is_written_meanwhile(store: Store, other: Store):
    await fill(store, summit(), dispute())
    loop = asyncio.get_running_loop()
    query = PassageQuery(words=("Veloso", "boat"))

    def work(view: StoreView) -> list[object]:
        asked = [len(view.search(query)), len(view.search_documents(query)), view.document_frequency(["boat"])]
        for writing in (other.put(undated()), other.forget("dispute"), other.refresh()):
            asyncio.run_coroutine_threadsafe(writing, loop).result()
        again = [len(view.search(query)), len(view.search_documents(query)), view.document_frequency(["boat"])]
        assert again == asked
        return [*asked, view.sources(), [match.mentions for match in view.entities("Veloso")]]

    assert await store.at_once(work) == [4, 2, {"boat": 0}, ["Coast Radio", "Harbour News"], [4]]
    assert await store.at_once(
        lambda view: [hit.document.id for hit in view.search(PassageQuery(words=("boat",)))]
    ) == ["undated"]


async def test_what_fails_in_the_middle_of_asking_at_once_is_told(store: Store):
    def work(_: StoreView) -> None:
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        await store.at_once(work)
