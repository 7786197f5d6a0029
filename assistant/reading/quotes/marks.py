"""Quotation marks of a text, paired: straight, curly, single, doubled single and guillemets.

Apostrophes, elisions ('90s, 'em) and plural possessives are told apart from single quotation marks. A quotation
that opens at every paragraph and closes only at the last is one region with one part a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.types import Span

_MARK = re.compile(r"[\"“”„«»‘’'`\n](?:(?<=')'|(?<=`)`|(?<!`))")  # two single ones together, else one, but no lone `
_ELISION = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|bout|round|n)(?!\w)", re.IGNORECASE)
_SINGLE_CLOSER = re.compile(r"(?<=\S)['’](?![\w'’])")
_OPENERS = "\"“„«»‘'`"
_CLOSES = {"“": '”“"', "„": "“”", "«": "»", "»": "«", '"': '"”', "''": "''", "``": "''", "”": "”", "‘": "’", "'": "'"}
_LOOK_AHEAD = 400
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Quoted:
    """A region in quotation marks: `outer` with its marks, `parts` the words without, `inner` what it holds nested."""

    outer: Span
    parts: tuple[Span, ...]
    inner: tuple[Quoted, ...] = ()

    @property
    def words(self) -> Span:
        """From the first word to the last, over all parts."""
        return Span(self.parts[0].start, self.parts[-1].end)


@dataclass(slots=True)
class _Open:
    mark: str
    outer: int
    start: int
    parts: list[Span] = field(default_factory=list[Span])
    inner: list[Quoted] = field(default_factory=list[Quoted])


class _Pairing:
    """One pass over the marks with a stack of what is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Open] = []
        self.found: list[Quoted] = []
        self.skip_to = 0

    def before(self, at: int) -> str:
        return self.text[at - 1] if at else "\n"

    def after(self, at: int) -> str:
        return self.text[at] if at < len(self.text) else "\n"

    def open(self, mark: str, at: int) -> None:
        if len(self.stack) == _DEEPEST:
            del self.stack[0]
        self.stack.append(_Open(mark, at, at + len(mark)))

    def close(self, index: int, at: int, width: int) -> None:
        """Close the entry `index` of the stack; what opened after it never closed and is dropped."""
        entry = self.stack[index]
        for dropped in self.stack[index + 1 :]:
            entry.inner.extend(dropped.inner)
        del self.stack[index:]
        last = _stripped(self.text, entry.start, at)
        parts = (*entry.parts, last) if last else tuple(entry.parts)
        if not parts:
            return
        region = Quoted(Span(entry.outer, at + width), parts, tuple(entry.inner))
        (self.stack[-1].inner if self.stack else self.found).append(region)

    def closable(self, mark: str, depth: int = 4) -> int | None:
        """The innermost open entry that `mark` closes; only the top of the stack is looked at."""
        for back in range(1, min(depth, len(self.stack)) + 1):
            if mark in _CLOSES[self.stack[-back].mark]:
                return len(self.stack) - back
        return None

    def mark(self, mark: str, at: int) -> None:
        if mark in "'’‘":
            self.single(mark, at)
        else:
            self.double(mark, at)

    def double(self, mark: str, at: int) -> None:
        end = at + len(mark)
        left, right = self.before(at), self.after(end)
        match = self.closable(mark)
        opens = not right.isspace() and (left.isspace() or left in "([{—–-‘'“„/" or mark in "“„«``")
        if mark == "”" and match is None:
            opens = left.isspace() and right.isalnum()
        elif mark == "“" and match is not None and self.stack[match].mark == "“":
            opens = not (right.isspace() and not left.isspace())
        elif mark in "»«" and match is not None:
            opens = False
        if opens and not (match is not None and mark == "”"):
            self.open(mark, at)
        elif match is not None:
            self.close(match, at, len(mark))
        elif mark == "«":
            self.open(mark, at)

    def single(self, mark: str, at: int) -> None:
        left, right = self.before(at), self.after(at + 1)
        if left.isalnum() and right.isalnum():
            return
        if not left.isalnum() and (right.isalnum() or right in "[“\"…'"):
            if mark != "’" and left not in ".,!?" and not _ELISION.match(self.text, at + 1):
                self.open(mark, at)
            return
        match = self.closable(mark, 1) if mark != "‘" else None
        if match is None and mark == "’":
            match = self.closable("'", 1)
        if match is None and mark == "'":
            match = self.closable("’", 1)
        if match is not None and not left.isspace() and not self._possessive(left, at):
            self.close(match, at, 1)

    def _possessive(self, left: str, at: int) -> bool:
        """A plural possessive inside single quotation marks: "s'" before a small letter, with a better end to come."""
        if left not in "sS" or not self.text[at + 1 : at + 3].strip().islower():
            return False
        stop = self.text.find("\n", at, at + _LOOK_AHEAD)
        return bool(_SINGLE_CLOSER.search(self.text, at + 1, stop if stop > 0 else at + _LOOK_AHEAD))

    def paragraph(self, at: int) -> None:
        """At a paragraph's end: a quotation goes on if the next paragraph opens with a mark, else it never closed."""
        if not self.stack:
            return
        entry = self.stack[0]
        begin = at
        while begin < len(self.text) and self.text[begin].isspace():
            begin += 1
        width = len(entry.mark)
        following = self.text[begin : begin + width]
        if following == entry.mark or (
            following and following in _OPENERS and entry.mark in "'‘" and following in "'‘"
        ):
            part = _stripped(self.text, entry.start, at)
            if part:
                entry.parts.append(part)
            for dropped in self.stack[1:]:
                entry.inner.extend(dropped.inner)
            del self.stack[1:]
            entry.start = begin + width
            self.skip_to = begin + width
            return
        for dropped in self.stack:
            self.found.extend(dropped.inner)
            # an unclosed quotation of several paragraphs keeps the paragraphs it had
            if dropped.parts:
                self.found.append(Quoted(Span(dropped.outer, dropped.parts[-1].end), tuple(dropped.parts), ()))
        self.stack.clear()


