"""How often each day is written about."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter
from typing import Any, cast

from assistant.store import reprints
from assistant.store.conditions import Where
from assistant.store.contract import DayCount, EventQuery
from assistant.store.entities import folds_meant
from assistant.store.snapshot import Snapshot, is_whole, within
from assistant.store.sqlite import Row
from assistant.types import Scope

_LATE = 7  # days after which a document that names a day looks back at it; the triggers in the schema say the same
_LEADING = 5  # sentences that open a document

_new = cast("Any", tuple).__new__  # there are thousands of days: by its own name each takes twice as long
_day = date.fromordinal


def day_counts(snapshot: Snapshot, query: EventQuery) -> list[DayCount]:
    """Each day that expressions of day grain mean, or documents came out on, in order.

    Without participants, words and statuses every expression counts; with them those in the sentence of an
    event that fits, and as published those documents that have such an event. Copies of one story count once.
    """
    if not (query.participants or query.words or query.statuses):
        if is_whole(query.scope):
            return reprints.once(snapshot, query, _totals(snapshot, query), None)
        counts = _joined(_voices(snapshot, query), _published(snapshot, query, None))
        return reprints.once(snapshot, query, counts, None)
    sentences = _Sentences(snapshot, query)
    asked = (f"SELECT DISTINCT document, sentence {sentences.sql}", sentences.values)
    if query.words or query.statuses:
        counts = _joined(_spoken(snapshot, query, sentences), _published(snapshot, query, sentences))
        return reprints.once(snapshot, query, counts, asked)
    people = folds_meant(snapshot, query.participants, query.scope)
    counts = _joined(_of_people(snapshot, query, people), _with_people(snapshot, query, people))
    return reprints.once(snapshot, query, counts, asked)


def _joined(written: Iterator[Row], published: Iterator[Row]) -> list[DayCount]:
    came_out = dict(published)
    published_on = came_out.pop
    counts = [_new(DayCount, (_day(day), a, b, published_on(day, 0), c, d, e)) for day, a, b, c, d, e in written]
    counts += [_new(DayCount, (_day(day), 0, 0, number, 0, 0, 0)) for day, number in came_out.items()]
    counts.sort(key=itemgetter(0))  # each day is there once
    return counts


def _counts(rows: Iterable[Row]) -> list[DayCount]:
    return [_new(DayCount, (_day(day), a, b, c, d, e, f)) for day, a, b, c, d, e, f in rows]


def _totals(snapshot: Snapshot, query: EventQuery) -> list[DayCount]:
    """Counts that were added up as documents were written."""
    where = _between("t.day", query)
    if query.scope.collections is not None:
        where.among("t.collection", query.scope.collections)
    columns = ("mentions", "documents", "published", "early", "late", "leading")
    where.add("(t.documents OR t.published)")
    sql = f"SELECT t.day, {', '.join(columns)} FROM day_totals t WHERE {where.sql}"
    rows = list(snapshot.rows(sql, where.values))
    if len({row[0] for row in rows}) < len(rows):  # a day in several collections; adding up takes twice as long
        sums = ", ".join(f"sum(t.{column})" for column in columns)
        sql = f"SELECT t.day, {sums} FROM day_totals t WHERE {where.sql} GROUP BY t.day"
        rows = list(snapshot.rows(sql, where.values))
    return _counts(rows)


def _voices(snapshot: Snapshot, query: EventQuery) -> Iterator[Row]:
    """For each day that documents in scope name: expressions, documents, early, late and leading ones."""
    where = _between("v.named", query)
    condition, values = within(query.scope, "v")
    where.add(condition, *values)
    return snapshot.rows(
        "SELECT v.named, sum(v.expressions), count(*), count(*) FILTER (WHERE v.day <= v.named),"
        f" count(*) FILTER (WHERE v.day > v.named + {_LATE}), sum(v.leading)"
        f" FROM day_voices v WHERE {where.sql} GROUP BY v.named",
        where.values,
    )


def _of_people(snapshot: Snapshot, query: EventQuery, people: Sequence[int]) -> Iterator[Row]:
    """The same of the expressions in the sentences of events that these people take part in."""
    where = _between("v.named", query)
    table = _of_whom("participant_days", where, query.scope, people)
    if len(people) == 1:
        return snapshot.rows(
            "SELECT v.named, sum(v.expressions), sum(v.first), count(*) FILTER (WHERE v.first AND v.day <= v.named),"
            f" count(*) FILTER (WHERE v.first AND v.day > v.named + {_LATE}),"
            f" count(*) FILTER (WHERE v.first AND v.sentence < {_LEADING})"
            f" FROM {table} WHERE {where.sql} GROUP BY v.named",
            where.values,
        )
    sentences = f"SELECT DISTINCT v.named, v.document, v.sentence, v.day, v.expressions FROM {table} WHERE {where.sql}"
    return snapshot.rows(  # two of them may take part in one event
        "SELECT named, sum(expressions), count(*), count(*) FILTER (WHERE day <= named),"
        f" count(*) FILTER (WHERE day > named + {_LATE}), count(*) FILTER (WHERE earliest < {_LEADING})"
        " FROM (SELECT named, day, sum(expressions) expressions, min(sentence) earliest"
        f" FROM ({sentences}) GROUP BY named, document) GROUP BY named",
        where.values,
    )


def _with_people(snapshot: Snapshot, query: EventQuery, people: Sequence[int]) -> Iterator[Row]:
    """How many documents with an event that these people take part in came out on each day."""
    where = _between("v.day", query)
    table = _of_whom("participant_documents", where, query.scope, people)
    counted = "count(*)" if len(people) == 1 else "count(DISTINCT v.document)"
    return snapshot.rows(f"SELECT v.day, {counted} FROM {table} WHERE {where.sql} GROUP BY v.day", where.values)


def _of_whom(table: str, where: Where, scope: Scope, people: Sequence[int]) -> str:
    """The rows `v` of a table that are of these people and in scope; one person's are read in their order."""
    if len(people) == 1:
        where.add("v.person = ?", people[0])
    else:
        where.among("v.person", people)
    by_day = not scope.sources and scope.collections is None
    condition, values = within(scope, "v" if by_day else "d")
    where.add(condition, *values)
    return f"{table} v" if by_day else f"{table} v CROSS JOIN documents d ON d.key = v.document"


