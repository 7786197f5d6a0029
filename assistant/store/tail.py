"""The newest documents, which the index has not seen yet, searched by themselves.

They are scored as the index would score them: BM25 with its own constants, lengths rounded as it rounds them, and its
statistics. So a document stands in the same place of a ranking before and after it is indexed, up to the little by
which it moves the statistics itself.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.store.analysis import stems, undotted
from assistant.store.index import Entry, Found, Plan, best_first

_K1, _B = 1.2, 0.75  # tantivy's
_EXACT_LENGTHS, _STEPS = 40, 8  # lengths up to 40 are kept as they are, then in 8 steps from one doubling to the next

Statistics = Callable[[str], tuple[int, float]]
"""Of a field the number of passages and their average length."""

Frequency = Callable[[str, str], int]
"""Of a field and a stem the number of passages that have it."""


class TailDocument:
    """The entries of one document by their words, which are read out of them when a search has to know them.

    Safe for several threads: two that read the words of a field at once come to the same.
    """

    __slots__ = ("_fields", "entities", "entries")

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.entities = [frozenset(entry.entities) for entry in entries]
        self._fields: dict[str, Words] = {}

    def words(self, field: str) -> Words:
        """The words of a field."""
        if field not in self._fields:
            self._fields[field] = _words(self.entries, field)
        return self._fields[field]

    def in_a_row(self, place: int, wanted: tuple[str, ...]) -> int:
        """How often the text of the entry at this place has these stems one after the other."""
        body = stems(self.entries[place].body)
        starts = (start for start, stem in enumerate(body) if stem == wanted[0])
        return sum(tuple(body[start : start + len(wanted)]) == wanted for start in starts)


@dataclass(frozen=True, slots=True)
class Words:
    """A field of some entries: how long it is in each, as the index keeps it, and where each stem stands.

    `stems` has for each the places of the entries, each place with how often after it: no pairs, which would be many
    objects.
    """

    lengths: list[int]
    stems: dict[str, list[int]]

    def places(self, stem: str) -> list[int]:
        """The places of the entries that have this stem."""
        return self.stems.get(stem, [])[::2]


def _words(entries: Sequence[Entry], field: str) -> Words:
    found = defaultdict[str, list[int]](list)
    lengths: list[int] = []
    for place, entry in enumerate(entries):
        analysed = _ANALYSES[field](entry)
        lengths.append(rounded(len(analysed)))
        for stem, times in Counter(analysed).items():
            found[stem] += (place, times)
    return Words(lengths, dict(found))


_ANALYSES: dict[str, Callable[[Entry], list[str]]] = {
    "scored": lambda entry: _title(entry.title) + stems(undotted(entry.body)),
    "lead": lambda entry: stems(undotted(entry.lead)) if entry.lead else [],
    "body": lambda entry: stems(entry.body) if entry.with_phrases else [],
}
"""The stems of each field, as the index takes them."""


@lru_cache(maxsize=256)
def _title(title: str) -> list[str]:
    return stems(undotted(title)) if title else []


def rounded(length: int) -> int:
    """A field's length as the index keeps it, in one byte, rounded down.

    Source: tantivy's table of field norms, which is Lucene's SmallFloat.
    """
    if length <= _EXACT_LENGTHS:
        return length
    lowest, step = _EXACT_LENGTHS, 2
    while length >= lowest + _STEPS * step:
        lowest, step = lowest + _STEPS * step, 2 * step
    return lowest + (length - lowest) // step * step


def search_tail(
    tail: Sequence[TailDocument], plan: Plan, limit: int, statistics: Statistics, frequency: Frequency
) -> list[Found]:
    """What fits the plan, in the order of `TextIndex.search`."""
    tail = [one for one in tail if _fits(one.entries[0], plan)]
    if not plan.is_ranked:
        entries = (one.entries[place] for one in tail for place in _naming(one, range(len(one.entries)), plan))
        newest = sorted(entries, key=lambda entry: -entry.rank_day)
        return [Found(entry.passage, 0.0, entry.rank_day) for entry in newest[:limit]]
    scorer = _Scorer(plan, statistics, frequency)
    found: list[Found] = []
    for one in tail:
        scores = scorer.scores(one)
        found += [Found(one.entries[place].passage, scores[place]) for place in _naming(one, scores, plan)]
    return sorted(found, key=best_first)[:limit]


def count_tail(tail: Iterable[TailDocument], plan: Plan, stem: str) -> int:
    """How many entries pass the plan's filters and have this stem in their text."""
    return sum(len(_naming(one, one.words("body").places(stem), plan)) for one in tail if _fits(one.entries[0], plan))


