"""Whether a text says a fact: short phrases, numbers with units, days.

It shares no rule with the verifier, which it is there to judge; calendar expressions alone are resolved by the
project's own reader.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from assistant.reading.dates import read_dates
from assistant.reading.folding import fold
from assistant.reading.sentences import split_sentences
from evals.cases import Fact, days_of

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_VALUES = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * place for place, word in enumerate(_TENS, start=2)
}
_POSSESSIVE = re.compile(r"['’]s\b")
_TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|[^\W\d_]+")
_UNIT_WITHIN = 3
"""Words behind a number among which its unit stands: "three long days"."""


def says(text: str, fact: Fact, published: date | None = None) -> bool:
    """Whether a text says the fact; `published` is the day that "on Thursday" is reckoned from."""
    if fact.words:
        return any(_has_phrase(text, phrase) for phrase in fact.words)
    if fact.number is not None:
        return _has_number(text, fact.number, fact.unit)
    return fact.date is not None and days_of(fact.date) in _days(text, published)


def _has_phrase(text: str, phrase: str) -> bool:
    """Whole words in their order, whatever their case, accents, marks and possessives."""
    return f" {_folded(phrase)} " in f" {_folded(text)} "


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    return fold(_POSSESSIVE.sub("", text))


def _has_number(text: str, number: float, unit: str | None) -> bool:
    tokens = [token.casefold() for token in _TOKEN.findall(text)]
    for value, end in _numbers(tokens):
        if value != number:
            continue
        behind = tokens[end : end + _UNIT_WITHIN]
        if unit is None or any(_same_unit(word, unit) for word in behind):
            return True
    return False


def _same_unit(word: str, unit: str) -> bool:
    one, other = word.casefold(), unit.casefold()
    return one == other or one in {other + "s", other + "es"} or other in {one + "s", one + "es"}


def _numbers(tokens: list[str]) -> list[tuple[float, int]]:
    """Each number of a text with the index of the token behind it: "25", "1,250.5", "twenty-five", "two thousand"."""
    found: list[tuple[float, int]] = []
    behind = 0
    for position in range(len(tokens)):
        value, end = _number_at(tokens, position)
        if value is not None and position >= behind:
            found.append((value, end))
            behind = end
    return found


def _number_at(tokens: list[str], position: int) -> tuple[float | None, int]:
    token = tokens[position]
    if token[0].isdecimal():
        value, end = float(token.replace(",", "")), position + 1
    elif token in _VALUES:
        value, end = float(_VALUES[token]), position + 1
        if token in _TENS and end < len(tokens) and 0 < _VALUES.get(tokens[end], 0) < 10:
            value, end = value + _VALUES[tokens[end]], end + 1
    else:
        return None, position
    while end < len(tokens) and tokens[end] in _SCALES:
        value, end = value * _SCALES[tokens[end]], end + 1
    return value, end


@lru_cache(maxsize=4096)
def _days(text: str, published: date | None) -> frozenset[tuple[date, date]]:
    return frozenset(
        (found.interval.lo, found.interval.hi) for found in read_dates(text, split_sentences(text), published)
    )
