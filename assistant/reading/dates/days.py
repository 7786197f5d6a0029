"""Days and months named without their year, and holidays: resolved towards the nearest that fits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from assistant.reading.dates import spans, words
from assistant.reading.dates.passage import Match, Passage
from assistant.types import Interval

# Days by which a date must miss the sentence's direction before the neighbouring year is taken: by its strength.
_FAR = {0: 400, 1: 120, 2: 10}
_CENTURY_AHEAD = 10
_SEPTEMBER_11 = spans.day(2001, 9, 11)
_AFTER_SEPTEMBER_11 = frozenset("attack attacks terrorist terror hijackers hijackings atrocities commission".split())
_MONTH_BEFORE = frozenset(
    "in since of by until till last next this from between during for and to through after before early late mid "
    "around throughout".split()
)
BACK = frozenset({"last", "past"})
AHEAD = frozenset({"next", "coming", "upcoming"})
_UNSURE_MONTHS = frozenset({"may", "march", "mar"})
# Unlike "by" or "for", these do not stand before a person's name.
_ONLY_BEFORE_MONTHS = frozenset(
    "in since until till during throughout between early late mid last next this that the a an its his her their 's "
    "’s".split()
)
_MONTHS_BACK = 6
"""How far back a month may lie for which something was planned that came to nothing."""
_HISTORY = 30  # years
_YEAR_REACH = 2  # sentences over which a year named once goes for the dates that follow
SETS = frozenset({"every", "each", "any"})
_COUNTED = frozenset("percent % million billion points people".split())
_NOT_THE_DAY = frozenset("tree trees card cards gift gifts present presents party parties carol carols cake".split())


def named_year(match: Match) -> int | None:
    """The year the words give, a two-digit one taken near the reference; None where they give none."""
    parts = match.parts
    if (year := parts.year) is not None or parts.short_year is None:
        return year
    reference = match.published.year if match.published else match.passage.year or 2000
    year = reference - reference % 100 + parts.short_year
    return year if year <= reference + _CENTURY_AHEAD else year - 100


def one_day(match: Match, number: int = 0, month: int = 0, weekday: int | None = None) -> Interval | None:
    """The day whose number and month stand at these positions among the parts."""
    parts, year = match.parts, named_year(match)
    if year is not None:
        return spans.day(year, parts.months[month], parts.numbers[number])
    return day_without_year(match, parts.months[month], parts.numbers[number], weekday)


def day_without_year(match: Match, month: int, number: int, weekday: int | None = None) -> Interval | None:
    """The day of this month and number that fits best: by weekday, the passage's year, the reference, the tense."""
    passage = match.passage
    year = _passage_year(passage)
    if year is not None:
        found = spans.day(year, month, number, "context")
        if found and (weekday is None or found.lo.weekday() == weekday):
            return found
    if passage.published is None:
        return None
    base = passage.published.year
    shifts = range(-6, 7) if weekday is not None or (month, number) == (2, 29) else range(-1, 2)
    days = [found for shift in shifts if (found := spans.day(base + shift, month, number, passage.anchor))]
    agreeing = [found for found in days if found.lo.weekday() == weekday]
    return _nearest(agreeing, passage.published, 0) or _nearest(days, passage.published, match.towards())


def _passage_year(passage: Passage) -> int | None:
    """The year named shortly before where it is not that of publication.

    News keeps to the year of publication; only far history is told on from one sentence to the next.
    """
    distance = passage.sentence - passage.year_in
    if passage.year is None or distance > _YEAR_REACH:
        return None
    if passage.published is None:
        return passage.year
    apart = abs(passage.year - passage.published.year)
    return passage.year if apart > (_HISTORY if distance else 0) and distance < _YEAR_REACH else None


def _nearest(days: Iterable[Interval], reference: date, ahead: int) -> Interval | None:
    def distance(found: Interval) -> int:
        days = (found.lo - reference).days
        against = days * ahead < 0 and abs(days) > _FAR[abs(ahead)]
        return abs(days) + (366 if against else 0)

    return min(days, key=distance, default=None)


def weekday_date(match: Match) -> Interval | None:
    """As in "Friday, February 17", the weekday choosing the year where none is named."""
    return one_day(match, weekday=match.parts.weekday)


