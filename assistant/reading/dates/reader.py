"""Every calendar expression of a text, resolved to days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from assistant.reading.dates.grammar import GRAMMAR
from assistant.reading.dates.resolve import Passage, resolve
from assistant.reading.dates.tokens import tokenize
from assistant.types import DateExpression, Span

_CONSUMED = frozenset({"duration"})


def read_dates(text: str, sentences: Sequence[Span], published: date | None) -> tuple[DateExpression, ...]:
    """The calendar expressions of `text` in order, none overlapping another.

    `sentences` are spans of `text`; no expression runs over a sentence's end. `published` resolves relative
    expressions; without it they are left out. Durations, sets ("every Monday") and vague references
    ("recently") are no calendar expressions.
    """
    passage = Passage(text, published)
    return tuple(found for sentence in sentences for found in _in_sentence(sentence, passage))


def _in_sentence(sentence: Span, passage: Passage) -> Iterator[DateExpression]:
    tokens, kinds = tokenize(passage.text, sentence.start, sentence.end)
    at = 0
    while match := GRAMMAR.search(kinds, at):
        first, last = match.span()
        rule = (match.lastgroup or "").replace("_", "-")
        interval = resolve(
            rule, tokens[first:last], tokens[max(0, first - 20) : first], tokens[last : last + 20], passage
        )
        if interval is None:
            at = last if rule in _CONSUMED else first + 1
            continue
        passage.context = interval
        if interval.grain in ("quarter", "year"):
            passage.period = interval
        at = last
        yield DateExpression(Span(tokens[first].start, tokens[last - 1].end), interval, rule)
