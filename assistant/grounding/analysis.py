"""A text as the verifier sees it: sentences of words, with numbers, dates, names, quotations and cues, read once.

What reads a part is loaded when that part is first needed: a sentence that stands in its source needs none of it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from assistant.reading.dates import read_dates
from assistant.reading.sentences import split_sentences
from assistant.types import DateExpression, Mention, Quote, Role, Span

if TYPE_CHECKING:
    from assistant.grounding.cues import Cue
    from assistant.grounding.numbers import Quantity
    from assistant.grounding.words import Word

LONGEST = 20_000
"""Code points of a text that are read; what lies beyond carries nothing."""


class Sentence:
    """One sentence of a text. Spans are offsets in the whole text."""

    def __init__(self, whole: Text, index: int, span: Span) -> None:
        self.whole = whole
        self.index = index
        self.span = span

    @property
    def text(self) -> str:
        """The sentence's characters."""
        return self.span.of(self.whole.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """All words in order."""
        from assistant.grounding.words import words_of

        return words_of(self.whole.text, self.span.start, self.span.end)

    @cached_property
    def content(self) -> tuple[Word, ...]:
        """The words that carry meaning by themselves."""
        return tuple(word for word in self.words if word.key)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of the content words."""
        return frozenset(word.key for word in self.content)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """For each key the indices of its words."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            if word.key:
                found.setdefault(word.key, []).append(at)
        return found

    @cached_property
    def roots(self) -> dict[str, list[str]]:
        """The keys by their first letters, as many as two derived words share at least."""
        from assistant.grounding.words import ROOT

        found: dict[str, list[str]] = {}
        for key in self.places:
            if len(key) >= ROOT:
                found.setdefault(key[:ROOT], []).append(key)
        return found

    @cached_property
    def lowers(self) -> frozenset[str]:
        """Every word in lower case."""
        return frozenset(word.lower for word in self.words)

    @cached_property
    def dates(self) -> tuple[DateExpression, ...]:
        """The calendar expressions in this sentence."""
        dates = self.whole.dates
        first = bisect_left(dates, self.span.start, key=lambda found: found.span.start)
        last = bisect_left(dates, self.span.end, key=lambda found: found.span.start)
        return tuple(found for found in dates[first:last] if found.span.end <= self.span.end)

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """The numbers outside calendar expressions."""
        from assistant.grounding.numbers import read_numbers

        shift = self.span.start
        skip = [Span(found.span.start - shift, found.span.end - shift) for found in self.dates]
        return tuple(quantity.shifted(shift) for quantity in read_numbers(self.text, skip))

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """What denies or plans, with its reach over `words`."""
        from assistant.grounding.cues import cues_of

        return cues_of(self.words, self.whole.text)

    @cached_property
    def _dated(self) -> frozenset[int]:
        return frozenset(_starts_within(self.words, [found.span for found in self.dates]))

    @cached_property
    def _counted(self) -> frozenset[int]:
        return frozenset(_starts_within(self.words, [quantity.span for quantity in self.numbers]))

    def in_date(self, word: Word) -> bool:
        """Whether the word belongs to a calendar expression."""
        return word.start in self._dated

    @cached_property
    def units(self) -> tuple[Word, ...]:
        """The content words without numbers and calendar expressions, which are compared by value."""
        measured = self._dated | self._counted
        return tuple(word for word in self.content if word.start not in measured)


def _starts_within(words: Sequence[Word], spans: Sequence[Span]) -> Iterator[int]:
    """The starts of the words that begin inside one of the spans; both are in order."""
    at = 0
    for word in words:
        while at < len(spans) and spans[at].end <= word.start:
            at += 1
        if at < len(spans) and spans[at].start <= word.start:
            yield word.start


class Text:
    """A text read for verification, each part when it is first needed."""

    def __init__(self, text: str, published: date | None = None) -> None:
        self.text = text[:LONGEST]
        self.published = published

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The sentences' spans."""
        return split_sentences(self.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order."""
        return tuple(Sentence(self, index, span) for index, span in enumerate(self.spans))

    @cached_property
    def dates(self) -> tuple[DateExpression, ...]:
        """The calendar expressions, resolved against the publication date."""
        return tuple(read_dates(self.text, self.spans, self.published))

    @cached_property
    def _names(self) -> tuple[tuple[Mention, ...], tuple[Role, ...]]:
        from assistant.reading.names import read_names

        found = read_names(self.text, self.spans)
        return tuple(found.mentions), tuple(found.roles)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names."""
        return self._names[0]

    @property
    def roles(self) -> tuple[Role, ...]:
        """The offices."""
        return self._names[1]

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Who said what."""
        from assistant.reading.quotes import read_quotes

        return tuple(read_quotes(self.text, self.spans, self.mentions, self.roles, self.dates))

    @cached_property
    def lowers(self) -> frozenset[str]:
        """Every word in lower case."""
        return frozenset(lower for sentence in self.sentences for lower in sentence.lowers)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds `offset`, or the last one before it."""
        at = bisect_right(self._starts, offset) - 1
        return self.sentences[at] if at >= 0 else None

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [span.start for span in self.spans]


@lru_cache(maxsize=1024)
def analyse(text: str, published: date | None = None) -> Text:
    """The reading of a text; kept, so that an excerpt is read once however many sentences cite it."""
    return Text(text, published)
