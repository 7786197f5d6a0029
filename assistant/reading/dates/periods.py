"""Years, decades, quarters, halves, seasons and fiscal years."""

from __future__ import annotations

from assistant.reading.dates import spans, words
from assistant.reading.dates.days import named_year
from assistant.reading.dates.passage import Match
from assistant.reading.dates.relative import CONTEXT_STEPS, MIDYEAR, STEPS, is_told_as_over
from assistant.types import Anchor, Interval

_YEAR_BEFORE = frozenset(
    "in since from of until till by before after during between and to through early late mid".split()
)
# A number after one of these, or before one of those, is no year.
_NO_YEAR_BEFORE = frozenset(
    "resolution resolutions no nos number section sections article articles flight route highway room page pages "
    "than least most some nearly over approximately almost another additional total "
    "chapter bill law act decree order paragraph case rs $ £ € ¥ # + x box".split()
)
_NO_YEAR_AFTER = frozenset(
    "percent per % million billion thousand people persons troops soldiers men women children refugees prisoners "
    "miles kilometers kilometres km kms m kg tons tonnes barrels acres hectares dollars euros pounds rubles hours hrs "
    "years months weeks days minutes seconds "
    "gmt utc est edt meters metres feet points votes seats jobs degrees houses homes deaths cases pages".split()
)
_GLUE = frozenset("$£€¥#/.,@_=&")


def year(match: Match) -> Interval | None:
    """A year alone: "in 1998", "the 1998 agreement"."""
    number = named_year(match)
    if number is None or not _is_year(match, number):
        return None
    if match.following in ("'s", "’s") and number % 10 == 0 and "the" in match.qualifiers:
        return spans.decade(number)
    return spans.year(number)


def _is_year(match: Match, number: int) -> bool:
    spoken = not match.parts.years and match.parts.short_year is None
    before = match.tokens.word(match.start - 2) if match.previous == "." else match.previous
    if before in _NO_YEAR_BEFORE or match.following in _NO_YEAR_AFTER or _glued(match):
        return False
    if spoken and (match.parts.spoken[0] == "twenty" or number > 2100):
        return match.previous in _YEAR_BEFORE
    if not 1900 <= number < 2060:
        return match.previous in _YEAR_BEFORE
    return not _part_of_a_name(match)


def _glued(match: Match) -> bool:
    """Whether the digits are part of something longer ("555-1998", "$1998", "1998-A")."""
    tokens = match.tokens
    start, end = tokens.start(match.first), tokens.end(match.last - 1)
    left, right = tokens.text[max(0, start - 2) : start], tokens.text[end : end + 2]
    if left[-1:] in _GLUE or (left[-1:] == "-" and left[0].isdecimal()):
        return True
    return len(right) == 2 and right[0] in "/.,:" and right[1].isdecimal()


def _part_of_a_name(match: Match) -> bool:
    """As in "Windows 2000", "Agenda 2030": a capitalised word right before, not at the start of the sentence."""
    before = match.start - 1
    return (
        before > 0
        and match.capitalised(before)
        and match.tokens.words[before].isalpha()
        and not match.tokens.words[before].isupper()
        and match.previous not in words.SEASONS
    )


def year_range(match: Match) -> Interval | None:
    """As in "2010-2014", "1998-99", "from 2010 to 2014"."""
    first, last = match.parts.years[0], match.parts.years[-1]
    if len(match.parts.years) == 1:
        digits = match.parts.words[-1]
        last = first - first % 100 + int(digits) if len(digits) == 2 else 0
    if not 0 < last - first < 200 or (last - first > 1 and "/" in match.parts.words) or _glued(match):
        return None
    return spans.joined(spans.year(first), spans.year(last))


def decade(match: Match) -> Interval | None:
    """As in "the 1990s", "the mid-'80s", "the nineties"."""
    word = match.parts.words[-1]
    the = "the" in match.qualifiers or "the" in match.parts.words
    if word in words.DECADES:
        return spans.decade(1900 + words.DECADES[word]) if the else None
    digits = word.strip("'‘’s")
    if not digits.endswith("0"):
        return None
    if len(digits) == 4:
        return None if digits.endswith("00") and digits < "2000" else spans.decade(int(digits))
    if not the and word[0].isdecimal():
        return None
    return spans.decade(int(digits) + (1900 if int(digits) >= 30 else 2000))


def relative_year(match: Match) -> tuple[int, Anchor] | None:
    """The year of "this year", "last year", "that year"; the published one where the words name none."""
    relative, context = match.parts.relative, match.passage.context
    if relative in CONTEXT_STEPS and context is not None:
        return context.lo.year + CONTEXT_STEPS[relative], "context"
    if match.published is None or relative in CONTEXT_STEPS:
        return None
    return match.published.year + STEPS.get(relative, 0), match.anchor


def quarter(match: Match) -> Interval | None:
    """As in "the third quarter of 1988", "this year's first quarter", "third-quarter", "Q1 2017"."""
    parts = match.parts
    word = parts.words[0]
    number = int(word[1]) if word[0] == "q" and len(word) == 2 else parts.numbers[0]
    if number > 4:
        return None
    if parts.year is not None:
        return spans.quarter(parts.year, number)
    if parts.relative:
        found = relative_year(match)
        return spans.quarter(found[0], number, found[1]) if found else None
    published = match.published
    if published is None:
        return None
    ahead = number - (published.month + 2) // 3
    earlier = ahead >= 2 or (ahead == 1 and match.direction() < 0)
    return spans.quarter(published.year - earlier, number, match.anchor)


def half(match: Match) -> Interval | None:
    """As in "the first half of 2016"; `grain` is "year", the next coarser unit."""
    parts = match.parts
    if parts.numbers[0] > 2:
        return None
    found: tuple[int, Anchor] | None = (parts.year, "text") if parts.year is not None else relative_year(match)
    if found is None:
        return None
    over = not parts.year and not parts.relative and is_told_as_over(match, 6 * parts.numbers[0])
    return spans.months(found[0] - over, 6 * parts.numbers[0] - 5, 6, "year", found[1])


def season(match: Match) -> Interval | None:
    """As in "the summer of 1997", "last winter", "this spring"."""
    parts, published = match.parts, match.published
    number = named_year(match)
    if number is not None:
        return spans.season(number, parts.season)
    if "year" in parts.units:
        found = relative_year(match)
        return spans.season(found[0], parts.season, found[1]) if found else None
    if published is None or parts.relative in CONTEXT_STEPS:
        return None
    seasons = [spans.season(published.year + shift, parts.season, match.anchor) for shift in (-2, -1, 0, 1)]
    known = [found for found in seasons if found]
    if parts.relative in ("last", "past"):
        return next((found for found in reversed(known) if found.hi < published), None)
    if parts.relative in ("next", "coming", "upcoming"):
        return next((found for found in known if found.lo > published), None)
    return known[-3 if parts.season == "winter" and published.month <= MIDYEAR else -2]


def fiscal_year(match: Match) -> Interval | None:
    """As in "fiscal 1989", "the current fiscal year": the calendar year that gives the fiscal year its name."""
    number = named_year(match)
    if number is not None:
        return spans.year(number)
    if match.parts.relative == "latest":
        return spans.year(match.published.year - 1, match.anchor) if match.published else None
    found = relative_year(match)
    return spans.year(*found) if found else None
