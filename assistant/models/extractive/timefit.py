"""How well the days a sentence speaks of fit those a question asks for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.types import Interval

INSIDE = 1.0
UNDATED = 0.6
BEFORE = 0.75
AFTER = 0.3

_FADE_YEARS = 12.0


def time_fit(asked: tuple[date | None, date | None], told: Iterable[Interval]) -> float:
    """1 where an interval of the sentence meets the days asked for, or none are asked for.

    A sentence that begins something earlier may still hold then, the less the longer ago; one of later days
    does not answer. A sentence without days can be neither.
    """
    lo, hi = asked
    if lo is None or hi is None:
        return INSIDE
    return max((_fit(lo, hi, interval) for interval in told), default=UNDATED)


def _fit(lo: date, hi: date, interval: Interval) -> float:
    if interval.meets(lo, hi):
        return INSIDE
    if interval.lo > hi:
        return AFTER
    years = (lo - interval.hi).days / 365
    return max(AFTER, BEFORE - (BEFORE - AFTER) * years / _FADE_YEARS)
