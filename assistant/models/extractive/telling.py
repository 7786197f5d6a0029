"""Whether a sentence has the kind of thing a question asks for: a deed told as done, a number, a name, a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.models.extractive.choose import DENIAL
from assistant.models.extractive.keys import is_past, keys
from assistant.models.extractive.question import Question
from assistant.retrieval import STOP_WORDS, content_words

_OF_DEEDS = frozenset({"when", "where", "who", "how-many"})
_PLAN_REACH = 3
"""Words behind a plan's cue that it governs: "expected to be formally signed"."""

_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?)\b",
    re.IGNORECASE,
)
_PLACE_TOLD = re.compile(
    r"\b(?:in|at|near|outside|inside|aboard) (?:the )?([A-Z][\w’'-]{1,40}(?: [A-Z][\w’'-]{1,40}){0,4})"
)
_BEGINS_WITH_NAME = re.compile(r"([A-Z][\w’'-]{2,40}) (?:was|is|had|has|said|told|met|led|headed|became)\b")
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
LEADS = frozenset(key for word in "head lead command chair direct run".split() for key in keys(word))
"""Keys of the verbs that ask for a leader."""

_LEADER = re.compile(
    r"\b(?:head|chief|directors?|commanders?|leaders?|chair(?:man|woman|person)?|president|secretary|commissioner)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+")


def only_asks(text: str) -> bool:
    """Whether a sentence only puts a question, or tells that somebody did."""
    return text.rstrip().endswith("?") or bool(_PUT_AS_QUESTION.search(text) and not _ANSWERED.search(text))


def tells(question: Question, text: str, row: Sequence[str]) -> bool:
    """Whether it can be the answer at all: no plan for "when did", the deed for "who did it"."""
    asked = question.text
    if question.kind in _OF_DEEDS and _ASKS_PAST.search(asked) and _only_planned(question, text):
        return False
    if asks_leader(asked):
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


def tells_number(question: Question, text: str, row: Sequence[str]) -> bool:
    """Whether the text has a number and the thing counted: the word after "how many"."""
    counted = next(iter(keys(" ".join(content_words(question.text)[:1]))), "")
    return _NUMBER.search(text) is not None and (counted in row or not question.text.lower().startswith("how many"))


def new_name(known: frozenset[str], text: str) -> bool:
    """Whether a sentence has a name beside those of the question, whose keys are `known`."""
    begins = _BEGINS_WITH_NAME.match(text)
    if begins and begins[1].lower() not in STOP_WORDS and not known.issuperset(keys(begins[1])):
        return True
    capitalised = [match[0] for match in _CAPITALISED.finditer(text) if match.start()]
    return any(not known.issuperset(keys(name)) for name in capitalised) or bool(
        (first := _CAPITALISED.match(text)) and text[first.end() : first.end() + 2].strip()[:1].isupper()
    )


def places(known: frozenset[str], text: str) -> frozenset[str]:
    """Where a sentence says that something was, in keys that the question does not have."""
    return frozenset(key for match in _PLACE_TOLD.finditer(text) for key in keys(match[1])) - known


def is_undone(text: str) -> bool:
    """Whether a sentence tells of a denial or a plan."""
    return DENIAL.search(text) is not None or _PLANNED.search(text) is not None


def asks_leader(question: str) -> bool:
    """Whether it asks who led something, which texts tell with an office: "army commander Oleg Salyukov"."""
    verb = _VERB_OF_WHO.search(question)
    return verb is not None and not LEADS.isdisjoint(keys(verb[1]))


def asks_part(question: str) -> bool:
    """Whether it asks who was in, at or among something."""
    return _ASKS_PART.search(question) is not None


def numbers_in(text: str) -> set[str]:
    """The numbers of a text, as it writes them."""
    return set(_NUMBER.findall(text))
