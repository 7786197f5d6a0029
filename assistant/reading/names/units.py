"""Words of a run grouped into units: a known name of several words is one unit, any other word its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.lexicon import kinds
from assistant.reading.lexicon.given import PARTICLES
from assistant.reading.lexicon.table import Lexicon
from assistant.reading.names.tokens import Word


@dataclass(slots=True)
class Unit:
    """The words `first` to `last` (exclusive) of a run and what they can be together."""

    first: int
    last: int
    kinds: int
    key: str
    initial: bool = False
    phrase: bool = False


def phrase_at(run: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The longest entry of several words that begins at `index`: where it ends and its bits."""
    if index + 1 >= len(run):
        return None
    second = run[index + 1].key
    for words, bits in lexicon.phrases.get(run[index].key, ()):
        end = index + len(words)
        if words[1] == second and end <= len(run) and all(run[index + k].key == words[k] for k in range(2, len(words))):
            return end, bits
    return None


def chunk_units(run: Sequence[Word], index: int, lexicon: Lexicon) -> tuple[list[Unit], int]:
    """The units from `index` up to the first connector that is neither a particle nor a title, and where it stands."""
    units: list[Unit] = []
    size = len(run)
    while index < size:
        word = run[index]
        if word.capital:
            unit = _unit(run, index, lexicon)
            if (
                units
                and unit.kinds
                and not unit.kinds & ~(kinds.ORDINARY | kinds.FUNCTION)
                and (unit.initial or unit.kinds & kinds.FUNCTION)
            ):
                break
            units.append(unit)
            index = unit.last
        elif units and _continues(units[-1], word, run, index):
            units.append(Unit(index, index + 1, word.kinds, word.key))
            index += 1
        else:
            break
    while units and not run[units[-1].first].capital:
        index = units.pop().first
    return units, index


def _unit(run: Sequence[Word], index: int, lexicon: Lexicon) -> Unit:
    word = run[index]
    if word.kinds & kinds.PHRASE and (found := phrase_at(run, index, lexicon)):
        return Unit(index, found[0], found[1], word.key, word.initial, phrase=True)
    return Unit(index, index + 1, word.kinds & ~kinds.PHRASE, word.key, word.initial)


_SURNAME_TITLES = frozenset(
    """King Major Bishop Pope Dean Judge Marshal Prince Chancellor Cardinal Queen Constable Sheriff Justice Head Chief
    Speaker Abbot Boss Price""".split()
)
_ENDS = kinds.BODY | kinds.PACT | kinds.OTHER_END | kinds.PLACE_END


def last_title(units: Sequence[Unit]) -> int:
    """Index of the last title of a chunk that belongs before a name, or -1."""
    last = len(units) - 1
    for index in range(last, -1, -1):
        unit = units[index]
        if not unit.kinds & (kinds.TITLE | kinds.HONORIFIC):
            continue
        if index == last:
            if unit.kinds & kinds.TITLE and not (
                index and unit.key in _SURNAME_TITLES and units[index - 1].kinds & kinds.GIVEN
            ):
                return index
            continue
        tail = units[index + 1 :]
        if (
            tail[-1].kinds & _ENDS
            and not tail[-1].kinds & kinds.GIVEN
            and (len(tail) > 1 or unit.key in {"General", "Executive", "Chief"})
        ):
            return -1
        if unit.kinds & kinds.GIVEN and not (
            index and units[index - 1].kinds & (kinds.TITLE | kinds.MODIFIER | kinds.PORTFOLIO)
        ):
            continue
        return index
    return -1


_NOT_BEFORE_PARTICLE = kinds.PLACE | kinds.DEMONYM | kinds.BODY | kinds.TITLE | kinds.CALENDAR | kinds.ORGANISATION


def _continues(unit: Unit, word: Word, run: Sequence[Word], index: int) -> bool:
    if word.kinds & kinds.TITLE:
        return True
    if word.key not in PARTICLES or index + 1 >= len(run):
        return False
    return bool(unit.kinds & kinds.GIVEN) or not unit.kinds & _NOT_BEFORE_PARTICLE
