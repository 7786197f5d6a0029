"""A folder kept in step: what is new, changed and deleted in it is so in the store."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from pathlib import Path

import pytest

from assistant.errors import StoreError
from assistant.formats import survey
from assistant.ingest import ingest_files
from assistant.intake import Intake
from assistant.store.contract import Store
from assistant.store.embedded import open_embedded
from assistant.watching import EMPTY, InStep, Watch, changes_in

Change = Callable[[], set[Path]]


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await open_embedded(tmp_path / "store")
    yield store
    await store.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    write(folder / "a.txt", "The boat came.")
    write(folder / "sub" / "b.txt", "The boat went.")
    return folder


def write(path: Path, text: str) -> set[Path]:
    path.write_text(text)
    return {path}


async def kept(store: Store, folder: Path, *changes: Change, intake: Intake | None = None) -> list[list[str]]:
    """What is told in each round: the first one, and one after each change."""

    in_step = asyncio.Event()

    async def coming() -> AsyncIterator[set[Path]]:
        for change in changes:
            await in_step.wait()  # the first is asked for while the first round goes on
            yield change()

    rounds: list[list[str]] = [[]]
    async with aclosing(Watch(store, folder, intake=intake, workers=1).run(coming())) as all_news:
        async for news in all_news:
            if isinstance(news, InStep):
                rounds.append([])
                in_step.set()
            elif not str(news).endswith("unchanged."):
                rounds[-1].append(str(news).replace(str(folder), "in"))
    return rounds[:-1]


async def held(store: Store) -> list[str]:
    return [head.id async for head in store.documents()]


async def test_new_changed_and_deleted_files_are_so_in_the_store(store: Store, folder: Path):
    def delete() -> set[Path]:
        (folder / "a.txt").unlink()
        return {folder / "a.txt"}

    told = await kept(
        store,
        folder,
        lambda: write(folder / "c.txt", "The boat sank."),
        lambda: write(folder / "a.txt", "The ferry came."),
        delete,
    )
    assert told == [
        ["a.txt: added.", "sub/b.txt: added."],
        ["c.txt: added."],
        ["a.txt: replaced."],
        ["a.txt: forgotten."],
    ]
    assert await held(store) == ["c.txt", "sub/b.txt"]


async def test_what_happened_while_nobody_watched_is_made_up_for(store: Store, folder: Path):
    await kept(store, folder)
    (folder / "a.txt").unlink()
    (folder / "sub").rename(folder / "other")
    assert await kept(store, folder) == [["other/b.txt: added.", "a.txt: forgotten.", "sub/b.txt: forgotten."]]
    assert await kept(store, folder) == [[]]


async def test_a_folder_that_gets_another_name_is_seen_by_its_files(store: Store, folder: Path):
    def rename() -> set[Path]:
        (folder / "sub").rename(folder / "other")
        return {folder / "sub", folder / "other"}

    assert (await kept(store, folder, rename))[1] == ["other/b.txt: added.", "sub/b.txt: forgotten."]


async def test_a_document_that_its_file_no_longer_holds_is_forgotten(store: Store, folder: Path):
    one, two = '{"id": "one", "text": "It came."}\n', '{"id": "two", "text": "It went."}\n'
    lines = folder / "c.jsonl"
    write(lines, one + two)
    told = await kept(store, folder, lambda: write(lines, one), lambda: write(lines, one + "broken"))
    assert told[1] == ["two: forgotten."]
    assert told[2] == ["in/c.jsonl, line 2: it is not JSON; each line must be one object."]
    assert "one" in await held(store)


async def test_a_file_that_cannot_be_read_for_a_while_keeps_its_documents_until_it_is_deleted(
    store: Store, folder: Path
):
    def delete() -> set[Path]:
        (folder / "a.txt").unlink()
        return {folder / "a.txt"}

    told = await kept(store, folder, lambda: write(folder / "a.txt", "\x00"), delete)
    assert len(told[1]) == 1
    assert told[2] == ["a.txt: forgotten."]
    assert await store.failures() == []


async def test_what_came_from_elsewhere_stays(store: Store, folder: Path, tmp_path: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    write(elsewhere / "z.txt", "The train came.")
    for intake in (Intake(), Intake("rail")):
        async for _ in ingest_files(store, survey([elsewhere]), intake=intake, workers=1):
            pass
    async for _ in ingest_files(store, survey([folder]), intake=Intake("rail"), workers=1):
        pass
    (folder / "a.txt").unlink()
    await kept(store, folder)
    assert await held(store) == ["rail/a.txt", "rail/sub/b.txt", "rail/z.txt", "sub/b.txt", "z.txt"]
    assert await kept(store, folder, intake=Intake("rail")) == [["rail/a.txt: forgotten."]]


async def test_an_empty_folder_may_be_a_disk_that_is_away_and_forgets_nothing(store: Store, folder: Path):
    await kept(store, folder)
    (folder / "a.txt").unlink()
    (folder / "sub" / "b.txt").unlink()
    assert await kept(store, folder) == [[f"in: {EMPTY}."]]
    assert len(await held(store)) == 2


async def test_a_fault_of_the_store_is_told_and_tried_again(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("assistant.watching._FAILED_SECONDS", 0)
    put_many, faults = store.put_many, [StoreError("The disk is full.")]

    async def put(records: object) -> object:
        if faults:
            raise faults.pop()
        return await put_many(records)  # type: ignore[arg-type] - what came in goes on

    monkeypatch.setattr(store, "put_many", put)
    assert await kept(store, folder) == [["in: The disk is full.", "a.txt: added.", "sub/b.txt: added."]]


async def test_changes_of_files_are_told_by_the_system(folder: Path):
    async with aclosing(changes_in(folder)) as changes:
        first = asyncio.ensure_future(anext(changes))
        while not first.done():
            write(folder / "new.txt", "The boat came.")
            await asyncio.wait([first], timeout=0.3)
        assert folder / "new.txt" in await first
