"""Searches and look-ups in a large generated store, beside bare tantivy on the same index, idle and under an ingest.

The store is made once, which takes a quarter of an hour for a million passages, and kept for the next time: in the
temporary folder, or where `--store` says. "Bare" is what the engine alone costs a program with an event loop: the same
query put together of stems, run in a worker thread, and the keys of the ten best documents and passages read from the
index's own columns. The store answers with titles, dates, offsets and texts out of SQLite on top, from one consistent
snapshot. Both take turns, in one process. All files are read once beforehand, as on a machine that has served for a
while: what is measured is neither's disk. On a machine that is busy with other things, the clock says little;
ATTACHE_SPEED_CLOCK=processor counts the processor time of this process instead.
"""

from __future__ import annotations

import asyncio
import gc
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from asyncio.subprocess import Process
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from assistant.store.contract import EventQuery, PassageQuery, QuoteQuery, Store
from assistant.store.database import FILE, connect_reader
from assistant.store.embedded import EmbeddedStore, open_embedded
from assistant.store.index import Plan, TextIndex
from assistant.store.searching import plan_of
from assistant.store.snapshot import Snapshot
from assistant.types import Scope
from evals.archive import GIVEN_NAMES, Archive
from evals.speeds.figures import Figure, median, percentile
from evals.speeds.ingest import write_texts

T = TypeVar("T")

SLOWEST = 40.0  # milliseconds
FACTOR = 1.5  # times bare tantivy
LOOK_UP = 20.0
VISIBLE = 50.0
UNDER_INGEST = 3.0  # times idle
_UNDER_INGEST_SECONDS = 30.0
_TAKEN_IN = 50.0  # MB of files
_PATIENCE = 120.0  # seconds for the first of them
_QUERIES_A_RUN = 25
NEW = 100_000_000  # numbers of reports that the store does not have
_BATCH = 200  # reports in one transaction
_GARBAGE = 50_000  # objects after which garbage is looked for: as `attache` itself sets it (assistant/doors/main.py)
_SPAN = timedelta(days=90)
_CLOCK = time.process_time if os.environ.get("ATTACHE_SPEED_CLOCK") == "processor" else time.perf_counter
_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Asked:
    """A search, and what it is in the index's own terms."""

    query: PassageQuery
    plan: Plan


def measure(runs: int, passages: int = 100_000, store: Path | None = None) -> list[Figure]:
    """Latencies in milliseconds over `25 * runs` searches of each kind, sizes and memory."""
    gc.set_threshold(_GARBAGE)
    folder = store or Path(tempfile.gettempdir()) / f"attache-search-{passages}"
    return asyncio.run(_measure(folder, passages, _QUERIES_A_RUN * runs))


