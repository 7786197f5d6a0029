"""Denied is not affirmed, planned is not happened, and an opposite is not a synonym."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.grounding import reasons
from assistant.grounding.analysis import Sentence
from assistant.grounding.cues import Cue
from assistant.grounding.lexicon.operators import ASSERTING, HAPPENING, UNDOING
from assistant.grounding.lexicon.synonyms import SPEECH
from assistant.grounding.lexicon.words import BASE
from assistant.grounding.support import Support, carries
from assistant.grounding.words import OPPOSED, Word, before, key_of
from assistant.types import Reason

_UNDOING = frozenset(key_of(word) for word in UNDOING)
_HAPPENING = frozenset(key_of(word) for word in HAPPENING)
_SPEECH = frozenset(key_of(word) for word in SPEECH)
_ASSERTING = frozenset(key_of(word) or word for word in ASSERTING)
# Where one sentence carries nearly all of a claim, another one that does not carry much tells of something else.
_NEARLY_ALL, _MUCH = 0.9, 0.5
_GOVERNOR = 6  # words ahead of "to" among which the verb or adjective stands that governs it
_AUXILIARIES = frozenset("has have had was were been is are being".split())
_WAS = frozenset("was were been".split())
_FOCUS = frozenset("only just merely simply solely purely".split())
_NEAR = 5  # words from a cue to the verb it turns
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
    for word in _FOCUS & sentence.lowers & other.lowers:
        if _only_after_not(word, sentence) != _only_after_not(word, other):
            return word
    return None


def _only_after_not(word: str, sentence: Sentence) -> bool:
    lowers = [other.lower for other in sentence.words]
    return all(at and lowers[at - 1].endswith(("not", "n't")) for at, lower in enumerate(lowers) if lower == word)


def _denied_too(cue: Cue, sentence: Sentence, support: Support) -> bool:
    """Whether the excerpts deny what this cue of the claim denies: the first word after it that they have."""
    if cue.lexical and any(
        carries(word, sentence.words[cue.at]) for other in support.sentences for word in other.content
    ):
        return True
    turned = [at for at in (*cue.heads, *cue.reach) if at != cue.at and support.matches.get(sentence.words[at].start)]
    if not turned:
        return any(other.denials for other in support.sentences)
    head = sentence.words[turned[0]]
    wanted = cue.lexical or _times_denied(sentence, turned[0]) % 2 == 1
    told = [_denied_at(other, place, sentence) == wanted for other, place in support.matches[head.start]]
    if any(told) and not all(told) and len(turned) > 1:  # denied of one thing and affirmed of another
        rest = support.matches[sentence.words[turned[1]].start]
        return any(_denied_at(other, place, sentence) == wanted for other, place in rest)
    return any(told)


def _times_denied(sentence: Sentence, at: int) -> int:
    return sum(1 for cue in sentence.denials if not cue.lexical and at in cue.reach and cue.at != at)


def _denied_at(other: Sentence, place: int, claim: Sentence) -> bool:
    """Whether a word of the excerpt is denied, or undone by a word the claim does not have."""
    explicit = _times_denied(other, place)
    if explicit:
        return explicit % 2 == 1
    lexical = [cue for cue in other.denials if cue.lexical and place in cue.reach and cue.at != place]
    if any(other.words[cue.at].key not in claim.keys for cue in lexical):
        return True
    undoing = [word for word in before(other.words, place, 5) if word.key in _UNDOING]
    return any(word.key not in claim.keys for word in undoing)


def _affirmed(cue: Cue, other: Sentence, claim: Sentence, _: Support) -> Word | None:
    """The claim's word that the excerpt's cue denies and the claim does not."""
    if not cue.heads:
        return None
    if cue.lexical and any(carries(other.words[cue.at], word) for word in claim.content):
        return None
    denied = claim.denied
    heads = [other.words[at] for at in cue.heads[: 1 if cue.lexical else 2]]
    found: Word | None = None
    for head in heads:
        for at, word in enumerate(claim.words):
            if not word.key or not carries(head, word):
                continue
            if at in denied or _undone(at, claim, other):
                return None
            found = found or word
    return found


def _told_as_held(cue: Cue, other: Sentence, claim: Sentence, support: Support) -> Word | None:
    """The claim's word for an event that was called off or never was, told as if it had been.

    The claim may still tell what the excerpt's sentence tells as done ("the deal signed in May was cancelled"), and
    what another sentence carries as fully as this one.
    """
    if any(carries(other.words[cue.at], word) for word in claim.content) or claim.plans:
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
        and place in cue.reach
        and place != cue.at
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
    return any(word.key in _UNDOING and word.key not in other.keys for word in before(claim.words, at, 4))


def status_faults(support: Support) -> Iterator[Reason]:
    """A reason where a plan is told as done, or what was done as a plan."""
    for sentence in support.claim.sentences:
        planned = sentence.planned
        held = _told_held(sentence, support)
        for at, word in enumerate(sentence.words):
            if (
                word.key
                and not _told_planned(at, sentence, planned)
                and _only_planned(at, sentence, support, held)
                and not _under_same_cue(at, sentence, support)
            ):
                yield Reason(reasons.STATUS, f"the excerpt has “{word.text}” as planned or possible, not as done")
                break
        for cue in sentence.plans:
            if _only_done(cue, sentence, support):
                head = sentence.words[cue.heads[0]]
                yield Reason(reasons.STATUS, f"the excerpt has “{head.text}” as done, not as planned or possible")
                break
            if _only_possible(cue, sentence, support):
                head = sentence.words[cue.heads[0]]
                yield Reason(reasons.STATUS, f"the excerpt has “{head.text}” as possible, not as certain")
                break


def _only_possible(cue: Cue, sentence: Sentence, support: Support) -> bool:
    """Whether the claim says "will" of what the excerpts have only under "can" or "may"."""
    if sentence.words[cue.at].lower not in _CERTAIN or not cue.heads:
        return False
    places = support.matches.get(sentence.words[cue.heads[0]].start, [])
    return bool(places) and all(_possible_at(other, place) for other, place in places)


def _possible_at(other: Sentence, place: int) -> bool:
    over = [cue for cue in other.plans if _right_after(cue, place)]
    return bool(over) and all(other.words[cue.at].lower in _POSSIBLE for cue in over)


def _told_planned(at: int, sentence: Sentence, planned: frozenset[int]) -> bool:
    """Whether the claim tells the word as planned; a past form only right after the cue ("will be signed")."""
    if at not in planned or not sentence.words[at].past:
        return at in planned
    return any(at in cue.reach and 0 < at - cue.at < _NEAR for cue in sentence.plans)


def _under_same_cue(at: int, sentence: Sentence, support: Support) -> bool:
    """Whether the same word plans it in the excerpt and in the claim, as near: "if the court found a breach"."""
    cue, distance = _nearest_plan(at, sentence)
    there = (_nearest_plan(place, other) for other, place in support.matches.get(sentence.words[at].start, []))
    return cue != "" and any(other == cue and distance <= away + _NEAR for other, away in there)


def _nearest_plan(at: int, sentence: Sentence) -> tuple[str, int]:
    """The last word ahead of this one that plans it, in lower case, and how far off; empty where there is none."""
    over = [cue.at for cue in sentence.plans if at in cue.reach and cue.at < at]
    return (sentence.words[max(over)].lower, at - max(over)) if over else ("", 0)


def _right_after(cue: Cue, at: int) -> bool:
    """Whether the cue turns this very verb: one of the first words after it, not the subject that it reaches too."""
    return at in cue.heads or (at in cue.reach and 0 < at - cue.at <= _NEAR)


def _only_planned(at: int, sentence: Sentence, support: Support, told_held: set[int]) -> bool:
    """Whether every place of the excerpts that carries this word is a plan, and the claim tells it as done."""
    word = sentence.words[at]
    places = support.matches.get(word.start, [])
    done = bool(places) and _told_done(at, sentence)
    if not places or (not done and sentence.plans):
        return False
    held = not done and at in told_held
    plans = [place for place in places if _is_plan(*place, done=done, held=held)]
    if not plans or (word.key in _SPEECH and all(other.words[place].key != word.key for other, place in places)):
        return False
    return len(plans) == len(places) or all(place in plans for place in _telling(word, places, support, done=done))


def _is_plan(other: Sentence, place: int, *, done: bool, held: bool) -> bool:
    """Whether the excerpt has the word as planned, and not as the word that plans."""
    planned = _planned_at(other, place, done=done) or (held and _subject_of_plan(other, place))
    return planned and not any(cue.at == place for cue in other.plans)


def _telling(
    word: Word, places: list[tuple[Sentence, int]], support: Support, *, done: bool
) -> list[tuple[Sentence, int]]:
    """Of the places that carry a word those that tell of the same thing as the claim."""
    same = [(other, place) for other, place in places if other.words[place].key == word.key]
    places = (same if done else None) or places
    places = [place for place in places if support.bears(place[0])] or places
    if any(support.share(other) >= _NEARLY_ALL for other, _ in places):
        return [place for place in places if support.share(place[0]) >= _MUCH]
    return places


def _told_done(at: int, sentence: Sentence) -> bool:
    """Whether a word of the claim is a past form; one that is a base form too ("put", "cut") only behind "has"."""
    word = sentence.words[at]
    if not word.past or word.capital:
        return False
    both = not word.lower.endswith("ed") and BASE.get(word.lower) == word.lower
    return not both or any(ahead.lower in _AUXILIARIES for ahead in before(sentence.words, at, 1))


def _planned_at(other: Sentence, place: int, *, done: bool) -> bool:
    word = other.words[place]
    for cue in other.plans:
        if place not in cue.reach:
            continue
        if done:
            if _right_after(cue, place) or not word.past:
                return True
        elif cue.heads[:1] == (place,):
            return True
    return done and _only_aimed_at(other, place)


def _only_aimed_at(other: Sentence, place: int) -> bool:
    """Whether the word is an infinitive that nothing tells to have come about: "keen to sign", "work to end"."""
    word = other.words[place]
    at = place - 1 - (place > 1 and other.words[place - 1].lower.endswith("ly"))
    if at < 0 or other.words[at].lower != "to" or word.past or word.lower.endswith("ing"):
        return False
    ahead = before(other.words, at, _GOVERNOR)
    able = any(word.lower == "able" for word in ahead) and not _WAS.isdisjoint(word.lower for word in ahead)
    return not able and all((word.key or word.lower) not in _ASSERTING for word in ahead)


def _told_held(sentence: Sentence, support: Support) -> set[int]:
    """The nouns ahead of a verb that tells no more than that they were ("took place"), which no excerpt carries."""
    for at, word in enumerate(sentence.words):
        if word.past and word.key in _HAPPENING and not support.matches.get(word.start):
            return {place for place in range(at) if sentence.words[place].key and not sentence.words[place].capital}
    return set()


def _subject_of_plan(other: Sentence, place: int) -> bool:
    """Whether the word is what a plan is about: "the visit is expected to be made"."""
    return any(place in cue.heads or (place in cue.reach and place < cue.at) for cue in other.plans)


def _only_done(cue: Cue, sentence: Sentence, support: Support) -> bool:
    """Whether what this cue of the claim plans is in the excerpts, but never as a plan."""
    if not cue.heads:
        return False
    places = support.matches.get(sentence.words[cue.heads[0]].start, [])
    return any(other.words[place].past for other, place in places) and not any(
        _looks_ahead(other, place) for other, place in places
    )


def _looks_ahead(other: Sentence, place: int) -> bool:
    past = other.words[place].past
    if any(place in cue.reach and (not past or _right_after(cue, place)) for cue in other.plans):
        return True
    ahead = {word.lower for word in before(other.words, place, 2)}
    return "to" in ahead and "have" not in ahead


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
        reached = other.denied
        for at, word in enumerate(other.words):
            name = word.key or word.lower
            ours = name in claim.keys or word.lower in claim.lowers
            if name in rivals and not ours and (at in reached) == denied:
                return word
    return None
