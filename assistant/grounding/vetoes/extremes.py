"""Superlatives and causes that the excerpts do not give."""

from __future__ import annotations

from collections.abc import Iterator

from assistant.grounding import reasons
from assistant.grounding.lexicon.operators import CAUSES, EXTREMES, STRONG_CAUSES
from assistant.grounding.support import Support
from assistant.types import Reason

# Words that can give a cause and mostly do not.
_LOOSE = frozenset({"for", "as", "so", "following", "after", "over", "amid", "since"})

_PLAIN = CAUSES.difference(_LOOSE)

# What carries a cause of the claim besides a plain one.
_CARRIED_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys(STRONG_CAUSES, _LOOSE),
    "because": frozenset(),
    "owing": frozenset(),
    "thanks": frozenset({*_LOOSE, "thanked"}),
}


def superlative_faults(support: Support) -> Iterator[Reason]:
    """A reason for each word of extremes in the claim that the supporting sentences do not have."""
    for sentence in support.claim.sentences:
        for word in sentence.words:
            allowed = EXTREMES.get(word.lower)
            if allowed and not sentence.in_date(word) and support.lowers.isdisjoint((*allowed, word.lower)):
                yield Reason(reasons.SUPERLATIVE, f"“{word.text}” is not in the cited sentence")


def cause_faults(support: Support) -> Iterator[Reason]:
    """A reason where the claim says why and the supporting sentences do not."""
    if not support.lowers.isdisjoint(_PLAIN):
        return
    for sentence in support.claim.sentences:
        for word in sentence.words:
            if word.lower in _CARRIED_BY and support.lowers.isdisjoint(_CARRIED_BY[word.lower]):
                yield Reason(reasons.CAUSE, f"“{word.text}”: the cited sentence gives no cause")
                return
