"""The stretch of time a question names."""

from __future__ import annotations

import re
from datetime import date, timedelta

from assistant.reading.dates.reader import read_dates
from assistant.types import DateExpression, Interval, Span

# What stands right before a single date opens the stretch on one side.
_LEAD = re.compile(r"\b(before|prior to|earlier than|until|till|up to|by|since|from|after|later than)\W+(?:the\W+)?$")
_BEFORE = frozenset({"before", "prior to", "earlier than"})
_UNTIL = frozenset({"until", "till", "up to", "by"})
_AFTER = frozenset({"after", "later than"})
_REACH = 24  # characters before a date in which its preposition stands


def parse_date_query(text: str, today: date) -> Interval | None:
    """The days a question asks about, relative words counting from `today`; None where it names none.

    Several dates give the stretch from the first to the last ("between November 2016 and February 2017").
    With a single one, "before" and "until" begin at `date.min`; "since" and "after" end with `today`, or with
    the date itself where that is later. `grain` and `anchor` are those of the first date.
    """
    found = read_dates(text, (Span(0, len(text)),), today)
    if not found:
        return None
    first = found[0].interval
    if len(found) == 1:
        lo, hi = _opened(text, found[0], today)
    else:
        lo = min(expression.interval.lo for expression in found)
        hi = max(expression.interval.hi for expression in found)
    return Interval(lo, hi, first.grain, first.anchor)


def _opened(text: str, found: DateExpression, today: date) -> tuple[date, date]:
    """The ends of a single date's stretch, as the preposition before it says."""
    lo, hi = found.interval.lo, found.interval.hi
    lead = _LEAD.search(text[max(0, found.span.start - _REACH) : found.span.start].lower())
    word = lead[1] if lead else ""
    if word in _BEFORE:
        return date.min, max(lo, date.min + timedelta(1)) - timedelta(1)
    if word in _UNTIL:
        return date.min, hi
    if word in _AFTER:
        begin = min(hi, date.max - timedelta(1)) + timedelta(1)
        return begin, max(begin, today)
    return (lo, max(hi, today)) if word else (lo, hi)
