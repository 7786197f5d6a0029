"""What the document as a whole decides: one type for each string, short forms resolved, full names given."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.lexicon import kinds as k
from assistant.reading.names.acronyms import definitions, initials
from assistant.reading.names.candidates import CERTAIN, FAIR, GUESS, WEAK, Candidate
from assistant.reading.names.context import place_context, speech_context
from assistant.reading.names.people import People


class Resolver:
    """Decides over all candidates of one text."""

    def __init__(self, text: str, candidates: list[Candidate]) -> None:
        self.text = text
        self.candidates = candidates
        self.best: dict[str, tuple[int, str, str]] = {}
        self.people = People(text)

    def resolve(self) -> list[Candidate]:
        """The candidates that are names, each with its type and full name."""
        short = definitions(self.text)
        self._define(short)
        for c in self.candidates:
            if c.strength <= WEAK:
                self._context(c)
        self._vote()
        self.people.enter([c for c in self.candidates if c.type == "person" and len(c.words) > 1])
        kept = [c for c in self.candidates if self._keep(c)]
        for c in kept:
            c.name = c.name or self._plain(c)
        self._people(kept)
        self._long_forms(kept, short)
        return kept

    def _plain(self, c: Candidate) -> str:
        return " ".join(self.text[c.start : c.end].split())

    def _define(self, short: dict[str, tuple[str, int, int]]) -> None:
        """Type acronyms by their long forms, and long forms by there being an acronym for them."""
        ends = {end: (key, start) for key, (_, start, end) in short.items()}
        types: dict[str, tuple[str, str]] = {}
        for c in self.candidates:
            if c.end in ends:
                key, start = ends[c.end]
                if c.type in {"person", "other"} and c.strength < CERTAIN:
                    c.type, c.rule, c.strength = "organisation", "acronym", CERTAIN
                if start < c.start and c.type != "person":
                    c.start = start
                types[key] = (c.type, "acronym")
        for c in self.candidates:
            if len(c.words) == 1 and c.words[0].key in types and c.strength < CERTAIN:
                c.type, c.rule = types[c.words[0].key]  # type: ignore[assignment]
                c.strength = CERTAIN

    def _context(self, c: Candidate) -> None:
        """Let the words around a weak candidate speak."""
        if len(c.words) <= 3 and not c.words[0].key.isupper() and place_context(self.text, c.start, c.end):
            c.type, c.rule, c.strength = "place", "preposition", FAIR
        elif len(c.words) <= 4 and c.type == "other" and speech_context(self.text, c.start, c.end) and not c.words[0].kinds & k.ORDINARY:
            c.type, c.rule, c.strength = "person", "speech", WEAK if len(c.words) == 1 else FAIR

    def _vote(self) -> None:
        """The surest use of a string decides for its weaker uses."""
        best: dict[str, Candidate] = {}
        for c in self.candidates:
            key = self.text[c.start : c.end]
            if (other := best.get(key)) is None or (c.strength, not c.initial) > (other.strength, not other.initial):
                best[key] = c
        for c in self.candidates:
            top = best[self.text[c.start : c.end]]
            if c.strength < top.strength and c.strength <= FAIR:
                c.type, c.rule, c.strength, c.initial = top.type, top.rule, top.strength, top.initial and c.initial
            elif c.initial and not top.initial:
                c.initial = False

    def _keep(self, c: Candidate) -> bool:
        if c.type in {"person", "other"} and len(c.words) == 1 and c.strength < CERTAIN and self.people.family(c.words):
            c.type, c.rule, c.strength = "person", "surname", CERTAIN
        return not (c.initial and len(c.words) == 1 and c.strength <= WEAK) and c.strength >= GUESS

    def _people(self, kept: Sequence[Candidate]) -> None:
        for c in kept:
            if c.type == "person" and (name := self.people.refer(c)):
                c.name = name

    def _long_forms(self, kept: Sequence[Candidate], short: dict[str, tuple[str, int, int]]) -> None:
        """Give acronyms the long form the document has for them."""
        longs: dict[str, set[str]] = {}
        for c in kept:
            if c.type != "person" and len(c.words) > 1:
                longs.setdefault(initials([w.key for w in c.words]), set()).add(c.name)
        for c in kept:
            key = c.words[0].key
            if c.type == "person" or len(c.words) > 1 or not key.isupper():
                continue
            if key in short:
                c.name = short[key][0]
            elif len(found := longs.get(key, set())) == 1:
                c.name = next(iter(found))
