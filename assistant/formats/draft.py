"""What a format finds in a file, and the document made of it."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.errors import UnreadableError
from assistant.flags import UNREADABLE
from assistant.formats.dating import Dated, publication
from assistant.formats.language import guess_language
from assistant.formats.source_type import source_type
from assistant.reading.addressed import ADDRESSED, addresses_assistant
from assistant.reading.hidden import HIDDEN, hidden_characters, uncommon
from assistant.types import Document, SourceType

_LONGEST_ID = 500
_LONGEST_HEAD = 1000  # characters of a title or a name; what is longer is none
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_])")
_LOST = re.compile(r"[\ufffd\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with the head its format carries.

    `dated_by` names what gave the date, `also_dated` what else in the file bears on it, the most telling first;
    `genres` are the words the file has for what kind of text it is, `pages` the offset at which each page begins,
    `made` is the day the file was last written, after which it cannot bear a date.
    """

    text: str
    id: str | None = None
    title: str | None = None
    source: str | None = None
    date: dt.date | None = None
    dated_by: str | None = None
    url: str | None = None
    language: str | None = None
    author: str | None = None
    source_type: SourceType | None = None
    genres: tuple[str, ...] = ()
    also_dated: tuple[Dated, ...] = ()
    pages: tuple[int, ...] = ()
    made: dt.date | None = None
    flags: tuple[str, ...] = ()


def finish(draft: Draft, name: str, *, source: str | None, today: dt.date) -> Document:
    """The document of a draft: `name` is its id where the draft has none, `source` its source likewise.

    Flags are the draft's own and: "undated" (nothing gives a date; none is invented), "future-date" (later than
    `today`) and "contradicted-date", both of which leave the document without a date (see `dating`),
    "unreadable-characters" (some stand for lost ones), "hidden-characters" and "addresses-assistant" (the text or its
    title does what `reading.hidden` and `reading.addressed` describe).
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
    carried = [Dated(draft.date, draft.dated_by or "field")] if draft.date else []
    dating = publication([*carried, *draft.also_dated], draft.text, today, made=draft.made)
    publisher = _head(draft.source) or source
    url = _head(draft.url)
    title = _head(draft.title)
    return Document(
        id=identity,
        text=draft.text,
        sha256=digest,
        title=title,
        source=publisher,
        date=dating.day,
        dated_by=dating.by,
        url=url,
        language=_language(draft),
        flags=(*dating.flags, *draft.flags, *_suspicions(draft)),
        source_type=draft.source_type
        or source_type(draft.text, title=title, source=publisher, url=url, genres=draft.genres),
        author=_head(draft.author),
        pages=draft.pages,
    )


def _head(value: str | None) -> str | None:
    """One line of a document's head as it may be stored and shown."""
    if value is None:
        return None
    line = " ".join("".join(char for char in value if char >= " " or char.isspace()).split())
    whole = line.encode(errors="ignore").decode()  # halves of surrogate pairs are no characters
    return whole if 0 < len(whole) <= _LONGEST_HEAD else None


def _language(draft: Draft) -> str:
    stated = _LANGUAGE.match(draft.language.strip()) if draft.language else None
    return stated[0].lower() if stated else guess_language(draft.text)


def _suspicions(draft: Draft) -> Iterator[str]:
    """What makes a reader look twice; the text stays as it is."""
    texts = [text for text in (draft.title, draft.source, draft.text) if text]
    if any(next(hidden_characters(text), None) for text in texts):
        yield HIDDEN
    if any(addresses_assistant(text) for text in texts):
        yield ADDRESSED
    if _LOST.search(uncommon(draft.text)):
        yield UNREADABLE
