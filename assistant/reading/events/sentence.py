"""One sentence with calendar expressions: its events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.reading.events import lexicon as lex
from assistant.reading.events.attribution import Attribution
from assistant.reading.events.clauses import Clauses
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
        claimed = self._attribution.claims(verb, at)
        judgement = judge(self._clauses, verb, at, interval, self._published, claimed=claimed)
        if self._attributive(at) and not self._own_happening(at, interval, judgement):
            return None
        return _Dated(at, verb, interval, judgement, self._attribution.trails(verb))

    def _word(self, at: int) -> str:
        return self._tokens[at].word if 0 <= at < len(self._tokens) else ""

    def _elsewhere(self, at: int) -> bool:
        """Whether the words put the verb outside the date ("before Friday", "than in 2016", "not until May")."""
        before = self._word(at - 1)
        if before in ("before", "after", "than", "compared") or self._attribution.sourced(at):
            return True
        if self._word(at - 2) in ("than", "compared"):
            return True
        if before not in ("until", "till", "since"):
            return False
        first, _ = self._clauses.segment(at - 1)
        return any(verb.negated for verb in self._clauses.verbs if first <= verb.first < at)

    def _dateline(self, at: int) -> bool:
        """Whether the expression belongs to a dateline: "MANILA, Feb. 17 (Agency) –"."""
        if any(not token.capital and token.word not in _DATELINE for token in self._tokens[:at]):
            return False
        rest = self._text[self._tokens[at].span.end : self._tokens[at].span.end + 40].lstrip()
        if rest.startswith("("):
            rest = rest.partition(")")[2].lstrip()
        return rest.startswith(("–", "—", "--", "- ", ":"))

    def _attributive(self, at: int) -> bool:
        """Whether the expression is a noun's: "the 1998 agreement", "Friday's attack", "the summer of 2015"."""
        before, after = self._word(at - 1), self._word(at + 1)
        if after == "'s" or before == "of":
            return True
        noun = after.isalpha() and not self._tokens[at + 1].capital and after not in lex.PREPOSITIONS
        if not noun or any(verb.first == at + 1 for verb in self._clauses.verbs):
            return False
        return before in lex.ARTICLES or after in lex.HAPPENINGS

    def _own_happening(self, at: int, interval: Interval, judgement: Judgement) -> bool:
        """Whether a noun's date may stand: the noun is a happening of a day surely past, or it is planned."""
        if judgement.status in ("planned", "denied"):
            return judgement.status == "planned"
        named = {self._word(at + 1), self._word(at + 2), self._word(at + 3)}
        past = self._published is not None and interval.grain == "day" and interval.hi < self._published
        return past and not named.isdisjoint(lex.HAPPENINGS)

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
        if found.trailing or (found.judgement.status == "happened" and self._looks_ahead_elsewhere(found)):
            first, end = self._own_clause(found)
        for other in dated[:index]:
            if _apart(other, found):
                first = max(first, self._clauses.clause_start(found.verb, found.at))
        for other in dated[index + 1 :]:
            if _apart(other, found):
                end = min(end, self._clauses.break_before(other.verb, other.at))
        end = max(end, first + 1)
        while end - 1 > first and not self._tokens[end - 1].word.isalnum() and self._tokens[end - 1].date < 0:
            end -= 1
        return first, end

    def _own_clause(self, found: _Dated) -> tuple[int, int]:
        verb = self._clauses.verbs[found.verb]
        first = self._clauses.segment(min(verb.first, found.at))[0]
        return first, self._clauses.segment(max(verb.last, found.at))[1]

    def _looks_ahead_elsewhere(self, found: _Dated) -> bool:
        """Whether a finite verb outside the clause of `found` is about something still to come or denied."""
        first, end = self._own_clause(found)
        return any(
            verb.tense == "planned" or verb.negated for verb in self._clauses.verbs if not first <= verb.first < end
        )


def _apart(one: _Dated, other: _Dated) -> bool:
    return one.verb != other.verb and one.judgement.status != other.judgement.status


_DATELINE = frozenset(",.()/-–—")
