"""What type-setting changes and meaning does not: the shapes of quotation marks, dashes, spaces and ellipses.

Digits, letters, negations and names are never folded: "1²" stays "1²", "Año" is not "Ano".
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache

MARKS = "\"'“”„‟‘’‚‛«»‹›＂＇❝❞❛❜〝〞「」『』″′`´"
DASHES = "-‐‑‒–—―−﹘﹣－"
SPACES = (
    "\t\n\r\x0b\x0c\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
    "\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
)

_FOLDED: dict[int, str] = {
    **dict.fromkeys(map(ord, MARKS), "'"),
    **dict.fromkeys(map(ord, DASHES), "-"),
    **dict.fromkeys(map(ord, SPACES), " "),
    ord("…"): "...",
}
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")


_TABLE: dict[int, str | None] = {**_FOLDED, **dict.fromkeys(map(ord, _DROPPED), None)}
_RUNS = re.compile(r"([ '-])\1+")  # runs of spaces, '' for a double mark, -- for a long dash


class Plain:
    """A text after typographic folding, with the offset of each of its characters in the text it came from."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = _RUNS.sub(r"\1", text.translate(_TABLE)).strip(" ")

    def source(self, start: int, end: int) -> tuple[int, int]:
        """The offsets in the original text of `text[start:end]`, which must not be empty."""
        run = self.offsets[start:end]
        return run[0], run[-1] + 1

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """For each folded character the offset of that which it came from: of a run, its first."""
        offsets: list[int] = []
        previous = " "
        for offset, character in enumerate(self.original):
            if character in _DROPPED:
                continue
            for shape in _FOLDED.get(ord(character), character):
                if shape == previous and shape in " '-":
                    continue
                offsets.append(offset)
                previous = shape
        return tuple(offsets[: len(self.text)])


@lru_cache(maxsize=1024)
def plain(text: str) -> Plain:
    """`text` folded: one space between words, one shape for each kind of mark, invisible characters dropped."""
    return Plain(text)
