"""Records made by hand: what a reader would have found, told by the words themselves."""

from __future__ import annotations

import hashlib
from datetime import date

from assistant.reading.sentences import split_sentences
from assistant.store.contract import Record
from assistant.types import (
    DateExpression,
    Document,
    EntityType,
    Event,
    EventStatus,
    Interval,
    Mention,
    Passage,
    Quote,
    QuoteKind,
    Reading,
    Role,
    Span,
    Speaker,
)


class Builder:
    """Grows a record; every call names words that stand in the text."""

    def __init__(
        self, identity: str, text: str, day: date | None = None, source: str | None = None, title: str | None = None
    ) -> None:
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.document = Document(identity, text, digest, title, source, day, "field" if day else None, language="en")
        self.text = text
        self.sentences = split_sentences(text)
        self._mentions: list[Mention] = []
        self._roles: list[Role] = []
        self._dates: list[DateExpression] = []
        self._quotes: list[Quote] = []
        self._events: list[Event] = []

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def sentence(self, span: Span) -> Span:
        return next(s for s in self.sentences if s.start <= span.start < s.end)

    def mention(self, words: str, name: str | None = None, kind: EntityType = "person", nth: int = 0) -> Builder:
        self._mentions.append(Mention(self.span(words, nth), kind, name or words, "test"))
        return self

    def role(self, words: str, person: str, title: str, *, former: bool = False) -> Builder:
        self._roles.append(Role(self.span(words), person, title, "test", former))
        return self

    def date(self, words: str, lo: date, hi: date | None = None) -> Builder:
        interval = Interval(lo, hi or lo, "month" if hi else "day")
        self._dates.append(DateExpression(self.span(words), interval, "test"))
        return self

    def quote(self, words: str, speaker: str | None, kind: QuoteKind = "direct", said: date | None = None) -> Builder:
        span = self.span(words)
        day = Interval(said, said, "day") if said else None
        who = Speaker(speaker) if speaker else None
        self._quotes.append(Quote((span,), kind, self.sentence(span), "test", speaker=who, said=day))
        return self

    def event(
        self, words: str, lo: date, hi: date | None = None, status: EventStatus = "happened", who: tuple[str, ...] = ()
    ) -> Builder:
        interval = Interval(lo, hi or lo, "month" if hi else "day")
        self._events.append(Event(self.sentence(self.span(words)), interval, status, "test", who))
        return self

    def record(self, reader: str = "test") -> Record:
        passages = tuple(Passage(self.document.id, n, span) for n, span in enumerate(self.sentences))
        reading = Reading(
            self.sentences,
            tuple(sorted(self._mentions, key=lambda m: m.span)),
            tuple(self._roles),
            tuple(self._dates),
            tuple(self._quotes),
            tuple(self._events),
        )
        return Record(self.document, passages, reading, reader)
