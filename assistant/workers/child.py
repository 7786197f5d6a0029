"""What runs in a worker process: files in by path, documents out; documents in, what is read out of them out."""

from __future__ import annotations

import gc
import os
import pickle
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from pydantic_core import PydanticSerializationError

from assistant.errors import UnreadableError
from assistant.formats import InputFile, Refusal, Taking, documents_of, documents_of_lines
from assistant.readers import Readings, read_document
from assistant.types import Document
from assistant.workers import messages
from assistant.workers.limits import OUT_OF_MEMORY, Limits, allow_processor_time, confine
from assistant.workers.messages import Parse, Read, receive, send

_LARGEST_REQUEST = 1 << 30

Documents = Callable[[InputFile, Taking, bool], Iterator[Document | Refusal]]
Reader = Callable[[Document], Readings | UnreadableError]


def parse_file(file: InputFile, taking: Taking, lines: bool) -> Iterator[Document | Refusal]:
    """The documents of a file, a refusal in place of each that cannot be read."""
    if not lines:
        yield from documents_of(file, taking)
        return
    try:
        with file.path.open("rb") as stream:
            yield from documents_of_lines(stream, file.name, taking)
    except OSError as error:
        yield Refusal(file.name, f"it cannot be read: {error.strerror or error}")


@dataclass(frozen=True, slots=True)
class Worker:
    """The two things a worker does."""

    documents: Documents = parse_file
    read: Reader = read_document

    def parse(self, wish: Parse, answers: BinaryIO, seconds: int) -> None:
        """Send the documents of a file and its refusals as they come, then the end."""
        os.chdir(wish.folder)
        found = self.documents(wish.file, wish.taking, wish.lines)
        while True:
            allow_processor_time(seconds)
            item = _next(found, wish.file)
            if item is None:
                break
            if isinstance(item, Document):
                try:
                    send(answers, messages.DOCUMENT, messages.DOCUMENT_TYPE.dump_json(item))
                    continue
                except (PydanticSerializationError, UnicodeEncodeError):
                    item = Refusal(str(wish.file.path), "it holds half of a surrogate pair; write it as UTF-8")
            send(answers, messages.REFUSAL, messages.REFUSAL_TYPE.dump_json(item))
        send(answers, messages.END, b"")

    def answer(self, wish: Read, answers: BinaryIO, seconds: int) -> None:
        """Send what can be read out of a document."""
        allow_processor_time(seconds)
        with _uncollected():
            found = self.read(wish.document)
        if isinstance(found, UnreadableError):
            send(answers, messages.UNREADABLE, str(found).encode("utf-8", "replace"))
        else:
            send(answers, messages.READINGS, messages.READINGS_TYPE.dump_json(found))


def main(worker: Worker = Worker()) -> None:
    """Answer what is asked on standard input, on standard output, until that ends."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)  # whatever a library prints goes nowhere
    limits = pickle.loads(receive(requests, _LARGEST_REQUEST)[1])  # noqa: S301 - from the program that started us
    _warm(worker)
    confine(limits)
    send(answers, messages.READY, b"")
    try:
        _serve(worker, requests, answers, limits)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # what is left of memory may not do for more


def _serve(worker: Worker, requests: BinaryIO, answers: BinaryIO, limits: Limits) -> None:
    while True:
        try:
            _, data = receive(requests, _LARGEST_REQUEST)
        except EOFError:
            return
        wish = pickle.loads(data)  # noqa: S301 - from the program that started us
        del data
        if isinstance(wish, Parse):
            worker.parse(wish, answers, limits.processor_seconds)
        else:
            worker.answer(wish, answers, limits.processor_seconds)


def _next(found: Iterator[Document | Refusal], file: InputFile) -> Document | Refusal | None:
    """The next of a file; whatever a library stumbles over is told, and ends the file."""
    try:
        return next(found, None)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - libraries for file formats raise anything on broken files
        return Refusal(str(file.path), f"it is damaged or not what its name says ({type(error).__name__})")


def _warm(worker: Worker) -> None:
    """Build the tables that come with the first use, and leave what stays out of later searches for garbage."""
    text = "President Ana Veloso said on Monday that it was so."
    worker.read(Document("warm", text, "", date=date(2020, 1, 1), language="en"))
    gc.collect()
    gc.freeze()


@contextmanager
def _uncollected() -> Generator[None]:
    """Look for no garbage inside the block: a reading makes many objects, and next to none in cycles."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


if __name__ == "__main__":
    main()
    sys.exit(0)