async def _measure(folder: Path, passages: int, number: int) -> list[Figure]:
    archive = Archive()
    store = await made(folder, archive, passages)
    await asyncio.to_thread(_read_all, folder)
    try:
        asked = _planned(folder, archive, number)
        figures = await _beside_bare(store, folder, asked)
        figures += await _look_ups(store, archive, number)
        figures += await _visibility(store, folder, archive, max(10, number // 10))
        figures += await _under_ingest(store, folder, asked)
        return [*figures, *await _sizes(store, folder)]
    finally:
        await store.close()


def _read_all(folder: Path) -> None:
    """Let the system have the files of a folder in its memory, as far as they fit."""
    for file in folder.rglob("*"):
        if file.is_file():
            with file.open("rb") as data:
                while data.read(1 << 20):
                    pass


async def made(folder: Path, archive: Archive, passages: int) -> EmbeddedStore:
    """The store of so many passages: the one in the folder, when it was finished."""
    done = folder.with_name(folder.name + ".done")
    store = await open_embedded(folder)
    if not done.exists() or int(done.read_text()) != passages:
        await fill(store, archive, passages)
        done.write_text(str(passages))
    await store.refresh()
    return store


async def fill(store: Store, archive: Archive, passages: int) -> tuple[int, float]:
    """Put reports of so many passages in; how many there were, and the seconds that the store took."""
    reports = archive.records(passages)
    spent, written = 0.0, 0
    while batch := list(islice(reports, _BATCH)):
        begun = time.perf_counter()
        await store.put_many(batch)
        spent += time.perf_counter() - begun
        written += sum(len(record.passages) for record in batch)
        print(f"\r{written:,} of {passages:,} passages, {spent:.0f} s", end="", file=sys.stderr)
    print(file=sys.stderr)
    return written, spent


def searches(archive: Archive, number: int, reports: int) -> dict[str, list[PassageQuery]]:
    """So many searches of each kind about these reports of the archive."""
    chance = random.Random(7)  # noqa: S311 - invented questions, no secrets
    kinds = ("ten words", "three rare words", "phrase", "ten words, entity, dates")
    asked: dict[str, list[PassageQuery]] = {kind: [] for kind in kinds}
    for _ in range(number):
        about = archive.about(chance.randrange(reports))
        words = (*archive.words(chance, about.words, 8), *about.person.split())
        queries = (
            PassageQuery(words=words),
            PassageQuery(words=tuple(archive.rare(chance) for _ in range(3))),
            PassageQuery(phrases=(about.phrase,)),
            PassageQuery(words=words, lo=about.day - _SPAN, hi=about.day + _SPAN, entity=about.place),
        )
        for kind, query in zip(kinds, queries, strict=True):
            asked[kind].append(query)
    return asked


def _planned(folder: Path, archive: Archive, number: int) -> dict[str, list[Asked]]:
    """The same, with their names looked up already."""
    with closing(connect_reader(folder / FILE)) as connection, connection.snapshot():
        snapshot = Snapshot(connection)
        asked = searches(archive, number, snapshot.value("SELECT count(*) FROM documents"))
        return {
            kind: [Asked(query, plan) for query in queries if (plan := plan_of(snapshot, query))]
            for kind, queries in asked.items()
        }


async def _beside_bare(store: EmbeddedStore, folder: Path, asked: dict[str, list[Asked]]) -> list[Figure]:
    index = TextIndex(folder / "index")
    searcher = index.searcher()
    thread = ThreadPoolExecutor(1)
    loop = asyncio.get_running_loop()

    def bare(one: Asked) -> object:
        found: Any = searcher.search(index.query(one.plan), limit=one.query.limit, count=False)
        places = [place for _, place in found.hits]
        return [searcher.fast_field_values(name, places) for name in ("document", "passage")]

    figures: list[Figure] = []
    for kind, questions in asked.items():
        ways: dict[str, Callable[[Asked], Awaitable[object]]] = {
            "bare": lambda one: loop.run_in_executor(thread, bare, one),
            "store": lambda one: store.search(one.query),
        }
        taken = await in_turns(ways, questions)
        figures += _pair(kind, taken["bare"], taken["store"])
    thread.shutdown()
    return figures


def _pair(kind: str, bare: Sequence[float], ours: Sequence[float]) -> list[Figure]:
    figures: list[Figure] = []
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        engine = percentile(f"{kind}: bare {name}", bare, share, "ms")
        limit = FACTOR * engine.value if name == "p50" else min(SLOWEST, FACTOR * engine.value)
        figures += [engine, percentile(f"{kind}: {name}", ours, share, "ms", at_most=limit)]
    return figures


async def in_turns(ways: Mapping[str, Callable[[T], Awaitable[object]]], items: Iterable[T]) -> dict[str, list[float]]:
    """How long each item takes each way, in milliseconds. They take turns, for the second finds what the first read."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for turn, item in enumerate(items):
        for way in sorted(ways, reverse=bool(turn % 2)):
            taken[way].append(await timed(ways[way], item))
    return taken


async def timed(work: Callable[[T], Awaitable[object]], item: T) -> float:
    """How long it takes, in milliseconds."""
    begun = _CLOCK()
    await work(item)
    return 1000 * (_CLOCK() - begun)


async def _look_ups(store: EmbeddedStore, archive: Archive, number: int) -> list[Figure]:
    chance = random.Random(8)  # noqa: S311 - invented questions, no secrets
    documents = (await store.status()).documents
    about = [archive.about(chance.randrange(documents)) for _ in range(number)]
    firsts = [chance.choice(GIVEN_NAMES) for _ in about]
    kinds: dict[str, tuple[Sequence[Any], Callable[[Any], Awaitable[object]]]] = {
        "entity by full name": (about, lambda one: store.entities(one.person)),
        "entity: a place": (about, lambda one: store.entities(one.place)),
        "entity by surname": (about, lambda one: store.entities(one.person.split()[-1])),
        "entity by first name": (firsts, store.entities),
        "entity, as of a day": (about, lambda one: store.entities(one.person, Scope(as_of=one.day))),
        "mentions of an entity": (about, lambda one: store.mentions(one.place)),
        "roles of a person": (about, lambda one: store.roles(person=one.person)),
        "related entities": (about, lambda one: store.related(one.person)),
        "timeline of an entity": (about, lambda one: store.events(EventQuery(participants=(one.place,)))),
        "timeline of a month": (about, lambda one: store.events(_month(one.day))),
        "timeline of an entity's quarter": (
            about,
            lambda one: store.events(EventQuery(one.day - _SPAN, one.day, participants=(one.person,))),
        ),
        "timeline about two words": (about, lambda one: store.events(EventQuery(words=one.words[:2]))),
        "days of the whole record": (about[: number // 5], lambda _: store.day_counts(EventQuery())),
        "days of a month": (about, lambda one: store.day_counts(_month(one.day))),
        "days of an entity": (about, lambda one: store.day_counts(EventQuery(participants=(one.place,)))),
        "days of a year, as of its end": (
            about,
            lambda one: store.day_counts(EventQuery(one.day - 4 * _SPAN, one.day, scope=Scope(as_of=one.day))),
        ),
        "quotes of a speaker": (about, lambda one: store.quotes(QuoteQuery(speakers=(one.person,)))),
        "quotes of a speaker about a word": (
            about,
            lambda one: store.quotes(QuoteQuery(speakers=(one.person,), words=one.words[:1])),
        ),
        "quotes about two words": (about, lambda one: store.quotes(QuoteQuery(words=one.words[:2]))),
        "quotes of a month": (about, lambda one: store.quotes(QuoteQuery(lo=one.day - _SPAN / 3, hi=one.day))),
    }
    figures: list[Figure] = []
    for kind, (items, work) in kinds.items():
        taken = [await timed(work, item) for item in items]
        figures.append(percentile(f"{kind}: p50", taken, 0.5, "ms"))
        figures.append(percentile(f"{kind}: p99", taken, 0.99, "ms", at_most=LOOK_UP))
    return figures


def _month(last: date) -> EventQuery:
    return EventQuery(last - _SPAN / 3, last)


async def _visibility(store: EmbeddedStore, folder: Path, archive: Archive, number: int) -> list[Figure]:
    """How soon another open store finds a document whose writing was just acknowledged."""
    writer = await open_embedded(folder)
    taken: list[float] = []
    for turn in range(number):
        record = archive.record(NEW + turn)
        words = tuple(record.document.text.split()[10:30])
        query = PassageQuery(words=words, documents=(record.document.id,))
        await writer.put(record)
        begun = _CLOCK()
        while not await store.search(query):
            pass
        taken.append(1000 * (_CLOCK() - begun))
    for turn in range(number):
        await writer.forget(archive.record(NEW + turn).document.id)
    await writer.close()
    return [percentile("a new document found by another reader: p99", taken, 0.99, "ms", at_most=VISIBLE)]


async def _under_ingest(store: EmbeddedStore, folder: Path, asked: dict[str, list[Asked]]) -> list[Figure]:
    """Searches while another process takes in files as fast as it can, against the same ones before."""
    mixed = [one for four in zip(*asked.values(), strict=False) for one in four]
    idle = [await timed(lambda one: store.search(one.query), one) for one in mixed]
    busy: list[float] = []
    begun = time.monotonic()
    async with _ingesting(store, folder) as process:
        while len(busy) < len(mixed) or time.monotonic() < begun + _UNDER_INGEST_SECONDS:
            busy += [await timed(lambda one: store.search(one.query), one) for one in mixed]
        if process.returncode is not None:
            raise RuntimeError("the ingest was over before the searches were; nothing was measured")
    before = percentile("searches of all kinds, idle: p99", idle, 0.99, "ms")
    limit = UNDER_INGEST * before.value
    return [before, percentile("the same while files are taken in: p99", busy, 0.99, "ms", at_most=limit)]


@asynccontextmanager
async def _ingesting(store: EmbeddedStore, folder: Path) -> AsyncGenerator[Process]:
    """`attache ingest` of long reports in the block, from when the first is in; afterwards they are taken out again."""
    with tempfile.TemporaryDirectory() as temporary:
        names = write_texts(Path(temporary), _TAKEN_IN, "taken-in-meanwhile-{}.txt")
        command = ("-m", "assistant", "ingest", temporary, "--store", str(folder))
        process = await asyncio.create_subprocess_exec(sys.executable, *command, cwd=_ROOT, stderr=subprocess.DEVNULL)
        try:
            await asyncio.to_thread(_wait_for, folder, names[0])
            yield process
        finally:
            process.terminate()
            await process.wait()
        for name in names:
            await store.forget(name)


def _wait_for(folder: Path, name: str) -> None:
    """Wait until a document is in. Raises TimeoutError where it is not to be."""
    until = time.monotonic() + _PATIENCE
    with closing(connect_reader(folder / FILE)) as connection:
        while connection.row("SELECT 1 FROM documents WHERE id = ?", (name,)) is None:
            if time.monotonic() > until:
                raise TimeoutError(f"{name} was not taken in")
            time.sleep(0.05)


async def _sizes(store: EmbeddedStore, folder: Path) -> list[Figure]:
    status = await store.status()
    index = sum(file.stat().st_size for name in ("index", "index-documents") for file in (folder / name).iterdir())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        median("passages", [float(status.passages)], ""),
        median("store and indexes on disk", [status.bytes / 1e6], "MB"),
        median("of it the indexes", [index / 1e6], "MB"),
        median("most memory of this process", [memory], "MB"),
    ]
