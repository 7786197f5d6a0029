"""A draft as it streams in, cut into sentences.

Nothing is lost: the pieces joined are the draft (white space at the very end apart). Each piece begins with the
white space and the Markdown sign (`- `, `1. `, `## `) that stand before its sentence and ends with its markers, also
when these follow the full stop. The same pieces come out however the deltas are cut, because a boundary is only
ever taken when the text seen so far decides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grounding.markers import marker_end

LONGEST = 4000
"""Code points after which a sentence without an end is cut."""

_CANDIDATE = re.compile(r"[.!?…。！？\n]")
_CLOSERS = frozenset("\"'”’»)]*_`")
_BLANKS = " \t\r"
_STARTERS = frozenset("-*+•#>|–—")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[\"“‘'*_])(?:Mr|Mrs|Ms|Dr|Prof|St|Mt|Gen|Lt|Col|Maj|Capt|Cpl|Sgt|Cmdr|Adm|Brig|Rev|Hon|Sen|Rep|Gov|Pres"
    r"|Sec|Amb|Min|Dir|Supt|Jr|Sr|Ltd|Inc|Co|Corp|No|Nos|Art|vs|v|cf|etc|al|e\.g|i\.e|approx|ca|est|p|pp|vol|ed|eds"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|a\.m|p\.m)\.$"
)
_INITIALS = re.compile(r"(?:^|[\s(\[\"“‘'.*_-])[A-Z]\.$")
_MAY_END = re.compile(r"(?:Jr|Sr|Ltd|Inc|Co|Corp|etc|al|a\.m|p\.m|[A-Z]\.[A-Z])\.$")
_OPENS_SENTENCE = frozenset(
    "The A An This That These Those It He She They We I You In On At By For From After Before During While When As If"
    " But And However Meanwhile Both Its His Her Their Our Some Several Most Many Under With Since Although Despite"
    " Earlier Later There Here Asked".split()
)
_LIST_LEAD = re.compile(r"\s*(?:[-*+•]\s+|#{1,6}\s+|>\s?)*\d{1,3}[.)]?$")
_OPENING_QUOTE = re.compile(r"\s*(?:[-*+•>]\s+)?[\"“«„‘']")
_SPEECH = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|asked|asks|replied|replies|wrote|writes|noted|notes|stated|states|declared"
    r"|warned|insisted|explained|remarked|stressed|argued|claimed|concluded|continued|recalled|admitted|announced)\b"
)
_LOOKAHEAD_WORDS = 6
_FARTHEST = 256  # code points looked at beyond a candidate
_WORD_OR_STOP = re.compile(r"[^\s.!?…]+|[.!?…]")
_LETTERS = re.compile(r"[^\W\d_]*")


class SentenceStream:
    """Feed text as it arrives, take the sentences that are finished."""

    def __init__(self) -> None:
        self._buffer = ""
        self._scanned = 0

    def feed(self, delta: str) -> Iterator[str]:
        """The sentences that `delta` finishes. Consume the iterator before feeding again."""
        self._buffer += delta
        yield from self._finished(final=False)

    def flush(self) -> Iterator[str]:
        """What is left at the end of the draft. The stream is not used any more."""
        yield from self._finished(final=True)
        if self._buffer.strip():
            yield self._buffer.rstrip()

    def _finished(self, *, final: bool) -> Iterator[str]:
        while (end := self._boundary(final=final)) is not None:
            piece, self._buffer, self._scanned = self._buffer[:end], self._buffer[end:], 0
            if piece.strip():
                yield piece
            else:
                self._buffer = piece + self._buffer
                break

    def _boundary(self, *, final: bool) -> int | None:
        """The end of the first sentence in the buffer, or None while the text seen so far leaves it open."""
        text = self._buffer
        position = self._scanned
        while candidate := _CANDIDATE.search(text, position, LONGEST):
            found = _Candidate(text, candidate.start(), final)
            end = found.newline() if candidate.group() == "\n" else found.stop()
            if end is None:
                self._scanned = candidate.start()
                return None
            if end > 0:
                return end
            position = candidate.end()
        self._scanned = min(position, len(text))
        return _forced_cut(text)


def sentences(draft: str) -> list[str]:
    """A whole draft cut into the same pieces as its stream."""
    stream = SentenceStream()
    return [*stream.feed(draft), *stream.flush()]


def _forced_cut(text: str) -> int | None:
    if len(text) < LONGEST:
        return None
    lead = len(text) - len(text.lstrip())
    space = text.rfind(" ", 0, LONGEST)
    return space if space > max(lead, LONGEST // 2) else LONGEST


class _Candidate:
    """One place where a sentence may end. Methods give its end, 0 for "no end here", None for "not yet known"."""

    def __init__(self, text: str, at: int, final: bool) -> None:  # private, always named by its caller's own
        self.text = text
        self.at = at
        self.final = final

    def newline(self) -> int | None:
        """The end at a line break: before a blank line or a new block, after a heading; else the line runs on."""
        text = self.text
        if not text[: self.at].strip():
            return 0
        following = self._skip(self.at + 1)
        if following == len(text):
            return self.at if self.final else None
        if text[following] == "\n":
            return self.at
        if text[: self.at].lstrip().startswith("#"):
            return self.at
        return self._block(following)

    def _block(self, following: int) -> int | None:
        """Whether a list item, a heading or a quoted block opens at `following`."""
        opened = self._opens_block(following)
        if opened is None:
            return None
        return self.at if opened else 0

    def _opens_block(self, following: int) -> bool | None:
        text = self.text
        sign = text[following]
        if sign in _STARTERS:
            after = following + 1
            while after < min(len(text), following + 6) and text[after] == "#" == sign:
                after += 1
            if after == len(text):
                return True if self.final else None
            return sign in ">|•" or text[after] in " \t" or text[following : following + 2] == "--"
        if not sign.isdigit():
            return False
        after = following
        while after < len(text) and text[after].isdigit() and after - following < 4:
            after += 1
        if len(text) < after + 2 and not self.final:
            return None
        return text[after : after + 1] in (".", ")") and text[after + 1 : after + 2] in (" ", "\t")

    def stop(self) -> int | None:
        """The end at a full stop, a question or an exclamation mark, markers after it included."""
        text = self.text
        after = self.at + 1
        limit = min(len(text), after + _FARTHEST)
        while after < limit and (text[after] in _CLOSERS or text[after] in ".!?…"):
            after += 1
        if after == len(text) and not self.final:
            return None
        marked = self._markers(after)
        if marked is None:
            return None
        if marked > after:
            return 0 if self._inside_quotation(after) else marked
        if after < len(text) and not text[after].isspace():
            return 0
        return self._ordinary(after)

    def _ordinary(self, after: int) -> int | None:
        """The end at `after` where no marker follows: by what stands before and after it."""
        if self._inside_quotation(after) or _LIST_LEAD.match(self.text[: self.at]):
            return 0
        following = self._skip(after, blanks=" \t\r\n")
        if following == len(self.text):
            return after if self.final else None
        if "\n" in self.text[after:following]:
            return self._before_line(after, following)
        if self.text[following].islower():
            return 0
        return self._before_word(after, following)

    def _before_line(self, after: int, following: int) -> int | None:
        if self.text[after:following].count("\n") > 1:
            return after
        opened = self._opens_block(following)
        if opened is None:
            return None
        if opened:
            return after
        return 0 if self.text[following].islower() else self._before_word(after, following)

    def _before_word(self, after: int, following: int) -> int | None:
        head = self.text[: self.at + 1]
        closed = self.at + 1 < after
        if (
            not closed
            and self.text[self.at] == "."
            and (_ABBREVIATION.search(head[-24:]) or _INITIALS.search(head[-8:]))
        ):
            return self._after_abbreviation(after, following, head)
        if closed and _OPENING_QUOTE.match(self.text):
            return self._after_quotation(after, following)
        return after

    def _after_abbreviation(self, after: int, following: int, head: str) -> int | None:
        if not _MAY_END.search(head[-12:]):
            return 0
        word = _LETTERS.match(self.text, following, following + _FARTHEST)
        end = word.end() if word else following
        if end == len(self.text) and not self.final:
            return None
        return after if self.text[following:end] in _OPENS_SENTENCE else 0

    def _after_quotation(self, after: int, following: int) -> int | None:
        """The end after a quotation; none where a speech verb follows soon (`"This is it." Lorenzana told …`)."""
        limit = following + _FARTHEST
        known = self.final or len(self.text) >= limit
        for number, word in enumerate(_WORD_OR_STOP.finditer(self.text, following, limit)):
            if word.end() == len(self.text) and not known:
                return None
            if _SPEECH.search(word.group()):
                return 0
            if word.group() in ".!?…" or number == _LOOKAHEAD_WORDS:
                return after
        return after if known else None

    def _inside_quotation(self, after: int) -> bool:
        head = self.text[:after]
        if "„" in head:  # German marks close with the sign that opens English ones
            return head.count("„") > head.count("“") + head.count("”")
        return head.count("“") > head.count("”") or head.count('"') % 2 == 1

    def _markers(self, after: int) -> int | None:
        """The end of the markers that follow `after`, `after` itself when there are none."""
        text, end = self.text, after
        while True:
            following = self._skip(end, blanks=" \t\r\n")
            if "\n" in text[end:following] and text[end:following].count("\n") > 1:
                return end
            if following == len(text):
                return end if self.final else None
            if text[following] != "[":
                return end
            closed = marker_end(text, following)
            if closed is None:
                return None if self._may_become_marker(following) else end
            end = closed

    def _may_become_marker(self, start: int) -> bool:
        piece = self.text[start:]
        return not self.final and len(piece) < 80 and re.fullmatch(r"\[[\seE\d,;&]*", piece) is not None

    def _skip(self, position: int, blanks: str = _BLANKS) -> int:
        """Past blanks, but not past a hostile run of them."""
        limit = min(len(self.text), position + _FARTHEST)
        while position < limit and self.text[position] in blanks:
            position += 1
        return position
