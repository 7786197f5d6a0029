"""The newest documents, which the index has not seen yet, searched by themselves.

They are scored as the index would score them: BM25 with its own constants, lengths rounded as it rounds them, and its
statistics. So a document stands in the same place of a ranking before and after it is indexed, up to the little by
which it moves the statistics itself.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from sys import intern

from assistant.store.analysis import stems, undotted
from assistant.store.index import Entry, Found, Plan, best_first

_K1, _B = 1.2, 0.75  # tantivy's
_EXACT_LENGTHS, _STEPS = 40, 8  # lengths up to 40 are kept as they are, then in 8 steps from one doubling to the next

Statistics = Callable[[str], tuple[int, float]]
"""Of a field the number of passages and their average length."""

Frequency = Callable[[str, str], int]
"""Of a field and a stem the number of passages that have it."""


class TailEntry:
    """An entry by its words, which are read out of it when a search has to know them."""

    __slots__ = ("_body", "_scored", "entities", "entry", "lead", "lengths", "read")

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.entities = frozenset(entry.entities)
        self.read = False
        self.lengths: dict[str, int] = {}
        self.lead: dict[str, int] = {}
        self._scored: dict[str, int] = {}
        self._body: tuple[str, ...] = ()

    @property
    def scored(self) -> dict[str, int]:
        """How often each stem occurs in title and text; `lead` is the same of how a document begins."""
        if not self.read:
            self._read()
        return self._scored

    @property
    def body(self) -> tuple[str, ...]:
        """The stems of the text, in order."""
        if not self.read:
            self._read()
        return self._body

    def has(self, field: str, stem: str) -> bool:
        """Whether a field has this stem."""
        if field == "body":
            return stem in self.body
        return stem in (self.scored if field == "scored" else self.lead)

    def length(self, field: str) -> int:
        """How long a field is, as the index keeps it."""
        if not self.read:
            self._read()
        return self.lengths[field]

    def _read(self) -> None:
        """Analyse the texts as the index does it; two threads that do so at once come to the same."""
        entry = self.entry
        text = stems(entry.body)
        plain = undotted(entry.body)
        scored = _title(entry.title) + (text if plain == entry.body else stems(plain))
        lead = stems(undotted(entry.lead)) if entry.lead else []
        self._body = tuple(map(intern, text)) if entry.with_phrases else ()
        self._scored, self.lead = dict(Counter(scored)), dict(Counter(lead))
        self.lengths = {"scored": rounded(len(scored)), "lead": rounded(len(lead)), "body": rounded(len(self._body))}
        self.read = True


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
    tail: Sequence[TailEntry], plan: Plan, limit: int, statistics: Statistics, frequency: Frequency
) -> list[Found]:
    """What fits the plan, in the order of `TextIndex.search`."""
    fitting = [item for item in tail if _passes(item, plan)] if _has_filters(plan) else tail
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


def _has_filters(plan: Plan) -> bool:
    bounds = (plan.lo, plan.hi, plan.collections, plan.entities, plan.documents)
    return bool(plan.sources) or any(bound is not None for bound in bounds)


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
        weights = [(stem, 1.0) for stem in plan.words] + list(plan.related)
        self._scored = [(stem, weight * self._worth("scored", (stem,))) for stem, weight in weights]
        lead = plan.words if plan.lead_weight else ()
        self._lead = [(stem, plan.lead_weight * self._worth("lead", (stem,))) for stem in lead]
        phrases = [tuple(stems(phrase)) for phrase in plan.phrases]
        self._phrases = [(phrase, self._worth("body", phrase)) for phrase in phrases if phrase]

    def score(self, item: TailEntry) -> float | None:
        """The score, None where a phrase is missing, or every word where no phrase is asked for."""
        total = 0.0
        for phrase, worth in self._phrases:
            times = _times(phrase, item)
            if not times:
                return None
            total += worth * times / (times + self._damping("body", item))
        found = self._words("scored", self._scored, item.scored, item)
        if self._lead:
            found += self._words("lead", self._lead, item.lead, item)
        return total + found if found or self._phrases else None

    def _words(
        self, field: str, words: Sequence[tuple[str, float]], counts: Mapping[str, int], item: TailEntry
    ) -> float:
        there = [(worth, counts[stem]) for stem, worth in words if stem in counts]
        if not there:
            return 0.0
        damping = self._damping(field, item)
        return sum(worth * times / (times + damping) for worth, times in there)

    def _worth(self, field: str, in_a_row: tuple[str, ...]) -> float:
        """What stems that stand in a row add to a score at most."""
        number = self._numbers[field][0]
        rare = 0.0
        for stem in in_a_row:
            having = min(self._frequency(field, stem), number)
            rare += math.log(1 + (number - having + 0.5) / (having + 0.5))
        return rare * (_K1 + 1)

    def _damping(self, field: str, item: TailEntry) -> float:
        return _K1 * (1 - _B + _B * item.length(field) / self._numbers[field][1])


def _fields(plan: Plan) -> list[str]:
    asked = {"scored": plan.words or plan.related, "lead": plan.lead_weight, "body": plan.phrases}
    return [field for field, used in asked.items() if used]


def _times(in_a_row: tuple[str, ...], item: TailEntry) -> int:
    """How often the stems stand one after the other."""
    body = item.body
    if any(stem not in body for stem in in_a_row):
        return 0
    length = len(in_a_row)
    return sum(stem == in_a_row[0] and body[place : place + length] == in_a_row for place, stem in enumerate(body))
