"""What held at a time, from the text of one document: who led, where somebody worked, what it was called.

A sentence is scored by the spells it tells of against the days asked for, by the words of the relation asked
for, and by whether it names a thing of the kind asked for. A sentence without a date takes that of the sentence
before it. Of the open states begun before the days asked for the latest counts most: it has ended the others.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.models.extractive.choose import Candidate, Found
from assistant.models.extractive.question import Question
from assistant.models.extractive.relations import AnswerKind, Sought, sought
from assistant.models.extractive.spells import Spell, begun_before, read_spells, spell_fit
from assistant.reading.stems import stem, stems
from assistant.retrieval import content_words

HOLDS = 0.76
"""Least evidence for an answer; see `_evidence`."""

MOST = 4
MOST_WORDS = 90
NEAR = 0.5
"""Most sentences and words of an answer; share of the best score that a further sentence must have."""

_BEGIN_NAMED, _END_NAMED, _TOLD_THERE, _SINGLE_YEAR = 0.1, 0.05, 0.12, 0.1
_LOOKED_AT = 12

_TOLD_WELL = 1.5
_TELLS = 0.45
_BASE, _HEADING, _WORDS = 0.45, 0.3, 0.2
_WRONG_KIND = 0.7
_UNDATED, _ELSEWHEN = 0.4, 0.2
_CARRIED = 0.85
_OPEN = (0.8, 0.72, 0.55)
_OPEN_LONG, _OPEN_LEAST, _AGED = 0.42, 0.3, 0.015

_HEADING_WORDS = 6
_YEAR = re.compile(r"\b1\d\d\d\b|\b20\d\d\b")
_MONTHS = frozenset(stem(word) for word in "jan feb mar apr may jun jul aug sep oct nov dec".split())
_PERSON = re.compile(r"\b[A-Z][\w.'’-]{1,40}(?: (?:de|van|von|der|da|di|la|le|al|bin)){0,3} [A-Z][\w'’-]{1,40}")
_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]{1,40}")
_LEARNED = re.compile(
    r"\b(?:Universit|College|School|Institut|Academ|Society|Association|Lyc|Gymnasium|Conservator|Seminary|Polytech"
    r"|Labor|Council|Union|Federation)",
    re.IGNORECASE,
)
_ASKS_PERSON = re.compile(
    r"\b(?:who|whom|(?:which|what) (?:person|man|leader|wife|woman|politician|coach|husband|\w{1,30} person))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Row:
    """A sentence weighed: `fit` of its own days, `carried` of taking over those of a sentence before it."""

    sentence: Found
    order: int
    fit: float
    begun: date | None
    carried: float
    told: float
    weight: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked of the document: the days, the question's words beside its subject, the relation."""

    days: tuple[date, date]
    words: frozenset[str]
    subject: frozenset[str]
    relation: Sought
    kinds: frozenset[AnswerKind]


def choose_state(question: Question, sentences: Sequence[Found]) -> list[Candidate]:
    """The sentences of one document, in its order, that tell what held then, best first; empty when none does."""
    if question.lo is None or question.hi is None or not sentences:
        return []
    if not _concerns(question, sentences):
        return []
    asked = _asked(question, (question.lo, question.hi), sentences[0].title)
    rows = list(_rows(asked, sentences))
    scored = sorted(_scored(asked, rows), key=lambda item: (-item[0], item[1].order))
    if not scored or _evidence(asked, scored, sentences) < HOLDS:
        return []
    return _few(scored)


def _concerns(question: Question, sentences: Sequence[Found]) -> bool:
    """Whether the document has any of the names asked about."""
    names = {key for name in question.names for key in stems(name)}
    texts = (sentences[0].title, *(sentence.text for sentence in sentences))
    return not names or any(not names.isdisjoint(stems(text)) for text in texts)


def _asked(question: Question, days: tuple[date, date], title: str) -> _Asked:
    subject = frozenset(stems(title))
    words = {key for word in content_words(question.text) if not _YEAR.search(word) and (key := stem(word))}
    words -= subject | _MONTHS
    relation = sought(words)
    kinds: frozenset[AnswerKind] = frozenset({"person"}) if _ASKS_PERSON.search(question.text) else relation.answers
    return _Asked(days, frozenset(words), subject, relation, kinds)


