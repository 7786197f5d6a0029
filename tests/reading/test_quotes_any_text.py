"""Laws of the quotation reader that hold for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.quotes import read_quotes, with_inner_marks
from assistant.types import Mention, Span

WORDS = ["said", "he", "Petrov", "that", "“", "”", '"', "'", "’", "‘", "«", "»", "''", ".", ",", ":", "\n", "\n\n", " "]
PIECES = st.lists(st.sampled_from([*WORDS, "according to", "told", "—", "(", ")", "and", "İ", "ﬁ"]), max_size=60)


def sentences_of(text: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    start = 0
    for piece in text.split("."):
        if stripped := piece.strip():
            begin = start + piece.index(stripped[0])
            spans.append(Span(begin, begin + len(stripped)))
        start += len(piece) + 1
    return tuple(spans)


def names_of(text: str) -> tuple[Mention, ...]:
    starts = [at for at in range(len(text)) if text.startswith("Petrov", at)]
    return tuple(Mention(Span(at, at + 6), "person", "Viktor Petrov", "test") for at in starts)


@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_every_span_lies_in_the_text_in_order_and_holds_words(pieces: list[str]) -> None:
    text = " ".join(pieces)
    quotes = read_quotes(text, sentences_of(text), names_of(text), (), ())
    assert list(quotes) == sorted(quotes, key=lambda quote: quote.spans[0])
    for quote in quotes:
        assert quote.rule
        for span in quote.spans:
            assert 0 <= span.start < span.end <= len(text)
            assert not span.of(text)[0].isspace()
            assert not span.of(text)[-1].isspace()
        for marked, span in zip(with_inner_marks(text, quote.spans), quote.spans, strict=True):
            assert marked.covers(span)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    read_quotes(text, (), (), (), ())


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        "“",
        "“ ”",
        "'",
        "s' a",
        "said ",
        "said he said ",
        '"a" said he ',
        "according to ",
        "he said, ",
        '"a\n\n',
        "( ",
    ],
)
def test_long_hostile_texts_are_read_to_their_end(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    for quote in read_quotes(text, (Span(0, len(text)),), (), (), ()):
        assert quote.spans[-1].end <= len(text)
