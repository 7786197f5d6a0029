"""Pronouns that speak, and whom they can mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.types import EntityType, Quote, Span

PERSONS: Mapping[str, frozenset[EntityType]] = {
    "he": frozenset({"person"}),
    "she": frozenset({"person"}),
    "it": frozenset({"organisation", "place"}),
    "they": frozenset({"organisation"}),
}
"""What each pronoun can mean among names: `they` is never one person here, which costs a few and errs on none."""

_PRONOUN = re.compile(r"\b(?:he|she|it|they)\b", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_TITLES = {
    "he": frozenset("mr sir lord king prince father brother".split()),
    "she": frozenset("mrs ms miss madam madame dame lady queen princess sister".split()),
}
_BEFORE = 12  # characters before a name in which its title stands


def pronouns(text: str, sentence: Span) -> Iterator[Span]:
    """The pronouns of a sentence that can mean a name."""
    for match in _PRONOUN.finditer(text, sentence.start, sentence.end):
        yield Span(match.start(), match.end())


def is_open(text: str, quote: Quote, names: frozenset[str]) -> bool:
    """Whether a quotation's speaker is a pronoun that nothing was found for."""
    speaker = quote.speaker
    if speaker is None or speaker.span is None:
        return False
    return speaker.span.of(text).lower() in PERSONS and speaker.name not in names


def contradicts(text: str, pronoun: Span, name: Span) -> bool:
    """Whether the title a name bears goes with the other pronoun ("Mrs Lind" and "he")."""
    other = {"he": "she", "she": "he"}.get(pronoun.of(text).lower())
    if other is None:
        return False
    before = _WORD.findall(text, max(0, name.start - _BEFORE), name.start)[-1:]
    first = _WORD.findall(text, name.start, name.end)[:1]
    return any(word.lower() in _TITLES[other] for word in (*before, *first))