def _rows(asked: _Asked, sentences: Sequence[Found]) -> Iterator[_Row]:
    own = [set(stems(sentence.text)) for sentence in sentences]
    counts = Counter(key for keys in own for key in keys)
    rarity = {key: math.log(1 + len(own) / (1 + counts[key])) for key in asked.words}
    whole = sum(rarity.values()) or 1.0
    heading: set[str] = set()
    spells: tuple[Spell, ...] = ()
    distance = 0
    for order, (sentence, keys) in enumerate(zip(sentences, own, strict=True)):
        if len(sentence.text.split()) <= _HEADING_WORDS and not _YEAR.search(sentence.text):
            heading, spells = keys, ()
            continue
        new = read_spells(sentence.text, sentence.published)
        spells, distance = (new, 0) if new else (spells, distance + 1)
        carried = _CARRIED**distance if spells else 0.0
        told = _told(asked.relation, keys)
        headed = any(asked.relation.stems.get(key, 0.0) >= 2 * _TELLS for key in heading)
        shared = sum(weight for key, weight in rarity.items() if key in keys) / whole
        weight = _BASE + (1 - _BASE) * told + _HEADING * headed + _WORDS * shared
        yield _Row(
            sentence,
            order,
            max((spell_fit(asked.days, spell) for spell in spells), default=0.0) * carried,
            max((spell.lo for spell in spells if begun_before(asked.days, spell)), default=None),
            carried,
            told,
            weight * (1.0 if _names_kind(asked, sentence.text) else _WRONG_KIND),
        )


def _told(relation: Sought, keys: set[str]) -> float:
    if not relation.stems:
        return 0.5
    return min(1.0, sum(relation.stems.get(key, 0.0) for key in keys) / _TOLD_WELL)


def _names_kind(asked: _Asked, text: str) -> bool:
    """Whether the text names a thing, other than the subject, of the kind asked for."""
    if asked.kinds == frozenset({"person"}):
        return any(not asked.subject.issuperset(stems(match[0])) for match in _PERSON.finditer(text))
    if asked.kinds == frozenset({"learned body"}):
        return _LEARNED.search(text) is not None
    if "any" in asked.kinds:
        return True
    known = asked.subject | asked.words
    return any(not known.issuperset(stems(match[0])) for match in _NAME.finditer(text))


def _scored(asked: _Asked, rows: Sequence[_Row]) -> Iterator[tuple[float, _Row]]:
    starts = sorted({row.begun for row in rows if row.begun and row.told >= _TELLS}, reverse=True)
    rank = {start: number for number, start in enumerate(starts)}
    for row in rows:
        fit = row.fit
        if row.begun is not None:
            number = rank.get(row.begun, len(_OPEN))
            still = _OPEN[number] if number < len(_OPEN) else _OPEN_LONG
            years = (asked.days[0] - row.begun).days / 365
            fit = max(fit, row.carried * max(_OPEN_LEAST, still - _AGED * years))
        yield max(fit, _ELSEWHEN if row.carried else _UNDATED) * row.weight, row


def _evidence(asked: _Asked, scored: Sequence[tuple[float, _Row]], sentences: Sequence[Found]) -> float:
    """The best score, raised where the document names the years in which the days asked for begin and end, most
    where sentences of the relation do; a question about a single year must find more, as nothing begun covers it.
    """
    first, last = (str(day.year) for day in asked.days)
    texts = [sentence.text for sentence in sentences]
    telling = [row.sentence.text for _, row in scored[:_LOOKED_AT] if row.told >= _TELLS]
    evidence = scored[0][0] - _SINGLE_YEAR * (first == last)
    for year, named in ((first, _BEGIN_NAMED), (last, _END_NAMED)):
        evidence += named * any(year in text for text in texts) + _TOLD_THERE * any(year in text for text in telling)
    return evidence


def _few(scored: Sequence[tuple[float, _Row]]) -> list[Candidate]:
    """The best sentences, as many as an answer may have; one that is too long for what is left is passed over."""
    chosen: list[Candidate] = []
    words = 0
    for score, row in scored:
        if len(chosen) == MOST or score < NEAR * scored[0][0]:
            break
        length = len(row.sentence.text.split())
        if not chosen or words + length <= MOST_WORDS:
            words += length
            chosen.append(Candidate(row.sentence.id, row.sentence.text, score, row.order))
    return chosen
