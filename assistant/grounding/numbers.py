"""Numbers of a text with value, scale and unit: "two" is 2, "1.5 million" is 1,500,000, "3rd" is the third."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Literal

from assistant.types import Span

Kind = Literal["cardinal", "ordinal", "percent", "money", "clock", "vague"]
Bound = Literal["", "least", "most", "about"]

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: dict[str, int] = {word: value for value, word in enumerate(_UNITS.split())} | {
    word: 20 + 10 * step for step, word in enumerate(_TENS.split())
}
_ORDINALS: dict[str, int] = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {word[:-1] + "ieth": 20 + 10 * step for step, word in enumerate(_TENS.split())}
_SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "b": 10**9,
    "tn": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
}
_LETTER_SCALES = frozenset({"k", "m", "mn", "bn", "b", "tn"})
_HALF = Decimal("0.5")
_VAGUE = frozenset({"dozens", "scores", "hundreds", "thousands", "millions", "billions", "trillions", "tens"})
_MONEY = {
    **dict.fromkeys(("$", "us$", "dollar", "dollars", "usd"), "dollar"),
    **dict.fromkeys(("€", "euro", "euros", "eur"), "euro"),
    **dict.fromkeys(("£", "gbp", "sterling"), "pound"),
    **dict.fromkeys(("¥", "yen", "jpy"), "yen"),
    **dict.fromkeys(("₱", "peso", "pesos", "php"), "peso"),
    **dict.fromkeys(("₽", "ruble", "rubles", "rouble", "roubles", "rub"), "ruble"),
    **dict.fromkeys(("₹", "rupee", "rupees"), "rupee"),
    **dict.fromkeys(("yuan", "renminbi", "rmb"), "yuan"),
    **dict.fromkeys(("pence", "cents", "cent"), "cent"),
}
_SIGNS = frozenset(word for word in _MONEY if not word[0].isalpha() or word == "us$")
_OPENERS = frozenset({*_SMALL, *_ORDINALS, *_VAGUE, *_SIGNS, "dozen", "half", "a", "an"})
"""The words a number may begin with, digits apart."""
_COUNTING = frozenset({*_SMALL, *_ORDINALS, *_VAGUE, *_SCALES, "dozen", "half"})
_FIGURE = re.compile(r"\d")
_TOKEN = re.compile(
    r"\d{1,2}:\d{2}(?!\d)|(?<![\w.])\d+(?:,\d{3}(?!\d))+(?:\.\d+)?|\d+(?:\.\d+)?|US\$|[$€£¥₱₽₹%]|[^\W\d_]+(?:['’][^\W\d_]+)?|[^\w\s]"
)
_MOST = (
    "not more than|not higher than|no more than|at most|up to|as many as|as much as|less than|fewer than|under|below"
    "|lower than|a maximum of|nearly|almost|just under"
)
_LEAST = (
    "not less than|no less than|no fewer than|at least|more than|over|above|exceed|exceeds|exceeded|exceeding"
    "|upward of|upwards of|a minimum of|greater than|higher than|in excess of"
)
_ABOUT = "about|around|some|roughly|approximately|an estimated|estimated|circa|close to"
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("most", re.compile(rf"\b(?:{_MOST})\W{{0,3}}$", re.IGNORECASE)),
    ("least", re.compile(rf"\b(?:{_LEAST})\W{{0,3}}$", re.IGNORECASE)),
    ("about", re.compile(rf"\b(?:{_ABOUT})\W{{0,3}}$", re.IGNORECASE)),
)
_DESIGNATION = re.compile(r"(?<![^\W\d_])[A-Z][A-Za-z]{0,4}[-–]$")
_PRONOUN_ONE = re.compile(r"\b(?:no|this|that|each|every|any|the|which|only|another|some)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number where the text has it.

    `value` is None for a vague word ("dozens", kept in `word`). `unit` is the currency of an amount of money;
    other units are the words around the number, for whoever compares. `bound` tells "at least" from "at most".
    """

    span: Span
    value: Decimal | None
    kind: Kind
    word: str
    unit: str = ""
    bound: Bound = ""

    @property
    def measure(self) -> Decimal | str:
        """What is compared: the value, or the vague word in lower case."""
        return self.word.lower() if self.value is None else self.value

    def is_like(self, other: Quantity) -> bool:
        """Whether both are numbers of one kind, as percentages are."""
        return self.kind == other.kind

    def shifted(self, by: int) -> Quantity:
        """The same number in a longer text, `by` code points later."""
        return replace(self, span=Span(self.span.start + by, self.span.end + by))


