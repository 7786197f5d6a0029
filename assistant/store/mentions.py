"""Mentions and roles of one entity, in their places."""

from __future__ import annotations

import json
from typing import Any

from assistant.reading.folding import fold
from assistant.store.contract import Located
from assistant.store.entities import groups_named
from assistant.store.located import place, split
from assistant.store.packing import load_interval
from assistant.store.snapshot import HEAD, Snapshot, within
from assistant.types import Mention, Role, Scope, Span


def mentions(snapshot: Snapshot, name: str, scope: Scope, limit: int) -> list[Located[Mention]]:
    """Mentions of the entity of exactly this name, oldest document first, undated ones last."""
    condition, values = within(scope, "a")
    keys = json.dumps([key for group in groups_named(snapshot, name, scope) for key in group.keys])
    documents = snapshot.rows(
        "SELECT a.document FROM appearances a WHERE a.entity IN (SELECT value FROM json_each(?))"
        f" AND {condition} GROUP BY a.document ORDER BY a.day IS NULL, a.day, a.document LIMIT ?",
        (keys, *values, limit),
    )
    chosen = json.dumps([row[0] for row in documents])
    rows = snapshot.rows(
        f"SELECT {HEAD}, m.start, m.end_, e.type, f.form, m.rule, m.sentence FROM json_each(?) chosen"
        " CROSS JOIN documents d ON d.key = chosen.value CROSS JOIN mentions m ON m.document = d.key"
        " JOIN entities e ON e.key = m.entity JOIN forms f ON f.key = m.name"
        " WHERE m.entity IN (SELECT value FROM json_each(?))"
        " ORDER BY d.day IS NULL, d.day, d.key, m.start LIMIT ?",
        (chosen, keys, limit),
    )
    return [_mention(snapshot, row) for row in rows]


def roles(snapshot: Snapshot, person: str | None, title: str | None, scope: Scope, limit: int) -> list[Located[Role]]:
    """Roles of the person of exactly this name, or roles with all words of `title` in theirs, oldest first."""
    parts, values = within(scope)
    conditions: list[str] = [parts]
    bound: list[Any] = list(values)
    if person is not None:
        groups = groups_named(snapshot, person, scope)
        keys = [key for group in groups for key in group.keys]
        conditions.append(
            "(r.person IN (SELECT fold FROM entities WHERE key IN (SELECT value FROM json_each(?)))"
            " OR r.person = (SELECT key FROM folds WHERE fold = ?))"
        )
        bound += [json.dumps(keys), fold(person)]
    if title is not None:
        conditions.append("r.title IN (SELECT value FROM json_each(?))")
        bound.append(json.dumps(_titles(snapshot, title)))
    rows = snapshot.rows(
        f"SELECT {HEAD}, r.start, r.end_, r.name, t.title, r.rule, r.former, r.held, r.sentence FROM roles r"
        " JOIN documents d ON d.key = r.document JOIN titles t ON t.key = r.title"
        f" WHERE {' AND '.join(conditions)} ORDER BY d.day IS NULL, d.day, d.key, r.start LIMIT ?",
        (*bound, limit),
    )
    return [_role(snapshot, row) for row in rows]


def _titles(snapshot: Snapshot, title: str) -> list[int]:
    """The keys of all titles that have every word of `title`."""
    words = set(fold(title).split())
    return [
        key for key, folded in snapshot.rows("SELECT key, fold FROM titles") if words and words <= set(folded.split())
    ]


def _mention(snapshot: Snapshot, row: tuple[Any, ...]) -> Located[Mention]:
    head, (start, end, kind, name, rule, sentence) = split(row)
    span = Span(start, end)
    return place(snapshot, head, Mention(span, kind, name, rule), span, sentence=sentence)


def _role(snapshot: Snapshot, row: tuple[Any, ...]) -> Located[Role]:
    head, (start, end, name, title, rule, former, held, sentence) = split(row)
    span = Span(start, end)
    role = Role(span, name, title, rule, bool(former), load_interval(held))
    return place(snapshot, head, role, span, sentence=sentence)
