"""Denied is not affirmed, planned is not happened, and an opposite is not a synonym."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, takewhile

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence
from assistant.grounding.cues import Cue
from assistant.grounding.lexicon.operators import ASSERTING, HAPPENING, UNDOING
from assistant.grounding.lexicon.synonyms import SPEECH
from assistant.grounding.lexicon.words import UNCHANGED
from assistant.grounding.support import Support, carries
from assistant.grounding.words import OPPOSED, Word, before, key_of
from assistant.types import Reason

Place = tuple[Sentence, int]
"""A word of an excerpt."""

_UNDOING = frozenset(key_of(word) for word in UNDOING)
_HAPPENING = frozenset(key_of(word) for word in HAPPENING)
_SPEECH = frozenset(key_of(word) for word in SPEECH)
_ASSERTING = frozenset(key_of(word) or word for word in ASSERTING)
# Where one sentence carries nearly all of a claim, another one that does not carry much tells of something else.
_NEARLY_ALL, _MUCH = 0.9, 0.5
_GOVERNOR = 6  # words ahead of "to" among which the verb or adjective stands that governs it
_INFINITIVE = frozenset("to do does did not help helped let made".split())
_WAS = frozenset("was were been".split())
_FOCUS = frozenset("only just merely simply solely purely".split())
_TO = frozenset({"to"})
_BE = frozenset({"be"})
_ABLE = frozenset({"able"})
_RELATIVE = frozenset("that which who whom whose where".split())
_PUT_OFF = frozenset(map(key_of, ("postpone", "defer")))
_NEAR = 5  # words from a cue to the verb it turns
_FAR = 9  # the same where claim and excerpt have the same cue
_CERTAIN = frozenset({"will", "shall", "'ll"})
_POSSIBLE = frozenset("can could may might possible possibly perhaps maybe potentially".split())


def denial_faults(support: Support) -> Iterator[Reason]:
    """A reason where the claim denies what the excerpts affirm or affirms what they deny."""
    for sentence in support.claim.sentences:
        for cue in sentence.denials:
            if not _denied_too(cue, sentence, support):
                yield Reason(reasons.NEGATION, f"“{sentence.words[cue.at].text}” is not in what the excerpt says")
        for other in support.sentences:
            for cue in other.denials:
                affirmed = _told_as_held if cue.event else _affirmed
                if word := affirmed(cue, other, sentence, support):
                    yield Reason(reasons.NEGATION, f"the excerpt says “{other.words[cue.at].text}” of “{word.text}”")
            if word := _other_focus(sentence, other):
                yield Reason(reasons.NEGATION, f"one of the sentence and the excerpt says “not {word}”, the other not")


def _other_focus(sentence: Sentence, other: Sentence) -> str | None:
    """The word of which one sentence says "not just" and the other only "just"."""
    return next(iter((_focused(sentence) ^ _focused(other)) & sentence.lowers & other.lowers), None)


def _focused(sentence: Sentence) -> frozenset[str]:
    """The words like "just" that no "not" stands before."""
    lowers = ["", *(word.lower for word in sentence.words)]
    return frozenset(word for ahead, word in pairwise(lowers) if word in _FOCUS and not ahead.endswith(("not", "n't")))


def _denied_too(cue: Cue, sentence: Sentence, support: Support) -> bool:
    """Whether the excerpts deny what this cue of the claim denies: the first word after it that they have."""
    if cue.lexical and (same := support.matches.get(sentence.words[cue.at].start)):
        return _not_first(sentence, cue.at) in {_not_first(*place) for place in same}
    reached = dict.fromkeys((*cue.heads, *cue.behind, *cue.ahead))
    turned = [at for at in reached if support.matches.get(sentence.words[at].start)]
    if not turned:
        return any(other.denials for other in support.sentences)
    first, *others = turned
    wanted = cue.lexical or bool(_not_said(sentence, first))
    said = {_denied_at(*place, sentence) for place in support.matches[sentence.words[first].start]}
    if others and said.issuperset({True, False}):  # denied of one thing and affirmed of another
        said = {_denied_at(*place, sentence) for place in support.matches[sentence.words[others[0]].start]}
    return wanted in said


def _not_first(sentence: Sentence, at: int) -> bool:
    """Whether this is the first word that a "not" denies: "did not reject"."""
    return any(at in cue.heads[:1] for cue in sentence.denials if not cue.lexical)


def _not_said(sentence: Sentence, at: int) -> bool | None:
    """Whether words like "not" deny this one, an even number of them does not; None where there are none."""
    said = None
    for cue in sentence.denials:
        if not cue.lexical and cue.turns(at):
            said = not said
    return said


def _denied_at(other: Sentence, place: int, claim: Sentence) -> bool:
    """Whether a word of the excerpt is denied, or undone by a word the claim does not have."""
    said = _not_said(other, place)
    if said is not None:
        return said
    denying = [other.words[cue.at] for cue in other.denials if cue.lexical and cue.turns(place)]
    undoing = [word for word in before(other.words, place, _NEAR) if word.key in _UNDOING]
    return any(word.key not in claim.keys for word in (*denying, *undoing))


def _affirmed(cue: Cue, other: Sentence, claim: Sentence, support: Support) -> Word | None:
    """The claim's word that the excerpt's cue denies and the claim does not."""
    if not cue.heads:
        return None
    if cue.lexical and any(carries(other.words[cue.at], word) for word in claim.content):
        return None
    denied = claim.denied
    heads = [other.words[at] for at in (cue.heads[:1] if cue.lexical else cue.heads)]
    whole = all(any(carries(head, word) for word in claim.content) for head in heads)
    found: Word | None = None
    for head in heads:
        for at, word in enumerate(claim.words):
            if not word.key or not carries(head, word):
                continue
            if at in denied or _undone(at, claim, other):
                return None
            if whole or not _told_elsewhere(word, other, support):
                found = found or word
    return found


def _told_elsewhere(word: Word, other: Sentence, support: Support) -> bool:
    """Whether the excerpt's sentence tells it of something else as done: "did not sell A but sold B"."""
    places = [place for found, place in support.matches.get(word.start, []) if found is other]
    return any(other.words[place].past and place not in other.denied for place in places)


