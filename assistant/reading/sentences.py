"""Sentences of a text as spans: boundaries by sentencex, offsets checked, news typography repaired.

A blank line always ends a sentence, and so does every line break of a text that is not wrapped at a fixed
width. sentencex sees one bounded window at a time, since its time grows with the square of a text that
opens quotations without closing them. No span is longer than `LONGEST` characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

import sentencex

from assistant.reading import sentence_repairs
from assistant.types import Span

LONGEST = 1000  # characters; what is longer is cut at a semicolon, a comma or a space
_WINDOW = 2000  # characters given to sentencex at a time
_SHORTEST_CUT = LONGEST // 2

_Boundaries = Callable[[str, str], Sequence[Mapping[str, object]]]
# sentencex is compiled and ships no types for this function.
_boundaries = cast("_Boundaries", sentencex.get_sentence_boundaries)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType]

_PARAGRAPH = re.compile(r"(?:\r\n|\r(?!\n)|[\n\u2028\u2029])[ \t\v\f\xa0]*[\r\n\u2028\u2029]\s*")
_LINE = re.compile(r"[\r\n\u2028\u2029]\s*")
_INTO_SMALL_LETTER = re.compile(r"\n[a-z]")
_CLAUSE_ENDS = '.!?:;…"”’)]'
_WRAPPED_SHARE = 5  # at least one line break in five falls within a clause
_TERMINAL = re.compile(r"[.!?…‼⁇⁈⁉。．！？｡։؟۔।॥]")
_HALF = re.compile(r"[\ud800-\udfff]")
_ENDING = 2  # characters at a paragraph's end in which a full stop and a quotation mark cut nothing
_CUTS = ("; ", "\n", ", ", " ")


def split_sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """Spans of the sentences in order, without surrounding white space; what lies between them is white space.

    `language` is an ISO 639-1 code. Text in quotation marks stays in one sentence with its attribution.
    """
    spans: list[Span] = []
    for start, end in _blocks(text):
        spans.extend(_sentences(text, start, end, language))
    return tuple(spans)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """The stretches of text that no sentence leaves: paragraphs, and lines where lines are paragraphs."""
    at = 0
    for found in (_PARAGRAPH if _is_wrapped(text) else _LINE).finditer(text):
        yield at, found.start()
        at = found.end()
    yield at, len(text)


def _is_wrapped(text: str) -> bool:
    """Whether lines end at a fixed width, in the middle of clauses."""
    within = [found.start() for found in _INTO_SMALL_LETTER.finditer(text)]
    clauses = sum(text[max(0, at - 2) : at].rstrip()[-1:] not in _CLAUSE_ENDS for at in within)
    return bool(within) and clauses * _WRAPPED_SHARE >= text.count("\n")


def _sentences(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    block = _stripped(text, start, end)
    if block is None:
        return
    if not _TERMINAL.search(text, block.start, block.end - _ENDING):
        yield from _capped(text, block)
        return
    pieces = [piece for raw in _pieces(text, block.start, block.end, language) if (piece := _stripped(text, *raw))]
    for piece in sentence_repairs.repaired(text, pieces):
        yield from _capped(text, piece)


def _pieces(text: str, start: int, end: int, language: str) -> Iterator[tuple[int, int]]:
    """What sentencex cuts `text[start:end]` into; the parts join without a gap."""
    while start < end:
        size = min(_WINDOW, end - start)
        window = text[start : start + size]
        if not window.isascii():
            window = _HALF.sub("\ufffd", window)  # sentencex takes whole characters only
        cuts = sorted({cast("int", found["end_index"]) for found in _boundaries(language, window)} - {size})
        # The last sentence of a window may go on behind it, so the next window begins with it again.
        if start + size == end or not cuts:
            cuts.append(size)
        begin = 0
        for cut in cuts:
            yield start + begin, start + cut
            begin = cut
        start += begin


def _stripped(text: str, start: int, end: int) -> Span | None:
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return Span(start, end)
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return Span(start + left, start + len(piece.rstrip())) if left < len(piece) else None


def _capped(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence in parts of at most `LONGEST` characters."""
    start = sentence.start
    if start < sentence.end <= start + LONGEST:
        yield sentence
        return
    while sentence.end - start > LONGEST:
        cut = _cut(text, start)
        if part := _stripped(text, start, cut):
            yield part
        start = cut
    if part := _stripped(text, start, sentence.end):
        yield part


def _cut(text: str, start: int) -> int:
    for mark in _CUTS:
        if (at := text.rfind(mark, start + _SHORTEST_CUT, start + LONGEST)) > 0:
            return at + len(mark)
    return start + LONGEST
