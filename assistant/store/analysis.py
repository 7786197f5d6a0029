"""Words to stems, the same way for everything that is written and asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

NAME = "attache_en"

_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){1,8}[^\W\d_]\b")
_DOT_INSIDE = re.compile(r"\.[^\W\d_]")  # begins with a plain character: found at many times the speed


@lru_cache(maxsize=1)
def analyzer() -> TextAnalyzer:
    """Runs of letters and digits, in lower case, without diacritics, by English stem (Snowball)."""
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for step in (Filter.lowercase(), Filter.ascii_fold(), Filter.stemmer("english")):
        builder = builder.filter(step)
    return builder.build()


def stems(text: str) -> list[str]:
    """The stems of `text` in order, repeated ones too."""
    return analyzer().analyze(text)


def undotted(text: str) -> str:
    """The text with abbreviations as one word each: "U.S." as "US"."""
    return _DOTTED.sub(lambda match: match[0].replace(".", ""), text) if _DOT_INSIDE.search(text) else text


def stems_of(words: Iterable[str]) -> list[str]:
    """The different stems of several words, in order."""
    return list(dict.fromkeys(stem for word in words for stem in stems(word)))
