"""Plain text, with or without the marker ` date YYYY-MM-DD ` at its head."""

from __future__ import annotations

import re

from assistant.formats.dates import calendar_day
from assistant.formats.draft import Draft
from assistant.formats.publisher import trailing_source

_MARKER = re.compile(r" ?date (\d{4}-\d{2}-\d{2})(?=\s)[ \t]?")
_LONGEST_TITLE = 200
_ENDS_A_SENTENCE = (".", ":", ";", ",", "…", '."', ".”", ".'", ".’", ".)")


def read_plain(text: str) -> Draft:
    """A draft of a plain text. The marker gives the date and is not part of the text.

    The title is a first line of up to 200 characters that does not end like a sentence and stands before an
    empty line; it stays in the text. Raises `UnreadableError` for a marker with an impossible day.
    """
    day = None
    if marker := _MARKER.match(text):
        day = calendar_day(marker[1], "the date in its marker")
        text = text[marker.end() :]
    return Draft(
        text,
        title=first_line_title(text),
        source=trailing_source(text),
        date=day,
        dated_by="marker" if day else None,
    )


def first_line_title(text: str) -> str | None:
    """The first line where it is a headline."""
    line, _, rest = text.lstrip("\n").partition("\n")
    title = line.strip()
    alone = rest.lstrip(" \t").startswith("\n") and bool(rest.strip())
    if not title or not alone or len(title) > _LONGEST_TITLE or title.endswith(_ENDS_A_SENTENCE):
        return None
    return title
