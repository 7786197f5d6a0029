"""Which sentences of the cited excerpts a claim rests on, and which of its words they carry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.grounding.analysis import Sentence, Text
from assistant.grounding.lexicon.synonyms import COMMON, SPEECH
from assistant.grounding.words import ROOT, Word, derived, key_of, stand_ins
from assistant.types import Excerpt

MOST_SENTENCES = 3
"""Sentences of one excerpt a claim may rest on."""

_LIGHT = frozenset(key_of(word) for word in SPEECH) | frozenset(key_of(word) for word in COMMON)
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
        return tuple(sentence for source in self.sources for sentence in self._chosen(source.text))

    @cached_property
    def matches(self) -> dict[int, list[tuple[Sentence, int]]]:
        """For each unit (by its start) the words of the supporting sentences that carry it, as sentence and index."""
        return {unit.start: list(self._carrying(unit)) for unit in self.units}

    @cached_property
    def coverage(self) -> float:
        """The weight of the claim's units that the supporting sentences carry, 0 to 1. More support never lowers it."""
        total = sum(weight(unit) for unit in self.units)
        return sum(weight(unit) for unit in self.units if self.matches[unit.start]) / total if total else 0.0

    def _carrying(self, unit: Word) -> Iterator[tuple[Sentence, int]]:
        for sentence in self.sentences:
            places = sentence.places
            for at in sorted(at for key in _carrying_keys(unit, sentence) for at in places[key]):
                yield sentence, at

    def _chosen(self, text: Text) -> Iterator[Sentence]:
        """The best sentence, then those that add to it: two new words anywhere, one beside it."""
        found = {sentence: _found(self.units, sentence) for sentence in text.sentences}
        chosen: list[Sentence] = []
        have: set[int] = set()
        while len(chosen) < MOST_SENTENCES:
            best = max(found, key=lambda sentence: self._gain(found[sentence] - have), default=None)
            if best is None or not self._adds(best, found[best] - have, chosen):
                return
            chosen.append(best)
            have |= found.pop(best)
            yield best

    def _gain(self, starts: set[int]) -> float:
        return sum(weight(unit) for unit in self.units if unit.start in starts)

    def _adds(self, sentence: Sentence, new: set[int], chosen: Sequence[Sentence]) -> bool:
        if not new:
            return False
        if not chosen:
            return True
        fresh = sum(1 for unit in self.units if unit.start in new and not unit.capital and weight(unit) == 1)
        beside = any(abs(sentence.index - other.index) == 1 for other in chosen)
        return fresh >= (1 if beside else 2)


def weight(unit: Word) -> float:
    """What a word counts for: speech verbs and the commonest words little, since they tell little."""
    return _LIGHT_WEIGHT if unit.key in _LIGHT else 1.0


def carries(word: Word, unit: Word) -> bool:
    """Whether a word of an excerpt carries a claim's."""
    if word.key == unit.key or word.key in stand_ins(unit.key):
        return True
    return not unit.capital and derived(unit.key, word.key)


def _carrying_keys(unit: Word, sentence: Sentence) -> set[str]:
    """The keys of the sentence that carry the unit."""
    places = sentence.places
    found = {key for key in stand_ins(unit.key) if key in places}
    if not unit.capital and len(unit.key) >= ROOT:
        found.update(key for key in sentence.roots.get(unit.key[:ROOT], ()) if derived(unit.key, key))
    return found


def _found(units: Sequence[Word], sentence: Sentence) -> set[int]:
    keys = sentence.places.keys()
    return {unit.start for unit in units if not stand_ins(unit.key).isdisjoint(keys) or _carrying_keys(unit, sentence)}
