"""Words to stems, the same way for everything that is written and asked."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

NAME = "attache_en"


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


def stems_of(words: Iterable[str]) -> list[str]:
    """The different stems of several words, in order."""
    return list(dict.fromkeys(stem for word in words for stem in stems(word)))
