"""The people of one document: which short form points back to which full name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from assistant.reading.folding import fold
from assistant.reading.lexicon import kinds as k
from assistant.reading.lexicon.given import FAMILY_FIRST, GIVEN_NAMES, PARTICLES
from assistant.reading.names.candidates import Candidate
from assistant.reading.names.tokens import Word

_SHORT_TITLES: Final = {
    "Sen": "Senator", "Rep": "Representative", "Congressman": "Representative", "Congresswoman": "Representative",
    "Gen": "General", "Gov": "Governor", "Col": "Colonel", "Capt": "Captain", "Prof": "Professor", "Pres": "President",
    "Miss": "Ms", "Mrs": "Ms",
}  # fmt: skip


@dataclass(slots=True)
class Person:
    """A person the document names in full: the offsets of the full forms, and what stood before them."""

    name: str
    parts: tuple[str, ...]
    places: list[int] = field(default_factory=list[int])
    honorifics: set[str] = field(default_factory=set[str])


def name_parts(words: Sequence[Word]) -> tuple[str, ...]:
    """The folded words of a name without its particles and suffixes."""
    return tuple(
        part for word in words if word.key not in PARTICLES and not word.kinds & k.SUFFIX and (part := _core(word.key))
    )


@lru_cache(maxsize=8192)
def _core(key: str) -> str:
    folded = fold(key)
    head, _, rest = folded.partition(" ")
    return rest if rest and head in {"al", "el", "as", "ash", "ad", "an", "ar", "at", "az", "ul"} else folded


def compatible(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether two full names can be one: same family name, and given names that agree as far as both have them."""
    if short[-1] != full[-1]:
        return False
    given, longer = short[:-1], full[:-1]
    if not given or not longer or not _agree(given[0], longer[0]):
        return False
    rest = iter(longer[1:])
    return all(any(_agree(part, other) for other in rest) for part in given[1:])


def _agree(one: str, other: str) -> bool:
    return one == other or (len(one) == 1 and other.startswith(one)) or (len(other) == 1 and one.startswith(other))


class People:
    """The registry of one document's people."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.by_family: dict[str, list[Person]] = defaultdict(list)
        self.by_part: dict[str, list[Person]] = defaultdict(list)
        self.by_parts: dict[tuple[str, ...], Person] = {}

    def enter(self, candidates: Sequence[Candidate]) -> None:
        """Take in every full name, the longest first, so that shorter forms join it."""
        full = [(name_parts(c.words), c) for c in candidates]
        full = [(parts, c) for parts, c in full if len(parts) > 1]
        for parts, candidate in sorted(full, key=lambda item: (-len(item[0]), item[1].start)):
            person = self.by_parts.get(parts) or self._join(parts) or self._new(parts, candidate)
            self.by_parts[parts] = person
            person.places.append(candidate.start)
            if candidate.honorific:
                person.honorifics.add(_plain_title(candidate.honorific))
            candidate.name = person.name

    def _join(self, parts: tuple[str, ...]) -> Person | None:
        fitting = [person for person in self.by_family[parts[-1]] if compatible(parts, person.parts)]
        return fitting[0] if len(fitting) == 1 else None

    def _new(self, parts: tuple[str, ...], candidate: Candidate) -> Person:
        person = Person(" ".join(self.text[candidate.start : candidate.end].split()), parts)
        self.by_family[parts[-1]].append(person)
        for part in dict.fromkeys(parts):
            self.by_part[part].append(person)
        return person

    def fitting(self, part: str) -> list[Person]:
        """Everyone whom one word can stand for: by family name, or by a name that can stand alone."""
        return [
            person for person in self.by_part.get(part, ()) if part == person.parts[-1] or _stands_alone(part, person)
        ]

    def known(self, words: Sequence[Word]) -> bool:
        """Whether one word, particles aside, is a short form of someone named in full."""
        parts = name_parts(words)
        return len(parts) == 1 and bool(self.fitting(parts[0]))

    def refer(self, candidate: Candidate) -> str | None:
        """The full name a form points to, or None where nobody or more than one person fits."""
        parts = name_parts(candidate.words)
        if len(parts) > 1:
            found = self.by_parts.get(parts)
            return found.name if found else None
        people = self.fitting(parts[0]) if parts else []
        people = [person for person in people if min(person.places) < candidate.start] or people
        if len(people) > 1 and candidate.honorific:
            people = [person for person in people if _plain_title(candidate.honorific) in person.honorifics]
        return people[0].name if len(people) == 1 else None


def _stands_alone(part: str, person: Person) -> bool:
    """Whether a word that is not the last can stand for the person: a leading family name, or no given name."""
    word = part.capitalize()
    if part == person.parts[0]:
        return word in FAMILY_FIRST or word not in GIVEN_NAMES
    return word not in GIVEN_NAMES


def _plain_title(title: str) -> str:
    return _SHORT_TITLES.get(title, title)
