"""Entities as they are asked for: the terms that mean one of them, told from its name alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

from assistant.reading.folding import fold
from assistant.store.entities import surname
from assistant.store.opensearch.records import entity_key
from assistant.types import EntityType

TYPES: tuple[EntityType, ...] = ("person", "organisation", "place", "agreement", "other")


@dataclass(frozen=True, slots=True)
class Group:
    """One entity as asked for: its own term, and those of surname-only entities joined to it."""

    key: str
    joined: tuple[str, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """All terms that mean this entity."""
        return (self.key, *self.joined)

    @property
    def type(self) -> EntityType:
        """The type of the entity."""
        return cast("EntityType", self.key.partition("\x1f")[0])

    @property
    def folds(self) -> list[str]:
        """The folded names of all its terms."""
        return [key.partition("\x1f")[2] for key in self.keys]


def is_full(name: str) -> bool:
    """Whether a name has several words, so that it means who has exactly this one first of all."""
    return " " in fold(name)


def keys_of(name: str) -> list[str]:
    """The terms of the entities of this very name, one of each type; a person's first."""
    return [entity_key(kind, fold(name)) for kind in TYPES]


def surname_of(key: str) -> str | None:
    """The surname of a person by its term, None where it has none or is no person."""
    kind, _, folded = key.partition("\x1f")
    return surname(folded) if kind == "person" else None


def own(name: str, *, is_joined: bool = False) -> list[Group]:
    """The entities of this very name; with `is_joined` its surname alone means the person, too."""
    person, *others = keys_of(name)
    last = surname_of(person) if is_joined else None
    joined = () if last is None else (entity_key("person", last),)
    return [Group(person, joined), *map(Group, others)]


def likely(name: str) -> tuple[str, ...]:
    """The terms that a name most often means: those of this very name, and of a full one's surname alone."""
    return terms_of(own(name, is_joined=is_full(name)))


def terms_of(groups: Iterable[Group]) -> tuple[str, ...]:
    """All terms that mean one of these entities."""
    return tuple(sorted({key for group in groups for key in group.keys}))


def without_joined(groups: Sequence[Group]) -> list[Group]:
    """The groups less those that already stand in another one."""
    inside = {key for group in groups for key in group.joined}
    return [group for group in groups if group.key not in inside]
