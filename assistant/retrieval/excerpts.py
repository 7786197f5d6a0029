"""Hits as excerpts: the whole passage, or the sentence of it that fits best."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.reading.sentences import split_sentences
from assistant.reading.stems import stem, stems
from assistant.store.contract import Hit
from assistant.types import Excerpt, Span


def excerpt_of(hit: Hit) -> Excerpt:
    """The whole passage of a hit as an excerpt."""
    return _cut(hit, Span(0, len(hit.text)))


def best_sentence(hit: Hit, words: Iterable[str]) -> Excerpt:
    """The sentence of a hit that has most of `words`, by stem, the first of equals, as an excerpt."""
    wanted = {stem(word) for word in words}
    best, best_score = Span(0, len(hit.text)), -1
    for sentence in split_sentences(hit.text):
        if (score := len(wanted & set(stems(sentence.of(hit.text))))) > best_score:
            best, best_score = sentence, score
    return _cut(hit, best)


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
    )
