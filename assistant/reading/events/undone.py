"""Plans that the sentence itself calls off: "the summit planned for May did not take place", "… was cancelled"."""

from __future__ import annotations

from assistant.reading.events import lexicon as lex
from assistant.reading.events.clauses import Clauses
from assistant.reading.events.verbs import Verb


def undone_by(clauses: Clauses, index: int, at: int) -> int | None:
    """The number of the verb that says that the plan of the verb numbered `index`, dated at `at`, came to nothing.

    It is the main verb of the noun that the plan describes, a further verb of the plan's subject ("was to open in May
    but was cancelled"), or the verb that has the planned thing as its object ("cancelled the talks planned for May").
    """
    plan = clauses.verbs[index]
    participle = plan.first == plan.last and plan.head in lex.PLANNED_PARTICIPLES
    if participle and index and _calls_off(clauses, clauses.verbs[index - 1]):
        same = clauses.segment(clauses.verbs[index - 1].first) == clauses.segment(plan.first)
        return index - 1 if same else None
    after = clauses.verbs_in(max(at, plan.last) + 1, len(clauses.words))
    if not after or not _comes_to_nothing(clauses, clauses.verbs[after[0]]):
        return None
    first = clauses.segment(clauses.verbs[after[0]].first)[0]
    joined = first > at and clauses.words.at(first) in ("and", "but")
    if joined or participle or clauses.describes(index):
        return after[0] if joined or not clauses.subordinate(at, clauses.verbs[after[0]].first) else None
    return None


def _calls_off(clauses: Clauses, verb: Verb) -> bool:
    """Whether the verb is an active "cancelled" or "called off"."""
    return verb.bare and not verb.negated and _cancelling(clauses, verb)


def _comes_to_nothing(clauses: Clauses, verb: Verb) -> bool:
    """Whether the verb says of its subject that it did not come to be: "was cancelled", "never took place"."""
    if verb.negated:
        return _coming_to_be(clauses, verb.head, verb.last + 1)
    if verb.head == "failed" and clauses.words.at(verb.last + 1) == "to":
        return _coming_to_be(clauses, clauses.words.at(verb.last + 2), verb.last + 3)
    return verb.tense == "past" and not verb.bare and _cancelling(clauses, verb)


def _cancelling(clauses: Clauses, verb: Verb) -> bool:
    return verb.head in lex.CANCELLING or (verb.head == "called" and clauses.words.at(verb.last + 1) == "off")


def _coming_to_be(clauses: Clauses, head: str, following: int) -> bool:
    particle = lex.COMING_ABOUT.get(head)
    return particle is not None and (not particle or clauses.words.at(following) == particle)
