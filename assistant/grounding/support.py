"""Which sentences of the cited excerpts a claim rests on, and which of its words they carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.grounding.analysis import Sentence, Text
from assistant.grounding.lexicon.synonyms import COMMON, SPEECH
from assistant.grounding.words import ROOT, Word, derived, key_of, stand_ins
from assistant.types import Excerpt

MOST_SENTENCES = 3
"""Sentences of one excerpt a claim may rest on."""

_LIGHT = frozenset(key_of(word) for word in (*SPEECH, *COMMON))
_LIGHT_WEIGHT = 0.3


@dataclass(frozen=True, slots=True)
class Source:
    """A cited excerpt and its reading."""

    excerpt: Excerpt
    text: Text


class Support:
    """A claim against its sources: the sentences it rests on and what they carry."""

    def __init__(self, claim: Text, sources: Sequence[Source]) -> None:
        self.claim = claim
        self.sources = sources

    @cached_property
    def units(self) -> tuple[Word, ...]:
        """The claim's content words, without numbers and calendar expressions, which are checked apart."""
        return tuple(word for sentence in self.claim.sentences for word in sentence.units)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences the claim rests on, best first, of all sources."""
        return tuple(
            sentence
            for source, found in zip(self.sources, self._found, strict=True)
            for sentence in self._chosen(source.text, found)
        )

    @cached_property
    def matches(self) -> dict[int, list[tuple[Sentence, int]]]:
        """For each unit (by its start) the words of the supporting sentences that carry it, as sentence and index."""
        found: dict[int, list[tuple[Sentence, int]]] = {unit.start: [] for unit in self.units}
        places = {id(source.text): places for source, places in zip(self.sources, self._found, strict=True)}
        for sentence in self.sentences:
            for start, here in places[id(sentence.whole)].items():
                found[start] += [(sentence, at) for at in here.get(sentence.index, ())]
        return found

    @cached_property
    def lowers(self) -> frozenset[str]:
        """Every word of the supporting sentences in lower case."""
        return frozenset(lower for sentence in self.sentences for lower in sentence.lowers)

    @cached_property
    def coverage(self) -> float:
        """The weight of the claim's units that the supporting sentences carry, 0 to 1. More support never lowers it."""
        total = sum(weight(unit) for unit in self.units)
        return sum(weight(unit) for unit in self.units if self.matches[unit.start]) / total if total else 0.0

    @cached_property
    def _shares(self) -> dict[int, float]:
        total = sum(map(weight, self.units))
        return {
            id(sentence): sum(
                weight(unit) / total
                for unit in self.units
                if any(found is sentence for found, _ in self.matches[unit.start])
            )
            for sentence in self.sentences
        }

    def share(self, sentence: Sentence) -> float:
        """The share of the claim's weight that one supporting sentence carries by itself."""
        return self._shares[id(sentence)]

    @cached_property
    def silent(self) -> frozenset[int]:
        """The indices of the sources that carry nothing but part of what another one carries.

        What such a source has beside that, a date or a number, is of something else where the other has its own.
        """
        carried: dict[int, set[int]] = {id(source.text): set() for source in self.sources}
        for start, places in self.matches.items():
            for sentence, _ in places:
                carried[id(sentence.whole)].add(start)
        units = [carried[id(source.text)] for source in self.sources]
        return frozenset(at for at, mine in enumerate(units) if any(mine < other for other in units))

    def bears(self, sentence: Sentence) -> bool:
        """Whether the sentence is of a source that is not silent."""
        return any(source.text is sentence.whole and at not in self.silent for at, source in enumerate(self.sources))

    @cached_property
    def _found(self) -> list[dict[int, dict[int, list[int]]]]:
        """For each source and each unit (by its start) the sentences that carry it, with the words that do."""
        return [{unit.start: _carrying(unit, source.text) for unit in self.units} for source in self.sources]

    def _chosen(self, text: Text, places: Mapping[int, Mapping[int, object]]) -> Iterator[Sentence]:
        """The best sentence, then those that add to it: two new words anywhere, one beside it."""
        left: dict[int, list[Word]] = {}
        for unit in self.units:
            for number in places[unit.start]:
                left.setdefault(number, []).append(unit)
        chosen: list[int] = []
        for _ in range(min(MOST_SENTENCES, len(left))):
            best = max(sorted(left), key=lambda number: sum(map(weight, left[number])))
            if not self._adds(best, left[best], chosen):
                return
            chosen.append(best)
            have = {unit.start for unit in left.pop(best)}
            left = {number: [unit for unit in new if unit.start not in have] for number, new in left.items()}
            yield text.sentences[best]

    @staticmethod
    def _adds(number: int, new: Sequence[Word], chosen: Sequence[int]) -> bool:
        if not chosen:
            return True
        fresh = [unit for unit in new if not unit.capital and unit.key not in _LIGHT]
        beside = not {number - 1, number + 1}.isdisjoint(chosen)
        return bool(fresh if beside else fresh[1:])


def weight(unit: Word) -> float:
    """What a word counts for: speech verbs and the commonest words little, since they tell little."""
    return _LIGHT_WEIGHT if unit.key in _LIGHT else 1.0


def carries(word: Word, unit: Word) -> bool:
    """Whether a word of an excerpt carries a claim's."""
    if word.key in stand_ins(unit.key):
        return True
    return not unit.capital and derived(unit.key, word.key)


def _carrying(unit: Word, text: Text) -> dict[int, list[int]]:
    """The sentences of a text that carry the unit, by index, with the indices of the words that do."""
    same = stand_ins(unit.key)
    roots = () if unit.capital else text.roots.get(unit.key[:ROOT], ())
    index = text.index
    keys = [key for key in same if key in index]
    keys += [key for key in roots if key not in same and derived(unit.key, key)]
    found: dict[int, list[int]] = {}
    for number, at in sorted(place for key in keys for place in index[key]):
        found.setdefault(number, []).append(at)
    return found
