"""Dated events, and how often each day is written about."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from assistant.store.conditions import Where
from assistant.store.contract import DayCount, EventQuery, Located
from assistant.store.entities import folds_meant
from assistant.store.located import place, split
from assistant.store.snapshot import HEAD, Snapshot, within
from assistant.store.sqlite import Row
from assistant.types import Event, Interval, Span

_LATE = 7  # days after which a document that names a day looks back at it
_LEADING = 5  # sentences that open a document
_SHORT = 31  # days; the index of long events in the schema says the same


def events(snapshot: Snapshot, query: EventQuery) -> list[Located[Event]]:
    """Events that fit, in order of time; one more than the limit when there are more."""
    if query.lo is None:
        rows = _in_order(snapshot, query)
    else:
        # Short events are found by where they begin, long ones are few: neither way reads all that came before.
        lo = query.lo.toordinal()
        short = _in_order(snapshot, query, ("e.lo >= ?", lo - _SHORT), ("e.hi >= ?", lo), (f"e.hi - e.lo <= {_SHORT}",))
        long = _in_order(snapshot, query, ("e.hi >= ?", lo), (f"e.hi - e.lo > {_SHORT}",))
        rows = merge(short, long, key=lambda row: row[-4:])
    return [_event(snapshot, row[:-4]) for row in islice(rows, query.limit + 1)]


def _in_order(snapshot: Snapshot, query: EventQuery, *conditions: tuple[Any, ...]) -> Iterator[Row]:
    """Rows of events that fit and meet more conditions, with the four columns they are ordered by at the end."""
    where = _filters(snapshot, query)
    condition, values = within(query.scope)
    where.add(condition, *values)
    if query.hi is not None:
        where.add("e.lo <= ?", query.hi.toordinal())
    for part, *bound in conditions:
        where.add(part, *bound)
    # CROSS JOIN keeps the order of the tables: events by day, each with its document
    return snapshot.rows(
        f"SELECT {HEAD}, e.start, e.end_, e.lo, e.hi, e.grain, e.anchor, e.status, e.rule, e.sentence, e.participants,"
        f" e.lo, e.hi, e.document, e.ordinal FROM events e CROSS JOIN documents d ON d.key = e.document"
        f" WHERE {where.sql} ORDER BY e.lo, e.hi, e.document, e.ordinal LIMIT ?",
        (*where.values, query.limit + 1),
    )


def day_counts(snapshot: Snapshot, query: EventQuery) -> list[DayCount]:
    """Each day that expressions of day grain mean, or documents came out on, in order.

    Without participants, words and statuses every expression counts; with them those in the sentence of an
    event that fits, and as published those documents that have such an event.
    """
    written = {row[0]: row[1:] for row in _written_about(snapshot, query)}
    published = dict(_published(snapshot, query))
    counts: list[DayCount] = []
    for day in sorted(written.keys() | published.keys()):
        mentions, documents, early, late, leading = written.get(day, (0, 0, 0, 0, 0))
        came_out = published.get(day, 0)
        counts.append(DayCount(date.fromordinal(day), mentions, documents, came_out, early, late, leading))
    return counts


def _written_about(snapshot: Snapshot, query: EventQuery) -> list[tuple[int, ...]]:
    where = Where(within(query.scope))
    where.add("x.grain = 'day'")
    where.add("x.lo = x.hi")
    _bounds(where, "x.lo", query)
    if _is_filtered(query):
        fits = _filters(snapshot, query)
        where.add(
            f"(x.document, x.sentence) IN (SELECT e.document, e.sentence FROM events e WHERE {fits.sql})",
            *fits.values,
        )
    rows = snapshot.rows(
        "SELECT lo, sum(expressions), count(*),"
        " count(*) FILTER (WHERE day <= lo), count(*) FILTER (WHERE day > lo + ?),"
        " count(*) FILTER (WHERE earliest < ?) FROM (SELECT x.lo, d.day, count(*) expressions, min(x.sentence) earliest"
        f" FROM dates x CROSS JOIN documents d ON d.key = x.document WHERE {where.sql} GROUP BY x.lo, x.document)"
        " GROUP BY lo",
        (_LATE, _LEADING, *where.values),
    )
    return [tuple(row) for row in rows]


def _published(snapshot: Snapshot, query: EventQuery) -> list[tuple[int, int]]:
    where = Where(within(query.scope))
    where.add("d.day IS NOT NULL")
    _bounds(where, "d.day", query)
    if _is_filtered(query):
        fits = _filters(snapshot, query)
        where.add(f"d.key IN (SELECT e.document FROM events e WHERE {fits.sql})", *fits.values)
    rows = snapshot.rows(f"SELECT d.day, count(*) FROM documents d WHERE {where.sql} GROUP BY d.day", where.values)
    return [(row[0], row[1]) for row in rows]


def _bounds(where: Where, column: str, query: EventQuery) -> None:
    if query.lo is not None:
        where.add(f"{column} >= ?", query.lo.toordinal())
    if query.hi is not None:
        where.add(f"{column} <= ?", query.hi.toordinal())


def _is_filtered(query: EventQuery) -> bool:
    return bool(query.participants or query.words or query.statuses)


def _filters(snapshot: Snapshot, query: EventQuery) -> Where:
    """What a query asks of an event `e` besides its days and its document."""
    where = Where()
    if query.statuses:
        where.among("e.status", query.statuses)
    if query.participants:
        people = json.dumps(folds_meant(snapshot, query.participants, query.scope))
        where.add("e.key IN (SELECT event FROM participants WHERE person IN (SELECT value FROM json_each(?)))", people)
    where.words("event_words", "e.key", query.words)
    return where


def _event(snapshot: Snapshot, row: Row) -> Located[Event]:
    head, (start, end, lo, hi, grain, anchor, status, rule, sentence, participants) = split(row)
    span = Span(start, end)
    interval = Interval(date.fromordinal(lo), date.fromordinal(hi), grain, anchor)
    event = Event(span, interval, status, rule, tuple(json.loads(participants)))
    return place(snapshot, head, event, span, sentence=sentence)
