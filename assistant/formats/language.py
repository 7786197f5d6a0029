"""Whether a text is English, told by its commonest words."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "the of and to in a is that for on with as was by at from it be are an has have not this were will its".split()
)
_LOOKED_AT = 4000  # characters
_SHARE = 0.15


def guess_language(text: str) -> str:
    """The code "en" where at least 15 % of the first words are common English ones, else "und" (undetermined)."""
    words = [word.lower() for word in _WORD.findall(text[:_LOOKED_AT])]
    common = sum(word in _COMMON for word in words)
    return "en" if words and common >= _SHARE * len(words) else "und"