def _spoken(snapshot: Snapshot, query: EventQuery, sentences: _Sentences) -> Iterator[Row]:
    """The same of the expressions in these sentences."""
    where = _between("x.lo", query)
    where.add("x.grain = 'day' AND x.lo = x.hi")
    condition, values = within(query.scope)
    where.add(condition, *values)
    return snapshot.rows(
        "SELECT lo, sum(expressions), count(*), count(*) FILTER (WHERE day <= lo),"
        f" count(*) FILTER (WHERE day > lo + {_LATE}), count(*) FILTER (WHERE earliest < {_LEADING})"
        " FROM (SELECT x.lo, d.day, count(*) expressions, min(x.sentence) earliest"
        f" FROM (SELECT DISTINCT document, sentence {sentences.sql}) s"
        " CROSS JOIN dates x ON x.document = s.document AND x.sentence = s.sentence"
        f" CROSS JOIN documents d ON d.key = x.document WHERE {where.sql} GROUP BY x.lo, x.document) GROUP BY lo",
        (*sentences.values, *where.values),
    )


def _published(snapshot: Snapshot, query: EventQuery, sentences: _Sentences | None) -> Iterator[Row]:
    """How many documents in scope, or those with one of these sentences, came out on each day."""
    where = _between("d.day", query)
    where.add("d.day IS NOT NULL")
    condition, values = within(query.scope)
    where.add(condition, *values)
    if sentences is not None:
        where.add(f"d.key IN (SELECT document {sentences.sql})", *sentences.values)
    return snapshot.rows(f"SELECT d.day, count(*) FROM documents d WHERE {where.sql} GROUP BY d.day", where.values)


def _between(column: str, query: EventQuery) -> Where:
    where = Where()
    if query.lo is not None:
        where.add(f"{column} >= ?", query.lo.toordinal())
    if query.hi is not None:
        where.add(f"{column} <= ?", query.hi.toordinal())
    return where


class _Sentences:
    """The sentences of the events that a query asks for besides their days and documents."""

    def __init__(self, snapshot: Snapshot, query: EventQuery) -> None:
        where = Where()
        if query.participants:
            people = folds_meant(snapshot, query.participants, query.scope)
            taking_part = "SELECT event FROM participants WHERE person IN (SELECT value FROM json_each(?))"
            where.add(f"e.key IN ({taking_part})", json.dumps(people))
        if query.statuses:
            where.among("e.status", query.statuses)
        where.words("event_words", "e.key", query.words)
        self.sql = f"FROM events e WHERE {where.sql}"
        self.values = where.values
