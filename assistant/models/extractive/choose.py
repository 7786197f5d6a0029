"""The fewest sentences that carry an answer, or none.

A sentence is scored by the weighted share of the question's words that it has, rare words weighing more; words
found only around it, in its passage or its document's title, count less. Days that the question names, and the
kind of thing it asks for, lower the score of a sentence that lacks them. Below a threshold there is no answer:
saying so is better than a near miss.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.models.extractive.keys import keys
from assistant.models.extractive.question import Question
from assistant.models.extractive.timefit import time_fit
from assistant.reading.dates import read_dates
from assistant.reading.stems import stem, stems
from assistant.types import DateExpression, Interval, Span

THRESHOLD = 0.42
"""Least score of the best sentence."""

THRESHOLD_OF_PART = 0.1
"""The same for a question of several parts, of which a sentence has one."""

MOST = 3
"""Most sentences of an answer that is not a timeline."""

MOST_WORDS = 60
"""Words after which no further sentence is added."""

NEAR = 0.8
"""Share of the best score that a further sentence must have."""

AROUND = 0.5
NAME_AROUND = 0.9
"""What a word counts that stands only around the sentence; a name is seldom repeated in every sentence."""

NAME_WEIGHT = 2.0
RANK_WEIGHT = 0.1

DENIAL = re.compile(r"\b(?:not|no|never|nor|neither|ruled out|denied|rejected|refused)\b", re.IGNORECASE)
"""Words that turn a sentence into its contrary."""

_LACKING = 0.75
_OFF = 0.4
_THING = re.compile(
    r"\b(?:[Ww]hich|[Ww]hat) ((?:[a-z-]{2,30} ){1,3}?)"
    r"(?:of|in|for|did|do|does|was|were|is|are|has|have|had|will|would|can|could|should|may|might)\b"
)
_DOER = re.compile(r"^\W*[Ww]hat (?:did|do|does|will|would|has|have|had|can|could) (?:the )?")
_REFERRING = re.compile(r"^\W*(?:He|She|It|They|Both|Their|His|Her|Its|This|The [a-z]+)\b")
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?)\b")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """An excerpt as the conversation shows it."""

    id: str
    text: str
    title: str = ""
    published: date | None = None
    document: str = ""


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
        if (key := stem(word)) and key not in question.date_stems:
            weights[key] = 1 / (1 + math.log1p(counts.get(key, 1)))
    for name in question.names:
        for key in stems(name):
            if key in weights:
                weights[key] *= NAME_WEIGHT
    return weights


def choose(question: Question, passages: Sequence[Sequence[Found]], weights: Mapping[str, float]) -> list[Candidate]:
    """The sentences that answer the question, best first; empty when the passages hold no answer.

    `passages` are the sentences of each passage found, best passage first.
    """
    if not weights:
        return []
    candidates = [
        candidate
        for position, passage in enumerate(passages)
        for candidate in scored(question, passage, weights, position)
    ]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.position))
    if not candidates or candidates[0].score < THRESHOLD:
        return []
    least = max(THRESHOLD, candidates[0].score * NEAR)
    return list(_few(distinct(candidate for candidate in candidates[:40] if candidate.score >= least)))


def choose_each(
    question: Question, passages: Sequence[Sequence[Found]], weights: Mapping[str, float]
) -> list[Candidate]:
    """The best sentence of each of the first passages: what a question of several parts is answered from.

    No sentence has the words of all parts, so that the least score is low.
    """
    best = (
        max(scored(question, passage, weights, position), key=lambda candidate: candidate.score, default=None)
        for position, passage in enumerate(passages)
    )
    fitting = (candidate for candidate in best if candidate is not None and candidate.score >= THRESHOLD_OF_PART)
    return list(_few(distinct(fitting)))


def _few(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """The first candidates, as many as an answer may have sentences and words; one at least."""
    words = 0
    for number, candidate in enumerate(candidates):
        words += len(candidate.text.split())
        if number and (number >= MOST or words > MOST_WORDS):
            return
        yield candidate


def scored(
    question: Question, passage: Sequence[Found], weights: Mapping[str, float], position: int
) -> Iterator[Candidate]:
    """Each sentence of a passage with its score."""
    total = sum(weights.values())
    own = [set(stems(sentence.text)) for sentence in passage]
    around = set(stems(passage[0].title)).union(*own)
    names = {key for name in question.names for key in stems(name)}
    prior = RANK_WEIGHT / (1 + position)
    timed = question.kind == "when" or (question.lo is not None and question.hi is not None)
    told: list[Interval] = []
    for sentence, have in zip(passage, own, strict=True):
        if timed:
            told = [found.interval for found in _dates(sentence)] or told[-1:]
        if len(have) < 3:
            continue
        share = sum(
            weight * (1 if key in have else (NAME_AROUND if key in names else AROUND) if key in around else 0)
            for key, weight in weights.items()
        )
        fit = time_fit((question.lo, question.hi), told) * _kind_fit(question, sentence.text, bool(told))
        yield Candidate(sentence.id, sentence.text, (share / total + prior) * fit, position)


def _dates(sentence: Found) -> tuple[DateExpression, ...]:
    return read_dates(sentence.text, (Span(0, len(sentence.text)),), sentence.published)


def _kind_fit(question: Question, text: str, dated: bool) -> float:
    """A little less for a sentence that lacks the kind of thing asked for: a date, a number, a new name."""
    if question.kind == "when":
        return 1.0 if dated else _LACKING
    if question.kind == "how-many":
        return 1.0 if _NUMBER.search(text) else 0.6
    if question.kind in {"who", "where", "which"}:
        known = set(stems(question.text))
        new = any(not set(stems(match[0])) <= known for match in _NAME.finditer(text))
        fit = 1.0 if _is_of_the_doer(question, text) else _OFF
        return fit * (1.0 if new else _LACKING) * (1.0 if _has_the_thing(question, text) else _LACKING)
    return 1.0


def _has_the_thing(question: Question, text: str) -> bool:
    """Whether a sentence has the noun that a "which" asks for: "threats" in "which common threats do they face"."""
    match = _THING.search(question.text) if question.kind == "which" else None
    asked = stems(match[1])[-1:] if match else []
    return set(asked) <= set(stems(text))


def _is_of_the_doer(question: Question, text: str) -> bool:
    """Whether a sentence has who did what is asked, and half of that: both of "what does Russia sell"."""
    doers, deed = _doers_and_deed(question)
    if not doers:
        return True
    have = set(keys(text))
    told = any(doer <= have for doer in doers) or _REFERRING.match(text) is not None
    return told and 2 * len(deed & have) >= len(deed)


@lru_cache(maxsize=64)
def _doers_and_deed(question: Question) -> tuple[tuple[frozenset[str], ...], frozenset[str]]:
    """Of "what did X do": the keys of the names that X is, none in another question, and those of what was done."""
    asked = _DOER.match(question.text)
    doers = (name for name in question.names if asked and question.text.startswith(name, asked.end()))
    named = {key for name in question.names for key in keys(name)} | question.date_stems
    deed = frozenset(key for word in question.words for key in keys(word)) - named
    return tuple(frozenset(keys(name)) for name in doers), deed


def distinct(candidates: Iterable[Candidate]) -> Iterator[Candidate]:
    """Candidates whose words are not mostly those of a better one: the same fact is told once.

    Two that give different numbers or days tell different things, however alike they are else; so do a sentence and
    its denial.
    """
    kept: list[tuple[set[str], bool]] = []
    for candidate in candidates:
        own, denied = set(stems(candidate.text)), DENIAL.search(candidate.text) is not None
        if not any(denied is otherwise and _same(own, other) for other, otherwise in kept):
            kept.append((own, denied))
            yield candidate


def _same(one: set[str], other: set[str]) -> bool:
    if len(one & other) < 0.7 * min(len(one), len(other)):
        return False
    return not (any(key.isdigit() for key in one - other) and any(key.isdigit() for key in other - one))
