"""Who and what is named: entities put together over documents at the time of asking, inside a scope.

A document's own surname-only form already belongs to the full name that document gives. A document that gives
nothing but a surname keeps its own entity; it is joined to a full name only while asking, and only when a
single person in scope bears that surname.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import islice

from assistant.reading.folding import fold
from assistant.store import company
from assistant.store.conditions import Where, among
from assistant.store.contract import EntityMatch
from assistant.store.packing import day_of
from assistant.store.snapshot import Snapshot, is_whole, within
from assistant.store.sqlite import Row
from assistant.types import EntityType, Scope

_GENERATIONS = {"jr", "sr", "ii", "iii", "iv"}


@dataclass(frozen=True, slots=True)
class Group:
    """One entity as asked for: its own key, and the keys of surname-only entities joined to it."""

    key: int
    fold: str
    type: EntityType
    joined: tuple[int, ...] = ()

    @property
    def keys(self) -> tuple[int, ...]:
        """All keys that mean this entity."""
        return (self.key, *self.joined)


def surname(folded: str) -> str | None:
    """The last word of a folded name of two words or more, generations ("jr") left aside."""
    words = [word for word in folded.split() if word not in _GENERATIONS]
    return words[-1] if len(words) > 1 else None


def groups_named(snapshot: Snapshot, name: str, scope: Scope) -> list[Group]:
    """The entities whose own name folds to `name` ("exactly this name"), with what is joined to them."""
    wanted = fold(name)
    found = [_joined(snapshot, group, scope) for group in _by_fold(snapshot, [wanted])]
    return [group for group in found if _seen(snapshot, group.keys, scope)]


def groups_called(snapshot: Snapshot, name: str, scope: Scope) -> list[Group]:
    """The entities that one of the texts in scope calls `name`, by any form, and the persons of that surname."""
    where = Where(("f.fold = ?", (fold(name),)))
    if is_whole(scope):
        _in_collections(where, scope)
    else:
        condition, values = within(scope, "a")
        where.add(
            f"EXISTS (SELECT 1 FROM appearances a WHERE a.entity = t.entity AND a.form = t.form AND {condition})",
            *values,
        )
    rows = snapshot.rows(
        "SELECT DISTINCT t.entity FROM folds f JOIN forms ON forms.fold = f.key"
        f" JOIN name_totals t ON t.form = forms.key WHERE {where.sql}",
        where.values,
    )
    keys = {row[0] for row in rows}.union(_bearers(snapshot, fold(name), scope))
    return _without_joined([_joined(snapshot, group, scope) for group in _by_key(snapshot, keys)])


def groups_with_words(snapshot: Snapshot, name: str, scope: Scope, limit: int) -> list[Group]:
    """The entities in scope one of whose forms has all words of `name`, the `limit` most mentioned so."""
    words = sorted(set(fold(name).split()))
    if not words:
        return []
    where = Where()
    _in_collections(where, scope)
    rows = snapshot.rows(
        "WITH hit AS (SELECT fold FROM fold_words WHERE word IN (SELECT value FROM json_each(?))"
        " GROUP BY fold HAVING count(*) = ?)"
        " SELECT t.entity, sum(t.mentions), json_group_array(t.form) FROM hit"
        " CROSS JOIN forms ON forms.fold = hit.fold CROSS JOIN name_totals t ON t.form = forms.key"
        f" WHERE {where.sql} GROUP BY t.entity ORDER BY sum(t.mentions) DESC, t.entity",
        (json.dumps(words), len(words), *where.values),
    )
    chosen = [row[0] for row in (islice(rows, limit) if is_whole(scope) else _most(snapshot, rows, scope, limit))]
    return _without_joined([_joined(snapshot, group, scope) for group in _by_key(snapshot, chosen)])


def _most(snapshot: Snapshot, totals: Iterable[Row], scope: Scope, limit: int) -> list[tuple[int, int]]:
    """The `limit` entities most mentioned in scope, with their mentions. Those outside it come with each entity and
    fall, and what is in scope is not more: so not all need to be counted.
    """
    condition, values = within(scope, "a")
    best: list[tuple[int, int]] = []  # a heap: mentions, and the entity the other way round, for the lower one wins
    for entity, total, forms in totals:
        if len(best) == limit and total < best[0][0]:
            break
        counted = snapshot.value(
            "SELECT sum(a.mentions) FROM appearances a"
            f" WHERE a.entity = ? AND a.form IN (SELECT value FROM json_each(?)) AND {condition}",
            (entity, forms, *values),
        )
        if counted is not None:
            heappush(best, (counted, -entity))
            if len(best) > limit:
                heappop(best)
    return [(-entity, mentions) for mentions, entity in best]


def _in_collections(where: Where, scope: Scope) -> None:
    if scope.collections is not None:
        where.among("t.collection", scope.collections)


def groups_meant(snapshot: Snapshot, name: str, scope: Scope) -> list[Group]:
    """The entities a question may mean by `name`: exactly that one for a full name, all that are called so else."""
    named = groups_named(snapshot, name, scope) if " " in fold(name) else []
    return named or groups_called(snapshot, name, scope)


def folds_meant(snapshot: Snapshot, names: Iterable[str], scope: Scope) -> list[int]:
    """The keys of all folded names under which the texts in scope may speak of someone called one of `names`."""
    folded: set[str] = set()
    for name in names:
        folded.add(fold(name))
        for group in groups_meant(snapshot, name, scope):
            folded.add(group.fold)
            folded.update(other.fold for other in _by_key(snapshot, group.joined))
    rows = snapshot.rows(
        "SELECT key FROM folds WHERE fold IN (SELECT value FROM json_each(?))", (json.dumps(sorted(folded)),)
    )
    return [row[0] for row in rows]


def match(snapshot: Snapshot, group: Group, scope: Scope) -> EntityMatch | None:
    """What the texts in scope say of the entity in numbers and forms; None when they do not name it."""
    forms: Counter[str] = Counter()
    named: Counter[str] = Counter()
    for form, mentions, names, is_own in _forms(snapshot, group, scope):
        forms[form] += mentions
        named[form] += names if is_own else 0
    total = forms.total()
    if not total:
        return None
    documents, first, last = _documents(snapshot, group, scope)
    name = max(named or forms, key=lambda form: (named[form], forms[form], len(form), form))
    aliases = sorted((form for form in forms if forms[form] and form != name), key=lambda form: (-forms[form], form))
    return EntityMatch(name, group.type, total, documents, tuple(aliases), day_of(first), day_of(last))


def _forms(snapshot: Snapshot, group: Group, scope: Scope) -> Iterator[Row]:
    """The forms the texts in scope use: mentions, how often it is the fullest form, and whether of its own key."""
    if is_whole(scope):
        where, table = Where(), "name_totals t"
        _in_collections(where, scope)
    else:
        where, table = Where(within(scope, "t")), "appearances t"
    return snapshot.rows(
        "SELECT forms.form, sum(t.mentions), sum(t.named), t.entity = ?"
        f" FROM {table} JOIN forms ON forms.key = t.form"
        f" WHERE t.entity IN (SELECT value FROM json_each(?)) AND {where.sql} GROUP BY t.form, t.entity = ?",
        (group.key, json.dumps(group.keys), *where.values, group.key),
    )


def _documents(snapshot: Snapshot, group: Group, scope: Scope) -> Row:
    """The number of documents in scope that name the entity, with the first and the last day."""
    condition, values = within(scope, "a")
    named, keys = among("a.entity", group.keys)
    sql = (
        "SELECT count(*), min(day), max(day) FROM"
        f" (SELECT DISTINCT a.day, a.document FROM appearances a WHERE {named} AND {condition})"
    )
    return next(snapshot.rows(sql, (keys, *values)))


def entities(snapshot: Snapshot, name: str, scope: Scope, limit: int) -> list[EntityMatch]:
    """The entities called `name`, else those with all its words among theirs, most mentioned first."""
    groups = groups_called(snapshot, name, scope) or groups_with_words(snapshot, name, scope, limit)
    return ranked(snapshot, groups, scope)[:limit]


def ranked(snapshot: Snapshot, groups: Sequence[Group], scope: Scope) -> list[EntityMatch]:
    """The groups as matches, most mentioned first."""
    found = [made for group in groups if (made := match(snapshot, group, scope)) is not None]
    return sorted(found, key=lambda made: (-made.mentions, made.name, made.type))


def related(snapshot: Snapshot, name: str, scope: Scope, limit: int) -> list[tuple[EntityMatch, int]]:
    """The entities named in the same sentences, with the number of shared sentences, most first."""
    own = {key for group in groups_named(snapshot, name, scope) for key in group.keys}
    shared = company.beside(snapshot, own, scope)
    likely = sorted(shared, key=lambda key: (-shared[key], key))[: limit * 3]
    counts: Counter[Group] = Counter()
    for found in _by_key(snapshot, likely):
        counts[_full(snapshot, found, scope)] += shared[found.key]
    made: list[tuple[EntityMatch, int]] = []
    for group, count in counts.most_common():
        if len(made) >= limit and count < made[-1][1]:  # to tell how often one is named at all takes long
            break
        if (entity := match(snapshot, group, scope)) is not None:
            made.append((entity, count))
    return sorted(made, key=lambda pair: (-pair[1], pair[0].name, pair[0].type))[:limit]


def _by_fold(snapshot: Snapshot, folds: Sequence[str]) -> list[Group]:
    rows = snapshot.rows(
        "SELECT e.key, f.fold, e.type FROM folds f JOIN entities e ON e.fold = f.key"
        " WHERE f.fold IN (SELECT value FROM json_each(?)) ORDER BY e.key",
        (json.dumps(list(folds)),),
    )
    return [Group(*row) for row in rows]


def _by_key(snapshot: Snapshot, keys: Iterable[int]) -> list[Group]:
    rows = snapshot.rows(
        "SELECT e.key, f.fold, e.type FROM entities e JOIN folds f ON f.key = e.fold"
        " WHERE e.key IN (SELECT value FROM json_each(?)) ORDER BY e.key",
        (json.dumps(list(keys)),),
    )
    return [Group(*row) for row in rows]


def _joined(snapshot: Snapshot, group: Group, scope: Scope) -> Group:
    """The group with the surname-only person that can mean nobody else."""
    last = surname(group.fold)
    if group.type != "person" or last is None or _bearers(snapshot, last, scope) != [group.key]:
        return group
    alone = [other.key for other in _by_fold(snapshot, [last]) if other.type == "person"]
    return Group(group.key, group.fold, group.type, tuple(alone))


def _full(snapshot: Snapshot, group: Group, scope: Scope) -> Group:
    """The full name a surname-only person is joined to, else the group itself with what is joined to it."""
    if group.type == "person" and " " not in group.fold:
        bearers = _bearers(snapshot, group.fold, scope)
        if len(bearers) == 1:
            [group] = _by_key(snapshot, bearers)
    return _joined(snapshot, group, scope)


def _without_joined(groups: Sequence[Group]) -> list[Group]:
    """The groups less those that already stand in another one."""
    inside = {key for group in groups for key in group.joined}
    return [group for group in groups if group.key not in inside]


def _bearers(snapshot: Snapshot, last: str, scope: Scope) -> list[int]:
    """The keys of all persons in scope whose full name ends with this surname."""
    rows = snapshot.rows(
        "SELECT e.key, f.fold FROM fold_words w JOIN folds f ON f.key = w.fold JOIN entities e ON e.fold = f.key"
        " WHERE w.word = ? AND e.type = 'person'",
        (last,),
    )
    return [key for key, folded in rows if surname(folded) == last and _seen(snapshot, (key,), scope)]


def _seen(snapshot: Snapshot, keys: Sequence[int], scope: Scope) -> bool:
    """Whether a document in scope names one of these entities."""
    condition, values = within(scope, "a")
    sql = f"SELECT 1 FROM appearances a WHERE a.entity IN (SELECT value FROM json_each(?)) AND {condition} LIMIT 1"
    return snapshot.value(sql, (json.dumps(list(keys)), *values)) is not None
