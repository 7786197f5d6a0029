"""A paragraph as a row of items: words, marks of punctuation, sentence ends, and each quotation as one item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assistant.reading.quotes.marks import Quoted
from assistant.reading.quotes.words import adverb
from assistant.types import Span

WORD, POINT, QUOTE, BREAK = "w", "p", "q", "s"

_TOKEN = re.compile(r"[@#$]?\w+(?:[.,'’\-–/]\w+)*|[,;:()\[\]?!—–―]|(?<=\s)-+(?=\s)|\.\.\.|…")


@dataclass(slots=True)
class Stream:
    """Parallel lists, one entry an item. `low` is the lower-cased word, the mark, or empty for a quotation."""

    text: str
    kinds: list[str] = field(default_factory=list[str])
    low: list[str] = field(default_factory=list[str])
    starts: list[int] = field(default_factory=list[int])
    ends: list[int] = field(default_factory=list[int])
    quoted: dict[int, Quoted] = field(default_factory=dict[int, Quoted])
    """The region behind each quotation item, by the item's index."""

    def __len__(self) -> int:
        return len(self.kinds)

    def add(self, kind: str, low: str, start: int, end: int) -> None:
        """Append one item."""
        self.kinds.append(kind)
        self.low.append(low)
        self.starts.append(start)
        self.ends.append(end)

    def kind(self, index: int) -> str:
        """The item's kind; a sentence end where the stream has no item."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else BREAK

    def word(self, index: int) -> str:
        """The item's lower-cased form; empty where the stream has no item."""
        return self.low[index] if 0 <= index < len(self.low) else ""

    def capital(self, index: int) -> bool:
        """Whether the item is a word with a capital first letter."""
        return self.kind(index) == WORD and self.text[self.starts[index]].isupper()

    def closing(self, index: int) -> str:
        """The last character of the quotation at item `index`, marks of nested quotations apart."""
        end = self.quoted[index].parts[-1].end
        begin = max(self.quoted[index].parts[-1].start, end - 4)
        return (self.text[begin:end].rstrip("\"”’'“ ") or "x")[-1]

    def adverb(self, index: int) -> bool:
        """Whether the item reads as an adverb; a capital within a sentence makes it a name (Skelly, Reilly)."""
        return adverb(self.word(index)) and (not self.capital(index) or self.kind(index - 1) == BREAK)

    def span(self, first: int, last: int) -> Span:
        """From the first item to the last, both included."""
        return Span(self.starts[first], self.ends[last])


def streams(text: str, sentences: Sequence[Span], regions: Sequence[Quoted]) -> Iterator[Stream]:
    """One stream a paragraph; a quotation over several paragraphs is an item in each paragraph it touches."""
    breaks = [sentence.start for sentence in sentences]
    at_break = at_region = 0
    for start, end in _paragraphs(text, sentences, regions):
        stream = Stream(text)
        while at_break < len(breaks) and breaks[at_break] <= start:
            at_break += 1
        position = start
        while at_region < len(regions) and regions[at_region].outer.end <= start:
            at_region += 1
        while at_region < len(regions) and regions[at_region].outer.start < end:
            region = regions[at_region]
            at_break = _words(stream, position, max(region.outer.start, start), breaks, at_break)
            if region.outer.end <= end and _nickname(stream, region):
                at_break = _words(stream, region.words.start, region.words.end, breaks, at_break)
                position = region.outer.end
                at_region += 1
                continue
            at_break = _break_before(stream, region.outer.start, breaks, at_break)
            if _after_full_stop(stream, region.outer.start):
                stream.add(BREAK, "", region.outer.start, region.outer.start)
            stream.quoted[len(stream)] = region
            stream.add(QUOTE, "", max(region.outer.start, start), min(region.outer.end, end))
            while at_break < len(breaks) and breaks[at_break] < stream.ends[-1]:
                at_break += 1
            position = stream.ends[-1]
            if region.outer.end > end:
                break
            at_region += 1
        at_break = _words(stream, position, end, breaks, at_break)
        yield stream


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


_ABBREVIATIONS = frozenset(
    "mr mrs ms dr sen rep gov gen col lt sgt jr sr st u.s u.k u.n inc corp vs no prof rev hon".split()
)


def inside(text: str, region: Quoted) -> Stream:
    """The words inside a quotation as a stream of their own, nested quotations as items."""
    stream = Stream(text)
    position = region.words.start
    for inner in region.inner:
        if inner.outer.start >= position:
            _words(stream, position, inner.outer.start, (), 0)
            stream.quoted[len(stream)] = inner
            stream.add(QUOTE, "", inner.outer.start, inner.outer.end)
            position = inner.outer.end
    _words(stream, position, region.words.end, (), 0)
    return stream


def _break_before(stream: Stream, position: int, breaks: Sequence[int], at: int) -> int:
    if at < len(breaks) and breaks[at] <= position:
        if len(stream):
            stream.add(BREAK, "", position, position)
        while at < len(breaks) and breaks[at] <= position:
            at += 1
    return at


def _words(stream: Stream, start: int, end: int, breaks: Sequence[int], at: int) -> int:
    text = stream.text
    for match in _TOKEN.finditer(text, start, end):
        begin = match.start()
        if at < len(breaks) and breaks[at] <= begin:
            at = _break_before(stream, begin, breaks, at)
        token = match[0]
        stream.add(POINT if token[0] in ",;:()[]?!—–―-.…" else WORD, token.lower(), begin, match.end())
    return at


def _quote_begins(text: str, line_break: re.Match[str]) -> bool:
    """Whether a finished sentence stands before the line break and an opening mark after it."""
    before, after = text[line_break.start() - 1], text[line_break.end() : line_break.end() + 1]
    return before in ".?!\"”’'" and after in tuple('"“«‘')


def _paragraphs(text: str, sentences: Sequence[Span], regions: Sequence[Quoted]) -> Iterator[tuple[int, int]]:
    """Ranges between line breaks; a single break inside a sentence or inside one part of a quotation does not count."""
    spans = sorted([*sentences, *(part for region in regions for part in region.parts)])
    at, begin, reach = 0, 0, 0
    for match in re.finditer(r"\n\s*", text):
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
