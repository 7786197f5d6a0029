"""One file and all that is packed into it: drafts, and a word about each part that cannot be read.

A format is a function from bytes to drafts, loaded when the first file of its kind comes. None reaches the network,
starts a program or writes a file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from assistant.errors import UnreadableError
from assistant.formats.bounds import DEEPEST, Bounds
from assistant.formats.decoding import decode
from assistant.formats.draft import Draft
from assistant.formats.jsonlines import read_line, split_lines
from assistant.formats.kinds import Kind, kind_of, why_foreign
from assistant.formats.member import Member
from assistant.formats.refusal import Refusal

_HEAD = 512


@dataclass(frozen=True, slots=True)
class Named:
    """A draft, the id of its document where it has none of its own, and what it is called in a refusal."""

    name: str
    shown: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Input:
    """Bytes to read, by the name that becomes the id and the one shown to people; how deep it lies in containers."""

    stream: BinaryIO
    name: str
    shown: str
    depth: int = 0

    def inner(self, member: Member) -> Input:
        """The input of something packed into this one."""
        name, shown = f"{self.name}/{member.name}", f"{self.shown}/{member.name}"
        return Input(io.BytesIO(member.data), name, shown, self.depth + 1)


def drafts_in(given: Input, bounds: Bounds) -> Iterator[Named | Refusal]:
    """The drafts of an input and all that is packed into it, a refusal for each that cannot be read. Never raises."""
    try:
        yield from _drafts(given, bounds)
    except UnreadableError as error:
        yield Refusal(given.shown, str(error))
    except OSError as error:
        yield Refusal(given.shown, f"it cannot be read: {error.strerror or error}")
    except MemoryError:
        yield Refusal(given.shown, "reading it takes more memory than there is; split it")
    except Exception as error:  # noqa: BLE001 - whatever a parser stumbles over, the other files go in
        yield Refusal(given.shown, f"it cannot be read ({type(error).__name__}); it may be damaged")


def _drafts(given: Input, bounds: Bounds) -> Iterator[Named | Refusal]:
    head = given.stream.read(_HEAD)
    given.stream.seek(0)
    kind = kind_of(given.name, head)
    if kind is None:
        raise UnreadableError(why_foreign(given.name, head))
    if kind == "lines":
        yield from drafts_of_lines(given.stream, given.shown, bounds)
    elif kind in ("zip", "mailbox", "mail"):
        yield from _container(kind, given, bounds)
    else:
        yield Named(given.name, given.shown, _read(kind, _bytes(given, kind, bounds), bounds))


def _bytes(given: Input, kind: Kind, bounds: Bounds) -> bytes:
    data = given.stream.read(bounds.of(kind) + 1)
    bounds.check_size(kind, len(data))
    return data


def _read(kind: Kind, data: bytes, bounds: Bounds) -> Draft:
    """The draft of a file that holds one text."""
    match kind:
        case "html":
            from assistant.formats.html import read_html

            return read_html(data)
        case "mhtml":
            from assistant.formats.mail import read_saved_page

            return read_saved_page(data)
        case "pdf":
            from assistant.formats.pdf import read_pdf

            return read_pdf(data, bounds.most_bytes)
        case "docx":
            from assistant.formats.docx import read_docx

            return read_docx(data, bounds.most_bytes)
        case "markdown":
            from assistant.formats.markdown import read_markdown

            return _decoded(data, read_markdown)
        case _:
            from assistant.formats.plain import read_plain

            return _decoded(data, read_plain)


def _decoded(data: bytes, read: Callable[[str], Draft]) -> Draft:
    decoded = decode(data)
    draft = read(decoded.text)
    return replace(draft, flags=(*draft.flags, *decoded.flags))


def _container(kind: Kind, given: Input, bounds: Bounds) -> Iterator[Named | Refusal]:
    """The drafts of an archive's members, a mailbox's messages, a message and what is attached to it."""
    if given.depth >= DEEPEST:
        raise UnreadableError(f"it lies more than {DEEPEST} archives or messages deep; unpack it")
    for member in _members(kind, given, bounds):
        if isinstance(member, Refusal):
            yield replace(member, name=f"{given.shown}/{member.name}")
        elif isinstance(member, Draft):
            yield Named(given.name, given.shown, member)
        else:
            yield from drafts_in(given.inner(member), bounds)


def _members(kind: Kind, given: Input, bounds: Bounds) -> Iterator[Member | Draft | Refusal]:
    if kind == "zip":
        from assistant.formats.archive import unpack

        return unpack(given.stream, bounds)
    if kind == "mailbox":
        from assistant.formats.mailbox import split_mailbox

        return split_mailbox(given.stream, bounds)
    from assistant.formats.mail import open_mail

    return open_mail(_bytes(given, kind, bounds), bounds)


def drafts_of_lines(stream: BinaryIO, shown: str, bounds: Bounds) -> Iterator[Named | Refusal]:
    """The drafts of JSON lines; a line that cannot be read is refused by its number."""
    for number, line in split_lines(stream, bounds.most_bytes):
        where = f"{shown}, line {number}"
        if line is None:
            yield Refusal(where, f"it is longer than {bounds.most_bytes / 1e6:g} MB; split it")
            continue
        try:
            yield Named(where, where, read_line(line))
        except UnreadableError as error:
            yield Refusal(where, str(error))
