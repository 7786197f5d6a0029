"""Expressions that count units from another date: "last week", "two days earlier", "a year ago", "the quarter"."""

from __future__ import annotations

from assistant.reading.dates import spans
from assistant.reading.dates.days import one_day
from assistant.reading.dates.passage import Match
from assistant.types import Interval

STEPS = {"this": 0, "current": 0, "latest": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
CONTEXT_STEPS = {
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "following": 1,
    "ensuing": 1,
    "subsequent": 1,
    "same": 0,
    "that": 0,
}
MIDYEAR = 6
_MOST = 1000  # units beyond which a count is no way to name a date
_GRAINS = ("day", "week", "month", "season", "quarter", "year", "decade")
_YEAR_BEFORE = frozenset({"for"})
_QUALIFIERS = frozenset("end mid early late beginning middle start later earlier close rest".split())


def relative_unit(match: Match) -> Interval | None:
    """As in "this year", "last week", "the following month"; "the past year" is a duration."""
    relative, unit = match.parts.relative, match.parts.units[0]
    if match.following == "or" and match.tokens.word(match.last + 1) in ("so", "two"):
        return None
    if relative in CONTEXT_STEPS or (unit == "day" and relative == "next"):
        return _from_context(match, unit, CONTEXT_STEPS.get(relative, 1))
    if match.published is None or (relative == "past" and unit != "weekend") or unit == "day" or _a_title(match):
        return None
    if relative == "latest":
        return match.passage.reported if unit == "quarter" else None
    return spans.unit_shifted(match.published, unit, STEPS[relative], match.anchor)


def relative_daypart(match: Match) -> Interval | None:
    """As in "that night", "the next morning"."""
    return _from_context(match, "day", CONTEXT_STEPS.get(match.parts.relative, 1))


def _a_title(match: Match) -> bool:
    """The programme "This Week", the magazine "Next Month": both words with capitals."""
    return match.capitalised(match.first) and match.capitalised(match.last - 1)


def _from_context(match: Match, unit: str, step: int) -> Interval | None:
    """`step` units from the passage's own last date, if that is as fine as the unit."""
    context = match.passage.context
    if context is None or _GRAINS.index(context.grain) > _GRAINS.index("week" if unit == "weekend" else unit):
        return None
    return spans.unit_shifted(context.lo, unit, step, "context")


def week_of(match: Match) -> Interval | None:
    """As in "the week of February 6"."""
    named = one_day(match)
    return spans.unit_around(named.lo, match.parts.units[0], named.anchor) if named else None


def ago(match: Match) -> Interval | None:
    """As in "two years ago", "a week or so ago"."""
    count, unit = match.parts.count, match.parts.units[0]
    if match.published is None or count is None or not unit or count > _MOST:
        return None
    if unit == "year" and count == 1:
        return year_earlier(match)
    if unit == "decade":
        return spans.unit_shifted(match.published, "year", -10 * count, match.anchor)
    return spans.unit_shifted(match.published, unit, -count, match.anchor)


def unit_earlier(match: Match) -> Interval | None:
    """As in "two days earlier", "a year earlier", "the day before": counted from the passage's own date."""
    parts = match.parts
    count, unit, word = parts.count, parts.units[0], parts.words[-1]
    if count is None or not unit or count > _MOST:
        return None
    back = word in ("earlier", "before")
    if unit == "year" and back and count == 1 and parts.words[0] != "the":
        return year_earlier(match)
    if word in ("before", "after") and not _ends_a_clause(match):
        return None
    return _from_context(match, unit, -count if back else count)


def _ends_a_clause(match: Match) -> bool:
    """As in "the day before." against "the day before the vote"."""
    return match.following in ("", ".", ",", ";", ")", "and", "in", "at", "by", "when")


def year_earlier(match: Match) -> Interval | None:
    """As in "a year earlier", "the year-ago quarter": the quarter under report, else the year, twelve months back."""
    passage = match.passage
    if passage.reported is not None:
        return spans.unit_shifted(passage.reported.lo, "quarter", -4, "context")
    if passage.context is not None and passage.context.anchor == "text":
        return spans.year(passage.context.lo.year - 1, "context")
    return spans.year(match.published.year - 1, match.anchor) if match.published else None


def year_period(match: Match) -> Interval | None:
    """As in "the 1988 period": the quarter under report in that year, else the year."""
    year, reported = match.parts.years[0], match.passage.reported
    if reported is None:
        return spans.year(year)
    return spans.quarter(year, (reported.lo.month + 2) // 3, "context")


def the_period(match: Match) -> Interval | None:
    """As in "the quarter", "the latest period": the one under report; "the full year": that of publication."""
    words = match.parts.words
    if words[-1] == "year":
        named = "full" in words or _is_qualified(match) or match.previous in _YEAR_BEFORE
        if match.published is None or not named:
            return None
        return spans.year(match.published.year - _is_past_end(match), match.anchor)
    reported = match.passage.reported
    return Interval(reported.lo, reported.hi, "quarter", "context") if reported else None


def the_unit(match: Match) -> Interval | None:
    """As in "the weekend", "the end of the month", "year-end"."""
    published, unit = match.published, match.parts.units[0]
    if published is None:
        return None
    if unit == "weekend":
        return spans.unit_shifted(published, unit, 0 if published.weekday() > 4 else -1, match.anchor)
    if match.parts.words[0] == "the" and not _is_qualified(match):
        return None
    if match.parts.words[0] == "year":
        return spans.year(published.year - _is_past_end(match), match.anchor)
    return spans.unit_around(published, unit, match.anchor)


def _is_past_end(match: Match) -> bool:
    """The end of the year before: "remained in prison at year's end", written in spring."""
    end = {"end", "close", "late"} & {*match.parts.words, *match.qualifiers}
    return bool(end) and (match.previous == "since" or is_told_as_over(match, 12))


def is_told_as_over(match: Match, month: int) -> bool:
    """Whether a text of the first half of a year tells what lasted until `month` as past: then of the year before."""
    published = match.published
    return published is not None and published.month <= min(MIDYEAR, month) and match.direction() < 0


def _is_qualified(match: Match) -> bool:
    return bool(match.qualifiers & _QUALIFIERS)
