"""What the words of one matched expression name: months, day numbers, years, units, counts."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.dates import words
from assistant.reading.dates.tokens import NAME, Tokens

_MONTHS = frozenset({"month", "maymonth", "shortmonth"})
_WEEKDAYS = frozenset({"weekday", "shortday"})
_DAYS = frozenset({"int12", "int31", "ordinal"})
_SPOKEN = frozenset({"one", "teen", "ten", "hundred", "thousand"})
_SEASONS = frozenset({"season", "fall"})
_RELATIVES = frozenset(
    {"this", "current", "last", "next", "coming", "previous", "following", "same", "that", "past", "latest"}
)
_UNITS = frozenset({"day", "week", "weekend", "month_", "quarter", "year_", "decade_", "plural"})


class Parts:
    """The values of an expression's tokens, each list in order of position."""

    __slots__ = (
        "months",
        "numbers",
        "relative",
        "season",
        "short_year",
        "spoken",
        "units",
        "weekday",
        "words",
        "years",
    )

    def __init__(self) -> None:
        self.months: list[int] = []
        self.numbers: list[int] = []
        self.years: list[int] = []
        self.short_year: int | None = None
        self.weekday: int | None = None
        self.season = ""
        self.units: list[str] = []
        self.relative = ""
        self.spoken: list[str] = []
        self.words: list[str] = []

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
        return 1


def read_parts(tokens: Tokens, first: int, last: int) -> Parts:
    """The parts of the tokens `first` to `last`, exclusive."""
    parts = Parts()
    for index in range(first, last):
        word, kind = tokens.word(index), NAME[tokens.kinds[index]]
        _take(parts, word, kind)
        parts.words.append(word)
    return parts


def _take(parts: Parts, word: str, kind: str) -> None:
    if kind in _MONTHS:
        parts.months.append(words.MONTHS[word])
    elif kind in _WEEKDAYS:
        parts.weekday = words.WEEKDAYS[word]
    elif kind in _UNITS:
        parts.units.append(words.UNITS.get(word, ""))
    elif kind in _RELATIVES:
        parts.relative = word
    elif kind in _SEASONS:
        parts.season = word
    elif kind in _SPOKEN:
        parts.spoken.append(word)
    else:
        _take_number(parts, word, kind)


def _take_number(parts: Parts, word: str, kind: str) -> None:
    if kind == "nth":
        parts.numbers.append(words.ORDINALS[word] + _tens_before(parts, word))
    elif kind in _DAYS:
        parts.numbers.append(int(word[:-2] if word[-1].isalpha() else word))
    elif kind == "year":
        parts.years.append(int(word))
    elif kind == "year2":
        parts.short_year = int(word[1:])
    elif kind in ("smallint", "number") and word.isdecimal() and len(word) < 6:
        parts.numbers.append(int(word))


def _tens_before(parts: Parts, word: str) -> int:
    """The twenty of "twenty-first"."""
    if words.ORDINALS[word] > 9 or not parts.spoken or parts.words[-1] not in ("-", parts.spoken[-1]):
        return 0
    return words.NUMBERS[parts.spoken.pop()]


def spoken_number(spoken: Sequence[str]) -> int | None:
    """The value of number words, 25 for "twenty five"; None for what is no number below a hundred."""
    values = [words.NUMBERS[word] for word in spoken if word in words.NUMBERS]
    return sum(values) if values and len(values) == len(spoken) else None


def spoken_year(spoken: Sequence[str]) -> int | None:
    """The year in words, 1998 for "nineteen ninety eight", 2006 for "two thousand six"; None for other numbers."""
    if len(spoken) < 2:
        return None
    if spoken[1] == "thousand":
        rest = spoken_number(spoken[2:]) if spoken[2:] else 0
        return words.NUMBERS[spoken[0]] * 1000 + rest if rest is not None else None
    rest = 0 if spoken[1:] == ["hundred"] else spoken_number(spoken[1:])
    return words.NUMBERS[spoken[0]] * 100 + rest if rest is not None and (rest == 0 or rest >= 10) else None
