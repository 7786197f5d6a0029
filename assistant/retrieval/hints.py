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
_DOMAIN = re.compile(r"(?:\.(?:com|net|org|info|co|gov|edu|[a-z]{2}))+$", re.IGNORECASE)
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

    A leading article may be missing, and so may what follows a dash or a bar in a source's name, unless another
    source is named there in full. A name that is also an ordinary word counts only as it is written.
    """
    folded = f" {fold(text)} "
    whole: dict[int, list[str]] = {}
    short: dict[int, list[str]] = {}
    for source in sources:
        head = _TAIL.split(source)[0]
        if _ARTICLE.sub("", fold(head)) in _TOO_COMMON and head not in text:
            continue
        if (place := _place(folded, fold(source))) is not None:
            whole.setdefault(place, []).append(source)
        elif (place := _place(folded, fold(_DOMAIN.sub("", head)))) is not None:
            short.setdefault(place, []).append(source)
    places = short | whole
    return tuple(source for place in sorted(places) for source in places[place])


def _place(folded: str, name: str) -> int | None:
    """Where a name stands in the text, with or without its article."""
    bare = _ARTICLE.sub("", name)
    place = folded.find(f" {bare} ") if bare else -1
    return None if place < 0 else place


def _parts(text: str) -> tuple[str, ...]:
    """The clauses of a question that has several; a short one has none worth a search of its own."""
    parts = [part.strip() for part in _PART.split(text)]
    long = tuple(part for part in parts if len(part) > _SHORTEST_PART)
    return long if len(long) > 1 else ()
