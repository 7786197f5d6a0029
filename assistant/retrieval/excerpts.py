"""Hits as excerpts: the whole passage, or its sentences."""

from __future__ import annotations

from assistant.evidence import excerpt_at
from assistant.reading.sentences import split_sentences
from assistant.store.contract import Hit
from assistant.types import Excerpt, Span


def passage_of(hit: Hit) -> tuple[Excerpt, ...]:
    """The whole passage of a hit as one excerpt."""
    return (_cut(hit, Span(0, len(hit.text))),)


def sentences_of(hit: Hit) -> tuple[Excerpt, ...]:
    """Each sentence of a hit's passage as an excerpt, in order."""
    return tuple(_cut(hit, sentence) for sentence in split_sentences(hit.text))


def _cut(hit: Hit, span: Span) -> Excerpt:
    return excerpt_at(hit.document, hit.passage.span.start + span.start, span.of(hit.text))
