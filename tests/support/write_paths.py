"""Every way in which something is written to a store, and what a store holds, to see that it is the old or the new."""

from __future__ import annotations

import asyncio
import hashlib
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.formats import Taking, survey
from assistant.ingest import ingest_files
from assistant.intake import Intake
from assistant.store.backup import back_up, restore
from assistant.store.contract import EventQuery, PassageQuery, QuoteQuery, Settled, Store
from assistant.store.desk_keys import issue
from assistant.store.embedded import open_embedded
from assistant.store.embedded_desk import open_embedded_desk
from assistant.types import Scope
from tests.store.programs import numbered
from tests.store.records import Builder

Act = Callable[[Path], Awaitable[None]]
TAKING = Taking(today=date(2021, 1, 1))


async def with_store(folder: Path, work: Callable[[Store], Awaitable[object]]) -> None:
    """Do some work on a store."""
    store = await open_embedded(folder / "store")
    try:
        await work(store)
    finally:
        await store.close()


async def prepared(folder: Path) -> None:
    """A store with some documents, vectors and a desk, and files to take in."""
    store = await open_embedded(folder / "store")
    await store.put_many([numbered(number) for number in range(3)])
    await store.put_vectors("toy", dict.fromkeys(await store.unembedded("toy", limit=4), (1.0, 0.0)))
    await store.settle([Settled("gone.txt", "mark", (("n00001", "x"),), (("gone.txt", "it failed"),))])
    await store.refresh()
    await store.close()
    desk = await open_embedded_desk(folder / "store")
    await desk.close()
    await asyncio.to_thread(back_up, folder / "store", folder / "kept.zip")
    other = await open_embedded(folder / "store")
    await other.put(numbered(3))
    await other.close()
    (folder / "in").mkdir()
    for number in range(3):
        text = f" date 2020-03-0{number + 1} Report {number}\n\nAna Veloso said the boat came on Monday.\n"
        (folder / "in" / f"{number}.txt").write_text(text)
    (folder / "in" / "bad.txt").write_bytes(b"\x00")


async def put(folder: Path) -> None:
    """A new document."""
    await with_store(folder, lambda store: store.put(numbered(7)))


async def replace(folder: Path) -> None:
    """A document in place of another."""
    changed = Builder("n00001", "Ana Veloso said the boat stayed.", date(2020, 1, 2)).mention("Ana Veloso").record()
    await with_store(folder, lambda store: store.put(changed))


async def forget(folder: Path) -> None:
    """A document and an input removed."""

    async def work(store: Store) -> None:
        await store.forget("n00002")

    await with_store(folder, work)


async def forget_input(folder: Path) -> None:
    """An input removed with its documents."""
    await with_store(folder, lambda store: store.forget_input("gone.txt"))


async def vectors(folder: Path) -> None:
    """Vectors of the passages that have none."""

    async def work(store: Store) -> None:
        if left := await store.unembedded("toy", limit=100):
            await store.put_vectors("toy", dict.fromkeys(left, (0.0, 1.0)))

    await with_store(folder, work)


async def answers(folder: Path) -> None:
    """A model's answers."""
    await with_store(folder, lambda store: store.keep_answers("0" * 64, {"request": "answer"}))


async def ingest(folder: Path) -> None:
    """Files, one of which cannot be read."""

    async def work(store: Store) -> None:
        async for _ in ingest_files(store, survey([folder / "in"]), TAKING, intake=Intake("ports"), workers=1):
            pass

    await with_store(folder, work)


async def desk(folder: Path) -> None:
    """A key."""
    opened = await open_embedded_desk(folder / "store")
    try:
        if not await opened.keys():
            await opened.add_key(issue("Ana", ("read",), None, datetime(2021, 1, 1, tzinfo=UTC))[0])
    finally:
        await opened.close()


async def backup(folder: Path) -> None:
    """A backup in place of another."""
    await asyncio.to_thread(back_up, folder / "store", folder / "kept.zip", force=True)


