"""Word stems, the same for the index, for retrieval and for the verifier: Snowball English over folded words."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

from assistant.reading.folding import fold

_WORD = re.compile(r"[^\W_]+(?:['’.][^\W_]+)*")
_STEMMER = Stemmer.Stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of one word: "Meetings" → "meet", "Año's" → "ano". Empty when it has no letter or digit.

    Source: the Snowball English stemmer (Porter2), by PyStemmer.
    """
    return _STEMMER.stemWord(fold(word).replace(" ", ""))


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return list(filter(None, map(stem, _WORD.findall(text))))


@lru_cache(maxsize=512)
def stems_again(text: str) -> tuple[str, ...]:
    """The same for a text that is soon asked about again, as a search does with its best passages."""
    return tuple(stems(text))
