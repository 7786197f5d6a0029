"""Questions with one answer: when, where, who, how many, yes or no.

The sentence must itself have most of the words asked about, names apart, which the sentences around it may give;
and it must have what is asked for: a date, a number beside the thing counted, a name that the question does not
have. One sentence is the answer; another document's account is added where it fits as well and differs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from assistant.models.extractive.choose import DENIAL, Candidate, Found, distinct
from assistant.models.extractive.keys import is_state, keys
from assistant.models.extractive.postings import is_posting
from assistant.models.extractive.question import Question
from assistant.models.extractive.spells import read_spells
from assistant.models.extractive.telling import (
    LEADS,
    asks_leader,
    asks_part,
    is_undone,
    new_name,
    numbers_in,
    only_asks,
    places,
    tells,
    tells_number,
)
from assistant.models.extractive.timefit import time_fit
from assistant.reading.names import read_names
from assistant.retrieval import content_words
from assistant.types import Interval, Span

POINTED = frozenset({"when", "where", "who", "office", "how-many", "yes-no", "said"})
"""Kinds of question that have one answer, or that only a plain statement answers."""

_LEAST_WORDS = 0.5
_LEAST_NAMES = 0.6
_LEAST_OFFICE, _LEAST_COUNTED = 0.99, 0.6
_AS_GOOD, _QUITE_AS_GOOD = 0.9, 0.97
_MEASURED = frozenset({"when", "how-many"})
_MOST = 3
_SETTLED = 0.97
_NAME_AROUND, _NAME_ELSEWHERE, _NAME_UNTOLD = 0.8, 0.65, 0.3
_IN_ORDER = 0.2
_ASKED_COST = 0.6
_HEADING_COST = 0.85
_DENIAL_GAIN = 1.05
_UNPLACED_COST = 0.8
_AROUND_COST = 0.8
_LEAST_COUNTED_WORDS = 0.5
_PLAIN_DENIAL = 0.75

_UNKNOWN_VERB = 0.3

_PLACED = re.compile(r"\b(?:in|at|near) ([A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,4})")
_REFERS = re.compile(
    r"\b(?:he|she|they|him|her|them|his|their|it|its|both|the (?:two|three|four)|the (?:\w{1,20} )?"
    r"(?:president|minister|ambassador|leader|adviser|secretary|delegation|government|ministry|company|group)s?)\b",
    re.IGNORECASE,
)
_PERSON_REFERRED_TO = re.compile(
    r"\b(?:he|she|him|his|her|the (?:\w{1,20} )?(?:president|minister|ambassador|leader|adviser|secretary|envoy))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Need:
    """What a sentence is held against: the weights of plain words and of names, the keys of where it must have been and
    of the office asked about, each name's keys, those of names that are places, word pairs in order.
    """

    words: Mapping[str, float]
    names: Mapping[str, float]
    each: tuple[frozenset[str], ...]
    places: frozenset[str]
    office: frozenset[str]
    located: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    all: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Fitting:
    """A sentence that may answer; `ordered` is what it gains by running as the question does."""

    candidate: Candidate
    found: Found
    ordered: float


def choose_pointed(
    question: Question, passages: Sequence[Sequence[Found]], frequencies: Mapping[str, int]
) -> list[Candidate]:
    """The sentence that answers, with accounts of other documents that differ; empty when none does."""
    need = _need(question, frequencies)
    documents: dict[str, set[str]] = {}
    for passage in passages:
        documents.setdefault(passage[0].document, set()).update(key for found in passage for key in keys(found.text))
    fitting = [
        item
        for position, passage in enumerate(passages)
        for item in _fitting(question, need, passage, position, documents[passage[0].document])
    ]
    fitting.sort(key=lambda item: (-item.candidate.score - item.ordered, item.candidate.position))
    if not fitting:
        return []
    best, *others = fitting
    if asks_part(question.text):
        near = (item.candidate for item in fitting if item.candidate.score >= _AS_GOOD * best.candidate.score)
        return list(islice(distinct(near), _MOST))
    accounts = {best.found.document: best.candidate}
    for item in others:
        if item.candidate.score >= _least(question, need, best, item) and _differs(question, best.found, item.found):
            accounts.setdefault(item.found.document, item.candidate)
    return list(islice(distinct(accounts.values()), _MOST))


def _least(question: Question, need: _Need, best: _Fitting, other: _Fitting) -> float:
    """The score that another document's account must have: less where it gives another measure, place or polarity."""
    contradicts = question.kind in _MEASURED
    if question.kind == "where":
        contradicts = not places(need.all, other.found.text) <= places(need.all, best.found.text)
    if question.kind == "yes-no":
        contradicts = bool(DENIAL.search(best.found.text)) is not bool(DENIAL.search(other.found.text))
    return best.candidate.score * (_AS_GOOD if contradicts else _QUITE_AS_GOOD)


