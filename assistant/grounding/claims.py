"""A claim against given references: a verdict and a score that rises with support.

Made for claims that nobody wrote with our excerpts in view: long references, loose paraphrase. The readings are the
verifier's; what it holds as vetoes keeps a claim close to its reference from counting as supported, and is a
contradiction only where one sentence of a reference says nearly the whole claim and differs in that very particular.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.grounding import reasons
from assistant.grounding.analysis import Text
from assistant.grounding.judging import FACT_VETOES, THRESHOLD
from assistant.grounding.numbers import read_numbers
from assistant.grounding.readings import analyse
from assistant.grounding.support import Source, Support
from assistant.grounding.verifier import quotation_faults, without_markdown
from assistant.types import Excerpt, Reason, Verdict

SUPPORTED = 0.5
"""The score from which a claim counts as supported."""

ALIKE = 0.7
"""The share of each other's words a claim and a sentence must have before a differing particular contradicts."""

_CONTRADICTED = 0.25  # the highest score of what is contradicted
_CLOSE = 0.8  # the coverage from which a claim is close to its references; the verifier's where these are short
_SHORT = 30  # words of references that are a sentence or two

# Weights of a logistic score, rounded, fitted once on a development set of claims about web pages. Coverage and phrases
# are shares of the claim, numbers and names counts of what no reference has (at most 2 and 3). A reference of more than
# a page's words has any claim's words by chance, so it has to have more of them.
_COVERAGE, _PHRASES, _NUMBERS, _NAMES, _CHANCE, _BASE = 1.8, 2.4, 1.3, 0.25, 2.2, 1.25
_PAGE = 256
_CONNECTIVE = frozenset({"ordinal"})
_FOOTNOTE = re.compile(r"\[\d{1,3}\]")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ClaimCheck:
    """A verdict, a score between 0 and 1 that rises with support, and what speaks against the claim."""

    verdict: Verdict
    score: float
    reasons: tuple[Reason, ...]


def check_claim(claim: str, references: Sequence[str]) -> ClaimCheck:
    """Hold `claim` against the texts of `references` together."""
    text = analyse(without_markdown(_FOOTNOTE.sub("", claim)))
    support = Support(text, [_source(reference) for reference in references])
    if not support.units:
        told = "the claim states nothing that a reference could carry"
        return ClaimCheck("uncheckable", 0.0, (Reason(reasons.UNCHECKABLE, told),))
    if not any(source.text.sentences for source in support.sources):
        return ClaimCheck(
            "uncheckable", 0.0, (Reason(reasons.UNCHECKABLE, "there is no reference to hold it against"),)
        )
    score = _score(support, references)
    found = tuple(dict.fromkeys(_faults(support, references)))
    if any(reason.kind in _CONTRADICTING for reason in found) and _says_the_same(support):
        return ClaimCheck("contradicted", min(score, _CONTRADICTED), found)
    if _counts_against(support, references, found):
        score = min(score, SUPPORTED) * _HELD_DOWN
    if score >= SUPPORTED:
        return ClaimCheck("supported", score, ())
    return ClaimCheck("unsupported", score, found or (_uncovered(support),))


_DECIDING = frozenset({reasons.DATE, reasons.NAME, reasons.NEGATION, reasons.STATUS})
_DECIDING_SHORT = frozenset({reasons.DATE, reasons.SPEAKER, reasons.NEGATION, reasons.STATUS})
_HELD_DOWN = 0.99  # so that what speaks against a claim keeps it just below SUPPORTED


def _counts_against(support: Support, references: Sequence[str], found: Sequence[Reason]) -> bool:
    """Whether what was found decides: in a claim that has nearly its references' words, a differing particular does.

    Farther from its references a claim is a paraphrase, in which the readings err too often.
    """
    short = _length(references) <= _SHORT
    kinds = _DECIDING_SHORT if short else _DECIDING
    return support.coverage >= (THRESHOLD if short else _CLOSE) and any(reason.kind in kinds for reason in found)


_CONTRADICTING = frozenset({reasons.NUMBER, reasons.DATE, reasons.NEGATION, reasons.STATUS})


def _source(reference: str) -> Source:
    return Source(Excerpt("", 0, len(reference), reference, ""), analyse(reference))


def _length(references: Sequence[str]) -> int:
    """Words of all references together."""
    return sum(len(reference.split()) for reference in references)


def _score(support: Support, references: Sequence[str]) -> float:
    sum_of_evidence = (
        _COVERAGE * support.coverage
        + _PHRASES * _phrases(support.claim.text, references)
        - _NUMBERS * min(2, len(_values(support.claim.text).difference(*map(_values, references))))
        - _NAMES * min(3, len(_strange_names(support)))
        - _CHANCE * math.log(max(_PAGE, _length(references) + 1) / _PAGE)
        - _BASE
    )
    return 1 / (1 + math.exp(-sum_of_evidence))


def _phrases(claim: str, references: Sequence[str]) -> float:
    """The mean share of the claim's runs of two and of three words that a reference has."""
    words = _WORD.findall(claim.lower())
    texts = [_WORD.findall(reference.lower()) for reference in references]
    pairs = _share([*pairwise(words)], {pair for text in texts for pair in pairwise(text)})
    return (pairs + _share([*_triples(words)], {run for text in texts for run in _triples(text)})) / 2


def _triples(words: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    return zip(words, words[1:], words[2:], strict=False)


def _share(runs: Sequence[tuple[str, ...]], have: AbstractSet[tuple[str, ...]]) -> float:
    return sum(run in have for run in runs) / len(runs) if runs else 0.0


def _values(text: str) -> set[Decimal | str]:
    """The numbers of a text by value, years and days among them; ordinals are too often mere connectives."""
    return {quantity.measure for quantity in read_numbers(text) if quantity.kind not in _CONNECTIVE}


def _strange_names(support: Support) -> list[str]:
    """Capitalised words inside the claim that no reference has."""
    have = frozenset(key for source in support.sources for sentence in source.text.sentences for key in sentence.keys)
    first = {sentence.span.start for sentence in support.claim.sentences}
    return [
        unit.text
        for unit in support.units
        if unit.capital and unit.start not in first and unit.key not in have and not support.matches[unit.start]
    ]


def _says_the_same(support: Support) -> bool:
    """Whether one sentence has nearly all the claim's words, and the claim nearly all of that sentence's."""
    for sentence in support.sentences:
        pairs = [(unit, at) for unit in support.units for other, at in support.matches[unit.start] if other is sentence]
        units, places = {unit for unit, _ in pairs}, {at for _, at in pairs}
        if _nearly_all(units, support.units) and _nearly_all(places, sentence.units):
            return True
    return False


def _nearly_all(found: Collection[object], of: Collection[object]) -> bool:
    return len(found) >= ALIKE * len(of)


def _faults(support: Support, references: Sequence[str]) -> list[Reason]:
    found = [reason for veto in FACT_VETOES for reason in veto(support)]
    return [*quotation_faults(support.claim.text, references), *found]


def _uncovered(support: Support) -> Reason:
    missing = [unit.text for unit in support.units if not support.matches[unit.start]]
    if not missing:
        return Reason(reasons.COVERAGE, "the references have its words, but not together")
    return Reason(reasons.COVERAGE, f"not in the references: {', '.join(dict.fromkeys(missing))}")


__all__ = ["ClaimCheck", "Text", "check_claim"]
