"""Which parts of a sentence are somebody's words and not the text's own."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.events import lexicon as lex
from assistant.reading.events.clauses import Clauses
from assistant.reading.events.verbs import Verb
from assistant.types import Span


class Attribution:
    """The words of others in one sentence: as the quotations have them, and by speech verbs of its own.

    `said` holds the quotations' words that meet the sentence, each with whether it is a direct quotation.
    """

    def __init__(self, clauses: Clauses, said: Sequence[tuple[Span, bool]]) -> None:
        self._clauses = clauses
        self._said = [span for span, _ in said]
        self._direct = [span for span, direct in said if direct]
        self._scopes = [scope for index in range(len(clauses.verbs)) if (scope := self._scope(index))]
        self._sources = [
            clauses.segment(at)
            for at, word in enumerate(clauses.words.all)
            if word == "according" and clauses.words.at(at + 1) == "to"
        ]

    def region(self, at: int) -> tuple[int, int]:
        """The words among which the verb for the word at `at` is to be sought: its quotation, or the sentence.

        An indirect quotation may begin too early or have no verb; then the sentence serves.
        """
        words = self._clauses.words
        for span in self._said:
            if not span.covers(words.span(at)):
                continue
            inside = [place for place in range(len(words)) if span.covers(words.span(place))]
            first, end = inside[0], inside[-1] + 1
            if span in self._direct or (self._clauses.verbs_in(first, end) and not self._clauses.opens(first, at)):
                return first, end
        return 0, len(words)

    def claims(self, index: int, at: int) -> bool:
        """Whether the verb numbered `index` with its date at the word at `at` is somebody's claim."""
        verb = self._clauses.verbs[index]
        place = self._clauses.words.span(verb.first)
        if _within(place, self._direct) or _within(self._clauses.words.span(at), self._direct):
            return True
        if self._presupposed(index):
            return False
        if _within(place, self._said):
            return True
        if any(first <= verb.first < end for first, end in self._scopes):
            return True
        return any(not first <= verb.first < end for first, end in self._sources)

    def _presupposed(self, index: int) -> bool:
        """Whether the text itself takes the clause for granted though it follows a speech verb.

        So does a participle after the thing that a plan is announced for ("announced it would end a treaty signed in
        1998"), and a past clause after what was only asked for ("invited him to visit when they met").
        """
        verbs = self._clauses.verbs
        verb = verbs[index]
        if index == 0 or verb.tense != "past":
            return False
        before = verbs[index - 1]
        if before.tense == "infinitive":
            first, _ = self._clauses.segment(verb.first)
            asked = index > 1 and verbs[index - 2].head in lex.INTENDING_VERBS and not verbs[index - 2].speech
            return asked and self._clauses.words.at(first) in ("when", "after", "while", "where")
        announced = index > 1 and verbs[index - 2].head in lex.ANNOUNCING
        return announced and before.tense == "planned" and self._clauses.modifies(index)

    def sourced(self, at: int) -> bool:
        """Whether the word at `at` stands in an "according to" phrase that has no verb of its own."""
        return any(first <= at < end and not self._clauses.verbs_in(first, end) for first, end in self._sources)

    def trails(self, index: int) -> bool:
        """Whether the speech verb numbered `index` follows what was said ("…, Esperon said on Friday")."""
        verb = self._clauses.verbs[index]
        first, _ = self._clauses.segment(verb.first)
        if verb.head.endswith("ing"):  # "…, suggesting that" leads
            return False
        return verb.speech and first > 0 and self._opens_attribution(first) and self._first_in_segment(index)

    def _scope(self, index: int) -> tuple[int, int] | None:
        """The words that the speech verb numbered `index` makes somebody's words."""
        verb = self._clauses.verbs[index]
        if not verb.speech or verb.tense == "infinitive" or self._clauses.modifies(index):
            return None
        if self.trails(index):
            return 0, self._clauses.segment(verb.first)[0]
        return verb.last + 1, self._scope_end(verb)

    def _scope_end(self, verb: Verb) -> int:
        """A speech verb in a relative or subordinate clause governs no further than the next comma."""
        words = self._clauses.words
        first, _ = self._clauses.segment(verb.first)
        if words.at(first) in lex.RELATIVES or words.at(first) in lex.SUBORDINATORS:
            for at in range(verb.last + 1, len(words)):
                if words.at(at) == ",":
                    return at
        return len(words)

    def _opens_attribution(self, first: int) -> bool:
        word = self._clauses.words.at(first)
        return (
            self._clauses.words.at(first - 1) in _BEFORE_ATTRIBUTION
            and word not in lex.RELATIVES
            and word not in lex.SUBORDINATORS
            and word not in lex.COORDINATORS
            and any(not self._clauses.describes(earlier) for earlier in self._clauses.verbs_in(0, first))
        )

    def _first_in_segment(self, index: int) -> bool:
        first, end = self._clauses.segment(self._clauses.verbs[index].first)
        inside = self._clauses.verbs_in(first, end)
        return inside[0] == index == inside[-1]


def _within(place: Span, said: Sequence[Span]) -> bool:
    """Whether the place lies in one of the quoted spans."""
    return any(span.covers(place) for span in said)


_BEFORE_ATTRIBUTION = frozenset(",\"”'’»")
