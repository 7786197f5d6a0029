"""What stands where in a sentence: ahead of a place, behind it, between two; places are offsets in the whole text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import attrgetter

from assistant.grounding.words import Word, before
from assistant.types import Span

_start = attrgetter("start")


def ahead_of(place: int, words: Sequence[Word]) -> Sequence[Word]:
    """The words that begin before a place, in order as all of them are."""
    return words[: bisect_left(words, place, key=_start)]


def last_ahead_of(place: int, words: Sequence[Word], most: int) -> Sequence[Word]:
    """The words that begin before a place, the last `most` of them at most."""
    return before(words, bisect_left(words, place, key=_start), most)


def behind(place: int, words: Sequence[Word]) -> Sequence[Word]:
    """The words that begin at a place or later."""
    return words[bisect_left(words, place, key=_start) :]


def inside(span: Span, words: Sequence[Word]) -> Sequence[Word]:
    """The words that begin inside a span."""
    return behind(span.start, ahead_of(span.end, words))


def gap(one: Span, other: Span) -> Span:
    """What lies between two spans, whichever comes first; empty where they meet."""
    first, second = sorted((one, other))
    return Span(first.end, second.start)


def span_of(word: Word) -> Span:
    """Where a word stands."""
    return Span(word.start, word.end)


def stands_in(word: Word, spans: Iterable[Span]) -> bool:
    """Whether a word stands in one of some spans, its clitic aside: "Berg's" in the name "Berg"."""
    return any(span.overlaps(span_of(word)) for span in spans)
