"""Weekdays and the words for the days around publication: "Monday", "next Friday", "yesterday evening"."""

from __future__ import annotations

from datetime import date

from assistant.reading.dates import spans, words
from assistant.reading.dates.days import AHEAD, BACK, SETS
from assistant.reading.dates.passage import Match
from assistant.reading.dates.relative import CONTEXT_STEPS
from assistant.types import Interval

_JOINERS = frozenset({"and", "or", "&"})
_RANGE_JOINERS = frozenset({"to", "through", "until", "till", "-", "–"})
_LISTED = 3  # days between two weekdays joined by "and" beyond which the second need not follow the first
_PLURAL_PARTS = frozenset("nights mornings evenings afternoons".split())
_WEEKS = {"last": -1, "this": 0, "next": 1}


def weekday(match: Match) -> Interval | None:
    """A bare weekday: the last one unless the sentence looks ahead; never a set ("every Monday")."""
    if match.previous in SETS or match.following in _PLURAL_PARTS:
        return None
    if (day := _of_week_ago(match)) is not None:
        return day
    listed = _listed_week(match)
    if listed is not None:
        return _weekday_in(match, listed)
    return _joined_weekday(match) or _weekday_from(match.published, match, match.direction() > 0)


def _of_week_ago(match: Match) -> Interval | None:
    """The Thursday of "a week ago on Thursday", "two weeks ago, on Thursday": that of the week just named."""
    latest, weekday = match.passage.latest, match.parts.weekday
    at = match.start - 1
    while match.start - at <= 2 and match.tokens.word(at) in ("on", ","):
        at -= 1
    if match.tokens.word(at) != "ago" or latest is None or latest.grain != "week" or weekday is None:
        return None
    moved = spans.shift_days(latest.lo, weekday)
    return spans.single(moved, latest.anchor) if moved else None


def _joined_weekday(match: Match) -> Interval | None:
    """The Sunday of "Friday to Sunday", of "Saturday and Sunday": the next one after the weekday before it."""
    latest = match.passage.latest
    if latest is None or latest.grain != "day" or match.tokens.word(match.start - 2) not in words.WEEKDAYS:
        return None
    if match.previous not in _JOINERS and match.previous not in _RANGE_JOINERS:
        return None
    found = _weekday_from(latest.lo, match, ahead=True)
    close = found is not None and (found.lo - latest.lo).days <= _LISTED
    return found if close or match.previous in _RANGE_JOINERS else None


def _weekday_from(reference: date | None, match: Match, ahead: bool, strictly: bool = False) -> Interval | None:
    if reference is None or match.parts.weekday is None:
        return None
    distance = (match.parts.weekday - reference.weekday() if ahead else reference.weekday() - match.parts.weekday) % 7
    if strictly and distance == 0:
        distance = 7
    moved = spans.shift_days(reference, distance if ahead else -distance)
    return spans.single(moved, match.anchor) if moved else None


def weekday_of_week(match: Match) -> Interval | None:
    """As in "Monday last week", "Friday of next week"."""
    return _weekday_in(match, _WEEKS.get(match.parts.relative, 0))


def _listed_week(match: Match) -> int | None:
    """The "next week" of "Tuesday and Wednesday next week", seen from Tuesday, in weeks from now."""
    word, at = match.tokens.word, match.last
    if match.following not in _JOINERS or word(at + 1) not in words.WEEKDAYS or word(at + 3) != "week":
        return None
    return _WEEKS.get(word(at + 2))


def _weekday_in(match: Match, weeks: int) -> Interval | None:
    published, weekday = match.published, match.parts.weekday
    if published is None or weekday is None:
        return None
    moved = spans.shift_days(published, 7 * weeks + weekday - published.weekday())
    return spans.single(moved, match.anchor) if moved else None


def relative_weekday(match: Match) -> Interval | None:
    """As in "last Friday", "next Tuesday", "the following Monday"."""
    relative, context = match.parts.relative, match.passage.context
    if relative in CONTEXT_STEPS:
        step = CONTEXT_STEPS[relative]
        if context is None or context.grain != "day" or step == 0:
            return None
        found = _weekday_from(context.lo, match, ahead=step > 0, strictly=True)
        return Interval(found.lo, found.hi, "day", "context") if found else None
    if relative in BACK:
        return _weekday_from(match.published, match, ahead=False, strictly=True)
    if relative in AHEAD:
        return _weekday_from(match.published, match, ahead=True, strictly=True)
    return _weekday_from(match.published, match, ahead=match.direction() >= 0)


def today(match: Match) -> Interval | None:
    """As in "today", "yesterday evening", "this morning", "last night", "later in the day"."""
    if match.published is None:
        return None
    named = match.parts.words
    if match.capitalised(match.last - 1) and _in_a_name(match):
        return None
    shift = -1 if "yesterday" in named else 1 if "tomorrow" in named else 0
    if match.parts.relative == "last":
        if named[-1] not in ("night", "evening"):
            return None
        shift = -1
    moved = spans.shift_days(match.published, shift)
    return spans.single(moved, match.anchor) if moved else None


def _in_a_name(match: Match) -> bool:
    """As in "USA Today": a capital letter where the sentence does not begin."""
    return match.last - match.first == 1 and match.capitalised(match.start - 1)
