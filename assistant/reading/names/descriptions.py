"""Whom a definite description means: "the ambassador", "the Philippine leader"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.reading.lexicon import kinds as k
from assistant.reading.lexicon.table import lexicon
from assistant.reading.names.tokens import TITLE_WORDS
from assistant.types import Role

_WORDS: Final = re.compile(r"[\w\-’']+")
_SKIP: Final = frozenset("the a an this that his her its their our my of to for at in and former then late".split())
_LEADERS: Final = frozenset("president premier chancellor king queen emir sultan pope emperor taoiseach dictator leader ruler chairman".split())
_SAME: Final = {
    "defence": "defense", "advisor": "adviser", "spokeswoman": "spokesman", "spokesperson": "spokesman", "chairwoman": "chairman",
    "chairperson": "chairman", "chair": "chairman", "chief": "head", "director": "head", "envoy": "ambassador",
    "congressman": "lawmaker", "congresswoman": "lawmaker", "senator": "lawmaker", "representative": "lawmaker",
    "secretary-general": "general", "director-general": "general", "premier": "minister", "pm": "minister",
}  # fmt: skip


def resolve_description(phrase: str, roles: Sequence[Role], before: int) -> str | None:
    """The one person of the document whose role, stated before offset `before`, fits the description; else None.

    `phrase` is the whole description ("the Russian ambassador"). Its last office word must be one of the role's, and
    every other word must either stand in the role's title or be no contradiction of it (another country is one).
    """
    words = _key_words(phrase)
    heads = [word for word in words if word in TITLE_WORDS or word in _LEADERS or word in _SAME.values()]
    if not heads:
        return None
    rest = [word for word in words if word != heads[-1]]
    exact: dict[str, None] = {}
    loose: dict[str, None] = {}
    for role in roles:
        if role.span.start >= before or role.former != _says_former(phrase):
            continue
        title = _key_words(role.title)
        if not _head_fits(heads[-1], title):
            continue
        if all(word in title for word in rest):
            exact[role.person] = None
        elif not any(_contradicts(word, title) for word in rest):
            loose[role.person] = None
    for people in (exact, loose):
        if len(people) == 1:
            return next(iter(people))
        if people:
            return None
    return None


def _key_words(phrase: str) -> list[str]:
    words = [word.lower().removesuffix("'s").removesuffix("’s") for word in _WORDS.findall(phrase)]
    return [_SAME.get(word, word) for word in words if word not in _SKIP]


def _head_fits(head: str, title: list[str]) -> bool:
    if head == "leader":
        return bool(_LEADERS.intersection(title)) or ("prime" in title and "minister" in title)
    return head in title


def _says_former(phrase: str) -> bool:
    return bool(re.search(r"\b(?:former|ex|then)\b", phrase.lower()))


def _contradicts(word: str, title: list[str]) -> bool:
    """A country or an office word of the description that the title puts differently."""
    known = lexicon().kinds
    bits = known.get(word.capitalize(), 0)
    if bits & (k.DEMONYM | k.PLACE):
        return any(known.get(other.capitalize(), 0) & (k.DEMONYM | k.PLACE) for other in title)
    return bool(bits & (k.PORTFOLIO | k.MODIFIER | k.TITLE))
