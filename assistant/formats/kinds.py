"""The kinds of files that are taken in, told by the end of the name, else by the first bytes."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Literal

Kind = Literal["plain", "markdown", "html", "mhtml", "pdf", "docx", "mail", "mailbox", "zip", "lines"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "plain",
    ".text": "plain",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".zip": "zip",
    ".jsonl": "lines",
    ".ndjson": "lines",
}
FOREIGN: dict[str, str] = {
    ".doc": "it is an old Word document; save it as .docx",
    ".dot": "it is an old Word document; save it as .docx",
    ".rtf": "it is rich text; save it as .docx",
    ".odt": "it is an OpenDocument text; save it as .docx",
    ".pages": "it is a Pages document; save it as .docx",
    ".wpd": "it is a WordPerfect document; save it as .docx",
    ".ppt": "it is a presentation; save it as PDF",
    ".pptx": "it is a presentation; save it as PDF",
    ".odp": "it is a presentation; save it as PDF",
    ".epub": "it is an e-book; save it as PDF or HTML",
    ".msg": "it is an Outlook message; save it as .eml",
    ".pst": "it is an Outlook mailbox; export it as .mbox",
    ".rar": "it is an archive of a kind that is not read; pack it as .zip",
    ".7z": "it is an archive of a kind that is not read; pack it as .zip",
    ".tar": "it is an archive of a kind that is not read; pack it as .zip",
    ".gz": "it is compressed; unpack it, or pack it as .zip",
    ".tgz": "it is an archive of a kind that is not read; pack it as .zip",
    ".bz2": "it is compressed; unpack it, or pack it as .zip",
    ".xz": "it is compressed; unpack it, or pack it as .zip",
}
"""Kinds that hold text people would look for here, and what to do with each."""

_FIRST_BYTES: tuple[tuple[bytes, Kind | str], ...] = (
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"{\\rtf", ".rtf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".doc"),
    (b"\x1f\x8b", ".gz"),
    (b"Rar!\x1a\x07", ".rar"),
    (b"7z\xbc\xaf\x27\x1c", ".7z"),
)
_KINDS = frozenset(SUFFIXES.values())


def suffix_of(name: str) -> str:
    """The end of a file's name from its last dot, in small letters."""
    return PurePosixPath(name).suffix.lower()


def kind_of(name: str, head: bytes) -> Kind | None:
    """The kind of a file by its name, else by its first bytes, plain text if neither says; None for a foreign one."""
    suffix = suffix_of(name)
    if suffix in SUFFIXES:
        return SUFFIXES[suffix]
    if suffix in FOREIGN:
        return None
    found = _sniffed(head)
    if found.startswith("."):
        return None
    return next(kind for kind in _KINDS if kind == found)


def why_foreign(name: str, head: bytes) -> str:
    """What to say of a file of a foreign kind."""
    return FOREIGN.get(suffix_of(name)) or FOREIGN.get(_sniffed(head), "it is of a kind that is not read")


def _sniffed(head: bytes) -> str:
    for magic, found in _FIRST_BYTES:
        if head.startswith(magic):
            return found
    start = head[:200].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith((b"<!doctype html", b"<html")) else "plain"