async def restoring(folder: Path) -> None:
    """A backup in place of a store."""
    await asyncio.to_thread(restore, folder / "kept.zip", folder / "store", force=True)


async def restoring_anew(folder: Path) -> None:
    """A backup as a new store."""
    if not (folder / "new" / "attache.db").exists():
        await asyncio.to_thread(restore, folder / "kept.zip", folder / "new")


async def create(folder: Path) -> None:
    """A new store."""
    store = await open_embedded(folder / "fresh")
    await store.close()


PATHS: dict[str, Act] = {
    act.__name__: act
    for act in (
        *(put, replace, forget, forget_input, vectors, answers, ingest),
        *(desk, backup, restoring, restoring_anew, create),
    )
}


@dataclass(frozen=True, slots=True)
class Held:
    """What a folder holds: the documents of each store in it, and hashes of all else that is told of them."""

    documents: tuple[str, ...]
    rest: tuple[str, ...]


async def held(folder: Path, *, backup_too: bool = False) -> Held:
    """What the stores of a folder hold, and its backup; raises where one is damaged or its parts disagree."""
    documents: list[str] = []
    rest: list[str] = []
    for name in ("store", "new", "fresh"):
        if (folder / name / "attache.db").exists():
            ids, told = await content(folder / name)
            documents += ids
            rest += [name, told]
    if backup_too:
        again = folder / "check"
        await asyncio.to_thread(restore, folder / "kept.zip", again, force=again.exists())
        rest.append((await content(again))[1])
    return Held(tuple(documents), tuple(rest))


async def content(folder: Path) -> tuple[list[str], str]:
    """The ids a store holds and a hash of all it tells about them; raises where its parts disagree."""
    for name in ("attache.db", "desk.db"):
        if (folder / name).exists():
            sound(folder / name)
    store = await open_embedded(folder, create=False)
    try:
        heads = [summary async for summary in store.documents()]
        many = len(heads) * 1000 + 1
        parts = [
            [repr((head, await store.document(head.id))) for head in heads],
            [repr((each.document.id, each.value)) for each in await store.quotes(QuoteQuery(limit=many))],
            [repr((each.document.id, each.value)) for each in await store.events(EventQuery(limit=many))],
            [repr((each.document.id, each.value)) for each in await store.mentions("Ana Veloso", limit=many)],
            [repr(count) for count in await store.day_counts(EventQuery())],
            [repr((hit.document.id, hit.passage)) for hit in await store.search(PassageQuery(limit=many))],
            [repr((each.input, Path(each.name).name, each.reason)) for each in await store.failures()],
            [repr(await store.vector_count("toy")), repr(await store.kept_answers(["request"]))],
            [repr(sorted((await store.inputs(await store.inputs_from())).items()))],
        ]
        found = {hit.document.id for hit in await store.search(PassageQuery(words=("boat",), limit=many))}
        texts = {head.id for head in heads if "boat" in (await store.document(head.id, Scope()) or NO_TEXT).text}
        if found != texts:
            raise AssertionError(f"the index of {folder} knows {found}, the documents are {texts}")
        said = [sorted(part) for part in parts] + [keys(folder)]
        return [head.id for head in heads], hashlib.sha256(repr(said).encode()).hexdigest()
    finally:
        await store.close()


class _NoText:
    text = ""


NO_TEXT = _NoText()


def keys(folder: Path) -> list[str]:
    """The names of the keys of a desk, where there is one; its ids are drawn by lot."""
    if not (folder / "desk.db").exists():
        return []
    connection = sqlite3.connect(f"file:{folder / 'desk.db'}?mode=ro", uri=True)
    try:
        return [row[0] for row in connection.execute("SELECT name FROM keys")]
    finally:
        connection.close()


def sound(file: Path) -> None:
    """Raises where SQLite finds a file damaged."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    try:
        said = connection.execute("PRAGMA integrity_check").fetchall()
        strangers = connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    if said != [("ok",)] or strangers:
        raise AssertionError(f"{file} is damaged: {said} {strangers}")
