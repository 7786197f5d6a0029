"""Dates that belong to a noun and not to a verb: "the 1998 agreement", "Friday's attack", "the visit in May"."""

from __future__ import annotations

from datetime import date

from assistant.reading.events import lexicon as lex
from assistant.reading.events.clauses import Clauses
from assistant.reading.events.status import Judgement
from assistant.types import Interval


def judge_noun(
    clauses: Clauses, index: int, at: int, interval: Interval, published: date | None, found: Judgement
) -> Judgement | None:
    """What is left of `found`, the judgement of the verb numbered `index`, where the date at `at` is a noun's.

    None where the noun's date says nothing of the verb. A happening that the verb only announces, proposes or calls off
    has not taken place.
    """
    if not _attributive(clauses, at, interval):
        return _unrealised(clauses, index) or found if _on_subject(clauses, index, at) else found
    if not _happening(clauses, at + 1, at + 4):
        return None
    coming = published is None or interval.hi >= published
    if _word(clauses, at - 1) in ("before", "for") or _words(clauses, at - 2, at) in _AHEAD:
        return Judgement("planned", "ahead of it") if coming else None
    if _word(clauses, at - 1) in lex.ARTICLES and _word(clauses, at - 2) in ("at", "during"):
        return found
    if found.status == "planned":
        return found if coming else None
    if unrealised := _unrealised(clauses, index):
        return unrealised
    past = published is not None and interval.grain == "day" and interval.hi < published
    return found if past and found.status != "denied" else None


_AHEAD = ("ahead of", "prior to", "run-up to", "up to", "in time for")


def _word(clauses: Clauses, at: int) -> str:
    return clauses.words.at(at)


def _words(clauses: Clauses, first: int, end: int) -> str:
    return " ".join(_word(clauses, at) for at in range(first, end))


def _attributive(clauses: Clauses, at: int, interval: Interval) -> bool:
    """Whether the expression stands before its noun or after "of"."""
    before, after = _word(clauses, at - 1), _word(clauses, at + 1)
    if after == "'s":
        return True
    if before == "of":
        return _word(clauses, at - 2) not in lex.PARTS_OF_TIME
    small = after.isalpha() and (interval.grain == "year" or not clauses.words.capital(at + 1))
    noun = small and after not in lex.PREPOSITIONS
    if not noun or any(verb.first == at + 1 for verb in clauses.verbs):
        return False
    return before in lex.ARTICLES or after in lex.HAPPENINGS


def _happening(clauses: Clauses, first: int, end: int) -> bool:
    return any(_word(clauses, at) in lex.HAPPENINGS for at in range(first, end))


def _on_subject(clauses: Clauses, index: int, at: int) -> bool:
    """Whether the expression stands after a happening that is the subject: "the visit in May was …"."""
    first, end = clauses.segment(at)
    follows = at < clauses.verbs[index].first < end
    return follows and _word(clauses, first) not in lex.PREPOSITIONS and _happening(clauses, first, at)


def _unrealised(clauses: Clauses, index: int) -> Judgement | None:
    """The status of a happening that is subject or object of the verb, where the verb does not make it real."""
    verb = clauses.verbs[index]
    if verb.head in lex.CANCELLING or (verb.head == "called" and _word(clauses, verb.last + 1) == "off"):
        return Judgement("denied", "called off")
    if verb.head in lex.UNREALISING:
        return Judgement("planned", "only announced")
    return None
