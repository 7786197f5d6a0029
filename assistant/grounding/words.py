"""A sentence as words: what each is, its key for comparison, and what may stand for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from assistant.grounding.lexicon.synonyms import groups, opposites
from assistant.grounding.lexicon.words import BASE, NO_PAST, PAST_FORMS, STOP
from assistant.reading.lexicon.countries import LONG_NAMES, SEAT_OF, STATE_OF
from assistant.reading.stems import stem

_CLITIC_ENDING = r"['’][^\W\d_]{1,2}"
_LONG = "|".join(re.escape(name).replace(r"\ ", r"[\s_-]+").replace("'", "['’]") for name in LONG_NAMES)
_WORD = re.compile(
    rf"(?P<long>(?<![^\W_])(?=[A-Z])(?i:{_LONG})(?:{_CLITIC_ENDING})?(?![^\W_]))"
    rf"|(?:[A-Z]\.){{2,}}|\d[\d.,:]*\d|\d+|[^\W\d_]+(?:{_CLITIC_ENDING}\b)?"
)
_CLITIC = re.compile(rf"(?:n['’]t|{_CLITIC_ENDING})$", re.IGNORECASE)
_BLANK = re.compile(r"[\s_-]+")
_ACRONYMS = frozenset({"WHO", "IS"})  # which are function words in small letters
_PRONOUN = frozenset({"Us"})  # which is no state
_LONGEST_TITLE = 2000  # code points


class Word(NamedTuple):
    """One word of a sentence.

    `key` is the stem of its base form, empty for a function word; `past` tells whether the form can be a past tense
    or a past participle.
    """

    start: int
    end: int
    text: str
    lower: str
    key: str
    capital: bool
    past: bool


@lru_cache(maxsize=65536)
def key_of(lower: str) -> str:
    """The key of a word in lower case; empty for a function word."""
    bare = _CLITIC.sub("", lower)
    if bare in STOP or lower in STOP:
        return ""
    return stem(BASE.get(bare, bare))


def words_of(text: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """The words of `text[start:end]` in order, by offset in `text`. A state's long name is one word."""
    found: list[Word] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        written = match.group()
        if match["long"]:
            lower = _lower(_BLANK.sub(" ", written))
            state = LONG_NAMES[_CLITIC.sub("", lower)]
            found.append(Word(*match.span(), written, lower, f"@{state}", capital=True, past=False))
        else:
            found.append(Word(*match.span(), written, *_known(written)))
    return tuple(found)


def before(words: Sequence[Word], at: int, most: int) -> Sequence[Word]:
    """The words before word `at`, `most` at most."""
    return words[:at][-most:]


@lru_cache(maxsize=1024)
def content_of(text: str) -> tuple[Word, ...]:
    """The content words of a title, a heading or the like."""
    return tuple(word for word in words_of(text[:_LONGEST_TITLE]) if word.key)


def _lower(written: str) -> str:
    return written.lower().replace("’", "'")


@lru_cache(maxsize=65536)
def _known(written: str) -> tuple[str, str, bool, bool]:
    """What a written word is by itself: lower case, key, whether it has a capital, whether it can be a past form."""
    lower = _lower(written)
    capital = written[0].isupper()
    past = lower in PAST_FORMS or (lower.endswith("ed") and lower not in NO_PAST)
    if written in _ACRONYMS:
        return lower, f"#{lower}", capital, past
    if capital and written not in _PRONOUN and (state := STATE_OF.get(_CLITIC.sub("", lower).replace(".", ""))):
        return lower, f"@{state}", capital, past
    return lower, key_of(lower), capital, past


def _exchangeable() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for group in groups():
        keys = {key_of(word) or word for word in group}
        for key in keys:
            table.setdefault(key, set()).update(keys)
    return {key: frozenset(keys) for key, keys in table.items()}


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
    seats = (stem(seat) for seat, state in SEAT_OF.items() if f"@{state}" == key)
    return frozenset({key, *EXCHANGEABLE.get(key, ()), *seats})


ROOT = 6
"""Letters two derived words share at least."""


def derived(key: str, other: str) -> bool:
    """Whether two long keys differ only in a derivational ending, as "negoti" and "negotiat"."""
    shared = min(len(key), len(other))
    return shared >= ROOT and abs(len(key) - len(other)) <= 3 and key[:shared] == other[:shared]
