"""The best candidates one after the other: documents and named sources share the places, reprints one place."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from assistant.reading.stems import stems_again
from assistant.store.contract import Hit

TURN_COST = 0.05
"""What each further passage of a named source gives up, so that the sources take turns; in units of the best score."""

AGAIN_COST = 0.15
"""What each further passage of one document gives up."""

SAME = 0.85
"""Share of common stems above which a passage of another document counts as a reprint; numbers must be the same."""

SAME_STORY = 0.6
"""The same for documents that are copies of one story, whose passages need not begin at the same sentence."""

Scored = tuple[float, Hit]
"""A hit under the score that ranking gives it, beside that of the store."""

_DENIALS = frozenset({"not", "no", "never", "neither", "nor", "without", "deni"})


class Stories:
    """Which documents print one story: asked when it first matters, then of all candidates at once."""

    def __init__(self, ask: Callable[[Collection[str]], Mapping[str, str]]) -> None:
        self._ask = ask
        self._known: dict[str, str | None] = {}

    def are_one(self, one: str, other: str, candidates: Iterable[str]) -> bool:
        """Whether two of the candidates are copies of one story."""
        if not {one, other} <= self._known.keys():
            missing = {one, other, *candidates} - self._known.keys()
            found = self._ask(missing)
            self._known.update((document, found.get(document)) for document in missing)
        story = self._known[one]
        return story is not None and story == self._known[other]


class _Picked:
    """What has been picked so far."""

    def __init__(self, named: Sequence[str], per_document: int, is_one_story: Callable[[str, str], bool]) -> None:
        self.hits: list[Hit] = []
        self._is_one_story = is_one_story
        self._named = set(named)
        self._per_document = per_document
        self._documents: Counter[str] = Counter()
        self._sources: Counter[str] = Counter()
        self._stems: list[set[str]] = []
        self._places: dict[str, int] = {}
        self._reprints: list[dict[str, None]] = []  # their ids, in order

    def cost(self, hit: Hit) -> float:
        """What a hit gives up to those of its document and its source before it."""
        source = hit.document.source or ""
        turns = self._sources[source] if source in self._named else 0
        return AGAIN_COST * self._documents[hit.document.id] + TURN_COST * turns

    def add(self, hit: Hit) -> None:
        """Take a hit in, or note it as a reprint, or pass over what its document has too much of."""
        document = hit.document.id
        if self._per_document and self._documents[document] >= self._per_document:
            return
        words = set(stems_again(hit.text))
        for other, theirs, reprints in zip(self.hits, self._stems, self._reprints, strict=True):
            if other.document.id != document and self._is_reprint(words, theirs, document, other.document.id):
                reprints[document] = None
                return
        self._places.setdefault(hit.text, len(self.hits))
        self.hits.append(hit)
        self._stems.append(words)
        self._reprints.append({})
        self._documents[document] += 1
        self._sources[hit.document.source or ""] += 1

    def _is_reprint(self, words: Set[str], others: Set[str], document: str, other: str) -> bool:
        if not _same(words, others, SAME_STORY):
            return False
        return _same(words, others, SAME) or self._is_one_story(document, other)

    def note_twin(self, hit: Hit) -> None:
        """Note a hit that was not looked at if its text is that of one that was taken."""
        place = self._places.get(hit.text)
        if place is not None and self.hits[place].document.id != hit.document.id:
            self._reprints[place][hit.document.id] = None

    def finished(self) -> list[Hit]:
        """The hits with their reprints."""
        return [replace(hit, also=tuple(found)) for hit, found in zip(self.hits, self._reprints, strict=True)]


def pick(
    scored: Sequence[Scored],
    named: Sequence[str],
    stories: Stories,
    limit: int,
    per_document: int = 0,
    first: Sequence[Hit] = (),
) -> list[Hit]:
    """At most `limit` hits, best first; of those with one score the earliest published comes first.

    `named` are the sources that take turns; `stories` knows which documents print one; `first` are hits that stand at
    the beginning whatever their scores. What a hit gives up only grows, so that a candidate whose price is still the
    highest when it is looked at again is the best of all that are left. Raises StoreError.
    """

    def is_one_story(one: str, other: str) -> bool:
        return stories.are_one(one, other, (hit.document.id for _, hit in scored))

    picked = _Picked(named, per_document, is_one_story)
    for hit in first:
        picked.add(hit)
    taken = set(map(_place, first))
    left = sorted((pair for pair in scored if _place(pair[1]) not in taken), key=_earliest)
    unit = max((score for score, _ in scored), default=0.0)
    heap = [(-score, number) for number, (score, _) in enumerate(left)]
    heapq.heapify(heap)
    while heap and len(picked.hits) < limit:
        price, number = heapq.heappop(heap)
        score, hit = left[number]
        now = unit * picked.cost(hit) - score
        if now > price and heap and now > heap[0][0]:
            heapq.heappush(heap, (now, number))
        else:
            picked.add(replace(hit, score=-now))
    for _, number in heap:
        picked.note_twin(left[number][1])
    return picked.finished()


def _same(words: Set[str], others: Set[str], share: float) -> bool:
    """Whether two sets share that much of what they have together, and every number and denial."""
    one, other = len(words), len(others)
    if one < share * other or other < share * one:
        return False
    common = len(words & others)
    return common >= share * (one + other - common) and not any(map(_tells_apart, words ^ others))


def _tells_apart(key: str) -> bool:
    """Whether a word makes another account of what is otherwise told alike."""
    return key in _DENIALS or any(map(str.isdigit, key))


def _earliest(scored: Scored) -> tuple[date, str, int]:
    _, hit = scored
    return hit.document.date or date.max, *_place(hit)


def _place(hit: Hit) -> tuple[str, int]:
    return hit.document.id, hit.passage.ordinal
