"""What belongs to which number of a sentence that has several: "exports grew by 5 percent and imports by 9"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.analysis import Sentence
from assistant.grounding.lexicon.operators import BREAKS
from assistant.grounding.numbers import Quantity
from assistant.grounding.support import carries
from assistant.grounding.words import Word

_PARTING = BREAKS | {"and", "or"}
_WHOLE = re.compile(r" of (?:(?:the|its|his|her|their|all|these|those) ){0,2}")


def told_of_another(claimed: Quantity, claim: Sentence, found: Quantity, sentence: Sentence) -> bool:
    """Whether the claim tells its number of what the excerpt's sentence tells another number of, and of nothing else.

    `found` is the number of the excerpt's sentence that is the claim's. What the claim has too is no other number.
    """
    alike = [number for number in sentence.numbers if number.kind == found.kind]
    belonging = dict(zip(alike, _belonging(alike, sentence), strict=True))
    own = belonging[found]
    values = {number.value for number in claim.numbers}
    rivals = [words for number, words in belonging.items() if number.value not in values]
    told = [word for word in claim.units if word.start < claimed.span.start or word.start >= claimed.span.end]
    with_rivals = [word for word in told if any(_among(word, words) for words in rivals)]
    return any(not _among(word, own) for word in with_rivals) and not any(
        _among(word, own) and word not in with_rivals for word in told
    )


def _among(word: Word, words: Sequence[Word]) -> bool:
    return any(carries(other, word) for other in words)


def _belonging(numbers: Sequence[Quantity], sentence: Sentence) -> Iterator[list[Word]]:
    """For each number the words that tell what it counts: those of its clause, and what is left out there.

    A clause without a subject has that of the clause before it, and one without a verb its verb.
    """
    ahead: list[Word] = []
    start = sentence.span.start
    for at, number in enumerate(numbers):
        following = numbers[at + 1].span.start if at + 1 < len(numbers) else sentence.span.end
        end = _parted(number.span.end, following, sentence)
        mine = [word for word in sentence.units if start <= word.start < number.span.start]
        if not any(word.past for word in mine):
            mine += [word for word in ahead if word.past or not mine]
        ahead, start = mine, end
        yield mine + [word for word in sentence.units if number.span.end <= word.start < end]


def _parted(start: int, end: int, sentence: Sentence) -> int:
    """Where a new clause begins between two places, or the end."""
    comma = re.compile(r"[,;]\s").search(sentence.whole.text, start, end)
    words = (word.start for word in sentence.words if start <= word.start < end and word.lower in _PARTING)
    return min(comma.start() if comma else end, next(words, end))


def only_the_whole(claim: Sentence, found: Quantity, sentence: Sentence) -> bool:
    """Whether the excerpt's number is of all, and the claim tells of it what is told of some ("9 of the 30 left")."""
    text = sentence.whole.text
    parts = [number for number in sentence.numbers if _WHOLE.fullmatch(text, number.span.end, found.span.start)]
    if not parts or any(number.value == parts[0].value for number in claim.numbers):
        return False
    done = [word for word in sentence.units if word.past and word.start >= found.span.end]
    return any(word.past and _among(word, done) for word in claim.units)
