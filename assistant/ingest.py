"""Files to documents to readings into the store: what changed is read, what did not is passed over."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from assistant.errors import StoreBusyError, UnreadableError
from assistant.formats import InputFile, Refusal, Survey, Taking, documents_of
from assistant.readers import Pending, Readers
from assistant.reading.version import READER_VERSION
from assistant.store.contract import Record, Store, fingerprint
from assistant.types import Document, Outcome

if TYPE_CHECKING:
    from assistant.second_reader import SecondReader

_GROUP = 64  # documents looked up at once
_GROUP_CHARACTERS = 4_000_000
_READ_AHEAD = 2  # groups being read before writing goes first
_BATCH = 16  # documents written in one transaction where reading is ahead of writing
_REFRESH_CHARACTERS = 20_000_000  # written text after which the search index is brought up to date


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
    store: Store, found: Survey, taking: Taking | None = None, *, workers: int | None = None
) -> AsyncGenerator[Taken]:
    """Take in the files of a survey; see `ingest`. Paths that do not exist are refused."""
    async for taken in ingest(store, _documents(found.files, found.missing, taking or Taking()), workers=workers):
        yield taken


async def ingest(
    store: Store,
    inputs: Iterable[Document | Refusal],
    *,
    workers: int | None = None,
    second: SecondReader | None = None,
) -> AsyncGenerator[Taken]:
    """Write documents into the store, in order, each with all that is read out of it or not at all.

    A document whose text, head and reader version are stored already is passed over unread. Reading is done in
    `workers` processes (as many as there are cores) once there is enough to do. Memory is bounded whatever the
    number of documents. Raises `StoreError`; what was yielded as added or replaced until then is on the disk.
    With a `second` reader the version is of both readers, so that to read with or without it is to read again.
    """
    readers = Readers(workers)
    run = _Run(store, readers, second)
    try:
        source = iter(inputs)
        while group := await asyncio.to_thread(_group, source):
            for taken in await run.pass_over(group):
                yield taken
            while run.is_full:
                for taken in await run.write():
                    yield taken
        while run.pending:
            for taken in await run.write():
                yield taken
        await run.refresh()
    finally:
        await run.stop()
        await asyncio.to_thread(readers.close)


@dataclass(frozen=True, slots=True)
class _Started:
    """A document and the task that reads it."""

    document: Document
    task: asyncio.Task[Record | UnreadableError]


class _Run:
    """One ingest: ids seen so far, documents being read, text written since the last refresh."""

    def __init__(self, store: Store, readers: Readers, second: SecondReader | None) -> None:
        self._store = store
        self._readers = readers
        self._second = second
        self._version = READER_VERSION if second is None else second.version(READER_VERSION)
        self._seen: set[str] = set()
        self._written = 0
        self.pending: deque[_Started] = deque()

    @property
    def is_full(self) -> bool:
        """Whether enough is being read that writing should go first."""
        characters = sum(len(pending.document.text) for pending in self.pending)
        return len(self.pending) >= _READ_AHEAD * _GROUP or characters >= _READ_AHEAD * _GROUP_CHARACTERS

    async def pass_over(self, group: Sequence[Document | Refusal]) -> list[Taken]:
        """Start reading what is new in the group; the outcomes of all else."""
        documents = [item for item in group if isinstance(item, Document)]
        known = await self._store.fingerprints([document.id for document in documents])
        outcomes: list[Taken] = []
        for item in group:
            if isinstance(item, Refusal):
                outcomes.append(Taken(item.name, "refused", item.reason))
            elif item.id in self._seen:
                reason = "another document of this run has the same id; give one of them another id"
                outcomes.append(Taken(item.id, "refused", reason))
            else:
                self._seen.add(item.id)
                if known.get(item.id) == fingerprint(item, self._version):
                    outcomes.append(Taken(item.id, "unchanged", flags=item.flags))
                else:
                    self.pending.append(self._start(item))
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
        if self._written > _REFRESH_CHARACTERS:
            await self.refresh()
        return [_taken(pending.document, record, outcomes) for pending, record in zip(batch, read, strict=True)]

    async def stop(self) -> None:
        """Leave unread what is not yet written."""
        tasks = [started.task for started in self.pending]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _start(self, document: Document) -> _Started:
        pending = self._readers.start(document)
        return _Started(document, asyncio.create_task(self._read(pending)))

    async def _read(self, pending: Pending) -> Record | UnreadableError:
        read = await self._readers.finished(pending)
        if self._second is None or isinstance(read, UnreadableError):
            return read
        return await self._second.read(read)

    async def refresh(self) -> None:
        """Bring the search index up to date; where another process is at it, the next search will."""
        self._written = 0
        with suppress(StoreBusyError):
            await self._store.refresh()


def _taken(document: Document, read: Record | UnreadableError, outcomes: Iterator[Outcome]) -> Taken:
    if isinstance(read, UnreadableError):
        return Taken(document.id, "refused", str(read))
    return Taken(document.id, next(outcomes), flags=document.flags)


def _documents(files: Sequence[InputFile], missing: Sequence[Path], taking: Taking) -> Iterator[Document | Refusal]:
    for path in missing:
        yield Refusal(str(path), "there is no such file or folder")
    for file in files:
        yield from documents_of(file, taking)


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