def _told_as_held(cue: Cue, other: Sentence, claim: Sentence, support: Support) -> Word | None:
    """The claim's word for an event that was called off or never was, told as if it had been.

    The claim may still tell what the excerpt's sentence tells as done ("the deal signed in May was cancelled"), and
    what another sentence carries as fully as this one.
    """
    if any(carries(other.words[cue.at], word) for word in claim.content):
        return None
    if claim.plans and (other.words[cue.at].key in _PUT_OFF or _CERTAIN.isdisjoint(claim.lowers)):
        return None
    denied = claim.denied
    for at, word in enumerate(claim.words):
        if not word.key or at in denied or not any(carries(other.words[head], word) for head in cue.heads):
            continue
        if _done_there(claim, other, cue, support) or _carried_as_well(other, support):
            return None
        return word
    return None


def _done_there(claim: Sentence, other: Sentence, cue: Cue, support: Support) -> bool:
    """Whether a past verb of the claim stands as one in the excerpt's clause on what was called off."""
    planned = other.planned
    return any(
        word.past
        and not word.capital
        and word.key not in _SPEECH
        and found is other
        and other.words[place].past
        and cue.turns(place)
        and place not in planned
        for word in claim.content
        for found, place in support.matches.get(word.start, [])
    )


def _carried_as_well(other: Sentence, support: Support) -> bool:
    """Whether another supporting sentence has every word of the claim that this one has."""
    have = [{id(found) for found, _ in support.matches[unit.start]} for unit in support.units]
    mine = [found for found in have if id(other) in found]
    return bool(mine) and any(
        all(id(sentence) in found for found in mine) for sentence in support.sentences if sentence is not other
    )


def _undone(at: int, claim: Sentence, other: Sentence) -> bool:
    """Whether the claim undoes the word by a word of its own: "abandoned the plan" for "will not pursue the plan"."""
    return any(word.key in _UNDOING and word.key not in other.keys for word in before(claim.words, at, _NEAR))


