"""A draft as it streams in, cut into sentences.

Nothing is lost: the pieces joined are the draft (white space at the very end apart). Each piece begins with the
white space and the Markdown sign (`- `, `1. `, `## `) that stand before its sentence and ends with its markers, also
when these follow the full stop. The same pieces come out however the deltas are cut, because a boundary is only
ever taken when the text seen so far decides it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.grounding.markers import markers_end

LONGEST = 4000
"""Code points after which a sentence without an end is cut."""

_CANDIDATE = re.compile(r"[.!?…。！？\n]")
# No more than 256 code points are looked at beyond a candidate.
_CLOSING = re.compile(r"[\"'”’»)\]*_`.!?…]{0,256}")
_BLANKS = re.compile(r"[^\S\n]{0,256}")
_SPACES = re.compile(r"\s{0,256}")
_LETTERS = re.compile(r"[^\W\d_]{0,256}")
_UNFINISHED_MARKER = re.compile(r"[^\S\n]{0,256}(?:\n[^\S\n]{0,256})?(?:\[[\seE\d,;&]{0,78})?")
_UNFINISHED_SIGN = re.compile(r"[-*+•#>|–—\d.)]{0,8}")
_BLOCK = re.compile(r"[>|•]|--|(?:[-*+–—]|#{1,6})(?:[ \t]|\Z)|\d{1,3}[.)][ \t]")
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
_STRAIGHT = re.compile(r'"[^"]*"')
_LIST_LEAD = re.compile(r"\s*(?:[-*+•]\s+|#{1,6}\s+|>\s?)*\d{1,3}[.)]?")
_OPENING_QUOTE = re.compile(r"\s*(?:[-*+•>]\s+)?[\"“«„‘']")
_SPEECH = re.compile(
    r"\b(?:said|says|say|told|tells|added|adds|asked|asks|replied|replies|wrote|writes|noted|notes|stated|states|declared"
    r"|warned|insisted|explained|remarked|stressed|argued|claimed|concluded|continued|recalled|admitted|announced)\b"
)
_FEW_WORDS = re.compile(r"(?:\s{0,8}[^\s.!?…]{1,32}){0,7}")


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
        while end := self._boundary(final=final):
            piece, self._buffer, self._scanned = self._buffer[:end], self._buffer[end:], 0
            yield piece

    def _boundary(self, *, final: bool) -> int | None:
        """The end of the first sentence in the buffer, or None while the text seen so far leaves it open."""
        try:
            for candidate in _CANDIDATE.finditer(self._buffer, self._scanned, LONGEST):
                self._scanned = candidate.start()
                if end := _Candidate(self._buffer, candidate, final=final).end():
                    return end
        except _NotYetKnown:
            return None
        return _forced_cut(self._buffer)


def sentences(draft: str) -> list[str]:
    """A whole draft cut into the same pieces as its stream."""
    stream = SentenceStream()
    return [*stream.feed(draft), *stream.flush()]


def _forced_cut(text: str) -> int | None:
    """Where a sentence is cut that has no end: at the last blank that is not too far off."""
    if len(text) < LONGEST or not text.strip():
        return None
    head, _, _ = text[:LONGEST].rpartition(" ")
    return len(head) if head.strip() else LONGEST


class _NotYetKnown(Exception):  # noqa: N818 - no error, the text goes on
    """What is still to come decides whether a sentence ends here."""


class _Candidate:
    """One place where a sentence may end. Methods give its end, None where it has none here."""

    def __init__(self, text: str, candidate: re.Match[str], *, final: bool) -> None:
        self.text = text
        self.at, self.after = candidate.span()
        self.final = final

    def end(self) -> int | None:
        """The sentence's end; raises _NotYetKnown."""
        return self._newline() if self.text[self.at].isspace() else self._stop()

    def _past(self, pattern: re.Pattern[str], start: int) -> int:
        """Where what the pattern matches at `start` ends; raises _NotYetKnown where more of that may be to come."""
        found = pattern.match(self.text, start)
        end = found.end() if found else start
        if not self.final and not self.text[end:]:
            raise _NotYetKnown
        return end

    def _newline(self) -> int | None:
        """The end at a line break: before a blank line or a new block, after a heading; else the line runs on."""
        line = self.text[: self.at].lstrip()
        if not line:
            return None
        following = self._past(_BLANKS, self.after)
        ended = self.text.startswith("\n", following) or line.startswith("#") or self._opens_block(following)
        return self.at if ended else None

    def _opens_block(self, following: int) -> bool:
        """Whether a list item, a heading or a quoted block opens at `following`."""
        self._past(_UNFINISHED_SIGN, following)
        return _BLOCK.match(self.text, following) is not None

    def _stop(self) -> int | None:
        """The end at a full stop, a question or an exclamation mark, markers after it included."""
        after = self._past(_CLOSING, self.after)
        marked = markers_end(self.text, after)
        self._past(_UNFINISHED_MARKER, marked)
        if self._inside_quotation(after):
            return None
        return marked if self.text[after:marked] else self._unmarked(after)

    def _unmarked(self, after: int) -> int | None:
        """The end at `after` where no marker follows: by what stands before and after it."""
        following = self._past(_SPACES, after)
        if not self.text[after:following] or _LIST_LEAD.fullmatch(self.text[: self.at]):
            return None
        return None if self.text[following:][:1].islower() else self._before_word(after, following)

    def _before_word(self, after: int, following: int) -> int | None:
        word = self.text[: self.after].split()[-1]
        if self.text[self.after : after]:
            return self._after_quotation(after, following) if _OPENING_QUOTE.match(self.text) else after
        if _ABBREVIATION.search(word) or _INITIALS.search(word):
            return self._after_abbreviation(after, following) if _MAY_END.search(word) else None
        return after

    def _after_abbreviation(self, after: int, following: int) -> int | None:
        word = self.text[following : self._past(_LETTERS, following)]
        return after if word in _OPENS_SENTENCE else None

    def _after_quotation(self, after: int, following: int) -> int | None:
        """The end after a quotation; none where a speech verb follows soon (`"This is it." Lorenzana told …`)."""
        return None if _SPEECH.search(self.text, following, self._past(_FEW_WORDS, following)) else after

    def _inside_quotation(self, after: int) -> bool:
        head = self.text[:after]
        if "„" in head:  # German marks close with the sign that opens English ones
            return head.count("„") > sum(map(head.count, "“”"))
        return head.count("“") > head.count("”") or '"' in _STRAIGHT.sub("", head)