def may_count(text: str, words: frozenset[str]) -> bool:
    """Whether a text with these words, in lower case, may have a number."""
    return not words.isdisjoint(_COUNTING) or _FIGURE.search(text) is not None


def read_numbers(text: str, skip: Sequence[Span] = ()) -> list[Quantity]:
    """The numbers of `text` in order, without those inside `skip` (dates) and inside designations ("G20", "Su-35")."""
    tokens = list(_TOKEN.finditer(text))
    lowers = [token.group().lower() for token in tokens]
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        if lowers[at] not in _OPENERS and not lowers[at][0].isdecimal():
            at += 1
            continue
        read = _Reader(text, tokens, lowers, at).quantity()
        if read is None:
            at += 1
            continue
        quantity, at = read
        if not any(quantity.span.overlaps(span) for span in skip):
            found.append(quantity)
    return found


class _Reader:
    """Reads one number that begins at token `at`."""

    def __init__(self, text: str, tokens: Sequence[re.Match[str]], lowers: Sequence[str], at: int) -> None:
        self.text, self.tokens, self.lowers, self.first, self.at = text, tokens, lowers, at, at

    def quantity(self) -> tuple[Quantity, int] | None:
        word = self._word(self.at)
        if word in _VAGUE and not self._word(self.at - 1).isdigit():
            return self._made(None, "vague", self.at + 1)
        currency = _MONEY[word] if word in _SIGNS else ""
        if currency:
            self.at += 1
        value = self._value()
        if value is None:
            return None
        kind, number = value
        return self._finish(kind, number, currency)

    def _finish(self, kind: Kind, number: Decimal, currency: str) -> tuple[Quantity, int] | None:
        if currency or kind != "cardinal":
            return self._made(number, "money" if currency else kind, self.at, currency)
        following = self._word(self.at)
        if following in ("%", "percent", "pct", "percentage"):
            return self._made(number, "percent", self.at + 1)
        if following == "per" and self._word(self.at + 1) in ("cent", "centum"):
            return self._made(number, "percent", self.at + 2)
        for ahead in (self.at, self.at + 1):
            if self._word(ahead).isalpha() and (unit := _MONEY.get(self._word(ahead))):
                return self._made(number, "money", ahead + 1, unit)
        return None if number == 1 and self._is_pronoun() else self._made(number, kind, self.at)

    def _is_pronoun(self) -> bool:
        """Whether "one" counts nothing: "no one", "the one", "one of", "one another"."""
        if self._word(self.first) != "one":
            return False
        if (
            self._word(self.at) in ("another", "day", "thing", "side", "hand", "or", "of")
            or not self._word(self.at).isalpha()
        ):
            return True
        return _PRONOUN_ONE.search(self.text[: self.tokens[self.first].start()][-12:]) is not None

    def _made(self, value: Decimal | None, kind: Kind, end: int, unit: str = "") -> tuple[Quantity, int]:
        span = Span(self.tokens[self.first].start(), self.tokens[end - 1].end())
        before = self.text[max(0, span.start - 40) : span.start]
        return Quantity(span, value, kind, span.of(self.text), unit, _bound(before)), end

    def _word(self, at: int) -> str:
        return self.lowers[at] if 0 <= at < len(self.lowers) else ""

    def _value(self) -> tuple[Kind, Decimal] | None:
        word = self._word(self.at)
        if ":" in word and word[0].isdigit():
            self.at += 1
            return "clock", Decimal(word.replace(":", "."))
        if word[:1].isdecimal():
            return self._digits(word)
        return self._written()

    def _digits(self, word: str) -> tuple[Kind, Decimal] | None:
        token = self.tokens[self.at]
        if _in_designation(self.text, token.start()):
            return None
        try:
            value = Decimal(word.replace(",", ""))
        except InvalidOperation:
            return None
        self.at += 1
        joined = self.at < len(self.tokens) and self.tokens[self.at].start() == token.end()
        following = self._word(self.at)
        if joined and following in ("st", "nd", "rd", "th"):
            self.at += 1
            return "ordinal", value
        if following in _SCALES and (joined or following not in _LETTER_SCALES):
            return "cardinal", self._scaled(value)
        if joined and following == "-" and self._word(self.at + 1) in _SCALES:
            self.at += 1
            return "cardinal", self._scaled(value)
        return "cardinal", value

    def _scaled(self, value: Decimal) -> Decimal:
        while (scale := _SCALES.get(self._word(self.at))) is not None:
            value *= scale
            self.at += 1
        return value

    def _written(self) -> tuple[Kind, Decimal] | None:
        """A number in words: "twenty-one", "three hundred and five", "two thirds", "half", "a dozen", "fifth"."""
        word = self._word(self.at)
        if word in _ORDINALS:
            self.at += 1
            return "ordinal", Decimal(_ORDINALS[word])
        if word == "dozen":
            self.at += 1
            return "cardinal", Decimal(12)
        if word == "half":
            self.at += 1
            return "cardinal", _HALF
        if word not in _SMALL and not (word in ("a", "an") and self._word(self.at + 1) in _SCALES):
            return None
        return self._composed()

    def _composed(self) -> tuple[Kind, Decimal] | None:
        total, current = Decimal(0), Decimal(1 if self._word(self.at) in ("a", "an") else 0)
        if self._word(self.at) in ("a", "an"):
            if self._word(self.at + 1) in _LETTER_SCALES:
                return None
            self.at += 1
        started = False
        while True:
            word = self._word(self.at)
            if word in _SMALL and self._may_add(word, current, started):
                current += _SMALL[word]
            elif word in _SCALES and word not in _LETTER_SCALES:
                current, total = self._scale(word, current, total)
            elif word in _ORDINALS and started and current % 10 == 0 and current > 0 and self._word(self.at - 1) == "-":
                self.at += 1
                return "ordinal", total + current + _ORDINALS[word]
            elif word == "dozen":
                self.at += 1
                return "cardinal", (total + current) * 12
            elif not self._joins(word):
                break
            self.at += 1
            started = True
        while self._word(self.at - 1) in ("-", "and"):
            self.at -= 1
        return "cardinal", total + current

    @staticmethod
    def _may_add(word: str, current: Decimal, started: bool) -> bool:
        if not started or current % 100 == 0:
            return True
        return current % 10 == 0 and current % 100 >= 20 and _SMALL[word] < 10

    @staticmethod
    def _scale(word: str, current: Decimal, total: Decimal) -> tuple[Decimal, Decimal]:
        scale = _SCALES[word]
        if scale == 100:
            return max(current, Decimal(1)) * 100, total
        return Decimal(0), total + max(current, Decimal(1)) * scale

    def _joins(self, word: str) -> bool:
        """Whether "-" or "and" joins two words of one number: "twenty-one", "hundred and five"."""
        following, before = self._word(self.at + 1), self._word(self.at - 1)
        if word == "-":
            return (
                before in _SMALL
                and _SMALL[before] >= 20
                and (following in _ORDINALS or 0 < _SMALL.get(following, 0) < 10)
            ) or (before in _SMALL and following in _SCALES)
        return word == "and" and before in ("hundred", "thousand", "million") and following in _SMALL


def _bound(before: str) -> Bound:
    """The bound of a number after these words: of "no fewer than" and "fewer than" the longer one counts."""
    bound: Bound = ""
    longest = 0
    for name, pattern in _BOUNDS:
        if (match := pattern.search(before)) and len(match.group()) > longest:
            bound, longest = name, len(match.group())
    return bound


def _in_designation(text: str, start: int) -> bool:
    """Whether digits belong to a designation: "G20", "Su-35", "MH17"."""
    before = text[max(0, start - 7) : start]
    return before[-1:].isalpha() or before[-1:] == "_" or _DESIGNATION.search(before) is not None


def designations(text: str) -> Iterator[str]:
    """Designations made of letters and digits, folded: "F-16" → "f16"."""
    for match in re.finditer(r"\b[A-Za-z]{1,5}[-–]?\d{1,4}[A-Za-z]{0,2}\b", text):
        yield re.sub(r"[-–]", "", match.group()).lower()
