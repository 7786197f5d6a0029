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
        spans = [(span, quote.kind == "direct") for quote in quotes for span in quote.spans]
        self._coming = sorted(spans, reverse=True)
        self._open: list[tuple[Span, bool]] = []

    def within(self, piece: Span) -> list[tuple[Span, bool]]:
        """The spans of words that meet `piece`, each with whether it is a direct quotation. Pieces come in order."""
        while self._coming and self._coming[-1][0].start < piece.end:
            self._open.append(self._coming.pop())
        self._open = [item for item in self._open if item[0].end > piece.start]
        return self._open
