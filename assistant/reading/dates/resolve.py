"""From a matched expression to the days it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.reading.dates import spans, words
from assistant.reading.dates.direction import direction
from assistant.reading.dates.parts import Parts, read_parts
from assistant.reading.dates.tokens import NAME, Token
from assistant.types import Anchor, Interval


@dataclass(slots=True)
class Passage:
    """What is known while a text is read: the day it was published and the dates named so far."""

    text: str
    published: date | None
    anchor: Anchor = "published"
    context: Interval | None = None
    period: Interval | None = None


@dataclass(slots=True)
class Match:
    """One match of the grammar: its tokens, the tokens around it in the sentence, and the passage."""

    tokens: Sequence[Token]
    before: Sequence[Token]
    after: Sequence[Token]
    passage: Passage
    parts: Parts

    @property
    def published(self) -> date | None:
        return self.passage.published

    @property
    def previous(self) -> str:
        return self.before[-1].word if self.before else ""

    @property
    def following(self) -> str:
        return self.after[0].word if self.after else ""

    def direction(self) -> int:
        return direction(self.before, self.after)


Resolver = Callable[[Match], Interval | None]


def _full_year(match: Match) -> int | None:
    parts = match.parts
    if (year := parts.year) is not None:
        return year
    if not parts.short_years:
        return None
    reference = match.published.year if match.published else 2030
    century = reference - reference % 100 + parts.short_years[0]
    return century if century <= reference + 10 else century - 100


def _ranged(lo: Interval | None, hi: Interval | None) -> Interval | None:
    if lo is None or hi is None or hi.hi < lo.lo:
        return None
    anchors = {lo.anchor, hi.anchor}
    anchor: Anchor = "published" if "published" in anchors else "context" if "context" in anchors else "text"
    return Interval(lo.lo, hi.hi, lo.grain, anchor)


def _numeric(match: Match) -> Interval | None:
    fields = [int(piece) for piece in re.split(r"[-/.]", match.tokens[0].word)]
    if len(match.tokens[0].word) < 8 and fields[2] > 99:
        return None
    if fields[0] > 31:
        return spans.day(*fields)
    first, second, year = fields
    if year < 100:
        year += 2000 if year < 50 else 1900
    if first > 12 or "." in match.tokens[0].word:
        return spans.day(year, second, first)
    if second > 12 or first == second:
        return spans.day(year, first, second)
    if match.published is None:
        return None
    return None


def nearest_day(month: int, number: int, weekday: int | None, passage: Passage) -> Interval | None:
    """The day of this month and number nearest to the reference; the weekday, if given, must agree when it can."""
    reference = passage.published
    if reference is None:
        return None
    around = [
        spans.day(reference.year + shift, month, number, passage.anchor) for shift in (0, -1, 1, -2, 2, -3, 3, -4, 4)
    ]
    days = [interval for interval in around if interval]
    agreeing = [interval for interval in days if interval.lo.weekday() == weekday]
    return min(agreeing or days, key=lambda interval: abs((interval.lo - reference).days), default=None)


def _one_day(match: Match, number: int = 0, month: int = 0, weekday: int | None = None) -> Interval | None:
    parts = match.parts
    year = _full_year(match)
    if year is not None:
        return spans.day(year, parts.months[month], parts.numbers[number])
    return nearest_day(parts.months[month], parts.numbers[number], weekday, match.passage)


def _weekday_date(match: Match) -> Interval | None:
    return _one_day(match, weekday=match.parts.weekday)


def _month_day(match: Match) -> Interval | None:
    if len(match.parts.numbers) != 1 or match.following in ("percent", "%", "points"):
        return None
    return _one_day(match)


def _same_year(lo: Interval | None, hi: Interval | None) -> Interval | None:
    if lo and hi and hi.lo < lo.lo:
        moved = spans.shift_months(lo.lo, -12)
        lo = Interval(moved, moved, "day", lo.anchor) if moved else None
    return _ranged(lo, hi)


def _date_range(match: Match) -> Interval | None:
    parts = match.parts
    if len(parts.years) == 2:
        lo = spans.day(parts.years[0], parts.months[0], parts.numbers[0])
        return _ranged(lo, spans.day(parts.years[1], parts.months[1], parts.numbers[1]))
    return _same_year(_one_day(match), _one_day(match, 1, 1))


def _day_range(match: Match) -> Interval | None:
    return _ranged(_one_day(match), _one_day(match, 1))


def _month_range(match: Match) -> Interval | None:
    parts = match.parts
    first, last = parts.months
    if not parts.years:
        if match.published is None:
            return None
        last_month = _nearest_month(last, match)
        years = [last_month.lo.year] if last_month else []
    else:
        years = parts.years
    if not years:
        return None
    start = years[0] if len(years) == 2 or first <= last else years[0] - 1
    anchor: Anchor = "text" if parts.years else match.passage.anchor
    return _ranged(spans.month(start, first, anchor), spans.month(years[-1], last, anchor))


def _year_range(match: Match) -> Interval | None:
    parts = match.parts
    first = parts.years[0]
    if len(parts.years) == 2:
        last = parts.years[1]
    else:
        digits = match.tokens[-1].word
        last = first - first % 100 + int(digits) if len(digits) == 2 else 0
    if not 0 < last - first < 200:
        return None
    return _ranged(spans.year(first), spans.year(last))


def _month_relative_year(match: Match) -> Interval | None:
    if match.published is None:
        return None
    return spans.month(
        match.published.year + _STEP[match.parts.relatives[0]], match.parts.months[0], match.passage.anchor
    )


_STEP = {"this": 0, "current": 0, "latest": 0, "last": -1, "past": -1, "next": 1, "coming": 1, "upcoming": 1}
_CONTEXT_STEP = {
    "previous": -1,
    "preceding": -1,
    "prior": -1,
    "following": 1,
    "ensuing": 1,
    "subsequent": 1,
    "same": 0,
    "that": 0,
}


def _month_year(match: Match) -> Interval | None:
    year = _full_year(match)
    return spans.month(year, match.parts.months[0]) if year else None


def _nearest_month(number: int, match: Match) -> Interval | None:
    published = match.published
    if published is None:
        return None
    ahead = match.direction()
    year = published.year
    if ahead > 0 and number < published.month:
        year += 1
    elif ahead <= 0 and number > published.month:
        year -= 1 if ahead < 0 or number - published.month > 2 else 0
    return spans.month(year, number, match.passage.anchor)


_MONTH_PREPOSITIONS = frozenset(
    "in since of by until till last next this from between during for and to after before through early late mid "
    "every each around".split()
)


def _month(match: Match) -> Interval | None:
    sure = all(NAME[token.kind] != "maymonth" for token in match.tokens)
    if not sure and len(match.tokens) == 1 and match.previous not in _MONTH_PREPOSITIONS:
        return None
    if match.previous in ("every", "each"):
        return None
    return _nearest_month(match.parts.months[0], match)


def _relative_month(match: Match) -> Interval | None:
    published = match.published
    if published is None:
        return None
    number, word = match.parts.months[0], match.parts.relatives[-1]
    year = published.year
    if word in ("last", "past"):
        year -= number >= published.month
    elif word in ("next", "coming", "upcoming"):
        year += number <= published.month
    else:
        return _nearest_month(number, match)
    return spans.month(year, number, match.passage.anchor)


def _weekday_near(match: Match, ahead: int) -> Interval | None:
    published, weekday = match.published, match.parts.weekday
    if published is None or weekday is None:
        return None
    back = (published.weekday() - weekday) % 7
    moved = spans.shift_days(published, (7 - back) % 7 if ahead > 0 else -back)
    return spans.single(moved, match.passage.anchor) if moved else None


def _weekday(match: Match) -> Interval | None:
    if match.previous in ("every", "each"):
        return None
    return _weekday_near(match, match.direction())


def _relative_weekday(match: Match) -> Interval | None:
    published, weekday = match.published, match.parts.weekday
    if published is None or weekday is None:
        return None
    word = match.parts.relatives[-1]
    if word in ("last", "past", "previous"):
        moved = spans.shift_days(published, -((published.weekday() - weekday - 1) % 7 + 1))
    elif word in ("next", "coming", "upcoming", "following"):
        moved = spans.shift_days(published, (weekday - published.weekday() - 1) % 7 + 1)
    else:
        return _weekday_near(match, match.direction())
    return spans.single(moved, match.passage.anchor) if moved else None


_DAY_WORDS = {"yesterday": -1, "tomorrow": 1}


def _today(match: Match) -> Interval | None:
    if match.published is None:
        return None
    shift = next((_DAY_WORDS[word] for word in match.parts.words if word in _DAY_WORDS), 0)
    if "last" in match.parts.relatives:
        if not match.parts.words & {"night", "evening"}:
            return None
        shift = -1
    moved = spans.shift_days(match.published, shift)
    return spans.single(moved, match.passage.anchor) if moved else None


def _relative_unit(match: Match) -> Interval | None:
    word, unit = match.parts.relatives[-1], match.parts.units[0]
    if word in _CONTEXT_STEP:
        reference = match.passage.context
        if reference is None:
            return None
        return spans.unit_shifted(reference.lo, unit, _CONTEXT_STEP[word], "context")
    if match.published is None or word == "past" or unit == "day":
        return None
    if word == "latest":
        return match.passage.period if match.passage.period and match.passage.period.grain == unit else None
    return spans.unit_shifted(match.published, unit, _STEP[word], match.passage.anchor)


def _ago(match: Match) -> Interval | None:
    count, unit = match.parts.count, match.parts.units[0]
    if match.published is None or count is None or unit == "hour" or count > 1000:
        return None
    if unit == "year" and count == 1 and match.passage.period:
        return spans.unit_shifted(
            match.passage.period.lo,
            match.passage.period.grain,
            -4 if match.passage.period.grain == "quarter" else -1,
            "context",
        )
    if unit == "decade":
        return spans.unit_shifted(match.published, "year", -10 * count, match.passage.anchor)
    return spans.unit_shifted(match.published, unit, -count, match.passage.anchor)


def _earlier(match: Match) -> Interval | None:
    count, unit = match.parts.count, match.parts.units[0]
    sign = -1 if "earlier" in match.parts.words or "before" in match.parts.words else 1
    if count is None or unit == "hour" or count > 1000:
        return None
    if unit == "year" and count == 1 and sign < 0:
        return _year_earlier(match)
    context = match.passage.context
    if context is None or match.parts.words & {"after"}:
        return None
    return spans.unit_shifted(context.lo, unit, sign * count, "context")


def _year_earlier(match: Match) -> Interval | None:
    period = match.passage.period
    if period is not None and period.grain in ("quarter", "year"):
        return spans.unit_shifted(period.lo, period.grain, -4 if period.grain == "quarter" else -1, "context")
    if match.passage.context is not None and match.passage.context.grain in ("month", "year"):
        return spans.unit_shifted(match.passage.context.lo, "year", -1, "context")
    return spans.year(match.published.year - 1, match.passage.anchor) if match.published else None


def _quarter(match: Match) -> Interval | None:
    parts = match.parts
    token = match.tokens[0].word
    number = int(token[1]) if token[0] == "q" and len(token) == 2 else parts.numbers[0] if parts.numbers else 0
    if not 1 <= number <= 4:
        return None
    if parts.year:
        return spans.quarter(parts.year, number)
    if match.published is None:
        return None
    if parts.relatives:
        return spans.quarter(match.published.year + _STEP.get(parts.relatives[0], 0), number, match.passage.anchor)
    now = (match.published.month + 2) // 3
    year = match.published.year
    if number - now >= 2 or (number > now and match.direction() < 0):
        year -= 1
    return spans.quarter(year, number, match.passage.anchor)


def _half(match: Match) -> Interval | None:
    parts = match.parts
    if not parts.numbers or parts.numbers[0] > 2:
        return None
    year = parts.year
    anchor: Anchor = "text"
    if year is None:
        if match.published is None or not (parts.relatives or "year" in parts.words):
            return None
        year, anchor = (
            match.published.year + _STEP.get(parts.relatives[0] if parts.relatives else "this", 0),
            match.passage.anchor,
        )
    return spans.months(year, 6 * parts.numbers[0] - 5, 6, "year", anchor)


def _season(match: Match) -> Interval | None:
    parts = match.parts
    if parts.season is None:
        return None
    year = _full_year(match)
    if year:
        return spans.season(year, parts.season)
    if match.published is None:
        return None
    this = spans.season(match.published.year, parts.season, match.passage.anchor)
    if this is None:
        return None
    word = parts.relatives[-1] if parts.relatives else ""
    if "year" in parts.units:
        return spans.season(match.published.year + _STEP.get(word, 0), parts.season, match.passage.anchor)
    if word in ("last", "past", "previous"):
        return (
            this
            if this.hi < match.published
            else spans.season(match.published.year - 1, parts.season, match.passage.anchor)
        )
    if word in ("next", "coming", "following"):
        return (
            this
            if this.lo > match.published
            else spans.season(match.published.year + 1, parts.season, match.passage.anchor)
        )
    return this


def _decade(match: Match) -> Interval | None:
    word = match.tokens[-1].word
    if word in words.DECADES:
        return (
            spans.decade(1900 + words.DECADES[word])
            if match.previous not in ("his", "her", "their") and "the" in match.parts.words
            else None
        )
    digits = word.strip("'‘’s")
    if not digits.endswith("0"):
        return None
    number = int(digits)
    if len(digits) == 2:
        if word[0] not in "'‘’" and "the" not in match.parts.words:
            return None
        number += 1900 if number >= 30 else 2000
    return spans.decade(number) if number >= 1000 else None


def _fiscal(match: Match) -> Interval | None:
    year = _full_year(match)
    if year:
        return spans.year(year)
    if match.published is None:
        return None
    return spans.year(match.published.year + _STEP.get(match.parts.relatives[0], -1), match.passage.anchor)


def _the_unit(match: Match) -> Interval | None:
    unit = match.parts.units[0]
    passage = match.passage
    if unit == "quarter":
        return passage.period if passage.period and passage.period.grain == "quarter" else None
    if match.published is None:
        return None
    if unit == "weekend":
        return spans.unit_shifted(
            match.published, "weekend", 0 if match.published.weekday() > 4 else -1, passage.anchor
        )
    if not match.parts.words & {
        "end",
        "mid",
        "early",
        "late",
        "beginning",
        "middle",
        "start",
        "later",
        "earlier",
        "close",
    }:
        return None
    return spans.unit_around(match.published, unit, passage.anchor)


_NO_YEAR_BEFORE = frozenset(
    "resolution resolutions no number section article articles flight route highway room page pages chapter bill law "
    "act decree order $ £ € # paragraph rs".split()
)
_NO_YEAR_AFTER = frozenset(
    "percent % million billion thousand people troops soldiers men women children miles kilometers kilometres km "
    "tons tonnes dollars hours gmt utc est edt meters metres feet pounds points votes jobs degrees".split()
)


def _year(match: Match) -> Interval | None:
    year = _full_year(match)
    if year is None:
        return None
    start = match.tokens[0].start
    glued = match.passage.text[max(0, start - 1) : start]
    if (
        glued in ("-", "/", ".", "$", "£", "€", "#", ",")
        or match.previous in _NO_YEAR_BEFORE
        or match.following in _NO_YEAR_AFTER
    ):
        return None
    if not match.parts.years and not match.parts.short_years and match.parts.spoken[0] == "twenty":
        return None
    if not 1900 <= year < 2060 and match.previous not in (
        "in",
        "since",
        "from",
        "of",
        "until",
        "by",
        "before",
        "after",
        "during",
        "and",
        "to",
    ):
        return None
    return spans.year(year)


_HOLIDAY = re.compile("(?:" + "|".join(sorted(words.HOLIDAYS, key=len, reverse=True)) + r")(?![\w'])", re.IGNORECASE)


def _holiday(match: Match) -> Interval | None:
    return None


def _nothing(match: Match) -> Interval | None:  # noqa: ARG001 - a rule that consumes words that are no date
    return None


RESOLVERS: dict[str, Resolver] = {
    "iso": _numeric,
    "numeric": _numeric,
    "weekday-date": _weekday_date,
    "date-range": _date_range,
    "day-range": _day_range,
    "month-range": _month_range,
    "year-range": _year_range,
    "month-day-year": _one_day,
    "month-relative-year": _month_relative_year,
    "month-year": _month_year,
    "month-day": _month_day,
    "relative-month": _relative_month,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "decade": _decade,
    "fiscal-year": _fiscal,
    "duration": _nothing,
    "ago": _ago,
    "unit-earlier": _earlier,
    "year-earlier": _year_earlier,
    "relative-weekday": _relative_weekday,
    "weekday": _weekday,
    "today": _today,
    "relative-unit": _relative_unit,
    "year-period": _nothing,
    "the-unit": _the_unit,
    "month": _month,
    "may-day": _nothing,
    "holiday": _holiday,
    "monthday": _nothing,
    "year": _year,
}


def resolve(
    rule: str, tokens: Sequence[Token], before: Sequence[Token], after: Sequence[Token], passage: Passage
) -> Interval | None:
    """The interval that the match of `rule` names, or None where it names none."""
    return RESOLVERS[rule](Match(tokens, before, after, passage, read_parts(tokens)))
