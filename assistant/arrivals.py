"""Files one after the other as their documents, parsed by worker processes some files ahead."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Sequence
from contextlib import aclosing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from assistant.formats import InputFile, Refusal, Taking
from assistant.intake import Intake, Look, is_as_seen, look_at, mark_of
from assistant.store.contract import KnownInput, Settled, Store
from assistant.types import Document
from assistant.workers.pool import Workers

T = TypeVar("T")

_LOOKED_AT = 64  # files looked at together


@dataclass(frozen=True, slots=True)
class Source:
    """Files to take in; `lines` where each holds JSON lines whatever its name, `missing` what is not there."""

    files: Sequence[InputFile]
    missing: Sequence[Path] = ()
    taking: Taking = field(default_factory=Taking)
    intake: Intake = field(default_factory=Intake)
    lines: bool = False


@dataclass(slots=True)
class Input:
    """A file on its way: what came of it so far, and whether that was noted as failing before.

    `name` stands for it in the store, `size` counts its bytes that are not dealt with, `open` its documents that are
    neither written nor refused yet.
    """

    name: str
    file: InputFile | None = None
    look: Look | None = None
    mark: str | None = None
    known: KnownInput | None = None
    origin: str = ""
    size: int = 0
    open: int = 0
    ended: bool = False
    documents: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    failures: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])

    def called(self, name: str) -> str:
        """What is called by its path, under the input's own name instead, which stays when the path does not."""
        path = "" if self.file is None else str(self.file.path)
        return self.name + name.removeprefix(path) if path and name.startswith(path) else name

    @property
    def is_settled(self) -> bool:
        """Whether all of it has been dealt with."""
        return self.ended and not self.open

    @property
    def account(self) -> Settled | None:
        """What to note of it, None where there is nothing to say that is not noted already."""
        if not self.documents and not self.failures and self.known is None:
            return None
        sure = self.file and self.look and not self.failures and is_as_seen(self.file, self.look)
        documents = list(self.documents)
        if self.failures and self.known is not None:  # what it held while it could be read still came from it
            documents += [(document, "") for document in self.known.documents]
        return Settled(self.name, self.mark if sure else None, tuple(documents), tuple(self.failures), self.origin)


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something of an input: a document, a refusal, the id of a document that is stored as it is, or its end (None)."""

    input: Input
    item: Document | Refusal | str | None


async def arrivals(store: Store, source: Source, workers: Workers, version: str) -> AsyncGenerator[list[Arrival]]:
    """What comes of the files, in order and some at a time; those that are stored as they are stay unopened."""
    for path in source.missing:
        lost = Input(source.intake.id_of(path.name))
        yield [Arrival(lost, Refusal(str(path), "there is no such file or folder")), Arrival(lost, None)]
    inputs = _looked_at(store, source, version)
    async with aclosing(_ahead(inputs, lambda one: _parsed(one, source, workers), workers.number)) as parsed:
        async for group in parsed:
            yield group


async def _looked_at(store: Store, source: Source, version: str) -> AsyncGenerator[Input]:
    """The files with what is known of them."""
    for files in _groups(source.files, _LOOKED_AT):
        names = [source.intake.id_of(file.name) for file in files]
        known = await store.inputs(names)
        looks = await asyncio.to_thread(_looks, files)
        for name, file, look in zip(names, files, looks, strict=True):
            mark = look and mark_of(look, source.taking, source.intake, version, lines=source.lines)
            origin = source.intake.origin_of(file)
            yield Input(name, file, look, mark, known.get(name), origin, size=look.seen[1] if look else 0)


def _looks(files: Sequence[InputFile]) -> list[Look | None]:
    return [look_at(file) for file in files]


async def _parsed(one: Input, source: Source, workers: Workers) -> AsyncGenerator[list[Arrival]]:
    """What comes of one file."""
    if one.file is None:
        return
    if one.known and one.known.whole and one.mark is not None and one.known.mark == one.mark:
        yield [Arrival(one, document) for document in one.known.documents]
        return
    async with aclosing(workers.parse(one.file, source.taking, lines=source.lines)) as parts:
        async for items in parts:
            yield [Arrival(one, item) for item in items]
    yield [Arrival(one, None)]


async def _ahead(
    inputs: AsyncGenerator[Input], begin: Callable[[Input], AsyncGenerator[list[Arrival]]], most: int
) -> AsyncGenerator[list[Arrival]]:
    """The parts of all inputs in order, the first part of up to `most` inputs under way at any time."""
    begun: deque[tuple[AsyncGenerator[list[Arrival]], asyncio.Task[list[Arrival] | None]]] = deque()
    more = True
    try:
        while more or begun:
            while more and len(begun) < most:
                one = await anext(inputs, None)
                if one is None:
                    more = False
                else:
                    parts = begin(one)
                    begun.append((parts, asyncio.create_task(_first(parts))))
            if not begun:
                return
            parts, first = begun[0]
            part = await first
            while part is not None:
                yield part
                part = await anext(parts, None)
            begun.popleft()
    finally:
        for parts, first in begun:
            first.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await first
            await parts.aclose()
        await inputs.aclose()


async def _first(parts: AsyncGenerator[list[Arrival]]) -> list[Arrival] | None:
    return await anext(parts, None)


def _groups(items: Iterable[T], size: int) -> Iterator[list[T]]:
    group: list[T] = []
    for item in items:
        group.append(item)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