def _stripped(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None


def find_quoted(text: str, sentences: Sequence[Span]) -> tuple[Quoted, ...]:
    """The outermost regions in quotation marks, in order; nested ones stand in `inner`.

    A line break inside a sentence is not a paragraph's end.
    """
    pairing = _Pairing(text)
    cursor = 0
    for match in _MARK.finditer(text):
        at = match.start()
        if at < pairing.skip_to:
            continue
        if match[0] != "\n":
            pairing.mark(match[0], at)
            continue
        while cursor < len(sentences) and sentences[cursor].end <= at:
            cursor += 1
        within = cursor < len(sentences) and sentences[cursor].start < at
        blank = text[at + 1 : at + 40].lstrip(" \t\r").startswith("\n")
        opens = text[at + 1 : at + 2] in tuple("\"“«‘'`")
        if blank or not within or opens:
            pairing.paragraph(at)
    pairing.paragraph(len(text))
    found = sorted(pairing.found, key=lambda region: region.outer)
    return tuple(_disjoint(found))


def _disjoint(regions: Sequence[Quoted]) -> list[Quoted]:
    kept: list[Quoted] = []
    for region in regions:
        if not kept or region.outer.start >= kept[-1].outer.end:
            kept.append(region)
    return kept


_FACING = re.compile(r"''|``|[\"“”„«»‘’']")


def with_inner_marks(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of an interrupted quotation, each grown over the marks that face the interruption.

    The outermost marks stay outside. This is how corpora of attributions mark up "… ," he said. "…".
    """
    grown: list[Span] = []
    for index, span in enumerate(spans):
        start, end = span.start, span.end
        if index and (before := _mark_ending(text, start)):
            start = before
        if index + 1 < len(spans) and (after := _FACING.match(text, end)):
            end = after.end()
        grown.append(Span(start, end))
    return tuple(grown)


def _mark_ending(text: str, at: int) -> int | None:
    if text[max(0, at - 2) : at] in ("''", "``"):
        return at - 2
    return at - 1 if at and _FACING.match(text, at - 1) else None
