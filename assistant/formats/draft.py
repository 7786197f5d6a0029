"""What a format finds in a file, and the document made of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from assistant.errors import UnreadableError
from assistant.formats.language import guess_language
from assistant.reading.addressed import ADDRESSED, addresses_assistant
from assistant.reading.hidden import HIDDEN, hidden_characters
from assistant.types import Document

_LONGEST_ID = 500


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with the head its format carries. `dated_by` names what gave the date."""

    text: str
    id: str | None = None
    title: str | None = None
    source: str | None = None
    date: date | None = None
    dated_by: str | None = None
    url: str | None = None
    language: str | None = None


def finish(draft: Draft, name: str, *, source: str | None, today: date) -> Document:
    """The document of a draft: `name` is its id where the draft has none, `source` its source likewise.

    Flags: "undated" (nothing gives a date; none is invented), "future-date" (later than `today`), "hidden-characters"
    and "addresses-assistant" (the text or its title does what `reading.hidden` and `reading.addressed` describe).
    Raises `UnreadableError` for a text without words and an id that cannot be one.
    """
    if not draft.text.strip():
        raise UnreadableError("it holds no text")
    identity = draft.id or name
    if len(identity) > _LONGEST_ID or not identity.isprintable():
        raise UnreadableError(f"its id must be up to {_LONGEST_ID} printable characters; give it another id")
    try:
        digest = hashlib.sha256(draft.text.encode()).hexdigest()
    except UnicodeEncodeError:
        raise UnreadableError("its text holds half of a surrogate pair; write it as UTF-8") from None
    return Document(
        id=identity,
        text=draft.text,
        sha256=digest,
        title=draft.title,
        source=draft.source or source,
        date=draft.date,
        dated_by=draft.dated_by,
        url=draft.url,
        language=draft.language or guess_language(draft.text),
        flags=(*_flags(draft.date, today), *_suspicions(draft)),
    )


def calendar_day(value: object, where: str) -> date | None:
    """The day of a field: ISO 8601, with or without a time of day, which is left off; None for an empty field.

    Raises `UnreadableError` for anything else.
    """
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str):
        said = value.strip()
        if not said:
            return None
        if said[4:5] == "-" and said[7:8] == "-":
            try:
                return datetime.fromisoformat(said).date()
            except ValueError:
                pass
    raise UnreadableError(f"{where} {value!r} is no day; write it as YYYY-MM-DD or leave it out")


def _flags(day: date | None, today: date) -> tuple[str, ...]:
    if day is None:
        return ("undated",)
    return ("future-date",) if day > today else ()


def _suspicions(draft: Draft) -> Iterator[str]:
    """What makes a reader look twice; the text stays as it is."""
    texts = [text for text in (draft.title, draft.source, draft.text) if text]
    if any(next(hidden_characters(text), None) for text in texts):
        yield HIDDEN
    if any(addresses_assistant(text) for text in texts):
        yield ADDRESSED
