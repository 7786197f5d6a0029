"""A sentence as words: what each is, its key for comparison, and what may stand for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.grounding.lexicon.synonyms import groups, opposites
from assistant.grounding.lexicon.words import BASE, PAST_FORMS, STOP
from assistant.reading.lexicon.countries import LONG_NAMES, SEAT_OF, STATE_OF
from assistant.reading.stems import stem

_WORD = re.compile(r"(?:[A-Z]\.){2,}|\d[\d.,:]*\d|\d+|[^\W\d_]+(?:['’][^\W\d_]{1,2}\b)?")
_CLITIC = re.compile(r"(?:n['’]t|['’][^\W\d_]{1,2})$", re.IGNORECASE)
_LONG_FIRST = frozenset(name.split()[0] for name in LONG_NAMES)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a sentence. `key` is the stem of its base form; empty for a function word."""

    start: int
    end: int
    text: str
    lower: str
    key: str
    capital: bool

    @property
    def past(self) -> bool:
        """Whether the form can be a past tense or a past participle."""
        return self.lower in PAST_FORMS or (self.lower.endswith("ed") and len(self.lower) > 4)


@lru_cache(maxsize=65536)
def key_of(lower: str) -> str:
    """The key of a word in lower case; empty for a function word."""
    bare = _CLITIC.sub("", lower)
    if not bare or bare in STOP or lower in STOP:
        return ""
    return stem(BASE.get(bare, bare))


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of `text[start:end]` in order, by offset in `text`. A state's long name is one word."""
    matches = list(_WORD.finditer(text, start, len(text) if end is None else end))
    found: list[Word] = []
    at = 0
    while at < len(matches):
        length, state = _long_name(matches, at)
        first, last = matches[at], matches[at + length - 1]
        found.append(_word(text, first.start(), last.end(), state))
        at += length
    return tuple(found)


def _long_name(matches: Sequence[re.Match[str]], at: int) -> tuple[int, str]:
    """How many words from `at` are one state's name, and the state; 1 and "" where it is none."""
    if matches[at].group().lower() not in _LONG_FIRST or not matches[at].group()[0].isupper():
        return 1, ""
    for length in (5, 4, 3, 2):
        name = " ".join(match.group().lower() for match in matches[at : at + length])
        if len(matches) - at >= length and (state := LONG_NAMES.get(_CLITIC.sub("", name))):
            return length, state
    return 1, ""


def _word(text: str, start: int, end: int, state: str) -> Word:
    written = text[start:end]
    lower = written.lower().replace("’", "'")
    capital = written[0].isupper()
    if capital and not state:
        bare = _CLITIC.sub("", lower).replace(".", "")
        state = "" if written == "Us" else STATE_OF.get(bare, "")
    return Word(start, end, written, lower, f"@{state}" if state else key_of(lower), capital)


def _exchangeable() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in groups():
        keys = {key_of(word) or word for word in group}
        for key in keys:
            table.setdefault(key, set()).update(keys)
    return {key: frozenset(keys - {key}) for key, keys in table.items()}


def _opposed() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for first, second in opposites():
        one, other = key_of(first) or first, key_of(second) or second
        table.setdefault(one, set()).add(other)
        table.setdefault(other, set()).add(one)
    return {key: frozenset(keys) for key, keys in table.items()}


EXCHANGEABLE = _exchangeable()
OPPOSED = _opposed()


@lru_cache(maxsize=65536)
def stand_ins(key: str) -> frozenset[str]:
    """The keys of an excerpt that carry a word of this key: itself, what may be exchanged for it, a state's seat."""
    found = {key} | EXCHANGEABLE.get(key, frozenset())
    if key.startswith("@"):
        found |= {stem(seat) for seat, state in SEAT_OF.items() if f"@{state}" == key}
    return frozenset(found)


ROOT = 6
"""Letters two derived words share at least."""


def derived(key: str, other: str) -> bool:
    """Whether two long keys differ only in a derivational ending, as "negoti" and "negotiat"."""
    shared = min(len(key), len(other))
    return shared >= ROOT and abs(len(key) - len(other)) <= 3 and key[:shared] == other[:shared]
