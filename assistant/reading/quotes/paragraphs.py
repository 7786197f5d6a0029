"""A text cut into streams, one a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat
from operator import attrgetter

from assistant.reading.quotes.marks import Quoted
from assistant.reading.quotes.stream import BREAK, POINT, QUOTE, WORD, Stream
from assistant.types import Span

_WORD = r"\w++(?:[.,'’\-–/]\w++)*"
_TOKEN = re.compile(rf"({_WORD}|[,;:()\[\]?!—–―…]|[@#$]{_WORD}|(?<=\s)-+(?=\s)|\.\.\.)")
_LINE_BREAK = re.compile(r"\n\s*")
_KINDS = dict.fromkeys([*",;:()[]?!—–―…-", "--", "---", "..."], POINT)
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr sen rep gov gen col lt sgt jr sr st u.s u.k u.n inc corp vs no prof rev hon".split()
)


class Paragraphs:
    """Cuts one text; iterate once."""

    def __init__(self, text: str, sentences: Sequence[Span], regions: Sequence[Quoted]) -> None:
        self.text = text
        self.lowered = _lowered(text)
        self.sentences = sentences
        self.regions = regions
        self.breaks = [sentence.start for sentence in sentences]
        self.at_break = 0
        self.at_region = 0

    def __iter__(self) -> Iterator[Stream]:
        for start, end in _paragraphs(self.text, self.sentences, self.regions):
            yield self._stream(start, end)

    def _stream(self, start: int, end: int) -> Stream:
        """The paragraph `start`..`end`; a quotation over several paragraphs is an item in each it touches."""
        stream = Stream(self.text)
        self._pass(start + 1)
        position = start
        regions = self.regions
        while self.at_region < len(regions) and regions[self.at_region].outer.end <= start:
            self.at_region += 1
        while self.at_region < len(regions) and regions[self.at_region].outer.start < end:
            region = regions[self.at_region]
            self._words(stream, position, max(region.outer.start, start))
            position = self._region(stream, region, start, end)
            if region.outer.end > end:
                break
            self.at_region += 1
        self._words(stream, position, end)
        return stream

    def _region(self, stream: Stream, region: Quoted, start: int, end: int) -> int:
        """Add a quotation; give the position after it."""
        if region.outer.end <= end and _nickname(stream, region):
            self._words(stream, region.words.start, region.words.end)
            return region.outer.end
        begin = max(region.outer.start, start)
        if self._breaks_at(region.outer.start) or _after_full_stop(stream, begin):
            _add_break(stream, begin)
        stream.quoted[len(stream)] = region
        stop = min(region.outer.end, end)
        stream.add(QUOTE, "", begin, stop)
        self._pass(stop)
        return stop

    def _breaks_at(self, position: int) -> bool:
        """Whether a sentence begins at `position` or before it and was not yet passed."""
        begins = self.at_break < len(self.breaks) and self.breaks[self.at_break] <= position
        self._pass(position + 1)
        return begins

    def _pass(self, position: int) -> None:
        while self.at_break < len(self.breaks) and self.breaks[self.at_break] < position:
            self.at_break += 1

    def _words(self, stream: Stream, start: int, end: int) -> None:
        """Add the words from `start` to `end` with the sentence ends between them."""
        while self.at_break < len(self.breaks) and self.breaks[self.at_break] < end:
            stop = self.breaks[self.at_break]
            _add_words(stream, self.lowered, start, stop)
            _add_break(stream, stop)
            self.at_break += 1
            start = max(start, stop)
        _add_words(stream, self.lowered, start, end)


def inside(text: str, region: Quoted) -> Stream:
    """The words inside a quotation as a stream of their own, nested quotations as items."""
    stream = Stream(text)
    begin, end = region.words.start, region.words.end
    lowered = _lowered(text[begin:end])
    position = begin
    for inner in sorted(region.inner, key=lambda nested: nested.outer):
        if inner.outer.start >= position:
            _add_words(stream, lowered, position, inner.outer.start, begin)
            stream.quoted[len(stream)] = inner
            stream.add(QUOTE, "", inner.outer.start, inner.outer.end)
            position = inner.outer.end
    _add_words(stream, lowered, position, end, begin)
    return stream


def _add_words(stream: Stream, lowered: str, start: int, end: int, offset: int = 0) -> None:
    """Append the words and marks of `start`..`end` at once; `lowered` begins at `offset` of the text."""
    if start >= end:
        return
    if start > offset and lowered[start - offset] == "-" and lowered[start - offset - 1].isspace():
        start -= 1  # a dash is one by the space before it
    parts = _TOKEN.split(lowered[start - offset : end - offset])  # what lies before a word, the word, and so on
    words = parts[1::2]
    edges = list(accumulate(map(len, parts), initial=start))
    stream.low += words
    stream.kinds += map(_KINDS.get, words, repeat(WORD))
    stream.starts += edges[1:-1:2]
    stream.ends += edges[2::2]


def _add_break(stream: Stream, position: int) -> None:
    if len(stream) and stream.kinds[-1] != BREAK:
        stream.add(BREAK, "", position, position)


def _lowered(text: str) -> str:
    """The text in small letters, character for character."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(low if len(low := character.lower()) == 1 else character for character in text)


def _nickname(stream: Stream, region: Quoted) -> bool:
    """A word or two in quotation marks between capitals, as in Marcia "Cia" Price: part of a name."""
    words = region.words.of(stream.text)
    follows = stream.text[region.outer.end : region.outer.end + 2]
    return (
        len(words) < 20
        and words.count(" ") < 2
        and words[-1].isalpha()
        and words[:1].isupper()
        and stream.capital(len(stream) - 1)
        and follows[:1] == " "
        and follows[1:].isupper()
    )


def _after_full_stop(stream: Stream, position: int) -> bool:
    """Whether a quotation begins after a full stop that the sentences do not know as their end."""
    if not len(stream) or stream.kinds[-1] != WORD or stream.low[-1] in _ABBREVIATIONS:
        return False
    between = stream.text[stream.ends[-1] : position]
    return between[:1] == "." and between[1:].isspace()


def _quote_begins(text: str, line_break: re.Match[str]) -> bool:
    """Whether a finished sentence stands before the line break and an opening mark after it."""
    before, after = text[line_break.start() - 1], text[line_break.end() : line_break.end() + 1]
    return before in ".?!\"”’'" and after in tuple('"“«‘')


def _paragraphs(text: str, sentences: Sequence[Span], regions: Sequence[Quoted]) -> Iterator[tuple[int, int]]:
    """Ranges between line breaks; a single break inside a sentence or inside one part of a quotation does not count."""
    spans: Sequence[Span] = sentences
    if regions:
        parts = [part for region in regions for part in region.parts]
        spans = sorted([*sentences, *parts], key=attrgetter("start", "end"))
    at, begin, reach = 0, 0, 0
    for match in _LINE_BREAK.finditer(text):
        while at < len(spans) and spans[at].start < match.start():
            reach = max(reach, spans[at].end)
            at += 1
        if match[0].count("\n") == 1 and reach > match.end() and not _quote_begins(text, match):
            continue
        if match.start() > begin:
            yield begin, match.start()
        begin = match.end()
    if begin < len(text):
        yield begin, len(text)
