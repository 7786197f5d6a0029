from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.grounding.draft import LONGEST, SentenceStream, sentences


def stripped(draft: str) -> list[str]:
    return [piece.strip() for piece in sentences(draft)]


def test_a_marker_group_after_the_full_stop_belongs_to_the_sentence_before_it():
    assert stripped("Talks were held. [e1] [e2]\nNothing was signed. [e3]") == [
        "Talks were held. [e1] [e2]",
        "Nothing was signed. [e3]",
    ]


@pytest.mark.parametrize("marks", ['""', "“”"])
def test_a_full_stop_between_quotation_marks_ends_no_sentence(marks: str):
    said = f"He said {marks[0]}It is over. Go home now.{marks[1]}"
    assert stripped(f"{said} Then he left.") == [said, "Then he left."]


def test_abbreviations_and_initials_end_no_sentence():
    draft = "No. 5 sank. Mr. Lind of the U.S. Navy left at 5 p.m. The crew stayed. J. F. Cruz came."
    assert stripped(draft) == [
        "No. 5 sank.",
        "Mr. Lind of the U.S. Navy left at 5 p.m.",
        "The crew stayed.",
        "J. F. Cruz came.",
    ]


def test_what_only_the_end_of_the_draft_decides_is_cut_there():
    assert stripped('"It is over." Lind left') == ['"It is over."', "Lind left"]
    assert stripped('"It is over." Lind said') == ['"It is over." Lind said']


def test_a_marker_before_the_full_stop_belongs_to_its_sentence():
    assert stripped("Talks were held [e1]. Nothing was signed [e2][e3].") == [
        "Talks were held [e1].",
        "Nothing was signed [e2][e3].",
    ]


def test_a_lower_case_word_after_a_marker_still_begins_a_sentence():
    assert stripped("Talks were held. [e1] eBay was not there. [e2]") == [
        "Talks were held. [e1]",
        "eBay was not there. [e2]",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Gen. Ana Cruz Jr. met U.S. Ambassador J. R. Hill on Feb. 3 at 5 p.m. in No. 10. [e1]",
        '"This is it." Cruz told reporters on Monday. [e1]',
        "“We went. We saw. We left,” she said. [e1]",
        "He paid 1.5 million on 3.4.2017 for it [e1].",
        "The U.S. Navy sailed. [e1]",
    ],
)
def test_full_stops_inside_a_sentence_do_not_end_it(sentence: str):
    assert stripped(f"{sentence} Then all left. [e2]") == [sentence, "Then all left. [e2]"]


def test_markdown_blocks_are_sentences_of_their_own():
    draft = "# What happened\nTalks were held\non Friday. [e1]\n\n- **First** item [e2]\n- Second item [e3]"
    draft += "\n1. Third [e4]\n2. Fourth. [e5]"
    assert stripped(draft) == [
        "# What happened",
        "Talks were held\non Friday. [e1]",
        "- **First** item [e2]",
        "- Second item [e3]",
        "1. Third [e4]",
        "2. Fourth. [e5]",
    ]


def test_a_sentence_is_given_as_soon_as_the_next_one_begins():
    stream = SentenceStream()
    assert list(stream.feed("Talks were held. [e1] ")) == []
    assert [piece.strip() for piece in stream.feed("N")] == ["Talks were held. [e1]"]
    assert [piece.strip() for piece in stream.flush()] == ["N"]


def test_german_marks_close_with_the_sign_that_opens_english_ones():
    assert stripped("„Ja. Nein.“ Then he left. Then she left.") == ["„Ja. Nein.“ Then he left.", "Then she left."]


def test_a_bracket_that_becomes_no_marker_holds_nothing_back():
    stream = SentenceStream()
    assert list(stream.feed("Talks were held. [si")) == ["Talks were held."]
    assert list(stream.feed("c] It rained. N")) == [" [sic] It rained."]


def test_a_sentence_without_an_end_is_cut_at_a_stated_length():
    pieces = sentences("word " * 5000)
    assert max(map(len, pieces)) <= LONGEST
    assert "".join(pieces).split() == ["word"] * 5000


SIGNS = "A|b| | |\n|\n\n|.|. |? |…|\"|“|”|[e1]|[|e2]|[e1, |- |# |1. |2)|**|>|-|'|’|)|1|5|*|•"
WORDS = "U.S. |said |Talks |Mr. |on Feb. |J. | the |p.m. "
TOKENS = st.sampled_from(f"{SIGNS}|{WORDS}".split("|"))


@settings(max_examples=150, deadline=None)
@given(st.lists(TOKENS, max_size=40).map("".join), st.data())
def test_the_same_sentences_come_out_however_the_deltas_are_cut(draft: str, data: st.DataObject):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(draft)), max_size=12)))
    stream, pieces, start = SentenceStream(), list[str](), 0
    for cut in [*cuts, len(draft)]:
        pieces += stream.feed(draft[start:cut])
        start = cut
    pieces += stream.flush()
    letters, singly = SentenceStream(), list[str]()
    for letter in draft:
        singly += letters.feed(letter)
    singly += letters.flush()
    assert pieces == singly == sentences(draft)
    assert "".join(pieces).rstrip() == draft.rstrip()
