"""A store on a cluster gets the indexes of a new version while it is read and written."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest

from assistant.doors.cli.app import run
from assistant.errors import SchemaTooNewError, StoreError
from assistant.store.contract import PassageQuery, Record, Settled
from assistant.store.desk_keys import issue
from assistant.store.opening import open_store
from assistant.store.opensearch import upgrading
from assistant.store.opensearch.address import read_address
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.desk import open_cluster_desk
from assistant.store.opensearch.mappings import DESK_INDEXES, DOCUMENTS, STORE_INDEXES, VERSION
from assistant.store.opensearch.store import OpenSearchStore, open_cluster
from assistant.store.opensearch.upgrading import upgrade
from assistant.types import Document, Reading
from tests.store.contract_suite import dispute, summit, undated
from tests.store.opensearch.test_cluster_agrees import invented
from tests.store.opensearch.test_cluster_desk import NOW
from tests.store.records import Builder
from tests.store.test_desk import talk, told
from tests.support.clusters import hosts, remove

OLD, NEW = VERSION, VERSION + 1
Release = Callable[[int, int], None]


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> Release:
    """Be the Attaché of this version, whose indexes take the records of writers from that version on."""
    monkeypatch.setattr("assistant.store.opensearch.upgrading.GRACE", 0.5)

    def become(version: int, oldest_writer: int) -> None:
        for module in ("mappings", "indexes", "cluster", "upgrading"):
            monkeypatch.setattr(f"assistant.store.opensearch.{module}.VERSION", version)
        monkeypatch.setattr("assistant.store.opensearch.indexes.OLDEST_WRITER", oldest_writer)

    return become


@pytest.fixture
def emptied() -> Iterator[str]:
    """The address of a store that is not there yet, for tests outside of any event loop."""
    url = f"{hosts()}/test-{uuid4().hex}?shards=2"
    yield url
    asyncio.run(remove(url))


def quiet(_: str) -> None:
    """Progress that nobody watches."""


def numbered(number: int, text: str = "counted boats") -> Record:
    return Builder(f"n{number:04}", f"Ana Veloso {text} on pier{number}.").mention("Ana Veloso").record()


async def contents(store: OpenSearchStore) -> dict[str, tuple[Document, Reading]]:
    return by_name(await store.records([head.id async for head in store.documents()]))


def by_name(records: Iterable[Record]) -> dict[str, tuple[Document, Reading]]:
    return {record.document.id: (record.document, record.reading) for record in records}


@dataclass
class Busy:
    """People who use a store until they are told to stop."""

    store: OpenSearchStore
    wanted: dict[str, Record]
    turns: int = 0
    asked: int = 0

    async def write(self, stop: asyncio.Event) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            for record in (numbered(1000 + number), numbered(number % 30, f"wrote {number} times")):
                assert await self.store.put(record) in ("added", "replaced")
                self.wanted[record.document.id] = record
            gone = f"n{1000 + number - 5}"
            if number > 5 and number % 2:
                assert await self.store.forget(gone)
                del self.wanted[gone]

    async def read(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            hits = await self.store.at_once(lambda view: view.search(PassageQuery(words=("pier31", "pier32"))))
            assert {hit.document.id for hit in hits} == {"n0031", "n0032"}
            hits = await self.store.search(PassageQuery(words=("pier31",)))
            assert {hit.document.id for hit in hits} == {"n0031"}
            assert await self.store.document("n0031") == self.wanted["n0031"].document
            self.asked += 1


async def until(condition: Callable[[], bool], people: Sequence[asyncio.Task[None]]) -> None:
    """Wait until it is so; raises what the people raise."""
    while not condition():
        done, _ = await asyncio.wait(people, timeout=0.02)
        for task in done:
            await task


async def test_who_reads_and_writes_during_an_upgrade_loses_nothing_and_sees_no_error(
    new_address: str, release: Release
):
    store, desk = await open_cluster(new_address, create=True), await open_cluster_desk(new_address, create=True)
    busy = Busy(store, {record.document.id: record for record in map(numbered, range(60))})
    await store.put_many(list(busy.wanted.values()))
    kept, stop = talk(), asyncio.Event()
    await desk.start(kept)

    async def converse() -> None:
        while not stop.is_set():
            turn = told(busy.turns, f"{busy.turns}?")
            assert await desk.keep_turn("ana", kept.id, turn, ledger={}, version=busy.turns) == busy.turns + 1
            busy.turns += 1

    people = [asyncio.create_task(does) for does in (busy.write(stop), busy.read(stop), converse())]
    await until(lambda: busy.turns > 3 and busy.asked > 3, people)
    release(NEW, OLD)
    done = await upgrade(new_address, quiet)
    before = busy.turns, busy.asked
    await until(lambda: busy.turns > before[0] + 3 and busy.asked > before[1] + 3, people)
    stop.set()
    await asyncio.gather(*people)
    assert done is not None
    assert done.records >= 60
    newer = await open_cluster(new_address, create=False)
    assert await contents(newer) == by_name(busy.wanted.values())
    found = await desk.conversation("ana", kept.id)
    assert found is not None
    assert [turn.question for turn in found.turns] == [f"{number}?" for number in range(busy.turns)]
    assert await upgrade(new_address, quiet) is None
    for each in (store, desk, newer):
        await each.close()


async def test_after_an_upgrade_all_is_as_it_was_and_nothing_old_is_left(new_address: str, release: Release):
    store, desk = await open_cluster(new_address, create=True), await open_cluster_desk(new_address, create=True)
    records = invented()
    await store.put_many([*records, summit(), dispute()])
    await store.settle([Settled("a.txt", "m", (("summit", (await store.fingerprints(["summit"]))["summit"]),))])
    await store.keep_answers(summit().document.sha256, {"r": "one"})
    key, _ = issue("Ana", ("read",), None, NOW)
    await desk.add_key(key)
    before = await contents(store), await store.status(), await store.inputs(["a.txt"])
    release(NEW, NEW)
    with pytest.raises(StoreError, match="is of an earlier version; run `attache upgrade"):
        await open_cluster(new_address, create=True)
    steps: list[str] = []
    await upgrade(new_address, steps.append)
    assert f"{DOCUMENTS}: {len(before[0])} of {len(before[0])}" in steps
    newer, desk_after = (
        await open_cluster(new_address, create=False),
        await open_cluster_desk(new_address, create=False),
    )
    status = await newer.status()
    assert (await contents(newer), await newer.inputs(["a.txt"])) == (before[0], before[2])
    assert (status.passages, status.quotes, status.events) == (before[1].passages, before[1].quotes, before[1].events)
    assert await newer.kept_answers(["r"]) == {"r": "one"}
    assert await newer.put(summit()) == "unchanged"
    assert await desk_after.keys() == [key]
    cluster = Cluster(read_address(new_address))
    names = await cluster.ask("GET", f"/{cluster.index('*')}")
    assert set(names) == {f"{cluster.index(name)}-v{NEW}" for name in (*STORE_INDEXES, *DESK_INDEXES)}
    for each in (store, desk, newer, desk_after, cluster):
        await each.close()


async def test_a_writer_whose_records_do_no_more_is_told_and_reads_on(new_address: str, release: Release):
    store = await open_cluster(new_address, create=True)
    await store.put_many([summit(), dispute()])
    release(NEW, NEW)
    await upgrade(new_address, quiet)
    writes: list[Callable[[], Awaitable[object]]] = [
        lambda: store.put(undated()),
        lambda: store.put(Builder("summit", "Another text.").record()),
        lambda: store.forget("dispute"),
        lambda: store.settle([Settled("a.txt", "m", (("summit", "f"),))]),
    ]
    for write in writes:
        with pytest.raises(StoreError, match="was upgraded by a newer Attaché"):
            await write()
    assert await store.document("summit") == summit().document
    assert len(await store.search(PassageQuery(words=("Veloso",)))) == 4
    await store.close()


async def test_an_upgrade_that_was_broken_off_is_gone_on_with(
    new_address: str, release: Release, monkeypatch: pytest.MonkeyPatch
):
    store = await open_cluster(new_address, create=True)
    await store.put_many([summit(), dispute(), undated()])
    release(NEW, OLD)

    async def breaks(*_: object) -> None:
        raise StoreError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(upgrading, "_switch", breaks)
        with pytest.raises(StoreError, match="the power went"):
            await upgrade(new_address, quiet)
    assert await store.forget("dispute")
    assert await store.put(Builder("summit", "Another text.").record()) == "replaced"
    done = await upgrade(new_address, quiet)
    assert done is not None
    assert done.records == 1  # what was not brought by the first, or has changed since
    newer = await open_cluster(new_address, create=False)
    assert sorted(await contents(newer)) == ["summit", "undated"]
    found = await newer.document("summit")
    assert found is not None
    assert found.text == "Another text."
    for each in (store, newer):
        await each.close()


async def test_of_two_upgrades_at_once_one_does_it_and_nothing_is_lost(new_address: str, release: Release):
    store = await open_cluster(new_address, create=True)
    records = [numbered(number) for number in range(50)]
    await store.put_many(records)
    release(NEW, OLD)
    outcomes = await asyncio.gather(*(upgrade(new_address, quiet) for _ in range(2)), return_exceptions=True)
    assert any(isinstance(outcome, upgrading.Upgraded) for outcome in outcomes)
    assert all(outcome is None or isinstance(outcome, upgrading.Upgraded | StoreError) for outcome in outcomes), (
        outcomes
    )
    newer = await open_cluster(new_address, create=False)
    assert await contents(newer) == by_name(records)
    for each in (store, newer):
        await each.close()


async def test_a_store_from_before_there_were_aliases_is_upgraded_too(new_address: str, release: Release):
    cluster = Cluster(read_address(new_address))
    store = await open_cluster(new_address, create=True)
    await store.put_many([summit(), dispute()])
    for name in STORE_INDEXES:
        made, block = f"{cluster.index(name)}-v{OLD}", "index.blocks.write"
        spare = f"{cluster.address.prefix}-{uuid4().hex}"
        await cluster.ask("PUT", f"/{made}/_settings", {block: True})
        await cluster.ask("PUT", f"/{made}/_clone/{spare}", {"settings": {block: None}})
        await cluster.ask("GET", f"/_cluster/health/{spare}", params={"wait_for_status": "yellow"})
        await cluster.ask("DELETE", f"/{made}")
        await cluster.ask("PUT", f"/{spare}/_settings", {block: True})
        await cluster.ask("PUT", f"/{spare}/_clone/{cluster.index(name)}", {"settings": {block: None}})
        await cluster.ask("DELETE", f"/{spare}")
    release(NEW, NEW)
    with pytest.raises(StoreError, match="run `attache upgrade"):
        await open_cluster(new_address, create=False)
    await upgrade(new_address, quiet)
    newer = await open_cluster(new_address, create=False)
    assert sorted(await contents(newer)) == ["dispute", "summit"]
    assert await newer.put(undated()) == "added"
    for each in (store, newer, cluster):
        await each.close()


def test_the_command_upgrades_a_store_once(emptied: str, release: Release, capsys: pytest.CaptureFixture[str]):
    asyncio.run(made(emptied))
    release(NEW, NEW)
    assert run(["status", "--store", emptied]) == 3
    assert "run `attache upgrade" in capsys.readouterr().err
    assert run(["upgrade", "--store", emptied]) == 0
    assert "Upgraded: 2 records made anew" in capsys.readouterr().err
    assert run(["upgrade", "--store", emptied, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"upgraded": False, "records": 0, "closed": 0}


def test_a_store_in_a_folder_needs_no_upgrade(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = str(tmp_path / "store")
    assert run(["upgrade", "--store", folder]) == 3
    asyncio.run(made(folder))
    assert run(["upgrade", "--store", folder]) == 0
    assert "nothing was to be done" in capsys.readouterr().err


async def made(url: str) -> None:
    store = await open_store(url, create=True)
    await store.put_many([summit(), dispute()])
    await store.close()


async def test_a_store_of_a_newer_version_or_none_is_not_upgraded(new_address: str, release: Release):
    with pytest.raises(StoreError, match="There is no store at"):
        await upgrade(new_address, quiet)
    await (await open_cluster(new_address, create=True)).close()
    release(OLD - 1, OLD - 1)
    with pytest.raises(SchemaTooNewError):
        await upgrade(new_address, quiet)
