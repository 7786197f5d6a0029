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
from assistant.models.extractive.keys import is_past, is_state, keys
from assistant.models.extractive.postings import is_posting
from assistant.models.extractive.question import Question
from assistant.models.extractive.spells import read_spells
from assistant.models.extractive.timefit import time_fit
from assistant.reading.names import read_names
from assistant.retrieval import STOP_WORDS, content_words
from assistant.types import Interval, Span

POINTED = frozenset({"when", "where", "who", "office", "how-many", "yes-no", "said"})
"""Kinds of question that have one answer, or that only a plain statement answers."""

_LEAST_WORDS = 0.5
_LEAST_NAMES = 0.6
_LEAST_OFFICE, _LEAST_COUNTED = 0.99, 0.6
_AS_GOOD, _QUITE_AS_GOOD = 0.9, 0.97
_MEASURED = frozenset({"when", "how-many"})
_OF_DEEDS = frozenset({"when", "where", "who", "how-many"})
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
_PLAN_REACH = 3
"""Words behind a plan's cue that it governs: "expected to be formally signed"."""

_UNKNOWN_VERB = 0.3

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_PLACED = re.compile(r"\b(?:in|at|near) ([A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,4})")
_PLACE_TOLD = re.compile(
    r"\b(?:in|at|near|outside|inside|aboard) (?:the )?([A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,4})"
)
_BEGINS_WITH_NAME = re.compile(r"([A-Z][\w’'-]{2,40}) (?:was|is|had|has|said|told|met|led|headed|became)\b")
_REFERS = re.compile(
    r"\b(?:he|she|they|him|her|them|his|their|it|its|both|the (?:two|three|four)|the (?:\w{1,20} )?"
    r"(?:president|minister|ambassador|leader|adviser|secretary|delegation|government|ministry|company|group)s?)\b",
    re.IGNORECASE,
)
_PERSON_REFERRED_TO = re.compile(
    r"\b(?:he|she|him|his|her|the (?:\w{1,20} )?(?:president|minister|ambassador|leader|adviser|secretary|envoy))\b",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(r"\b[A-Z][\w’'-]{1,40}")
_PUT_AS_QUESTION = re.compile(
    r"\b(?:was|were|been) asked\b"
    r"|\b(?:asked|wondered|unclear|not known) (?:\w{1,30} ){0,3}(?:whether|if|which|what|when)\b"
)
_ANSWERED = re.compile(r"\b(?:said|says|told|replied|answered|added)\b")
_PLANNED = re.compile(
    r"\b(?:will|would|shall|(?:is|are|was|were|be) (?:expected|planned|scheduled|due|set|to)|plans?|planned"
    r"|hopes?|hoped|intends?|intended)\b",
    re.IGNORECASE,
)
_ASKS_PAST = re.compile(r"\b(?:did|was|were|had)\b", re.IGNORECASE)
_ASKS_PART = re.compile(r"^\W*who (?:was|were|is|are) (?:in|at|on|among|part of|present)\b", re.IGNORECASE)
_TAKES_PART = re.compile(
    r"\b(?:includ\w{1,5}|compris\w{1,5}|consist\w{0,5}|composed|members?|joined|present|attend\w{0,5}"
    r"|accompan\w{1,6}|among|led|headed|at the (?:meeting|talks|dinner|ceremony|reception))\b",
    re.IGNORECASE,
)
_VERB_OF_WHO = re.compile(
    r"^\W*who (?!(?:did|does|do|has|have|had|was|were|is|are|will|would|can|could|should)\b)(\w{1,30})", re.I
)
_LEADS = frozenset(key for word in "head lead command chair direct run".split() for key in keys(word))
_LEADER = re.compile(
    r"\b(?:head|chief|directors?|commanders?|leaders?|chair(?:man|woman|person)?|president|secretary|commissioner)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


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
    if _ASKS_PART.search(question.text):
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
        contradicts = not _places(need, other.found.text) <= _places(need, best.found.text)
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
    leads = _asks_leader(question.text)
    words = {
        key: plain(key)
        for word in question.words
        for key in keys(word)
        if key not in names and key not in question.date_stems and not (leads and key in _LEADS)
    }
    places = {key for match in _PLACED.finditer(question.text) for key in keys(match[1])} - question.date_stems
    row = keys(question.text)
    each = tuple(frozenset(keys(name)) for name in question.names)
    located = frozenset(key for name in question.names for key in _place_keys(name))
    asks_office = question.kind == "office" and not _ASKS_PART.search(question.text)
    subject = content_words(question.subject) if asks_office else ()
    office = frozenset(key for word in subject for key in keys(word) if not is_state(key)) - question.date_stems
    return _Need(words, names, each, frozenset(places), office, located, frozenset(pairwise(row)), frozenset(row))


@lru_cache(maxsize=1024)
def _place_keys(name: str) -> frozenset[str]:
    """The keys of the places that a name names: of "Interior Secretary of the Philippines" the state alone."""
    mentions = read_names(name, (Span(0, len(name)),)).mentions
    return frozenset(key for mention in mentions if mention.type == "place" for key in keys(mention.span.of(name)))


def _asks_leader(question: str) -> bool:
    """Whether it asks who led something, which texts tell with an office: "army commander Oleg Salyukov"."""
    verb = _VERB_OF_WHO.search(question)
    return verb is not None and not _LEADS.isdisjoint(keys(verb[1]))


def _fitting(
    question: Question, need: _Need, passage: Sequence[Found], position: int, document: set[str]
) -> Iterator[_Fitting]:
    rows = [keys(sentence.text) for sentence in passage]
    around = set(keys(passage[0].title)).union(*rows)
    asks_part = _ASKS_PART.search(question.text) is not None
    least = {"office": _LEAST_OFFICE, "how-many": _LEAST_COUNTED}.get(question.kind, _LEAST_WORDS)
    total = sum(need.words.values())
    for sentence, row in zip(passage, rows, strict=True):
        have = set(row)
        told = have | document if asks_part else have  # "also present": at what, the text said before
        words = sum(weight for key, weight in need.words.items() if key in told) / total if total else 1.0
        names = _names_share(need, sentence.text, have, *_contexts(question, have, around, document))
        if words < least or names < _LEAST_NAMES or len(have) < 3 or not need.places | need.office <= have:
            continue
        if question.kind == "yes-no" and not _is_told(need, sentence.text, have):
            continue
        fit = _fit(question, need, sentence, row)
        if fit:
            fit *= _AROUND_COST if asks_part and not need.words.keys() <= have else 1.0
            ordered = len(need.pairs.intersection(pairwise(row))) / max(1, len(need.pairs))
            candidate = Candidate(sentence.id, sentence.text, (0.55 * words + 0.45 * names) * fit, position)
            yield _Fitting(candidate, sentence, _IN_ORDER * ordered * fit)


def _contexts(question: Question, have: set[str], around: set[str], document: set[str]) -> tuple[set[str], set[str]]:
    """Where else a name may stand: around the sentence, in its document; who takes part must be named in it."""
    if _ASKS_PART.search(question.text) or _asks_leader(question.text):
        return have, have
    return around, document if question.kind == "yes-no" else around


def _is_told(need: _Need, text: str, have: set[str]) -> bool:
    """Whether a sentence answers a yes or no: it has most of the words asked about, and the names.

    A denial or a plan that has nearly all of several words needs no names: "no date for the visit had been announced".
    """
    told = sum(key in have for key in need.words)
    if told < _LEAST_COUNTED_WORDS * len(need.words):
        return False
    if told > 1 and told >= _PLAIN_DENIAL * len(need.words) and _is_undone(text):
        return True
    return _names_told(need, text, have)


def _is_undone(text: str) -> bool:
    return DENIAL.search(text) is not None or _PLANNED.search(text) is not None


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
    if question.kind == "how-many" and not _counts(question, sentence.text, row):
        return 0.0
    if question.kind in {"who", "where", "office"} and not _new_name(need, sentence.text):
        return 0.0
    if not _tells(question, sentence.text, row) or not is_posting(question.text, sentence.text):
        return 0.0
    fit = _ASKED_COST if only_asks(sentence.text) else 1.0
    if sentence.text.rstrip()[-1:].isalnum():
        fit *= _HEADING_COST
    if question.kind == "yes-no" and DENIAL.search(sentence.text):
        fit *= _DENIAL_GAIN
    if question.kind == "where" and not _places(need, sentence.text):
        fit *= _UNPLACED_COST
    if question.lo is not None and question.hi is not None:
        told = [Interval(spell.lo, spell.hi, "day") for spell in read_spells(sentence.text, sentence.published)]
        fit *= time_fit((question.lo, question.hi), told)
    return fit


def only_asks(text: str) -> bool:
    """Whether a sentence only puts a question, or tells that somebody did."""
    return text.rstrip().endswith("?") or bool(_PUT_AS_QUESTION.search(text) and not _ANSWERED.search(text))


def _tells(question: Question, text: str, row: Sequence[str]) -> bool:
    """Whether it can be the answer at all: no plan for "when did", the deed for "who did it"."""
    asked = question.text
    if question.kind in _OF_DEEDS and _ASKS_PAST.search(asked) and _only_planned(question, text):
        return False
    if _asks_leader(asked):
        return _LEADER.search(text) is not None and all(_stands_in(keys(name), row) for name in question.names)
    if _ASKS_PART.search(asked):
        beside = {*pairwise(keys(asked)[2:])}
        return _TAKES_PART.search(text) is not None or beside <= {*pairwise(row)}
    verb = _VERB_OF_WHO.search(asked)
    return verb is None or bool({*keys(verb[1])} & {*row})


def _stands_in(name: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a name stands in a sentence as a whole: of two bodies that share a word one is not the other."""
    length = len(name)
    return any(list(name) == list(row[start : start + length]) for start in range(len(row) - length + 1))


def _only_planned(question: Question, text: str) -> bool:
    """Whether a sentence tells of a plan and of nothing asked about as done.

    "Announced it would end an agreement signed in 1998" tells that it was announced and that it was signed.
    """
    plans = [match.end() for match in _PLANNED.finditer(text)]
    if not plans:
        return False
    asked = set(keys(question.text))
    for word in _WORD.finditer(text):
        if is_past(word[0]) and not asked.isdisjoint(keys(word[0])):
            governed = (len(_WORD.findall(text[end : word.start()])) for end in plans if end <= word.start())
            if min(governed, default=_PLAN_REACH) >= _PLAN_REACH:
                return False
    return True


def _counts(question: Question, text: str, row: Sequence[str]) -> bool:
    """Whether the text has a number and the thing counted: the word after "how many"."""
    counted = next(iter(keys(" ".join(content_words(question.text)[:1]))), "")
    return _NUMBER.search(text) is not None and (counted in row or not question.text.lower().startswith("how many"))


def _new_name(need: _Need, text: str) -> bool:
    begins = _BEGINS_WITH_NAME.match(text)
    if begins and begins[1].lower() not in STOP_WORDS and not need.all.issuperset(keys(begins[1])):
        return True
    capitalised = [match[0] for match in _CAPITALISED.finditer(text) if match.start()]
    return any(not need.all.issuperset(keys(name)) for name in capitalised) or bool(
        (first := _CAPITALISED.match(text)) and text[first.end() : first.end() + 2].strip()[:1].isupper()
    )


def _places(need: _Need, text: str) -> frozenset[str]:
    """Where a sentence says that something was, in keys that the question does not have."""
    return frozenset(key for match in _PLACE_TOLD.finditer(text) for key in keys(match[1])) - need.all


def _differs(question: Question, one: Found, other: Found) -> bool:
    """Whether two accounts give different days or numbers."""
    if question.kind == "when":
        return not set(read_spells(one.text, one.published)) & set(read_spells(other.text, other.published))
    if question.kind == "how-many":
        return not set(_NUMBER.findall(one.text)) <= set(_NUMBER.findall(other.text))
    return question.kind in {"who", "where", "office", "yes-no"}