def status_faults(support: Support) -> Iterator[Reason]:
    """A reason where a plan is told as done, or what was done as a plan."""
    for sentence in support.claim.sentences:
        if word := next(_told_too_soon(sentence, support), None):
            yield Reason(reasons.STATUS, f"the excerpt has “{word.text}” as planned or possible, not as done")
        if told := next(_told_too_late(sentence, support), None):
            yield Reason(reasons.STATUS, told)


def _told_too_soon(sentence: Sentence, support: Support) -> Iterator[Word]:
    """The words of a claim that it tells as done, and the excerpts as planned."""
    held = _told_held(sentence, support)
    for at, word in enumerate(sentence.words):
        if (
            word.key
            and not _told_planned(at, sentence)
            and _only_planned(at, sentence, support, held)
            and not _under_same_cue(at, sentence, support)
        ):
            yield word


def _told_too_late(sentence: Sentence, support: Support) -> Iterator[str]:
    """What tells of words that the claim has as planned or certain, and the excerpts as done or only possible."""
    for cue in sentence.plans:
        for head in cue.heads[:1]:
            places = support.matches.get(sentence.words[head].start, [])
            if _only_done(places):
                yield f"the excerpt has “{sentence.words[head].text}” as done, not as planned or possible"
            if sentence.words[cue.at].lower in _CERTAIN and _only_possible(places):
                yield f"the excerpt has “{sentence.words[head].text}” as possible, not as certain"


def _only_possible(places: list[Place]) -> bool:
    """Whether the excerpts have these words only under "can" or "may"."""
    return bool(places) and all(_possible_at(*place) for place in places)


def _possible_at(other: Sentence, place: int) -> bool:
    over = [cue for cue in other.plans if _right_after(cue, place, other)]
    return bool(over) and all(other.words[cue.at].lower in _POSSIBLE for cue in over)


def _told_planned(at: int, sentence: Sentence) -> bool:
    """Whether the claim tells the word as planned; a past form only right after the cue ("will be signed")."""
    if sentence.words[at].past:
        return any(at in _led(cue, sentence) for cue in sentence.plans)
    return at in sentence.planned


def _led(cue: Cue, sentence: Sentence) -> list[int]:
    """The first words after a cue, to where a clause on one of them begins: "set to veto a law that allowed suits"."""
    return [*takewhile(lambda place: sentence.words[place].lower not in _RELATIVE, cue.ahead[: _NEAR - 1])]


def _under_same_cue(at: int, sentence: Sentence, support: Support) -> bool:
    """Whether the same word plans it in the excerpt and in the claim, not far off: "if the court found a breach"."""
    there = {
        _planning(place, other, len(other.words)) for other, place in support.matches.get(sentence.words[at].start, [])
    }
    return not there.isdisjoint(filter(None, [_planning(at, sentence, _FAR)]))


def _planning(at: int, sentence: Sentence, most: int) -> str:
    """The last word ahead of this one that plans it, in lower case; empty where it is none of the `most` nearest."""
    over = [cue for cue in sentence.plans if at in cue.ahead]
    return "".join(sentence.words[cue.at].lower for cue in over[-1:] if at in cue.ahead[:most])


def _right_after(cue: Cue, at: int, sentence: Sentence) -> bool:
    """Whether the cue turns this very verb: one of the first words after it, or a participle that "be" leads to."""
    led = not _BE.isdisjoint(word.lower for word in before(sentence.words, at, 2))
    return at in cue.ahead[:_NEAR] or (led and at in cue.ahead)


def _only_planned(at: int, sentence: Sentence, support: Support, told_held: set[int]) -> bool:
    """Whether every place of the excerpts that carries this word is a plan, and the claim tells it as done."""
    word = sentence.words[at]
    places = support.matches.get(word.start, [])
    done = bool(places) and _told_done(at, sentence)
    if not places or (not done and sentence.plans):
        return False
    held = not done and at in told_held
    plans = [place for place in places if _is_plan(*place, done=done, held=held)]
    return all(place in plans for place in _telling(places, support))


def _is_plan(other: Sentence, place: int, *, done: bool, held: bool) -> bool:
    """Whether the excerpt has the word as planned, and not as the word that plans."""
    planned = _planned_at(other, place, done=done) or (held and _subject_of_plan(other, place))
    return planned and place not in [cue.at for cue in other.plans]


