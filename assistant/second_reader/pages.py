"""A document cut into pages for the model, where the rules leave something open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import TypeVar

from assistant.second_reader.page import Contents, Page, shown
from assistant.second_reader.pronouns import is_open, pronouns
from assistant.second_reader.sameness import may_be_one
from assistant.second_reader.spans import Sentences
from assistant.second_reader.speech import open_cues
from assistant.second_reader.unread_names import unread_names
from assistant.types import Reading, Span

T = TypeVar("T")

_CONTEXT = 3  # sentences before a page that are shown with it, for whom its pronouns mean
_CONTEXT_TOKENS = 300  # for one of them
_PER_ITEM = 14  # tokens of an item's ids and keys
_MOST = 150  # sentences and things to point at on one page


class OpenReading:
    """A text and its reading by the rules, with what is open in each sentence."""

    def __init__(self, text: str, reading: Reading, count: Callable[[str], int]) -> None:
        self._text = text
        self._count = count
        self._sentences = Sentences(reading.sentences)
        names = frozenset(mention.name for mention in reading.mentions)
        self._mentions = self._by_sentence(reading.mentions, lambda mention: mention.span)
        self._cues = self._by_sentence(open_cues(text, reading), lambda cue: cue.span)
        open_quotes = [quote for quote in reading.quotes if is_open(text, quote, names)]
        self._quotes = self._by_sentence(open_quotes, lambda quote: quote.sentence)
        self._events = self._by_sentence(reading.events, lambda event: event.span)
        self._names = self._by_sentence(unread_names(text, reading), lambda span: span)

    def pages(self, tokens: int) -> Iterator[Page]:
        """The pages of up to so many tokens on which something is open. A sentence longer than that is left out."""
        first, cost, items = 0, 0, 0
        for ordinal, _ in enumerate(self._sentences.spans):
            more_cost, more_items = self._cost(ordinal)
            if cost + more_cost > tokens or items + more_items > _MOST:
                yield from self._page(first, ordinal)
                first, cost, items = ordinal, 0, 0
                if more_cost > tokens or more_items > _MOST:
                    first = ordinal + 1
                    continue
            cost, items = cost + more_cost, items + more_items
        yield from self._page(first, len(self._sentences.spans))

    def _before(self, first: int) -> int:
        """Where the sentences begin that are shown with those from `first` on; very long ones are not."""
        start = first
        while start and first - start < _CONTEXT and self._cost(start - 1)[0] <= _CONTEXT_TOKENS:
            start -= 1
        return start

    def _by_sentence(self, things: Iterable[T], place: Callable[[T], Span]) -> dict[int, list[T]]:
        grouped: dict[int, list[T]] = {}
        for thing in things:
            grouped.setdefault(self._sentences.ordinal(place(thing).start), []).append(thing)
        return grouped

    def _cost(self, ordinal: int) -> tuple[int, int]:
        """Tokens and number of a sentence and all that is listed with it."""
        sentence = self._sentences.spans[ordinal].of(self._text)
        mentions = self._mentions.get(ordinal, ())
        cues = self._cues.get(ordinal, ())
        events = self._events.get(ordinal, ())
        names = self._names.get(ordinal, ())
        written = [sentence, *(mention.name + mention.span.of(self._text) for mention in mentions)]
        written += [shown(span.of(self._text)) for cue in cues for span in cue.words]
        written += [name for event in events for name in event.participants]
        written += [span.of(self._text) for span in names]
        items = 1 + len(mentions) + sum(1 + len(cue.words) for cue in cues) + len(events) + len(names)
        items += len(self._quotes.get(ordinal, ()))
        return sum(map(self._count, written)) + _PER_ITEM * items, items

    def _page(self, first: int, end: int) -> Iterator[Page]:
        """The page of these sentences, if something on it is open."""
        own = range(first, end)
        cues, quotes, names = _of(self._cues, own), _of(self._quotes, own), _of(self._names, own)
        events = _of(self._events, own)
        paired = {id(event) for pair in combinations(events, 2) if may_be_one(*pair) for event in pair}
        events = [event for event in events if id(event) in paired]
        if not (cues or quotes or names or events):
            return
        shown_ = range(self._before(first), end)
        sentences = tuple(self._sentences.spans[ordinal] for ordinal in shown_)
        speaking = sorted({self._sentences.ordinal(cue.span.start) for cue in cues})
        contents = Contents(
            sentences,
            tuple(_of(self._mentions, shown_)),
            tuple(span for at in speaking for span in pronouns(self._text, self._sentences.spans[at])),
            tuple(cues),
            tuple(quotes),
            tuple(events),
            tuple(names),
        )
        yield Page.of(self._text, contents)


def _of(grouped: dict[int, list[T]], ordinals: range) -> list[T]:
    return [thing for ordinal in ordinals for thing in grouped.get(ordinal, ())]
