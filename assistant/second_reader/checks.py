"""A program's judgement over what the model points at: only what holds becomes an addition."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from assistant.second_reader.answer import Answer, Meant, Said, Same
from assistant.second_reader.page import Name, Page
from assistant.second_reader.pronouns import PERSONS, contradicts
from assistant.second_reader.sameness import may_be_one
from assistant.types import Event, Quote, Span, Speaker

_HANGING = frozenset("of to for from with about against on in at into over under between against than like as".split())
"""Prepositions: a name after one is not the subject of a verb."""
_NOMINATIVE = frozenset("he she it they we i you".split())
_SPEAKING = (None, "person", "organisation", "place")
_FAR = 160  # characters between a subject and its verb
_NEAR = 60  # between a verb and the subject after it
_REACH = 1500  # characters before a pronoun in which the name it means must stand


@dataclass(frozen=True, slots=True)
class Additions:
    """What stands of an answer.

    `speakers` gives the name for a quotation's pronoun, by the pronoun's span; `organisations` are names in the
    text's own words.
    """

    quotes: tuple[Quote, ...] = ()
    speakers: tuple[tuple[Span, str], ...] = ()
    same: tuple[tuple[Event, ...], ...] = ()
    organisations: frozenset[str] = frozenset()


def check(text: str, page: Page, answer: Answer) -> Additions:
    """The additions that the answer points at and that hold. Ids that do not exist are passed over."""
    checker = _Checker(text, page)
    quotes = [quote for said in answer.said if (quote := checker.quote(said)) is not None]
    speakers = dict(found for meant in answer.speakers if (found := checker.speaker(meant)) is not None)
    same = [events for group in answer.same_events if (events := checker.same(group))]
    named = (page.unread[id_].of(text) for id_ in answer.organisations if id_ in page.unread)
    return Additions(tuple(quotes), tuple(speakers.items()), tuple(same), frozenset(named))


class _Checker:
    """Checks the items of one answer in turn; what an earlier one took, a later one cannot have."""

    def __init__(self, text: str, page: Page) -> None:
        self._text = text
        self._page = page
        self._said: list[Span] = []
        self._merged: set[int] = set()

    def quote(self, said: Said) -> Quote | None:
        """The indirect quotation, when verb, words and speaker belong together."""
        pair, speaker = self._page.words.get(said.words), self._page.names.get(said.speaker)
        if pair is None or speaker is None or self._page.cues.get(said.verb) is not pair[0]:
            return None
        cue, words = pair
        taken = any(words.overlaps(other) or cue.span.overlaps(other) for other in self._said)
        if taken or not cue.sentence.covers(speaker.span) or speaker.span.overlaps(words):
            return None
        if speaker.type not in _SPEAKING or not self._is_subject(speaker.span, cue.span, words):
            return None
        name = speaker.name
        if name is None and said.means is not None:
            name = self._meant(speaker.span, said.means, (words,))
        self._said += [words, cue.span]
        who = Speaker(name or speaker.span.of(self._text), speaker.span)
        return Quote((words,), "indirect", cue.sentence, "model:indirect", cue.span, who)

    def speaker(self, meant: Meant) -> tuple[Span, str] | None:
        """The pronoun that speaks a quotation and the name it means."""
        quote = self._page.quotes.get(meant.quotation)
        if quote is None or quote.speaker is None or quote.speaker.span is None:
            return None
        pronoun = quote.speaker.span
        name = self._meant(pronoun, meant.means, quote.spans)
        return None if name is None else (pronoun, name)

    def same(self, group: Same) -> tuple[Event, ...]:
        """The events of a group that may be one and that no other group has; none when one of them does not fit."""
        ids = list(dict.fromkeys(group.events))
        events = [self._page.events[id_] for id_ in ids if id_ in self._page.events]
        if len(events) != len(ids) or len(events) < 2 or self._merged & set(map(id, events)):
            return ()
        if not all(may_be_one(one, other) for one, other in combinations(events, 2)):
            return ()
        self._merged.update(map(id, events))
        return tuple(events)

    def _is_subject(self, speaker: Span, cue: Span, words: Span) -> bool:
        """Whether the speaker stands where the verb's subject can: before it or right after, with none between."""
        before = self._text[max(0, speaker.start - 12) : speaker.start].split()
        if before and before[-1].lower() in _HANGING:
            return False
        if self._text.startswith(("'s", "’s", "s' ", "s’ "), speaker.end):
            return False
        if speaker.end <= cue.start:
            between = Span(speaker.end, cue.start)
            fits = between.end - between.start <= _FAR and not self._has_subject(between)
        else:
            between = Span(cue.end, speaker.start)
            fits = between.end - between.start <= _NEAR and not set(between.of(self._text)) & set(",;:.")
        verbs = any(other.span != cue and between.covers(other.span) for other in self._page.cues.values())
        return fits and not verbs and not between.overlaps(words)

    def _has_subject(self, between: Span) -> bool:
        """Whether another subject stands in the words before a verb: a pronoun, or a name with "who"."""
        words = set(between.of(self._text).lower().split())
        named = "who" in words and any(between.covers(name.span) for name in self._page.names.values())
        return named or bool(words & _NOMINATIVE)

    def _meant(self, pronoun: Span, id_: str, said: tuple[Span, ...]) -> str | None:
        """The name that the pronoun can mean: of the right type, named before it and outside the words said."""
        chosen = self._page.names.get(id_)
        if chosen is None or chosen.name is None:
            return None
        if chosen.type not in PERSONS.get(pronoun.of(self._text).lower(), frozenset()):
            return None
        bearers = [name for name in self._page.names.values() if name.name == chosen.name]
        if any(contradicts(self._text, pronoun, bearer.span) for bearer in bearers):
            return None
        return chosen.name if any(self._leads_to(bearer, pronoun, said) for bearer in bearers) else None

    def _leads_to(self, name: Name, pronoun: Span, said: tuple[Span, ...]) -> bool:
        near = name.span.end <= pronoun.start <= name.span.end + _REACH
        return near and not any(span.overlaps(name.span) for span in said)
