"""Hits as excerpts: the whole passage, or its sentences."""

from __future__ import annotations

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
    head, offset = hit.document, hit.passage.span.start
    return Excerpt(
        document=head.id,
        start=offset + span.start,
        end=offset + span.end,
        text=span.of(hit.text),
        sha256=head.sha256,
        title=head.title,
        source=head.source,
        date=head.date,
        flags=head.flags,
    )
