"""Whether two events may be one: what a program can tell without understanding."""

from __future__ import annotations

from assistant.reading.folding import fold
from assistant.types import Event

_COARSEST = 31  # days; longer intervals meet too much to tell events apart


def may_be_one(one: Event, other: Event) -> bool:
    """Whether two tellings agree: days of one within the other's, the same status, a participant in common."""
    if one.span.overlaps(other.span) or one.status != other.status:
        return False
    first, second = one.interval, other.interval
    if max((first.hi - first.lo).days, (second.hi - second.lo).days) >= _COARSEST:
        return False
    within = first.covers(second) or second.covers(first)
    return within and bool(set(map(fold, one.participants)) & set(map(fold, other.participants)))
