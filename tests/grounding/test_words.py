"""A sentence as words: keys, capitals, past forms, and states' long names."""

from __future__ import annotations

import pytest

from assistant.grounding.words import before, derived, key_of, stand_ins, words_of


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Now the United Arab Emirates sailed", "United Arab Emirates"),
        ("The United States sailed", "United States"),
        ("United Kingdom ships sailed", "United Kingdom"),
        ("So the People's Republic of China sailed", "People's Republic of China"),
        ("So the People’s Republic of China sailed", "People’s Republic of China"),
        ("The United States' sailed", "United States"),
        ("The United States of America sailed", "United States of America"),
        ("The United\n States sailed", "United\n States"),
        ("The Great_Britain sailed", "Great_Britain"),
    ],
)
def test_a_states_long_name_is_one_word(text: str, name: str):
    (long,) = [word for word in words_of(text) if word.key.startswith("@")]
    assert long.text == name == text[long.start : long.end]
    assert words_of(text)[-1].text == "sailed"
    assert " ".join(word.text for word in words_of(text)) == text.replace("' ", " ")


@pytest.mark.parametrize(
    "text", ["united States", "United, States", "UnUnited States", "United Statesmen", "The United"]
)
def test_what_is_written_otherwise_is_no_states_long_name(text: str):
    assert not any(word.key.startswith("@") for word in words_of(text))
    assert [word.text for word in words_of(text)] == text.replace(",", "").split()


def test_a_states_long_name_may_own_something():
    (long, fleet) = words_of("United Kingdom's fleet")
    assert (long.text, long.key, long.capital, long.past) == ("United Kingdom's", "@uk", True, False)
    assert fleet.text == "fleet"


def test_the_words_of_a_part_of_a_text_have_the_offsets_of_the_whole():
    text = "Oslo met the United Kingdom in Riga"
    assert [text[word.start : word.end] for word in words_of(text, 5, 30)] == ["met", "the", "United Kingdom", "in"]


def test_two_long_names_in_a_row_are_two_words():
    found = words_of("The United States and the United Kingdom met United Arab Emirates envoys")
    assert [word.text for word in found if word.key.startswith("@")] == [
        "United States",
        "United Kingdom",
        "United Arab Emirates",
    ]


@pytest.mark.parametrize(
    ("word", "past"),
    [
        ("ted", False),
        ("wed", True),
        ("died", True),
        ("signed", True),
        ("took", True),
        ("put", True),
        ("red", False),
        ("bed", False),
        ("sign", False),
        ("need", False),
    ],
)
def test_a_word_that_can_be_a_past_form_is_known_as_one(word: str, past: bool):
    assert words_of(word)[0].past is past


@pytest.mark.parametrize(
    ("word", "key"),
    [("US", "@us"), ("U.S.", "@us"), ("us", ""), ("Us", ""), ("WHO", "#who"), ("who", ""), ("IS", "#is"), ("is", "")],
)
def test_a_function_word_in_capitals_is_a_name(word: str, key: str):
    (found,) = words_of(word)
    assert found.key == key or (key == "@us" and found.key.startswith("@"))


@pytest.mark.parametrize("name", ["Albania", "Vietnam", "Zambia", "Zambian", "Yemen's"])
def test_a_state_and_its_people_have_the_states_key(name: str):
    assert words_of(name)[0].key.startswith("@")
    assert not words_of(name.lower())[0].key.startswith("@")


def test_forms_of_one_word_have_one_key():
    assert len({key_of(word) for word in ("take", "takes", "took", "taken", "taking")}) == 1
    assert key_of("minister's") == key_of("minister’s") == key_of("ministers")
    assert key_of("the") == key_of("'s") == key_of("who's") == key_of("don't") == key_of("s'") == ""


def test_two_derived_words_share_their_beginning_and_differ_little():
    assert derived("negoti", "negotiat")
    assert derived("negotiat", "negoti")
    assert derived("abcdef", "abcdefghi")
    assert not derived("abcdef", "abcdefghij")
    assert not derived("abcde", "abcdefg")
    assert not derived("abcdefg", "abcxefg")


def test_a_word_stands_for_itself_and_what_may_be_exchanged_for_it():
    assert key_of("sign") in stand_ins(key_of("sign"))
    assert key_of("agreement") in stand_ins(key_of("pact"))
    assert key_of("war") not in stand_ins(key_of("pact"))


def test_the_words_before_a_word_are_no_more_than_there_are():
    words = words_of("a b c d")
    assert [word.text for word in before(words, 3, 2)] == ["b", "c"]
    assert [word.text for word in before(words, 1, 3)] == ["a"]
    assert list(before(words, 0, 3)) == []
