"""Reading many documents at once: in a thread while there are few, in processes when there are many."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait

from assistant.errors import UnreadableError
from assistant.reading.passages import cut_passages
from assistant.reading.reader import read
from assistant.reading.version import READER_VERSION
from assistant.store.contract import Record
from assistant.types import Document

_FEW = 400_000  # characters read before processes are worth their start


@dataclass(frozen=True, slots=True)
class Pending:
    """A document that is being read."""

    document: Document
    future: Future[Record | UnreadableError]


class Readers:
    """Threads and processes that read. `close` must be called."""

    def __init__(self, workers: int | None = None) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._thread = ThreadPoolExecutor(1, "attache-reader")
        self._processes: ProcessPoolExecutor | None = None
        self._characters = 0
        self._broken = False

    def start(self, document: Document) -> Pending:
        """Begin to read a document."""
        self._characters += len(document.text)
        try:
            return Pending(document, self._executor().submit(read_document, document))
        except BrokenProcessPool:
            return Pending(document, self._retreat().submit(read_document, document))

    async def finished(self, pending: Pending) -> Record | UnreadableError:
        """The record of a document, or why it cannot be read. A dead process costs time, not documents."""
        try:
            return await asyncio.wrap_future(pending.future)
        except BrokenProcessPool:
            return await asyncio.wrap_future(self._retreat().submit(read_document, pending.document))

    def close(self) -> None:
        """Stop what has not begun and wait for the rest."""
        for executor in (self._thread, self._processes):
            if executor is not None:
                executor.shutdown(cancel_futures=True)

    def _executor(self) -> Executor:
        if self._processes is None and not self._broken and self._workers > 1 and self._characters > _FEW:
            # Processes that share nothing: forking a process with threads may leave a lock held for ever.
            self._processes = ProcessPoolExecutor(self._workers, get_context("spawn"), _begin)
        return self._processes or self._thread

    def _retreat(self) -> Executor:
        """Go on in the thread after a process died."""
        self._broken = True
        self._processes = None
        return self._thread


def read_document(document: Document) -> Record | UnreadableError:
    """The record of a document; never raises, so that one text cannot stop the others."""
    language = document.language if document.language and len(document.language) == 2 else "en"
    try:
        reading = read(document.text, document.date, language)
        passages = cut_passages(document.id, document.text, reading.sentences)
    except Exception as error:  # noqa: BLE001 - whatever a rule stumbles over, the other documents go in
        return UnreadableError(f"reading it failed with {type(error).__name__}; please report it with the file")
    return Record(document, passages, reading, READER_VERSION)


def _begin() -> None:
    """Prepare a reading process: Ctrl-C is the parent's business, and no parent means no work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()


def _leave_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
