"""One sentence with calendar expressions: its events."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from assistant.reading.events import lexicon as lex
from assistant.reading.events.attribution import Attribution
from assistant.reading.events.clauses import SETTING_OFF, Clauses
from assistant.reading.events.nouns import judge_noun
from assistant.reading.events.participants import participants
from assistant.reading.events.reach import Dated, points_back, reach
from assistant.reading.events.status import Judgement, judge
from assistant.reading.events.undone import undone_by
from assistant.reading.events.words import Words
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
        self._words = Words(text, span, dates)
        self._clauses = Clauses(self._words)
        self._attribution = Attribution(self._clauses, said)
        self._head = _dateline_end(text, span, self._words)

    def events(self) -> list[Event]:
        """The events in order of their dates' position."""
        dated = [found for at in self._words.dates if (found := self._dated(at))]
        return [self._event(found, dated) for found in dated]

    def _dated(self, at: int) -> Dated | None:
        region = self._attribution.region(at)
        verb = self._clauses.governor(at, region)
        if verb is None or self._elsewhere(at, verb) or self._dateline(at):
            return None
        interval = self._dates[self._words.dates[at]].interval
        claimed = self._attribution.claims(verb, at) or self._asks()
        judgement = judge(self._clauses, verb, at, interval, self._published, claimed=claimed)
        judgement = judge_noun(self._clauses, verb, at, interval, self._published, judgement)
        if judgement is None or self._lasting(at, verb, judgement):
            return None
        undone = undone_by(self._clauses, verb, at) if judgement.status == "planned" else None
        if undone is not None and not self._dates_apart(at, undone):
            verb, judgement = undone, Judgement("denied", "called off")
        return Dated(at, verb, interval, judgement, self._attribution.trails(verb))

    def _dates_apart(self, at: int, verb: int) -> bool:
        """Whether another expression than that at the word at `at` dates the verb: "planned for May, off on Friday"."""
        whole = (0, len(self._words))
        return any(self._clauses.governor(other, whole) == verb for other in self._words.dates if other != at)

    def _lasting(self, at: int, verb: int, judgement: Judgement) -> bool:
        """Whether "since", "until" or "from" makes of the date a bound that tells nothing of the day itself.

        So it does in "did not begin until May", "was the first since 1998" and "postponed from March".
        """
        before = self._words.at(at - 1)
        group = self._clauses.verbs[verb]
        if before == "since":
            perfect = self._words.at(group.first) in lex.HAVE_NOW | lex.HAVE_PAST
            return not perfect or judgement.status in ("planned", "denied")
        if before in ("until", "till"):
            return judgement.status == "denied"
        return before == "from" and group.head in lex.POSTPONING

    def _asks(self) -> bool:
        return self._text[self._span.start : self._span.end].rstrip(") ").endswith("?")

    def _elsewhere(self, at: int, verb: int) -> bool:
        """Whether the words put the verb outside the date ("before Friday", "than in 2016", "until the war in May")."""
        if self._attribution.sourced(at):
            return True
        before, after = self._words.at(at - 1), self._words.at(at + 1)
        if before in _OUTSIDE and after != "'s":
            return True
        first = max(self._clauses.segment(at)[0], self._clauses.verbs[verb].last + 1)
        between = self._words.all[first:at]
        if not _COMPARING.isdisjoint(between):
            return True
        return any(word in SETTING_OFF and not nxt.endswith("ing") for word, nxt in pairwise(between))

    def _dateline(self, at: int) -> bool:
        """Whether the expression belongs to a dateline: "MANILA, Feb. 17 (Agency) –"."""
        return self._words.start(at) < self._head and not (
            at == 0 and self._words.at(1) == ":"
        )  # an entry of a chronology

    def _event(self, found: Dated, dated: Sequence[Dated]) -> Event:
        first, end = reach(self._clauses, found, dated)
        span = Span(self._words.start(first), self._words.end(end - 1))
        subject = not found.trailing and points_back(self._clauses, first, found.verb)
        start = max(self._head, self._span.start if subject else span.start)
        names = participants(self._text, Span(start, max(start, span.end)), self._mentions)
        return Event(span, found.interval, found.judgement.status, found.judgement.rule, names)


_OUTSIDE = frozenset(("before", "after", "about", "regarding"))
_COMPARING = frozenset(("than", "compared", "versus"))
_DATELINE = frozenset(",./")
_DASHES = frozenset(("-", "–", "—"))
_LONGEST_DATELINE = 16  # words
_LONGEST_AGENCY = 40  # characters


def _dateline_end(text: str, span: Span, words: Words) -> int:
    """Where the dateline that opens the sentence ends, else the sentence's start."""
    for place, word in enumerate(words.all[:_LONGEST_DATELINE]):
        start, end = words.start(place), words.end(place)
        if word in _DASHES and text[start - 1 : start].isspace() and text[end : end + 1].isspace():
            return end
        if word == ":" and place:
            return end
        if word == "(":
            closed = text.find(")", end, end + _LONGEST_AGENCY)
            agency = closed >= 0 and text[closed + 1 : closed + 4].lstrip()[:1] in _DASHES
            return closed + 1 if agency else span.start
        if not (place in words.dates or words.capital(place) or word in _DATELINE):
            return span.start
    return span.start
