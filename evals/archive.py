"""An invented archive of any size: long-tailed news reports with names, quotations, dates and events, as records.

The vocabulary is Zipfian and inflected: English function words, then tens of thousands of lemmas made of syllables,
each with the endings of its word class. What a reader would find stands in the records by construction, so that
making them costs no reading. The same seed and number give the same report.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import accumulate

from assistant.reading.passages import cut_passages
from assistant.store.contract import Record
from assistant.types import (
    DateExpression,
    Document,
    EntityType,
    Event,
    EventStatus,
    Interval,
    Mention,
    Quote,
    Reading,
    Role,
    Span,
    Speaker,
)

PASSAGES_PER_REPORT = 5
FIRST_DAY = date(2008, 1, 1)
DAYS = 16 * 365

_SENTENCES = 20  # of some 19 words
_LEMMAS = 60_000
_PEOPLE, _PLACES, _BODIES = 20_000, 2_000, 1_500
_ON_TOPIC = 0.25  # share of the content words that a report takes from its own few

_FUNCTION_WORDS = (
    "the of to and in a that for on with by from at as is was were has had would will be been not it its this their "
    "after before over under between during against more than other about into also which who when what where"
).split()
GIVEN_NAMES = (
    "Adela Anton Beata Boris Carla Cyril Dalia Dmitri Elena Emil Farid Fatima Gita Goran Hana Hassan Ines Ivan Jana "
    "Jorge Karim Katya Laila Leon Mara Mikhail Nadia Nuno Olga Omar Paula Pedro Rania Rashid Sana Simon Tara Tomas "
    "Vera Viktor Wanda Yusuf Zara Zoran"
).split()
_ONSETS, _VOWELS, _CODAS = "b c d f g h j k l m n p r s t v w z br dr gr kl pr st tr".split(), "aeiou", "nrlstkm"
_OFFICES = "foreign minister;trade minister;ambassador;spokesman;president;defence secretary;chief negotiator".split(
    ";"
)
_ENDINGS = {"noun": ("", "", "s", "s", "'s"), "verb": ("ed", "ed", "ing", "s", ""), "adjective": ("", "", "", "ly")}
_STATUSES: Sequence[EventStatus] = ("happened", "happened", "happened", "planned", "reported", "denied")


def _cumulated(count: int, shift: float = 3.0) -> list[float]:
    """Cumulated weights by Zipf's law."""
    return list(accumulate(1 / (rank + shift) for rank in range(count)))


@dataclass(frozen=True, slots=True)
class About:
    """What a report is about, to ask for it."""

    person: str
    place: str
    body: str
    words: tuple[str, ...]
    phrase: str
    day: date


