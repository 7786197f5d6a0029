"""The headers of a message as words, days and addresses."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from email.header import decode_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime

from assistant.errors import UnreadableError
from assistant.formats.decoding import decode, decode_as

_LONGEST = 4000  # characters of a header
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+$")


def words_of(value: object) -> str | None:
    """A header's words, encoded ones decoded, on one line; None for an empty one."""
    if value is None:
        return None
    said = str(value)[:_LONGEST]
    try:
        parts = decode_header(said)
    except Exception:  # noqa: BLE001 - the library raises several errors, none of them documented, on broken headers
        parts = [(said, None)]
    words = "".join(_part(text, charset) for text, charset in parts)
    return " ".join(words.split()) or None


def day_of(value: object) -> date | None:
    """The day of a date header, as the sender's clock had it; None for none."""
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(str(value)[:200].strip()).date()
    return None


def address_of(message: Message) -> tuple[str | None, str | None]:
    """Who the message says it is from: the name, else the address, and the host it was sent from."""
    name, address = parseaddr(str(message.get("From") or "")[:_LONGEST])
    host = address.rpartition("@")[2].lower()
    return words_of(name) or address or None, host if _HOST.fullmatch(host) else None


def _part(text: bytes | str, charset: str | None) -> str:
    data = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    try:
        return decode_as(data, charset).text if charset else decode(data).text
    except UnreadableError:
        return data.decode("ascii", "ignore")
