"""Files to documents to readings into the store: what changed is read, what did not is passed over."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from assistant.arrivals import Arrival, Input, Source, arrivals
from assistant.errors import StoreBusyError, UnreadableError
from assistant.formats import Refusal, Survey, Taking
from assistant.intake import Intake
from assistant.reading.version import READER_VERSION
from assistant.store.contract import Record, Settled, Store, fingerprint
from assistant.types import Document, Outcome
from assistant.workers.pool import Workers

if TYPE_CHECKING:
    from assistant.second_reader import SecondReader

_GROUP = 64  # documents looked up at once
_GROUP_CHARACTERS = 4_000_000
_READ_AHEAD = 2  # groups being read before writing goes first
_BATCH = 16  # documents written in one transaction where reading is ahead of writing
_REFRESH_CHARACTERS = 10_000_000  # written text after which the search index is brought up to date
_ACCOUNTS = 64  # inputs whose outcome is noted in one transaction


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one input: the document's outcome, or the reason it was refused.

    `name` is the document's id, or the file (and line) that was refused.
    """

    name: str
    outcome: Outcome | Literal["refused"]
    reason: str | None = None
    flags: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}: {self.reason or self.outcome}."


async def ingest_files(
    store: Store,
    found: Survey,
    taking: Taking | None = None,
    *,
    intake: Intake | None = None,
    lines: bool = False,
    workers: Workers | int | None = None,
    second: SecondReader | None = None,
    done: Callable[[int], None] | None = None,
) -> AsyncGenerator[Taken]:
    """Take in the files of a survey, parsed and read in worker processes; see `ingest`.

    What becomes of each file is noted in the store: what failed and why, and a hash by which a file that did not
    change is passed over without being parsed. With `lines` the files hold JSON lines whatever their names. `done` is
    told how many more bytes of the files have been dealt with, about. `workers` that were made stay open.
    """
    source = Source(found.files, found.missing, taking or Taking(), intake or Intake(), lines)
    async with _opened(workers) as pool:
        run = _Run(store, pool, second, source.intake, done)
        async with aclosing(_run(run, arrivals(store, source, pool, run.version))) as outcomes:
            async for taken in outcomes:
                yield taken


async def ingest(
    store: Store,
    inputs: Iterable[Document | Refusal],
    *,
    workers: Workers | int | None = None,
    second: SecondReader | None = None,
) -> AsyncGenerator[Taken]:
    """Write documents into the store, in order, each with all that is read out of it or not at all.

    A document whose text, head and reader version are stored already is passed over unread. Reading is done in
    up to `workers` processes (as many as there are cores). Memory is bounded whatever the number of documents.
    Raises `StoreError`; what was yielded as added or replaced until then is on the disk.
    With a `second` reader the version is of both readers, so that to read with or without it is to read again.
    """
    async with _opened(workers) as pool:
        run = _Run(store, pool, second, None)
        async with aclosing(_run(run, _given(inputs))) as outcomes:
            async for taken in outcomes:
                yield taken


@asynccontextmanager
async def _opened(workers: Workers | int | None) -> AsyncGenerator[Workers]:
    """The workers themselves, or new ones that are closed afterwards."""
    if isinstance(workers, Workers):
        yield workers
        return
    pool = Workers(workers)
    try:
        yield pool
    finally:
        await pool.close()


async def _run(run: _Run, groups: AsyncGenerator[list[Arrival]]) -> AsyncGenerator[Taken]:
    try:
        async for group in groups:
            for taken in await run.pass_over(group):
                yield taken
            while run.is_full:
                for taken in await run.write():
                    yield taken
        while run.pending:
            for taken in await run.write():
                yield taken
        await run.finish()
    finally:
        await groups.aclose()
        await run.stop()


async def _given(inputs: Iterable[Document | Refusal]) -> AsyncGenerator[list[Arrival]]:
    """What is no file: each document its own input, of which no account is kept."""
    source = iter(inputs)
    nowhere = Input("")
    while group := await asyncio.to_thread(_group, source):
        yield [Arrival(nowhere, item) for item in group]


@dataclass(frozen=True, slots=True)
class _Started:
    """A document, where it came from, and the task that reads it."""

    input: Input
    document: Document
    task: asyncio.Task[Record | UnreadableError]


