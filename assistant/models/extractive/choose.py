"""The fewest sentences that carry an answer, or none.

A sentence is scored by the weighted share of the question's words that it has, rare words weighing more; words
found only in the rest of its excerpt count half. Below a threshold, or without the question's names, there is
no answer: saying so is better than a near miss.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.models.extractive.question import Question
from assistant.reading.dates import read_dates
from assistant.reading.sentences import split_sentences
from assistant.reading.stems import stem, stems

THRESHOLD = 0.55
"""Least weighted share of the question's words that the best sentence, with its surroundings, must have."""

MOST = 3
"""Most sentences of an answer that is not a timeline."""

_NEAR = 0.8
_SURROUNDINGS = 0.5
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """An excerpt as the conversation shows it."""

    id: str
    text: str
    title: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may stand in the answer."""

    id: str
    text: str
    score: float
    position: int


def weigh(question: Question, frequencies: Mapping[str, int]) -> dict[str, float]:
    """The stems of the question's words with their weights: a word in few passages weighs more than one in many."""
    counts = {stem(word): count for word, count in frequencies.items()}
    weights: dict[str, float] = {}
    for word in question.words:
        if key := stem(word):
            weights[key] = 1 / (1 + math.log1p(counts.get(key, 1)))
    for name in question.names:
        for key in stems(name):
            if key in weights:
                weights[key] *= 2
    return weights


def choose(question: Question, excerpts: Sequence[Found], weights: Mapping[str, float]) -> list[Candidate]:
    """The sentences that answer the question, best first; empty when the excerpts hold no answer."""
    total = sum(weights.values())
    if not total:
        return []
    candidates = [
        candidate
        for position, excerpt in enumerate(excerpts)
        if _has_names(question.names, excerpt)
        for candidate in _scored(question, excerpt, weights, total, position)
    ]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.position))
    if not candidates or candidates[0].score < THRESHOLD:
        return []
    least = max(THRESHOLD, candidates[0].score * _NEAR)
    return distinct(candidate for candidate in candidates if candidate.score >= least)[:MOST]


def _scored(
    question: Question, excerpt: Found, weights: Mapping[str, float], total: float, position: int
) -> Iterable[Candidate]:
    around = set(stems(f"{excerpt.title} {excerpt.text}"))
    for span in split_sentences(excerpt.text):
        text = span.of(excerpt.text)
        own = set(stems(text))
        share = sum(
            weight * (1 if key in own else _SURROUNDINGS if key in around else 0) for key, weight in weights.items()
        )
        if len(own) > 2:
            yield Candidate(excerpt.id, text, share / total * _fitness(question, text, excerpt), position)


def _fitness(question: Question, text: str, excerpt: Found) -> float:
    """A little less for a sentence that lacks the kind of thing asked for: a date, a number."""
    if question.kind == "when" and not read_dates(text, split_sentences(text), excerpt.published):
        return 0.75
    if question.kind == "how-many" and not _NUMBER.search(text):
        return 0.6
    return 1.0


def _has_names(names: Sequence[str], excerpt: Found) -> bool:
    """Whether an excerpt, with its title, has the last word of every name the question gives."""
    have = set(stems(f"{excerpt.title} {excerpt.text}"))
    return all(not (keys := stems(name)) or keys[-1] in have for name in names)


def distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Candidates whose words are not mostly those of a better one: the same fact is told once."""
    kept: list[tuple[Candidate, set[str]]] = []
    for candidate in candidates:
        own = set(stems(candidate.text))
        if all(len(own & other) < 0.7 * min(len(own), len(other)) for _, other in kept):
            kept.append((candidate, own))
    return [candidate for candidate, _ in kept]
