"""A stretch of text as tokens and as a string of one character per token, over which the grammar is written."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.reading.dates import words

# The kinds of words that have no value of their own, and the words of each.
_PLAIN_KINDS = {
    "plural": "days weeks months years quarters decades weekends hours minutes seconds centuries",
    "day": "day",
    "week": "week",
    "weekend": "weekend",
    "month_": "month",
    "quarter": "quarter",
    "year_": "year",
    "decade_": "decade",
    "half": "half",
    "period": "period",
    "season": "spring summer autumn winter",
    "fall": "fall",
    "daypart": "morning afternoon evening night noon midnight dawn dusk a.m. p.m. a.m p.m am pm",
    "hundred": "hundred",
    "thousand": "thousand",
    "a": "a an",
    "the": "the",
    "this": "this",
    "current": "current",
    "last": "last",
    "past": "past",
    "next": "next",
    "coming": "coming upcoming",
    "previous": "previous preceding prior",
    "following": "following ensuing subsequent",
    "same": "same",
    "that": "that",
    "latest": "latest",
    "full": "full",
    "ago": "ago",
    "earlier": "earlier",
    "before": "before",
    "later": "later",
    "after": "after",
    "today": "today yesterday tomorrow tonight",
    "mod": "early late mid middle beginning start midway",
    "end": "end close",
    "of": "of",
    "in_": "in",
    "from_": "from",
    "between": "between",
    "and_": "and &",
    "or_": "or",
    "so": "so",
    "to": "to through until till",
    "hyphen": "- – —",
    "stroke": "/",
    "comma": ",",
    "dot": ".",
    "s": "'s ’s ' ’",
    "open": "(",
    "close": ")",
    "old": "old",
    "fiscal": "fiscal financial",
    "zone": "gmt utc est edt pst pdt cet hours local time",
}
_VALUED_KINDS = {
    "month": words.MONTHS,
    "weekday": words.WEEKDAYS,
    "one": words.ONES,
    "teen": words.TEENS,
    "ten": words.TENS,
    "nth": words.ORDINALS,
    "decade": words.DECADES,
}
_OTHER_KINDS = (
    "other maymonth shortmonth shortday int12 int31 smallint year number clock year2 ordinal numeric qnumber "
    "holiday".split()
)

KIND: dict[str, str] = {
    name: chr(0x100 + index) for index, name in enumerate([*_OTHER_KINDS, *_PLAIN_KINDS, *_VALUED_KINDS])
}
NAME: dict[str, str] = {char: name for name, char in KIND.items()}
_WORDS: dict[str, str] = {
    **{word: KIND[kind] for kind, text in _PLAIN_KINDS.items() for word in text.split()},
    **{word: KIND[kind] for kind, known in _VALUED_KINDS.items() for word in known},
}

_AMBIGUOUS_MONTHS = frozenset({"may", "march"})
_SHORT_DAYS = frozenset({"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun"})
_SHORT_MONTHS = frozenset({"mar", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})
_LONGEST = 30  # no word or number of a date is longer

# The names of holidays as written, each one token.
_HOLIDAYS = "|".join(
    name.title().replace("'S", "['’]s").replace("s'", "s['’]").replace(" Of ", " of ") + r"\b(?!['’])"
    for name in sorted(words.HOLIDAYS, key=len, reverse=True)
)
_TOKEN = re.compile(
    rf"(?=[A-Z])(?:{_HOLIDAYS})"
    r"|[ap]\.m\b\.?"
    r"|[Qq][1-4]\b"
    r"|[^\W\d_]+"
    r"|9/11\b(?!/)"
    r"|\d{4}-\d\d?-\d\d?(?!\d)"
    r"|\d\d?([-/])\d\d?\1(?:\d{4}|\d\d)(?!\d)"
    r"|\d\d?\.\d\d?\.\d{4}(?!\d)"
    r"|\d+(?:,\d{3}(?!\d)|[.:]\d+)*(?:(?:st|nd|rd|th|s)\b)?"
    r"|(?<!\w)['‘’]\d\ds?\b"
    r"|['’]s\b"
    r"|[^\s\w]"
)


class Tokens:
    """The words, numbers and marks of one stretch of text; `kinds` has one character for each."""

    __slots__ = ("_matches", "kinds", "text", "words")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self._matches = list(_TOKEN.finditer(text, start, end))
        self.words = [match.group() for match in self._matches]
        self.kinds = "".join(map(_kind, self.words))

    def start(self, index: int) -> int:
        """Where in the text the token begins."""
        return self._matches[index].start()

    def end(self, index: int) -> int:
        """Where in the text the token ends."""
        return self._matches[index].end()

    def word(self, index: int) -> str:
        """The token in lower case, "" outside the stretch."""
        return self.words[index].lower() if 0 <= index < len(self.words) else ""


@lru_cache(maxsize=16384)
def _kind(token: str) -> str:
    first = token[0]
    if len(token) > _LONGEST:
        return KIND["other"]
    if token == words.SEPTEMBER_11:
        return KIND["holiday"]
    if first.isdecimal():
        return KIND[_number_kind(token)]
    if first in "'‘’" and len(token) > 2 and token[1].isdecimal():
        return KIND["decade" if token.endswith("s") else "year2"]
    if first in "qQ" and token[-1].isdecimal():
        return KIND["qnumber"]
    lower = token.lower()
    if lower.replace("’", "'") in words.HOLIDAYS:
        return KIND["holiday"]
    if lower in _AMBIGUOUS_MONTHS:
        return KIND["maymonth" if first.isupper() else "other"]
    if lower in _SHORT_DAYS:
        return KIND["shortday" if first.isupper() else "other"]
    if lower in _SHORT_MONTHS:
        return KIND["shortmonth" if first.isupper() else "other"]
    return _WORDS.get(lower, KIND["other"])


def _number_kind(token: str) -> str:
    if token.isdecimal():
        return _whole_number_kind(len(token), int(token))
    if token[-1] == "s":
        digits = token[:-1]
        return "decade" if digits.isdecimal() and digits[-1] == "0" and len(digits) in (2, 4) else "number"
    if token[-1].isalpha():
        return "ordinal" if token[:-2].isdecimal() and 1 <= int(token[:-2]) <= 31 else "number"
    dotted = len(token) >= 8 and token.count(".") == 2 and token.replace(".", "").isdecimal()
    if dotted or "/" in token or "-" in token:
        return "numeric"
    return "clock" if ":" in token else "number"


def _whole_number_kind(digits: int, value: int) -> str:
    if digits == 4:
        return "year" if 1000 <= value < 2200 else "number"
    if digits > 2:
        return "number"
    return "int12" if 1 <= value <= 12 else "int31" if 12 < value <= 31 else "smallint"
