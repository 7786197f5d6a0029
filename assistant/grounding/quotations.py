"""Words between quotation marks, held word for word against a text.

Only typography is folded (`typography`). Editors' marks are understood as editors use them: an ellipsis stands for
words left out, square brackets for words put in. Neither may hide a negation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

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
_WORD_END = re.compile(r"\b(?=\W|$)")
_STRAIGHT = re.compile(r"[\"＂″]|``|''")
# Single marks open after a space and close before one; an apostrophe inside a word, or for one left out, does neither.
_SINGLE = re.compile(r"[‘’'‚❛❜]")
_SINGLE_OPENS = re.compile(
    r"(?<![^\W_])(?<![.,'])[‘’'‚❛❜](?=[^\W_])(?!\d\ds?\b|(?:tis|twas|em|til|s|t|re|ve|ll|d|m)\b)"
)
_SINGLE_CLOSES = re.compile(r"(?<=\S)[‘’'‚❛❜](?![^\W_])")
_LEFT_OUT = r"(?s:.{0,402}?)"  # by an ellipsis: 400 code points, and a space on either side
_PUT_IN = r"(?s:.{0,62}?)"  # what brackets may stand for: 60 code points
_MOST_STARTS = 64
_LONGEST_HINT = 2000  # code points
_NEAREST_SCORE = 70.0


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
    wanted = plain(words).text
    for pieces in ((_standing(_clean(wanted)),), _pieces(wanted)):  # the text's own brackets and dots, or the editor's
        if found := _found(pieces, folded.text):
            return Span(*folded.source(*found))
    return None


def nearest(words: str, text: str) -> Span | None:
    """The stretch of `text` most like `words`, for "did you mean"; None where nothing is like it.

    Source: partial ratio alignment of rapidfuzz. It never decides whether a quotation holds.
    """
    if not words.strip():
        return None
    from rapidfuzz import fuzz  # loaded for the quotations that do not hold

    found = fuzz.partial_ratio_alignment(words[:_LONGEST_HINT], text, score_cutoff=_NEAREST_SCORE)
    if found is None:
        return None
    near = Span(found.dest_start, found.dest_end)
    spans = (Span(*word.span()) for word in _WORD.finditer(text))
    start = next((word.start for word in spans if word.overlaps(near)), near.start)
    most = len(_WORD.findall(f"{words} {near.of(text)}"))  # the true wording may be longer than the false one
    ends = (word.start() for word in islice(_WORD_END.finditer(text, start), most))
    return max((Span(start, end) for end in ends), key=lambda span: fuzz.ratio(words, span.of(text)), default=near)


# --- where quotation marks stand -------------------------------------------------------------------------


def _block_quotations(text: str) -> Iterator[Span]:
    for line in re.finditer(r"^[ \t]{0,3}>[ \t]?(.*)$", text, re.MULTILINE):
        yield Span(*line.span(1))


def _paired(text: str) -> Iterator[Span]:
    opened: int | None = None
    closers = ""
    for match in _PAIR_MARK.finditer(text):
        mark, (at, after) = match.group(), match.span()
        if opened is not None and mark in closers:
            yield Span(opened, at)
            opened = None
        elif opened is None and mark in _PAIRS:
            opened, closers = after, _PAIRS[mark]
        elif opened is None and mark in "”❞」』〞":
            yield Span(0, at)
    if opened is not None:
        yield Span(opened, len(text))


def _straight(text: str) -> Iterator[Span]:
    marks = [Span(*match.span()) for match in _STRAIGHT.finditer(text)]
    if _odd(marks):  # inches do not quote
        marks = [mark for mark in marks if not text[: mark.start][-1:].isdigit()]
    for opened, closed in zip(marks[::2], marks[1::2], strict=False):
        yield Span(opened.end, closed.start)
    if _odd(marks):
        last = marks[-1]
        yield Span(last.end, len(text)) if _opens(last, text) else Span(0, last.start)


def _odd(marks: Sequence[Span]) -> bool:
    return bool(len(marks) % 2)


def _opens(mark: Span, text: str) -> bool:
    """Whether a mark without its partner opens a quotation: it stands first, or close before a word and after none."""
    before, after = text[: mark.start], text[mark.end :][:1]
    if mark.of(text) in {"``"} or not before.strip():
        return True
    return bool(after.strip()) and not before[-1:].isalnum()


def _single(text: str) -> Iterator[Span]:
    opened: int | None = None
    for match in _SINGLE.finditer(text):
        at, after = match.span()
        if opened is None and _SINGLE_OPENS.match(text, at):
            opened = after
        elif opened is not None and _SINGLE_CLOSES.match(text, at):
            yield Span(opened, at)
            opened = None


# --- matching --------------------------------------------------------------------------------------------


def _pieces(words: str) -> Sequence[str]:
    """Patterns of the runs of words that must stand in the text, each but the first with what may lie before it."""
    pieces: list[str] = []
    gap = ""
    for part in _ELLIPSIS.split(_unbracket_letters(words)):
        runs = _BRACKET.split(part)  # the author's and the editor's by turns
        if any(map(_NEGATION.search, runs[1::2])):
            return ()
        for run in filter(None, map(_clean, runs[::2])):
            pieces.append(f"({gap if pieces else ''}){_standing(run)}")
            gap = _PUT_IN
        gap = _LEFT_OUT
    return pieces


def _unbracket_letters(words: str) -> str:
    """`[T]he` is "the" with the editor's capital; `want[s]` is a form of "want"."""
    return re.sub(r"(?<=[a-z])\[[a-z']{1,6}\]", "", re.sub(r"\[([A-Za-z])\](?=[a-z])", r"\1", words))


def _clean(run: str) -> str:
    return run.strip(" '").rstrip(".,;:- '").lstrip(",;:- '")


@lru_cache(maxsize=1024)
def _standing(words: str) -> str:
    """A pattern of these as whole words, whichever case their first letter has: "1" is not in "1.5"."""
    before = after = ""
    if words[:1].isalnum():
        before = r"(?<![^\W_])"
    if words[:1].isdigit():
        before += r"(?<!-)(?<!\d[.,/])"
    if words[-1:].isalnum():
        after = r"(?![^\W_]|'[tT])"
    if words[-1:].isdigit():
        after += r"(?![.,/-]\d)"
    first = "".join(f"[{re.escape(letter + letter.swapcase())}]" for letter in words[:1])
    return f"{before}{first}{re.escape(words[1:])}{after}"


def _found(pieces: Sequence[str], text: str) -> tuple[int, int] | None:
    """Where all pieces stand, each at its first place after the one before it."""
    if not any(pieces):
        return None
    first, *others = pieces
    for start in islice(re.finditer(f"(?=({first}))", text), _MOST_STARTS):
        if end := _ending(others, text, start.end(1)):
            return start.start(), end
    return None


def _ending(pieces: Sequence[str], text: str, end: int) -> int | None:
    """Where the pieces end that follow `end`; None where one is missing or a negation was left out."""
    for piece in pieces:
        found = re.compile(piece).match(text, end)
        if found is None or _NEGATION.search(found.group(1)) or "[" in found.group(1):
            return None
        end = found.end()
    return end
