"""Which days of a timeline matter, from how documents look back at them."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.store.contract import DayCount

# Parts of a document's voice for a day. A later look back is worth more than the coverage of the day itself, which
# names its own date whatever happened; the values lie in the middle of a wide plateau over four news topics.
_EARLY = 0.25
_LATE_BONUS = 1.0
_LEADING_BONUS = 0.25
# Publications alone break ties and rank the days that no document names.
_PUBLISHED = 0.05


@dataclass(frozen=True, slots=True)
class RankedDay:
    """A day with its importance relative to the most important one, above 0 and at most 1."""

    day: date
    weight: float


def pick_days(counts: Iterable[DayCount], n: int) -> list[RankedDay]:
    """The `n` most important days, most important first; of equals the earlier one first.

    Every document that names a day speaks for it once: with a quarter of its voice when it came out by that day, with
    double when it came out more than a week later, and with a quarter more when it names the day in its first
    sentences. Days that nothing speaks for are left out, so there may be fewer than `n`.
    """
    scored = [(_evidence(count), count.day) for count in counts]
    best = heapq.nsmallest(max(n, 0), ((-score, day) for score, day in scored if score > 0))
    highest = -best[0][0] if best else 1.0
    return [RankedDay(day, -score / highest) for score, day in best]


def _evidence(count: DayCount) -> float:
    looking_back = count.documents - count.early
    spoken = looking_back + _EARLY * count.early + _LATE_BONUS * count.late + _LEADING_BONUS * count.leading
    return spoken + _PUBLISHED * count.published
