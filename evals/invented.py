"""An invented press: any number of short reports with a news text's mix of words, and questions about them.

Common words are English, rare ones are made of syllables and drawn by Zipf's law, so that an index of them has the
long tail of a real one. The same number gives the same report.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate

from assistant.reading.passages import cut_passages
from assistant.store.contract import Record
from assistant.types import Document, EntityType, Mention, Reading, Span

PASSAGES_PER_REPORT = 5
_SENTENCES = 20
_ON_TOPIC = 0.4  # share of the places for a noun or a rare word that a report's own one takes
_FIRST_DAY = date(2010, 1, 1)
_SYLLABLES = "ba be bo ca ce co da de di fa fo ga ge ha he ja ka ke la le li lo ma me mi na ne no pa po ra re ri ro sa se ta te ti to va ve wa za"  # noqa: E501 - a table
_GIVEN = "Anna Boris Clara David Elena Farid Greta Hassan Irene Jonas Karim Laura Miguel Nadia Oscar Petra Rashid Sofia"
_SOURCES = ("Isle Post", "Coast Mail", "Harbour Wire", "Delta Courier", "Northern Gazette", "Evening Ledger")
_ROLES = "foreign minister;trade minister;ambassador;spokesman;president;defence secretary;chief negotiator"
_VERBS = "signed rejected discussed approved delayed opened closed reviewed funded announced confirmed suspended"
_NOUNS = (
    "agreement treaty border port tariff ceasefire embassy election budget shipment pipeline summit delegation "
    "sanctions harvest railway hospital court parliament convoy exercise visa loan fishery refinery airport bridge"
)
_ADJECTIVES = "joint new bilateral regional annual temporary northern southern military naval fiscal humanitarian final"
_TEMPLATES = (
    "{person}, the {role}, said on {day} that the {adjective} {noun} in {place} would be {verb} within {number} weeks.",
    "The {adjective} {noun} was {verb} in {place} after talks between {person} and {other} that lasted {number} hours.",
    "“We have {verb} the {noun} and will not go back on it,” {person} told reporters in {place}.",
    "According to the {body}, some {number} tonnes of {rare} passed through {place} on {day}.",
    "{other} denied that the {body} had {verb} the {rare} {noun} before the {adjective} {noun2}.",
    "Officials in {place} said the {rare} and {rare2} had made the {adjective} {noun} more costly than expected.",
    "The {body} will meet again in {place} to review the {noun}, the {noun2} and the {rare} fund.",
    "Residents complained that neither the {rare} office nor the {body} had answered {number} letters on the {noun}.",
)


@dataclass(frozen=True, slots=True)
class Report:
    """A report as a record ready to be stored, and what it is about."""

    record: Record
    person: str
    place: str
    noun: str
    rare: str
    day: date


class Press:
    """The words and names that all reports share."""

    def __init__(self, seed: int = 1) -> None:
        chance = random.Random(seed)  # noqa: S311 - invented texts, no secrets
        syllables = _SYLLABLES.split()

        def word(least: int, most: int) -> str:
            return "".join(chance.choice(syllables) for _ in range(chance.randint(least, most)))

        self._rare = sorted({word(2, 5) for _ in range(30_000)})
        chance.shuffle(self._rare)
        self._weights = list(accumulate(1 / (rank + 20) for rank in range(len(self._rare))))
        self._people = [f"{chance.choice(_GIVEN.split())} {word(2, 4).title()}" for _ in range(6_000)]
        self._places = [word(2, 3).title() for _ in range(800)]
        self._bodies = [
            f"{word(2, 3).title()} {kind}" for kind in ("Council", "Commission", "Union") for _ in range(150)
        ]

    def report(self, number: int) -> Report:
        """The report with this number."""
        chance = random.Random(number)  # noqa: S311 - as above
        people, place = chance.sample(self._people, 2), chance.choice(self._places)
        rare = chance.choices(self._rare, cum_weights=self._weights, k=2 * _SENTENCES + 1)
        day = _FIRST_DAY + timedelta(chance.randrange(4_000))
        names: dict[str, EntityType] = {people[0]: "person", people[1]: "person", place: "place"}
        body, noun = chance.choice(self._bodies), chance.choice(_NOUNS.split())
        names[body] = "organisation"
        topic = rare.pop()
        sentences = [
            chance.choice(_TEMPLATES).format(
                person=people[0],
                other=people[1],
                place=place,
                body=body,
                noun=noun if chance.random() < _ON_TOPIC else chance.choice(_NOUNS.split()),
                noun2=chance.choice(_NOUNS.split()),
                role=chance.choice(_ROLES.split(";")),
                verb=chance.choice(_VERBS.split()),
                adjective=chance.choice(_ADJECTIVES.split()),
                rare=topic if chance.random() < _ON_TOPIC else rare.pop(),
                rare2=rare.pop(),
                number=chance.randint(2, 900),
                day=f"{day - timedelta(chance.randrange(9)):%d %B %Y}".lstrip("0"),
            )
            for _ in range(_SENTENCES)
        ]
        record = _record(f"r{number}", sentences, names, day, chance.choice(_SOURCES))
        return Report(record, people[0], place, noun, topic, day)

    def reports(self, passages: int) -> Iterator[Report]:
        """Reports of about so many passages together."""
        yield from map(self.report, range(passages // PASSAGES_PER_REPORT))


def questions(press: Press, numbers: range) -> list[str]:
    """One question for each of these reports, of every kind in turn."""
    asked: list[str] = []
    for number in numbers:
        about = press.report(number)
        asked.append(
            (
                f"What did {about.person} say about the {about.noun} in {about.place}?",
                f"When was the {about.noun} in {about.place} signed?",
                f"Who is {about.person}?",
                f"How many tonnes of {about.rare} passed through {about.place}?",
                f"What happened in {about.place} in {about.day:%B %Y}?",
                f"Which body reviewed the {about.noun} and the {about.rare} fund?",
            )[number % 6]
        )
    return asked


def _record(identifier: str, sentences: list[str], names: dict[str, EntityType], day: date, source: str) -> Record:
    spans: list[Span] = []
    text = ""
    for place, sentence in enumerate(sentences):
        spans.append(Span(len(text), len(text) + len(sentence)))
        text += sentence + ("\n\n" if place % 4 == 3 else " ")
    text = text.rstrip()
    mentions = [
        Mention(Span(place, place + len(name)), kind, name, "invented")
        for name, kind in names.items()
        for place in _places(text, name)
    ]
    reading = Reading(sentences=tuple(spans), mentions=tuple(sorted(mentions, key=lambda one: one.span)))
    digest = sha256(text.encode()).hexdigest()
    document = Document(identifier, text, digest, f"Report {identifier}", source, day, "field", language="en")
    return Record(document, tuple(cut_passages(identifier, text, spans)), reading, "invented")


def _places(text: str, name: str) -> Iterator[int]:
    place = text.find(name)
    while place >= 0:
        yield place
        place = text.find(name, place + 1)
