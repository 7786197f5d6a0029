"""What belongs to which number of a sentence that has several: "exports grew by 5 percent and imports by 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.analysis import Sentence
from assistant.grounding.lexicon.operators import BREAKS
from assistant.grounding.numbers import Quantity
from assistant.grounding.order import behind, inside, span_of
from assistant.grounding.support import carries
from assistant.grounding.words import Word
from assistant.types import Span

_COMMA = re.compile(r"[,;]\s")
_PARTING = frozenset({*BREAKS, "and", "or"})
_WHOLE = re.compile(r" of (?:(?:the|its|his|her|their|all|these|those) ){0,2}")


def told_of_another(claimed: Quantity, claim: Sentence, found: Quantity, sentence: Sentence) -> bool:
    """Whether the claim tells its number of what the excerpt's sentence tells another number of, and of nothing else.

    `found` is the number of the excerpt's sentence that is the claim's. What the claim has too is no other number.
    """
    alike = [number for number in sentence.numbers if number.is_like(found)]
    belonging = dict(zip(alike, _belonging(alike, sentence), strict=True))
    own = belonging[found]
    values = {number.measure for number in claim.numbers}
    rivals = [word for number, words in belonging.items() if number.measure not in values for word in words]
    told = [word for word in claim.units if not claimed.span.overlaps(span_of(word))]
    return {word for word in told if _among(word, own)} < {word for word in told if _among(word, rivals)}


def _among(word: Word, words: Sequence[Word]) -> bool:
    return any(carries(other, word) for other in words)


def _belonging(numbers: Sequence[Quantity], sentence: Sentence) -> Iterator[list[Word]]:
    """For each number the words that tell what it counts: those of its clause, and what is left out there.

    A clause without a subject has that of the clause before it, and one without a verb its verb.
    """
    ahead: Sequence[Word] = ()
    start = sentence.span.start
    following = [*(number.span.start for number in numbers[1:]), sentence.span.end]
    for number, until in zip(numbers, following, strict=True):
        end = _parted(Span(number.span.end, until), sentence)
        mine = inside(Span(start, number.span.start), sentence.units)
        if not any(word.past for word in mine):
            mine = [*mine, *(word for word in ahead if word.past or not mine)]
        ahead, start = mine, end
        yield [*mine, *inside(Span(number.span.end, end), sentence.units)]


def _parted(span: Span, sentence: Sentence) -> int:
    """Where a new clause begins inside a span, or its end."""
    commas = (comma.start() for comma in _COMMA.finditer(sentence.whole.text, span.start, span.end))
    words = (word.start for word in inside(span, sentence.words) if word.lower in _PARTING)
    return min((*commas, *words), default=span.end)


def only_the_whole(claim: Sentence, found: Quantity, sentence: Sentence) -> bool:
    """Whether the excerpt's number is of all, and the claim tells of it what is told of some ("9 of the 30 left")."""
    text = sentence.whole.text
    starts = [(number.measure, Span(number.span.end, found.span.start)) for number in sentence.numbers]
    parts = {measure for measure, between in starts if _WHOLE.fullmatch(between.of(text))}
    if parts.issubset(number.measure for number in claim.numbers):
        return False
    done = [word for word in behind(found.span.end, sentence.units) if word.past]
    return any(word.past and _among(word, done) for word in claim.units)
