"""The words of one sentence, with each calendar expression as one word."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.types import DateExpression, Span

# A word, its elision apart ("Putin's" gives "Putin" and "'s") but "didn't" whole, a number, or a single mark.
_WORD = re.compile(r"[^\W\d_]+n['’]t\b|n['’]t\b|['’](?:s|d|ll|re|ve|m)\b|[^\W\d_]+|\d[\d.,]*|[^\w\s]|_")


class Words:
    """A sentence's words, numbers, marks and calendar expressions by place.

    `all` holds them in lower case with straight apostrophes, a calendar expression as ""; `dates` maps the places of
    calendar expressions to their number among those of the sentence.
    """

    def __init__(self, text: str, sentence: Span, dates: Sequence[DateExpression]) -> None:
        self.all: list[str] = []
        self.dates: dict[int, int] = {}
        self._text = text
        self._offsets: list[tuple[int, int]] = []
        at = sentence.start
        for index, expression in enumerate(dates):
            if expression.span.start < at:
                continue
            self._add(at, expression.span.start)
            self.dates[len(self.all)] = index
            self.all.append("")
            self._offsets.append((expression.span.start, expression.span.end))
            at = expression.span.end
        self._add(at, sentence.end)

    def _add(self, start: int, end: int) -> None:
        found = list(_WORD.finditer(self._text, start, end))
        self.all.extend([match[0].lower().replace("’", "'") for match in found])
        self._offsets.extend([match.span() for match in found])

    def __len__(self) -> int:
        return len(self.all)

    def at(self, place: int) -> str:
        """The word at `place`; "" outside the sentence."""
        return self.all[place] if 0 <= place < len(self.all) else ""

    def capital(self, place: int) -> bool:
        """Whether the word at `place` begins with a capital letter."""
        return self._text[self._offsets[place][0]].isupper()

    def start(self, place: int) -> int:
        """The offset in the text where the word at `place` begins."""
        return self._offsets[place][0]

    def end(self, place: int) -> int:
        """The offset in the text where the word at `place` ends."""
        return self._offsets[place][1]

    def span(self, place: int) -> Span:
        """Where the word at `place` stands in the text."""
        return Span(*self._offsets[place])
