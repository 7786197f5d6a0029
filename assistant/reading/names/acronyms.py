"""Acronyms and the long forms a text itself gives them.

The method is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
text", PSB 2003, limited to capitals, in both orders: "long form (SHORT)" and "SHORT (long form)".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_BRACKET: Final = re.compile(r"\(([^()\n]{2,120})\)")
_SHORT: Final = re.compile(r"[^\W\d_][\w&.\-/]{1,11}")
_LAST_WORD: Final = re.compile(r"[\s(]")
_REACH: Final = 160  # characters before a bracket in which a long form may stand
_SMALL: Final = frozenset({"of", "the", "and", "for", "on", "in", "to", "a", "an", "de", "la", "et", "des", "&"})


@dataclass(frozen=True, slots=True)
class Definition:
    """The long form a text gives for an acronym, and where it stands."""

    long: str
    start: int
    end: int


def definitions(text: str) -> dict[str, Definition]:
    """The acronyms a text defines, without their dots, with their long forms."""
    found: dict[str, Definition] = {}
    for match in _BRACKET.finditer(text):
        inner = match[1].strip(" \"“”'‘’")
        base = max(0, match.start() - _REACH)
        before = text[base : match.start()].rstrip()
        if not before[-1:].isalnum():
            continue
        if _is_short(inner):
            begin = _long_start(inner, before)
            if begin is not None:
                found.setdefault(
                    inner.replace(".", ""),
                    Definition(" ".join(before[begin:].split()), base + begin, base + len(before)),
                )
        elif before and _is_short(word := _LAST_WORD.split(before)[-1]) and _long_start(word, inner) == 0:
            start = match.start(1) + match[1].find(inner)
            found.setdefault(word.replace(".", ""), Definition(" ".join(inner.split()), start, start + len(inner)))
    return found


def _is_short(word: str) -> bool:
    return bool(_SHORT.fullmatch(word)) and sum(c.isupper() for c in word) >= max(2, len(word) // 2) and len(word) <= 10


def _long_start(short: str, before: str) -> int | None:
    """Where in `before` the long form begins: its words' letters give the short form's, read from the end."""
    letters = [c.lower() for c in short if c.isalnum()]
    if letters[-1] == "s" and short[-1] == "s" and short[:-1].isupper():
        letters.pop()
    low = before.lower()
    if len(low) != len(before):
        return None
    place = len(low)
    for index in range(len(letters) - 1, -1, -1):
        place -= 1
        while place >= 0 and (low[place] != letters[index] or (index == 0 and place > 0 and low[place - 1].isalnum())):
            place -= 1
        if place < 0:
            return None
    words = before[place:].split()
    if len(words) < 2 or len(words) > min(len(letters) + 5, len(letters) * 2 + 2) or not before[place].isupper():
        return None
    return place if not any(mark in before[place:] for mark in ".;:!?") else None


def initials(words: list[str]) -> str:
    """The capitals of a name's words, small words left out."""
    return "".join(word[0] for word in words if word not in _SMALL and word[0].isupper())
