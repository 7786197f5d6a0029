"""The grammar of calendar expressions, written over token kinds and compiled into one regular expression.

A rule is a name and a pattern. In a pattern a lower-case word is a token kind, an upper-case word one of the
groups below, the rest is regular-expression syntax without its white space. Alternatives stand in order of
preference: at one place the first rule that fits wins. Every repeat is bounded, so matching is linear.
"""

from __future__ import annotations

import re

from assistant.reading.dates.tokens import KIND

_GROUPS = {
    "MONTH": "((month|maymonth) dot?)",
    "SURE": "(month dot?)",
    "WEEKDAY": "((weekday|shortday) dot?)",
    "INT": "(int12|int31)",
    "DAY": "(int12|int31|ordinal|ten hyphen? first2nd|first2nd)",
    "SPOKEN": "((teen|ten) (ten hyphen? one?|teen)|one thousand and_? (teen|ten hyphen? one|ten|one)?|(teen|ten) hundred)",
    "YEAR": "(year|year2)",
    "ANYYEAR": "(year|year2|SPOKEN)",
    "MODS": "(the? (mod|end|later|earlier) (of|in_|hyphen)? the?)",
    "THIS": "(this coming?|last|next|previous|following|coming|same|latest|past)",
    "UNIT": "(day|week|weekend|month_|quarter|year_|decade_)",
    "SEASON": "(season|fall)",
    "COUNT": "(number|int12|int31|smallint|one|teen|ten (hyphen? one)?|a)",
    "NTH": "((first2nd|ordinal) hyphen?|fiscal hyphen? first2nd hyphen?)",
    "DASH": "(hyphen|to)",
}

RULES: tuple[tuple[str, str], ...] = (
    ("iso", "iso"),
    ("numeric", "slash"),
    (
        "weekday-date",
        "WEEKDAY daypart? comma? open? the? (MONTH the? DAY (comma? YEAR)?|DAY of? MONTH comma? YEAR?) close?",
    ),
    (
        "date-range",
        "from_? MONTH DAY (comma? year)? DASH MONTH DAY (comma? year)?|from_? INT MONTH DASH INT MONTH comma? year?|between MONTH DAY (comma? year)? and_ MONTH DAY (comma? year)?",
    ),
    (
        "day-range",
        "from_? MONTH INT DASH INT (comma? year)?|between MONTH INT and_ INT (comma? year)?|from_? INT DASH INT of? MONTH (comma? year)?",
    ),
    (
        "month-range",
        "from_? MONTH year? DASH MONTH comma? year|between MONTH year? and_ MONTH year?|from_ MONTH to MONTH",
    ),
    ("year-range", "year hyphen (year|INT|smallint)|from_ year to year|between year and_ year"),
    (
        "month-day-year",
        "MODS? the? (MONTH the? DAY comma? ANYYEAR|DAY of? MONTH comma? ANYYEAR|INT hyphen MONTH hyphen YEAR)",
    ),
    ("month-relative-year", "MODS? MONTH of? (this|last|next) year_"),
    ("month-year", "MODS? MONTH (comma|of)? ANYYEAR"),
    ("month-day", "MODS? the? (MONTH the? DAY|DAY of MONTH|(INT|ordinal) MONTH)"),
    ("relative-month", "MODS? (this coming?|last|next|past|coming) MONTH"),
    (
        "quarter",
        "MODS? (the|a)? ((year|(this|last|next) year_ s) (fiscal|NTH)? NTH quarter|qnumber year?|NTH quarter ((of|comma|in_)? (the? fiscal year_?)? (year|this year_|last year_|next year_))?)",
    ),
    (
        "half",
        "MODS? the? (NTH half|(this|last|next) year_ s NTH half|year NTH half) (of (year|the? (this|last|next|same|previous|following) year_|the year_))?",
    ),
    (
        "season",
        "MODS? the? ((this|last|next|past|coming|following|same|previous) SEASON|SEASON (of|comma)? ANYYEAR|SEASON of (this|last|next) year_|in_ the? SEASON)",
    ),
    ("decade", "the? (mod hyphen?)? decade"),
    ("fiscal-year", "the? fiscal hyphen? year_? YEAR|the? (this|last|next|latest|previous|same|coming) fiscal year_"),
    (
        "duration",
        "the? (last|next|past|previous|following|first2nd|coming)? COUNT (hyphen|half|and_)? (plural|UNIT hyphen? (old|long)|hyphen UNIT) (old)?",
    ),
    ("ago", "COUNT (plural|UNIT) ago"),
    ("unit-earlier", "(COUNT|the) (plural|UNIT) (earlier|later|after)"),
    ("year-earlier", "the? year_ hyphen? (earlier|ago) (period|quarter)?"),
    ("relative-weekday", "MODS? the? THIS weekday dot? daypart?"),
    ("weekday", "(clock|INT)? daypart? zone? (mod|later|earlier)? weekday daypart?"),
    ("today", "(clock|INT)? daypart? (mod|later|earlier)? (today daypart?|this daypart|last daypart)"),
    ("relative-unit", "MODS? the? THIS UNIT"),
    ("year-period", "the year period"),
    ("the-unit", "MODS? the (quarter|year_|weekend|month_)|year_ hyphen? end"),
    ("month", "MODS? MONTH"),
    ("may-day", "maymonth day"),
    ("holiday", "holiday"),
    ("monthday", "the ordinal"),
    ("year", "MODS? (the year_)? (year|year2|SPOKEN)"),
)

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def _compile(pattern: str) -> str:
    def replace(match: re.Match[str]) -> str:
        word = match.group()
        return _compile(_GROUPS[word]) if word.isupper() else KIND[word]

    return _WORD.sub(replace, pattern.replace("(", "(?:")).replace(" ", "")


GRAMMAR = re.compile("|".join(f"(?P<{name.replace('-', '_')}>{_compile(pattern)})" for name, pattern in RULES))
