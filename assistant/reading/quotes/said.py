"""The day the text gives for the saying, and nothing else: a date in the attribution, not in what was said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from assistant.types import DateExpression, Interval, Span

_OTHER_TIME = (" after ", " before ", " since ", " who ", " until ", " when ", " whose ", " where ", " which ")


class SaidDates:
    """Date expressions in order of position."""

    def __init__(self, text: str, dates: Sequence[DateExpression]) -> None:
        self.text = text
        self.dates = sorted(dates, key=lambda expression: expression.span)
        self.starts = [expression.span.start for expression in self.dates]

    def said(self, cue: Span, around: Span, contents: Sequence[Span], speaker: Span | None) -> Interval | None:
        """The interval of the date that belongs to the cue inside `around`, the sentence with the attribution."""
        low, high = bisect_left(self.starts, around.start), bisect_left(self.starts, around.end)
        found = [
            expression
            for expression in self.dates[low:high]
            if not any(content.overlaps(expression.span) for content in contents)
            and self._close(cue, expression, contents, speaker)
        ]
        if not found:
            return None
        nearest = min(found, key=lambda e: min(abs(e.span.start - cue.end), abs(cue.start - e.span.end)))
        return nearest.interval

    def _close(self, cue: Span, expression: DateExpression, contents: Sequence[Span], speaker: Span | None) -> bool:
        """Whether nothing but the speaker or an adjunct stands between the cue and the date."""
        span = expression.span
        between = Span(cue.end, span.start) if span.start >= cue.end else Span(span.end, cue.start)
        if any(content.overlaps(between) for content in contents) or between.end - between.start > 120:
            return False
        words = f" {between.of(self.text).lower()} "
        return not any(word in words for word in _OTHER_TIME)
