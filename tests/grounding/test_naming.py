"""Whom a name means: shorter forms, surnames, initials and offices."""

from __future__ import annotations

import pytest

from assistant.grounding.analysis import Text
from assistant.grounding.naming import acronyms, initials_around, name_words, same_person, same_surname, speaker_names
from assistant.grounding.words import words_of
from assistant.types import Span, Speaker


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Gen. Eduardo Año Jr", {"eduardo", "ano"}),
        ("President Ivo Horak III", {"ivo", "horak"}),
        ("the mayor", {"mayor"}),
        ("an envoy", {"envoy"}),
        ("", set[str]()),
    ],
)
def test_a_name_is_compared_by_its_own_words(name: str, words: set[str]):
    assert name_words(name) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Berg", "Berg", True),
        ("Berg", "Captain Ada Berg", True),
        ("Ada Berg", "Ivo Berg", False),
        ("Ada Berg", "Ada Lind", False),
        ("Ada Berg", "", False),
        ("", "Ada Berg", False),
        ("", "", False),
        ("Ada Berg", "Ada Berg", True),
        ("Ada Maria Berg", "Ada Berg", True),
        ("Berg", "Lind", False),
    ],
)
def test_a_shorter_name_is_the_same_person_and_another_first_name_is_not(one: str, other: str, same: bool):
    assert same_person(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Herald columnist Berg", "Ada Berg", True),
        ("Ada Berg", "Berg Lind", False),
        ("Berg Jr", "Lind Jr", False),
        ("", "Ada Berg", False),
        ("Ada Berg", "", False),
        ("", "", False),
        ("Mayor", "Mayor Lind", False),
        ("Lind Mayor", "Mayor", False),
        ("Berg", "Berg", True),
        ("Ada", "Berg", False),
    ],
)
def test_a_surname_is_the_last_word_of_both_names(one: str, other: str, same: bool):
    assert same_surname(one, other) is same


BOARD = words_of("It told the North Sea Board of Fisheries in Riga and left Oslo at once.")


def test_the_initials_of_a_long_name_are_those_of_its_capitals_with_small_words_between():
    assert acronyms(BOARD) == {"nsbfr", "sbfr"}
    assert acronyms(words_of("The Harbour Guard")) == {"thg", "hg"}
    assert acronyms(words_of("Oslo waits, and Riga waits")) == frozenset()
    assert acronyms(words_of("Lind and Berg")) == {"lb"}
    assert acronyms(()) == frozenset()


@pytest.mark.parametrize(
    ("at", "initials"), [(3, {"nsbfr", "sbfr"}), (7, {"nsbfr", "sbfr"}), (9, {"nsbfr", "sbfr"}), (12, set[str]())]
)
def test_a_word_has_the_initials_of_the_name_it_stands_in(at: int, initials: set[str]):
    assert initials_around(BOARD, at) == initials


def test_who_speaks_by_an_office_is_the_person_who_has_it():
    text = Text("Ivan Novak, the foreign minister, came, and so did Ada Berg.")
    office = Span(12, 32)
    assert speaker_names(Speaker("foreign minister"), text) == ["foreign minister", "Ivan Novak"]
    assert speaker_names(Speaker("he", office), text) == ["he", "Ivan Novak"]
    assert speaker_names(Speaker("Ada Berg", Span(51, 59)), text) == ["Ada Berg"]
    assert speaker_names(Speaker("Ada Berg"), text) == ["Ada Berg"]
