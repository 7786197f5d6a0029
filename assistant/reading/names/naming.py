"""Units without a title, read as bodies, agreements, places, people, or names of none of these types."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import Final

from assistant.reading.lexicon import kinds as k
from assistant.reading.lexicon.heads import NOT_AFTER_PLACE, PLACES_OF, SHIPS
from assistant.reading.lexicon.organisations import NOT_ORGANISATIONS
from assistant.reading.lexicon.table import Lexicon
from assistant.reading.names.candidates import CERTAIN, FAIR, GUESS, LIKELY, ORDINARY, WEAK, Candidate
from assistant.reading.names.tokens import Word
from assistant.reading.names.units import Unit, chunk_units, last_title
from assistant.types import EntityType

ENDS: Final = k.BODY | k.PACT | k.OTHER_END | k.PLACE_END
_OWN: Final = k.PLACE | k.ORGANISATION | k.AGREEMENT | k.DEMONYM | k.CALENDAR
_PLAIN: Final = k.ORDINARY | k.PORTFOLIO | k.MODIFIER | k.OTHER_END
_ADJECTIVES: Final = frozenset({"Major", "Private", "Chief", "General", "Principal", "Executive", "Head"})  # titles too
_LINKS: Final = frozenset({"of", "for", "on", "against", "without"})
_PACT_LINKS: Final = _LINKS | {"to", "in", "with"}
_FIELDS: Final = (
    "foreign|defen[cs]e|interior|finance|justice|health|oil|energy|trade|economy|agriculture|information|culture|"
    "transport|education"
)
_INSTITUTION: Final = re.compile(
    r" (?:government|army|navy|air force|parliament|military|police|cabinet|senate|supreme court|constitutional court"
    rf"|central bank|coast guard|(?:{_FIELDS}) (?:ministry|department)|embassy|consulate|armed forces|marines"
    r"|security forces|special forces|national guard|border guards?|regime|secret service|intelligence service)\b"
)


class Namer:
    """Collects the candidates of one run after another. `written` holds the text's words as they stand."""

    def __init__(self, lexicon: Lexicon, text: str, written: Container[str]) -> None:
        self.lexicon = lexicon
        self.text = text
        self.written = written
        self.run: Sequence[Word] = ()
        self.found: list[Candidate] = []

    def begin(self, run: Sequence[Word]) -> None:
        """Turn to another run."""
        self.run, self.found = run, []

    def single(self, word: Word) -> None:
        """A run of one word that is a place or unknown."""
        unit = Unit(0, 1, word.kinds & ~k.PHRASE, word.key, word.initial)
        if unit.kinds:
            self._known(unit)
        else:
            self._single(unit)

    def names(self, units: list[Unit], end: int) -> int:
        """Read units that end before word `end` of the run; the result is where reading goes on."""
        while units and units[0].kinds & k.CALENDAR and (len(units) == 1 or not units[0].kinds & k.GIVEN):
            self.ordinary(units[0])
            units = units[1:]
        if not units:
            return end
        head = _head(units)
        if head is None:
            self._plain(units)
            return end
        return self._headed(units, head, end)

    def person(self, units: list[Unit], head: list[Unit]) -> None:
        """A name after a title, and whatever follows it."""
        if len(units) == 1 and head[-1].key in _ADJECTIVES and self._is_word(units[0]):
            return
        stop = next(
            (i for i, unit in enumerate(units) if i and unit.kinds & (k.CALENDAR | k.ORGANISATION | k.DEMONYM)),
            len(units),
        )
        self._add(units[:stop], "person", "title", CERTAIN)
        person = self.found[-1]
        person.honorific = head[-1].key
        if any(unit.kinds & k.TITLE for unit in head):
            person.title = (self._title_start(head), self.run[head[-1].last - 1].end)
        if stop < len(units):
            self._plain(units[stop:])

    def _is_word(self, unit: Unit) -> bool:
        """Whether a unit is a plain word, known as one or written small in the text ("Major Initiative")."""
        return bool(unit.kinds & (_PLAIN | ENDS)) or unit.key.lower() in self.written

    def _title_start(self, head: list[Unit]) -> int:
        """Where the words of an office begin: the nearest units of known kinds, and the body they belong to."""
        index = len(head) - 1
        while index and (
            head[index - 1].kinds & ~(k.ORDINARY | k.GIVEN | k.CALENDAR | k.OTHER_END)
            or not self.run[head[index - 1].first].capital
        ):
            index -= 1
        first = head[index].first
        if head[index].kinds & k.PORTFOLIO and first > 1 and self.run[first - 1].key in {"and", "&"}:
            first -= 1
            while first and self.run[first - 1].kinds & k.PORTFOLIO:
                first -= 1  # "Trade and Industry Secretary"
        first += not self.run[first].capital
        start = self.run[first].start
        for body in self.found[-3:]:
            if body.type == "organisation" and body.start < start <= body.end:
                start = body.start
        return start

    def office(self, units: list[Unit]) -> None:
        """Organisations and places named in front of or behind a title ("Russian Security Council Secretary")."""
        wanted = k.ORGANISATION | k.BODY | k.PLACE
        known = (i for i, unit in enumerate(units) if unit.kinds & wanted and not unit.kinds & k.MODIFIER)
        last = max(known, default=0)
        if (
            last
            and units[last].key not in {"Cabinet", "Staff"}
            and units[last].kinds & k.BODY
            and (units[last].phrase or not units[last].kinds & k.PORTFOLIO)
        ):
            self._add(units[: last + 1], "organisation", "organisation-head", CERTAIN)
            return
        index = 0
        while index < len(units):
            index += self._national(units[index : index + 2]) or self._one(units[index])

    def ordinary(self, unit: Unit) -> None:
        """Keep a plain word in mind: it may turn out to be somebody's family name."""
        if len(unit.key) > 2:
            self._add([unit], "other", "capitals", ORDINARY)

    # --- names with a head ------------------------------------------------------------------------------

    def _headed(self, units: list[Unit], head: int, end: int) -> int:
        unit, front, rest = units[head], units[: head + 1], units[head + 1 :]
        if unit.kinds & k.PLACE_FIRST and head == 0 and rest:
            self._add(units, "place", "place-head", LIKELY)
            return end
        link = self.run[end].key if not rest and end < len(self.run) else ""
        if link in (_PACT_LINKS if unit.kinds & k.PACT else _LINKS) and (reach := self._extended(front, end)):
            return reach
        if head == 0:
            self._plain(units)
            return end
        kind, rule = _head_type(front)
        if kind:
            self._add(front, kind, rule, CERTAIN if kind != "other" else FAIR)
        else:
            self._plain(front)
        return self.names(rest, end) if rest else end

    def _extended(self, front: list[Unit], end: int) -> int:
        """A head that goes on: "Ministry of Foreign Affairs", "Treaty of Rome", "Gulf of Aden". 0 when it does not."""
        kind = _extended_type(front[-1])
        if kind is None:
            return 0
        links = _PACT_LINKS if kind == "agreement" else _LINKS
        index = last = end
        while (index := self._after_link(index, links)) > 0:
            more, reach = chunk_units(self.run, index, self.lexicon)
            title = last_title(more)
            if title >= 0:
                last = more[title - 1].last if title else last
                break
            last = index = self._and_subject(reach)
            if kind == "place":
                if more[-1].kinds & k.BODY and not more[-1].kinds & k.PLACE:
                    kind = "organisation"
                break
        if last == end:
            return 0
        rule = {"place": "place-head", "agreement": "agreement-head"}.get(kind, "organisation-head")
        self._append(list(self.run[front[0].first : last]), kind, rule, CERTAIN)
        return last

    def _after_link(self, index: int, links: frozenset[str]) -> int:
        """The capital after a link such as "of the" at `index`, or 0."""
        run = self.run
        if index + 1 >= len(run) or run[index].key not in links:
            return 0
        index += 1 if run[index + 1].capital else 2
        return index if index < len(run) and run[index].capital and not run[index].kinds & k.CALENDAR else 0

    def _and_subject(self, index: int) -> int:
        """Go on over "and Tourism", where what follows is a subject and no other body or person."""
        run = self.run
        while index + 1 < len(run) and run[index].key in {"and", "&"} and run[index + 1].kinds & k.PORTFOLIO:
            more, reach = chunk_units(run, index + 1, self.lexicon)
            if any(unit.kinds & (k.TITLE | k.GIVEN) for unit in more):
                break
            index = reach
        return index

    # --- names without ----------------------------------------------------------------------------------

    def _plain(self, units: list[Unit]) -> None:
        """Units with no head: known names one by one, what lies between them as people or unknown names."""
        index = 0
        while index < len(units):
            unit = units[index]
            if unit.kinds & _OWN and not _is_given(units, index):
                index += self._national(units[index : index + 2]) or self._one(unit)
                continue
            stop = index + 1
            while stop < len(units) and self._joins(units, index, stop):
                stop += 1
            self._unknown(units[index:stop])
            index = stop

    def _joins(self, units: Sequence[Unit], first: int, index: int) -> bool:
        """Whether the unit at `index` goes on the name that begins at `first`."""
        unit = units[index]
        if not self.run[units[index - 1].first].capital or not unit.kinds & _OWN:
            return True
        return (
            bool(units[first].kinds & k.GIVEN) and index == first + 1 and not unit.kinds & (k.DEMONYM | k.ORGANISATION)
        )

    def _national(self, pair: list[Unit]) -> int:
        """A body with the nation it belongs to ("Russian Security Council"): 2 when the pair is one, else 0."""
        if len(pair) < 2 or not pair[0].kinds & (k.DEMONYM | k.COUNTRY) or not pair[1].kinds & k.ORGANISATION:
            return 0
        if not self.lexicon.kinds.get(self.run[pair[1].last - 1].key, 0) & k.BODY:
            return 0
        self._add(pair, "organisation", "organisation-head", CERTAIN)
        return 2

    def _one(self, unit: Unit) -> int:
        self._known(unit)
        return 1

    def _known(self, unit: Unit) -> None:
        if unit.kinds & (k.DEMONYM | k.COUNTRY) and not unit.kinds & k.ORGANISATION and self._institution(unit):
            return
        if unit.kinds & k.AGREEMENT:
            self._add([unit], "agreement", "gazetteer-agreement", CERTAIN)
        elif unit.kinds & k.ORGANISATION:
            self._add([unit], "organisation", "gazetteer-organisation", CERTAIN)
        elif unit.kinds & k.PLACE:
            self._add([unit], "place", "gazetteer-country" if unit.kinds & k.COUNTRY else "gazetteer-place", CERTAIN)

    def _institution(self, unit: Unit) -> bool:
        """A state's institution written small: "the Swedish navy", "the UK government"."""
        match = _INSTITUTION.match(self.text, self.run[unit.last - 1].end)
        if not match:
            return False
        self._add([unit], "organisation", "institution", CERTAIN)
        self.found[-1].end = match.end()
        return True

    def _unknown(self, units: list[Unit]) -> None:
        """A stretch no table knows: a person where a given name, an initial or a suffix says so, else a guess."""
        if (
            len(units) > 1
            and units[0].initial
            and not units[0].kinds & (k.GIVEN | k.FAMILY_FIRST)
            and units[1].kinds & k.GIVEN
        ):
            units = units[1:]  # "Billionaire Donald …"
        first = units[0]
        words = self.run[first.first : units[-1].last]
        if first.key in SHIPS:
            self._add(units, "other", "ship", LIKELY)
        elif len(units) == 1:
            self._single(first)
        elif first.kinds & k.GIVEN or (not units[-1].kinds & k.PLACE and any(map(_marks_person, words[1:]))):
            self._add(units, "person", "given-name", LIKELY)
        elif any(unit.kinds & _PLAIN for unit in units) or len(units) > 4:
            self._add(units, "other", "capitals", GUESS)
        elif first.kinds & k.FAMILY_FIRST and all(word.key.isalpha() or "-" in word.key for word in words):
            self._add(units, "person", "family-name", FAIR)
        else:
            self._add(units, "other", "capitals", GUESS)

    def _single(self, unit: Unit) -> None:
        key = unit.key
        if key in NOT_ORGANISATIONS or len(key) < 2:
            return
        if unit.kinds & (_PLAIN | k.TITLE | k.HONORIFIC | k.CALENDAR | ENDS) and not unit.kinds & k.GIVEN:
            if unit.kinds & (k.ORDINARY | k.CALENDAR) and not unit.kinds & k.TITLE:
                self.ordinary(unit)
        elif key.isupper() and 2 < len(key) < 8:
            self._add([unit], "organisation", "capitals", WEAK)
            self.found[-1].initial = False
        elif unit.initial and key.lower() in self.written:
            self.ordinary(unit)
        else:
            self._add([unit], "other", "capitals", GUESS)

    def _add(self, units: Sequence[Unit], kind: EntityType, rule: str, strength: int) -> None:
        self._append(list(self.run[units[0].first : units[-1].last]), kind, rule, strength)

    def _append(self, words: list[Word], kind: EntityType, rule: str, strength: int) -> None:
        first = words[0]
        self.found.append(Candidate(first.start, words[-1].end, words, kind, rule, strength, initial=first.initial))