def _telling(places: list[Place], support: Support) -> list[Place]:
    """Of the places that carry a word those that tell of the same thing as the claim."""
    places = [place for place in places if support.bears(place[0])] or places
    if any(support.share(other) >= _NEARLY_ALL for other, _ in places):
        return [place for place in places if support.share(place[0]) >= _MUCH]
    return places


def _told_done(at: int, sentence: Sentence) -> bool:
    """Whether a word of the claim is a past form; one that is a base form too ("put") where nothing asks for that."""
    word = sentence.words[at]
    if not word.past or word.capital:
        return False
    return word.lower not in UNCHANGED or _INFINITIVE.isdisjoint(
        word.lower for word in before(sentence.words, at, _NEAR)
    )


def _planned_at(other: Sentence, place: int, *, done: bool) -> bool:
    past = other.words[place].past
    for cue in other.plans:
        if done and cue.turns(place) and (_right_after(cue, place, other) or not past):
            return True
        if not done and place in cue.heads[:1]:
            return True
    return done and _only_aimed_at(other, place)


def _only_aimed_at(other: Sentence, place: int) -> bool:
    """Whether the word is an infinitive that nothing tells to have come about: "keen to sign", "work to end"."""
    word = other.words[place]
    ahead = [word for word in other.words[:place] if not word.lower.endswith("ly")]  # "to quickly sign"
    formed = (word.past and word.lower not in UNCHANGED) or word.lower.endswith("ing")
    if formed or _TO.isdisjoint(word.lower for word in ahead[-1:]):
        return False
    governing = ahead[:-1][-_GOVERNOR:]
    lowers = {word.lower for word in governing}
    able = not _ABLE.isdisjoint(lowers) and not _WAS.isdisjoint(lowers)
    return not able and all((word.key or word.lower) not in _ASSERTING for word in governing)


def _told_held(sentence: Sentence, support: Support) -> set[int]:
    """The nouns ahead of a verb that tells no more than that they were ("took place"), which no excerpt carries."""
    for at, word in enumerate(sentence.words):
        if word.past and word.key in _HAPPENING and not support.matches.get(word.start):
            return {place for place in range(at) if sentence.words[place].key and not sentence.words[place].capital}
    return set()


def _subject_of_plan(other: Sentence, place: int) -> bool:
    """Whether the word is what a plan is about: "the visit is expected to be made"."""
    return any(place in cue.heads or place in cue.behind for cue in other.plans)


def _only_done(places: list[Place]) -> bool:
    """Whether the excerpts have these words as past forms, but never as a plan."""
    return any(other.words[place].past for other, place in places) and not any(_looks_ahead(*place) for place in places)


def _looks_ahead(other: Sentence, place: int) -> bool:
    past = other.words[place].past
    if any(cue.turns(place) and (not past or _right_after(cue, place, other)) for cue in other.plans):
        return True
    ahead = {word.lower for word in before(other.words, place, 2)}
    return not _TO.isdisjoint(ahead) and "have" not in ahead


def opposite_faults(support: Support) -> Iterator[Reason]:
    """A reason where the claim has the opposite of the excerpt's word in its place, and neither is denied."""
    for sentence in support.claim.sentences:
        denied = sentence.denied
        for at, word in enumerate(sentence.words):
            rivals = OPPOSED.get(word.key or word.lower)
            if not rivals or sentence.in_date(word) or support.matches.get(word.start) or _present(word, support):
                continue
            if found := _opposite(rivals, sentence, support, denied=at in denied):
                yield Reason(reasons.NEGATION, f"the excerpt says “{found.text}”, not “{word.text}”")


def _present(word: Word, support: Support) -> bool:
    return not word.key and any(word.lower in sentence.lowers for sentence in support.sentences)


def _opposite(rivals: frozenset[str], claim: Sentence, support: Support, *, denied: bool) -> Word | None:
    for other in support.sentences:
        told = other.denied if denied else frozenset(range(len(other.words))).difference(other.denied)
        for at, word in enumerate(other.words):
            name = word.key or word.lower
            ours = name in claim.keys or word.lower in claim.lowers
            if name in rivals and not ours and at in told:
                return word
    return None
