"""JSON lines: one document a line, `{"id", "text", "date"?, "title"?, "source"?, "url"?, "language"?}`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from assistant.errors import UnreadableError
from assistant.formats.decoding import check_characters, decode
from assistant.formats.draft import Draft, calendar_day


def read_line(line: bytes) -> Draft:
    """A draft of one line; unknown fields are ignored. Raises `UnreadableError` for a line that is no document."""
    try:
        value: Any = json.loads(decode(line))
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
    )


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