def _marks_person(word: Word) -> bool:
    """Whether a later word of a name is one that only people's names have: an initial, Jr, a particle."""
    return (
        (len(word.key) == 1 and (word.key != "I" or word.end - word.start == 2))
        or word.key in {"Jr", "Sr"}
        or not word.capital
    )


def _head(units: Sequence[Unit]) -> int | None:
    """Index of the last unit that ends a name of its own kind, or of a first unit that begins one."""
    first = units[0].kinds
    if len(units) == 2 and first & k.GIVEN and not first & (k.PLACE | ENDS) and units[1].kinds & k.ORDINARY:
        return None  # a person called Brown or Rice
    for index in range(len(units) - 1, -1, -1):
        bits = units[index].kinds
        if bits & ENDS and not units[index].phrase and (index == 0 or not bits & k.GIVEN):
            return index
    return 0 if first & k.PLACE_FIRST else None


def _head_type(front: Sequence[Unit]) -> tuple[EntityType | None, str]:
    """What a name is by its last unit; None where the words before only say whose or where."""
    head, before = front[-1], front[:-1]
    if head.kinds & k.PACT:
        return "agreement", "agreement-head"
    if head.key in NOT_AFTER_PLACE and all(unit.kinds & (k.DEMONYM | k.PLACE) for unit in before):
        return None, ""
    if all(unit.kinds & (k.PORTFOLIO | k.MODIFIER) for unit in front):
        return None, ""
    if head.kinds & k.PLACE_END and (not head.kinds & k.BODY or before[-1].kinds & k.PLACE):
        return "place", "place-head"
    if head.kinds & k.BODY:
        return "organisation", "organisation-head"
    return "other", "other-head"


def _extended_type(head: Unit) -> EntityType | None:
    if head.kinds & k.PACT:
        return "agreement"
    if head.key in PLACES_OF and not head.kinds & k.BODY_OF:
        return "place"
    return "organisation" if head.kinds & k.BODY_OF else None


def _is_given(units: Sequence[Unit], index: int) -> bool:
    """Whether a word that is also a place is here a given name ("Israel Katz")."""
    if not units[index].kinds & k.GIVEN or index + 1 >= len(units):
        return False
    return not units[index + 1].kinds & (k.PLACE | k.ORGANISATION | k.DEMONYM | k.CALENDAR)
