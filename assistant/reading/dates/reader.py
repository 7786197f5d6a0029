"""Every calendar expression of a text, resolved to days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from assistant.reading.dates.grammar import find, qualified
from assistant.reading.dates.opening import opening_date
from assistant.reading.dates.passage import Match, Passage
from assistant.reading.dates.resolve import resolve
from assistant.reading.dates.tokens import NAME, Tokens
from assistant.reading.dates.triggers import dated
from assistant.types import DateExpression, Span

# Names of days, months and years carry no article of their own ("the 1998 agreement").
_WITHOUT_ARTICLE = frozenset(
    "year year-range month month-range month-year month-day month-day-year day-range date-range weekday "
    "weekday-date numeric holiday".split()
)
_ORDINAL_KINDS = frozenset({"nth", "ten", "ordinal"})
_DURATION = "duration"


def read_dates(text: str, sentences: Sequence[Span], published: date | None) -> tuple[DateExpression, ...]:
    """The calendar expressions of `text` in order, none overlapping another.

    `sentences` are spans of `text` in order; no expression runs over a sentence's end. `published` resolves
    relative expressions. Without it a dated line at the top of the text does, with the anchor "context"; without
    either they are left out. Durations, sets ("every Monday") and vague references ("recently") are no calendar
    expressions.
    """
    numbers = tuple(dated(text, sentences))
    if published is None and numbers:
        opening = opening_date(text, _read(text, sentences, numbers[:1], Passage(None)))
        passage = Passage(opening, "context")
    else:
        passage = Passage(published)
    return tuple(_read(text, sentences, numbers, passage))


def _read(text: str, sentences: Sequence[Span], numbers: Iterable[int], passage: Passage) -> Iterator[DateExpression]:
    for number in numbers:
        passage.sentence = number
        yield from _in_sentence(text, sentences[number], passage)


def _in_sentence(text: str, sentence: Span, passage: Passage) -> Iterator[DateExpression]:
    tokens = Tokens(text, sentence.start, sentence.end)
    at = floor = 0
    while match := find(tokens.kinds, at):
        rule, first, last = match
        if rule == _DURATION:
            at = last
            continue
        start = qualified(tokens.kinds, first, floor)
        if rule in _WITHOUT_ARTICLE and start == first - 1 and tokens.word(start) == "the":
            start += NAME[tokens.kinds[first]] not in _ORDINAL_KINDS
        interval = resolve(rule, Match(tokens, start, first, last, passage))
        if interval is None:
            at = first + 1
            continue
        passage.note(rule, interval)
        at = floor = last
        yield DateExpression(Span(tokens.start(start), tokens.end(last - 1)), interval, rule)
