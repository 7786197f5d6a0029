"""A small invented text, read by hand, and a model that answers by pointing into the page it was sent."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

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
    Reading,
    Span,
    Speaker,
)
from tests.support.exchange import Recorded
from tests.support.wire import Script

TALKS = (
    "Mrs Lind met Samuel Okoro and Bruno Sax in Geneva on 3 March 2021. Lind signalled that the quota would rise. "
    "“It is a start,” she said. On 3 March, Okoro and Lind sat down for two hours. The talks were paid for by Brumex. "
    "Nobody at the lake had heard of Brumex."
)


class Hand:
    """A reading made by hand; every call names words that stand in the text."""

    def __init__(self, text: str, identity: str = "talks") -> None:
        self.text = text
        self.identity = identity
        self.mentions: list[Mention] = []
        self.dates: list[DateExpression] = []
        self.quotes: list[Quote] = []
        self.events: list[Event] = []

    def span(self, words: str, nth: int = 0) -> Span:
        start = -1
        for _ in range(nth + 1):
            start = self.text.index(words, start + 1)
        return Span(start, start + len(words))

    def sentence(self, words: str) -> Span:
        start = self.text.index(words)
        return next(span for span in split_sentences(self.text) if span.start <= start < span.end)

    def name(self, words: str, name: str | None = None, kind: EntityType = "person", nth: int = 0) -> Hand:
        self.mentions.append(Mention(self.span(words, nth), kind, name or words, "title"))
        return self

    def quote(self, words: str, cue: str, speaker: str) -> Hand:
        said = Speaker(speaker, self.span(speaker))
        self.quotes.append(
            Quote((self.span(words),), "direct", self.sentence(words), "direct-trailing", self.span(cue), said)
        )
        return self

    def event(
        self, words: str, day: date, *people: str, until: date | None = None, status: EventStatus = "happened"
    ) -> Hand:
        interval = Interval(day, until or day, "month" if until else "day")
        self.events.append(Event(self.sentence(words), interval, status, "past verb", people))
        return self

    def date(self, words: str, day: date) -> Hand:
        self.dates.append(DateExpression(self.span(words), Interval(day, day, "day"), "day"))
        return self

    def record(self) -> Record:
        sentences = split_sentences(self.text)
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        document = Document(self.identity, self.text, digest, date=date(2021, 3, 4), language="en")
        passages = tuple(Passage(self.identity, at, span) for at, span in enumerate(sentences))
        mentions = tuple(sorted(self.mentions, key=lambda mention: mention.span))
        reading = Reading(sentences, mentions, (), tuple(self.dates), tuple(self.quotes), tuple(self.events))
        return Record(document, passages, reading, "rules")


def talks(identity: str = "talks") -> Record:
    """The invented text as rules may have read it: a verb, a pronoun, two tellings and a name are open."""
    hand = Hand(TALKS, identity)
    hand.name("Lind").name("Samuel Okoro").name("Bruno Sax").name("Geneva", kind="place")
    hand.name("Lind", nth=1).name("Okoro", "Samuel Okoro", nth=1).name("Lind", nth=2)
    hand.quote("It is a start,", "said", "she")
    hand.event("met", date(2021, 3, 3), "Lind", "Samuel Okoro", "Bruno Sax")
    hand.event("sat down", date(2021, 3, 1), "Samuel Okoro", "Lind", until=date(2021, 3, 31))
    return hand.record()


def page_of(request: Recorded) -> dict[str, Any]:
    """The page that a request carries."""
    return json.loads(request.messages[-1]["content"])


def pointed(page: dict[str, Any], kind: str, field: str, text: str, nth: int = 0) -> str:
    """The id of the `nth` thing of a kind whose field reads so."""
    return [id_ for id_, thing in page[kind].items() if thing[field] == text][nth]


def report(**fields: Any) -> Script:
    """A reply that calls `report`."""
    return Script(calls=(("report", fields),), finish="tool_calls")


def everything(page: dict[str, Any]) -> dict[str, Any]:
    """What a good second reader points at on the page of `talks`, by the text of the things."""
    answer: dict[str, Any] = {}
    for verb, form in page.get("verbs", {}).items():
        speakers = [id_ for id_, name in page["names"].items() if name["in"] == form["in"] and name["type"] == "person"]
        if form["verb"] == "signalled" and speakers:
            said = {"verb": verb, "words": next(iter(form["words"])), "speaker": speakers[0]}
            answer.setdefault("said", []).append(said)
    for quotation in page.get("quotations", {}):
        answer.setdefault("speakers", []).append(
            {"quotation": quotation, "means": pointed(page, "names", "text", "Lind")}
        )
    if len(page.get("events", {})) > 1:
        answer["same_events"] = [{"events": list(page["events"])}]
    unread = [id_ for id_, form in page.get("unread", {}).items() if form["text"] == "Brumex"]
    return answer | ({"organisations": unread} if unread else {})


def answering(make: Callable[[dict[str, Any]], dict[str, Any]] = everything) -> Callable[[Recorded], Script]:
    """A responder that calls `report` with what `make` finds on the page."""
    return lambda request: report(**make(page_of(request)))


def rules(things: Sequence[Mention | Quote | Event]) -> list[str]:
    """The rules of those things that the second reader had a hand in."""
    return [thing.rule for thing in things if thing.rule.startswith("model:")]
