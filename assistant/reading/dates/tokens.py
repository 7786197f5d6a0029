"""A sentence as tokens and as a string of one character per token, over which the grammar is written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from assistant.reading.dates import words

_NAMES = (
    "other month maymonth weekday shortday int12 int31 smallint year number clock year2 decade ordinal "
    "first2nd iso slash day week weekend month_ quarter year_ decade_ plural half season fall daypart "
    "one teen ten a the this last next previous following same ago earlier after today mod "
    "of in_ and_ to hyphen comma dot apostrophe s old fiscal end coming qnumber open close period holiday zone ever latest and_a "
    "from_ between thousand hundred past later long"
).split()
KIND: dict[str, str] = {name: chr(0x100 + index) for index, name in enumerate(_NAMES)}
NAME: dict[str, str] = {char: name for name, char in KIND.items()}

_WORDS: dict[str, str] = {}


def _put(kind: str, text: str) -> None:
    for word in text.split():
        _WORDS[word] = KIND[kind]


_put("month", " ".join(words.MONTHS))
_put("weekday", " ".join(words.WEEKDAYS))
_put("plural", "days weeks months years quarters decades weekends hours minutes seconds centuries")
for _unit in ("day", "week", "weekend", "quarter"):
    _put(_unit, _unit)
_put("month_", "month")
_put("year_", "year")
_put("decade_", "decade")
_put("half", "half")
_put("period", "period")
_put("season", "spring summer autumn winter")
_put("fall", "fall")
_put("daypart", "morning afternoon evening night noon midnight dawn dusk a.m. p.m. a.m p.m am pm")
_put("one", " ".join(words.ONES))
_put("teen", " ".join(words.TEENS))
_put("ten", " ".join(words.TENS))
_put("first2nd", " ".join(words.ORDINALS))
_put("decade", " ".join(words.DECADES))
_put("a", "a an")
_put("the", "the")
_put("this", "this current")
_put("last", "last")
_put("past", "past")
_put("next", "next")
_put("coming", "coming upcoming")
_put("previous", "previous preceding prior")
_put("following", "following ensuing subsequent")
_put("same", "same that")
_put("ago", "ago")
_put("earlier", "earlier before")
_put("later", "later")
_put("after", "after")
_put("today", "today yesterday tomorrow tonight")
_put("mod", "early late mid middle beginning start midway")
_put("end", "end close")
_put("of", "of")
_put("in_", "in on at by since until till during for around about before through throughout over within")
_put("from_", "from")
_put("between", "between")
_put("and_", "and &")
_put("to", "to through until till")
_put("hyphen", "- – —")
_put("open", "(")
_put("close", ")")
_put("qnumber", "q1 q2 q3 q4")
_put("holiday", "new valentine international st saint bastille halloween all armistice veterans christmas boxing")
_put("comma", ",")
_put("dot", ".")
_put("apostrophe", "' ’")
_put("s", "'s ’s")
_put("old", "old")
_put("long", "long")
_put("fiscal", "fiscal financial")
_put("zone", "gmt utc est edt pst pdt cet hours hrs local")
_put("thousand", "thousand")
_put("hundred", "hundred")
_put("latest", "latest")

_AMBIGUOUS_MONTHS = frozenset({"may", "march", "mar"})
_SHORT_DAYS = frozenset({"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun"})
_ABBREVIATIONS = frozenset({"jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"})

_TOKEN = re.compile(
    r"\d{4}-\d\d?-\d\d?(?!\d)"
    r"|\d\d?/\d\d?/(?:\d{4}|\d\d)(?!\d)"
    r"|\d\d?\.\d\d?\.\d{4}(?!\d)"
    r"|\d+(?:,\d{3}(?!\d)|[.:]\d+)*(?:'?s\b|(?:st|nd|rd|th)\b)?"
    r"|['‘’]\d\ds?\b"
    r"|[ap]\.m\b\.?"
    r"|[Qq][1-4]\b"
    r"|['’]s\b"
    r"|[^\W\d_]+"
    r"|[^\s\w]"
)


class Token(NamedTuple):
    """One word, number or mark: its text in lower case, its kind's character, and where it stands."""

    word: str
    kind: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def _kind(token: str) -> str:
    first = token[0]
    if first.isdigit():
        return KIND[_number_kind(token)]
    if first in "'‘’" and len(token) > 1 and token[1].isdigit():
        return KIND["decade" if token.endswith("s") else "year2"]
    lower = token.lower()
    if lower in _AMBIGUOUS_MONTHS:
        return KIND["maymonth"] if first.isupper() else KIND["other"]
    if lower in _SHORT_DAYS:
        return KIND["shortday"] if first.isupper() else KIND["other"]
    if lower in _ABBREVIATIONS and first.islower():
        return KIND["other"]
    return _WORDS.get(lower, KIND["other"])


def _number_kind(token: str) -> str:
    if token.endswith("s"):
        digits = token.rstrip("s'")
        decade = digits.isdecimal() and digits.endswith("0") and len(digits) in (2, 4)
        return "decade" if decade else "number"
    if token[-1] in "dht":
        return "ordinal" if token[:-2].isdecimal() and 1 <= int(token[:-2]) <= 31 else "number"
    if not token.isdecimal():
        return _composite_kind(token)
    if len(token) == 4:
        return "year" if 1000 <= int(token) < 2200 else "number"
    if len(token) > 2:
        return "number"
    value = int(token)
    return "int12" if 1 <= value <= 12 else "int31" if 12 < value <= 31 else "smallint"


def _composite_kind(token: str) -> str:
    if token.count("-") == 2:
        return "iso"
    if "/" in token or (token.count(".") == 2 and len(token) >= 8):
        return "slash"
    return "clock" if ":" in token else "number"


def tokenize(text: str, start: int, end: int) -> tuple[list[Token], str]:
    """The tokens of `text[start:end]` and the string of their kinds."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        tokens.append(Token(word.lower(), _kind(word) if len(word) < 40 else KIND["other"], match.start(), match.end()))
    return tokens, "".join([token.kind for token in tokens])
