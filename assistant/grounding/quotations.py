"""Words between quotation marks, held word for word against a text.

Only typography is folded (`typography`). Editors' marks are understood as editors use them: an ellipsis stands for
words left out, square brackets for words put in. Neither may hide a negation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.grounding.typography import plain
from assistant.types import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‹": "›", "❝": "❞", "〝": "〞", "「": "」", "『": "』", "‟": "”"}
_PAIR_MARK = re.compile(f"[{''.join(_PAIRS)}”›❞」』〞]")
_ANY_MARK = re.compile(f"[{''.join(_PAIRS)}”›❞」』〞>\"＂″`‘’'‚❛❜]")
_ELLIPSIS = re.compile(r" ?\[ ?(?:\. ?){2,4}\] ?| ?(?:\. ){2,3}\. ?| ?\.{3,} ?")
_BRACKET = re.compile(r"\[([^\[\]]{0,80})\]")
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|nor|neither|nobody|nothing|nowhere|without|cannot|hardly|scarcely|barely|few|little"
    r"|den(?:y|ies|ied)|refus\w{0,4}|reject\w{0,4}|unless|except|only|if)\b|n't\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_LONGEST_GAP = 400  # code points an ellipsis may leave out
_LONGEST_INSERTION = 60  # code points brackets may stand for
_MOST_STARTS = 64
_NEAREST_SCORE = 70.0


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of words that must stand in the text, and how many code points may lie before it."""

    text: str
    gap: int


def quoted_spans(text: str) -> list[Span]:
    """Where `text` stands between quotation marks, without the marks; overlapping marks give the outer words.

    A mark without its partner counts: its words run to the end of the text, or from its beginning. A line that
    begins with Markdown's `>` is a quotation whole.
    """
    if _ANY_MARK.search(text) is None:
        return []
    spans = [*_block_quotations(text), *_paired(text), *_straight(text), *_single(text)]
    spans.sort(key=lambda span: (span.start, -span.end))
    outer: list[Span] = []
    for span in spans:
        if span.of(text).strip() and not (outer and outer[-1].covers(span)):
            outer.append(span)
    return outer


def find_quotation(words: str, text: str) -> Span | None:
    """Where `words` stand in `text` after typographic folding, or None.

    They begin and end at word boundaries; the first letter's case and a final comma or full stop are the
    quoting editor's. With an ellipsis the span runs from the first words to the last.
    """
    folded = plain(text)
    whole = _Piece(_clean(plain(words).text), 0)
    if whole.text and (at := next(_starts(whole, folded.text), None)) is not None:  # the text's own brackets and dots
        return Span(*folded.source(at, at + len(whole.text)))
    pieces = _pieces(plain(words).text)
    if not pieces:
        return None
    for start in _starts(pieces[0], folded.text):
        end = _match_rest(pieces, folded.text, start)
        if end is not None:
            return Span(*folded.source(start, end))
    return None


def nearest(words: str, text: str) -> Span | None:
    """The stretch of `text` most like `words`, for "did you mean"; None where nothing is like it.

    Source: partial ratio alignment of rapidfuzz. It never decides whether a quotation holds.
    """
    if not words.strip() or not text:
        return None
    from rapidfuzz import fuzz  # loaded for the quotations that do not hold

    found = fuzz.partial_ratio_alignment(words[:2000], text, score_cutoff=_NEAREST_SCORE)
    if found is None:
        return None
    near = _whole_words(text, found.dest_start, found.dest_end)
    return max(_longer(near, words, text), key=lambda span: fuzz.ratio(words, span.of(text)))


