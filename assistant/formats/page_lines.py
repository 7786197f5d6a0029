"""The lines of printed pages as running text: joined into paragraphs, without what stands on every page.

A line ends a paragraph where the gap below it is wider than usual, the size of the letters changes, a list item
begins, or its end leaves room for the next word. Two lines of one paragraph are joined by a space; a word divided
at the end of a line is put together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

_FEW_PAGES = 3
_EDGE = 2  # lines at the head and the foot of a page
_WIDE_GAP = 1.2  # of the usual distance of two lines
_FULL = 0.75  # of the longest usual line
_LONG = 0.9  # the quantile of lengths that counts as a full line's
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:page\s*)?[-–—(\[]?\s*(\d{1,4})\s*(?:(?:/|of)\s*\d{1,4})?\s*[-–—)\]]?$", re.IGNORECASE)
_NUMBER_IN_HEAD = re.compile(r"^(\d{1,4})\s+\D|\D\s+(\d{1,4})$")
_BULLET = re.compile(r"[•▪◦‣●○■]\s")
_ITEM = re.compile(r"(?:[–—*-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])\s")  # within a paragraph a line may begin so too
_ENDED = re.compile(r"[.!?:;…][\"”’')\]]*$")
_DIVIDED = re.compile(r"([^\W_]+)([-‐\u00ad])$")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HYPHENATED = frozenset(
    "non anti self ex pro vice mid post semi half quasi pan cross well long short high low full part twenty thirty "
    "forty fifty sixty seventy eighty ninety one two three four five six seven eight nine ten first second".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, the height of its base line above the page's foot, the size of its letters."""

    text: str
    height: float = 0.0
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Flow:
    """Running text, and the offset at which each page begins in it."""

    text: str
    pages: tuple[int, ...]


def flow(pages: Sequence[Sequence[Line]]) -> Flow:
    """The running text of pages; a page without lines begins where the next one does."""
    pages = without_furniture(pages)
    known = _vocabulary(pages)
    lengths = _full_lengths(pages)
    parts: list[str] = []
    starts: list[int] = []
    waiting = written = 0
    last: Line | None = None
    for lines in pages:
        waiting += 1
        usual = _usual_gap(lines)
        for number, line in enumerate(lines):
            tail, gap = _joint(last, line, number == 0, usual, lengths, known)
            if tail:  # the mark of a division goes
                parts[-1] = parts[-1][:-1]
                written -= 1
            parts += [gap, line.text]
            written += len(gap)
            starts += [written] * waiting
            waiting = 0
            written += len(line.text)
            last = line
    return Flow("".join(parts), (*starts, *[written] * waiting))


def without_furniture(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The pages less their numbers and what stands at the head or foot of most of them."""
    edges = [_edges(lines) for lines in pages]
    common = Counter(shape for lines in edges for shape in {_shape(line) for line in lines})
    often = max(_FEW_PAGES, len(pages) // 2)
    numbers = [{id(line): number for line in lines if (number := _page_number(line)) is not None} for lines in edges]
    count = Counter(shift for page, found in enumerate(numbers) for shift in {n - page for n in found.values()})
    first, numbered_pages = max(count.items(), key=lambda item: item[1], default=(0, 0))
    is_numbered = numbered_pages >= max(2, len(pages) // 2)  # else the figures belong to the text
    kept: list[list[Line]] = []
    for page, (lines, edge, numbered) in enumerate(zip(pages, edges, numbers, strict=True)):
        gone: set[int] = set()
        for line in edge:
            counts = is_numbered and numbered.get(id(line), -1) - page == first
            alone = _NUMBER.match(line.text) is not None
            times = common[_shape(line)]
            if (counts and (alone or times >= _FEW_PAGES)) or (times >= often and not alone):
                gone.add(id(line))
        kept.append([line for line in lines if id(line) not in gone])
    return kept


def _edges(lines: Sequence[Line]) -> list[Line]:
    """The lines at the head and the foot of a page, by their order and by their height."""
    by_height = sorted(lines, key=lambda line: line.height)
    found = [*lines[:_EDGE], *lines[-_EDGE:], *by_height[:_EDGE], *by_height[-_EDGE:]]
    return list({id(line): line for line in found}.values())


def _page_number(line: Line) -> int | None:
    """The figure of a line that is a page's number, or begins or ends in what may be one."""
    found = _NUMBER.match(line.text) or _NUMBER_IN_HEAD.search(line.text)
    return int(next(filter(None, found.groups()))) if found else None


def _shape(line: Line) -> str:
    return _DIGITS.sub("0", line.text)


def _joint(
    last: Line | None, line: Line, first: bool, usual: float, lengths: dict[int, int], known: frozenset[str]
) -> tuple[bool, str]:
    """Whether the last line loses its hyphen, and what stands between it and this one."""
    if last is None:
        return False, ""
    gap = _gap(last, line, first, usual, lengths)
    if gap != " " or not (divided := _DIVIDED.search(last.text)):
        return False, gap
    if divided[1][-1].isdigit() and not line.text[0].isdigit():
        return False, gap
    if divided[2] == "\u00ad":
        return True, ""
    return _is_one_word(divided[1], line.text, known), ""


def _gap(last: Line, line: Line, first: bool, usual: float, lengths: dict[int, int]) -> str:
    ended = bool(_ENDED.search(last.text))
    room = _has_room(last, line, lengths) and not _DIVIDED.search(last.text)
    distance = last.height - line.height
    if _BULLET.match(line.text) or (_ITEM.match(line.text) and (ended or room)):
        return "\n" if _BULLET.match(last.text) or _ITEM.match(last.text) else "\n\n"
    if _size(last) != _size(line) or (usual and distance > _WIDE_GAP * usual):
        return "\n\n"
    if first or distance < 0:  # another page or column
        return "\n\n" if ended or room else " "
    if room:
        return "\n\n" if ended else "\n"
    return " "


def _has_room(last: Line, line: Line, lengths: dict[int, int]) -> bool:
    """Whether the next line's first word would have stood on the last: the line was ended there on purpose."""
    word = line.text.partition(" ")[0]
    return len(last.text) + 1 + len(word) < _FULL * lengths.get(_size(last), 0)


def _is_one_word(head: str, rest: str, known: frozenset[str]) -> bool:
    """Whether a hyphen at the end of a line only divides the word."""
    tail = _WORDS.match(rest)
    if tail is None or not tail[0][0].islower() or not head[-1].islower():
        return False  # Franco-German, 2019-2020
    end = tail[0].lower()
    start = head.lower()
    if f"{start}-{end}" in known:
        return False
    return f"{start}{end}" in known or start not in _HYPHENATED


def _vocabulary(pages: Sequence[Sequence[Line]]) -> frozenset[str]:
    """The words that stand within lines, so that none of them is half of one."""
    return frozenset(
        found[0].lower() for lines in pages for line in lines for found in _WORDS.finditer(line.text.rstrip("-‐\u00ad"))
    )


def _full_lengths(pages: Sequence[Sequence[Line]]) -> dict[int, int]:
    """How many characters a full line of each size of letters has."""
    by_size: dict[int, list[int]] = {}
    for lines in pages:
        for line in lines:
            by_size.setdefault(_size(line), []).append(len(line.text))
    return {size: sorted(found)[round(_LONG * (len(found) - 1))] for size, found in by_size.items()}


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = [last.height - line.height for last, line in pairwise(lines) if last.height > line.height]
    return median(gaps) if len(gaps) > _FEW_PAGES else 0.0


def _size(line: Line) -> int:
    return round(line.size * 2)
