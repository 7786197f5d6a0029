"""A folder kept in step with a collection: new and changed files go in, what is deleted is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, Collection, Iterable, Sequence
from contextlib import aclosing, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import StoreError
from assistant.formats import InputFile, Survey, Taking, survey
from assistant.ingest import Taken, ingest_files
from assistant.intake import Intake
from assistant.store.contract import Store
from assistant.workers.pool import Workers

if TYPE_CHECKING:
    from assistant.second_reader import SecondReader

EMPTY = "it holds no file that can be taken in; what came from it stays until it holds one again"
_FAILED_SECONDS = 5.0  # before what a fault of the store left undone is tried again


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A document that is forgotten because its file is gone or no longer holds it."""

    name: str

    def __str__(self) -> str:
        return f"{self.name}: forgotten."


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why the folder is not in step at the moment."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}."


@dataclass(frozen=True, slots=True)
class InStep:
    """All that was seen to change has been dealt with."""


News = Taken | Forgotten | Trouble | InStep


class Watch:
    """One folder and the collection it is kept in step with."""

    def __init__(
        self,
        store: Store,
        folder: Path,
        taking: Taking | None = None,
        intake: Intake | None = None,
        *,
        workers: Workers | int | None = None,
        second: SecondReader | None = None,
    ) -> None:
        self._store = store
        self._folder = folder
        self._taking = taking
        self._intake = intake or Intake()
        self._workers = workers
        self._second = second

    async def run(self, changes: AsyncIterable[Collection[Path]]) -> AsyncGenerator[News]:
        """Bring the store in step now and whenever there are changes, which are paths in the folder.

        A fault of the store is told, and what it left undone is tried again with the next change.
        """
        async with _begun(changes) as coming:  # what changes while the first round goes on is seen too
            async for news in self._tried(None):
                yield news
            async for changed in coming:
                async for news in self._tried(set(changed)):
                    yield news

    async def _tried(self, changed: set[Path] | None) -> AsyncGenerator[News]:
        for last in (False, True):
            try:
                async with aclosing(self._step(changed)) as step:
                    async for news in step:
                        yield news
            except StoreError as error:
                yield Trouble(str(self._folder), str(error).rstrip("."))
                if not last:
                    await asyncio.sleep(_FAILED_SECONDS)
                    changed = None
            else:
                yield InStep()
                return

    async def _step(self, changed: set[Path] | None) -> AsyncGenerator[News]:
        found = await asyncio.to_thread(survey, [self._folder])
        known = set(await self._store.inputs_from(self._intake.origin(self._folder)))
        if not found.files:
            if known:
                yield Trouble(str(self._folder), EMPTY)
            return
        names = {self._intake.id_of(file.name) for file in found.files}
        files = [file for file in found.files if _is_due(file, self._intake.id_of(file.name), changed, known)]
        async with aclosing(self._take_in(files)) as taken:
            async for news in taken:
                yield news
        for name in sorted(known - names):
            for document in await self._store.forget_input(name):
                yield Forgotten(document)
        await self._store.refresh()

    async def _take_in(self, files: Sequence[InputFile]) -> AsyncGenerator[News]:
        names = [self._intake.id_of(file.name) for file in files]
        before = await self._held(names)
        results = ingest_files(
            self._store,
            Survey(tuple(files), 0, ()),
            self._taking,
            intake=self._intake,
            workers=self._workers,
            second=self._second,
        )
        async with aclosing(results):
            async for taken in results:
                yield taken
        for document in sorted(before - await self._held(names)):
            if await self._store.forget(document):
                yield Forgotten(document)

    async def _held(self, names: Iterable[str]) -> set[str]:
        """The ids of the documents that came from these inputs."""
        inputs = await self._store.inputs(list(names))
        return {document for one in inputs.values() for document in one.documents}


def _is_due(file: InputFile, name: str, changed: set[Path] | None, known: set[str]) -> bool:
    """Whether a file must be looked at: it may have changed, or is new, if only by a folder's new name."""
    return changed is None or name not in known or file.path in changed


@asynccontextmanager
async def _begun(changes: AsyncIterable[Collection[Path]]) -> AsyncGenerator[AsyncGenerator[Collection[Path]]]:
    """The same changes, waited for from now on."""
    iterator = aiter(changes)
    first = asyncio.ensure_future(anext(iterator, None))

    async def coming() -> AsyncGenerator[Collection[Path]]:
        changed = await first
        while changed is not None:
            yield changed
            changed = await anext(iterator, None)

    try:
        yield coming()
    finally:
        first.cancel()
        with suppress(asyncio.CancelledError):
            await first


async def changes_in(folder: Path) -> AsyncGenerator[set[Path]]:
    """What changes in a folder, gathered until it has been quiet for a moment, for ever."""
    from watchfiles import awatch  # pyright: ignore[reportUnknownVariableType] - one type is of a package not needed here

    async for changes in awatch(folder, watch_filter=None, debounce=1600, step=300, recursive=True):
        yield {Path(path) for _, path in changes}