def month_day(match: Match) -> Interval | None:
    """As in "Sept. 30" or "the sixteenth of February"."""
    parts = match.parts
    if not parts.numbers or match.following in _COUNTED or (match.following == "-" and "nth" in match.kinds()):
        return None
    if (parts.months[0], parts.numbers[0]) == (9, 11) and match.following in _AFTER_SEPTEMBER_11:
        return _SEPTEMBER_11
    return one_day(match)


def relative_month_day(match: Match) -> Interval | None:
    """As in "last April 3", "this coming September 30"."""
    published, parts = match.published, match.parts
    if published is None:
        return None
    days = (spans.day(published.year + shift, parts.months[0], parts.numbers[0], match.anchor) for shift in (-1, 0, 1))
    known = [found for found in days if found]
    if parts.relative in BACK:
        return next((found for found in reversed(known) if found.lo < published), None)
    if parts.relative in AHEAD:
        return next((found for found in known if found.lo >= published), None)
    return _nearest(known, published, match.direction())


def month(match: Match) -> Interval | None:
    """A month alone; "May" and "March" only where a preposition or qualifier shows that they are months."""
    if match.previous in SETS:
        return None
    placed = match.previous in _MONTH_BEFORE or bool(match.qualifiers - {"the"})
    bare = match.parts.words[0] in _UNSURE_MONTHS or (match.parts.words[-1] != "." and "shortmonth" in match.kinds())
    if bare and not placed and not _coordinated(match):
        return None
    if _before_a_name(match):
        return None
    return month_without_year(match, match.parts.months[0])


def _before_a_name(match: Match) -> bool:
    """As in "April Glaspie": a capital letter follows, and nothing shows that a month is meant."""
    placed = match.previous in _ONLY_BEFORE_MONTHS or bool(match.qualifiers)
    return match.capitalised(match.last) and len(match.following) > 1 and not placed


def _coordinated(match: Match) -> bool:
    """Whether a sure month stands beside it ("March, April and June")."""
    beside = {match.tokens.word(match.start - 2), match.tokens.word(match.last + 1)}
    joined = {match.previous, match.following} & {",", "and", "or", "-", "to"}
    return bool(joined and beside & (words.MONTHS.keys() - _UNSURE_MONTHS))


def month_without_year(match: Match, number: int) -> Interval | None:
    """The month of this number that fits best."""
    year = _listed_year(match) or _passage_year(match.passage)
    if year is not None:
        return spans.month(year, number, "context")
    published = match.published
    if published is None:
        return None
    ahead = match.direction()
    year = published.year
    if ahead > 0 and number < published.month:
        year += match.towards() > 0 or published.month - number > _MONTHS_BACK
    elif number > published.month and (ahead < 0 or (ahead == 0 and number - published.month > 2)):
        year -= 1
    return spans.month(year, number, match.anchor)


def _listed_year(match: Match) -> int | None:
    """The 2017 of "in January and March 2017", seen from January."""
    tokens, at = match.tokens, match.last
    if tokens.word(at) not in ("and", "or", ",", "&") or tokens.word(at + 1) not in words.MONTHS:
        return None
    at += 3 if tokens.word(at + 2) in (".", "of") else 2
    year = tokens.word(at)
    return int(year) if len(year) == 4 and year.isdecimal() and 1000 <= int(year) < 2200 else None


def relative_month(match: Match) -> Interval | None:
    """As in "last November", "next May", "this June"."""
    published = match.published
    if published is None:
        return None
    number, year = match.parts.months[0], published.year
    if match.parts.relative in BACK:
        # The month just gone is "last month"; its name with "last" means the one a year before.
        year -= number >= published.month - 1
    elif match.parts.relative in AHEAD:
        year += number <= published.month
    return spans.month(year, number, match.anchor)


def holiday(match: Match) -> Interval | None:
    """A holiday that has the same day every year."""
    if match.following in _NOT_THE_DAY:
        return None
    name = match.parts.words[0].replace("’", "'")
    if name == words.SEPTEMBER_11:
        return _SEPTEMBER_11
    month, number = words.HOLIDAYS[name]
    year = named_year(match)
    return spans.day(year, month, number) if year is not None else day_without_year(match, month, number)
