"""The grammar of calendar expressions, written over token kinds and compiled into regular expressions.

In a pattern a lower-case word is a token kind, an upper-case word one of the groups below; the rest is
regular-expression syntax without its white space. Rules stand in order of preference: at one place the first
that fits wins. No repeat is unbounded, so matching is linear. What qualifies an expression from the left
("early in", "the end of the") is added afterwards by `qualified`.
"""

from __future__ import annotations

import re
from collections import deque
from functools import cache

from assistant.reading.dates.tokens import KIND

_GROUPS = {
    "MONTH": "(month|maymonth|shortmonth dot?)",
    "ORDINAL": "(int12|int31|ordinal)",
    "WEEKDAY": "(weekday|shortday dot?)",
    "INT": "(int12|int31)",
    "DAY": "(int12|int31|ordinal|ten hyphen? nth|nth)",
    "SPOKEN": "((teen|ten) (ten hyphen? one?|teen)|one thousand and_? (teen|ten hyphen? one|ten|one)?|teen hundred)",
    "YEAR": "(year|year2)",
    "ANYYEAR": "(year|year2|SPOKEN)",
    "THIS": "(this (coming|past)?|current|last|next|previous|following|coming|same|that|latest|past)",
    "THISYEAR": "((this|current|last|next|that|same|previous|following|coming) year_)",
    "UNIT": "(day|week|weekend|month_|quarter|year_|decade_)",
    "SEASON": "(season|fall)",
    "COUNT": "(number|int12|int31|smallint|one half?|teen|ten (hyphen? one)?|a)",
    "NTH": "((nth|ordinal) hyphen?)",
    "DASH": "(hyphen|to)",
    "FULL": "(MONTH the? DAY (comma? ANYYEAR)?|DAY of? MONTH (comma? ANYYEAR)?)",
    "DATED": "(MONTH DAY ((comma|of)? YEAR)?|INT of? MONTH (comma? YEAR)?)",
}

RULES: dict[str, tuple[str, ...]] = {
    "numeric": ("numeric",),
    "weekday-date": (
        "WEEKDAY daypart? open FULL close",
        "WEEKDAY daypart? comma? the? FULL",
    ),
    "date-range": (
        "from_? DATED DASH DATED",
        "between DATED and_ DATED",
        "between MONTH and_ MONTH DAY (comma? YEAR)?",
        "from_ MONTH to MONTH DAY (comma? YEAR)?",
    ),
    "day-range": (
        "from_? MONTH ORDINAL DASH ORDINAL (comma? year)?",
        "between MONTH ORDINAL and_ ORDINAL (comma? year)?",
        "between ORDINAL and_ ORDINAL of? MONTH (comma? year)?",
        "from_? ORDINAL DASH ORDINAL of? MONTH (comma? year)?",
        "MONTH INT and_ INT comma? year",
        "INT and_ INT MONTH (comma? year)?",
    ),
    "month-range": (
        "from_? MONTH (of? year)? DASH MONTH (comma|of)? year",
        "between MONTH (of? year)? and_ MONTH ((comma|of)? year)?",
        "from_ MONTH to MONTH",
    ),
    "year-range": ("year (hyphen|stroke) (year|INT|smallint)", "from_ year to year", "between year and_ year"),
    "month-day-year": (
        "MONTH the? DAY (comma|of)? ANYYEAR",
        "DAY hyphen? of? MONTH hyphen? comma? ANYYEAR",
    ),
    "month-day-relative-year": ("MONTH DAY comma? of? THISYEAR", "DAY of? MONTH comma? of? THISYEAR"),
    "month-relative-year": ("MONTH of? THISYEAR",),
    "month-year": ("MONTH (comma|of)? ANYYEAR",),
    "relative-month-day": ("(this coming?|last|next|past|coming) MONTH DAY",),
    "month-day": ("MONTH the? DAY", "DAY of MONTH", "(INT|ordinal) MONTH"),
    "relative-month": ("(this coming?|last|next|past|coming) MONTH",),
    "quarter": (
        "(YEAR|THISYEAR s) (fiscal hyphen?)? NTH quarter",
        "qnumber ((comma|of)? year)?",
        "(fiscal hyphen?)? NTH quarter ((of|comma|in_)? (the? fiscal hyphen? year_?)? (year|the? THISYEAR))?",
    ),
    "half": ("(THISYEAR s|YEAR)? NTH half of (year|the? THISYEAR|the year_)", "(THISYEAR s|YEAR) NTH half"),
    "season": (
        "(this coming?|last|next|past|coming|following|same|that|previous) SEASON",
        "SEASON (of|comma)? ANYYEAR",
        "SEASON of THISYEAR",
    ),
    "decade": ("(mod hyphen?)? decade",),
    "fiscal-year": ("fiscal hyphen? year_? YEAR", "THIS fiscal hyphen? year_"),
    "ago": ("COUNT hyphen? (plural|UNIT) (or_ so)? ago",),
    "unit-earlier": ("(COUNT|the) (plural|UNIT) (earlier|later|before|after)",),
    "year-earlier": ("the? year_ hyphen? (earlier|ago) (period|quarter)?",),
    "duration": (
        "(THIS|nth|of|in_)? COUNT (hyphen|half|and_|or_)? (plural|UNIT hyphen? old|hyphen UNIT) old?",
        "THIS COUNT UNIT",
    ),
    "weekday-of-week": ("WEEKDAY daypart? of? (this|last|next|the following) week",),
    "relative-weekday": ("THIS weekday daypart?",),
    "weekday": ("(clock|INT)? daypart? zone? (mod|later|earlier)? weekday daypart?",),
    "today": (
        "(clock|INT)? daypart? (mod|later|earlier)? (today daypart?|this daypart)",
        "last daypart",
        "(mod|later|earlier) in_ the day",
    ),
    "relative-daypart": ("(that|same|next|following|previous) daypart",),
    "relative-unit": ("THIS UNIT",),
    "year-period": ("year (period|quarter)",),
    "the-period": ("the (latest|full)? (quarter|year_|period)",),
    "the-unit": ("the (week|weekend|month_|decade_)", "year_ (hyphen|s)? end"),
    "month": ("MONTH",),
    "week-of": ("(week|weekend) of the? (MONTH DAY (comma? YEAR)?|DAY of? MONTH YEAR?)",),
    "holiday": ("holiday (comma? YEAR)?",),
    "year": ("(the year_)? ANYYEAR",),
}

