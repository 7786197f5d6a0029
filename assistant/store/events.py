"""Dated events, in order of time."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import groupby, islice

from assistant.store.conditions import Matches, Where
from assistant.store.contract import EventQuery, Located
from assistant.store.entities import folds_meant
from assistant.store.located import place, split
from assistant.store.rows import event_of
from assistant.store.snapshot import HEAD, Snapshot, within
from assistant.store.sqlite import Row
from assistant.types import Event, Scope

_SHORT = 31  # days; the indexes of long events in the schema say the same
_ORDER = "x.lo, x.hi, x.document, x.ordinal"


def events(snapshot: Snapshot, query: EventQuery) -> list[Located[Event]]:
    """Events that fit, in order of time; one more than the limit when there are more."""
    keys = [row[-1] for row in islice(_fitting(snapshot, query), query.limit + 1)]
    rows = snapshot.rows(
        f"SELECT {HEAD}, e.start, e.end_, e.lo, e.hi, e.grain, e.anchor, e.status, e.rule, e.participants, e.sentence"
        " FROM json_each(?) chosen CROSS JOIN events e ON e.key = chosen.value"
        " CROSS JOIN documents d ON d.key = e.document ORDER BY e.lo, e.hi, e.document, e.ordinal",
        (json.dumps(keys),),
    )
    found = list(rows)
    snapshot.read_texts({row[0] for row in found})
    return [_event(snapshot, row) for row in found]


def _fitting(snapshot: Snapshot, query: EventQuery) -> Iterator[Row]:
    """First day, last day, document, ordinal and key of the events that fit, in order.

    They are read as they are asked for, so that whoever needs a few does not read all.
    """
    matches = Matches(snapshot, "event_words", query.words)
    people = folds_meant(snapshot, query.participants, query.scope) if query.participants else None
    if matches.few is not None:
        return _among(snapshot, query, matches.few, people)
    if people is None:
        streams = _streams(snapshot, query, "events x", "x.key")
    else:
        streams = [
            stream
            for person in people
            for stream in _streams(snapshot, query, "participants x", "x.event", ("x.person = ?", person))
        ]
    once = (next(same) for _, same in groupby(merge(*streams)))  # two of the people may take part in one event
    return (row for row in once if row[-1] in matches)


def _among(snapshot: Snapshot, query: EventQuery, keys: list[int], people: list[int] | None) -> Iterator[Row]:
    """Those of a few events that fit."""
    where = Where(within(query.scope))
    if people is not None:
        taking_part = "SELECT 1 FROM participants p WHERE p.event = x.key AND p.person IN"
        where.add(f"EXISTS ({taking_part} (SELECT value FROM json_each(?)))", json.dumps(people))
    if query.statuses:
        where.among("x.status", query.statuses)
    if query.lo is not None:
        where.add("x.hi >= ?", query.lo.toordinal())
    if query.hi is not None:
        where.add("x.lo <= ?", query.hi.toordinal())
    return snapshot.rows(
        f"SELECT {_ORDER}, x.key FROM json_each(?) chosen CROSS JOIN events x ON x.key = chosen.value"
        f" CROSS JOIN documents d ON d.key = x.document WHERE {where.sql} ORDER BY {_ORDER}",
        (json.dumps(keys), *where.values),
    )


def _streams(
    snapshot: Snapshot, query: EventQuery, table: str, key: str, *conditions: tuple[str, int | None]
) -> list[Iterator[Row]]:
    """The events of a table in order of time. Short ones are found by where they begin, long ones are few: neither
    way reads all that came before.
    """
    if query.lo is None:
        return [_stream(snapshot, query, table, key, conditions)]
    lo = query.lo.toordinal()
    short = (("x.lo >= ?", lo - _SHORT), ("x.hi >= ?", lo), (f"x.hi - x.lo <= {_SHORT}", None))
    long = (("x.hi >= ?", lo), (f"x.hi - x.lo > {_SHORT}", None))
    return [_stream(snapshot, query, table, key, (*conditions, *more)) for more in (short, long)]


def _stream(
    snapshot: Snapshot, query: EventQuery, table: str, key: str, conditions: Sequence[tuple[str, int | None]]
) -> Iterator[Row]:
    where = Where()
    for part, value in conditions:
        where.add(part, *(() if value is None else (value,)))
    if query.hi is not None:
        where.add("x.lo <= ?", query.hi.toordinal())
    joined = table
    if query.statuses:
        joined += f" CROSS JOIN events e ON e.key = {key}"
        where.among("e.status", query.statuses)
    if query.scope != Scope():
        joined += " CROSS JOIN documents d ON d.key = x.document"
        condition, values = within(query.scope)
        where.add(condition, *values)
    sql = f"SELECT {_ORDER}, {key} FROM {joined} WHERE {where.sql} ORDER BY {_ORDER}"
    return snapshot.rows(sql, where.values)


def _event(snapshot: Snapshot, row: Row) -> Located[Event]:
    head, (*columns, sentence) = split(row)
    event = event_of(tuple(columns))
    return place(snapshot, head, event, event.span, sentence=sentence)
