"""The day the text gives for the saying, and nothing else: a date in the attribution, not in what was said."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from assistant.types import DateExpression, Interval, Span

_OTHER_TIME = (" after ", " before ", " since ", " who ", " until ", " when ", " whose ", " where ", " which ")
_HOLDING = (" was ", " were ", " had been ", " served ", " held ", " elected ", " born ")
_INSERTION = 100  # characters of an insertion before a date in it
_NEAREST = 4
_REACH = 120


class SaidDates:
    """Date expressions in order of position."""

    def __init__(self, text: str, dates: Sequence[DateExpression]) -> None:
        self.text = text
        self.dates = sorted(dates, key=lambda expression: expression.span)
        self.starts = [expression.span.start for expression in self.dates]

    def said(self, cue: Span, sentence: Span, contents: Sequence[Span]) -> Interval | None:
        """The interval of the date in `sentence` that belongs to the cue: with nothing but adjuncts between them."""
        at = bisect_left(self.starts, cue.start)
        near = self.dates[max(0, at - _NEAREST) : at + _NEAREST]
        found = [date for date in near if sentence.covers(date.span) and self._belongs(cue, date.span, contents)]
        if not found:
            return None
        return min(found, key=lambda date: max(date.span.start - cue.end, cue.start - date.span.end)).interval

    def _belongs(self, cue: Span, date: Span, contents: Sequence[Span]) -> bool:
        between = Span(cue.end, date.start) if date.start >= cue.end else Span(date.end, cue.start)
        if between.end - between.start > _REACH:
            return False
        if any(content.overlaps(date) or content.overlaps(between) for content in contents):
            return False
        words = f" {between.of(self.text).lower()} "
        return not any(word in words for word in _OTHER_TIME) and not self._inserted(cue, date)

    def _inserted(self, cue: Span, date: Span) -> bool:
        """Whether the date before the cue stands in an insertion with its own time: "Meier, minister until 2012, said".

        A date that follows its comma at once is the saying's ("Meier, on Friday, said").
        """
        if date.start >= cue.end or "," not in self.text[date.end : cue.start]:
            return False
        before = self.text[max(0, date.start - _INSERTION) : date.start].lower()
        clause = before.rpartition(",")[2]
        lasting = date.of(self.text).lower().startswith(("from ", "between "))
        return "," in before and (lasting or any(word in f" {clause} " for word in _OTHER_TIME + _HOLDING))
