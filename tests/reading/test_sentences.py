from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.sentences import LONGEST, split_sentences


def sentences(text: str) -> list[str]:
    return [span.of(text) for span in split_sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ['"This is it." Lorenzana told reporters.', "He left."],
        ["“We must!” the foreign minister said.", "Nobody answered."],
        ["‘It is done.’ Ambassador Lee added.", "The hall was full."],
        ['He said: "Yes. Our aim is to build. We have none," and left.', "It rained."],
        ["“The first. The second. The third,” she said.", "It rained."],
        ["MANILA, Philippines (UPDATED) – The talks opened.", "They closed."],
        ["MOSCOW, Feb. 16 (Reuters) - The talks opened.", "They closed."],
        ["President J. R. Smith met Lt. Gen. Juan dela Cruz Jr. in Rome.", "They spoke."],
        ["National Security Adviser Juan Reyes Jr said so.", "They spoke."],
        ["He saw Atty. Reyes, Amb. Petrov and Ret. Gen. Cruz.", "They spoke."],
        ["The U.S. Secretary of State met U.N. envoys at 9 a.m. Thursday.", "They spoke."],
        ["Under Art. 5 of the treaty and Sec. 3 of the law it ends.", "They spoke."],
        ["1. The first item.", "2. The second item."],
        ["(The hall rose.)", "She went on."],
        ["He left … and came back.", "Why?", "No!", "Yes."],
    ],
)
def test_sentences_end_where_a_reader_would_end_them(expected: list[str]):
    assert sentences(" ".join(expected)) == expected


def test_a_quotation_another_speaker_has_already_been_given_keeps_its_own_sentence():
    text = '"I said no," he said. "It is over." Reyes told reporters. She left.'
    assert sentences(text)[:2] == ['"I said no," he said.', '"It is over."']


def test_a_new_report_behind_a_quotation_is_a_sentence_of_its_own():
    text = '"It is over." Reyes told reporters on Monday that the talks had failed.'
    assert sentences(text) == ['"It is over."', "Reyes told reporters on Monday that the talks had failed."]


def test_a_blank_line_ends_a_sentence_even_inside_a_quotation():
    assert sentences("“We will go\n\nand we will win,” he said.") == ["“We will go", "and we will win,” he said."]


def test_lines_are_paragraphs_where_the_text_is_not_wrapped():
    assert sentences("A headline\nBy Our Reporter\nThe talks opened. They closed.") == [
        "A headline",
        "By Our Reporter",
        "The talks opened.",
        "They closed.",
    ]


def test_lines_of_wrapped_text_run_on():
    text = "The talks between the two\ngovernments opened on the\nfirst of the month. They\nclosed a week later."
    assert sentences(text) == [
        "The talks between the two\ngovernments opened on the\nfirst of the month.",
        "They\nclosed a week later.",
    ]


def test_line_ends_of_other_systems_are_line_ends():
    assert sentences("A headline\r\n\r\nThe talks\r\nopened. They\r\nclosed.") == [
        "A headline",
        "The talks\r\nopened.",
        "They\r\nclosed.",
    ]


def test_an_endless_sentence_is_cut_at_a_mark():
    text = "word, " * 1000
    parts = sentences(text)
    assert max(map(len, parts)) <= LONGEST
    assert all(part.endswith(",") for part in parts)


@pytest.mark.parametrize("text", ["", " \n\t\r\n ", ".", "…", "\u2029", '"', "¿Qué?", "Ünïcödé 😀. Ok 👍🏽."])
def test_small_and_odd_texts_are_read_without_loss(text: str):
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


_PIECES = st.sampled_from(
    [
        " ",
        "\n",
        "\n\n",
        "\r\n",
        ". ",
        '"',
        "“",
        "”",
        "'",
        "Mr. ",
        "U.S. ",
        "said ",
        "He ",
        "é",
        "😀",
        "1. ",
        "(",
        ")",
        "a" * 700,
    ]
)


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join)))
@settings(max_examples=150, deadline=None)
def test_every_character_that_is_no_space_lies_in_exactly_one_sentence(text: str):
    spans = split_sentences(text)
    assert all(0 < span.end - span.start <= LONGEST for span in spans)
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(span.of(text) == span.of(text).strip() for span in spans)
    gaps = zip([0, *(span.end for span in spans)], [*(span.start for span in spans), len(text)], strict=True)
    assert not "".join(text[start:end] for start, end in gaps).strip()


@pytest.mark.parametrize("unit", ["“a", '"', "a\n\n", "\n ", "Mr. ", "(", "He said ", "\r", ". "])
def test_a_large_hostile_text_is_read_to_its_end(unit: str):
    text = unit * (100_000 // len(unit))
    spans = split_sentences(text)
    assert "".join(span.of(text) for span in spans).replace(" ", "") == "".join(text.split())
