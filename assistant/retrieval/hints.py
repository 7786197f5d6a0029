"""What a question says beside its subject: sources and days it names, the parts it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assistant.reading.dates import read_dates
from assistant.reading.folding import fold
from assistant.reading.sentences import split_sentences

MOST_SOURCES = 6
MOST_DAYS = 4
MOST_PARTS = 6

_PART = re.compile(r"[,;?]|\b(?:while|whereas|and|who|which|between|but)\b")
_SHORTEST_PART = 12
_ARTICLE = re.compile(r"^the ")
_TAIL = re.compile(r"\s+(?:\||-|–)\s+")
_TOO_COMMON = frozenset({"time", "times", "the times", "age", "week", "world", "nation", "post", "sun", "independent"})


@dataclass(frozen=True, slots=True)
class Hints:
    """`sources` are names as the store has them, `days` single days, `parts` clauses of a long question."""

    sources: tuple[str, ...] = ()
    days: tuple[date, ...] = ()
    parts: tuple[str, ...] = ()


def read_hints(text: str, sources: Iterable[str], today: date | None = None) -> Hints:
    """The hints of a question, each kind bounded in number."""
    days = [
        found.interval.lo for found in read_dates(text, split_sentences(text), today) if found.interval.grain == "day"
    ]
    return Hints(
        named_sources(text, sources)[:MOST_SOURCES], tuple(dict.fromkeys(days))[:MOST_DAYS], _parts(text)[:MOST_PARTS]
    )


def named_sources(text: str, sources: Iterable[str]) -> tuple[str, ...]:
    """The sources whose name stands in the text, in the order of the text.

    A leading article and what follows a dash or a bar in a source's name may be missing; a name that is also an
    ordinary word counts only with a capital letter and in full.
    """
    folded = f" {fold(text)} "
    found: list[tuple[int, str]] = []
    for source in sources:
        places = [place for name in _names(source) if (place := folded.find(f" {name} ")) >= 0]
        if places and _is_meant(source, text):
            found.append((min(places), source))
    return tuple(source for _, source in sorted(found))


def _names(source: str) -> set[str]:
    whole = fold(source)
    heads = {whole, fold(_TAIL.split(source)[0])}
    return {name for head in heads for name in (head, _ARTICLE.sub("", head)) if name}


def _is_meant(source: str, text: str) -> bool:
    plain = _ARTICLE.sub("", fold(_TAIL.split(source)[0]))
    return plain not in _TOO_COMMON or (
        source.lower() in text.lower()
        and any(word in text for word in source.split() if word[:1].isupper() and word.lower() != "the")
    )


def _parts(text: str) -> tuple[str, ...]:
    """The clauses of a question that has several; a short one has none worth a search of its own."""
    parts = [part.strip() for part in _PART.split(text)]
    long = tuple(part for part in parts if len(part) > _SHORTEST_PART)
    return long if len(long) > 1 else ()
