"""Who or what a name is, as the record has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from assistant.evidence import Evidence, sentence_around
from assistant.lookup import Lookup, look_up
from assistant.reading.folding import fold
from assistant.reading.lexicon.countries import STATE_OF
from assistant.store.contract import Located
from assistant.tool import Day, ToolArguments, ToolContext, ToolResult
from assistant.types import Mention, Role, Scope

_LINKS = frozenset({"of", "the", "in", "for", "to", "and"})


class EntityLookupArguments(ToolArguments):
    """Whom or what to look up."""

    name: str = Field(default="", max_length=200, description="A person, body, place or agreement.")
    office: str = Field(default="", max_length=200, description="Or an office, to learn who held it.")
    as_of: Day | None = Field(default=None, description="Only what was published up to this day, YYYY-MM-DD.")
    limit: int = Field(default=5, ge=1, le=50, description="Most excerpts beside those of the roles.")

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if bool(self.name.strip()) == bool(self.office.strip()):
            raise PydanticCustomError("one_of_two", "give either a name or an office")
        return self


class HeldRole(BaseModel):
    """An office: `from` and `to` are the first and last day on which the record shows it held, not its term."""

    model_config = ConfigDict(frozen=True)

    title: str
    first: date | None = Field(default=None, serialization_alias="from")
    to: date | None = None
    former: bool = False
    excerpt: int


class Holder(HeldRole):
    """Who held an office, with the days the record shows it."""

    person: str


class NameMatch(BaseModel):
    """A name the record has, with how often."""

    model_config = ConfigDict(frozen=True)

    name: str
    type: str
    mentions: int


class EntityLookupResult(ToolResult):
    """The entity; or, when the name is unknown or unclear, `name` empty and the names that may be meant."""

    name: str = ""
    type: str = ""
    aliases: tuple[str, ...] = ()
    roles: tuple[HeldRole, ...] = ()
    mentions: int = 0
    documents: int = 0
    first: date | None = None
    last: date | None = None
    related: tuple[NameMatch, ...] = ()
    matches: tuple[NameMatch, ...] = ()
    holders: tuple[Holder, ...] = ()


async def entity_lookup(arguments: EntityLookupArguments, context: ToolContext) -> EntityLookupResult:
    """Find out who or what a name is: aliases, offices with the dates the record shows them held, related names.

    Use it for "who is X", for "who was defense secretary" (`office`), and before stating anybody's office.
    """
    scope = _narrowed(context.scope, arguments.as_of)
    if arguments.office:
        return await _holders(arguments.office, scope, context)
    lookup = await look_up(context.store, arguments.name, scope)
    if lookup.entity is None:
        matches = tuple(NameMatch(name=m.name, type=m.type, mentions=m.mentions) for m in lookup.matches)
        return EntityLookupResult(matches=matches, note=_unclear(arguments.name, lookup))
    evidence = Evidence()
    roles = await _roles(lookup, scope, context, evidence)
    truncated = await _mentions(lookup, scope, context, evidence, arguments.limit)
    related = await context.store.related(lookup.entity.name, scope)
    entity = lookup.entity
    return EntityLookupResult(
        name=entity.name,
        type=entity.type,
        aliases=entity.aliases,
        roles=roles,
        mentions=entity.mentions,
        documents=entity.documents,
        first=entity.first,
        last=entity.last,
        related=tuple(NameMatch(name=m.name, type=m.type, mentions=shared) for m, shared in related),
        excerpts=evidence.excerpts,
        truncated=truncated,
    )


def _narrowed(scope: Scope, as_of: date | None) -> Scope:
    days = [day for day in (scope.as_of, as_of) if day is not None]
    return replace(scope, as_of=min(days, default=None))


def _unclear(name: str, lookup: Lookup) -> str:
    if lookup.matches:
        return f"{name} may be any of: {', '.join(match.name for match in lookup.matches)}. Ask with the full name."
    return f"The record does not name {name}."


async def _roles(lookup: Lookup, scope: Scope, context: ToolContext, evidence: Evidence) -> tuple[HeldRole, ...]:
    found: dict[tuple[str, bool], list[Located[Role]]] = {}
    for name in lookup.names:
        for located in await context.store.roles(person=name, scope=scope):
            found.setdefault((fold(located.value.title), located.value.former), []).append(located)
    roles = [_held(group, evidence) for group in found.values()]
    return tuple(sorted(roles, key=lambda role: (role.first or date.max, role.title)))


def _held(group: list[Located[Role]], evidence: Evidence) -> HeldRole:
    """One office from all places that attest it: held from the first to the last day attested."""
    days = _attested(group)
    first = group[0]
    return HeldRole(
        title=first.value.title,
        first=min(days, default=None),
        to=max(days, default=None),
        former=first.value.former,
        excerpt=evidence.add(sentence_around(first)),
    )


def _attested(group: list[Located[Role]]) -> list[date]:
    """The days on which the record shows an office held: those the words state, else the day of publication."""
    days: list[date] = []
    for located in group:
        held = located.value.held
        if held is not None:
            days += [held.lo, held.hi]
        elif located.document.date is not None and not located.value.former:
            days.append(located.document.date)
    return days


async def _roles_of(office: str, scope: Scope, context: ToolContext) -> list[Located[Role]]:
    """The roles with all words of the office; else those of its office whose title names the same state otherwise.

    "President of Russia" is what a text calls "Russian President"; a bare "President" is not.
    """
    found = await context.store.roles(title=office, scope=scope)
    words = [word for word in fold(office).split() if word not in _LINKS]
    states = {STATE_OF[word] for word in words if word in STATE_OF}
    plain = " ".join(word for word in words if word not in STATE_OF)
    if found or not states or not plain:
        return found
    roles = await context.store.roles(title=plain, scope=scope)
    return [located for located in roles if states <= _states(located.value.title)]


def _states(title: str) -> set[str]:
    return {STATE_OF[word] for word in fold(title).split() if word in STATE_OF}


async def _holders(office: str, scope: Scope, context: ToolContext) -> EntityLookupResult:
    """Everybody whom the record shows in an office, by the first day it does."""
    found: dict[tuple[str, str, bool], list[Located[Role]]] = {}
    for located in await _roles_of(office, scope, context):
        role = located.value
        found.setdefault((fold(role.person), fold(role.title), role.former), []).append(located)
    evidence = Evidence()
    holders = [Holder(person=group[0].value.person, **_held(group, evidence).model_dump()) for group in found.values()]
    holders.sort(key=lambda holder: (holder.first or date.max, holder.person))
    note = None if holders else f"The record names nobody as {office}."
    return EntityLookupResult(holders=tuple(holders), excerpts=evidence.excerpts, note=note)


async def _mentions(lookup: Lookup, scope: Scope, context: ToolContext, evidence: Evidence, limit: int) -> bool:
    """Add the first sentences that name the entity, a document's first before any document's second."""
    seen: dict[str, int] = {}
    ranked: list[tuple[int, int, Located[Mention]]] = []
    for name in lookup.names:
        for position, located in enumerate(await context.store.mentions(name, scope)):
            turn = seen[located.document.id] = seen.get(located.document.id, -1) + 1
            ranked.append((turn, position, located))
    before = len(evidence.excerpts)
    for _, _, located in sorted(ranked, key=lambda item: item[:2]):
        if len(evidence.excerpts) - before >= limit:
            return True
        evidence.add(sentence_around(located))
    return False
