"""Dated sentences of a text as events."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date

from assistant.reading.events.sentence import DatedSentence
from assistant.types import DateExpression, Event, Mention, Quote, Span


def read_events(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    dates: Sequence[DateExpression],
    quotes: Sequence[Quote],
    published: date | None = None,
) -> tuple[Event, ...]:
    """What the text says took place, will take place, did not, or is claimed, in order of position.

    A sentence without a calendar expression and a verb gives none. An event's span is its sentence, or its own clause
    where the rest of the sentence has another time or status. All arguments are in order of position;
    `published` only ever weakens a status: nothing that lies after it has happened.
    """
    found: list[Event] = []
    date_starts = [expression.span.start for expression in dates]
    name_starts = [mention.span.start for mention in mentions]
    said = _Said(quotes)
    for sentence in sentences:
        if bisect_left(date_starts, sentence.start) == bisect_left(date_starts, sentence.end):
            continue
        for piece in _pieces(text, sentence):
            dated = dates[bisect_left(date_starts, piece.start) : bisect_left(date_starts, piece.end)]
            if 0 < len(dated) <= _MOST_DATES and piece.end - piece.start <= _LONGEST:
                named = mentions[bisect_left(name_starts, piece.start) : bisect_left(name_starts, piece.end)]
                found.extend(DatedSentence(text, piece, dated, named, said.within(piece), published).events())
    return tuple(found)


# More dates than this make a table, and more characters no sentence; neither has a clause to read.
_MOST_DATES = 24
_LONGEST = 4000
# A quotation of several sentences is one sentence of the text, its clauses are not.
_END = re.compile(r"\n|(?<=[a-z]{3}[.?!])[\"”’']{0,2} (?=[\"“‘'`]{0,2}[A-Z])")


def _pieces(text: str, sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for match in _END.finditer(text, sentence.start, sentence.end):
        yield Span(start, match.start())
        start = match.end()
    yield Span(start, sentence.end)


class _Said:
    """Quotations by where their words stand; one may run over many sentences."""

    def __init__(self, quotes: Sequence[Quote]) -> None:
        self._items = sorted(
            ((span, quote) for quote in quotes for span in quote.spans), key=lambda item: (item[0].start, item[0].end)
        )
        self._starts = [span.start for span, _ in self._items]
        self._longest = max((span.end - span.start for span, _ in self._items), default=0)

    def within(self, sentence: Span) -> list[tuple[Span, bool]]:
        """The spans of words that meet `sentence`, each with whether it is a direct quotation."""
        first = bisect_left(self._starts, sentence.start - self._longest)
        end = bisect_left(self._starts, sentence.end)
        return [(span, quote.kind == "direct") for span, quote in self._items[first:end] if span.overlaps(sentence)]
