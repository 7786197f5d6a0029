"""Questions that one sentence seldom answers: what changed, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from assistant.models.extractive.choose import THRESHOLD, Candidate, Found, choose, scored, weigh
from assistant.models.extractive.question import Question
from assistant.reading.stems import stem

_NEAR = 0.6
"""Share of the best score that the sentence of another time must have."""

_OF_CHANGE = frozenset(
    map(
        stem,
        (
            "change changed develop developed development evolve evolved shift position positions stance attitude"
            " view views policy said say report reported tell told"
        ).split(),
    )
)
"""Words of the asking, which the two accounts themselves need not have."""

_HEADING_COST = 0.6

_REASON = re.compile(r"\b(?:because|due to|the reasons?|in order to|so that|owing to|on the grounds?)\b", re.IGNORECASE)
_WHY = re.compile(r"^\W*(?:why\b|for what reason\b|what (?:was|were|is|are) the reasons?\b)", re.IGNORECASE)


def choose_change(
    question: Question, passages: Sequence[Sequence[Found]], frequencies: Mapping[str, int]
) -> list[Candidate]:
    """The first and the last account of what is asked about, in order of their publication.

    Where all accounts are of one day there is nothing to compare, and the question is answered as any other.
    """
    topic = replace(question, words=tuple(word for word in question.words if stem(word) not in _OF_CHANGE))
    weights = weigh(topic, frequencies)
    best: dict[date, Candidate] = {}
    for published, candidate in _accounts(topic, passages, weights):
        if published not in best or candidate.score > best[published].score:
            best[published] = candidate
    highest = max((candidate.score for candidate in best.values()), default=0.0)
    if highest < THRESHOLD:
        return []
    days = sorted(day for day, candidate in best.items() if candidate.score >= _NEAR * highest)
    return [best[days[0]], best[days[-1]]] if len(days) > 1 else choose(topic, passages, weights)


def _accounts(
    question: Question, passages: Sequence[Sequence[Found]], weights: Mapping[str, float]
) -> Iterator[tuple[date, Candidate]]:
    if not weights:
        return
    days = replace(question, lo=None, hi=None)  # those asked about are of the reports, not of what these tell
    for position, passage in enumerate(passages):
        if passage[0].published is not None:
            for candidate in scored(days, passage, weights, position):
                heading = candidate.text.rstrip()[-1:].isalnum()
                score = candidate.score * (_HEADING_COST if heading else 1.0)
                yield passage[0].published, replace(candidate, score=score)


def with_reason(
    question: Question, chosen: Sequence[Candidate], passages: Sequence[Sequence[Found]]
) -> list[Candidate]:
    """What was chosen for a "why", with the sentence behind the first one where that alone gives the reason."""
    if not chosen or not _WHY.search(question.text) or any(_REASON.search(item.text) for item in chosen):
        return list(chosen)
    first = chosen[0]
    for passage in passages:
        ids = [found.id for found in passage]
        if first.id in ids[:-1]:
            behind = passage[ids.index(first.id) + 1]
            if _REASON.search(behind.text):
                return [first, replace(first, id=behind.id, text=behind.text), *chosen[1:]]
    return list(chosen)
