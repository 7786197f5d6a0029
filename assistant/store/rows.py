"""Rows of what was read out of a text, as the values they were written from."""

from __future__ import annotations

import json

from assistant.store.packing import interval_of, load_interval, load_spans, load_speaker
from assistant.store.sqlite import Row
from assistant.types import DateExpression, Event, Mention, Quote, Role, Span


def mention_of(row: Row) -> Mention:
    """A mention of its start, end, type, name and rule."""
    start, end, kind, name, rule = row
    return Mention(Span(start, end), kind, name, rule)


def role_of(row: Row) -> Role:
    """A role of its start, end, person, title, rule, whether it is a former one, and when it was held."""
    start, end, person, title, rule, former, held = row
    return Role(Span(start, end), person, title, rule, bool(former), load_interval(held))


def date_of(row: Row) -> DateExpression:
    """An expression of its start, end, first and last day, grain, anchor and rule."""
    start, end, *days, rule = row
    return DateExpression(Span(start, end), interval_of(*days), rule)


def quote_of(row: Row) -> Quote:
    """A quotation of its spans, kind, sentence's start and end, rule, cue, speaker, reporter and when it was said."""
    spans, kind, start, end, rule, cue, speaker, reporter, said = row
    return Quote(
        spans=load_spans(spans),
        kind=kind,
        sentence=Span(start, end),
        rule=rule,
        cue=load_spans(cue)[0] if cue else None,
        speaker=load_speaker(speaker),
        reported_by=load_speaker(reporter),
        said=load_interval(said),
    )


def event_of(row: Row) -> Event:
    """An event of its start, end, first and last day, grain, anchor, status, rule and participants."""
    start, end, *days, status, rule, participants = row
    return Event(Span(start, end), interval_of(*days), status, rule, tuple(json.loads(participants)))
