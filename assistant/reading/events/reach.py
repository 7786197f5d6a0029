"""How much of a sentence is one event's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.reading.events import lexicon as lex
from assistant.reading.events.clauses import Clauses
from assistant.reading.events.status import Judgement
from assistant.types import Interval


@dataclass(frozen=True, slots=True)
class Dated:
    """A calendar expression at the word at `at`, the number of the verb it belongs to, and what was judged of them.

    `trailing` tells of a speech verb that follows what was said.
    """

    at: int
    verb: int
    interval: Interval
    judgement: Judgement
    trailing: bool


def reach(clauses: Clauses, found: Dated, others: Sequence[Dated]) -> tuple[int, int]:
    """First word and the one after the last of the event `found`; `others` are the further dates of the sentence.

    The sentence, but only the verb's own clause where the rest has another time or status: a saying without what was
    said before it, a relative clause, a happening beside a plan.
    """
    first, end = 0, len(clauses.words)
    if found.trailing or clauses.shifted(found.verb) or _beside_a_plan(clauses, found):
        first, end = _own_clause(clauses, found)
    for other in others:
        if not _apart(clauses, other, found):
            continue
        if other.at < found.at:
            first = max(first, clauses.clause_start(found.verb, found.at), _last(clauses, other) + 1)
        else:
            end = min(end, max(clauses.break_before(other.verb, other.at), _last(clauses, found) + 1))
    return _without_marks(clauses, first, end)


def points_back(clauses: Clauses, first: int, verb: int) -> bool:
    """Whether the clause from the word at `first` on has its subject before it ("when they met", "and left")."""
    if any(clauses.verbs[earlier].speech for earlier in clauses.verbs_in(0, first)):
        return False  # before it stands who spoke and who was told
    opening = set(clauses.words.all[first : first + 2])
    back = lex.PRONOUNS | lex.RELATIVES | lex.COORDINATORS
    return clauses.verbs[verb].first <= first or not opening.isdisjoint(back)


def _own_clause(clauses: Clauses, found: Dated) -> tuple[int, int]:
    return clauses.clause_start(found.verb, found.at), clauses.segment(_last(clauses, found))[1]


def _last(clauses: Clauses, found: Dated) -> int:
    """The last word of the verb and the calendar expression."""
    return max(clauses.verbs[found.verb].last, found.at)


def _apart(clauses: Clauses, one: Dated, other: Dated) -> bool:
    """Whether two dates need texts of their own: of another status, or one said and the other done."""
    if one.verb == other.verb:
        return False
    speech = clauses.verbs[one.verb].speech or clauses.verbs[other.verb].speech
    return speech or one.judgement.status != other.judgement.status


def _beside_a_plan(clauses: Clauses, found: Dated) -> bool:
    """Whether a happening shares its sentence with something still to come or denied.

    What a leading speech verb introduces belongs to the saying.
    """
    if found.judgement.status != "happened" or clauses.verbs[found.verb].speech:
        return False
    first, end = _own_clause(clauses, found)
    return any(verb.tense == "planned" or verb.negated for verb in clauses.verbs if not first <= verb.first < end)


def _without_marks(clauses: Clauses, first: int, end: int) -> tuple[int, int]:
    whole = (first, end) == (0, len(clauses.words))
    while not whole and first < end - 1 and clauses.words.at(first) in _CLOSING:
        first += 1
    end = max(end, first + 1)
    while end - 1 > first and _is_mark(clauses, end - 1):
        end -= 1
    return first, end


def _is_mark(clauses: Clauses, at: int) -> bool:
    return at not in clauses.words.dates and not clauses.words.at(at).isalnum()


_CLOSING = frozenset((",", ";", ":", ")", "–", "—", "-", "”", "»"))
