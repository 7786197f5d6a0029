"""A claim that runs as the excerpt's sentence does, but for one word, has changed that word.

Synonyms, moved and added words are no change; another word in the same place, between the same neighbours, is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence
from assistant.grounding.support import Support, carries
from assistant.grounding.words import Word
from assistant.types import Reason

_ALIKE = 0.6  # share of the claim's words that must align before a difference counts as a change
_LONGEST = 2  # words a replaced run may have


def wording_faults(support: Support) -> Iterator[Reason]:
    """A reason for each run of words that stands where the excerpt's sentence has others."""
    for sentence in support.claim.sentences:
        units = [word for word in sentence.content if not sentence.in_date(word)]
        for found in support.sentences:
            yield from _changes(units, found, support)


def _changes(units: Sequence[Word], found: Sentence, support: Support) -> Iterator[Reason]:
    have = [word for word in found.content if not found.in_date(word)]
    keys = [_common_key(unit, have) for unit in units]
    operations = Levenshtein.opcodes(keys, [word.key for word in have])
    kept = sum(step.src_end - step.src_start for step in operations if step.tag == "equal")
    if not units or kept / len(units) < _ALIKE:
        return
    steps = list(operations)
    for at, step in enumerate(steps):
        if step.tag != "replace" or not _framed(steps, at):
            continue
        ours, theirs = units[step.src_start : step.src_end], have[step.dest_start : step.dest_end]
        if len(ours) <= _LONGEST and len(theirs) <= _LONGEST + 1 and _changed(ours, theirs, units, support):
            kind = reasons.NAME if ours[0].capital and theirs[0].capital else reasons.COVERAGE
            said, have_said = " ".join(word.text for word in ours), " ".join(word.text for word in theirs)
            yield Reason(kind, f"“{said}” stands where the excerpt has “{have_said}”")


def _framed(steps: Sequence[object], at: int) -> bool:
    """Whether equal words stand on both sides, or on one at the sentence's end."""
    sides = [steps[place] for place in (at - 1, at + 1) if 0 <= place < len(steps)]
    return all(getattr(side, "tag", "") == "equal" for side in sides)


def _common_key(unit: Word, have: Sequence[Word]) -> str:
    """The key under which the excerpt's sentence has this word, or its own."""
    for word in have:
        if word.key == unit.key:
            return word.key
    return next((word.key for word in have if carries(word, unit)), unit.key)


def _changed(ours: Sequence[Word], theirs: Sequence[Word], units: Sequence[Word], support: Support) -> bool:
    """Whether neither side's words stand elsewhere: then they were neither moved nor explained."""
    if any(_carried(unit, support) for unit in ours):
        names = [unit for unit in ours if unit.capital]
        return (
            bool(names)
            and len(names) == len(ours)
            and all(word.capital for word in theirs)
            and not _again(theirs, units)
        )
    return not _again(theirs, units)


def _carried(unit: Word, support: Support) -> bool:
    return bool(support.matches.get(unit.start))


def _again(theirs: Sequence[Word], units: Sequence[Word]) -> bool:
    """Whether the claim has one of the excerpt's words elsewhere."""
    return any(carries(word, unit) for word in theirs for unit in units)
