"""The excerpts a tool's result stands on: collected once each, pointed at by index."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import TypeVar

from assistant.store.contract import DocumentSummary, Located, Store
from assistant.types import Document, Excerpt, Span

T = TypeVar("T")

_WORD = re.compile(r"\w+")


class Evidence:
    """Excerpts in the order they were added, without repeats."""

    def __init__(self) -> None:
        self._index: dict[Excerpt, int] = {}

    def add(self, excerpt: Excerpt) -> int:
        """The index of the excerpt among `excerpts`."""
        return self._index.setdefault(excerpt, len(self._index))

    @property
    def excerpts(self) -> tuple[Excerpt, ...]:
        """All that was added."""
        return tuple(self._index)


async def told_once(
    store: Store, found: Sequence[Located[T]], key: Callable[[Located[T]], Hashable]
) -> list[tuple[Located[T], int]]:
    """What was found, a reprint's copy folded into the first publication; with the number of documents that have it.

    Two are copies when their sentences read the same, letter case and white space apart, and in documents that print
    one story punctuation too, and `key` agrees. The order is that of the first of each. Raises StoreError.
    """
    sentences = [" ".join(located.context.casefold().split()) for located in found]
    words = [tuple(_WORD.findall(sentence)) for sentence in sentences]
    ways = Counter(said for said, _ in set(zip(words, sentences, strict=True)))
    typeset = {located.document.id for located, said in zip(found, words, strict=True) if ways[said] > 1}
    stories = await store.stories(typeset)
    groups: dict[Hashable, list[Located[T]]] = {}
    printed: dict[tuple[str, tuple[str, ...]], str] = {}
    for located, said, sentence in zip(found, words, sentences, strict=True):
        story = stories.get(located.document.id)
        same = sentence if story is None else printed.setdefault((story, said), sentence)
        groups.setdefault((same, key(located)), []).append(located)
    return [
        (
            min(group, key=lambda located: (located.document.date or date.max, located.document.id)),
            len({located.document.id for located in group}),
        )
        for group in groups.values()
    ]


def sentence_around(located: Located[T]) -> Excerpt:
    """The sentence around something that was read, as an excerpt."""
    return excerpt_at(located.document, located.context_start, located.context)


def excerpt_at(document: DocumentSummary | Document, start: int, text: str) -> Excerpt:
    """The excerpt of a document that begins at `start` and reads `text`."""
    return Excerpt(
        document=document.id,
        start=start,
        end=start + len(text),
        text=text,
        sha256=document.sha256,
        title=document.title,
        source=document.source,
        date=document.date,
        flags=document.flags,
        source_type=document.source_type,
        language=document.language,
        url=document.url,
        page=bisect_right(document.pages, start) or None,
        collection=document.collection,
    )


def words_at(located: Located[T], span: Span) -> str:
    """The document's characters under `span`, which lies within the located sentence."""
    return located.context[span.start - located.context_start : span.end - located.context_start]
