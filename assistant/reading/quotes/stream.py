"""A paragraph as a row of items: words, marks of punctuation, sentence ends, and each quotation as one item."""

from __future__ import annotations

from bisect import bisect_left

from assistant.reading.quotes.marks import Quoted
from assistant.reading.quotes.words import adverb
from assistant.types import Span

WORD, POINT, QUOTE, BREAK = "w", "p", "q", "s"


class Stream:
    """Parallel lists, one entry an item. `low` is the lower-cased word, the mark, or empty for a quotation."""

    __slots__ = ("breaks", "ends", "kinds", "low", "quoted", "starts", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.kinds: list[str] = []
        self.low: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.quoted: dict[int, Quoted] = {}
        """The region behind each quotation item, by the item's index, in order."""
        self.breaks: list[int] = []
        """The indices of the sentence ends."""

    def __len__(self) -> int:
        return len(self.kinds)

    def add(self, kind: str, low: str, start: int, end: int) -> None:
        """Append one item."""
        if kind == BREAK:
            self.breaks.append(len(self.kinds))
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

    def adverb(self, index: int) -> bool:
        """Whether the item reads as an adverb; a capital within a sentence makes it a name (Skelly, Reilly)."""
        return adverb(self.word(index)) and (not self.capital(index) or self.kind(index - 1) == BREAK)

    def closing(self, index: int) -> str:
        """The last character of the quotation at item `index`, marks of nested quotations apart."""
        last = self.quoted[index].parts[-1]
        return (self.text[max(last.start, last.end - 4) : last.end].rstrip("\"”’'“ ") or "x")[-1]

    def span(self, first: int, last: int) -> Span:
        """From the first item to the last, both included."""
        return Span(self.starts[first], self.ends[last])

    def sentence_first(self, index: int) -> int:
        """The first item of the sentence that holds item `index`, or that ends before it if it is a sentence end."""
        at = bisect_left(self.breaks, index)
        return self.breaks[at - 1] + 1 if at else 0

    def sentence_last(self, index: int) -> int:
        """The last item of the sentence that holds item `index`."""
        at = bisect_left(self.breaks, index)
        return self.breaks[at] - 1 if at < len(self.breaks) else len(self.kinds) - 1
