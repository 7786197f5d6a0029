"""A text as the verifier sees it: where its sentences, words, dates and numbers are, however far on they stand."""

from __future__ import annotations

from datetime import date

from assistant.grounding.analysis import Text

TEXT = "It rained. On 4 March 2021 Oslo saw 12 ships and 30 US cents. They left on Friday, 5 March, for US$30."


def test_the_numbers_and_dates_of_a_later_sentence_are_its_own():
    _, second, third = Text(TEXT).sentences
    assert [number.span.of(TEXT) for number in second.numbers] == ["12", "30 US cents"]
    assert [found.span.of(TEXT) for found in second.dates] == ["4 March 2021"]
    assert [found.span.of(TEXT) for found in third.dates] == ["Friday, 5 March"]
    assert [number.value for number in second.numbers] == [12, 30]


def test_what_is_counted_or_dated_is_compared_by_value_and_a_currencys_state_by_name():
    first, second, third = Text(TEXT).sentences
    assert [word.text for word in first.units] == ["rained"]
    assert [word.text for word in second.units] == ["Oslo", "saw", "ships", "US"]
    assert [word.text for word in third.units] == ["left"]
    assert [place.key[:7] for place in second.sequence] == ["#date", "oslo", "see", "#number", "ship", "#number", "@us"]


def test_the_sentences_before_one_are_given_the_nearest_first():
    third = Text(TEXT).sentences[2]
    assert [sentence.index for sentence in third.earlier(5)] == [1, 0]
    assert [sentence.index for sentence in third.earlier(1)] == [1]


def test_an_offset_belongs_to_the_sentence_that_began_last():
    text = Text(f"  {TEXT}")
    assert text.sentence_at(0) is None
    assert [text.sentence_at(at) for at in (2, 11, 13, 500)] == [text.sentences[at] for at in (0, 0, 1, 2)]


def test_what_lies_beyond_the_longest_text_is_not_read():
    assert len(Text("x" * 30_000).text) == 20_000


def test_other_days_of_publication_change_dates_and_nothing_else():
    text = Text("They left on Friday. It rained.", date(2021, 3, 6))
    later = text.dated(date(2021, 3, 13))
    assert text.dated(date(2021, 3, 6)) is text
    assert (text.dates[0].interval.lo, later.dates[0].interval.lo) == (date(2021, 3, 5), date(2021, 3, 12))
    assert text.dated(date(2021, 3, 13)) is later
    assert [sentence.words for sentence in later.sentences] == [sentence.words for sentence in text.sentences]
    undated = Text("It rained.", date(2021, 3, 6))
    assert undated.dated(None) is undated


def test_a_sentence_is_found_by_its_bare_words_and_the_first_of_equals_counts():
    text = Text("It rained. It rained. It “snowed”.")
    assert [text.wordings[words].index for words in ("It rained", "It 'snowed'")] == [0, 2]
    assert [span.of(text.text) for span in text.quoted] == ["snowed"]
    assert text.index["rain"] == [(0, 1), (1, 1)]
    assert text.keys == {"rain", "snow"}
    assert Text("Negotiators negotiated a pact.").roots == {"negoti": ["negoti"]}
