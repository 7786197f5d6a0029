"""What a clause says of its date: happened, planned, denied or reported. In doubt the weaker word.

planned   the verb looks ahead (modal, "is to", "expected", an infinitive of intention, a present tense not yet past),
          the date follows the publication, or a noun looks ahead ("upcoming")
denied    the verb or its subject is negated, or it denies ("refused", "ruled out"), or the sentence calls a plan off
reported  the clause is somebody's: quoted, said, alleged, supposed, conditional, or in a present tense of past days
happened  none of these, and the verb is past or perfect
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from assistant.reading.events import lexicon as lex
from assistant.reading.events.clauses import Clauses
from assistant.reading.events.verbs import Verb
from assistant.types import EventStatus, Interval


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status and the rule that gave it."""

    status: EventStatus
    rule: str


def judge(
    clauses: Clauses, index: int, at: int, interval: Interval, published: date | None, *, claimed: bool
) -> Judgement:
    """The status of the verb numbered `index` with the calendar expression at the word at `at`.

    `claimed` tells that the clause stands in somebody's words.
    """
    found = _by_verb(clauses, index, at, interval, published)
    found = _by_surroundings(clauses, index, at, found)
    if found.status not in ("planned", "denied") and published and interval.lo > published:
        return Judgement("planned", "after publication")
    if found.status == "happened" and claimed:
        return Judgement("reported", "in somebody's words")
    return found


def _by_verb(clauses: Clauses, index: int, at: int, interval: Interval, published: date | None) -> Judgement:
    verb = clauses.verbs[index]
    denies = _denies(clauses, verb)
    if verb.negated and denies:
        return Judgement("planned", "not ruled out")
    if verb.negated or denies:
        return Judgement("denied", "negated verb")
    if verb.tense == "infinitive":
        return _by_matrix(clauses, index, at, interval, published)
    if verb.tense == "planned":
        return Judgement("planned", "verb looks ahead")
    if verb.tense == "supposed":
        intended = index > 0 and clauses.verbs[index - 1].tense == "planned"  # "was supposed to have been signed"
        return Judgement("planned", "infinitive") if intended else Judgement("reported", "supposition")
    if verb.tense == "present":
        if published is None or interval.hi >= published:
            return Judgement("planned", "present tense")
        return Judgement("reported", "present tense of past days")
    return Judgement("happened", "past verb")


def _denies(clauses: Clauses, verb: Verb) -> bool:
    """Whether the verb itself says that something is not so: "denied", "ruled out", "refused to"."""
    following = clauses.words.all[verb.last + 1 : verb.last + 4]
    if verb.head in ("ruled", "rules", "rule"):
        return "out" in following
    return verb.head in lex.DENYING or (verb.head in lex.REFUSING and "to" in following)


def _by_matrix(clauses: Clauses, index: int, at: int, interval: Interval, published: date | None) -> Judgement:
    """An infinitive holds what its governing verb makes of it; only what is implied has happened."""
    planned = Judgement("planned", "infinitive")
    if index == 0:
        return planned
    matrix = clauses.verbs[index - 1]
    between = clauses.words.all[matrix.last : at]
    if any(matrix.last < place < at for place in clauses.words.dates):
        return planned
    if matrix.negated or _denies(clauses, matrix):
        return Judgement("denied", "negated verb")
    if matrix.tense != "past":
        return planned
    if matrix.head in lex.IMPLYING or not _SINGLING_OUT.isdisjoint(between):
        return Judgement("happened", "implied by past verb")
    if not lex.INTENDING_NOUNS.isdisjoint(between):
        return planned
    aimed = matrix.head in lex.INTENDING_VERBS or matrix.head in lex.INTENDING_ADJECTIVES or matrix.speech
    past_day = interval.grain == "day" and published is not None and interval.hi <= published
    return Judgement("happened", "past verb") if past_day and not aimed else planned


def _by_surroundings(clauses: Clauses, index: int, at: int, found: Judgement) -> Judgement:
    """What stands around the verb can only weaken what the verb says."""
    if found.status == "denied":
        return found
    verb = clauses.verbs[index]
    first, end = clauses.segment(verb.first)
    words = clauses.words.all[first:end]
    if _nothing(words[: verb.first - first]) or _nothing(words[verb.last + 1 - first :][:1]):
        return Judgement("denied", "negated subject or object")
    if words[0] == "that" and any(earlier.head in lex.DISPUTING for earlier in clauses.verbs[:index]):
        return Judgement("denied", "said not to be so")
    if found.status == "planned":
        return found
    if _points_ahead(clauses, verb, at):
        return Judgement("planned", "noun looks ahead")
    if words[0] in lex.CONDITIONS or (verb.first and words[0] in _INVERTED):
        return _on_condition(clauses, found)
    if _doubtful(clauses.words.all, verb.first) or not lex.HEARSAY.isdisjoint(words) or _set_off(clauses.words.all):
        return replace(found, status="reported", rule="hearsay")
    return found


def _on_condition(clauses: Clauses, found: Judgement) -> Judgement:
    """A condition of something to come lies ahead itself ("would respond if …"), any other is a supposition."""
    ahead = any(verb.tense == "planned" and not verb.negated for verb in clauses.verbs)
    return Judgement("planned", "condition") if ahead else replace(found, status="reported", rule="condition")


def _doubtful(words: list[str], at: int) -> bool:
    """Whether the sentence calls something untrue, or the verb at `at` follows "rumours that"."""
    if not lex.UNTRUE.isdisjoint(words):
        return True
    return any(word in lex.CLAIM_NOUNS and nxt == "that" for word, nxt in pairwise(words[:at]))


def _set_off(words: list[str]) -> bool:
    """Whether a word of hearsay stands by itself between marks: "Allegedly, …", "…, reportedly"."""
    places = (place for place, word in enumerate(words) if word in lex.HEARSAY)
    return any((not at or words[at - 1] == ",") and words[at + 1 : at + 2] in ([","], ["."], []) for at in places)


def _nothing(words: list[str]) -> bool:
    """Whether a negative word is among the words of a subject or object: "no agreement was signed"."""
    return any(
        word in lex.NOTHING and not lex.NOT_NEGATING.intersection(words[place + 1 : place + 2])
        for place, word in enumerate(words)
    )


def _points_ahead(clauses: Clauses, verb: Verb, at: int) -> bool:
    """Whether the date hangs on a plan between the verb and it, or is the aim of "for" or of a postponement."""
    between = clauses.words.all[verb.last + 1 : at]
    if not lex.UPCOMING.isdisjoint(between):
        return True
    if any(word in lex.INTENDING_NOUNS and nxt in ("to", "for", "of") for word, nxt in pairwise(between)):
        return True
    if "for" in between and verb.head in lex.INTENDING_VERBS:
        return True
    before = between[-1] if between else ""
    return before == "for" or (before in ("until", "till", "to") and verb.head in lex.POSTPONING)


_INVERTED = frozenset(("had", "were", "should"))  # "Had he left on Friday, …"
_SINGLING_OUT = frozenset(("first", "last", "only", "latest", "second", "third"))  # "was the first to sign"
