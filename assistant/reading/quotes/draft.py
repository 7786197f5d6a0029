"""A quotation while it is being read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.quotes.stream import QUOTE, Stream
from assistant.types import Interval, Quote, QuoteKind, Span, Speaker


@dataclass(slots=True)
class Draft:
    """The fields of a `Quote`; its words may still grow by quotations that follow."""

    spans: list[Span]
    kind: QuoteKind
    rule: str
    sentence: Span
    cue: Span | None
    speaker: Speaker | None
    said: Interval | None = None
    reported_by: Speaker | None = None

    def quote(self) -> Quote:
        """The finished quotation."""
        return Quote(
            tuple(self.spans),
            self.kind,
            self.sentence,
            self.rule,
            self.cue,
            self.speaker,
            self.reported_by,
            self.said,
        )


def spans_and_kind(stream: Stream, pieces: Sequence[tuple[int, int]]) -> tuple[list[Span], QuoteKind]:
    """The characters of the item ranges, and whether they are quoted words, a report, or a report with quoted words."""
    spans: list[Span] = []
    quoted = plain = False
    for first, last in pieces:
        if first == last and stream.kinds[first] == QUOTE:
            spans.extend(stream.quoted[first].parts)
            quoted = True
        else:
            spans.append(stream.span(first, last))
            plain = True
            quoted = quoted or QUOTE in stream.kinds[first : last + 1]
    return spans, "mixed" if quoted and plain else "direct" if quoted else "indirect"
