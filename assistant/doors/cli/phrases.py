"""Small wordings that several commands share: days, numbers of things, where a text comes from."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

_LONGEST = 320
_LONGEST_TITLE = 100
_BEFORE = 80  # characters shown before the first word that was looked for


def day(value: date | None) -> str:
    """A day in words that no reader takes for another day."""
    return f"{value.day} {value:%B} {value.year}" if value else "undated"


def published_on(value: date | None) -> str:
    """A day of publication in words; one that is still to come says so, since it cannot be right."""
    ahead = value is not None and value > datetime.now(UTC).date() + timedelta(1)
    return f"{day(value)} (a day to come)" if ahead else day(value)


def days(lo: date, hi: date) -> str:
    """The days from `lo` to `hi`: a day, a month, a year or any stretch."""
    if lo == hi:
        return day(lo)
    after = hi + timedelta(1) if hi < date.max else None
    if after and lo.day == after.day == 1 and (after.year, after.month) == _month_after(lo):
        return f"{lo:%B} {lo.year}"
    if (lo.month, lo.day, hi.month, hi.day) == (1, 1, 12, 31):
        return str(lo.year) if lo.year == hi.year else f"{lo.year} to {hi.year}"
    return f"{day(lo)} to {day(hi)}"


def _month_after(first: date) -> tuple[int, int]:
    return (first.year + 1, 1) if first.month == 12 else (first.year, first.month + 1)


def counted(number: int, thing: str) -> str:
    """The number with its noun, as in "1 document" and "1,200 documents"."""
    return f"{number:,} {thing}{'' if number == 1 else 's'}"


def place(source: str | None, published: date | None, title: str | None, document: str) -> str:
    """Where a text comes from: its source, its day and its title, or its document where it has none."""
    return " · ".join([source or "source unknown", published_on(published), _cut(title or document, _LONGEST_TITLE)])


def shortened(text: str, query: str = "") -> str:
    """One line of text, cut with an ellipsis where it is long; what shows holds a word of `query` if there is one."""
    line = " ".join(text.split())
    start = _first_hit(line, query) if len(line) > _LONGEST else 0
    return ("…" if start else "") + _cut(line[start:], _LONGEST)


def _first_hit(line: str, query: str) -> int:
    """The start of a word shortly before the first word of the query, 0 where the line's beginning shows it."""
    lower = line.lower()
    places = [at for word in re.findall(r"\w{4,}", query.lower()) if (at := lower.find(word)) >= 0]
    first = min(places, default=0)
    return 0 if first < _LONGEST - _BEFORE else line.rfind(" ", 0, first - _BEFORE) + 1


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
