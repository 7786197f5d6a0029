"""Quotations by speaker, day and words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice
from typing import Any

from assistant.store.conditions import Matches, Where
from assistant.store.contract import Located, QuoteQuery
from assistant.store.entities import folds_meant
from assistant.store.located import place, split
from assistant.store.rows import quote_of
from assistant.store.snapshot import HEAD, Snapshot, within
from assistant.store.sqlite import Row
from assistant.types import Quote, Scope, Span

_SHORT = 31  # days; the index of long quotations in the schema says the same
_ORDER = "q.hi DESC, q.document, q.ordinal"


def quotes(snapshot: Snapshot, query: QuoteQuery) -> list[Located[Quote]]:
    """Quotations that fit, newest first; one more than the limit when there are more."""
    keys = [row[-1] for row in islice(_fitting(snapshot, query), query.limit + 1)]
    rows = snapshot.rows(
        f"SELECT {HEAD}, q.spans, q.kind, q.sentence_start, q.sentence_end, q.rule, q.cue,"
        " q.speaker, q.reporter, q.said"
        " FROM json_each(?) chosen CROSS JOIN quotes q ON q.key = chosen.value"
        f" CROSS JOIN documents d ON d.key = q.document ORDER BY {_ORDER}",
        (json.dumps(keys),),
    )
    found = list(rows)
    snapshot.read_texts({row[0] for row in found})
    return [_quote(snapshot, row) for row in found]


def _fitting(snapshot: Snapshot, query: QuoteQuery) -> Iterator[Row]:
    """Last day, document, ordinal and key of the quotations that fit, in order, read as they are asked for."""
    matches = Matches(snapshot, "quote_words", query.words)
    people = folds_meant(snapshot, query.speakers, query.scope) if query.speakers else None
    if matches.few is not None:
        among: list[tuple[Any, ...]] = []
        if people is not None:
            among.append(("q.person IN (SELECT value FROM json_each(?))", json.dumps(people)))
        table = "json_each(?) chosen CROSS JOIN quotes q ON q.key = chosen.value"
        return _stream(snapshot, query, table, among, json.dumps(matches.few))
    if people is not None:
        streams = [_stream(snapshot, query, "quotes q", [("q.person = ?", person)]) for person in people]
    elif query.hi is None:
        streams = [_stream(snapshot, query, "quotes q", [])]
    else:
        # Short ones are found by where they end, long ones are few: neither way reads all that came later.
        last = query.hi.toordinal() + _SHORT
        short: list[tuple[Any, ...]] = [("q.hi <= ?", last), (f"q.hi - q.lo <= {_SHORT}",)]
        long: list[tuple[Any, ...]] = [(f"q.hi - q.lo > {_SHORT}",)]
        streams = [_stream(snapshot, query, "quotes q", more) for more in (short, long)]
    return (row for row in merge(*streams, key=_newest_first) if row[-1] in matches)


def _stream(
    snapshot: Snapshot, query: QuoteQuery, table: str, conditions: Sequence[tuple[Any, ...]], *values: str
) -> Iterator[Row]:
    where = Where()
    for part, *bound in conditions:
        where.add(part, *bound)
    if query.kinds:
        where.among("q.kind", query.kinds)
    if query.lo is not None:
        where.add("q.hi >= ?", query.lo.toordinal())
    if query.hi is not None:
        where.add("q.lo <= ?", query.hi.toordinal())
    if query.scope != Scope():
        table += " CROSS JOIN documents d ON d.key = q.document"
        condition, bound = within(query.scope)
        where.add(condition, *bound)
    sql = f"SELECT q.hi, q.document, q.ordinal, q.key FROM {table} WHERE {where.sql} ORDER BY {_ORDER}"
    return snapshot.rows(sql, (*values, *where.values))


def _newest_first(row: Row) -> Row:
    day, document, ordinal, _ = row
    return (day is None, -(day or 0), document, ordinal)


def _quote(snapshot: Snapshot, row: Row) -> Located[Quote]:
    head, columns = split(row)
    quote = quote_of(columns)
    words = quote.spans
    whole = Span(words[0].start, words[-1].end) if words else quote.sentence
    return place(snapshot, head, quote, whole, context=quote.sentence)
