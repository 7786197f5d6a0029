"""Mentions and roles of one entity, in their places."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import islice

from assistant.reading.folding import fold
from assistant.store.conditions import Where
from assistant.store.contract import Located
from assistant.store.entities import groups_named
from assistant.store.located import place, split
from assistant.store.rows import mention_of, role_of
from assistant.store.snapshot import HEAD, Snapshot, within
from assistant.store.sqlite import Row
from assistant.types import Mention, Role, Scope

_ROLE = "r.start, r.end_, r.name, t.title, r.rule, r.former, r.held, r.sentence"


def mentions(snapshot: Snapshot, name: str, scope: Scope, limit: int) -> list[Located[Mention]]:
    """Mentions of the entity of exactly this name, oldest document first, undated ones last."""
    keys = [key for group in groups_named(snapshot, name, scope) for key in group.keys]
    documents = sorted({place for key in keys for place in _documents(snapshot, key, scope, limit)})[:limit]
    chosen = json.dumps([document for *_, document in documents])
    rows = snapshot.rows(
        f"SELECT {HEAD}, m.start, m.end_, e.type, f.form, m.rule, m.sentence FROM json_each(?) chosen"
        " CROSS JOIN documents d ON d.key = chosen.value CROSS JOIN mentions m ON m.document = d.key"
        " JOIN entities e ON e.key = m.entity JOIN forms f ON f.key = m.name"
        " WHERE m.entity IN (SELECT value FROM json_each(?))"
        " ORDER BY d.day IS NULL, d.day, d.key, m.start LIMIT ?",
        (chosen, json.dumps(keys), limit),
    )
    return [_mention(snapshot, row) for row in rows]


def _documents(snapshot: Snapshot, entity: int, scope: Scope, limit: int) -> Iterator[tuple[bool, int, int]]:
    """The first documents that name an entity: whether undated, day and key."""
    condition, values = within(scope, "a")
    for undated, dated in ((False, "a.day IS NOT NULL"), (True, "a.day IS NULL")):
        rows = snapshot.rows(
            f"SELECT DISTINCT a.day, a.document FROM appearances a WHERE a.entity = ? AND {dated} AND {condition}"
            " ORDER BY a.day, a.document LIMIT ?",
            (entity, *values, limit),
        )
        yield from ((undated, day or 0, document) for day, document in rows)


def roles(snapshot: Snapshot, person: str | None, title: str | None, scope: Scope, limit: int) -> list[Located[Role]]:
    """Roles of the person of exactly this name, or roles with all words of `title` in theirs, oldest first."""
    titles = None if title is None else _titles(snapshot, title)
    if person is None:
        found = _held(snapshot, titles or [], scope, limit)
    else:
        found = _of_person(snapshot, person, titles, scope, limit)
    rows = list(found)
    snapshot.read_texts({row[0] for row in rows})
    return [_role(snapshot, row) for row in rows]


def _held(snapshot: Snapshot, titles: Sequence[int], scope: Scope, limit: int) -> Iterator[Row]:
    return _first(snapshot, [_stream(snapshot, "offices", ("h.title = ?", key), scope, limit) for key in titles], limit)


def _of_person(
    snapshot: Snapshot, person: str, titles: Sequence[int] | None, scope: Scope, limit: int
) -> Iterator[Row]:
    keys = [key for group in groups_named(snapshot, person, scope) for key in group.keys]
    people = snapshot.rows(
        "SELECT fold FROM entities WHERE key IN (SELECT value FROM json_each(?))"
        " UNION SELECT key FROM folds WHERE fold = ?",
        (json.dumps(keys), fold(person)),
    )
    persons = [row[0] for row in people]
    streams = [_stream(snapshot, "holders", ("h.person = ?", key), scope, limit, titles) for key in persons]
    return _first(snapshot, streams, limit)


def _stream(
    snapshot: Snapshot, table: str, of: tuple[str, int], scope: Scope, limit: int, titles: Sequence[int] | None = None
) -> Iterator[Row]:
    """Day, document, start and ordinal of roles, oldest first."""
    where = Where((of[0], of[1:]))
    condition, values = within(scope)
    if condition != "1":
        table += " h CROSS JOIN documents d ON d.key = h.document"
        where.add(condition, *values)
    else:
        table += " h"
    if titles is not None:
        table += " CROSS JOIN roles r ON r.document = h.document AND r.ordinal = h.ordinal"
        where.among("r.title", titles)
    order = "h.day, h.document, h.start, h.ordinal"
    return snapshot.rows(
        f"SELECT {order} FROM {table} WHERE {where.sql} ORDER BY {order} LIMIT ?", (*where.values, limit)
    )


def _first(snapshot: Snapshot, streams: Sequence[Iterator[Row]], limit: int) -> Iterator[Row]:
    """The first of the roles in the streams, with their documents."""
    places = [(row[1], row[3]) for row in islice(merge(*streams), limit)]
    return snapshot.rows(
        f"SELECT {HEAD}, {_ROLE} FROM json_each(?) chosen CROSS JOIN roles r"
        " ON r.document = chosen.value ->> 0 AND r.ordinal = chosen.value ->> 1"
        " JOIN documents d ON d.key = r.document JOIN titles t ON t.key = r.title ORDER BY chosen.key",
        (json.dumps(places),),
    )


def _titles(snapshot: Snapshot, title: str) -> list[int]:
    """The keys of all titles that have every word of `title`."""
    words = set(fold(title).split())
    return [
        key for key, folded in snapshot.rows("SELECT key, fold FROM titles") if words and words <= set(folded.split())
    ]


def _mention(snapshot: Snapshot, row: Row) -> Located[Mention]:
    head, (*columns, sentence) = split(row)
    mention = mention_of(tuple(columns))
    return place(snapshot, head, mention, mention.span, sentence=sentence)


def _role(snapshot: Snapshot, row: Row) -> Located[Role]:
    head, (*columns, sentence) = split(row)
    role = role_of(tuple(columns))
    return place(snapshot, head, role, role.span, sentence=sentence)
