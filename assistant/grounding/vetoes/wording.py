"""A claim that runs as the excerpt's sentence does, but for one word, has changed that word.

Synonyms, moved and added words are no change; another word in the same place, between the same neighbours, is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from assistant.grounding import reasons
from assistant.grounding.analysis import DENIAL_PLACE, Place, Sentence
from assistant.grounding.lexicon.operators import DENYING, UNDOING
from assistant.grounding.naming import acronyms, name_words
from assistant.grounding.support import Support, carries
from assistant.grounding.words import OPPOSED, Word, key_of
from assistant.reading.folding import fold
from assistant.reading.lexicon.countries import SEAT_OF
from assistant.types import Interval, Reason

_ALIKE = 0.6  # share of the claim's words that must align before a difference counts as a change
_LONGEST = 2  # words of the claim's that a change may have; one more of the excerpt's
_PARTICLES = frozenset("al el bin ibn de del della da di van von der la le".split())
_TURNING = frozenset(key_of(word) for word in (*DENYING, *UNDOING, "rule"))
_LONGEST_NAME = 8  # the same for names


def wording_faults(support: Support) -> Iterator[Reason]:
    """A reason for each run of words, date or number that stands where the excerpt's sentence has others."""
    for sentence in support.claim.sentences:
        for found in support.sentences:
            yield from _changes(sentence, found, support)


def _changes(sentence: Sentence, found: Sentence, support: Support) -> Iterator[Reason]:
    from rapidfuzz.distance import Levenshtein  # loaded where words were changed

    units, have = sentence.sequence, found.sequence
    known = frozenset(place.key for place in have)
    keys = [unit.key if unit.key in known else _common_key(unit, found, support) for unit in units]
    if sum(key in known for key in keys) < _ALIKE * len(units):
        return
    same = Levenshtein.opcodes(keys, [place.key for place in have]).as_matching_blocks()
    if sum(block.size for block in same) < _ALIKE * len(units):
        return
    ours_end = theirs_end = 0
    for block in same:
        gap, other_gap = units[ours_end : block.a], have[theirs_end : block.b]
        ours = [place.word for place in gap if place.word]
        theirs = [place.word for place in other_gap if place.word]
        if _denial_lost(gap, other_gap):
            yield Reason(
                reasons.NEGATION, "one of the sentence and the excerpt has a “not” or “no” that the other lacks"
            )
        framed = bool(ours_end and block.size)
        ours_end, theirs_end = block.a + block.size, block.b + block.size
        if _differ(ours, theirs, support) or (framed and _put_in(ours, theirs, support)):
            kind = reasons.NAME if ours[0].capital else reasons.COVERAGE
            said, had = " ".join(word.text for word in ours), " ".join(word.text for word in theirs)
            yield Reason(kind, f"“{said}” stands where the excerpt has “{had}”")
        if block.size > 1:
            yield from _other_values(units[block.a : ours_end], have[block.b : theirs_end], support)


def _denial_lost(ours: Sequence[Place], theirs: Sequence[Place]) -> bool:
    """Whether two short runs between the same words differ in nothing but a denial."""
    runs = (ours, theirs)
    if any(sum(place.word is not None for place in run) > 1 or len(run) > _LONGEST + 1 for run in runs):
        return False
    counts = [sum(place.key == DENIAL_PLACE for place in run) for run in runs]
    turned = any(place.key in _TURNING or place.key in OPPOSED for run in runs for place in run)
    return counts[0] % 2 != counts[1] % 2 and not turned


def _other_values(units: Sequence[Place], have: Sequence[Place], support: Support) -> Iterator[Reason]:
    """Dates and numbers that stand between the same words and are not the same."""
    for unit, place in zip(units, have, strict=True):
        if unit.date and place.date and not _carried_date(unit.date.interval, place.date.interval):
            words = unit.date.span.of(support.claim.text)
            yield Reason(reasons.DATE, f"“{words}” stands where the excerpt has {place.date.interval.lo}")
        if unit.number and place.number and unit.number.value != place.number.value:
            yield Reason(reasons.NUMBER, f"“{unit.number.word}” stands where the excerpt has “{place.number.word}”")


def _carried_date(claimed: Interval, found: Interval) -> bool:
    return claimed.lo <= found.lo and found.hi <= claimed.hi


def _common_key(unit: Place, found: Sentence, support: Support) -> str:
    """The key of the excerpt's word that carries this one, or its own."""
    carrying = support.matches[unit.word.start] if unit.word else ()
    words = (found.words[at] for other, at in carrying if other is found)
    return next((word.key for word in words if word in found.units), unit.key)


def _differ(ours: Sequence[Word], theirs: Sequence[Word], support: Support) -> bool:
    names = bool(ours) and all(unit.capital or unit.lower in _PARTICLES for unit in ours)
    if ours and theirs and all(word.capital for word in theirs) and any(unit.capital for unit in ours):
        names = names or not _office(theirs, ours, support)
    longest = _LONGEST_NAME if names else _LONGEST
    return 0 < len(ours) <= longest and 0 < len(theirs) <= longest + 1 and _changed(ours, theirs, support)


def _changed(ours: Sequence[Word], theirs: Sequence[Word], support: Support) -> bool:
    """Whether these words say something else than those: names that differ, or words found nowhere else."""
    if any(carries(word, unit) or _seat(unit, word) for unit in ours for word in theirs):
        return False
    if acronyms(theirs) & {fold(unit.text) for unit in ours} or acronyms(ours) & {fold(word.text) for word in theirs}:
        return False
    if any(unit.capital for unit in ours) and any(word.capital for word in theirs):
        return True
    if any(support.matches.get(unit.start) for unit in ours) or any(word.key in _TURNING for word in theirs):
        return False  # words that deny are the denial veto's
    return not any(carries(word, unit) for word in theirs for unit in support.units)


def _put_in(ours: Sequence[Word], theirs: Sequence[Word], support: Support) -> bool:
    """Whether the claim names somebody where the excerpt has a common noun that is not that person's office."""
    if not 0 < len(ours) <= _LONGEST_NAME or not 0 < len(theirs) <= _LONGEST:
        return False
    named = all((unit.capital and not unit.key.startswith("@")) or unit.lower in _PARTICLES for unit in ours)
    if not named or any(word.capital for word in theirs):
        return False
    return not _office(ours, theirs, support) and not any(carries(word, unit) for word in theirs for unit in ours)


def _office(ours: Sequence[Word], theirs: Sequence[Word], support: Support) -> bool:
    """Whether the excerpt's words are the office or a description of the person the claim names."""
    names = {fold(unit.text) for unit in ours}
    titles = [
        role.title.lower()
        for source in support.sources
        for role in source.text.roles
        if names & name_words(role.person)
    ]
    return any(word.lower in title.split() for word in theirs for title in titles)


def _seat(unit: Word, word: Word) -> bool:
    return f"@{SEAT_OF.get(unit.key, '')}" == word.key
