"""Passages: every sentence once, in order, in runs of a readable size."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.passages import cut_passages
from assistant.reading.sentences import split_sentences
from assistant.types import Span

TEXTS = st.lists(
    st.sampled_from(["The boat came back. ", "Nobody spoke. ", "word " * 30 + "end. ", "\n\n", "\n", "x", "“Go!” "]),
    max_size=60,
).map("".join)


def words(text: str, span: Span) -> int:
    return len(span.of(text).split())


@settings(max_examples=60)
@given(TEXTS | st.text(max_size=300))
def test_passages_hold_every_sentence_exactly_once_and_in_order(text: str):
    sentences = split_sentences(text)
    passages = cut_passages("d", text, sentences)
    held = [sentence for p in passages for sentence in sentences if p.span.covers(sentence)]
    assert held == list(sentences)
    assert [p.ordinal for p in passages] == list(range(len(passages)))
    for passage in passages:
        assert passage.span.start in {sentence.start for sentence in sentences}
        assert passage.span.end in {sentence.end for sentence in sentences}


@settings(max_examples=60)
@given(TEXTS)
def test_a_passage_is_no_longer_than_120_words_unless_it_is_one_sentence(text: str):
    sentences = split_sentences(text)
    for passage in cut_passages("d", text, sentences):
        whole = [sentence for sentence in sentences if passage.span.covers(sentence)]
        assert words(text, passage.span) <= 120 or len(whole) == 1


def test_short_paragraphs_are_put_together():
    text = "\n\n".join(["The boat came back with all of the nets and none of the fish."] * 12)
    sizes = [words(text, p.span) for p in cut_passages("d", text, split_sentences(text))]
    assert sizes == [84, 84]


def test_a_paragraph_of_a_good_size_stays_alone():
    paragraph = " ".join(["The boat came back with all of the nets and none of the fish."] * 8)
    text = f"{paragraph}\n\n{paragraph}"
    assert [p.span.of(text) for p in cut_passages("d", text, split_sentences(text))] == [paragraph, paragraph]


def test_a_long_paragraph_is_cut_into_even_parts():
    text = " ".join(["The boat came back with all of the nets and none of the fish."] * 20)
    sizes = [words(text, p.span) for p in cut_passages("d", text, split_sentences(text))]
    assert sum(sizes) == 280
    assert max(sizes) - min(sizes) <= 14
    assert all(60 <= size <= 120 for size in sizes)


def test_no_sentences_give_no_passages():
    assert cut_passages("d", "", ()) == ()
