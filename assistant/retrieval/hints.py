"""What a question says beside its subject: sources and days it names, the parts it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from assistant.reading.dates import read_dates
from assistant.reading.folding import fold
from assistant.reading.sentences import split_sentences
from assistant.reading.stems import stems
from assistant.retrieval.words import content_words, is_framing
from assistant.types import Interval

MOST_SOURCES = 6
MOST_PERIODS = 4
MOST_PARTS = 6

_GRAINS = frozenset({"day", "week", "month"})
_PART = re.compile(r"[,;?]|\b(?:while|whereas|and|who|which|between|but)\b")
_SHORTEST_PART = 12
_ARTICLE = re.compile(r"^the ")
_DOMAIN = re.compile(r"(?:\.(?:com|net|org|info|co|gov|edu|[a-z]{2}))+$", re.IGNORECASE)
_TAIL = re.compile(r"\s+(?:\||-|–)\s+")
_TOO_COMMON = frozenset({"time", "times", "the times", "age", "week", "world", "nation", "post", "sun", "independent"})


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a long question, with the sources that are named in it."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hints:
    """`sources` are names as the store has them, `periods` days, weeks and months, `parts` clauses."""

    sources: tuple[str, ...] = ()
    periods: tuple[Interval, ...] = ()
    parts: tuple[Part, ...] = ()


def read_hints(text: str, sources: Iterable[str], today: date | None = None) -> Hints:
    """The hints of a question, each kind bounded in number."""
    named = named_sources(text, sources)[:MOST_SOURCES]
    found = [expression.interval for expression in read_dates(text, split_sentences(text), today)]
    periods = tuple(dict.fromkeys(interval for interval in found if interval.grain in _GRAINS))
    return Hints(named, periods[:MOST_PERIODS], _parts(text, named)[:MOST_PARTS])


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


def without_sources(words: Sequence[str], sources: Sequence[str]) -> tuple[str, ...]:
    """The words less those that only name sources, unless nothing else is left."""
    named = {key for source in sources for key in stems(source)}
    return tuple(word for word in words if not set(stems(word)) <= named) or tuple(words)


def _place(folded: str, name: str) -> int | None:
    """Where a name stands in the text, with or without its article."""
    bare = _ARTICLE.sub("", name)
    place = folded.find(f" {bare} ") if bare else -1
    return None if place < 0 else place


def _parts(text: str, sources: Sequence[str]) -> tuple[Part, ...]:
    """The clauses of a question that has several; a short one has none worth a search of its own.

    A clause that only says where something stood ("as reported by X") belongs to the one before it.
    """
    parts: list[Part] = []
    for piece in _PART.split(text):
        named = named_sources(piece, sources)
        if parts and named and _only_names(piece, named):
            parts[-1] = replace(parts[-1], sources=tuple(dict.fromkeys((*parts[-1].sources, *named))))
        elif len(piece.strip()) > _SHORTEST_PART:
            parts.append(Part(piece.strip(), named))
    return tuple(parts) if len(parts) > 1 else ()


def _only_names(piece: str, sources: Sequence[str]) -> bool:
    named = {key for source in sources for key in stems(source)}
    return all(is_framing(word) or set(stems(word)) <= named for word in content_words(piece))
