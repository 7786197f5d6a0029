"""The text of a draft that a person wrote, from a file of any kind that is taken in, or from standard input."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

from assistant.errors import UnreadableError, UsageError
from assistant.formats import InputFile, Refusal, Taking, documents_of
from assistant.formats.decoding import decode
from assistant.formats.kinds import kind_of
from assistant.types import Document

_HEAD = 512


def read_draft(path: Path) -> str:
    """The text of a draft: of a text file as it stands, of another kind as it would be taken into the store.

    "-" is standard input. Raises `UsageError` for what cannot be read, is empty or holds several texts.
    """
    if str(path) == "-":
        return _text(path, sys.stdin.buffer.read())
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    if kind_of(path.name, head) in ("plain", "markdown"):
        return _text(path, path.read_bytes())
    found = list(islice(documents_of(InputFile(path, path.name), Taking()), 2))
    match found:
        case [Document(text=text)]:
            return text
        case [Refusal() as refusal]:
            raise UsageError(str(refusal))
        case _:
            raise UsageError(f"{path} holds several texts; give one draft.")


def _text(path: Path, raw: bytes) -> str:
    try:
        text = decode(raw).text
    except UnreadableError as error:
        raise UsageError(f"{path}: {error}.") from None
    if not text.strip():
        raise UsageError(f"{path} is empty.")
    return text
