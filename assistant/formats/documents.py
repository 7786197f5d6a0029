"""The documents of a file, one after the other, with a clear word about each that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import BinaryIO

from assistant.errors import UnreadableError
from assistant.formats.bounds import MOST_BYTES, Bounds
from assistant.formats.draft import finish
from assistant.formats.files import InputFile
from assistant.formats.opening import Input, Named, drafts_in, drafts_of_lines
from assistant.formats.refusal import Refusal
from assistant.types import Document


def _today() -> date:
    """The latest day it is anywhere on Earth, so that no paper of today is taken for one of tomorrow."""
    return datetime.now(timezone(timedelta(hours=14))).date()


@dataclass(frozen=True, slots=True)
class Taking:
    """How documents are taken in: the `source` of those that name none, the size of a text or a line at most, today.

    Other kinds of files may be larger in proportion; see `bounds`.
    """

    source: str | None = None
    most_bytes: int = MOST_BYTES
    today: date = field(default_factory=_today)


def documents_of(file: InputFile, taking: Taking) -> Iterator[Document | Refusal]:
    """The documents of one file, a refusal in place of each that cannot be read. Never raises.

    A file has several documents where it is an archive, a mailbox, a message with attachments or JSON lines; what is
    packed into `mail.zip` has the id `mail.zip/inner/name`.
    """
    try:
        if not file.path.is_file():
            yield Refusal(str(file.path), "it is not a regular file")
            return
        stream = file.path.open("rb")
    except (OSError, ValueError) as error:
        yield Refusal(str(file.path), f"it cannot be read: {getattr(error, 'strerror', None) or error}")
        return
    with stream:
        yield from documents_in(stream, file.name, taking, shown=str(file.path))


def documents_in(
    stream: BinaryIO, name: str, taking: Taking, *, shown: str | None = None
) -> Iterator[Document | Refusal]:
    """The documents of an open file that can be sought in, as `documents_of`; refusals call it `shown`."""
    given = Input(stream, name, shown or name)
    for found in drafts_in(given, Bounds(taking.most_bytes)):
        yield _document(found, taking)


def documents_of_lines(stream: BinaryIO, name: str, taking: Taking) -> Iterator[Document | Refusal]:
    """The documents of JSON lines; a line that cannot be read is told by its number and the others go on."""
    for found in drafts_of_lines(stream, name, Bounds(taking.most_bytes)):
        yield _document(found, taking)


def read_file(path: Path) -> Iterator[Document]:
    """The documents of one file of a known format. Raises `UnreadableError` at the first that cannot be read."""
    for document in documents_of(InputFile(path, path.name), Taking()):
        if isinstance(document, Refusal):
            raise UnreadableError(str(document))
        yield document


def _document(found: Named | Refusal, taking: Taking) -> Document | Refusal:
    if isinstance(found, Refusal):
        return found
    try:
        return finish(found.draft, found.name, source=taking.source, today=taking.today)
    except UnreadableError as error:
        return Refusal(found.shown, str(error))
