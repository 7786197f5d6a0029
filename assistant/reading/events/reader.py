"""Dated sentences of a text as events."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
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

    A sentence without a calendar expression and a verb gives none. All arguments are in order of position;
    `published` only ever weakens a status: nothing that lies after it has happened.
    """
    found: list[Event] = []
    date_starts = [expression.span.start for expression in dates]
    name_starts = [mention.span.start for mention in mentions]
    said = _Said(quotes)
    for sentence in sentences:
        dated = dates[bisect_left(date_starts, sentence.start) : bisect_left(date_starts, sentence.end)]
        if dated:
            named = mentions[bisect_left(name_starts, sentence.start) : bisect_left(name_starts, sentence.end)]
            found.extend(DatedSentence(text, sentence, dated, named, said.within(sentence), published).events())
    return tuple(found)


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
