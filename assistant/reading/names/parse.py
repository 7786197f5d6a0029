"""One run of capitals taken apart: titles, people, organisations, places, agreements."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from assistant.reading.lexicon import kinds as k
from assistant.reading.lexicon.heads import NOT_AFTER_PLACE, PLACES_OF
from assistant.reading.lexicon.organisations import NOT_ORGANISATIONS
from assistant.reading.lexicon.table import Lexicon
from assistant.reading.names.candidates import CERTAIN, FAIR, GUESS, LIKELY, WEAK, Candidate
from assistant.reading.names.tokens import Word
from assistant.reading.names.units import Unit, chunk_units
from assistant.types import EntityType

_OFFICE_LINKS = frozenset({"of", "for", "to", "at", "on", "in"})
_OFFICE = k.PORTFOLIO | k.PLACE | k.DEMONYM | k.ORGANISATION | k.BODY | k.PLACE_END
_SURNAME_TITLES = frozenset(
    "King Major Bishop Pope Dean Judge Marshal Prince Chancellor Cardinal Queen Constable Sheriff Justice Head Chief Speaker Marshall Abbot".split()
)
_ENDS = k.BODY | k.PACT | k.OTHER_END | k.PLACE_END
_LINKS = frozenset({"of", "for", "on", "against"})


class Parser:
    """Takes runs apart into candidates. `lower` holds the words the text also writes small."""

    def __init__(self, lexicon: Lexicon, lower: Collection[str]) -> None:
        self.lexicon = lexicon
        self.lower = lower
        self.run: Sequence[Word] = ()
        self.found: list[Candidate] = []
        self.shared_title: tuple[int, int] | None = None

    def parse(self, run: list[Word]) -> list[Candidate]:
        """The candidates of one run in order of position."""
        self.run, self.found, self.shared_title = run, [], None
        index = 0
        while index < len(run):
            index = self._chunk(index) if run[index].capital else index + 1
        return self.found

    # --- chunks -----------------------------------------------------------------------------------------

    def _chunk(self, index: int) -> int:
        units, end = chunk_units(self.run, index, self.lexicon)
        while units and self._ordinary(units[0]):
            units = units[1:]
        if not units:
            return max(end, index + 1)
        title = self._last_title(units)
        if title < 0:
            return self._names(units, end)
        self._office(units[:title])
        if title == len(units) - 1:
            return self._after_title(units, end)
        self._person(units[title + 1 :], units[: title + 1])
        return end

    def _ordinary(self, unit: Unit) -> bool:
        """Whether the unit is a plain word that only its place in the sentence made a capital."""
        if unit.kinds == k.ORDINARY and (unit.initial or unit.key.lower() in self.lower or unit.key == "The"):
            return True
        if not unit.initial or unit.phrase:
            return False
        low = unit.key.lower()
        if not unit.kinds:
            return low in self.lower or low.endswith(("ing", "ly", "ed"))
        return not unit.kinds & ~(k.ORDINARY | k.MODIFIER | k.PORTFOLIO | k.OTHER_END | k.CALENDAR) and bool(unit.kinds & k.ORDINARY)

    def _last_title(self, units: Sequence[Unit]) -> int:
        """Index of the last title of the chunk that belongs before a name, or -1."""
        last = len(units) - 1
        for index in range(last, -1, -1):
            unit = units[index]
            if not unit.kinds & (k.TITLE | k.HONORIFIC):
                continue
            if index == last:
                if unit.kinds & k.HONORIFIC and not unit.kinds & k.TITLE:
                    continue
                if index and unit.key in _SURNAME_TITLES and units[index - 1].kinds & k.GIVEN:
                    continue
                if unit.phrase or unit.kinds & k.TITLE:
                    return index
            tail = units[index + 1 :]
            if tail[-1].kinds & _ENDS and not tail[-1].kinds & k.GIVEN and (len(tail) > 1 or unit.key == "General"):
                return -1
            if unit.kinds & k.GIVEN and index and not units[index - 1].kinds & (k.TITLE | k.MODIFIER | k.PORTFOLIO):
                continue
            return index
        return -1

    def _after_title(self, units: list[Unit], end: int) -> int:
        """A title with nothing after it in its chunk: read "of the Interior", "to Manila", then the name."""
        run = self.run
        head = list(units)
        index = end
        while index + 1 < len(run) and not run[index].capital and run[index].key in _OFFICE_LINKS:
            index += 1
            if not run[index].capital:
                index += 1
            if index >= len(run) or not run[index].capital:
                return end
            more, end = chunk_units(run, index, self.lexicon)
            title = self._last_title(more)
            if 0 <= title < len(more) - 1:
                self._names(more[:title], end)
                self._person(more[title + 1 :], head + more[: title + 1])
                return end
            size = self._office_size(more)
            self._names(more[:size], end) if size == len(more) else self._office(more[:size])
            head += more[:size]
            if size < len(more):
                self._person(more[size:], head)
                return end
            end = max(end, self.found[-1].words and self._index_after(self.found[-1]) if self.found else end)
            index = end
            if index + 1 < len(run) and run[index].key == "and" and run[index + 1].kinds & k.PORTFOLIO:
                index += 1
                more, end = chunk_units(run, index, self.lexicon)
                size = self._office_size(more)
                head += more[:size]
                if size < len(more):
                    self._person(more[size:], head)
                    return end
                index = end
        return end

    def _index_after(self, candidate: Candidate) -> int:
        for index in range(len(self.run) - 1, -1, -1):
            if self.run[index].capital and self.run[index].end <= candidate.end:
                return index + 1
        return 0

    def _office_size(self, units: Sequence[Unit]) -> int:
        """How many of the leading units say what the office is for; what is left is the name of its holder."""
        size = 0
        for unit in units:
            if not unit.kinds & _OFFICE or (unit.kinds & k.GIVEN and not unit.kinds & k.COUNTRY):
                break
            size += 1
        if size == 0 and len(units) == 1:
            return 1
        if size == 0 and len(units) > 2:
            return next((i for i in range(1, len(units)) if units[i].kinds & k.GIVEN), 0)
        return size

    def _office(self, units: list[Unit]) -> None:
        """Organisations and places named in front of a title ("Russian Security Council Secretary")."""
        known = [i for i, unit in enumerate(units) if unit.kinds & (k.ORGANISATION | k.BODY | k.PLACE) and not unit.kinds & k.MODIFIER]
        if not known:
            return
        last = known[-1]
        unit = units[last]
        if unit.kinds & k.BODY and last > 0 and not unit.kinds & k.PORTFOLIO:
            self._add(units[: last + 1], "organisation", "organisation-head", CERTAIN)
            return
        for i in known:
            self._known(units[i])

    # --- names ------------------------------------------------------------------------------------------

    def _names(self, units: list[Unit], end: int) -> int:
        """Units without a title: bodies, agreements, places, people, and what is none of these."""
        while units and (units[0].kinds & k.CALENDAR and not units[0].kinds & k.GIVEN):
            units = units[1:]
        if not units:
            return end
        head = self._head(units)
        if head is not None:
            return self._headed(units, head, end)
        self._plain(units)
        return end

    def _head(self, units: Sequence[Unit]) -> int | None:
        """Index of the last unit that ends a name of its own kind, when there is one."""
        if units[0].kinds & k.GIVEN and not units[0].kinds & (k.PLACE | k.BODY) and len(units) == 2 and units[1].kinds & k.ORDINARY:
            return None
        for index in range(len(units) - 1, -1, -1):
            unit = units[index]
            if unit.kinds & (_ENDS | k.PLACE_FIRST) and not unit.phrase and (index == 0 or not unit.kinds & k.GIVEN):
                if unit.kinds & _ENDS:
                    return index
                if index == 0:
                    return index
        return None

    def _headed(self, units: list[Unit], head: int, end: int) -> int:
        unit = units[head]
        rest = units[head + 1 :]
        front = units[: head + 1]
        link = self.run[end].key if not rest and end < len(self.run) else ""
        if unit.kinds & k.PLACE_FIRST and not unit.kinds & _ENDS:
            if rest:
                self._add(units, "place", "place-head", LIKELY)
            return end
        if link in _LINKS or (link == "to" and unit.kinds & k.PACT) or (link == "in" and unit.kinds & k.PACT):
            if reach := self._extended(front, end):
                return reach
        if head == 0 and not rest:
            if unit.kinds & (k.ORGANISATION | k.PLACE | k.AGREEMENT):
                self._known(unit)
            return end
        if head == 0:
            self._plain(units)
            return end
        kind, rule = self._head_type(front, unit)
        if kind:
            self._add(front, kind, rule, CERTAIN if kind != "other" else FAIR)
        else:
            self._plain(front)
        if rest:
            self._names(rest, end)
        return end

    def _head_type(self, front: Sequence[Unit], head: Unit) -> tuple[EntityType | None, str]:
        before = front[:-1]
        plain = all(u.kinds & (k.DEMONYM | k.PLACE) for u in before)
        if head.kinds & k.PACT:
            return "agreement", "agreement-head"
        if plain and head.key in NOT_AFTER_PLACE:
            return None, ""
        if head.kinds & k.PLACE_END and not (head.kinds & k.BODY and not before[-1].kinds & k.PLACE):
            return "place", "place-head"
        if head.kinds & k.BODY:
            return "organisation", "organisation-head"
        if head.kinds & k.PLACE_END:
            return "place", "place-head"
        return "other", "other-head"

    def _extended(self, front: list[Unit], end: int) -> int:
        """A head that goes on: "Ministry of Foreign Affairs", "Treaty of Rome", "Gulf of Aden". 0 when it does not."""
        head = front[-1]
        kind: EntityType
        if head.kinds & k.PACT:
            kind, rule = "agreement", "agreement-head"
        elif head.key in PLACES_OF and not head.kinds & k.BODY_OF:
            kind, rule = "place", "place-head"
        elif head.kinds & k.BODY_OF:
            kind, rule = "organisation", "organisation-head"
        else:
            return 0
        index, last = end, end
        while index + 1 < len(self.run) and self.run[index].key in {*_LINKS, "to", "in"}:
            if self.run[index].key in {"to", "in"} and kind != "agreement":
                break
            index += 1
            if not self.run[index].capital:
                index += 1
            if index >= len(self.run) or not self.run[index].capital:
                break
            more, reach = chunk_units(self.run, index, self.lexicon)
            title = self._last_title(more)
            if title >= 0:
                if title == 0:
                    break
                more = more[:title]
                last = more[-1].last
                break
            last = index = reach
            index, last = self._and_portfolio(index, last)
            if kind == "place":
                break
        if last == end:
            return 0
        words = list(self.run[front[0].first : last])
        self._append(words, kind, rule, CERTAIN)
        return last

    def _and_portfolio(self, index: int, last: int) -> tuple[int, int]:
        """Go on over "and Tourism", where what follows is a subject and not another body."""
        run = self.run
        while index + 1 < len(run) and run[index].key in {"and", "&"} and run[index + 1].kinds & k.PORTFOLIO:
            more, reach = chunk_units(run, index + 1, self.lexicon)
            if any(unit.kinds & (k.TITLE | k.GIVEN) for unit in more):
                break
            index = last = reach
        return index, last

    # --- plain units ------------------------------------------------------------------------------------

    def _plain(self, units: list[Unit]) -> None:
        """Units with no head: known names one by one, what lies between them as people or unknown names."""
        own = k.PLACE | k.ORGANISATION | k.AGREEMENT | k.DEMONYM | k.CALENDAR
        index = 0
        while index < len(units):
            unit = units[index]
            if unit.kinds & own and not self._given(units, index):
                self._known(unit)
                index += 1
                continue
            stop = index + 1
            person = bool(unit.kinds & k.GIVEN)
            while stop < len(units) and (not units[stop].kinds & own or (person and stop == index + 1 and not units[stop].kinds & k.DEMONYM)):
                stop += 1
            self._unknown(units[index:stop])
            index = stop

    def _given(self, units: Sequence[Unit], index: int) -> bool:
        """Whether a word that is also a place is here a given name ("Israel Katz")."""
        if not units[index].kinds & k.GIVEN or index + 1 >= len(units):
            return False
        return not units[index + 1].kinds & (k.PLACE | k.ORGANISATION | k.DEMONYM | k.CALENDAR)

    def _known(self, unit: Unit) -> None:
        if unit.kinds & k.AGREEMENT:
            self._add([unit], "agreement", "gazetteer-agreement", CERTAIN)
        elif unit.kinds & k.ORGANISATION:
            self._add([unit], "organisation", "gazetteer-organisation", CERTAIN)
        elif unit.kinds & k.PLACE:
            self._add([unit], "place", "gazetteer-country" if unit.kinds & k.COUNTRY else "gazetteer-place", CERTAIN)

    def _person(self, units: list[Unit], head: list[Unit]) -> None:
        """A name after a title."""
        stop = next((i for i, unit in enumerate(units) if i and unit.kinds & (k.CALENDAR | k.ORGANISATION | k.DEMONYM)), len(units))
        name = units[:stop]
        self._add(name, "person", "title", CERTAIN)
        person = self.found[-1]
        first, last = self.run[head[0].first], self.run[head[-1].last - 1]
        person.honorific = head[-1].key
        if any(unit.kinds & k.TITLE for unit in head):
            person.title = (first.start, last.end)
        if stop < len(units):
            self._plain(units[stop:])

    def _unknown(self, units: list[Unit]) -> None:
        """A stretch no table knows: a person where a given name, an initial or a suffix says so, else a guess."""
        first = units[0]
        if len(units) == 1:
            self._single(first)
            return
        words = self.run[first.first : units[-1].last]
        if first.kinds & k.GIVEN or any(len(w.key) == 1 or w.kinds & k.SUFFIX or not w.capital for w in words[1:]):
            self._add(units, "person", "given-name", LIKELY)
        elif any(unit.kinds & (k.ORDINARY | k.PORTFOLIO | k.MODIFIER | k.OTHER_END) for unit in units) or len(units) > 4:
            self._add(units, "other", "capitals", GUESS)
        elif first.kinds & k.FAMILY_FIRST:
            self._add(units, "person", "family-name", FAIR)
        else:
            self._add(units, "person", "capitals", WEAK)

    def _single(self, unit: Unit) -> None:
        key = unit.key
        if unit.kinds & (k.ORDINARY | k.MODIFIER | k.PORTFOLIO | k.OTHER_END | k.TITLE | k.HONORIFIC | k.CALENDAR) and not unit.kinds & k.GIVEN:
            return
        if key in NOT_ORGANISATIONS or len(key) < 2 or (unit.initial and key.lower() in self.lower):
            return
        if key.isupper() and 2 < len(key) < 7:
            self._add([unit], "organisation", "capitals", WEAK)
        else:
            self._add([unit], "other", "capitals", GUESS)

    def _add(self, units: list[Unit], kind: EntityType, rule: str, strength: int) -> None:
        self._append(list(self.run[units[0].first : units[-1].last]), kind, rule, strength)

    def _append(self, words: list[Word], kind: EntityType, rule: str, strength: int) -> None:
        first = words[0]
        self.found.append(Candidate(first.start, words[-1].end, words, kind, rule, strength, initial=first.initial))
