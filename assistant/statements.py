"""A written draft, plain or Markdown, as what it states: sentences, headings, table rows and quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.grounding.draft import sentences
from assistant.grounding.markers import split_markers
from assistant.types import Span

Block = Literal["sentence", "heading", "quotation", "row"]

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?:(?:[\w -]{1,40}:|[ \t#-])[^\n]*\n|\n){0,80}(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_FENCE = re.compile(r"^[ \t]{0,3}(?:```|~~~)", re.MULTILINE)
_COMMENT = re.compile(r"<!--|-->")
_DIVIDER = re.compile(
    r"^[ \t]{0,8}(?:\|[ \t]{0,8})?(?::?-{1,80}:?[ \t]{0,80}\|[ \t]{0,80})+(?::?-{1,80}:?)?[ \t]{0,8}$", re.MULTILINE
)
_UNDERLINE = re.compile(r"^[ \t]{0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_RULE = re.compile(r"^[ \t]{0,3}(?:\*{3,}|_{3,})[ \t]*$", re.MULTILINE)
_SIGNS = re.compile(r"\s*(?:(?:(?:[-*+•]|\d{1,3}[.)]|#{1,6})[ \t]+|>[ \t]*))*(?:\[[ xX]\][ \t]+)?")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,1000}(?:[ \t][^()\n]{0,200})?\)")
_NOTE = re.compile(r"\[\^?\d{1,3}\]|\[\^[\w-]{1,40}\]")
_ADDRESS = re.compile(r"<?\bhttps?://[^\s<>)]{1,1000}>?")
_MARKS = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Statement:
    """What a draft states at `span`. `text` is that without markers, links' addresses and note signs; a quoted block
    stands between quotation marks.
    """

    span: Span
    text: str
    block: Block = "sentence"


def statements(draft: str) -> Iterator[Statement]:
    """The statements of a draft in order. Front matter, code, comments, rules and tables' heads state nothing."""
    position = 0
    for piece in sentences(_spoken(draft)):
        signs = _SIGNS.match(piece)
        span = Span(position + (signs.end() if signs else 0), position + len(piece.rstrip()))
        position += len(piece)
        if span.start < span.end:
            statement = _statement(draft, span)
            if any(map(str.isalnum, statement.text)):
                yield statement


def _spoken(draft: str) -> str:
    """The draft with as many line breaks in place of whatever states nothing."""
    parts: list[str] = []
    end = 0
    for span in sorted(_silent(draft)):
        start = max(span.start, end)
        parts += draft[end:start], "\n" * (span.end - start)
        end = max(end, span.end)
    return "".join([*parts, draft[end:]])


def _silent(draft: str) -> Iterator[Span]:
    if head := _FRONT_MATTER.match(draft):
        yield Span(*head.span())
    fences = [match.start() for match in _FENCE.finditer(draft)]
    for opening, closing in zip(fences[::2], fences[1::2], strict=False):
        yield Span(opening, _line_end(draft, closing))
    opened: int | None = None
    for mark in _COMMENT.finditer(draft):
        if mark[0] == "<!--":
            opened = mark.start() if opened is None else opened
        elif opened is not None:
            yield Span(opened, mark.end())
            opened = None
    for divider in _DIVIDER.finditer(draft):
        yield Span(draft.rfind("\n", 0, max(0, divider.start() - 1)) + 1, divider.end())
    for pattern in (_UNDERLINE, _RULE):
        yield from (Span(*found.span()) for found in pattern.finditer(draft))


def _line_end(draft: str, position: int) -> int:
    end = draft.find("\n", position)
    return len(draft) if end < 0 else end


def _statement(draft: str, span: Span) -> Statement:
    line = draft[draft.rfind("\n", 0, span.start) + 1 : span.end]
    signs = found[0] if (found := _SIGNS.match(line)) else ""
    text = _ADDRESS.sub("", _NOTE.sub("", _LINK.sub(r"\1", split_markers(span.of(draft))[0]))).strip()
    if ">" in signs:
        return Statement(span, text if any(mark in text for mark in _MARKS) else f"“{text}”", "quotation")
    if line.lstrip().startswith("|"):
        return Statement(span, ", ".join(cell.strip() for cell in text.strip("| \t").split("|")), "row")
    if "#" in signs or _UNDERLINE.match(draft, span.end + 1):
        return Statement(span, text.rstrip("# "), "heading")
    return Statement(span, text)
