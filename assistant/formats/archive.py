"""The files of a zip archive, each under a name that stays inside it."""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from assistant.errors import UnreadableError
from assistant.formats.bounds import Bounds
from assistant.formats.files import portable
from assistant.formats.kinds import FOREIGN, SUFFIXES, suffix_of
from assistant.formats.member import Member
from assistant.formats.refusal import Refusal
from assistant.formats.zips import open_zip, unpacked

_UTF8_NAME = 0x800
_DRIVE = re.compile(r"[A-Za-z]:")
_MOST_DIRECTORY = 4_000_000  # bytes of the list of contents, which is read as a whole
_END, _END_BYTES = b"PK\x05\x06", 22
_LOCATOR, _LOCATOR_BYTES = b"PK\x06\x07", 20
_END64_BYTES = 56


def unpack(stream: BinaryIO, bounds: Bounds) -> Iterator[Member | Refusal]:
    """The members of known kinds, one after the other; hidden ones and those of other kinds are passed over.

    A name that leads out of the archive, a link and a device are refused, and so is what is encrypted, damaged or too
    large. Raises `UnreadableError` for what is no archive and where more comes out than `bounds` allow.
    """
    bounds.check_size("zip", stream.seek(0, io.SEEK_END))
    _check_directory(stream)
    with open_zip(stream) as archive:
        for info in archive.infolist():
            name = _name(info)
            if info.is_dir() or (not _is_wanted(name) and not _leads_out(name)):
                continue
            shown = portable(name)[:200]
            if (reason := _unfit(info, name)) is not None:
                yield Refusal(shown, reason)
                continue
            inner = portable("/".join(part for part in name.split("/") if part not in ("", ".")))
            kind = SUFFIXES.get(suffix_of(name))
            bounds.spend(info.file_size if kind else 0)
            try:
                yield Member(inner, unpacked(archive, info, bounds.of(kind)) if kind else b"")
            except UnreadableError as error:
                yield Refusal(shown, str(error))


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name with slashes; one written as UTF-8 without saying so is read as that."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _is_wanted(name: str) -> bool:
    hidden = any(part.startswith(".") and part not in (".", "..") for part in name.split("/"))
    return suffix_of(name) in SUFFIXES.keys() | FOREIGN.keys() and not hidden and not name.startswith("__MACOSX/")


def _leads_out(name: str) -> bool:
    return name.startswith("/") or bool(_DRIVE.match(name)) or ".." in name.split("/")


def _unfit(info: zipfile.ZipInfo, name: str) -> str | None:
    """Why a member is not even looked at, None where it may be."""
    if _leads_out(name):
        return "its name leads out of the archive; it is left there"
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "it is a link; pack the file itself"
    if kind not in (0, stat.S_IFREG):
        return "it is no regular file"
    return None


def _check_directory(stream: BinaryIO) -> None:
    """Raise `UnreadableError` for a list of contents too long to be read; what is no archive passes here."""
    size = stream.seek(0, io.SEEK_END)
    start = max(0, size - _END_BYTES - (1 << 16) - _LOCATOR_BYTES - _END64_BYTES)
    stream.seek(start)
    tail = stream.read()
    stream.seek(0)
    end = tail.rfind(_END)
    if end < 0 or len(tail) - end < _END_BYTES:
        return
    (length,) = struct.unpack_from("<L", tail, end + 12)
    if tail[end - _LOCATOR_BYTES : end].startswith(_LOCATOR) and end >= _LOCATOR_BYTES + _END64_BYTES:
        (length,) = struct.unpack_from("<Q", tail, end - _LOCATOR_BYTES - _END64_BYTES + 40)
    if length > _MOST_DIRECTORY:
        raise UnreadableError("it holds too many files; split it")
