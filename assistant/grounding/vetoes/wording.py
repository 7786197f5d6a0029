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
from assistant.types import Reason

_ALIKE = 0.6  # share of the claim's words that must align before a difference counts as a change
_MOST = (2, 3)  # words of the claim's and of the excerpt's that a change may have
_PARTICLES = frozenset("al el bin ibn de del della da di van von der la le".split())
_NOT = frozenset({DENIAL_PLACE})
_TURNING = frozenset(key_of(word) for word in (*DENYING, *UNDOING, "rule"))
_MOST_OF_NAMES = (8, 9)
_MOST_PUT_IN = (8, 2)


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
    same = Levenshtein.opcodes(keys, [place.key for place in have]).as_matching_blocks()
    if sum(block.size for block in same) < _ALIKE * len(units):
        return
    ours_from = theirs_from = 0
    for block in same:
        gap, other_gap = units[ours_from : block.a], have[theirs_from : block.b]
        ours = [place.word for place in gap if place.word]
        theirs = [place.word for place in other_gap if place.word]
        if _denial_lost(gap, other_gap):
            told = "one of the sentence and the excerpt has a “not” or “no” that the other lacks"
            yield Reason(reasons.NEGATION, told)
        framed = ours_from and block.size
        if _differ(ours, theirs, support) or (framed and _put_in(ours, theirs, support)):
            kind = reasons.NAME if ours[0].capital else reasons.COVERAGE
            said, had = " ".join(word.text for word in ours), " ".join(word.text for word in theirs)
            yield Reason(kind, f"“{said}” stands where the excerpt has “{had}”")
        ours_from, theirs_from = block.a + block.size, block.b + block.size
        yield from _other_values(units[block.a : ours_from], have[block.b : theirs_from], support)


def _denial_lost(ours: Sequence[Place], theirs: Sequence[Place]) -> bool:
    """Whether two short runs between the same words differ in nothing but a denial."""
    runs = (ours, theirs)
    if any([place for place in run if place.word][1:] or run[3:] for run in runs):
        return False
    denied = {any(place.key in _NOT for place in run) for run in runs}
    turned = any(place.key in _TURNING or place.key in OPPOSED for run in runs for place in run)
    return denied.issuperset({True, False}) and not turned


def _other_values(units: Sequence[Place], have: Sequence[Place], support: Support) -> Iterator[Reason]:
    """Dates and numbers that stand between the same words and are not the same; one that stands alone may be of any."""
    for unit, place in zip(units, have, strict=True) if units[1:] else ():
        if unit.date and place.date and not unit.date.interval.covers(place.date.interval):
            words = unit.date.span.of(support.claim.text)
            yield Reason(reasons.DATE, f"“{words}” stands where the excerpt has {place.date.interval.lo}")
        if unit.number and place.number and unit.number.value != place.number.value:
            yield Reason(reasons.NUMBER, f"“{unit.number.word}” stands where the excerpt has “{place.number.word}”")


def _common_key(unit: Place, found: Sentence, support: Support) -> str:
    """The key of the excerpt's word that carries this one, or its own."""
    carrying = support.matches[unit.word.start] if unit.word else ()
    words = (found.words[at] for other, at in carrying if other is found)
    return next((word.key for word in words if word in found.units), unit.key)


def _differ(ours: Sequence[Word], theirs: Sequence[Word], support: Support) -> bool:
    named = all(unit.capital or unit.lower in _PARTICLES for unit in ours)
    most = _MOST_OF_NAMES if named else _MOST
    return _short(ours, theirs, most) and _changed(ours, theirs, support)


def _short(ours: Sequence[Word], theirs: Sequence[Word], most: tuple[int, int]) -> bool:
    """Whether each of the runs has words, and no more than may be changed."""
    return all(run and not run[longest:] for run, longest in zip((ours, theirs), most, strict=True))


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
    if not _short(ours, theirs, _MOST_PUT_IN):
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
