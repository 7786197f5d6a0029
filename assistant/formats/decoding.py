"""Bytes of a file to characters: what they say of themselves first, a guess only where it is told as one."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from assistant.errors import UnreadableError
from assistant.flags import GUESSED

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_ESCAPED = re.compile(r"[\udc80-\udcff]")
_BEYOND = re.compile(r"[\x80-\ud7ff\ue000-\U0010ffff]")
_KNOWN = re.compile(
    r"ascii|utf-(?:8|8-sig|16|16-[lb]e|32|32-[lb]e)|iso8859-\d+|cp(?:125\d|437|85\d|86\d|874|93[26]|949|950)|koi8-[rut]|"
    r"gb(?:2312|k|18030)|hz|big5(?:hkscs)?|euc_(?:jp|kr|jis_2004)|shift_jis(?:_2004|x0213)?|iso2022_(?:jp|kr)|mac-\w+|tis-620"
)
_MEANT = {  # what a name stands for in practice, as browsers read it
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}
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
    """The characters of bytes that a page or a message says are in `encoding`; as `decode` where they cannot be.

    UTF-8 with a few damaged bytes is read with U+FFFD in their places, for which the document is flagged.
    """
    for name in _readings(encoding):
        try:
            text = data.decode(name)
            check_characters(text)
        except (UnicodeError, UnreadableError):
            continue
        return Decoded(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if b"\x00" not in data and _is_damaged_utf8(data):
        return Decoded(data.decode(errors="replace").replace("\r\n", "\n"))
    return decode(data)


def _readings(encoding: str | None) -> tuple[str, ...]:
    """The encodings that a name may stand for, the likeliest first, none for one that is not known here."""
    try:
        name = codecs.lookup((encoding or "")[:40].strip()).name
    except (LookupError, ValueError):
        return ()
    if not _KNOWN.fullmatch(name):
        return ()
    name = _MEANT.get(name, name)
    return ("utf-8", name) if name == "cp1252" else (name,)


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
    except UnicodeDecodeError as error:
        if _is_damaged_utf8(data):
            raise UnreadableError(f"it is UTF-8 text damaged at byte {error.start}; save it again as UTF-8") from None
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


def _is_damaged_utf8(data: bytes) -> bool:
    """Whether bytes that are not UTF-8 are so but for a few: more characters beyond ASCII are whole than broken."""
    text = data.decode(errors="surrogateescape")
    broken = len(_ESCAPED.findall(text))
    return len(_BEYOND.findall(text)) > broken


def _legacy(data: bytes) -> str:
    from assistant.formats.legacy import guess_encoding  # loaded where it is needed

    if len(_CONTROL.findall(data[:_LOOKED_AT].decode("cp437"))) > _MOST_CONTROL * len(data[:_LOOKED_AT]):
        raise UnreadableError(_BINARY)
    encoding = guess_encoding(data)
    if encoding is None:
        raise UnreadableError("its encoding cannot be told; save it as UTF-8")
    return data.decode(encoding)
