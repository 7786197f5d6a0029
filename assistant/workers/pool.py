"""Worker processes as a whole: started as they are needed, replaced when they fail, kept for the next run."""

from __future__ import annotations

import asyncio
import atexit
import os
import threading
from collections.abc import AsyncGenerator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import StoreError, UnreadableError
from assistant.formats import InputFile, Refusal, Taking
from assistant.readers import Readings
from assistant.types import Document
from assistant.workers import messages
from assistant.workers.limits import Limits
from assistant.workers.messages import Parse, Read
from assistant.workers.process import ENTRY, Process, WorkerDiedError

Item = Document | Refusal

_AT_ONCE = 32  # items of a file handed on together
_AT_ONCE_BYTES = 2_000_000
_MALFORMED = "what came out of it is malformed; leave it out"


class Workers:
    """Up to `number` processes that parse files and as many that read documents (default: one for each core).

    To be used from one event loop and closed. Raises FaultError where no process can be started.
    """

    def __init__(self, number: int | None = None, *, limits: Limits | None = None, entry: str = ENTRY) -> None:
        self.number = number or os.cpu_count() or 1
        self.limits = limits or Limits()
        self._entry = entry
        self._parsing = ThreadPoolExecutor(self.number, "attache-parse")
        self._reading = ThreadPoolExecutor(self.number, "attache-read")
        self._busy: set[Process] = set()
        self._mutex = threading.Lock()
        self._closed = False

    async def read(self, document: Document) -> Readings | UnreadableError:
        """What can be read out of a document, or why nothing can."""
        return await asyncio.get_running_loop().run_in_executor(self._reading, self._read, document)

    async def parse(self, file: InputFile, taking: Taking, *, lines: bool = False) -> AsyncGenerator[list[Item]]:
        """The documents of a file and its refusals in order, some at a time; with `lines` each line is a document."""
        parsing = _Parsing(self, Parse(file, taking, lines, _folder()))
        loop = asyncio.get_running_loop()
        try:
            while items := await loop.run_in_executor(self._parsing, parsing.some):
                yield items
        finally:
            parsing.leave()

    async def close(self) -> None:
        """End what is being done."""
        with self._mutex:
            self._closed = True
            busy = list(self._busy)
        for process in busy:
            process.stop()
        for threads in (self._parsing, self._reading):
            await asyncio.to_thread(threads.shutdown, cancel_futures=True)

    def take(self) -> Process:
        """A process to talk to."""
        with self._mutex:
            if self._closed:
                raise StoreError("The workers were closed.")
            process = _reserve.take(self._entry, self.limits) or Process(self._entry, self.limits)
            self._busy.add(process)
            return process

    def give(self, process: Process, *, sound: bool) -> None:
        """Give a process back, `sound` when its last conversation came to its end."""
        with self._mutex:
            self._busy.discard(process)
            sound = sound and not self._closed
        if not (sound and _reserve.give(self._entry, self.limits, process, 2 * self.number)):
            process.stop()

    def _read(self, document: Document) -> Readings | UnreadableError:
        for last in (False, True):
            process = self.take()
            sound = False
            try:
                process.ask(Read(document))
                kind, data = process.answer(self.limits.reading_seconds)
                sound = True
                return _readings(kind, data, document)
            except WorkerDiedError as died:
                if last or not died.again:
                    return UnreadableError(died.reason)
            finally:
                self.give(process, sound=sound)
        raise AssertionError  # the loop returns


class _Parsing:
    """A file that is being parsed, with the process that does it. One thread at a time."""

    def __init__(self, workers: Workers, wish: Parse) -> None:
        self._workers = workers
        self._wish = wish
        self._process: Process | None = None
        self._given = 0
        self._done = False

    def some(self) -> list[Item]:
        """The next documents and refusals, none at the end."""
        items: list[Item] = []
        size = 0
        while not self._done and len(items) < _AT_ONCE and size < _AT_ONCE_BYTES:
            try:
                kind, data = self._answer()
            except WorkerDiedError as died:
                self._leave(sound=False)
                if died.again and not self._given and not items:
                    self._given = 1  # a second process may do better, a third would not
                    continue
                items.append(Refusal(str(self._wish.file.path), died.reason))
                self._done = True
                break
            size += len(data)
            if kind == messages.END:
                self._leave(sound=True)
                self._done = True
            else:
                items.append(self._item(kind, data))
        self._given += len(items)
        return items

    def leave(self) -> None:
        """Let go of a process in the midst of a file."""
        self._done = True
        self._leave(sound=False)

    def _answer(self) -> tuple[int, bytes]:
        if self._process is None:
            self._process = self._workers.take()
            self._process.ask(self._wish)  # what it raises leaves the process to `leave`
        return self._process.answer(self._workers.limits.parsing_seconds)

    def _leave(self, *, sound: bool) -> None:
        process, self._process = self._process, None
        if process is not None:
            self._workers.give(process, sound=sound)

    def _item(self, kind: int, data: bytes) -> Item:
        try:
            if kind == messages.REFUSAL:
                return messages.REFUSAL_TYPE.validate_json(data)
            document = messages.DOCUMENT_TYPE.validate_json(data)
        except ValidationError:
            return Refusal(str(self._wish.file.path), _MALFORMED)
        if sha256(document.text.encode()).hexdigest() != document.sha256:
            return Refusal(str(self._wish.file.path), _MALFORMED)
        return document


def _folder() -> str:
    """Where this process is; the root where that folder is gone."""
    try:
        return str(Path.cwd())
    except OSError:
        return os.sep


def _readings(kind: int, data: bytes, document: Document) -> Readings | UnreadableError:
    if kind == messages.UNREADABLE:
        return UnreadableError(data.decode("utf-8", "replace"))
    try:
        found = messages.READINGS_TYPE.validate_json(data)
    except ValidationError:
        return UnreadableError(_MALFORMED)
    if not found.fit(document.text):
        return UnreadableError(_MALFORMED)
    return replace(found, digest=sha256(data).hexdigest())  # the same for the same, as the worker writes it


class _Reserve:
    """Idle processes of this program, so that the next file need not wait for one to start."""

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._idle: list[tuple[str, Limits, Process]] = []

    def take(self, entry: str, limits: Limits) -> Process | None:
        """The process used last of those that run this module under these limits."""
        with self._mutex:
            for kept in reversed(self._idle):
                if kept[:2] == (entry, limits) and kept[2].lives:
                    self._idle.remove(kept)
                    return kept[2]
        return None

    def give(self, entry: str, limits: Limits, process: Process, most: int) -> bool:
        """Keep a process, if there are fewer than `most`."""
        with self._mutex:
            dead = [kept for kept in self._idle if not kept[2].lives]
            self._idle = [kept for kept in self._idle if kept not in dead]
            keep = len(self._idle) < most
            if keep:
                self._idle.append((entry, limits, process))
        for *_, other in dead:
            other.stop()
        return keep

    def close(self) -> None:
        """End them all."""
        with self._mutex:
            idle, self._idle = self._idle, []
        for *_, process in idle:
            with suppress(OSError):
                process.stop()


_reserve = _Reserve()
atexit.register(_reserve.close)
