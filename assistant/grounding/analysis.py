"""A text as the verifier sees it: sentences of words, with numbers, dates, names, quotations and cues, read once.

What reads a part is loaded when that part is first needed: a sentence that stands in its source needs none of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from assistant.grounding.quotations import quoted_spans
from assistant.grounding.typography import plain
from assistant.reading.dates import read_dates
from assistant.reading.dates.triggers import dated
from assistant.reading.sentences import split_sentences
from assistant.types import DateExpression, Mention, Quote, Role, Span

if TYPE_CHECKING:
    from assistant.grounding.cues import Cue
    from assistant.grounding.numbers import Quantity
    from assistant.grounding.words import Word
    from assistant.reading.names import Names

LONGEST = 20_000
"""Code points of a text that are read; what lies beyond carries nothing."""

# Without any of these, and without a verb of speech, nobody is quoted: a mark, but for an apostrophe, a colon, …
_SPEAKING = re.compile(r"(?<![^\W\d_])['’]|['’](?![^\W\d_])|[\"“”„«»‘`:]|\baccording\b", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")


DATE_PLACE, NUMBER_PLACE, DENIAL_PLACE = "#date", "#number", "#not"


class Place(NamedTuple):
    """A content word, a whole calendar expression, a whole number or a "not", as one place of a sentence."""

    key: str
    word: Word | None = None
    date: DateExpression | None = None
    number: Quantity | None = None


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

    def earlier(self, most: int) -> tuple[Sentence, ...]:
        """The sentences before this one, the nearest first, `most` at most."""
        return self.whole.sentences[: self.index][::-1][:most]

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
    def lowers(self) -> frozenset[str]:
        """Every word in lower case."""
        return frozenset(word.lower for word in self.words)

    @cached_property
    def dates(self) -> tuple[DateExpression, ...]:
        """The calendar expressions in this sentence."""
        return tuple(found for found in self.whole.dates_by_sentence[self.index] if self.span.covers(found.span))

    @cached_property
    def numbers(self) -> tuple[Quantity, ...]:
        """The numbers outside calendar expressions."""
        from assistant.grounding.numbers import may_count, read_numbers

        if not may_count(self.text, self.lowers):
            return ()
        shift = self.span.start
        skip = [Span(*(at - shift for at in (found.span.start, found.span.end))) for found in self.dates]
        return tuple(quantity.shifted(shift) for quantity in read_numbers(self.text, skip))

    @cached_property
    def cues(self) -> tuple[Cue, ...]:
        """What denies or plans, with its reach over `words`."""
        from assistant.grounding.cues import cues_of

        return cues_of(self.words, self.whole.text)

    @cached_property
    def denials(self) -> tuple[Cue, ...]:
        """What denies."""
        return tuple(cue for cue in self.cues if not cue.plans)

    @cached_property
    def plans(self) -> tuple[Cue, ...]:
        """What plans or supposes."""
        return tuple(cue for cue in self.cues if cue.plans)

    @cached_property
    def denied(self) -> frozenset[int]:
        """The indices of the words that deny and of those that a denial reaches."""
        return frozenset(at for cue in self.denials for at in (*cue.behind, cue.at, *cue.ahead))

    @cached_property
    def planned(self) -> frozenset[int]:
        """The indices of the words that plan and of those that a plan reaches."""
        return frozenset(at for cue in self.plans for at in (*cue.behind, cue.at, *cue.ahead))

    @cached_property
    def sequence(self) -> tuple[Place, ...]:
        """The sentence as places: content words, dates, numbers and function words of denial, in order."""
        places = [(date.span.start, Place(DATE_PLACE, date=date)) for date in self.dates]
        places += [(number.span.start, Place(NUMBER_PLACE, number=number)) for number in self.numbers]
        places += [(self.words[cue.at].start, Place(DENIAL_PLACE)) for cue in self.denials if not cue.lexical]
        places += [(word.start, Place(word.key, word)) for word in self.units]
        return tuple(place for _, place in sorted(places, key=lambda pair: pair[0]))

    @cached_property
    def _dated(self) -> frozenset[int]:
        return _places(found.span for found in self.dates)

    @cached_property
    def _counted(self) -> frozenset[int]:
        return _places(quantity.span for quantity in self.numbers)

    def in_date(self, word: Word) -> bool:
        """Whether the word belongs to a calendar expression."""
        return word.start in self._dated

    @cached_property
    def units(self) -> tuple[Word, ...]:
        """The content words without numbers and calendar expressions, which are compared by value."""
        measured = self._dated.union(self._counted)
        return tuple(word for word in self.content if word.start not in measured or self._issues(word))

    def _issues(self, word: Word) -> bool:
        """Whether the word is the state of a currency, as in "30 US cents"; "US$" is a sign."""
        counted = word.key.startswith("@") and word.start in self._counted
        return counted and not self.whole.text.startswith("$", word.end)


def _places(spans: Iterable[Span]) -> frozenset[int]:
    """The offsets inside the spans."""
    return frozenset(at for span in spans for at in range(span.start, span.end))


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
    def index(self) -> dict[str, list[tuple[int, int]]]:
        """For each key where it stands: the sentence's index and the word's, in order."""
        found: dict[str, list[tuple[int, int]]] = {}
        for number, sentence in enumerate(self.sentences):
            for at, word in enumerate(sentence.words):
                if word.key:
                    found.setdefault(word.key, []).append((number, at))
        return found

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all content words."""
        return frozenset(self.index)

    @cached_property
    def roots(self) -> dict[str, list[str]]:
        """The keys by their first letters, as many as two derived words share at least."""
        from assistant.grounding.words import ROOT

        found: dict[str, list[str]] = {}
        for key in self.index:
            if len(key) >= ROOT:
                found.setdefault(key[:ROOT], []).append(key)
        return found

    @cached_property
    def wordings(self) -> dict[str, Sentence]:
        """The sentences by their words as type-setting leaves them, without the full stop."""
        found: dict[str, Sentence] = {}
        for sentence in self.sentences:
            found.setdefault(bare(sentence.text), sentence)
        return found

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """What stands between quotation marks, whoever said it."""
        return tuple(quoted_spans(self.text))

    @cached_property
    def dates(self) -> tuple[DateExpression, ...]:
        """The calendar expressions, resolved against the publication date."""
        return tuple(read_dates(self.text, self.spans, self.published))

    @cached_property
    def dates_by_sentence(self) -> dict[int, list[DateExpression]]:
        """The calendar expressions by the index of the sentence in which they begin."""
        found: dict[int, list[DateExpression]] = defaultdict(list)
        for date_expression in self.dates:
            if sentence := self.sentence_at(date_expression.span.start):
                found[sentence.index].append(date_expression)
        return found

    def dated(self, published: date | None) -> Text:
        """The text with its dates resolved against another publication date; itself where it has none."""
        if published == self.published or not self._may_have_dates:
            return self
        return self._redated.setdefault(published, _Redated(self, published))

    @cached_property
    def _may_have_dates(self) -> bool:
        return next(dated(self.text, self.spans), None) is not None

    @cached_property
    def _redated(self) -> dict[date | None, Text]:
        return {}

    @cached_property
    def names(self) -> Names:
        """The names and the offices."""
        from assistant.reading.names import read_names

        return read_names(self.text, self.spans)

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names."""
        return self.names.mentions

    @property
    def roles(self) -> tuple[Role, ...]:
        """The offices."""
        return self.names.roles

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Who said what."""
        from assistant.reading.quotes import read_quotes
        from assistant.reading.quotes.verbs import FORMS

        if _SPEAKING.search(self.text) is None and FORMS.isdisjoint(_LETTERS.findall(self.text.lower())):
            return ()
        return tuple(read_quotes(self.text, self.spans, self.mentions, self.roles, self.dates))

    @cached_property
    def lowers(self) -> frozenset[str]:
        """Every word in lower case."""
        return frozenset(lower for sentence in self.sentences for lower in sentence.lowers)

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds `offset`, or the last one before it."""
        begun = self.sentences[: bisect_right(self._starts, offset)]
        return begun[-1] if begun else None

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [span.start for span in self.spans]


class _Redated(Text):
    """A text that shares with another all but its dates, and what depends on them."""

    def __init__(self, other: Text, published: date | None) -> None:
        super().__init__(other.text, published)
        self._other = other

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """The sentences' spans."""
        return self._other.spans

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in order, their words those of the other text's."""
        own = super().sentences
        for mine, other in zip(own, self._other.sentences, strict=True):
            mine.words = other.words
        return own

    @cached_property
    def names(self) -> Names:
        """The names and the offices."""
        return self._other.names

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """Who said what; the day it was said on is the other text's."""
        return self._other.quotes


def bare(sentence: str) -> str:
    """A sentence without what type-setting and the place in a text decide."""
    return plain(sentence).text.strip(" .")
