"""Days as files write them: ISO 8601, mail's dates, and dates in words in a few languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import cast

from assistant.errors import UnreadableError

_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")
_DAY_FIRST = (
    r"(?P<d1>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s(?:of\s|de\s)?(?P<m1>[^\W\d_]{3,12})\.?,?\s(?:de\s|del\s)?(?P<y1>\d{4})"
)
_MONTH_FIRST = r"(?P<m2>[^\W\d_]{3,12})\.?\s(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s(?P<y2>\d{4})"
_ISO = r"(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})"
WRITTEN = re.compile(rf"(?<!\w)(?:{_DAY_FIRST}|{_MONTH_FIRST}|{_ISO})(?![\w-])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6}|T\S*)?$")
_SLASHED = re.compile(r"(\d{4})/(\d{1,2})/(\d{1,2})(?=\D|$)")
_EARLIEST = 1500


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
        if (day := iso_day(said)) is not None:
            return day
    raise UnreadableError(f"{where} {briefly(value)} is no day; write it as YYYY-MM-DD or leave it out")


def briefly(value: object) -> str:
    """A value as a sentence may show it; of a nested one only its kind, which aliases can make endless."""
    return repr(value[:80]) if isinstance(value, str) else repr(value) if isinstance(value, int | float) else "(a list)"


def iso_day(said: str) -> date | None:
    """The day of an ISO 8601 date with or without a time of day, None for anything else."""
    if said[4:5] != "-" or said[7:8] != "-":
        return None
    try:
        return datetime.fromisoformat(said).date()
    except ValueError:
        return None


def any_day(said: str) -> date | None:
    """The day a machine-made field states, whole and unambiguous in any usual form; None for anything else.

    A day and a month in figures divided by slashes are ambiguous and give none, unless the year comes first.
    """
    said = " ".join(said[:100].split())
    if (day := iso_day(said)) is not None:
        return day
    for pattern in (_COMPACT, _SLASHED):
        if found := pattern.match(said):
            return _day(int(found[1]), int(found[2]), int(found[3]))
    if (written := next(written_days(said), None)) is not None:
        return written[1]
    if iso := re.match(r"\d{4}-\d{2}-\d{2}(?=[T\s])", said):  # a time of day that is none
        return iso_day(iso[0])
    try:
        return parsedate_to_datetime(said).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def written_days(text: str) -> Iterator[tuple[re.Match[str], date]]:
    """The full dates in words or ISO 8601 that stand in a short text, with the days they name."""
    for found in WRITTEN.finditer(text):
        parts = found.groupdict()
        for year, month, day in (("y1", "m1", "d1"), ("y2", "m2", "d2"), ("y3", "m3", "d3")):
            if parts[year]:
                number = int(parts[month]) if parts[month].isdigit() else _months().get(parts[month].lower())
                named = None if number is None else _day(int(parts[year]), number, int(parts[day]))
                if named is not None:
                    yield found, named


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year >= _EARLIEST else None
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    """The months' names, and in English their abbreviations, in small letters."""
    from babel.dates import get_month_names  # loaded where a text has a date in words

    months: dict[str, int] = {"sept": 9}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated") if language == "en" else ("wide",):
            named = cast("Mapping[int, str]", get_month_names(width, locale=language))
            months |= {name.lower().rstrip("."): number for number, name in named.items()}
    return months
