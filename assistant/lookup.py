"""A name as a user gives it to the names the store has for it. Never by similarity: who is unclear, stays unclear."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.folding import fold
from assistant.reading.lexicon.states import names_of_state
from assistant.reading.names import read_names
from assistant.store.contract import EntityMatch, Store
from assistant.types import Scope, Span


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a name may mean: `entity` when it is clear; else `matches`, the entities it may be.

    `names` are all names in the store that are meant.
    """

    entity: EntityMatch | None
    names: tuple[str, ...] = ()
    matches: tuple[EntityMatch, ...] = ()


async def look_up(store: Store, name: str, scope: Scope) -> Lookup:
    """Whom or what a name means within the scope.

    A full name means itself. A surname means the only person of the record who bears it, together with the
    mentions that give the surname alone; when several bear it, all are offered and none is chosen. A title or an
    article before the name is passed over, and a state is meant under each of its names.
    """
    lookup = await _named(store, name, scope)
    if lookup.entity is None and not lookup.matches and (bare := _bare(name)) != name:
        lookup = await _named(store, bare, scope)
    return await _with_other_names(store, _bare(name), lookup, scope)


async def _named(store: Store, name: str, scope: Scope) -> Lookup:
    found = await store.entities(name, scope)
    key = fold(name)
    same = [match for match in found if fold(match.name) == key]
    others = [match for match in found if fold(match.name) != key]
    if same and (len(key.split()) > 1 or not others):
        return _clear(same, same)
    if len({fold(match.name) for match in others}) == 1:
        return _clear(others, [*others, *same])
    return Lookup(None, matches=tuple(found))


def _bare(name: str) -> str:
    """The name without what stands before it: "President Duterte", "The Philippines"."""
    mentions = read_names(name, (Span(0, len(name)),)).mentions
    named = [mention for mention in mentions if mention.span.end >= len(name.rstrip(" .?!"))]
    return named[-1].span.of(name) if len(mentions) == 1 and named else name


async def _with_other_names(store: Store, name: str, lookup: Lookup, scope: Scope) -> Lookup:
    """The lookup of a state, with its other names: "US" and "United States" are one."""
    named: list[EntityMatch] = [lookup.entity] if lookup.entity is not None else []
    for other in names_of_state(name):
        found = await store.entities(other, scope)
        named += [match for match in found if match.type == "place" and fold(match.name) == fold(other)]
    if not named or (lookup.entity is not None and lookup.entity.type != "place"):
        return lookup
    clear = _clear(named, named)
    return Lookup(clear.entity, tuple(dict.fromkeys((*lookup.names, *clear.names))))


async def look_up_speaker(store: Store, name: str, scope: Scope) -> Lookup:
    """As `look_up`; a name that the record does not have may be an office: then all who held it are meant."""
    lookup = await look_up(store, name, scope)
    if lookup.entity is not None or lookup.matches:
        return lookup
    roles = await store.roles(title=name, scope=scope)
    names = tuple(dict.fromkeys(role.value.person for role in roles if not role.value.former))
    return Lookup(None, names)


def _clear(chosen: list[EntityMatch], named: list[EntityMatch]) -> Lookup:
    best = max(chosen, key=lambda match: match.mentions)
    return Lookup(best, tuple(dict.fromkeys(match.name for match in named)))
