"""One act of speech as the patterns find it: who, the cue, and the items that hold the words."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.reading.quotes.stream import BREAK, QUOTE, Stream
from assistant.reading.quotes.subjects import Subject
from assistant.types import Span


@dataclass(slots=True)
class Attribution:
    """One speech act found in a stream; `pieces` are item ranges (both ends included) that hold what was said.

    `first` and `last` bound all its items, words and attribution together.
    """

    stream: Stream
    rule: str
    cue: Span
    subject: Subject | None
    pieces: list[tuple[int, int]]
    first: int
    last: int
    anonymous: bool = False
    """Whether the text leaves the speaker out."""


def quote_before(stream: Stream, at: int) -> int | None:
    """The quotation that ends right before item `at`, a comma, a dash or a sentence end between them."""
    back = at - 1
    if back >= 0 and (stream.kinds[back] == BREAK or stream.low[back] in (",", "—", "–", "-", "...")):
        back -= 1
    return back if back >= 0 and stream.kinds[back] == QUOTE else None
