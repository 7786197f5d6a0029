from datetime import date

import pytest

from assistant.reading.names import read_names, resolve_description
from assistant.reading.sentences import split_sentences
from assistant.types import Interval, Role


def roles(text: str) -> tuple[Role, ...]:
    return read_names(text, split_sentences(text)).roles


def offices(text: str) -> list[tuple[str, str, bool]]:
    return [(role.person, role.title, role.former) for role in roles(text)]


@pytest.mark.parametrize(
    ("text", "person", "title"),
    [
        ("Defense Secretary Delfin Lorenzana spoke.", "Delfin Lorenzana", "Defense Secretary"),
        ("The Russian Ambassador to Manila Igor Khovaev spoke.", "Igor Khovaev", "Russian Ambassador to Manila"),
        ("Deputy Minister of Justice Sergey Gerasimov spoke.", "Sergey Gerasimov", "Deputy Minister of Justice"),
        ("Armed Forces chief General Eduardo Año spoke.", "Eduardo Año", "Armed Forces chief General"),
        ("A deputy foreign minister, Pavel Zheleznov, spoke.", "Pavel Zheleznov", "deputy foreign minister"),
        ("There was Russia's army commander, Oleg Salyukov.", "Oleg Salyukov", "Russia's army commander"),
        ("Alexey Volskiy, head of the Coast Guard, spoke.", "Alexey Volskiy", "head of the Coast Guard"),
        ("Rosa Huamán, the foreign minister of Peru, spoke.", "Rosa Huamán", "foreign minister of Peru"),
        ("The president of Georgia, Davit Kobakhidze, spoke.", "Davit Kobakhidze", "president of Georgia"),
        ("Josep Borrell is the foreign minister of Spain.", "Josep Borrell", "foreign minister of Spain"),
        ("British prime minister Harold Wilson spoke.", "Harold Wilson", "British prime minister"),
        ("Trade and Industry Secretary Ramon Lopez spoke.", "Ramon Lopez", "Trade and Industry Secretary"),
    ],
)
def test_an_office_is_read_wherever_it_stands(text: str, person: str, title: str):
    assert (person, title) in [(role.person, role.title) for role in roles(text)]


def test_the_span_covers_title_and_name_together():
    text = "On Friday National Security Adviser Hermogenes Esperon Jr said so."
    assert roles(text)[0].span.of(text) == "National Security Adviser Hermogenes Esperon Jr"


@pytest.mark.parametrize("words", ["Former president", "Ex-president", "Then-president", "the former US president"])
def test_a_former_office_is_marked(words: str):
    found = offices(f"{words} Robert Hartley spoke.")
    assert [(person, former) for person, _, former in found] == [("Robert Hartley", True)]


def test_the_years_the_words_give_are_kept():
    found = roles("Condoleezza Rice, who was secretary of state from 2005 to 2009, spoke.")
    assert found[0].held == Interval(date(2005, 1, 1), date(2009, 12, 31), "year")


@pytest.mark.parametrize(
    "text",
    [
        "Karl Meier, who was foreign minister until 2012, spoke.",
        "Karl Meier, foreign minister until 2012, spoke.",
        "Karl Meier was foreign minister until January 2017.",
        "Karl Meier resigned as foreign minister.",
        "Karl Meier, who had stepped down as foreign minister, spoke.",
        "Karl Meier was dismissed as foreign minister.",
        "The late foreign minister Karl Meier was buried.",
        "The ousted foreign minister Karl Meier spoke.",
    ],
)
def test_an_office_given_up_is_a_former_one(text: str):
    assert offices(text) == [("Karl Meier", "foreign minister", True)]


@pytest.mark.parametrize("verb", ["was named", "was elected", "has been appointed", "was sworn in as", "is"])
def test_an_office_taken_up_is_held(verb: str):
    assert offices(f"Ada Berg {verb} foreign minister on Monday.") == [("Ada Berg", "foreign minister", False)]


