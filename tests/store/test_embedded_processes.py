"""The embedded store between processes: many readers, writers one after the other, and sudden death."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.store import keeper
from assistant.store.contract import PassageQuery, QuoteQuery
from assistant.store.embedded import open_embedded
from tests.store.programs import CROWD, numbered

ROOT = Path(__file__).resolve().parents[2]


def start(*arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.programs", *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(process: subprocess.Popen[str]) -> str:
    told, complaints = process.communicate(timeout=100)
    assert process.returncode == 0, complaints
    return told


async def check_whole(folder: Path, acknowledged: int) -> None:
    """Every document that is there is there with all that was read out of it, and none acknowledged is missing."""
    store = await open_embedded(folder, create=False)
    ids = [summary.id async for summary in store.documents()]
    assert ids[:acknowledged] == [numbered(number).document.id for number in range(acknowledged)]
    assert len(ids) <= acknowledged + 1
    status = await store.status()
    assert status.quotes == status.events == len(ids)
    assert status.passages == 3 * len(ids)
    assert len(await store.search(PassageQuery(words=("boat",), limit=1000))) == len(ids)
    assert len(await store.mentions("Ana Veloso", limit=1000)) == len(ids)
    assert len(await store.quotes(QuoteQuery(speakers=("Ana Veloso",), limit=1000))) == len(ids)
    await store.close()


@pytest.mark.parametrize("lines", [1, 9, 10, 11, 24])
async def test_a_killed_writer_leaves_whole_documents_and_all_it_acknowledged(tmp_path: Path, lines: int):
    process = start("write", tmp_path / "store", 0, 100_000)
    assert process.stdout is not None
    for _ in range(lines):
        process.stdout.readline()
    process.kill()
    rest = process.stdout.read().split("\n")[:-1]
    process.communicate()
    await check_whole(tmp_path / "store", lines + len(rest))


async def test_two_processes_write_the_same_store_at_once(tmp_path: Path):
    folder = tmp_path / "store"
    both = [start("write", folder, 0, 60), start("write", folder, 40, 100)]
    for process in both:
        finish(process)
    await check_whole(folder, 100)


async def test_a_reader_sees_what_another_process_wrote(tmp_path: Path):
    folder = tmp_path / "store"
    store = await open_embedded(folder)
    await store.put(numbered(1))
    assert len(await store.search(PassageQuery(words=("boat",)))) == 1
    finish(start("write", folder, 2, 5))
    assert len(await store.search(PassageQuery(words=("boat",)))) == 4
    await store.put(numbered(7))
    assert finish(start("find", folder, "boat")).split() == ["n00001", "n00002", "n00003", "n00004", "n00007"]
    await store.close()


async def test_a_search_shows_one_moment_of_a_store_that_another_process_writes(tmp_path: Path):
    folder = tmp_path / "store"
    store = await open_embedded(folder)
    process = start("churn", folder, 0, 60)
    assert process.stdout is not None
    told = asyncio.create_task(asyncio.to_thread(process.stdout.readline))
    latest, seen = -1, set[int]()
    while line := (await told if latest < 0 else told.result() if told.done() else "same"):
        if line != "same":
            latest = int(line)
            told = asyncio.create_task(asyncio.to_thread(process.stdout.readline))
        for query in (PassageQuery(words=("boat",), limit=100), PassageQuery(phrases=("the boat",), limit=100)):
            hits = await store.search(query)
            rounds = {int(hit.text.split()[2]) for hit in hits}
            assert (len(hits), len(rounds)) == (CROWD, 1)
            assert rounds.pop() >= latest
        heads = await store.search_documents(PassageQuery(words=("boat",), entity="Ana Veloso", limit=100))
        assert (len(heads), len({head.date for head, _ in heads})) == (CROWD, 1)
        seen.add((heads[0][0].date - date(2020, 1, 1)).days if heads[0][0].date else -1)
    assert latest == 59
    assert len(seen) > 1
    finish(process)
    await store.refresh()
    assert len(await store.search(PassageQuery(words=("boat",), limit=100))) == CROWD
    await store.close()


async def test_an_index_rebuilt_by_another_process_is_taken_up(tmp_path: Path):
    folder = tmp_path / "store"
    store = await open_embedded(folder)
    await store.put(numbered(1))
    assert len(await store.search(PassageQuery(words=("boat",)))) == 1
    for file in (folder / "index").iterdir():
        file.unlink()
    assert finish(start("find", folder, "boat")).split() == ["n00001"]
    await store.put(numbered(2))
    assert len(await store.search(PassageQuery(words=("boat",)))) == 2
    await store.close()


async def test_documents_go_and_come_while_another_process_is_at_the_indexes_for_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeper, "WAIT_MS", 200)
    folder = tmp_path / "store"
    store = await open_embedded(folder)
    await store.put_many([numbered(number) for number in range(5)])
    await store.refresh()
    process = start("keep", folder)
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "kept\n"
        assert await store.forget("n00001")
        await store.put(numbered(7))
        await store.refresh()
        assert (await store.status()).index_behind == 2
        hits = await store.search(PassageQuery(words=("boat",)))
        assert {hit.document.id for hit in hits} == {f"n0000{number}" for number in (0, 2, 3, 4, 7)}
    finally:
        process.kill()
        process.communicate()
    await store.refresh()
    assert (await store.status()).index_behind == 0
    await store.close()


async def test_a_reader_brings_the_indexes_up_to_date_beside_a_writer_at_full_speed(tmp_path: Path):
    folder = tmp_path / "store"
    store = await open_embedded(folder)
    process = start("write", folder, 0, 100)
    assert process.stdout is not None
    while line := await asyncio.to_thread(process.stdout.readline):
        await store.refresh()
        assert await store.document(f"n{int(line):05}")
    finish(process)
    await store.refresh()
    assert (await store.status()).index_behind == 0
    await store.close()


def test_a_program_that_leaves_its_store_open_ends(tmp_path: Path):
    assert finish(start("leave_open", tmp_path / "store")) == ""
