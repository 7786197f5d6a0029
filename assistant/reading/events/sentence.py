"""One sentence with calendar expressions: its events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from assistant.reading.events.attribution import Attribution
from assistant.reading.events.clauses import Clauses
from assistant.reading.events.nouns import judge_noun
from assistant.reading.events.participants import participants
from assistant.reading.events.reach import Dated, points_back, reach
from assistant.reading.events.status import judge
from assistant.reading.events.tokens import tokens_of
from assistant.types import DateExpression, Event, Mention, Span


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
        return [self._event(found, dated) for found in dated]

    def _dated(self, at: int) -> Dated | None:
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
        return Dated(at, verb, interval, judgement, self._attribution.trails(verb))

    def _word(self, at: int) -> str:
        return self._tokens[at].word if 0 <= at < len(self._tokens) else ""

    def _asks(self) -> bool:
        return self._text[self._span.start : self._span.end].rstrip("\"”’'») ").endswith("?")

    def _elsewhere(self, at: int) -> bool:
        """Whether the words put the verb outside the date ("before Friday", "than in 2016")."""
        before, after = self._word(at - 1), self._word(at + 1)
        if self._attribution.sourced(at) or _COMPARING.intersection((before, self._word(at - 2))):
            return True
        return before in ("before", "after", "about", "regarding") and after != "'s"

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

    def _event(self, found: Dated, dated: Sequence[Dated]) -> Event:
        first, end = reach(self._clauses, found, dated)
        span = Span(self._tokens[first].span.start, self._tokens[end - 1].span.end)
        subject = not found.trailing and points_back(self._clauses, first, found.verb)
        names = participants(self._text, Span(self._span.start if subject else span.start, span.end), self._mentions)
        return Event(span, found.interval, found.judgement.status, found.judgement.rule, names)


_COMPARING = frozenset(("than", "compared", "versus"))
_DATELINE = frozenset(",.()/-–—")