def settled(question: Question, chosen: Sequence[Candidate]) -> bool:
    """Whether a sentence has every word and name of a question with one answer, so that none can fit better."""
    return question.kind in POINTED and not question.compound and bool(chosen) and chosen[0].score >= _SETTLED


def _need(question: Question, frequencies: Mapping[str, int]) -> _Need:
    counts = {key: count for word, count in frequencies.items() for key in keys(word)}
    unknown = _UNKNOWN_VERB if question.kind == "yes-no" else 1.0

    def weight(key: str) -> float:
        count = counts.get(key, 1)
        return 1 / (1 + math.log1p(count)) if count else unknown

    def plain(key: str) -> float:
        return (1.0 if counts.get(key, 1) else unknown) if question.kind == "yes-no" else weight(key)

    names = {key: weight(key) for name in question.names for key in keys(name)}
    leads = asks_leader(question.text)
    words = {
        key: plain(key)
        for word in question.words
        for key in keys(word)
        if key not in names and key not in question.date_stems and not (leads and key in LEADS)
    }
    places = {key for match in _PLACED.finditer(question.text) for key in keys(match[1])} - question.date_stems
    row = keys(question.text)
    each = tuple(frozenset(keys(name)) for name in question.names)
    located = frozenset(key for name in question.names for key in _place_keys(name))
    asks_office = question.kind == "office" and not asks_part(question.text)
    subject = content_words(question.subject) if asks_office else ()
    office = frozenset(key for word in subject for key in keys(word) if not is_state(key)) - question.date_stems
    return _Need(words, names, each, frozenset(places), office, located, frozenset(pairwise(row)), frozenset(row))


@lru_cache(maxsize=1024)
def _place_keys(name: str) -> frozenset[str]:
    """The keys of the places that a name names: of "Interior Secretary of the Philippines" the state alone."""
    mentions = read_names(name, (Span(0, len(name)),)).mentions
    return frozenset(key for mention in mentions if mention.type == "place" for key in keys(mention.span.of(name)))


def _fitting(
    question: Question, need: _Need, passage: Sequence[Found], position: int, document: set[str]
) -> Iterator[_Fitting]:
    rows = [keys(sentence.text) for sentence in passage]
    around = set(keys(passage[0].title)).union(*rows)
    of_part = asks_part(question.text)
    least = {"office": _LEAST_OFFICE, "how-many": _LEAST_COUNTED}.get(question.kind, _LEAST_WORDS)
    total = sum(need.words.values())
    for sentence, row in zip(passage, rows, strict=True):
        have = set(row)
        told = have | document if of_part else have  # "also present": at what, the text said before
        words = sum(weight for key, weight in need.words.items() if key in told) / total if total else 1.0
        names = _names_share(need, sentence.text, have, *_contexts(question, have, around, document))
        if words < least or names < _LEAST_NAMES or len(have) < 3 or not need.places | need.office <= have:
            continue
        if question.kind == "yes-no" and not _is_told(need, sentence.text, have):
            continue
        fit = _fit(question, need, sentence, row)
        if fit:
            fit *= _AROUND_COST if of_part and not need.words.keys() <= have else 1.0
            ordered = len(need.pairs.intersection(pairwise(row))) / max(1, len(need.pairs))
            candidate = Candidate(sentence.id, sentence.text, (0.55 * words + 0.45 * names) * fit, position)
            yield _Fitting(candidate, sentence, _IN_ORDER * ordered * fit)


