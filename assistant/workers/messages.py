"""What goes between the program and a worker: frames of a length, a kind and that many bytes.

What a worker is sent is pickled; what comes back is never unpickled but JSON, checked against the types it must have.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from typing import BinaryIO

from pydantic import TypeAdapter

from assistant.formats import InputFile, Refusal, Taking
from assistant.readers import Readings
from assistant.types import Document

READY, DOCUMENT, REFUSAL, END, READINGS, UNREADABLE = b"!DFERU"  # kinds of answers
_HEAD = struct.Struct("<IB")


@dataclass(frozen=True, slots=True)
class Parse:
    """The wish for the documents of a file; with `lines` it holds JSON lines whatever its name.

    A relative path is one from `folder`.
    """

    file: InputFile
    taking: Taking
    lines: bool = False
    folder: str = os.sep


@dataclass(frozen=True, slots=True)
class Read:
    """The wish for what can be read out of a document."""

    document: Document


READINGS_TYPE = TypeAdapter(Readings)
DOCUMENT_TYPE = TypeAdapter(Document)
REFUSAL_TYPE = TypeAdapter(Refusal)


class TooLargeError(Exception):
    """A frame has more bytes than it may."""


def send(stream: BinaryIO, kind: int, data: bytes) -> None:
    """Write one frame."""
    stream.write(_HEAD.pack(len(data), kind))
    stream.write(data)
    stream.flush()


def receive(stream: BinaryIO, most: int) -> tuple[int, bytes]:
    """The next frame's kind and bytes. Raises EOFError at the end, TooLargeError for more than `most` bytes."""
    length, kind = _HEAD.unpack(_exactly(stream, _HEAD.size))
    if length > most:
        raise TooLargeError
    return kind, _exactly(stream, length)


def _exactly(stream: BinaryIO, number: int) -> bytes:
    data = stream.read(number)
    if len(data) < number:
        raise EOFError
    return data