def _fits(entry: Entry, plan: Plan) -> bool:
    """Whether the document of an entry passes the plan's filters."""
    if plan.lo is not None or plan.hi is not None:
        day = entry.rank_day
        if not day or day < (plan.lo or 0) or (plan.hi is not None and day > plan.hi):
            return False
    return (
        all(entry.source in names for names in plan.sources)
        and (plan.collections is None or entry.collection in plan.collections)
        and (plan.documents is None or entry.document in plan.documents)
    )


def _naming(one: TailDocument, places: Iterable[int], plan: Plan) -> list[int]:
    """Those of the places whose entries name what the plan asks for."""
    if plan.entities is None:
        return list(places)
    return [place for place in places if not one.entities[place].isdisjoint(plan.entities)]


class _Scorer:
    """The scores of one plan."""

    def __init__(self, plan: Plan, statistics: Statistics, frequency: Frequency) -> None:
        self._frequency = frequency
        self._numbers = {field: statistics(field) for field in _fields(plan)}
        self._damping = {field: (_K1 * (1 - _B), _K1 * _B / average) for field, (_, average) in self._numbers.items()}
        weights = [(stem, 1.0) for stem in plan.words] + list(plan.related)
        self._scored = [(stem, weight * self._worth("scored", (stem,))) for stem, weight in weights]
        lead = plan.words if plan.lead_weight else ()
        self._lead = [(stem, plan.lead_weight * self._worth("lead", (stem,))) for stem in lead]
        phrases = [tuple(stems(phrase)) for phrase in plan.phrases]
        self._phrases = [(phrase, self._worth("body", phrase)) for phrase in phrases if phrase]

    def scores(self, one: TailDocument) -> dict[int, float]:
        """The scores of a document's entries by their places; those are left out that lack a phrase, or every word
        where no phrase is asked for.
        """
        scores = self._of_words("scored", self._scored, one)
        if self._lead:
            _add(scores, self._of_words("lead", self._lead, one))
        if self._phrases:
            phrases = self._of_phrases(one)
            return {place: score + scores.get(place, 0.0) for place, score in phrases.items()}
        return scores

    def _of_words(self, field: str, words: Sequence[tuple[str, float]], one: TailDocument) -> dict[int, float]:
        scores: dict[int, float] = {}
        if not words:
            return scores
        has = one.words(field)
        least, by_length = self._damping[field]
        for stem, worth in words:
            there = has.stems.get(stem, []) if worth else []
            for place, times in zip(there[::2], there[1::2], strict=True):
                score = worth * times / (times + least + by_length * has.lengths[place])
                scores[place] = scores.get(place, 0.0) + score
        return scores

    def _of_phrases(self, one: TailDocument) -> dict[int, float]:
        """The scores of the entries that have every phrase."""
        body = one.words("body")
        least, by_length = self._damping["body"]
        first, *others = {stem for phrase, _ in self._phrases for stem in phrase}
        scores: dict[int, float] = {}
        for place in set(body.places(first)).intersection(*map(body.places, others)):
            found = [(worth, one.in_a_row(place, phrase)) for phrase, worth in self._phrases]
            damping = least + by_length * body.lengths[place]
            if all(times for _, times in found):
                scores[place] = sum(worth * times / (times + damping) for worth, times in found)
        return scores

    def _worth(self, field: str, in_a_row: tuple[str, ...]) -> float:
        """What stems that stand in a row add to a score at most."""
        number = self._numbers[field][0]
        rare = 0.0
        for stem in in_a_row:
            having = min(self._frequency(field, stem), number)
            rare += math.log(1 + (number - having + 0.5) / (having + 0.5))
        return rare * (_K1 + 1)


def _fields(plan: Plan) -> list[str]:
    asked = {"scored": plan.words or plan.related, "lead": plan.lead_weight, "body": plan.phrases}
    return [field for field, used in asked.items() if used]


def _add(scores: dict[int, float], more: dict[int, float]) -> None:
    for place, score in more.items():
        scores[place] = scores.get(place, 0.0) + score
