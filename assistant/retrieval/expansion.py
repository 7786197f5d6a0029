"""Other words for what a question names: a country's demonym and long form, an abbreviation's words."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from assistant.reading.lexicon.countries import LONG_NAMES, STATE_OF

RELATED_WEIGHT = 0.7
"""How much a related word counts beside a word of the question itself."""

_ABBREVIATED = re.compile(r"\bU\.?S\b")
_WORD = re.compile(r"[a-z]+(?:[.'][a-z]+)*")


def related_words(text: str) -> tuple[tuple[str, float], ...]:
    """Words that mean the same states and bodies as the text's own, with their weights."""
    folded = " ".join(match[0].replace(".", "") for match in _WORD.finditer(text.lower()))
    words = set(folded.split())
    if "us" in words and not _ABBREVIATED.search(text):
        words.discard("us")
    states = {STATE_OF[word] for word in words if word in STATE_OF}
    states |= {state for name, state in LONG_NAMES.items() if f" {name} " in f" {folded} "}
    found: dict[str, float] = {}
    for state in sorted(states):
        for word in _names()[state]:
            parts = word.split()
            for part in parts:
                if part not in words:
                    found.setdefault(part, RELATED_WEIGHT / len(parts))
    return tuple(found.items())


@lru_cache(maxsize=1)
def _names() -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for word, state in STATE_OF.items():
        names[state].append(word)
    for name, state in LONG_NAMES.items():
        names[state].append(name)
    return {state: tuple(words) for state, words in names.items()}
