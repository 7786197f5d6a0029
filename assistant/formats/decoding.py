"""Bytes of a file to characters: what they say of themselves first, a guess only where it is told as one."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from assistant.errors import UnreadableError

GUESSED = "guessed-encoding"
UNREADABLE = "unreadable-characters"
"""The flags of a text whose encoding was guessed, and of one that holds characters that stand for lost ones."""

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MOST_CONTROL = 0.02  # of all characters; a stray form feed or escape is no binary file
_LOOKED_AT = 20_000  # characters
_BINARY = "it is a binary file, not text"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters, and whether their encoding was guessed."""

    text: str
    guessed: bool = False

    @property
    def flags(self) -> tuple[str, ...]:
        """What a reader is to be told of it."""
        return (GUESSED,) if self.guessed else ()


def decode(data: bytes) -> Decoded:
    """The characters of a text file; CR LF becomes LF.

    The encoding is what a byte order mark says, else UTF-8, else UTF-16 or -32 where the zero bytes are those of
    plain letters, else one older than Unicode, which is a guess. Raises `UnreadableError` for a file that is none
    of them, for one that breaks off inside a character, and for binary files.
    """
    text, guessed = _characters(data)
    check_characters(text)
    return Decoded(text.replace("\r\n", "\n"), guessed)


def decode_as(data: bytes, encoding: str | None) -> Decoded:
    """The characters of bytes that are said to be in `encoding`; as `decode` where they cannot be."""
    if encoding:
        # What calls itself Latin-1 or ASCII is Windows-1252 in truth, as every browser reads it.
        name = "cp1252" if encoding.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else encoding
        for tried in ("utf-8", name) if name == "cp1252" else (name,):
            try:
                text = data.decode(tried)
                check_characters(text)
            except (UnicodeError, LookupError, UnreadableError):
                continue
            return Decoded(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    return decode(data)


def check_characters(text: str) -> None:
    """Raise `UnreadableError` for text that is binary in truth: a NUL, or many control characters."""
    if "\x00" in text or len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise UnreadableError(_BINARY)


def _characters(data: bytes) -> tuple[str, bool]:
    for mark, named in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(named), False
            except UnicodeDecodeError as error:
                at = f"byte {error.start + len(mark)}"
                raise UnreadableError(
                    f"it is not the {named[:6].upper()} text it begins as ({at}); save it again"
                ) from None
    if b"\x00" in data:
        return _wide(data), False
    try:
        return data.decode(), False
    except UnicodeDecodeError:
        return _legacy(data), True


def _wide(data: bytes) -> str:
    """UTF-16 or -32 without a mark: its zero bytes are the upper halves of plain letters."""
    for encoding in _WIDE:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        head = text[:_LOOKED_AT]
        plain = sum(char < "\u0100" for char in head)
        zeros = data[: 2 * len(head)].count(0) if encoding.startswith("utf-16") else 0
        strange = any(unicodedata.category(char) in {"Cn", "Co", "Cs"} for char in head)
        if "\x00" not in text and plain >= 0.9 * zeros and not strange:
            return text
    raise UnreadableError(_BINARY)


def _legacy(data: bytes) -> str:
    from assistant.formats.legacy import guess_encoding  # loaded where it is needed

    if len(_CONTROL.findall(data[:_LOOKED_AT].decode("cp437"))) > _MOST_CONTROL * len(data[:_LOOKED_AT]):
        raise UnreadableError(_BINARY)
    encoding = guess_encoding(data)
    if encoding is None:
        raise UnreadableError("its encoding cannot be told; save it as UTF-8")
    return data.decode(encoding)
