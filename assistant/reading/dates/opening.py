"""The date a text opens with, which stands in where nothing else tells when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.types import DateExpression

# A dated line holds little but the date: a place in capitals, a label, a weekday.
_LABEL = re.compile(r"[\W_]*(?:(?:[A-Z][A-Za-z]*|date|dated|published|updated|posted|on)[\W_]{1,4}){0,6}")
_AFTER = re.compile(r"[ \t]*(?:$|[\n\r(\[—–-]|[A-Z])")
_LONGEST = 60  # characters before the date


def opening_date(text: str, found: Iterable[DateExpression]) -> date | None:
    """The day of the first expression if it stands in a dated line at the very top and is a full date."""
    first = next(iter(found), None)
    if first is None or first.span.start > _LONGEST or first.interval.grain != "day":
        return None
    if first.interval.anchor != "text" or first.interval.lo != first.interval.hi:
        return None
    before, after = text[: first.span.start], text[first.span.end : first.span.end + _LONGEST]
    return first.interval.lo if _LABEL.fullmatch(before) and _AFTER.match(after) else None