class _Run:
    """One ingest: ids seen so far, documents being read, inputs to account for, text written since the last refresh.

    `intake` is None where no account is kept.
    """

    def __init__(
        self,
        store: Store,
        workers: Workers,
        second: SecondReader | None,
        intake: Intake | None,
        done: Callable[[int], None] | None = None,
    ) -> None:
        self._store = store
        self._workers = workers
        self._second = second
        self._intake = intake
        self._done = done
        self.version = READER_VERSION if second is None else second.version(READER_VERSION)
        self._seen: set[int] = set()
        self._written = 0
        self._refreshing: asyncio.Task[None] | None = None
        self._accounts: list[Settled] = []
        self.pending: deque[_Started] = deque()

    @property
    def is_full(self) -> bool:
        """Whether enough is being read that writing should go first."""
        characters = sum(len(pending.document.text) for pending in self.pending)
        return len(self.pending) >= _READ_AHEAD * _GROUP or characters >= _READ_AHEAD * _GROUP_CHARACTERS

    async def pass_over(self, group: Sequence[Arrival]) -> list[Taken]:
        """Start reading what is new in the group; the outcomes of all else."""
        placed = [self._placed(arrival) for arrival in group]
        names = [item.id for item in placed if isinstance(item, Document)]
        known = await self._store.fingerprints(names) if names else {}
        homes = await self._store.collections_of(list(known)) if known else {}
        outcomes: list[Taken] = []
        for arrival, item in zip(group, placed, strict=True):
            judged = self._judged(item, homes.get(item.id)) if isinstance(item, Document) else item
            if (taken := self._passed(arrival.input, judged, known)) is not None:
                outcomes.append(taken)
        await self._note_settled({id(arrival.input): arrival.input for arrival in group}.values())
        return outcomes

    async def write(self) -> list[Taken]:
        """Write the next document, and those after it that are read already, in one transaction."""
        read = [await self.pending[0].task]
        batch = [self.pending.popleft()]
        while self.pending and len(batch) < _BATCH and self.pending[0].task.done():
            batch.append(self.pending.popleft())
            read.append(await batch[-1].task)
        records = [record for record in read if isinstance(record, Record)]
        outcomes = iter(await self._store.put_many(records))
        self._written += sum(len(record.document.text) for record in records)
        if self._written > _REFRESH_CHARACTERS and (self._refreshing is None or self._refreshing.done()):
            self._written = 0
            self._refreshing = asyncio.create_task(self._refresh())
        taken = [self._taken(started, record, outcomes) for started, record in zip(batch, read, strict=True)]
        await self._note_settled({id(started.input): started.input for started in batch}.values())
        return taken

    async def finish(self) -> None:
        """Note what became of the last inputs and bring the search index up to date."""
        await self._note(self._accounts)
        if self._refreshing is not None:
            await self._refreshing
        await self._refresh()

    async def stop(self) -> None:
        """Leave unread what is not yet written."""
        tasks: list[asyncio.Task[Any]] = [each.task for each in self.pending]
        if self._refreshing is not None:
            tasks.append(self._refreshing)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _placed(self, arrival: Arrival) -> Document | Refusal | str | None:
        item = arrival.item
        if self._intake is None or not isinstance(item, Document):
            return item
        try:
            return self._intake.placed(item)
        except UnreadableError as error:
            return Refusal(item.id, str(error))

    def _judged(self, document: Document, home: str | None) -> Document | Refusal:
        """The document, or why its id cannot be its own."""
        if hash(document.id) in self._seen:
            reason = "another document of this run has the same id; give one of them another id"
            return Refusal(document.id, reason)
        if home is not None and home != document.collection:
            where = "another collection" if self._intake and self._intake.bounded else f"the collection {home}"
            return Refusal(document.id, f"it is a document of {where} already; give it another id")
        self._seen.add(hash(document.id))
        return document

    def _passed(self, source: Input, item: Document | Refusal | str | None, known: dict[str, str]) -> Taken | None:
        """What became of an item that needs no reading; None for one that is read and for the end of its input."""
        if item is None:
            source.ended = True
            return None
        if isinstance(item, str):
            self._seen.add(hash(item))
            return Taken(item, "unchanged")
        if isinstance(item, Refusal):
            source.failures.append((source.called(item.name), item.reason))
            return Taken(item.name, "refused", item.reason)
        mark = fingerprint(item, self.version)
        if known.get(item.id) == mark:
            self._account(source, item, mark)
            return Taken(item.id, "unchanged", flags=item.flags)
        source.open += 1
        self.pending.append(_Started(source, item, asyncio.create_task(self._read(item))))
        return None

    def _taken(self, started: _Started, read: Record | UnreadableError, outcomes: Iterator[Outcome]) -> Taken:
        source, document = started.input, started.document
        source.open -= 1
        if isinstance(read, UnreadableError):
            source.failures.append((document.id, str(read)))
            return Taken(document.id, "refused", str(read))
        self._account(source, document, fingerprint(document, read.reader))
        return Taken(document.id, next(outcomes), flags=document.flags)

    def _account(self, source: Input, document: Document, mark: str) -> None:
        if self._intake is None:
            return
        self._tell(source, len(document.text))
        source.documents.append((document.id, mark))
        if "future-date" in document.flags:  # it will not be one day, though nothing in the file changes
            source.mark = None

    def _tell(self, source: Input, size: int) -> None:
        size = min(size, source.size)
        source.size -= size
        if self._done is not None and size:
            self._done(size)

    async def _note_settled(self, inputs: Iterable[Input]) -> None:
        if self._intake is None:
            return
        settled = [one for one in inputs if one.is_settled]
        for one in settled:
            self._tell(one, one.size)
        self._accounts += [account for one in settled if (account := one.account) is not None]
        if len(self._accounts) >= _ACCOUNTS:
            await self._note(self._accounts)

    async def _note(self, accounts: list[Settled]) -> None:
        if accounts:
            await self._store.settle(tuple(accounts))
            accounts.clear()

    async def _read(self, document: Document) -> Record | UnreadableError:
        found = await self._workers.read(document)
        if isinstance(found, UnreadableError):
            return found
        passages = found.passages_of(document.id)
        if self._second is None:
            return Record(document, passages, found.reading, READER_VERSION, found.digest, found.sketch)
        return await self._second.read(Record(document, passages, found.reading, READER_VERSION, sketch=found.sketch))

    async def _refresh(self) -> None:
        """Bring the search index up to date; where another process is at it, the next search will."""
        with suppress(StoreBusyError):
            await self._store.refresh()


def _group(source: Iterator[Document | Refusal]) -> list[Document | Refusal]:
    """The next inputs, up to a number and a size."""
    group: list[Document | Refusal] = []
    characters = 0
    for item in source:
        group.append(item)
        characters += len(item.text) if isinstance(item, Document) else 0
        if len(group) >= _GROUP or characters >= _GROUP_CHARACTERS:
            break
    return group
