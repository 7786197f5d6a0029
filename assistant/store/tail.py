"""The newest documents, which the index has not seen yet, searched by themselves.

They are scored as the index would score them: BM25 with its own constants, lengths rounded as it rounds them, and its
statistics. So a document stands in the same place of a ranking before and after it is indexed, up to the little by
which it moves the statistics itself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from sys import intern

from assistant.store.analysis import stems, undotted
from assistant.store.index import Entry, Found, Plan, best_first

_K1, _B = 1.2, 0.75  # tantivy's
_EXACT_LENGTHS, _STEPS = 40, 8  # lengths up to 40 are kept as they are, then in 8 steps from one doubling to the next

Statistics = Callable[[str], tuple[int, float]]
"""Of a field the number of passages and their average length."""

Frequency = Callable[[str, str], int]
"""Of a field and a stem the number of passages that have it."""


@dataclass(frozen=True, slots=True)
class TailEntry:
    """An entry, without its text, by its words: `counts` says how often each stem occurs in a field, `lengths` how
    long the field is, and `body` has the stems of the text in order.
    """

    entry: Entry
    entities: frozenset[int]
    counts: Mapping[str, Mapping[str, int]]
    lengths: Mapping[str, int]
    body: tuple[str, ...]

    def has(self, field: str, stem: str) -> bool:
        """Whether a field has this stem."""
        return stem in (self.body if field == "body" else self.counts[field])


@dataclass(frozen=True, slots=True)
class _Term:
    """Stems that must stand in a row in a field, and what they add to a score where they are frequent."""

    field: str
    stems: tuple[str, ...]
    weight: float


def tail_entry(entry: Entry) -> TailEntry:
    """An entry by its words, analysed as the index does it."""
    text = stems(entry.body)
    plain = undotted(entry.body)
    scored = stems(undotted(entry.title)) + (text if plain == entry.body else stems(plain))
    lead = stems(undotted(entry.lead))
    body = tuple(map(intern, text)) if entry.with_phrases else ()
    return TailEntry(
        replace(entry, title="", body="", lead=""),
        frozenset(entry.entities),
        {"scored": Counter(map(intern, scored)), "lead": Counter(map(intern, lead))},
        {"scored": rounded(len(scored)), "lead": rounded(len(lead)), "body": rounded(len(body))},
        body,
    )


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
    tail: Sequence[TailEntry], plan: Plan, limit: int, statistics: Statistics, frequency: Frequency
) -> list[Found]:
    """What fits the plan, in the order of `TextIndex.search`."""
    fitting = [item for item in tail if _passes(item, plan)]
    if not plan.is_ranked:
        newest = sorted(fitting, key=lambda item: -item.entry.rank_day)
        return [Found(item.entry.passage, 0.0, item.entry.rank_day) for item in newest[:limit]]
    scorer = _Scorer(plan, statistics, frequency)
    scores = ((item, scorer.score(item)) for item in fitting)
    found = [Found(item.entry.passage, score) for item, score in scores if score is not None]
    return sorted(found, key=best_first)[:limit]


def count_tail(tail: Iterable[TailEntry], plan: Plan, stem: str) -> int:
    """How many entries pass the plan's filters and have this stem in their text."""
    return sum(stem in item.body and _passes(item, plan) for item in tail)


def _passes(item: TailEntry, plan: Plan) -> bool:
    entry = item.entry
    if plan.lo is not None or plan.hi is not None:
        day = entry.rank_day
        if not day or day < (plan.lo or 0) or (plan.hi is not None and day > plan.hi):
            return False
    return (
        all(entry.source in names for names in plan.sources)
        and (plan.collections is None or entry.collection in plan.collections)
        and (plan.entities is None or not item.entities.isdisjoint(plan.entities))
        and (plan.documents is None or entry.document in plan.documents)
    )


class _Scorer:
    """The scores of one plan."""

    def __init__(self, plan: Plan, statistics: Statistics, frequency: Frequency) -> None:
        self._frequency = frequency
        self._numbers = {field: statistics(field) for field in _fields(plan)}
        self._words = [self._term("scored", (stem,)) for stem in plan.words]
        self._words += [self._term("scored", (stem,), weight) for stem, weight in plan.related]
        if plan.lead_weight:
            self._words += [self._term("lead", (stem,), plan.lead_weight) for stem in plan.words]
        phrases = [tuple(stems(phrase)) for phrase in plan.phrases]
        self._phrases = [self._term("body", phrase) for phrase in phrases if phrase]
        self._wanted = {
            field: {term.stems[0] for term in self._words if term.field == field} for field in ("scored", "lead")
        }

    def score(self, item: TailEntry) -> float | None:
        """The score, None where a phrase is missing, or every word where no phrase is asked for."""
        total = 0.0
        for phrase in self._phrases:
            times = _times(phrase.stems, item)
            if not times:
                return None
            total += self._part(phrase, times, item)
        present = {field: wanted & item.counts[field].keys() for field, wanted in self._wanted.items()}
        if not self._phrases and not any(present.values()):
            return None
        for word in self._words:
            if word.stems[0] in present[word.field]:
                total += self._part(word, item.counts[word.field][word.stems[0]], item)
        return total

    def _term(self, field: str, in_a_row: tuple[str, ...], weight: float = 1.0) -> _Term:
        number = self._numbers[field][0]
        rare = 0.0
        for stem in in_a_row:
            having = min(self._frequency(field, stem), number)
            rare += math.log(1 + (number - having + 0.5) / (having + 0.5))
        return _Term(field, in_a_row, weight * rare * (_K1 + 1))

    def _part(self, term: _Term, times: int, item: TailEntry) -> float:
        average = self._numbers[term.field][1]
        return term.weight * times / (times + _K1 * (1 - _B + _B * item.lengths[term.field] / average))


def _fields(plan: Plan) -> list[str]:
    asked = {"scored": plan.words or plan.related, "lead": plan.lead_weight, "body": plan.phrases}
    return [field for field, used in asked.items() if used]


def _times(in_a_row: tuple[str, ...], item: TailEntry) -> int:
    """How often the stems stand one after the other."""
    if any(stem not in item.body for stem in in_a_row):
        return 0
    length = len(in_a_row)
    return sum(
        stem == in_a_row[0] and item.body[place : place + length] == in_a_row for place, stem in enumerate(item.body)
    )
