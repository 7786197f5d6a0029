"""Things read out of documents, put back into their place: value, head, words and sentence."""

from __future__ import annotations

from typing import Any, TypeVar

from assistant.store.contract import Located
from assistant.store.snapshot import HEAD_COLUMNS, Snapshot
from assistant.types import Span

T = TypeVar("T")


def place(
    snapshot: Snapshot, head: tuple[Any, ...], value: T, span: Span, *, sentence: int = -1, context: Span | None = None
) -> Located[T]:
    """`value` with the text of `span` and the sentence around it: `context`, else the one with that ordinal."""
    text = snapshot.text(head[0])
    around = context or snapshot.sentence(head[0], sentence) or span
    if not around.covers(span):
        around = Span(min(around.start, span.start), max(around.end, span.end))
    return Located(value, snapshot.head(head), span.of(text), around.start, around.of(text))


def split(row: tuple[Any, ...]) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """A row that begins with the columns of `HEAD`, in two parts."""
    return row[:HEAD_COLUMNS], row[HEAD_COLUMNS:]
