"""Dates and ranges of dates as numbers and month names, most of which the words alone fix."""

from __future__ import annotations

import re
from datetime import date

from assistant.reading.dates import spans
from assistant.reading.dates.days import month_without_year, named_year, one_day
from assistant.reading.dates.passage import Match
from assistant.reading.dates.periods import relative_year
from assistant.types import Interval

_SEPARATOR = re.compile(r"[-/.]")
_CLOSE = 45  # days around publication within which a reading of 03/04/2017 is believed
_PIVOT = 50


def numeric(match: Match) -> Interval | None:
    """As in "2017-02-16", "16.02.2017", "2/16/2017"; 3/4/2017 only where publication tells which is the month."""
    word = match.tokens.words[match.first]
    first, second, third = (int(field) for field in _SEPARATOR.split(word))
    if first > 31:
        return spans.day(first, second, third)
    year = third if third > 99 else third + (2000 if third < _PIVOT else 1900)
    if "." in word:
        return spans.day(year, second, first)
    readings = {found for found in (spans.day(year, first, second), spans.day(year, second, first)) if found}
    if len(readings) > 1 and match.published is not None:
        readings = {found for found in readings if _is_close(found, match.published)}
    return readings.pop() if len(readings) == 1 else None


def _is_close(found: Interval, published: date) -> bool:
    return abs((found.lo - published).days) <= _CLOSE


def month_day_year(match: Match) -> Interval | None:
    """As in "February 16, 2017", "the sixteenth of February, 2017"."""
    return one_day(match)


def month_year(match: Match) -> Interval | None:
    """As in "November 2016"."""
    year = named_year(match)
    return spans.month(year, match.parts.months[0]) if year is not None else None


def month_day_relative_year(match: Match) -> Interval | None:
    """As in "June 12 last year"."""
    found = relative_year(match)
    return spans.day(found[0], match.parts.months[0], match.parts.numbers[0], found[1]) if found else None


def month_relative_year(match: Match) -> Interval | None:
    """As in "June last year"."""
    found = relative_year(match)
    return spans.month(found[0], match.parts.months[0], found[1]) if found else None


def date_range(match: Match) -> Interval | None:
    """As in "from Aug. 26 to Oct. 20", the year of either side serving both."""
    parts = match.parts
    if len(parts.years) == 2:
        lo = spans.day(parts.years[0], parts.months[0], parts.numbers[0])
        return spans.joined(lo, spans.day(parts.years[1], parts.months[1], parts.numbers[1]))
    if len(parts.numbers) == 1:
        hi = one_day(match, month=1)
        lo = spans.month(hi.lo.year - (parts.months[0] > parts.months[1]), parts.months[0], hi.anchor) if hi else None
        return spans.joined(lo, hi, "day")
    lo, hi = one_day(match), one_day(match, 1, 1)
    if lo and hi and hi.hi < lo.lo:
        lo = spans.day(lo.lo.year - 1, lo.lo.month, lo.lo.day, lo.anchor)
    return spans.joined(lo, hi)


def day_range(match: Match) -> Interval | None:
    """As in "January 3-5, 2017"."""
    return spans.joined(one_day(match), one_day(match, number=1))


def month_range(match: Match) -> Interval | None:
    """As in "between May and June 2011", "from March to May"."""
    first, last = match.parts.months
    years = match.parts.years
    end = spans.month(years[-1], last) if years else month_without_year(match, last)
    if end is None:
        return None
    start = years[0] if len(years) == 2 else end.lo.year - (first > last)
    return spans.joined(spans.month(start, first, end.anchor), end)
