"""What is known while a text is read, and one match of the grammar with what stands around it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assistant.reading.dates.direction import direction, is_settled
from assistant.reading.dates.parts import Parts, read_parts
from assistant.reading.dates.tokens import NAME, Tokens
from assistant.types import Anchor, Interval

_REPORT_REACH = 20  # sentences over which a quarter stays the one under report
_REACH = 3  # sentences over which a date stays the one that "two days earlier" counts from


@dataclass(slots=True)
class Passage:
    """The day a text was published and the dates it has named so far.

    `anchor` is "context" where an opening dated line stands in for the publication date.
    """

    published: date | None
    anchor: Anchor = "published"
    sentence: int = 0
    latest: Interval | None = None
    latest_in: int = 0
    year: int | None = None
    year_in: int = 0
    quarter: Interval | None = None
    quarter_in: int = 0

    def note(self, rule: str, interval: Interval) -> None:
        """Keep what later expressions may refer back to."""
        self.latest, self.latest_in = interval, self.sentence
        if interval.anchor == "text" and interval.grain != "decade":
            self.year, self.year_in = interval.lo.year, self.sentence
        if interval.grain == "quarter" and rule == "quarter":
            self.quarter, self.quarter_in = interval, self.sentence

    @property
    def reported(self) -> Interval | None:
        """The quarter a business report is about."""
        return self.quarter if self.sentence - self.quarter_in <= _REPORT_REACH else None

    @property
    def context(self) -> Interval | None:
        """The last date named in this sentence or shortly before it."""
        return self.latest if self.sentence - self.latest_in <= _REACH else None


class Match:
    """One match of the grammar: the tokens `first` to `last` (exclusive), qualified from `start` on."""

    __slots__ = ("first", "last", "parts", "passage", "start", "tokens")

    def __init__(self, tokens: Tokens, start: int, first: int, last: int, passage: Passage) -> None:
        self.tokens, self.start, self.first, self.last, self.passage = tokens, start, first, last, passage
        self.parts: Parts = read_parts(tokens, first, last)

    @property
    def published(self) -> date | None:
        """The day relative expressions count from."""
        return self.passage.published

    @property
    def anchor(self) -> Anchor:
        """The anchor of what `published` resolves."""
        return self.passage.anchor

    @property
    def previous(self) -> str:
        """The word before the match and its qualifier."""
        return self.tokens.word(self.start - 1)

    @property
    def following(self) -> str:
        """The word after the match."""
        return self.tokens.word(self.last)

    @property
    def qualifiers(self) -> set[str]:
        """The words that qualify the match from the left: "the", "end", "of"."""
        return {self.tokens.word(index) for index in range(self.start, self.first)}

    def kinds(self) -> set[str]:
        """The kinds of the matched tokens."""
        return {NAME[char] for char in self.tokens.kinds[self.first : self.last]}

    def capitalised(self, index: int) -> bool:
        """Whether the token at `index` begins with a capital letter."""
        return 0 <= index < len(self.tokens.words) and self.tokens.words[index][0].isupper()

    def direction(self) -> int:
        """Whether the sentence looks ahead (+) or back (-) here, ±2 where the verb stands close by; 0 if unknown."""
        return direction(self.tokens, self.start, self.last)

    def towards(self) -> int:
        """As `direction`, for the choice of a year; 0 where the sentence tells what became of the plan dated here."""
        found = self.direction()
        return 0 if found > 0 and is_settled(self.tokens, self.start, self.last) else found
