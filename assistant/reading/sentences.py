"""Sentences of a text as spans, by sentencex, with checked offsets."""

from __future__ import annotations

from sentencex import get_sentence_boundaries

from assistant.types import Span


def split_sentences(text: str, language: str = "en") -> tuple[Span, ...]:
    """Spans of the sentences in order, without surrounding white space; what lies between them is white space."""
    spans: list[Span] = []
    for boundary in get_sentence_boundaries(language, text):
        start, end = int(boundary["start_index"]), int(boundary["end_index"])
        piece = text[start:end]
        if stripped := piece.strip():
            begin = start + len(piece) - len(piece.lstrip())
            spans.append(Span(begin, begin + len(stripped)))
    return tuple(spans)