class Archive:
    """The words and names that all reports share."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        chance = random.Random(seed)  # noqa: S311 - invented texts, no secrets
        lemmas = _different(chance, _LEMMAS, 2, 4)
        kinds = [_ENDINGS[kind] for kind in chance.choices(("noun", "verb", "adjective"), (5, 3, 2), k=_LEMMAS)]
        self._lemmas = list(zip(lemmas, kinds, strict=True))
        self._lemma_weights = _cumulated(_LEMMAS, 20)
        self._function_weights = _cumulated(len(_FUNCTION_WORDS))
        surnames = [name.title() for name in _different(chance, _PEOPLE * 3 // 4, 2, 3)]
        self.people = [f"{chance.choice(GIVEN_NAMES)} {chance.choice(surnames)}" for _ in range(_PEOPLE)]
        self.places = [name.title() for name in _different(chance, _PLACES, 2, 3)]
        kinds_of_body = ("Council", "Commission", "Union", "Ministry", "Bank")
        self.bodies = [f"{name.title()} {chance.choice(kinds_of_body)}" for name in _different(chance, _BODIES, 2, 3)]
        self.sources = [f"{name.title()} Post" for name in _different(chance, 60, 2, 2)]
        self._name_weights = {n: _cumulated(n, 12) for n in (_PEOPLE, _PLACES, _BODIES, len(self.sources))}

    def record(self, number: int) -> Record:
        """The report with this number."""
        return _Writer(self, self._chance(number), f"a{number:07}").record()

    def records(self, passages: int) -> Iterator[Record]:
        """Reports of about so many passages together."""
        yield from map(self.record, range(passages // PASSAGES_PER_REPORT))

    def about(self, number: int) -> About:
        """What the report with this number is about."""
        writer = _Writer(self, self._chance(number), "")
        sentence = next(span for span in writer.sentences if span.end - span.start > 60).of(writer.text).split()
        person, place, body = writer.people[0], writer.place, writer.body
        return About(person, place, body, tuple(writer.topic), " ".join(sentence[2:6]), writer.day)

    def rare(self, chance: random.Random) -> str:
        """A word from the far end of the vocabulary, as it is written."""
        lemma, endings = self._lemmas[chance.randrange(_LEMMAS // 20, _LEMMAS // 2)]
        return lemma + chance.choice(endings)

    def named(self, chance: random.Random, names: Sequence[str]) -> str:
        """One of the people, places, bodies or sources, the first ones far more often."""
        return chance.choices(names, cum_weights=self._name_weights[len(names)])[0]

    def words(self, chance: random.Random, topic: Sequence[str], count: int) -> list[str]:
        """Running text: function words and content words in turn, some of them on the topic."""
        function = chance.choices(_FUNCTION_WORDS, cum_weights=self._function_weights, k=count // 2)
        content = chance.choices(self._lemmas, cum_weights=self._lemma_weights, k=count - count // 2)
        drawn = [
            chance.choice(topic) if topic and chance.random() < _ON_TOPIC else lemma + chance.choice(endings)
            for lemma, endings in content
        ]
        for place, word in enumerate(function):
            drawn.insert(2 * place, word)
        return drawn

    def _chance(self, number: int) -> random.Random:
        return random.Random(self._seed * 1_000_003 + number)  # noqa: S311 - as above


class _Writer:
    """One report while it is written: a text that grows sentence by sentence, and what stands in it."""

    def __init__(self, archive: Archive, chance: random.Random, identifier: str) -> None:
        self._archive, self._chance, self._identifier = archive, chance, identifier
        self.day = FIRST_DAY + timedelta(chance.randrange(DAYS))
        self.people = [archive.named(chance, archive.people) for _ in range(2)]
        self.place = archive.named(chance, archive.places)
        self.body = archive.named(chance, archive.bodies)
        self.topic = [word for word in archive.words(chance, (), 12)[1::2] if len(word) > 4]
        self._title = " ".join(archive.words(chance, self.topic, 7)).capitalize()
        self._source = archive.named(chance, archive.sources)
        self.text = ""
        self.sentences: list[Span] = []
        self._mentions: list[Mention] = []
        self._roles: list[Role] = []
        self._dates: list[DateExpression] = []
        self._quotes: list[Quote] = []
        self._events: list[Event] = []
        for ordinal in range(_SENTENCES):
            self._sentence(chance.random())
            self.text += "\n\n" if ordinal % 4 == 3 else " "

    def record(self) -> Record:
        text = self.text.rstrip()
        digest = sha256(text.encode()).hexdigest()
        document = Document(self._identifier, text, digest, self._title, self._source, self.day, "field", language="en")
        reading = Reading(
            tuple(self.sentences),
            tuple(self._mentions),
            tuple(self._roles),
            tuple(self._dates),
            tuple(self._quotes),
            tuple(self._events),
        )
        return Record(document, cut_passages(self._identifier, text, self.sentences), reading, "invented")

    def _sentence(self, kind: float) -> None:
        start = len(self.text)
        words = self._archive.words(self._chance, self.topic, self._chance.randint(12, 22))
        if kind < 0.18:
            self._quotation(words)
        elif kind < 0.38:
            self._event(words)
        elif kind < 0.6:
            self._plain(words)
        else:
            self._add(" ".join(words).capitalize() + ".")
        self.sentences.append(Span(start, len(self.text)))

    def _quotation(self, words: Sequence[str]) -> None:
        start = len(self.text)
        cut = min(6, len(words) // 2)
        self._add("“")
        span = self._add(" ".join(words[:-cut]).capitalize())
        self._add("”, ")
        speaker = self._chance.choice(self.people)
        who = self._name(speaker, "person")
        cue = self._add(" said")
        self._add(" " + " ".join(words[-cut:]) + ".")
        whole = Span(start, len(self.text))
        quote = Quote((span,), "direct", whole, "invented", Span(cue.start + 1, cue.end), Speaker(speaker, who))
        self._quotes.append(quote)

    def _event(self, words: Sequence[str]) -> None:
        start = len(self.text)
        person = self._chance.choice(self.people)
        self._name(person, "person")
        self._add(" " + " ".join(words[: len(words) // 2]) + " in ")
        self._name(self.place, "place")
        self._add(" on ")
        day = self.day - timedelta(int(self._chance.paretovariate(0.7)) % 2_000 - 2)
        when = Interval(day, day, "day")
        said = self._add(f"{day.day} {day:%B %Y}")
        self._dates.append(DateExpression(said, when, "invented"))
        self._add(" " + " ".join(words[len(words) // 2 :]) + ".")
        status = self._chance.choice(_STATUSES)
        self._events.append(Event(Span(start, len(self.text)), when, status, "invented", (person, self.place)))

    def _plain(self, words: Sequence[str]) -> None:
        if self._chance.random() < 0.3:
            office = self._chance.choice(_OFFICES)
            title = self._add(office.capitalize())
            self._add(" ")
            person = self.people[0]
            name = self._name(person, "person")
            self._roles.append(Role(Span(title.start, name.end), person, office, "invented"))
        else:
            self._add("The ")
            self._name(self.body, "organisation")
        self._add(" " + " ".join(words) + ".")

    def _name(self, name: str, kind: EntityType) -> Span:
        """A name, a person now and then by the surname alone."""
        shown = name.split()[-1] if kind == "person" and self._chance.random() < 0.3 else name
        span = self._add(shown)
        self._mentions.append(Mention(span, kind, name, "invented"))
        return span

    def _add(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))


def _different(chance: random.Random, count: int, least: int, most: int) -> list[str]:
    """So many different words made of syllables, in random order."""
    found: dict[str, None] = {}
    while len(found) < count:
        syllables = chance.randint(least, most)
        word = "".join(chance.choice(_ONSETS) + chance.choice(_VOWELS) for _ in range(syllables))
        found[word + (chance.choice(_CODAS) if chance.random() < 0.5 else "")] = None
    return list(found)