def _contexts(question: Question, have: set[str], around: set[str], document: set[str]) -> tuple[set[str], set[str]]:
    """Where else a name may stand: around the sentence, in its document; who takes part must be named in it."""
    if asks_part(question.text) or asks_leader(question.text):
        return have, have
    return around, document if question.kind == "yes-no" else around


def _is_told(need: _Need, text: str, have: set[str]) -> bool:
    """Whether a sentence answers a yes or no: it has most of the words asked about, and the names.

    A denial or a plan that has nearly all of several words needs no names: "no date for the visit had been announced".
    """
    told = sum(key in have for key in need.words)
    if told < _LEAST_COUNTED_WORDS * len(need.words):
        return False
    if told > 1 and told >= _PLAIN_DENIAL * len(need.words) and is_undone(text):
        return True
    return _names_told(need, text, have)


def _names_told(need: _Need, text: str, have: set[str]) -> bool:
    """Whether a sentence has every name of a question that wants a yes or a no; one person may be referred to.

    That somebody was somewhere does not follow from two sentences that each have one half of it. A denial of the
    deed needs no names: it is told of those whom the text is about.
    """
    missing = [name for name in need.each if name.isdisjoint(have)]
    if any(name & need.located for name in missing):
        return False
    if DENIAL.search(text):
        return True
    return not missing or (len(missing) == 1 and _PERSON_REFERRED_TO.search(text) is not None)


def _names_share(need: _Need, text: str, have: set[str], around: set[str], document: set[str]) -> float:
    """The share of the names that a sentence has; one around it counts where the sentence may well refer to it."""
    if not need.names:
        return 1.0
    pointed = len(need.words) > 1 or _REFERS.search(text) is not None
    near = have | (around | document if pointed else frozenset[str]())
    if any(name.isdisjoint(near) for name in need.each):
        return 0.0
    share = sum(
        weight * (1.0 if key in have else _worth(around=key in around, elsewhere=key in document, pointed=pointed))
        for key, weight in need.names.items()
    )
    return share / sum(need.names.values())


def _worth(*, around: bool, elsewhere: bool, pointed: bool) -> float:
    if not pointed:
        return _NAME_UNTOLD if around else 0.0
    return _NAME_AROUND if around else _NAME_ELSEWHERE if elsewhere else 0.0


def _fit(question: Question, need: _Need, sentence: Found, row: Sequence[str]) -> float:
    """0 for a sentence without the kind of thing asked for, less than 1 where it is less than a plain answer."""
    if question.kind == "when" and not read_spells(sentence.text, sentence.published):
        return 0.0
    if question.kind == "how-many" and not tells_number(question, sentence.text, row):
        return 0.0
    if question.kind in {"who", "where", "office"} and not new_name(need.all, sentence.text):
        return 0.0
    if not tells(question, sentence.text, row) or not is_posting(question.text, sentence.text):
        return 0.0
    fit = _ASKED_COST if only_asks(sentence.text) else 1.0
    if sentence.text.rstrip()[-1:].isalnum():
        fit *= _HEADING_COST
    if question.kind == "yes-no" and DENIAL.search(sentence.text):
        fit *= _DENIAL_GAIN
    if question.kind == "where" and not places(need.all, sentence.text):
        fit *= _UNPLACED_COST
    if question.lo is not None and question.hi is not None:
        told = [Interval(spell.lo, spell.hi, "day") for spell in read_spells(sentence.text, sentence.published)]
        fit *= time_fit((question.lo, question.hi), told)
    return fit


def _differs(question: Question, one: Found, other: Found) -> bool:
    """Whether two accounts give different days or numbers."""
    if question.kind == "when":
        return not set(read_spells(one.text, one.published)) & set(read_spells(other.text, other.published))
    if question.kind == "how-many":
        return not numbers_in(one.text) <= numbers_in(other.text)
    return question.kind in {"who", "where", "office", "yes-no"}
