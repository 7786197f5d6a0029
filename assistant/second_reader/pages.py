"""A document cut into pages for the model, where the rules leave something open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, islice
from typing import TypeVar

from assistant.second_reader.page import Contents, Page, shown
from assistant.second_reader.pronouns import is_open, pronouns
from assistant.second_reader.sameness import may_be_one
from assistant.second_reader.spans import Sentences
from assistant.second_reader.speech import open_cues
from assistant.second_reader.unread_names import unread_names
from assistant.types import Event, Reading, Span

T = TypeVar("T")

_CONTEXT = 3  # sentences before a page that are shown with it, for whom its pronouns mean
_CONTEXT_TOKENS = 300  # for a sentence that is shown again
_PER_ITEM = 14  # tokens of an item's ids and keys
_MOST = 300  # sentences and things to point at on one page
_EARLIER = 8  # events of earlier pages that are shown again, since the page may tell of them once more
_BACK = 200  # sentences with events that are looked through for them


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
        events = self._told_twice(_of(self._events, own), first)
        if not (cues or quotes or names or events):
            return
        earlier = {self._sentences.ordinal(event.span.start) for event in events}
        visible = sorted(earlier.union(range(self._before(first), end)))
        speaking = sorted({self._sentences.ordinal(cue.span.start) for cue in cues})
        contents = Contents(
            tuple(self._sentences.spans[at] for at in visible),
            tuple(_of(self._mentions, visible)),
            tuple(span for at in speaking for span in pronouns(self._text, self._sentences.spans[at])),
            tuple(cues),
            tuple(quotes),
            tuple(events),
            tuple(names),
        )
        yield Page.of(self._text, contents)

    def _told_twice(self, own: list[Event], first: int) -> list[Event]:
        """Those of a page's events that may be told more than once, after the earlier events they may be."""
        paired = {id(event) for pair in combinations(own, 2) if may_be_one(*pair) for event in pair}
        earlier: list[Event] = []
        for event in self._before_page(first):
            if len(earlier) == _EARLIER:
                break
            if partners := [id(other) for other in own if may_be_one(event, other)]:
                earlier.append(event)
                paired.update(partners)
        return [*earlier[::-1], *(event for event in own if id(event) in paired)]

    def _before_page(self, first: int) -> Iterator[Event]:
        """The last events before a sentence, backwards, told in sentences short enough to be shown again."""
        told = (ordinal for ordinal in range(first - 1, -1, -1) if ordinal in self._events)
        for ordinal in islice(told, _BACK):
            if self._cost(ordinal)[0] <= _CONTEXT_TOKENS:
                yield from self._events[ordinal]


def _of(grouped: dict[int, list[T]], ordinals: Iterable[int]) -> list[T]:
    return [thing for ordinal in ordinals for thing in grouped.get(ordinal, ())]