_LEFT = "the? ((mod|end) hyphen? (of|in_)? the?|(later|earlier) (in_ the?)?|the)"
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _expand(pattern: str) -> str:
    """The pattern with its groups replaced, down to token kinds."""
    expanded = _WORD.sub(lambda word: _GROUPS.get(word.group(), word.group()), pattern)
    return pattern if expanded == pattern else _expand(expanded)


def _to_regex(expanded: str) -> str:
    regex = _WORD.sub(lambda word: KIND[word.group()], expanded.replace("(", "(?:"))
    return regex.replace(" ", "")


def _heads(items: deque[str]) -> tuple[set[str], bool]:
    """The kinds with which the alternatives up to the next ")" can begin, and whether one can be empty."""
    heads: set[str] = set()
    empty, at_front = False, True
    while items and items[0] != ")":
        item = items.popleft()
        if item == "|":
            empty, at_front = empty or at_front, True
            continue
        found, optional = {item}, False
        if item == "(":
            found, optional = _heads(items)
            items.popleft()
        if items and items[0] == "?":
            items.popleft()
            optional = True
        if at_front:
            heads |= found
            at_front = optional
    return heads, empty or at_front


@cache
def _alternatives() -> dict[str, list[str]]:
    """For each kind that can begin an expression, the alternatives that can begin with it."""
    alternatives: dict[str, list[str]] = {}
    for number, pattern in enumerate(_PATTERNS):
        expanded = _expand(pattern)
        for head in _heads(deque(_ITEM.findall(expanded)))[0]:
            alternatives.setdefault(KIND[head], []).append(f"(?P<_{number}>{_to_regex(expanded)})")
    return alternatives


@cache
def _head() -> re.Pattern[str]:
    """Any kind that can begin an expression."""
    return re.compile(f"[{''.join(_alternatives())}]")


@cache
def _beginning(head: str) -> re.Pattern[str]:
    """The expressions that can begin with the kind `head`; compiled when one is first met, for a question has few."""
    return re.compile("|".join(_alternatives()[head]))


@cache
def _qualifier() -> re.Pattern[str]:
    return re.compile(f"(?:{_to_regex(_expand(_LEFT))})$")


_ITEM = re.compile(r"\w+|[()|?]")
_PATTERNS = [pattern for patterns in RULES.values() for pattern in patterns]
_RULE_OF = [rule for rule, patterns in RULES.items() for _ in patterns]
_QUALIFIER_LENGTH = 6


def find(kinds: str, at: int) -> tuple[str, int, int] | None:
    """The next expression from `at` on: its rule and the tokens it covers; None where there is none."""
    begins = _head()
    while head := begins.search(kinds, at):
        at = head.start()
        if match := _beginning(head[0]).match(kinds, at):
            return _RULE_OF[int((match.lastgroup or "_0")[1:])], at, match.end()
        at += 1
    return None


def qualified(kinds: str, first: int, floor: int) -> int:
    """Where an expression begins whose core begins at `first`, with "the end of", "early in" and the like."""
    floor = max(floor, first - _QUALIFIER_LENGTH)
    match = _qualifier().search(kinds[floor:first])
    return floor + match.start() if match else first
