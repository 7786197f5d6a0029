"""One sentence with calendar expressions: its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.reading.events import lexicon as lex
from assistant.reading.events.attribution import Attribution
from assistant.reading.events.clauses import Clauses
from assistant.reading.events.nouns import judge_noun
from assistant.reading.events.participants import participants
from assistant.reading.events.status import Judgement, judge
from assistant.reading.events.tokens import tokens_of
from assistant.types import DateExpression, Event, Interval, Mention, Span


@dataclass(frozen=True, slots=True)
class _Dated:
    """A calendar expression at token `at` with the verb it belongs to and what was judged of it."""

    at: int
    verb: int
    interval: Interval
    judgement: Judgement
    trailing: bool


class DatedSentence:
    """Reads the events of one sentence. `dates`, `mentions` and `said` (quoted words) are those that touch it."""

    def __init__(
        self,
        text: str,
        span: Span,
        dates: Sequence[DateExpression],
        mentions: Sequence[Mention],
        said: Sequence[tuple[Span, bool]],
        published: date | None,
    ) -> None:
        self._text = text
        self._span = span
        self._dates = dates
        self._mentions = mentions
        self._published = published
        self._tokens = tokens_of(text, span, dates)
        self._clauses = Clauses(self._tokens)
        self._attribution = Attribution(self._clauses, said)

    def events(self) -> list[Event]:
        """The events in order of their dates' position."""
        dated = [found for at, token in enumerate(self._tokens) if token.date >= 0 and (found := self._dated(at))]
        return [self._event(index, dated) for index in range(len(dated))]

    def _dated(self, at: int) -> _Dated | None:
        region = self._attribution.region(at)
        verb = self._clauses.governor(at, region)
        if verb is None or self._elsewhere(at) or self._dateline(at):
            return None
        interval = self._dates[self._tokens[at].date].interval
        claimed = self._attribution.claims(verb, at) or self._asks()
        judgement = judge(self._clauses, verb, at, interval, self._published, claimed=claimed)
        judgement = judge_noun(self._clauses, verb, at, interval, self._published, judgement)
        if judgement is None or (judgement.status == "denied" and self._word(at - 1) in ("until", "till", "since")):
            return None  # "did not begin until May" and "has not called since 1998" deny nothing of that day
        return _Dated(at, verb, interval, judgement, self._attribution.trails(verb))

    def _word(self, at: int) -> str:
        return self._tokens[at].word if 0 <= at < len(self._tokens) else ""

    def _asks(self) -> bool:
        return self._text[self._span.start : self._span.end].rstrip("\"”’'») ").endswith("?")

    def _elsewhere(self, at: int) -> bool:
        """Whether the words put the verb outside the date ("before Friday", "than in 2016")."""
        before, after = self._word(at - 1), self._word(at + 1)
        if self._attribution.sourced(at) or _COMPARING.intersection((before, self._word(at - 2))):
            return True
        return before in ("before", "after") and after != "'s"

    def _dateline(self, at: int) -> bool:
        """Whether the expression belongs to a dateline: "MANILA, Feb. 17 (Agency) –"."""
        if any(not token.capital and token.word not in _DATELINE for token in self._tokens[:at]):
            return False
        if not at and self._word(1) == ":":
            return False  # an entry of a chronology
        rest = self._text[self._tokens[at].span.end : self._tokens[at].span.end + 40].lstrip()
        if rest.startswith("("):
            rest = rest.partition(")")[2].lstrip()
        return rest.startswith(("–", "—", "--", "- ", ":"))

    def _event(self, index: int, dated: Sequence[_Dated]) -> Event:
        found = dated[index]
        first, end = self._reach(index, dated)
        span = Span(self._tokens[first].span.start, self._tokens[end - 1].span.end)
        subject = span.start if found.trailing else self._subject_from(first)
        names = participants(self._text, Span(subject, span.end), self._mentions)
        return Event(span, found.interval, found.judgement.status, found.judgement.rule, names)

    def _subject_from(self, first: int) -> int:
        """Where to look for names: from the sentence's start where the clause points back to it ("when they met")."""
        opening = {self._word(first), self._word(first + 1)}
        back = lex.PRONOUNS | lex.RELATIVES | lex.COORDINATORS
        return self._span.start if not opening.isdisjoint(back) else self._tokens[first].span.start

    def _reach(self, index: int, dated: Sequence[_Dated]) -> tuple[int, int]:
        """The tokens of the event: the sentence, or its own clause where another part of it has another status."""
        found = dated[index]
        first, end = 0, len(self._tokens)
        leads = self._clauses.verbs[found.verb].speech and not found.trailing
        happened = found.judgement.status == "happened" and not leads
        if found.trailing or (happened and self._looks_ahead_elsewhere(found)):
            first, end = self._own_clause(found)
        for other in dated[:index]:
            if self._apart(other, found):
                first = max(first, self._clauses.clause_start(found.verb, found.at))
        for other in dated[index + 1 :]:
            if self._apart(other, found):
                end = min(end, self._clauses.break_before(other.verb, other.at))
        end = max(end, first + 1)
        while end - 1 > first and not self._tokens[end - 1].word.isalnum() and self._tokens[end - 1].date < 0:
            end -= 1
        return first, end

    def _apart(self, one: _Dated, other: _Dated) -> bool:
        """Whether two dates of the sentence need texts of their own: of another status, or said and not done."""
        if one.verb == other.verb:
            return False
        speech = any(self._clauses.verbs[dated.verb].speech for dated in (one, other))
        return speech or one.judgement.status != other.judgement.status

    def _own_clause(self, found: _Dated) -> tuple[int, int]:
        verb = self._clauses.verbs[found.verb]
        first = self._clauses.clause_start(found.verb, found.at)
        return first, self._clauses.segment(max(verb.last, found.at))[1]

    def _looks_ahead_elsewhere(self, found: _Dated) -> bool:
        """Whether a finite verb outside the clause of `found` is about something still to come or denied."""
        first, end = self._own_clause(found)
        return any(
            verb.tense == "planned" or verb.negated for verb in self._clauses.verbs if not first <= verb.first < end
        )


_COMPARING = frozenset(("than", "compared", "versus"))
_DATELINE = frozenset(",.()/-–—")
