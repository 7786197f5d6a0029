"""Passages: runs of whole sentences, the unit of retrieval."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.types import Passage, Span

_MOST = 120  # words of one passage, unless a single sentence has more
_MERGED = 90  # words up to which short paragraphs are put together
_PREFERRED = 80  # words at which a long paragraph is cut


@dataclass(frozen=True, slots=True)
class _Run:
    span: Span
    words: int


def cut_passages(document: str, text: str, sentences: Sequence[Span]) -> tuple[Passage, ...]:
    """Every sentence in exactly one passage, in order.

    A paragraph of up to 120 words stays whole, a longer one is cut between sentences into even parts; short
    paragraphs next to each other are put together up to 90 words.
    """
    runs: list[_Run] = []
    for paragraph in _paragraphs(text, sentences):
        for run in _cut(text, paragraph):
            if runs and runs[-1].words + run.words <= _MERGED:
                runs[-1] = _Run(Span(runs[-1].span.start, run.span.end), runs[-1].words + run.words)
            else:
                runs.append(run)
    return tuple(Passage(document, ordinal, run.span) for ordinal, run in enumerate(runs))


def _paragraphs(text: str, sentences: Sequence[Span]) -> Iterator[list[Span]]:
    """Sentences by paragraph: parted by an empty line, by any line end in a text that has no empty line."""
    gaps = [text[before.end : after.start] for before, after in pairwise(sentences)]
    lines = 2 if any(gap.count("\n") > 1 for gap in gaps) else 1
    paragraph: list[Span] = []
    for sentence, gap in zip(sentences, ["", *gaps], strict=False):
        if gap.count("\n") >= lines:
            yield paragraph
            paragraph = []
        paragraph.append(sentence)
    if paragraph:
        yield paragraph


def _cut(text: str, paragraph: Sequence[Span]) -> Iterator[_Run]:
    """A paragraph whole, or in parts of about the same number of words."""
    words = [len(sentence.of(text).split()) for sentence in paragraph]
    total = sum(words)
    parts = 1 if total <= _MOST else round(total / _PREFERRED)
    start = count = done = made = 0
    for index, here in enumerate(words):
        count += here
        last = index == len(paragraph) - 1
        if last or (done + count) * parts >= total * (made + 1) or count + words[index + 1] > _MOST:
            yield _Run(Span(paragraph[start].start, paragraph[index].end), count)
            start, done, made, count = index + 1, done + count, made + 1, 0
