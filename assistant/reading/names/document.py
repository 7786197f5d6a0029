"""What the document as a whole decides: one type for each string, short forms resolved, full names given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from assistant.reading.lexicon import kinds as k
from assistant.reading.lexicon.given import FAMILY_ENDS
from assistant.reading.names.acronyms import Definition, definitions, initials
from assistant.reading.names.candidates import CERTAIN, FAIR, GUESS, ORDINARY, WEAK, Candidate
from assistant.reading.names.context import context_type, is_subject
from assistant.reading.names.people import People
from assistant.reading.names.roles import has_office
from assistant.types import EntityType

_LIST_GAPS = frozenset({", ", " and ", ", and ", " or ", " to ", "–", "/"})


class Resolver:
    """Decides over all candidates of one text, which come in order of position."""

    def __init__(self, text: str, candidates: list[Candidate]) -> None:
        self.text = text
        self.candidates = candidates
        self.people = People(text)

    def resolve(self) -> list[Candidate]:
        """The candidates that are names, each with its type and full name."""
        short = definitions(self.text)
        self._define(short)
        for c in self.candidates:
            if c.strength <= WEAK:
                self._context(c)
        self._lists()
        self._vote()
        self.people.enter([c for c in self.candidates if c.type == "person" and len(c.words) > 1])
        uses = Counter(c.words[0].key for c in self.candidates if c.strength == GUESS and len(c.words) == 1)
        kept = [
            c
            for c in self.candidates
            if self._keep(c) and (c.strength > GUESS or len(c.words) > 1 or uses[c.words[0].key] > 1)
        ]
        for c in kept:
            found = self.people.refer(c) if c.type == "person" else None
            c.name = found or c.name or " ".join(self.text[c.start : c.end].split())
        self._long_forms(kept, short)
        return kept

    def _define(self, short: dict[str, Definition]) -> None:
        """Type long forms by there being an acronym for them, and acronyms by their long forms."""
        ends = {definition.end: (key, definition.start) for key, definition in short.items()}
        types: dict[str, EntityType] = {}
        for c in self.candidates:
            if c.end in ends:
                key, start = ends[c.end]
                if c.type in {"person", "other"} and c.strength < CERTAIN:
                    c.type, c.rule, c.strength = "organisation", "acronym", CERTAIN
                if c.type != "person":
                    c.start = min(c.start, start)
                types[key] = c.type
        for c in self.candidates:
            if len(c.words) == 1 and c.strength < CERTAIN and (kind := types.get(c.words[0].key)):
                c.type, c.rule, c.strength = kind, "acronym", CERTAIN

    def _context(self, c: Candidate) -> None:
        """Let the words around a weak candidate speak, then its own form."""
        if c.strength == ORDINARY:
            return
        kind = context_type(self.text, c.start, c.end)
        plain = not c.words[0].kinds & (k.ORDINARY | k.PORTFOLIO | k.OTHER_END | k.MODIFIER)
        if kind == "organisation" or (kind == "place" and len(c.words) <= 3 and not c.words[0].key.isupper()):
            c.type, c.rule, c.strength = kind, "context", FAIR
        elif c.type == "organisation" or not plain or len(c.words) > 4:
            return
        elif kind == "person":
            c.type, c.rule, c.strength = kind, "context", FAIR if len(c.words) > 1 else WEAK
        elif len(c.words) > 1 and c.words[-1].key.endswith(FAMILY_ENDS):
            c.type, c.rule, c.strength = "person", "family-name", FAIR
        elif has_office(self.text, c):
            c.type, c.rule, c.strength = "person", "office", FAIR

    def _lists(self) -> None:
        """A name no table knows beside a place in a list is a place ("in Ganja, Sumgait and Lankaran")."""
        for sequence in (self.candidates, self.candidates[::-1]):
            last: Candidate | None = None
            for c in sequence:
                if (
                    last
                    and last.type == "place"
                    and c.type == "other"
                    and c.strength < WEAK
                    and len(c.words) == 1
                    and self._listed(last, c)
                ):
                    c.type, c.rule, c.strength = "place", "list", FAIR
                last = c

    def _listed(self, one: Candidate, other: Candidate) -> bool:
        first, second = (one, other) if one.start < other.start else (other, one)
        gap = self.text[first.end : second.start] if second.start - first.end < 6 else ""
        if gap == ", " and other is second:
            return self.text[second.end : second.end + 5] == " and " or self.text[second.end : second.end + 2] == ", "
        return gap in _LIST_GAPS and not (other.words[0].kinds & (k.ORDINARY | k.MODIFIER | k.PORTFOLIO))

    def _vote(self) -> None:
        """The surest use of a string decides for its weaker uses."""
        best: dict[str, Candidate] = {}
        keys = [self.text[c.start : c.end] for c in self.candidates]
        for c, key in zip(self.candidates, keys, strict=True):
            other = best.get(key)
            if other is None or (c.strength, not c.initial) > (other.strength, not other.initial):
                best[key] = c
        for c, key in zip(self.candidates, keys, strict=True):
            top = best[key]
            if ORDINARY < c.strength < top.strength and c.strength <= FAIR:
                c.type, c.rule, c.strength = top.type, top.rule, top.strength
            if c.initial and not top.initial:
                c.initial = False

    def _keep(self, c: Candidate) -> bool:
        loose = c.type in {"person", "other"} or c.rule in {"context", "list"}
        if loose and c.strength < CERTAIN and self.people.known(c.words):
            if c.strength == ORDINARY and not is_subject(self.text, c.start, c.end):
                return False
            c.type, c.rule, c.strength = "person", "surname", CERTAIN
        if c.strength == ORDINARY:
            return False
        return not (c.initial and len(c.words) == 1 and c.strength <= WEAK)

    def _long_forms(self, kept: Sequence[Candidate], short: dict[str, Definition]) -> None:
        """Give acronyms the long form the document has for them."""
        longs: dict[str, dict[str, EntityType]] = {}
        for c in kept:
            if c.type != "person" and len(c.words) > 1:
                longs.setdefault(initials([word.key for word in c.words]), {})[c.name] = c.type
        for c in kept:
            key = c.words[0].key
            if c.type == "person" or len(c.words) > 1 or not key.isupper():
                continue
            found = longs.get(key, {})
            if key in short:
                c.name = short[key].long
            elif len(found) == 1:
                c.name, kind = next(iter(found.items()))
                if c.strength < CERTAIN:
                    c.type, c.rule = kind, "acronym"
