"""A store and its desk in one file and back, while others read and write."""

from __future__ import annotations

import asyncio
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.errors import StoreError, UnreadableError, UsageError
from assistant.store.backup import back_up, restore
from assistant.store.contract import PassageQuery, QuoteQuery
from assistant.store.desk_keys import issue
from assistant.store.embedded import EmbeddedStore, open_embedded
from assistant.store.embedded_desk import open_embedded_desk
from tests.store.programs import numbered
from tests.store.records import Builder


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[EmbeddedStore]:
    store = await open_embedded(tmp_path / "store")
    await store.put_many([numbered(number) for number in range(5)])
    yield store
    await store.close()


async def ids(store: EmbeddedStore) -> list[str]:
    return [head.id async for head in store.documents()]


async def found(store: EmbeddedStore, word: str) -> list[str]:
    return sorted({hit.document.id for hit in await store.search(PassageQuery(words=(word,), limit=100))})


async def test_a_backup_restores_documents_readings_search_keys_and_conversations(store: EmbeddedStore, tmp_path: Path):
    desk = await open_embedded_desk(tmp_path / "store")
    key, _ = issue("Ana", ("read",), None, datetime.now(UTC))
    await desk.add_key(key)
    await desk.close()
    made = await asyncio.to_thread(back_up, tmp_path / "store", tmp_path / "kept.zip")
    assert (made.documents, made.desk) == (5, True)
    restore(tmp_path / "kept.zip", tmp_path / "new")
    again, desk = await open_embedded(tmp_path / "new", create=False), await open_embedded_desk(tmp_path / "new")
    assert await ids(again) == await ids(store)
    assert await found(again, "boat") == await ids(store)
    assert len(await again.quotes(QuoteQuery(speakers=("Ana Veloso",)))) == 5
    assert [kept.id for kept in await desk.keys()] == [key.id]
    assert (tmp_path / "new" / "desk.db").stat().st_mode & 0o77 == 0
    await again.close()
    await desk.close()


async def test_a_backup_made_while_others_write_is_one_moment_of_the_store(store: EmbeddedStore, tmp_path: Path):
    async def write() -> None:
        for number in range(10, 200, 2):
            await store.put_many([numbered(number), numbered(number + 1)])

    writing = asyncio.create_task(write())
    counts: list[int] = []
    while not writing.done():
        file = tmp_path / f"kept{len(counts)}.zip"
        made = await asyncio.to_thread(back_up, tmp_path / "store", file)
        restore(file, tmp_path / f"new{len(counts)}")
        again = await open_embedded(tmp_path / f"new{len(counts)}", create=False)
        assert len(await ids(again)) == made.documents
        assert made.documents % 2 == 1
        assert (await again.status()).quotes == made.documents
        await again.close()
        counts.append(made.documents)
    await writing
    assert counts == sorted(counts)


async def test_those_who_have_the_store_open_see_it_change_and_go_on_writing(store: EmbeddedStore, tmp_path: Path):
    back_up(tmp_path / "store", tmp_path / "kept.zip")
    before = await ids(store)
    await store.put(Builder("other", "Otto Brandt said the ferry sank.").mention("Otto Brandt").record())
    assert await found(store, "ferry") == ["other"]
    restore(tmp_path / "kept.zip", tmp_path / "store", force=True)
    assert await ids(store) == before
    assert await found(store, "ferry") == []
    assert await found(store, "boat") == before
    await store.put(Builder("later", "Otto Brandt said the ferry came.").mention("Otto Brandt").record())
    assert await found(store, "ferry") == ["later"]
    assert [match.name for match in await store.entities("Otto Brandt")] == ["Otto Brandt"]
    assert [located.document.id for located in await store.mentions("Otto Brandt")] == ["later"]


@pytest.mark.usefixtures("store")
async def test_nothing_that_is_there_is_overwritten_unasked(tmp_path: Path):
    back_up(tmp_path / "store", tmp_path / "kept.zip")
    with pytest.raises(UsageError, match="is there already; give another name"):
        back_up(tmp_path / "store", tmp_path / "kept.zip")
    back_up(tmp_path / "store", tmp_path / "kept.zip", force=True)
    with pytest.raises(UsageError, match="There is a store at"):
        restore(tmp_path / "kept.zip", tmp_path / "store")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="holds other files and no store"):
        restore(tmp_path / "kept.zip", tmp_path / "mine")
    with pytest.raises(StoreError, match="There is no store at"):
        back_up(tmp_path / "none", tmp_path / "none.zip")
    with pytest.raises(UsageError, match="There is no file"):
        restore(tmp_path / "none.zip", tmp_path / "new")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]


async def test_a_damaged_backup_changes_nothing(store: EmbeddedStore, tmp_path: Path):
    file, bad = tmp_path / "kept.zip", tmp_path / "bad.zip"
    back_up(tmp_path / "store", file)
    before, data = await ids(store), file.read_bytes()
    await store.forget(before[0])
    broken = [b"", b"not a backup", data[:-30], data[: len(data) // 2]]
    broken += [
        data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :] for place in range(40, len(data), len(data) // 9)
    ]
    for each in broken:
        bad.write_bytes(each)
        told = refusal(bad, tmp_path / "store")
        if told is None:  # a bit that says nothing, as of a date within the archive
            assert await ids(store) == before
            await store.forget(before[0])
        else:
            assert told == f"{bad} is no backup of a store, or a damaged one; nothing was changed."
            assert await ids(store) == before[1:]


def refusal(file: Path, folder: Path) -> str | None:
    """Why a backup is not restored over what is there; None when it was."""
    try:
        restore(file, folder, force=True)
    except UnreadableError as error:
        return str(error)
    return None


@pytest.mark.usefixtures("store")
async def test_a_backup_with_names_that_lead_elsewhere_writes_nothing_there(tmp_path: Path):
    back_up(tmp_path / "store", tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip", "a") as archive:
        archive.writestr("../escaped.txt", "x")
    restore(tmp_path / "kept.zip", tmp_path / "new")
    assert not list(tmp_path.glob("**/escaped.txt"))
