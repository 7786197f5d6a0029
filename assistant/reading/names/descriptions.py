"""Whom a definite description means: "the ambassador", "the Philippine leader", "the former defence minister"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.reading.lexicon.countries import STATE_OF
from assistant.reading.names.tokens import TITLE_WORDS
from assistant.types import Role

_WORDS: Final = re.compile(r"[\w’']+")
_SMALL: Final = frozenset("the a an this that his her its their our my of to for at in on and late".split())
_FORMER: Final = frozenset({"former", "ex", "then"})
_LESSER: Final = frozenset(
    {"deputy", "vice", "assistant", "under", "undersecretary"}
)  # another office than the plain one
_PAIRS: Final = frozenset(
    {
        "prime minister",
        "director general",
        "secretary general",
        "attorney general",
        "governor general",
        "foreign secretary",
        "crown prince",
        "major general",
        "lieutenant general",
        "brigadier general",
    }
)
_CLASSES: Final[dict[str, str]] = {
    "advisor": "adviser",
    "spokeswoman": "spokesman",
    "spokesperson": "spokesman",
    "chairwoman": "chairman",
    "chairperson": "chairman",
    "chair": "chairman",
    "chief": "head",
    "director": "head",
    "director general": "head",
    "envoy": "ambassador",
    "pm": "prime minister",
    "premier": "prime minister",
    "senator": "lawmaker",
    "sen": "senator",
    "congressman": "lawmaker",
    "congresswoman": "lawmaker",
    "representative": "lawmaker",
    "mp": "lawmaker",
    "gen": "general",
    "lieutenant general": "general",
    "major general": "general",
    "brigadier general": "general",
}
_LEADERS: Final = frozenset(
    {"president", "prime minister", "chancellor", "king", "queen", "emir", "sultan", "leader", "ruler"}
)
_SPELLINGS: Final[dict[str, str]] = {"defence": "defense", "labour": "labor", "us": "usa", "american": "usa"}


@dataclass(frozen=True, slots=True)
class _Office:
    """An office taken apart: its names, the states named with it, every other word of it."""

    names: frozenset[str]
    states: frozenset[str]
    others: frozenset[str]
    former: bool


def resolve_description(phrase: str, roles: Sequence[Role], before: int) -> str | None:
    """The one person of the document whose role, stated before offset `before`, fits the description; else None.

    `phrase` is the whole description ("the Russian ambassador"). Its office must be the role's; a state it names must
    not be another than the role's; a deputy is no minister, and a former president only "the former president".
    Where some roles hold every word of the description, the others do not count. Two people who fit give None.
    """
    asked = _office(phrase)
    if not asked.names:
        return None
    whole: set[str] = set()
    part: set[str] = set()
    for role in roles:
        if role.span.start >= before:
            continue
        held = _office(role.title, former=role.former)
        if _fits(asked, held):
            (whole if asked.others <= held.others and asked.states <= held.states else part).add(role.person)
    people = whole or part
    return next(iter(people)) if len(people) == 1 else None


@lru_cache(maxsize=4096)
def _office(title: str, *, former: bool = False) -> _Office:
    words = [_plain(word) for word in _WORDS.findall(title.replace("-", " "))]
    words = [word for word in words if word and word not in _SMALL]
    names: set[str] = set()
    others: set[str] = set()
    index = 0
    while index < len(words):
        pair = " ".join(words[index : index + 2])
        name = pair if pair in _PAIRS else words[index]
        index += len(name.split())
        if name in _PAIRS or (name in TITLE_WORDS and name not in _LESSER):
            names |= {name, _CLASSES.get(name, name)}
        elif name not in STATE_OF and name not in _FORMER:
            others.add(name)
    states = frozenset(STATE_OF[word] for word in words if word in STATE_OF)
    return _Office(frozenset(names), states, frozenset(others), former or not _FORMER.isdisjoint(words))


def _plain(word: str) -> str:
    low = word.lower().removesuffix("'s").removesuffix("’s")
    return _SPELLINGS.get(low, low)


def _fits(asked: _Office, held: _Office) -> bool:
    if asked.former != held.former or (asked.others ^ held.others) & _LESSER:
        return False
    if asked.states and held.states and not asked.states & held.states:
        return False
    if "leader" in asked.names:
        return not _LEADERS.isdisjoint(held.names)
    if asked.others - held.others and held.others:
        return False  # "the defense secretary" is not the interior secretary
    return not asked.names.isdisjoint(held.names)
