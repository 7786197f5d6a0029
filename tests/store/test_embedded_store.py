"""Opening the embedded store, its faults, and the thread it works on."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import pytest

from assistant.errors import SchemaTooNewError, StoreError, UsageError
from assistant.store import schema
from assistant.store.contract import PassageQuery, QuoteQuery
from assistant.store.database import connect_writer
from assistant.store.embedded import open_embedded
from assistant.store.schema import migrate, schema_of
from assistant.store.snapshot import Snapshot
from tests.store.programs import numbered

ROOT = Path(__file__).resolve().parents[2]


async def test_no_store_is_told_with_what_to_do(tmp_path: Path):
    with pytest.raises(StoreError, match=r"There is no store at .*; run `attache ingest …` first"):
        await open_embedded(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


async def test_a_file_is_no_store(tmp_path: Path):
    (tmp_path / "file").write_text("text")
    with pytest.raises(StoreError, match="is a file, not the folder of a store"):
        await open_embedded(tmp_path / "file")


async def test_a_folder_of_other_files_is_not_made_a_store(tmp_path: Path):
    (tmp_path / "letter.txt").write_text("text")
    with pytest.raises(StoreError, match="holds other files and no store; choose an empty folder"):
        await open_embedded(tmp_path)
    assert not (tmp_path / "attache.db").exists()


async def test_many_may_make_the_same_store_at_once(tmp_path: Path):
    for attempt in range(5):
        stores = await asyncio.gather(*(open_embedded(tmp_path / f"{attempt}") for _ in range(8)))
        await asyncio.gather(*(store.put(numbered(number)) for number, store in enumerate(stores)))
        assert (await stores[0].status()).documents == 8
        for store in stores:
            await store.close()


async def test_half_a_surrogate_pair_and_huge_words_are_met_with_calm(tmp_path: Path):
    store = await open_embedded(tmp_path)
    await store.put(numbered(1))
    with pytest.raises(UsageError, match="half of a surrogate pair"):
        await store.document("\ud800")
    for words in (("x" * 100_000, "boat"), ("boat",) * 1000, ("a\x00b",), ('"boat" OR (', "*", "body:boat")):
        assert len(await store.search(PassageQuery(words=words))) <= 3
        assert await store.quotes(QuoteQuery(words=words)) == []
        assert await store.entities(words[0]) == []
    await store.close()


async def test_a_file_that_is_no_database_is_told(tmp_path: Path):
    (tmp_path / "attache.db").write_bytes(b"not a database " * 100)
    with pytest.raises(StoreError, match="is not an Attaché store"):
        await open_embedded(tmp_path)


async def test_a_file_cut_short_is_told_as_damaged(tmp_path: Path):
    store = await open_embedded(tmp_path)
    for number in range(20):
        await store.put(numbered(number))
    await store.close()
    with (tmp_path / "attache.db").open("r+b") as file:
        file.truncate(50_000)

    async def use() -> None:
        store = await open_embedded(tmp_path)
        await store.put_many([numbered(number) for number in range(100)])

    with pytest.raises(StoreError, match="is damaged; restore a backup"):
        await use()


async def test_a_foreign_database_is_left_alone(tmp_path: Path):
    file = tmp_path / "attache.db"
    foreign = connect_writer(file, create=True)
    foreign.run("CREATE TABLE notes (text)")
    foreign.close()
    with pytest.raises(StoreError, match="is not an Attaché store"):
        await open_embedded(tmp_path)


async def test_a_newer_schema_is_refused_in_one_sentence(tmp_path: Path):
    await (await open_embedded(tmp_path)).close()
    connection = connect_writer(tmp_path / "attache.db")
    connection.pragma("user_version", 999)
    connection.close()
    with pytest.raises(SchemaTooNewError, match=r"written by a newer Attaché .*; update Attaché"):
        await open_embedded(tmp_path)


async def test_a_migration_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    await (await open_embedded(tmp_path)).close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE more (a); CREATE TABLE more (a);"))
    newer = schema.SCHEMA + 1
    monkeypatch.setattr(schema, "SCHEMA", newer)
    monkeypatch.setattr("assistant.store.embedded.SCHEMA", newer)
    with pytest.raises(StoreError):
        await open_embedded(tmp_path)
    connection = connect_writer(tmp_path / "attache.db")
    assert connection.pragma("user_version") == newer - 1
    assert connection.row("SELECT 1 FROM sqlite_master WHERE name = 'more'") is None
    connection.close()


async def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    store = await open_embedded(tmp_path)
    await store.put(numbered(1))
    await store.close()
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE more (a);"))
    newer = schema.SCHEMA + 1
    monkeypatch.setattr(schema, "SCHEMA", newer)
    monkeypatch.setattr("assistant.store.embedded.SCHEMA", newer)
    store = await open_embedded(tmp_path)
    assert (await store.document("n00001")) == numbered(1).document
    await store.close()


def test_migrating_twice_does_nothing(tmp_path: Path):
    connection = connect_writer(tmp_path / "attache.db", create=True)
    migrate(connection)
    identity = connection.row("SELECT value FROM identity")
    migrate(connection)
    assert schema_of(connection) == schema.SCHEMA
    assert connection.row("SELECT value FROM identity") == identity
    connection.close()


async def test_a_commit_is_on_the_disk_when_it_returns(tmp_path: Path):
    connection = connect_writer(tmp_path / "attache.db", create=True)
    assert connection.row("PRAGMA synchronous") == (2,)
    assert connection.row("PRAGMA journal_mode") == ("wal",)
    assert connection.row("PRAGMA foreign_keys") == (1,)
    connection.close()


async def test_a_failed_write_leaves_the_old_state_and_the_store_usable(tmp_path: Path):
    store = await open_embedded(tmp_path)
    await store.put(numbered(1))
    broken = numbered(2)
    object.__setattr__(broken.reading.mentions[0], "rule", None)  # a column that may not be empty
    with pytest.raises(StoreError):
        await store.put_many([numbered(3), broken])
    assert [summary.id async for summary in store.documents()] == ["n00001"]
    assert await store.put_many([numbered(3), numbered(2)]) == ["added", "added"]
    await store.close()


async def test_the_event_loop_goes_on_while_the_store_works(tmp_path: Path):
    store = await open_embedded(tmp_path)
    await store.put(numbered(1))
    loop_may_go_on, reached = threading.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    threads: list[int] = []

    def slow(snapshot: Snapshot) -> int:
        threads.append(threading.get_ident())
        loop.call_soon_threadsafe(reached.set)
        assert loop_may_go_on.wait(60)  # released by the loop, which therefore cannot be blocked
        return snapshot.sequence

    running = asyncio.create_task(store._connections.read(slow))  # pyright: ignore[reportPrivateUsage] - the seam
    await reached.wait()
    loop_may_go_on.set()
    assert await running == 1
    assert threads != [threading.get_ident()]
    await store.close()


async def test_many_readers_at_once_get_the_same_answer(tmp_path: Path):
    store = await open_embedded(tmp_path)
    await store.put_many([numbered(number) for number in range(30)])
    answers = await asyncio.gather(*(store.search(PassageQuery(words=("boat",), limit=50)) for _ in range(20)))
    assert all(answer == answers[0] for answer in answers)
    assert len(answers[0]) == 30
    await store.close()


async def test_a_closed_store_says_so_and_closes_twice(tmp_path: Path):
    store = await open_embedded(tmp_path)
    await store.close()
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.status()


READ_ONLY = """
import asyncio, os, sys, tempfile
from assistant.errors import StoreError
from assistant.store.contract import PassageQuery, QuoteQuery
from assistant.store.embedded import open_embedded
from tests.store.programs import numbered
if os.getuid() == 0:  # root may write everything
    os.setuid(65534)
async def main():
    store = await open_embedded(sys.argv[1], create=False)
    print([hit.document.id for hit in await store.search(PassageQuery(words=("boat",)))])
    try:
        await store.put(numbered(2))
    except StoreError as error:
        print(error)
    await store.close()
asyncio.run(main())
"""


@pytest.mark.skipif(os.name == "nt", reason="the permissions of POSIX")
@pytest.mark.parametrize("indexed", [True, False])
async def test_a_store_that_may_only_be_read_is_read(*, indexed: bool):
    # Not below pytest's own folders, which every session closes to others again.
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        await _read_by_another_user(Path(home) / "store", indexed=indexed)


async def _read_by_another_user(folder: Path, *, indexed: bool) -> None:
    store = await open_embedded(folder)
    await store.put(numbered(1))
    if indexed:
        await store.refresh()
    await store.close()
    for file in (*folder.rglob("*"), folder):
        file.chmod(0o555 if file.is_dir() else 0o444)
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", READ_ONLY, str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
    )
    folder.chmod(0o755)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("['n00001']\n")
    assert "cannot be written" in done.stdout or "may not" in done.stdout or "cannot be opened" in done.stdout
