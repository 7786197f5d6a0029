"""Whether a sentence looks back or ahead where a bare weekday or month stands."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.reading.dates.tokens import Token

# Reporting verbs tell when something was said, not when it takes place.
_SILENT = frozenset(
    "said told added reported announced stated noted confirmed declared explained insisted warned asked called "
    "scheduled expected planned proposed slated due united limited".split()
)
_FUTURE = frozenset(
    "will shall ll would may might can upcoming tomorrow scheduled expected slated due plans planned plan hopes "
    "hope intends intend expects expect wants begins starts opens ahead deadline forthcoming".split()
)
_PAST = frozenset(
    "was were had has have did been met went came took made gave held won lost left began became fell rose broke "
    "brought built bought sent spent stood spoke struck shot sold signed saw ran led let put got hit kept knew".split()
)
_WINDOW = 12


def direction(before: Sequence[Token], after: Sequence[Token]) -> int:
    """+1 where the nearest verb looks ahead, -1 where it looks back, 0 where none tells."""
    for token in reversed(before[-_WINDOW:]):
        if found := _cue(token.word):
            return found
    for token in after[:_WINDOW]:
        if found := _cue(token.word):
            return found
    return 0


def _cue(word: str) -> int:
    if word in _FUTURE:
        return 1
    if word in _SILENT:
        return 0
    if word in _PAST or (len(word) > 4 and word.endswith("ed")):
        return -1
    return 0
