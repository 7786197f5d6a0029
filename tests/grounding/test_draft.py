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


@pytest.mark.parametrize(
    ("draft", "pieces"),
    [
        ("! Talks were held.", ["!", "Talks were held."]),
        ("It rained. [e1]! Then it snowed.", ["It rained. [e1]", "!", "Then it snowed."]),
        ("He cried no! and left. Then she left.", ["He cried no! and left.", "Then she left."]),
        ("It rained.\n\nthen it snowed.", ["It rained.", "then it snowed."]),
        ("It rained.\nthen it snowed.", ["It rained.\nthen it snowed."]),
        ("It rained.\n- it snowed.", ["It rained.", "- it snowed."]),
        ("It rained.\nThen it snowed.", ["It rained.", "Then it snowed."]),
        ("It is over”. Then he left. Then she left.", ["It is over”.", "Then he left.", "Then she left."]),
        ("„Ja“ and “no”. Then he left. Then she left.", ["„Ja“ and “no”.", "Then he left.", "Then she left."]),
        ("„Ja. „Nein.“ Da ging er. Dann sie.“ Und ich.", ["„Ja. „Nein.“ Da ging er. Dann sie.“ Und ich."]),
        ("He said “yes. “No.” And so on.” Then he left.", ["He said “yes. “No.” And so on.”", "Then he left."]),
        ("A list:\n- one\n- two", ["A list:", "- one", "- two"]),
        ("A list:\n* one\n+ two\n• three\n> four\n| five\n– six\n— seven", None),
        ("A sum:\n-3 degrees\n+4 degrees", ["A sum:\n-3 degrees\n+4 degrees"]),
        ("A line:\n---\nIt rained.", ["A line:", "---\nIt rained."]),
        ("Ranks:\n1. Riga\n2) Oslo\n123. Turku", ["Ranks:", "1. Riga", "2) Oslo", "123. Turku"]),
        ("Years:\n12345. Turku\n1999 Riga", ["Years:\n12345.", "Turku\n1999 Riga"]),
        ("Rain\n###### Six\n####### seven", ["Rain", "###### Six", "####### seven"]),
        ("Rain\n#hashtag and\n# Heading", ["Rain\n#hashtag and", "# Heading"]),
        ("# Heading\nRain fell.", ["# Heading", "Rain fell."]),
        ("\n\n  Rain fell.\n \nSnow fell.", ["Rain fell.", "Snow fell."]),
        ("Lind of Cruz Inc. The crew left.", ["Lind of Cruz Inc.", "The crew left."]),
        ("Lind of Cruz Inc. Turku left.", ["Lind of Cruz Inc. Turku left."]),
        ("Mr. The left.", ["Mr. The left."]),
        ("It rained. [e1]\n[e2] Then it snowed.", ["It rained. [e1]\n[e2]", "Then it snowed."]),
        ("It rained. [e1]\n\n[e2] Then it snowed.", ["It rained. [e1]", "[e2] Then it snowed."]),
        (
            "He said “It rained. [e1] It snowed.” Then he left.",
            ["He said “It rained. [e1] It snowed.”", "Then he left."],
        ),
        ("Riga.Oslo left. Turku stayed.", ["Riga.Oslo left.", "Turku stayed."]),
        ("- 1. Riga left. Oslo stayed.", ["- 1. Riga left.", "Oslo stayed."]),
        (
            "“It is over.” And so they all too soon wearily said.",
            ["“It is over.”", "And so they all too soon wearily said."],
        ),
        ("“It is over.” And so they all soon wearily said.", ["“It is over.” And so they all soon wearily said."]),
        ("“It is over.” And left. Lind said so.", ["“It is over.”", "And left.", "Lind said so."]),
        ("It is “over.” Lind said so.", ["It is “over.”", "Lind said so."]),
    ],
)
def test_what_stands_before_and_after_a_stop_tells_whether_a_sentence_ends(draft: str, pieces: list[str] | None):
    assert stripped(draft) == (pieces or draft.split("\n"))


def test_a_sentence_without_an_end_is_cut_at_its_last_blank_or_else_where_it_is_too_long():
    stream = SentenceStream()
    assert list(stream.feed("a" * 3999)) == []
    assert list(stream.feed("a")) == ["a" * 4000]
    assert [len(piece) for piece in sentences("a" * 9000)] == [4000, 4000, 1000]
    assert [len(piece) for piece in sentences(f"{'a' * 3000} {'b' * 3000}")] == [3000, 3001]
    assert [len(piece) for piece in sentences(f" {'a' * 5000}")] == [4000, 1001]


def test_blanks_alone_are_no_sentence_and_are_kept_before_one():
    assert sentences(" " * 5000) == []
    assert "".join(sentences(f"{' ' * 5000}Talks were held.")) == f"{' ' * 5000}Talks were held."


def test_a_sentence_is_held_back_while_a_marker_or_a_block_may_follow():
    for rest, whole in ((" [e", "1] N"), ("\n", "[e1] N"), (" ", "[e1] N"), ("\n[e1, ", "e2] N")):
        stream = SentenceStream()
        assert list(stream.feed(f"Talks were held.{rest}")) == []
        assert list(stream.feed(whole)) == [f"Talks were held.{rest}{whole}".removesuffix(" N")]
    for rest, whole in (("\n1", "2. N"), ("\n#", "# N"), ("\n-", " N"), ("\n", "> N")):
        stream = SentenceStream()
        assert list(stream.feed(f"Talks were held{rest}")) == []
        assert list(stream.feed(whole)) == ["Talks were held"]