def _longer(near: Span, words: str, text: str) -> Iterator[Span]:
    """`near` and what follows it word by word, since the true wording may be longer than the false one."""
    yield near
    for boundary in re.compile(r"\b(?=\W|$)").finditer(text, near.end, near.end + len(words) // 2 + 8):
        yield Span(near.start, boundary.start())


def _whole_words(text: str, start: int, end: int) -> Span:
    """From the first to the last of the words of which `text[start:end]` has a letter; itself where it has none."""
    words = [word.span() for word in _WORD.finditer(text) if word.end() > start and word.start() < end]
    return Span(words[0][0], words[-1][1]) if words else Span(start, end)


# --- where quotation marks stand -------------------------------------------------------------------------


def _block_quotations(text: str) -> Iterator[Span]:
    for line in re.finditer(r"^[ \t]{0,3}>[ \t]?(.*)$", text, re.MULTILINE):
        yield Span(*line.span(1))


def _paired(text: str) -> Iterator[Span]:
    opened: int | None = None
    closers = ""
    for match in _PAIR_MARK.finditer(text):
        at, mark = match.start(), match.group()
        if opened is not None and mark in closers:
            yield Span(opened, at)
            opened = None
        elif opened is None and mark in _PAIRS:
            opened, closers = at + 1, _PAIRS[mark]
        elif opened is None and mark in "”❞」』〞":
            yield Span(0, at)
    if opened is not None:
        yield Span(opened, len(text))


def _straight(text: str) -> Iterator[Span]:
    marks = [Span(*match.span()) for match in re.finditer(r"[\"＂″]|``|''", text)]
    if len(marks) % 2:  # inches do not quote
        marks = [mark for mark in marks if not text[max(0, mark.start - 1) : mark.start].isdigit()]
    if len(marks) % 2:
        marks = _completed(marks, text)
    for opened, closed in zip(marks[::2], marks[1::2], strict=True):
        yield Span(opened.end, closed.start)


def _completed(marks: list[Span], text: str) -> list[Span]:
    """Marks with a partner for the odd one: the end of the text if it opens, else the beginning."""
    last = marks[-1]
    before, after = text[: last.start], text[last.end : last.end + 1]
    opens = last.of(text) == "``" or not before.strip()
    if opens or (after and not after.isspace() and not before[-1:].isalnum()):
        return [*marks, Span(len(text), len(text))]
    return [*marks[:-1], Span(0, 0), last]


def _single(text: str) -> Iterator[Span]:
    """Single marks: they open after a space and close before one; an apostrophe inside a word does neither."""
    opened: int | None = None
    for match in re.finditer(r"[‘’'‚❛❜]", text):
        at = match.start()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = not before.isalnum() and before not in (".", ",", "'") and after.isalnum()
        closes = bool(before) and not before.isspace() and not after.isalnum()
        if (
            opened is None
            and opens
            and not re.match(r"\d\ds?\b|(?:tis|twas|em|til|s|t|re|ve|ll|d|m)\b", text[at + 1 : at + 6])
        ):
            opened = at + 1
        elif opened is not None and closes:
            yield Span(opened, at)
            opened = None


# --- matching --------------------------------------------------------------------------------------------


def _pieces(words: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    gap = 0
    for part in _ELLIPSIS.split(_unbracket_letters(words)):
        for number, run in enumerate(_BRACKET.split(part)):
            if number % 2:
                gap = max(gap, _LONGEST_INSERTION) if not _NEGATION.search(run) else -1
                if gap < 0:
                    return []
            elif cleaned := _clean(run):
                pieces.append(_Piece(cleaned, gap))
                gap = 0
        gap = _LONGEST_GAP
    return pieces


def _unbracket_letters(words: str) -> str:
    """`[T]he` is "the" with the editor's capital; `want[s]` is a form of "want"."""
    return re.sub(r"(?<=[a-z])\[[a-z']{1,6}\]", "", re.sub(r"\[([A-Za-z])\](?=[a-z])", r"\1", words))


def _clean(run: str) -> str:
    return run.strip(" '").rstrip(".,;:- '").lstrip(",;:- '")


def _starts(piece: _Piece, text: str) -> Iterator[int]:
    """Where the first words stand, whichever case their first letter has."""
    first = piece.text[0]
    seen = 0
    for opening in dict.fromkeys((piece.text, first.swapcase() + piece.text[1:])):
        at = text.find(opening)
        while at >= 0 and seen < _MOST_STARTS:
            if _at_boundaries(text, at, at + len(opening)):
                seen += 1
                yield at
            at = text.find(opening, at + 1)


def _match_rest(pieces: list[_Piece], text: str, start: int) -> int | None:
    end = start + len(pieces[0].text)
    for piece in pieces[1:]:
        found = _within_gap(piece, text, end)
        if found is None:
            return None
        end = found
    return end


def _within_gap(piece: _Piece, text: str, end: int) -> int | None:
    """The end of `piece` at its first place after `end`; None when too far off or a negation was left out."""
    farthest = end + piece.gap + len(piece.text) + 2  # a space on either side
    at = text.find(piece.text, end, farthest)
    while at >= 0:
        closed = at + len(piece.text)
        if _NEGATION.search(text, end, at) or "[" in text[end:at]:
            return None
        if _at_boundaries(text, at, closed):
            return closed
        at = text.find(piece.text, closed, farthest)
    return None


def _at_boundaries(text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is whole words: "1" is not in "1.5", nor "ally" in "finally"."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    return not (_runs_on_before(before, text[start]) or _runs_on_after(text[end - 1], after))


def _runs_on_before(before: str, first: str) -> bool:
    if not before or not first.isalnum():
        return False
    if before[-1].isalnum() or (before[-1] == "-" and first.isdigit()):
        return True
    return before[-1] in ".,/" and before[0].isdigit() and first.isdigit()


def _runs_on_after(last: str, after: str) -> bool:
    if not after or not last.isalnum():
        return False
    if after[0].isalnum() or after in ("'t", "'T"):
        return True
    return after[0] in ".,/-" and after[1:].isdigit() and last.isdigit()
