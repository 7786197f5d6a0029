"""Bytes of a file to characters, without guessing."""

from __future__ import annotations

import codecs
import re

from assistant.errors import UnreadableError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MOST_CONTROL = 0.02  # of all characters; a stray form feed or escape is no binary file


def decode(data: bytes) -> str:
    """The characters of a text file: UTF-8, or what its byte order mark says; CR LF becomes LF.

    Raises `UnreadableError` for another encoding and for binary files.
    """
    encoding = "utf-8"
    for mark, named in _MARKS:
        if data.startswith(mark):
            data, encoding = data[len(mark) :], named
            break
    if encoding == "utf-8" and b"\x00" in data:
        raise UnreadableError("it is a binary file, not text")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableError(f"it is not {encoding.upper()} text (byte {error.start}); save it as UTF-8") from None
    check_characters(text)
    return text.replace("\r\n", "\n")


def check_characters(text: str) -> None:
    """Raise `UnreadableError` for text that is binary in truth: a NUL, or many control characters."""
    if "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise UnreadableError("it is a binary file, not text")
