"""Every calendar expression of a text, resolved to days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.reading.dates import words
from assistant.reading.dates.grammar import find, qualified
from assistant.reading.dates.passage import Match, Passage
from assistant.reading.dates.resolve import resolve
from assistant.reading.dates.tokens import Tokens
from assistant.types import DateExpression, Span

# Names of days, months and years carry no article of their own ("the 1998 agreement").
_WITHOUT_ARTICLE = frozenset({"year", "month", "month-year", "month-day", "month-day-year", "weekday", "weekday-date"})
_DURATION = "duration"


def read_dates(text: str, sentences: Sequence[Span], published: date | None) -> tuple[DateExpression, ...]:
    """The calendar expressions of `text` in order, none overlapping another.

    `sentences` are spans of `text`; no expression runs over a sentence's end. `published` resolves relative
    expressions; without it they are left out. Durations, sets ("every Monday") and vague references
    ("recently") are no calendar expressions.
    """
    passage = Passage(published)
    found: list[DateExpression] = []
    for number, sentence in enumerate(sentences):
        passage.sentence = number
        found.extend(_in_sentence(text, sentence, passage))
    return tuple(found)


def _in_sentence(text: str, sentence: Span, passage: Passage) -> Iterator[DateExpression]:
    tokens = Tokens(text, sentence.start, sentence.end)
    at = floor = 0
    while match := find(tokens.kinds, at):
        rule, first, last = match
        if rule == _DURATION:
            at = last
            continue
        start = qualified(tokens.kinds, first, floor)
        if start == first - 1 and rule in _WITHOUT_ARTICLE and tokens.word(first) not in words.ORDINALS:
            start = first
        interval = resolve(rule, Match(tokens, start, first, last, passage))
        if interval is None:
            at = first + 1
            continue
        passage.note(rule, interval)
        at = floor = last
        yield DateExpression(Span(tokens.start(start), tokens.end(last - 1)), interval, rule)
