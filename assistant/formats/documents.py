"""The documents of a file, one after the other, with a clear word about each that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO

from assistant.errors import UnreadableError
from assistant.formats.draft import Draft, finish
from assistant.formats.files import InputFile, load_draft
from assistant.formats.jsonlines import read_line, split_lines
from assistant.types import Document

MOST_BYTES = 10_000_000


def _today() -> date:
    """The latest day it is anywhere on Earth, so that no paper of today is taken for one of tomorrow."""
    return datetime.now(timezone(timedelta(hours=14))).date()


@dataclass(frozen=True, slots=True)
class Taking:
    """How documents are taken in: the `source` of those that name none, the size of a file or a line at most, today."""

    source: str | None = None
    most_bytes: int = MOST_BYTES
    today: date = field(default_factory=_today)


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that cannot be taken in: `name` is its path, with the line where there are lines."""

    name: str
    reason: str

    def __str__(self) -> str:
        return f"{self.name}: {self.reason}."


def documents_of(file: InputFile, taking: Taking) -> Iterator[Document | Refusal]:
    """The documents of one file, a refusal in place of each that cannot be read."""
    if not file.holds_lines:
        try:
            yield _document(load_draft(file, taking.most_bytes), file.name, taking)
        except UnreadableError as error:
            yield Refusal(str(file.path), str(error))
        return
    try:
        with file.path.open("rb") as stream:
            yield from documents_of_lines(stream, str(file.path), taking)
    except OSError as error:
        yield Refusal(str(file.path), f"it cannot be read: {error.strerror or error}")


def documents_of_lines(stream: BinaryIO, name: str, taking: Taking) -> Iterator[Document | Refusal]:
    """The documents of JSON lines; a line that cannot be read is told by its number and the others go on."""
    for number, line in split_lines(stream, taking.most_bytes):
        where = f"{name}, line {number}"
        if line is None:
            yield Refusal(where, f"it is longer than {taking.most_bytes / 1e6:g} MB; split it")
            continue
        try:
            yield _document(read_line(line), where, taking)
        except UnreadableError as error:
            yield Refusal(where, str(error))


def _document(draft: Draft, name: str, taking: Taking) -> Document:
    return finish(draft, name, source=taking.source, today=taking.today)


def read_file(path: Path) -> Iterator[Document]:
    """The documents of one file of a known format. Raises `UnreadableError` at the first that cannot be read."""
    for document in documents_of(InputFile(path, path.name), Taking()):
        if isinstance(document, Refusal):
            raise UnreadableError(str(document))
        yield document
