"""Which characters of a text are taken, and which sentence an offset stands in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from assistant.types import Span


class Taken:
    """The characters under some spans."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for span in sorted(spans):
            if self._ends and span.start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], span.end)
            else:
                self._starts.append(span.start)
                self._ends.append(span.end)

    def meets(self, span: Span) -> bool:
        """Whether the span shares a character with them."""
        at = bisect_right(self._ends, span.start)
        return at < len(self._starts) and self._starts[at] < span.end


class Sentences:
    """The sentences of a text, by offset."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self.spans = spans
        self._starts = [span.start for span in spans]

    def ordinal(self, offset: int) -> int:
        """The sentence that holds the offset; -1 before the first."""
        return bisect_right(self._starts, offset) - 1
