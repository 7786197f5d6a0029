"""A reading by the rules together with what the second reader adds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.second_reader.checks import Additions
from assistant.second_reader.sameness import may_be_one
from assistant.second_reader.unread_names import unread_names
from assistant.types import Event, Mention, Quote, Reading, Span, Speaker

MARK = "model:"
"""What the rule of everything begins with that the second reader had a hand in."""


def add(text: str, reading: Reading, found: Sequence[Additions]) -> Reading:
    """The reading with all additions; each keeps the rule it came from after `MARK`."""
    quotes = [quote for additions in found for quote in additions.quotes]
    speakers = {span: name for additions in found for span, name in additions.speakers}
    same = [group for additions in found for group in additions.same]
    organisations = frozenset[str]().union(*(additions.organisations for additions in found))
    told = {event: _claimed(event, quotes, reading) for event in reading.events}
    return replace(
        reading,
        mentions=_typed(text, reading, organisations) if organisations else reading.mentions,
        quotes=_quotes(reading.quotes, speakers, quotes),
        events=_merged(reading.events, told, same),
    )


def _typed(text: str, reading: Reading, names: frozenset[str]) -> tuple[Mention, ...]:
    """Each name without a type that reads like one of `names` as an organisation, wherever it stands."""
    mentions = {mention.span: mention for mention in reading.mentions}
    for span in unread_names(text, reading):
        words = span.of(text)
        if words in names:
            old = mentions.get(span)
            name = old.name if old is not None else words
            mentions[span] = Mention(span, "organisation", name, f"{MARK}organisation")
    return tuple(mentions[span] for span in sorted(mentions))


def _quotes(rules: Sequence[Quote], speakers: dict[Span, str], added: Sequence[Quote]) -> tuple[Quote, ...]:
    known = [_spoken(quote, speakers) for quote in rules]
    return tuple(sorted([*known, *added], key=lambda quote: quote.spans[0]))


def _spoken(quote: Quote, speakers: dict[Span, str]) -> Quote:
    span = quote.speaker.span if quote.speaker else None
    if span is None or span not in speakers:
        return quote
    return replace(quote, speaker=Speaker(speakers[span], span), rule=f"{MARK}speaker+{quote.rule}")


def _claimed(event: Event, quotes: Sequence[Quote], reading: Reading) -> Event:
    """The event as somebody's claim where its date stands in words that turned out to be reported."""
    if event.status != "happened":
        return event
    for words in (span for quote in quotes for span in quote.spans if span.overlaps(event.span)):
        if any(words.covers(found.span) and found.interval == event.interval for found in reading.dates):
            return replace(event, status="reported", rule=f"{MARK}reported+{event.rule}")
    return event


def _merged(rules: Sequence[Event], told: dict[Event, Event], same: Sequence[tuple[Event, ...]]) -> tuple[Event, ...]:
    """The events with each group as one, told by the sentence that has the exactest days."""
    merged: dict[Event, Event | None] = {}
    for group in same:
        events = [told[event] for event in group]
        if any(event in merged for event in group) or not all(may_be_one(events[0], other) for other in events[1:]):
            continue
        best = min(group, key=lambda event: ((event.interval.hi - event.interval.lo).days, -len(event.participants)))
        everyone = dict.fromkeys([*best.participants, *(name for event in group for name in event.participants)])
        merged |= dict.fromkeys(group)
        rule = f"{MARK}merged+{told[best].rule.removeprefix(MARK)}"
        merged[best] = replace(told[best], participants=tuple(everyone), rule=rule)
    return tuple(event for rule in rules if (event := merged.get(rule, told[rule])) is not None)
