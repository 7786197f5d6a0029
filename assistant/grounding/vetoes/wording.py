"""A claim that runs as the excerpt's sentence does, but for one word, has changed that word.

Synonyms, moved and added words are no change; another word in the same place, between the same neighbours, is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence
from assistant.grounding.lexicon.countries import SEAT_OF
from assistant.grounding.support import Support, carries
from assistant.grounding.words import Word
from assistant.types import Reason

_ALIKE = 0.6  # share of the claim's words that must align before a difference counts as a change
_LONGEST = 2  # words of the claim's that a change may have; one more of the excerpt's


def wording_faults(support: Support) -> Iterator[Reason]:
    """A reason for each run of words that stands where the excerpt's sentence has others."""
    for sentence in support.claim.sentences:
        units = _comparable(sentence)
        for found in support.sentences:
            yield from _changes(units, _comparable(found), support)


def _comparable(sentence: Sentence) -> list[Word]:
    """The content words without dates and numbers, which have their own vetoes."""
    taken = [quantity.span for quantity in sentence.numbers]
    return [
        word
        for word in sentence.content
        if not sentence.in_date(word) and not any(span.start <= word.start < span.end for span in taken)
    ]


def _changes(units: Sequence[Word], have: Sequence[Word], support: Support) -> Iterator[Reason]:
    keys = [_common_key(unit, have) for unit in units]
    same = Levenshtein.opcodes(keys, [word.key for word in have]).as_matching_blocks()
    if sum(block.size for block in same) < _ALIKE * len(units):
        return
    ours_end = theirs_end = 0
    for block in same:
        ours, theirs = units[ours_end : block.a], have[theirs_end : block.b]
        ours_end, theirs_end = block.a + block.size, block.b + block.size
        if 0 < len(ours) <= _LONGEST and 0 < len(theirs) <= _LONGEST + 1 and _changed(ours, theirs, units, support):
            kind = reasons.NAME if ours[0].capital and theirs[-1].capital else reasons.COVERAGE
            said, had = " ".join(word.text for word in ours), " ".join(word.text for word in theirs)
            yield Reason(kind, f"“{said}” stands where the excerpt has “{had}”")


def _common_key(unit: Word, have: Sequence[Word]) -> str:
    """The key under which the excerpt's sentence has this word, or its own."""
    if any(word.key == unit.key for word in have):
        return unit.key
    return next((word.key for word in have if carries(word, unit)), unit.key)


def _changed(ours: Sequence[Word], theirs: Sequence[Word], units: Sequence[Word], support: Support) -> bool:
    """Whether these words say something else than those: names that differ, or words found nowhere else."""
    if any(carries(word, unit) or _seat(unit, word) for unit in ours for word in theirs):
        return False
    if all(unit.capital for unit in ours) and all(word.capital for word in theirs):
        return True
    if any(support.matches.get(unit.start) for unit in ours):
        return False
    return not any(carries(word, unit) for word in theirs for unit in units)


def _seat(unit: Word, word: Word) -> bool:
    return f"@{SEAT_OF.get(unit.key, '')}" == word.key
