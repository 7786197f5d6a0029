"""The messages of an mbox mailbox, one after the other, whatever its size."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from email.parser import BytesHeaderParser
from typing import BinaryIO

from assistant.errors import UnreadableError
from assistant.formats.bounds import Bounds
from assistant.formats.files import portable
from assistant.formats.member import Member
from assistant.formats.refusal import Refusal

_OPENING = re.compile(rb"From \S.{0,200}?\d{1,2}:\d{2}")
_ESCAPED = re.compile(rb">+From ")
_LINE = 1_000_000  # bytes read at once of a line without end
_LONGEST_NAME = 150
_NAME = re.compile(r"[^\w.@+=-]+")


def split_mailbox(stream: BinaryIO, bounds: Bounds) -> Iterator[Member | Refusal]:
    """Each message under its Message-ID, so that its name stays when others come and go; a number where it has none.

    Raises `UnreadableError` for what is no mailbox and where it comes to more than `bounds` allow.
    """
    bounds.check_size("mailbox", stream.seek(0, io.SEEK_END))
    stream.seek(0)
    most = bounds.of("mail")
    taken: set[str] = set()
    for number, data in enumerate(_messages(stream, most), 1):
        bounds.spend(len(data))
        if len(data) > most:
            yield Refusal(f"{number}.eml", f"it is larger than {most / 1e6:g} MB")
            continue
        name = _name(data, number)
        while name in taken:
            name = f"{name.removesuffix('.eml')}-{number}.eml"
        taken.add(name)
        yield Member(name, data)


def _messages(stream: BinaryIO, most: int) -> Iterator[bytes]:
    """The bytes of each message, of one that is too large only so many that this can be seen."""
    line = stream.readline(_LINE)
    if not _OPENING.match(line):
        raise UnreadableError("it is not an mbox mailbox")
    lines: list[bytes] = []
    size, after_empty = 0, False
    while line := stream.readline(_LINE):
        if after_empty and _OPENING.match(line):
            yield b"".join(lines)
            lines, size = [], 0
        elif size <= most:
            lines.append(line[1:] if _ESCAPED.match(line) else line)
            size += len(line)
        after_empty = line in (b"\n", b"\r\n")
    yield b"".join(lines)


def _name(data: bytes, number: int) -> str:
    head = data[:20_000].partition(b"\n\n")[0]
    said = str(BytesHeaderParser().parsebytes(head).get("Message-ID") or "")
    name = _NAME.sub("_", portable(said.strip().strip("<>")))[:_LONGEST_NAME].strip("._")
    return f"{name or number}.eml"
