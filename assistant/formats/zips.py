"""Zip archives, opened with a measure: what they claim to hold is checked before any of it is unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import BinaryIO

from assistant.errors import UnreadableError

_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})  # LZMA may ask for any memory
_ENCRYPTED = 0x1


def open_zip(stream: BinaryIO, what: str = "a zip archive") -> zipfile.ZipFile:
    """The archive. Raises `UnreadableError` for what is none."""
    try:
        return zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, struct.error, ValueError, EOFError, NotImplementedError, OverflowError):
        raise UnreadableError(f"it is damaged or not {what}") from None


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """The bytes of a member. Raises `UnreadableError` where it has more than `most`, is encrypted or damaged."""
    if info.flag_bits & _ENCRYPTED:
        raise UnreadableError("it is encrypted with a password; pack it without one")
    if info.compress_type not in _METHODS:
        raise UnreadableError("it is packed by a method that is not read; pack it again as an ordinary zip")
    if info.file_size > most:
        raise UnreadableError(f"it is larger than {most / 1e6:g} MB; split it")
    try:
        with archive.open(info) as packed:
            data = packed.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise UnreadableError("it is damaged inside its archive") from None
    if len(data) > most:
        raise UnreadableError(f"it is larger than {most / 1e6:g} MB; split it")
    return data
