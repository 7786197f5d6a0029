"""What happened between two days, as far as the record says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from assistant.days import RankedDay, pick_days
from assistant.evidence import Evidence, sentence_around, told_once
from assistant.lookup import look_up
from assistant.retrieval import content_words
from assistant.store.contract import EventQuery, Located
from assistant.tool import FROM, TO, DateRange, Day, ToolArguments, ToolContext, ToolResult
from assistant.types import Event

_COPIES = 3  # reprints are folded after they are found: so many more are looked at
_EVENTS_OF_A_DAY = 5


class TimelineSliceArguments(ToolArguments):
    """Which slice of time, of whom, about what."""

    from_: Day | None = FROM
    to: Day | None = TO
    entity: str | None = Field(default=None, max_length=200, description="Only events this name takes part in.")
    about: str | None = Field(default=None, max_length=500, description="Only events whose sentence has these words.")
    days: int = Field(default=0, ge=0, le=1000, description="Also name the N days that matter most in the slice.")
    limit: int = Field(default=50, ge=1, le=500, description="Most events.")


class TimelineEvent(BaseModel):
    """A dated event. `status` is happened, planned, denied or reported: never tell one as another.

    `documents` counts those that tell it in the same sentence; the excerpt is from the first published.
    """

    model_config = ConfigDict(frozen=True)

    date: DateRange
    status: str
    text: str
    participants: tuple[str, ...] = ()
    documents: int = 1
    excerpt: int


class TimelineDay(BaseModel):
    """A day that matters: `weight` is its importance relative to the others, `events` index into the events."""

    model_config = ConfigDict(frozen=True)

    date: dt.date
    weight: float
    events: tuple[int, ...] = ()


class TimelineSliceResult(ToolResult):
    """Events in order of time."""

    events: tuple[TimelineEvent, ...] = ()
    days: tuple[TimelineDay, ...] = ()


async def timeline_slice(arguments: TimelineSliceArguments, context: ToolContext) -> TimelineSliceResult:
    """List dated events in order of time, each with its status: happened, planned, denied or reported.

    `from` and `to` bound the day of the event, not of publication. `days` picks the most important days.
    """
    names: tuple[str, ...] = ()
    if arguments.entity:
        lookup = await look_up(context.store, arguments.entity, context.scope)
        if lookup.entity is None:
            offered = ", ".join(match.name for match in lookup.matches)
            note = (
                f"{arguments.entity} may be any of: {offered}."
                if offered
                else f"The record does not name {arguments.entity}."
            )
            return TimelineSliceResult(note=note)
        names = lookup.names
    query = EventQuery(
        lo=arguments.from_,
        hi=arguments.to,
        participants=names,
        words=content_words(arguments.about) if arguments.about else (),
        scope=context.scope,
        limit=_COPIES * arguments.limit,
    )
    found = await context.store.events(query)
    once = await _once(found, context)
    picked = pick_days(await context.store.day_counts(query), arguments.days) if arguments.days else []
    kept = await _with_days(once[: arguments.limit], [item.day for item in picked], query, context)
    evidence = Evidence()
    events = tuple(_shown(located, copies, evidence) for located, copies in kept)
    return TimelineSliceResult(
        events=events,
        days=_days(picked, events),
        excerpts=evidence.excerpts,
        truncated=len(once) > arguments.limit or len(found) > query.limit,
    )


async def _once(found: Sequence[Located[Event]], context: ToolContext) -> list[tuple[Located[Event], int]]:
    return await told_once(context.store, found, lambda located: (located.value.interval, located.value.status))


async def _with_days(
    kept: list[tuple[Located[Event], int]], days: Sequence[date], query: EventQuery, context: ToolContext
) -> list[tuple[Located[Event], int]]:
    """The kept events and some of each picked day that has none among them, in order of time."""
    have = {located.value.interval.lo for located, _ in kept}
    added = list(kept)
    for day in days:
        if day not in have:
            found = await context.store.events(replace(query, lo=day, hi=day, limit=_COPIES * _EVENTS_OF_A_DAY))
            exact = [located for located in found if located.value.interval.lo == day == located.value.interval.hi]
            added += (await _once(exact, context))[:_EVENTS_OF_A_DAY]
    return sorted(added, key=lambda item: (item[0].value.interval.lo, item[0].value.interval.hi))


def _shown(located: Located[Event], copies: int, evidence: Evidence) -> TimelineEvent:
    return TimelineEvent(
        date=DateRange.of(located.value.interval),
        status=located.value.status,
        text=located.text,
        participants=located.value.participants,
        documents=copies,
        excerpt=evidence.add(sentence_around(located)),
    )


def _days(picked: Sequence[RankedDay], events: Sequence[TimelineEvent]) -> tuple[TimelineDay, ...]:
    return tuple(
        TimelineDay(
            date=item.day,
            weight=round(item.weight, 4),
            events=tuple(index for index, event in enumerate(events) if event.date.lo == item.day == event.date.hi),
        )
        for item in sorted(picked, key=lambda item: item.day)
    )
