"""The search index is disposable: whatever becomes of it, a search answers with exactly what is stored."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from assistant.errors import StoreBusyError, StoreError
from assistant.store import keeper, replay
from assistant.store.contract import PassageQuery
from assistant.store.database import FILE
from assistant.store.embedded import EmbeddedStore, open_embedded
from assistant.store.entries import passage_entries
from assistant.store.index import Entry
from assistant.store.snapshot import Snapshot
from assistant.store.sqlite import Sqlite
from tests.store.programs import numbered

WRITE = 6  # SQLite's flags to open for writing and create


async def ids(store: EmbeddedStore) -> list[str]:
    return sorted({hit.document.id for hit in await store.search(PassageQuery(words=("boat",), limit=100))})


async def filled(folder: Path, *numbers: int) -> list[str]:
    store = await open_embedded(folder)
    for number in numbers:
        await store.put(numbered(number))
    found = await ids(store)
    await store.close()
    return found


def delete(index: Path) -> None:
    shutil.rmtree(index)


def empty(index: Path) -> None:
    for file in index.iterdir():
        file.unlink()


def truncate(index: Path) -> None:
    for file in index.iterdir():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def scramble(index: Path) -> None:
    (index / "meta.json").write_text("{}")


def lose_segments(index: Path) -> None:
    for file in index.iterdir():
        if file.suffix in {".idx", ".term", ".store"}:
            file.unlink()


def be_a_file(index: Path) -> None:
    shutil.rmtree(index)
    index.write_text("no folder")


@pytest.mark.parametrize("harm", [delete, empty, truncate, scramble, lose_segments, be_a_file])
async def test_a_harmed_index_is_rebuilt(tmp_path: Path, harm: Callable[[Path], None]):
    before = await filled(tmp_path, 1, 2, 3)
    harm(tmp_path / "index")
    assert await filled(tmp_path) == before


async def test_an_index_deleted_under_an_open_store_does_no_harm(tmp_path: Path):
    store = await open_embedded(tmp_path)
    await store.put(numbered(1))
    assert await ids(store) == ["n00001"]
    shutil.rmtree(tmp_path / "index")
    assert await ids(store) == ["n00001"]
    await store.put(numbered(2))
    assert await ids(store) == ["n00001", "n00002"]
    await store.close()


async def test_the_index_of_another_store_is_not_believed(tmp_path: Path):
    await filled(tmp_path / "one", 1, 2)
    await filled(tmp_path / "two", 3, 4)
    shutil.rmtree(tmp_path / "one" / "index")
    shutil.copytree(tmp_path / "two" / "index", tmp_path / "one" / "index")
    assert await filled(tmp_path / "one") == ["n00001", "n00002"]


async def test_an_index_ahead_of_a_restored_store_is_rebuilt(tmp_path: Path):
    await filled(tmp_path / "store", 1)
    shutil.copy(tmp_path / "store" / "attache.db", tmp_path / "backup.db")
    await filled(tmp_path / "store", 2, 3)
    shutil.copy(tmp_path / "backup.db", tmp_path / "store" / "attache.db")
    assert await filled(tmp_path / "store") == ["n00001"]


async def test_an_index_of_another_history_with_the_same_numbers_is_rebuilt(tmp_path: Path):
    await filled(tmp_path / "store", 1)
    shutil.copy(tmp_path / "store" / "attache.db", tmp_path / "backup.db")
    await filled(tmp_path / "store", 2)
    shutil.copy(tmp_path / "backup.db", tmp_path / "store" / "attache.db")
    assert await filled(tmp_path / "store", 3, 4) == ["n00001", "n00003", "n00004"]


async def test_an_index_of_an_older_format_is_rebuilt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    before = await filled(tmp_path, 1, 2)
    opened: list[Path] = []
    start_over = replay.start_over

    def watched(folder: Path) -> None:
        opened.append(folder)
        start_over(folder)

    monkeypatch.setattr(replay, "start_over", watched)
    monkeypatch.setattr(replay, "FORMAT", replay.FORMAT + 1)
    assert await filled(tmp_path) == before
    assert opened == [tmp_path / "index"]


@contextmanager
def index_kept(folder: Path) -> Generator[None]:
    """The right to write the index of passages, taken by somebody else."""
    other = Sqlite(str(folder / "index.lock"), WRITE, 0)
    other.run("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.close()


async def test_a_search_sees_every_write_while_somebody_else_writes_the_index(tmp_path: Path):
    await filled(tmp_path, 1)
    store = await open_embedded(tmp_path)
    with index_kept(tmp_path):
        assert await ids(store) == ["n00001"]
        await store.put(numbered(2))
        assert await ids(store) == ["n00001", "n00002"]
        await store.forget("n00001")
        assert await ids(store) == ["n00002"]
    assert await ids(store) == ["n00002"]
    await store.close()


async def test_a_search_that_cannot_do_without_an_index_somebody_else_keeps_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(keeper, "WAIT_MS", 0)
    store = await open_embedded(tmp_path)
    await store.put(numbered(1))
    with index_kept(tmp_path), pytest.raises(StoreBusyError, match="try again"):
        await ids(store)
    assert await ids(store) == ["n00001"]
    await store.close()


async def test_a_rebuild_that_is_broken_off_goes_on_from_where_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    await filled(tmp_path, 1, 2, 3)
    shutil.rmtree(tmp_path / "index")
    monkeypatch.setattr(replay, "_CHARACTERS", 1)
    store = await open_embedded(tmp_path)
    entered: list[int] = []

    def entries(snapshot: Snapshot, documents: Sequence[int]) -> list[Entry]:
        if len(entered) == 2:
            raise StoreError("the power is cut")
        entered.extend(documents)
        return list(passage_entries(snapshot, documents))

    with pytest.raises(StoreError, match="power"):
        replay.replay(tmp_path / FILE, tmp_path / "index", tmp_path / "index.lock", entries, replay.nothing_more, 0)
    index = replay.open_index(tmp_path / "index")
    assert index
    position = index.position()
    assert position
    assert position.sequence == 2
    assert await ids(store) == ["n00001", "n00002", "n00003"]
    await store.close()


async def test_the_index_of_an_empty_store_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = await open_embedded(tmp_path)
    assert await ids(store) == []
    monkeypatch.setattr(replay, "start_over", None)
    assert await ids(store) == []
    await store.close()
    assert await filled(tmp_path) == []
