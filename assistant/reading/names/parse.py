"""One run of capitals taken apart: what stands before a title, the title, who holds it, and names without titles."""

from __future__ import annotations

from collections.abc import Container

from assistant.reading.lexicon import kinds as k
from assistant.reading.lexicon.table import Lexicon
from assistant.reading.names.candidates import Candidate
from assistant.reading.names.naming import Namer
from assistant.reading.names.tokens import Word
from assistant.reading.names.units import Unit, chunk_units, last_title

_OFFICE_LINKS = frozenset({"of", "for", "to", "at", "on", "in"})
_OFFICE = k.PORTFOLIO | k.PLACE | k.DEMONYM | k.ORGANISATION | k.BODY | k.PLACE_END
_PLACE = k.PLACE | k.COUNTRY | k.PHRASE
_INITIAL_ENDS = ("ing", "ly", "ed")


class Parser:
    """Takes runs apart into candidates. `written` holds the text's words as they stand."""

    def __init__(self, lexicon: Lexicon, text: str, written: Container[str]) -> None:
        self.lexicon = lexicon
        self.written = written
        self.namer = Namer(lexicon, text, written)

    def parse(self, run: list[Word]) -> list[Candidate]:
        """The candidates of one run in order of position."""
        self.namer.begin(run)
        if len(run) == 1 and not run[0].kinds & ~_PLACE:
            self.namer.single(run[0])
            return self.namer.found
        index = 0
        while index < len(run):
            index = self._chunk(run, index) if run[index].capital else index + 1
        return self.namer.found

    def _chunk(self, run: list[Word], index: int) -> int:
        units, end = chunk_units(run, index, self.lexicon)
        while units and (not run[units[0].first].capital or self._is_ordinary(units[0], units[1:2])):
            if len(units) == 1:
                self.namer.ordinary(units[0])
            units = units[1:]
        if not units:
            return end
        title = last_title(units)
        if title < 0:
            return self.namer.names(units, end)
        self.namer.office(units[:title])
        if title < len(units) - 1:
            self.namer.person(units[title + 1 :], units[: title + 1])
            return self._others(run, end, units[title]) if units[title].kinds & k.PLURAL else end
        return self._after_title(run, units, end)

    def _is_ordinary(self, unit: Unit, after: list[Unit]) -> bool:
        """Whether the unit is a plain word that only its place in the sentence made a capital."""
        if unit.phrase:
            return False
        if unit.kinds & k.FUNCTION and not unit.kinds & ~(k.FUNCTION | k.ORDINARY | k.MODIFIER):
            return not (after and unit.kinds & k.MODIFIER and after[0].kinds & (k.TITLE | k.MODIFIER | k.PORTFOLIO))
        if unit.kinds & k.PORTFOLIO and after and after[0].kinds & k.TITLE:
            return False  # "Trade Minister" is an office also where the text writes "trade" elsewhere
        low = unit.key.lower()
        if not unit.initial:
            return False
        if not unit.kinds:
            return low in self.written or low.endswith(_INITIAL_ENDS)
        only = k.ORDINARY | k.MODIFIER | k.PORTFOLIO | k.OTHER_END | k.CALENDAR
        return unit.kinds == k.ORDINARY or (
            bool(unit.kinds & k.ORDINARY) and not unit.kinds & ~only and low in self.written
        )

    def _others(self, run: list[Word], end: int, title: Unit) -> int:
        """The second of "Presidents X and Y"."""
        if end + 1 < len(run) and run[end].key == "and" and run[end + 1].capital:
            units, reach = chunk_units(run, end + 1, self.lexicon)
            if last_title(units) < 0 and not any(unit.kinds & (k.BODY | k.ORGANISATION | k.COUNTRY) for unit in units):
                self.namer.person(units, [title])
                self.namer.found[-1].title = None
                return reach
        return end

    def _after_title(self, run: list[Word], head: list[Unit], end: int) -> int:
        """A title with nothing after it in its chunk: read on over "of the Interior", "to Manila", up to the name."""
        index = end
        while (index := _after_link(run, index)) > 0:
            units, reach = chunk_units(run, index, self.lexicon)
            title = last_title(units)
            if 0 <= title < len(units) - 1:
                self.namer.office(units[:title])
                self.namer.person(units[title + 1 :], head + units[: title + 1])
                return reach
            size = _office_size(units)
            if size < len(units):
                self.namer.office(units[:size])
                self.namer.person(units[size:], head + units[:size])
                return reach
            subject = all(unit.kinds & (k.PORTFOLIO | k.MODIFIER) for unit in units)
            end = index = reach if subject else self.namer.names(units, reach)
            head = head + units
        return end


def _after_link(run: list[Word], index: int) -> int:
    """The capital after "of", "to the" and the like at `index`, or after "and" before another subject; else 0."""
    if index + 1 >= len(run) or run[index].capital:
        return 0
    if run[index].key == "and":
        return index + 1 if run[index + 1].kinds & k.PORTFOLIO else 0
    if run[index].key not in _OFFICE_LINKS:
        return 0
    index += 1 if run[index + 1].capital else 2
    return index if index < len(run) and run[index].capital else 0


def _office_size(units: list[Unit]) -> int:
    """How many of the leading units say what the office is for; what is left is the name of its holder."""
    size = 0
    for unit in units:
        if not unit.kinds & _OFFICE or (unit.kinds & k.GIVEN and not unit.kinds & k.COUNTRY):
            break
        size += 1
    if size == 0:
        return next((i for i, unit in enumerate(units) if i and unit.kinds & k.GIVEN), len(units))
    return size
