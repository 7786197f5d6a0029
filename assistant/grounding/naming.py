"""Whom a name means: persons by surname, names by acronym, offices by the roles a text reads out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from assistant.grounding.analysis import Text
from assistant.grounding.words import Word
from assistant.reading.folding import fold
from assistant.reading.lexicon.titles import HONORIFICS, TITLES
from assistant.types import Mention, Speaker

TITLE_WORDS = frozenset(word for title in (*TITLES, *HONORIFICS) for word in fold(title).split())
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES = frozenset({"the", "a", "an"})


@lru_cache(maxsize=4096)
def name_words(name: str) -> frozenset[str]:
    """The words of a name, folded, without titles and suffixes: "Gen. Eduardo Año Jr" gives "eduardo" and "ano".

    Of an office without a name the title is all there is: "the mayor" gives "mayor".
    """
    said = [word for word in fold(name).split() if word not in _ARTICLES]
    words = [word for word in said if word not in TITLE_WORDS and word not in _SUFFIXES]
    return frozenset(words or said)


def same_person(one: str, other: str) -> bool:
    """Whether one name can be a shorter form of the other: all words of the shorter are in the longer."""
    first, second = name_words(one), name_words(other)
    return bool(first and second) and (first.issubset(second) or second.issubset(first))


def same_surname(one: str, other: str) -> bool:
    """Whether two names end in the same word: "MSNBC host Matthews" and "Chris Matthews"."""
    last = {*fold(one).split()[-1:], *fold(other).split()[-1:]}
    return len(last) == 1 and last.issubset(name_words(one)) and last.issubset(name_words(other))


def persons(mentions: Iterable[Mention]) -> list[Mention]:
    """Those that name a person."""
    return [mention for mention in mentions if mention.type == "person"]


def speaker_names(speaker: Speaker, text: Text) -> list[str]:
    """The names a text gives a speaker: the one read, and the person whose office was named instead."""
    found = [speaker.name]
    for role in text.roles:
        at_span = speaker.span is not None and role.span.overlaps(speaker.span)
        if at_span or fold(speaker.name) in fold(role.title):
            found.append(role.person)
    return found


def initials_around(words: Sequence[Word], at: int) -> frozenset[str]:
    """The initials of the run of capitalised words that word `at` is one of, with and without its first."""
    return frozenset(name for run in _runs(words) if at in run for name in _initials(words, run))


def acronyms(words: Sequence[Word]) -> frozenset[str]:
    """The initials of every run of two or more capitalised words, in lower case."""
    return frozenset(name for run in _runs(words) for name in _initials(words, run))


def _runs(words: Sequence[Word]) -> Iterator[list[int]]:
    """The places of capitalised words with nothing but function words between them."""
    run: list[int] = []
    for at, word in enumerate(words):
        if word.capital:
            run.append(at)
        elif word.key:
            yield run
            run = []
    yield run


def _initials(words: Sequence[Word], run: Sequence[int]) -> frozenset[str]:
    letters = "".join(words[at].lower[0] for at in run)
    return frozenset(name for name in (letters, letters[1:]) if len(name) > 1)
