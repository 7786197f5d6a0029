"""What the words of one matched expression name: months, day numbers, years, units, counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.reading.dates import words
from assistant.reading.dates.tokens import NAME, Token

_DAY_KINDS = frozenset({"int12", "int31", "ordinal", "first2nd"})
_SPOKEN = frozenset({"one", "teen", "ten", "hundred", "thousand"})
_RELATIVES = frozenset({"this", "last", "next", "coming", "previous", "following", "same", "past", "latest"})
_UNIT_KINDS = frozenset({"day", "week", "weekend", "month_", "quarter", "year_", "decade_", "plural"})


@dataclass(slots=True)
class Parts:
    """The values of an expression's tokens, each list in order of position."""

    months: list[int] = field(default_factory=list[int])
    numbers: list[int] = field(default_factory=list[int])
    years: list[int] = field(default_factory=list[int])
    short_years: list[int] = field(default_factory=list[int])
    weekday: int | None = None
    units: list[str] = field(default_factory=list[str])
    relatives: list[str] = field(default_factory=list[str])
    words: frozenset[str] = frozenset()
    season: str | None = None
    spoken: list[str] = field(default_factory=list[str])

    @property
    def year(self) -> int | None:
        """The first year named in four digits or in words."""
        return self.years[0] if self.years else spoken_year(self.spoken)

    @property
    def count(self) -> int | None:
        """The number of units: digits or words, "a" and "the" counting as one."""
        if self.numbers:
            return self.numbers[0]
        if self.spoken:
            return spoken_number(self.spoken)
        return 1 if self.words & {"a", "an", "the"} else None


def read_parts(tokens: Sequence[Token]) -> Parts:
    """The parts of one expression."""
    parts = Parts(words=frozenset(token.word for token in tokens))
    for index, token in enumerate(tokens):
        _take(parts, token, NAME[token.kind], tokens[index - 2 : index] if index > 1 else ())
    return parts


def _take(parts: Parts, token: Token, kind: str, before: Sequence[Token]) -> None:
    word = token.word
    if kind in ("month", "maymonth"):
        parts.months.append(words.MONTHS[word])
    elif kind in _DAY_KINDS:
        parts.numbers.append(_ordinal(parts, word, before))
    elif kind in ("year", "smallint", "number"):
        _take_number(parts, kind, word)
    elif kind == "year2":
        parts.short_years.append(int(word[1:]))
    elif kind in ("weekday", "shortday"):
        parts.weekday = words.WEEKDAYS[word]
    elif kind in _UNIT_KINDS:
        parts.units.append(words.UNITS.get(word, "hour"))
    elif kind in _RELATIVES:
        parts.relatives.append(word)
    elif kind in ("season", "fall"):
        parts.season = word
    elif kind in _SPOKEN:
        parts.spoken.append(word)


def _take_number(parts: Parts, kind: str, word: str) -> None:
    if kind == "year":
        parts.years.append(int(word))
    elif word.isdecimal() and len(word) < 6:
        parts.numbers.append(int(word))


def _ordinal(parts: Parts, word: str, before: Sequence[Token]) -> int:
    if word in words.ORDINALS:
        value = words.ORDINALS[word]
        if value < 10 and parts.spoken and any(token.word == parts.spoken[-1] for token in before):
            value += words.NUMBERS[parts.spoken.pop()]
        return value
    return int(word[:-2]) if word[-1].isalpha() else int(word)


def spoken_number(spoken: Sequence[str]) -> int | None:
    """ "twenty five" → 25; None for what is no number below a hundred."""
    values = [words.NUMBERS[word] for word in spoken if word in words.NUMBERS]
    return sum(values) if values and len(values) == len(spoken) else None


def spoken_year(spoken: Sequence[str]) -> int | None:
    """ "nineteen ninety eight" → 1998, "two thousand six" → 2006; None for other numbers."""
    if not spoken:
        return None
    if "thousand" in spoken:
        at = spoken.index("thousand")
        rest = spoken_number(spoken[at + 1 :]) if spoken[at + 1 :] else 0
        return words.NUMBERS[spoken[0]] * 1000 + rest if at == 1 and rest is not None else None
    if spoken[-1] == "hundred":
        return words.NUMBERS[spoken[0]] * 100
    rest = spoken_number(spoken[1:])
    return words.NUMBERS[spoken[0]] * 100 + rest if rest is not None and rest >= 10 else None
