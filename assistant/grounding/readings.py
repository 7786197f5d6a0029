"""Readings that are kept for a while: of excerpts, however many sentences cite them, and of the last sentences."""

from __future__ import annotations

from collections import OrderedDict
from datetime import date
from functools import lru_cache
from threading import Lock

from assistant.grounding.analysis import Text
from assistant.grounding.typography import plain

MOST = 400_000
"""Code points whose readings are kept; they take up some 130 bytes each."""


class Readings:
    """The readings used last, of at most `most` code points together."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._length = 0
        self._kept: OrderedDict[tuple[str, date | None], Text] = OrderedDict()
        self._lock = Lock()

    def of(self, text: str, published: date | None) -> Text:
        """The reading of a text, kept from the last time or begun."""
        key = (text, published)
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
            read = self._kept[key] = Text(text, published)
            self._length += len(text)
            while self._length > self._most and len(self._kept) > 1:
                (dropped, _), _ = self._kept.popitem(last=False)
                self._length -= len(dropped)
            return read


_EXCERPTS = Readings()


def analyse(text: str, published: date | None = None) -> Text:
    """The reading of an excerpt."""
    return _EXCERPTS.of(text, published)


def prepare(text: str, published: date | None = None) -> None:
    """Read now what verifying a sentence against this excerpt may need."""
    read = analyse(text, published)
    _ = read.index, read.roots, read.wordings, read.quoted, read.quotes
    if read.quoted:
        _ = plain(read.text).offsets
    for sentence in read.sentences:
        _ = sentence.sequence, sentence.lowers, sentence.keys, sentence.denied, sentence.planned


@lru_cache(maxsize=64)
def analyse_claim(claim: str) -> Text:
    """The reading of a sentence to be verified, which is often held against one excerpt after another."""
    return Text(claim)
