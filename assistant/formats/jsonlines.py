"""JSON lines: one document a line, `{"id", "text", "date"?, "title"?, "source"?, "url"?, "language"?}`.

`author`, `source_type` (official, news, opinion, social) and `type` or `section` (what the text calls itself) may be
given too.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from assistant.errors import UnreadableError
from assistant.formats.dates import calendar_day
from assistant.formats.decoding import check_characters
from assistant.formats.draft import Draft
from assistant.formats.source_type import TYPES, stated_type


def read_line(line: bytes) -> Draft:
    """A draft of one line; unknown fields are ignored. Raises `UnreadableError` for a line that is no document."""
    try:
        value: Any = json.loads(_utf8(line))
    except (ValueError, RecursionError):
        raise UnreadableError("it is not JSON; each line must be one object") from None
    if not isinstance(value, dict):
        raise UnreadableError('it is not an object; write {"id": …, "text": …}')
    value = cast("dict[str, object]", value)
    day = calendar_day(value.get("date"), "its date")
    text = _text(value, "text")
    if text is None:
        raise UnreadableError('it has no "text"')
    check_characters(text)
    return Draft(
        text.removeprefix("\ufeff").replace("\r\n", "\n"),
        id=_identity(value),
        title=_text(value, "title"),
        source=_text(value, "source"),
        date=day,
        dated_by="field" if day else None,
        url=_text(value, "url"),
        language=_text(value, "language"),
        author=_text(value, "author"),
        source_type=stated_type(value.get("source_type"), 'its "source_type"')
        or TYPES.get(_genre(value, "type").lower()),
        genres=tuple(filter(None, (_genre(value, "type"), _genre(value, "section")))),
    )


def _utf8(line: bytes) -> str:
    try:
        text = line.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        raise UnreadableError(f"it is not UTF-8 text (byte {error.start}); save it as UTF-8") from None
    check_characters(text)
    return text


def _genre(value: dict[str, object], name: str) -> str:
    """A word for what the text is; whatever else other programs keep under the name is none."""
    found = value.get(name)
    return found.strip() if isinstance(found, str) else ""


def _identity(value: dict[str, object]) -> str:
    identity = value.get("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        return str(identity)
    if not isinstance(identity, str) or not identity.strip():
        raise UnreadableError('it has no "id"')
    return identity


def _text(value: dict[str, object], name: str) -> str | None:
    found = value.get(name)
    if found is None:
        return None
    if not isinstance(found, str):
        raise UnreadableError(f'its "{name}" is not a text')
    return found if name == "text" else found.strip() or None


def split_lines(stream: BinaryIO, most_bytes: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines of a file with their numbers, empty ones left out; None for a line of more than `most_bytes`."""
    number = 0
    while line := stream.readline(most_bytes + 1):
        number += 1
        if len(line) > most_bytes and not line.endswith(b"\n"):
            while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        elif line.strip():
            yield number, line