def test_who_replaces_somebody_has_the_office_and_the_other_had_it():
    found = offices("Eva Stone replaced Karl Meier as foreign minister.")
    assert found == [("Eva Stone", "foreign minister", False), ("Karl Meier", "foreign minister", True)]


@pytest.mark.parametrize(
    "text",
    [
        "Incoming president Tom Hale spoke.",
        "They met president-elect Tom Hale.",
        "The would-be president Tom Hale spoke.",
        "Tom Hale, the incoming foreign minister, spoke.",
        "Tom Hale will be foreign minister in June.",
    ],
)
def test_an_office_still_to_be_taken_up_is_nobodys(text: str):
    assert offices(text) == []


def test_a_title_does_not_run_over_the_end_of_a_sentence():
    found = offices("They met on Monday. Outgoing foreign minister Eva Stone spoke.")
    assert found == [("Eva Stone", "Outgoing foreign minister", False)]
    assert offices("Former U.S. president Tom Hale spoke.") == [("Tom Hale", "U.S. president", True)]


def test_the_date_of_an_office_is_no_part_of_its_title():
    found = roles("Eva Stone became prime minister in May 2015.")
    assert [(role.title, role.held) for role in found] == [
        ("prime minister", Interval(date(2015, 5, 1), date(2015, 5, 31), "month"))
    ]


def test_an_office_in_a_list_belongs_to_the_name_it_stands_before():
    text = "They met Hermogenes Esperon, Defense Secretary Delfin Lorenzana, and Senator Alan Cayetano."
    assert offices(text) == [("Delfin Lorenzana", "Defense Secretary", False), ("Alan Cayetano", "Senator", False)]


def test_an_office_of_two_is_given_in_the_singular():
    assert ("Vladimir Putin", "President", False) in offices("Presidents Vladimir Putin and Xi Jinping met.")


def test_a_condition_or_denial_gives_nobody_an_office():
    assert offices("If Jane Smith is president of Peru, all is well. John Moore is not the ambassador.") == []


def test_a_form_of_address_is_no_office():
    assert offices("Mr. John Moore met Mrs. Jane Smith.") == []
    assert offices("British Ambassador Sir Patrick Dean spoke.") == [("Patrick Dean", "British Ambassador", False)]


def test_an_adjective_that_is_also_a_rank_gives_no_office():
    assert offices("They called it a Major Initiative of a Private Company.") == []


@pytest.fixture
def known() -> tuple[Role, ...]:
    return roles(
        "Philippine President Rodrigo Duterte, Russian Ambassador Igor Khovaev "
        "and Deputy Minister of Interior Igor Zubov met. "
        "Defense Secretary Delfin Lorenzana was there. Former president Fidel Ramos was not. "
    )


@pytest.mark.parametrize(
    ("phrase", "person"),
    [
        ("the ambassador", "Igor Khovaev"),
        ("The Russian envoy", "Igor Khovaev"),
        ("the president", "Rodrigo Duterte"),
        ("the Philippine leader", "Rodrigo Duterte"),
        ("the defence secretary", "Delfin Lorenzana"),
        ("the deputy minister", "Igor Zubov"),
        ("the former president", "Fidel Ramos"),
        ("the Russian president", None),
        ("the interior secretary", None),
        ("the minister", None),
        ("the spokesman", None),
        ("the meeting", None),
    ],
)
def test_a_description_means_the_one_person_whose_office_fits(known: tuple[Role, ...], phrase: str, person: str | None):
    assert resolve_description(phrase, known, 10_000) == person


def test_a_description_never_means_somebody_who_comes_later(known: tuple[Role, ...]):
    assert resolve_description("the ambassador", known, 10) is None


def test_a_description_that_fits_two_people_means_neither():
    found = roles("Russian President Vladimir Putin met Chinese President Sun Haoran.")
    assert resolve_description("the president", found, 1_000) is None
    assert resolve_description("the Chinese president", found, 1_000) == "Sun Haoran"
