"""The spells of time a sentence tells of: closed, begun and open, or ended."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from assistant.reading.dates import read_dates
from assistant.types import DateExpression, Interval, Span

_UNTIL = re.compile(
    r"\b(?:until|till|to|through|up to|ended?|ending|before|by) (?:the )?(?:end of |early |late )?"
    r"(?:in |(?:his|her) death in )?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|from|after) (?:the )?(?:early |late )?$", re.IGNORECASE)
_LIFE = re.compile(r"\b(?:born|died|b\.|d\.)[^,;()]{0,30}$", re.IGNORECASE)
_TO_NOW = re.compile(r"^ ?[–-] ?(?:present|now|\)|$)")
_MAY_DATE = re.compile(r"\b1\d\d\d|\b20\d\d")
_BEFORE, _AFTER = 40, 14
_LIFE_YEARS, _LONGEST_YEARS = 20, 45
_WHOLLY = 0.9
_BARELY = 0.15
_FAR = 0.1
_ENDED_COST = 0.05  # a year


@dataclass(frozen=True, slots=True)
class Spell:
    """`closed` from `lo` to `hi`, `begun` in `lo`..`hi` and open since, or `ended` in `lo`..`hi`."""

    kind: Literal["closed", "begun", "ended"]
    lo: date
    hi: date


@lru_cache(maxsize=8192)
def read_spells(text: str, published: date | None) -> tuple[Spell, ...]:
    """The spells of a sentence, in order; the years of a person's life are none."""
    if published is None and not _MAY_DATE.search(text):
        return ()
    spells: list[Spell] = []
    begun: Interval | None = None
    for found in read_dates(text, (Span(0, len(text)),), published):
        if (spell := _spell(text, found, begun)) is not None:
            spells.append(spell)
            begun = found.interval if spell.kind == "begun" else None
    return tuple(spells)


def _spell(text: str, found: DateExpression, begun: Interval | None) -> Spell | None:
    """The spell that one date of the text makes; `begun` is the date before it, where that began something."""
    told, span = found.interval, found.span
    before = text[max(0, span.start - _BEFORE) : span.start]
    if _LIFE.search(before):
        return None
    if "range" in found.rule or told.grain == "decade":
        years = (told.hi - told.lo).days / 365
        lifelong = years >= (_LIFE_YEARS if told.grain == "day" else _LONGEST_YEARS)
        return None if lifelong else Spell("closed", told.lo, told.hi)
    if _TO_NOW.match(text[span.end : span.end + _AFTER]) or _SINCE.search(before):
        return Spell("begun", told.lo, told.hi)
    if _UNTIL.search(before):
        if begun is not None and begun.lo <= told.hi:
            return Spell("closed", begun.lo, told.hi)
        return Spell("ended", told.lo, told.hi)
    return Spell("begun", told.lo, told.hi)


def spell_fit(asked: tuple[date, date], spell: Spell) -> float:
    """How well a spell fits the days asked for, 0 to 1; 0 for one begun earlier: later ones may have ended it."""
    lo, hi = asked
    if spell.kind == "closed":
        return _closed_fit(lo, hi, spell)
    if spell.kind == "ended":
        return _FAR if spell.hi < lo else 0.9 if spell.hi.year == hi.year else 0.65
    if spell.lo > hi:
        return _FAR
    if spell.lo.year == lo.year:
        return 0.95
    if spell.lo < lo:
        return 0.0
    return 0.5 if spell.lo.year == hi.year else 0.6


def begun_before(asked: tuple[date, date], spell: Spell) -> bool:
    """Whether the spell began before the days asked for and may still go on in them."""
    return spell.kind == "begun" and spell.lo < asked[0] and spell.lo.year != asked[0].year


def _closed_fit(lo: date, hi: date, spell: Spell) -> float:
    if spell.lo > hi:
        return _FAR
    if spell.hi < lo:
        return max(_FAR, 0.4 - _ENDED_COST * (lo - spell.hi).days / 365)
    shared = _days(max(spell.lo, lo), min(spell.hi, hi))
    asked, told = _days(lo, hi), _days(spell.lo, spell.hi)
    covered = shared / asked
    fit = 0.5 * covered + 0.3 * shared / (asked + told - shared) + 0.2 * (spell.lo.year == lo.year)
    if covered > _WHOLLY:
        fit = max(fit, 0.8)
    return 0.3 + 0.7 * fit if fit > _BARELY else 0.3


def _days(lo: date, hi: date) -> int:
    return (hi - lo + timedelta(days=1)).days
