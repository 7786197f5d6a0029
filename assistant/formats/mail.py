"""Messages and mailboxes: the text of each message, what is attached as files of their own, pages saved as messages."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from typing import cast

from assistant.errors import UnreadableError
from assistant.formats.bounds import Bounds
from assistant.formats.dating import Dated
from assistant.formats.decoding import Decoded, decode_as
from assistant.formats.draft import Draft
from assistant.formats.files import portable
from assistant.formats.headers import address_of, day_of, words_of
from assistant.formats.kinds import FOREIGN, SUFFIXES, suffix_of
from assistant.formats.member import Member

Part = Message

_MOST_PARTS = 1000
_SUFFIX_OF = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "message/rfc822": ".eml",
    "text/html": ".html",
    "text/markdown": ".md",
    "text/plain": ".txt",
}
_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
_MOST_DATES = 10
_STUB = 200  # characters of a text part beside which a much longer HTML part is the message
_LONGEST_NAME = 120


def open_mail(data: bytes, bounds: Bounds) -> Iterator[Draft | Member]:
    """The draft of a message, then each attachment of a known kind; the draft is left out where all is attached.

    The text is that of the plain part, else that of the HTML part. Raises `UnreadableError` for what is no message, an
    encrypted one, and one with more than 1,000 parts.
    """
    message = _message(data)
    body = _body(message)
    attached = list(_attachments(message, bounds))
    if body.text.strip() or not attached:
        yield _draft(message, body)
    yield from attached


def read_saved_page(data: bytes) -> Draft:
    """A draft of a web page that a browser saved as one file (MHTML). Raises `UnreadableError` where it holds none."""
    from assistant.formats.html import read_html  # loaded where there is a page

    message = _message(data)
    page = next((part for part in _leaves(message) if part.get_content_type() == "text/html"), None)
    if page is None:
        raise UnreadableError("it holds no web page")
    url = message.get("Snapshot-Content-Location") or page.get("Content-Location")
    return read_html(_payload(page), page.get_content_charset(), str(url) if url else None)


def _message(data: bytes) -> Part:
    message = message_from_bytes(data)
    if not message.keys():
        raise UnreadableError("it is not a mail message")
    if message.get_content_type() in _ENCRYPTED and "signed" not in str(message.get_param("smime-type") or ""):
        raise UnreadableError("it is encrypted; save it decrypted")
    return message


def _draft(message: Part, body: Decoded) -> Draft:
    author, host = address_of(message)
    sent, *again = [day_of(value) for value in message.get_all("Date") or [None]][:_MOST_DATES]
    hops = message.get_all("Received") or [""]
    received = day_of(str(hops[-1]).rpartition(";")[2])
    others = [*((day, "Date header") for day in again), (received, "Received header")]
    return Draft(
        body.text,
        title=words_of(message.get("Subject")),
        source=host,
        author=author,
        date=sent,
        dated_by="Date header" if sent else None,
        also_dated=tuple(Dated(day, by) for day, by in others if day),
        language=words_of(message.get("Content-Language")),
        flags=body.flags,
    )


def _body(part: Part) -> Decoded:
    """The words of a part and of those in it: of alternatives the plain one, unless it is a stub."""
    kind = part.get_content_type()
    if _is_attached(part):
        return Decoded("")
    if part.is_multipart():
        inner = [_body(child) for child in _children(part)]
        if kind == "multipart/alternative":
            return _preferred(
                [(child.get_content_type(), body) for child, body in zip(_children(part), inner, strict=True)]
            )
        texts = [body.text.strip("\n") for body in inner if body.text.strip()]
        return Decoded("\n\n".join(texts), any(body.guessed for body in inner))
    if kind == "text/html":
        return _html(part)
    return _plain(part) if kind == "text/plain" else Decoded("")


def _preferred(alternatives: list[tuple[str, Decoded]]) -> Decoded:
    plain = next((body for kind, body in alternatives if kind == "text/plain" and body.text.strip()), None)
    other = next((body for kind, body in reversed(alternatives) if kind != "text/plain" and body.text.strip()), None)
    if plain is None or other is None:
        return plain or other or Decoded("")
    is_stub = len(plain.text) < _STUB and len(other.text) > 5 * len(plain.text)
    return other if is_stub else plain


def _plain(part: Part) -> Decoded:
    decoded = decode_as(_payload(part), part.get_content_charset())
    flowed = str(part.get_param("format") or "").lower() == "flowed"
    return Decoded(_unflowed(decoded.text), decoded.guessed) if flowed else decoded


def _html(part: Part) -> Decoded:
    from assistant.formats.html import visible_page  # loaded where there is a page

    return visible_page(_payload(part), part.get_content_charset())


def _unflowed(text: str) -> str:
    """Text whose lines end in a space where they go on (RFC 3676)."""
    lines: list[str] = []
    goes_on = False
    for line in text.split("\n"):
        quoted = line.startswith(">")
        if goes_on and not quoted and line != "-- ":
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and not quoted and line != "-- "
    return "\n".join(lines)


def _payload(part: Part) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _children(part: Part) -> list[Part]:
    inner: object = part.get_payload()
    return (
        [child for child in cast("list[object]", inner) if isinstance(child, Message)]
        if isinstance(inner, list)
        else []
    )


def _leaves(message: Part) -> Iterator[Part]:
    """The parts in order, without looking into attached messages. Raises `UnreadableError` for too many."""
    waiting, seen = [message], 0
    while waiting:
        part = waiting.pop()
        seen += 1
        if seen > _MOST_PARTS:
            raise UnreadableError(f"it has more than {_MOST_PARTS:,} parts")
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting += reversed(_children(part))
        else:
            yield part


def _is_attached(part: Part) -> bool:
    named = bool(part.get_filename())
    return part.get_content_disposition() == "attachment" or named or part.get_content_type() == "message/rfc822"


def _attachments(message: Part, bounds: Bounds) -> Iterator[Member]:
    taken: set[str] = set()
    for part in _leaves(message):
        if part is message or not _is_attached(part):
            continue
        name = _file_name(part)
        if name is None:
            continue
        stem, dot, suffix = name.rpartition(".")
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}{dot}{suffix}"
        taken.add(name)
        data = _enclosed(part) if part.get_content_type() == "message/rfc822" else _payload(part)
        bounds.spend(len(data))
        yield Member(name, data)


def _enclosed(part: Part) -> bytes:
    inner = _children(part)
    return inner[0].as_bytes() if inner else b""


def _file_name(part: Part) -> str | None:
    """The name of an attachment of a known kind, None for another."""
    path = portable(words_of(part.get_filename()) or "").replace("\\", "/")
    said = path.rpartition("/")[2].strip(". ")
    suffix = suffix_of(said)
    if suffix in SUFFIXES.keys() | FOREIGN.keys():
        return said[-_LONGEST_NAME:]
    by_type = _SUFFIX_OF.get(part.get_content_type())
    if by_type is None or (suffix and by_type == ".txt"):
        return None
    return f"{said[:_LONGEST_NAME] or 'attachment'}{by_type}"
