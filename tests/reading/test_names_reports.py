"""Everybody and everything named in the two reports this project was asked for; their texts stay outside."""

from pathlib import Path

import pytest

from assistant.reading.names import Names, read_names, resolve_description
from assistant.reading.sentences import split_sentences

_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
_2017, _2020 = "000_523367868b399bf5.txt", "004_494d636719354e1f.txt"

pytestmark = pytest.mark.skipif(not (_CORPUS / _2017).exists(), reason="the two reports are not beside this checkout")


def _read(file: str) -> tuple[str, Names]:
    text = (_CORPUS / file).read_text(encoding="utf-8")
    return text, read_names(text, split_sentences(text))


@pytest.fixture(scope="module")
def talks() -> tuple[str, Names]:
    return _read(_2017)


@pytest.fixture(scope="module")
def reception() -> tuple[str, Names]:
    return _read(_2020)


@pytest.mark.parametrize(
    ("person", "title"),
    [
        ("Rodrigo Duterte", "President"),
        ("Nikolai Patrushev", "Russian Security Council Secretary"),
        ("Hermogenes Esperon Jr", "National Security Adviser"),
        ("Delfin Lorenzana", "Defense Secretary"),
        ("Ismael Sueño", "Interior Secretary"),
        ("Eduardo Año", "Armed Forces chief General"),
        ("Alex Monteagudo", "National Intelligence Coordinating Agency Director General"),
        ("Isidro Lapeña", "Philippine Drug Enforcement Agency Director General"),
        ("Alan Peter Cayetano", "Senator"),
        ("Oleg Salyukov", "Russia's army commander"),
        ("Alexey Volskiy", "head of the Russian Coast Guard Department Frontier Service"),
        ("Igor Khovaev", "Russian Ambassador to the Philippines"),
        ("Sergey Gerasimov", "First Deputy Minister of Justice"),
        ("Igor Zubov", "Deputy Minister of Interior"),
        ("Vladimir Putin", "Russian President"),
    ],
)
def test_everybody_at_the_talks_has_the_right_office(talks: tuple[str, Names], person: str, title: str):
    assert {role.title for role in talks[1].roles if role.person == person} == {title}


def test_nobody_else_is_given_an_office(talks: tuple[str, Names], reception: tuple[str, Names]):
    assert len({role.person for role in talks[1].roles}) == 15
    assert [(role.person, role.title) for role in reception[1].roles] == [
        ("Rodrigo Duterte", "President"),
        ("Igor Khovaev", "Russian Ambassador to Manila"),
        ("Vladimir Putin", "President"),
    ]


@pytest.mark.parametrize(
    "name", ["Rodrigo Duterte", "Hermogenes Esperon Jr", "Nikolai Patrushev", "Vladimir Putin", "Igor Khovaev"]
)
def test_every_surname_points_back_to_its_bearer(talks: tuple[str, Names], reception: tuple[str, Names], name: str):
    surname = name.split()[1]
    for text, names in (talks, reception):
        found = [m.name for m in names.mentions if surname in m.span.of(text)]
        assert found == [name if name in text else surname] * text.count(surname)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("National Intelligence Coordinating Agency", "organisation"),
        ("Philippine Drug Enforcement Agency", "organisation"),
        ("Russian Coast Guard Department Frontier Service", "organisation"),
        ("Russian Federation Delegation", "organisation"),
        ("Armed Forces", "organisation"),
        ("Asia-Pacific Economic Cooperation", "organisation"),
        ("Rappler.com", "organisation"),
        ("Memorandum of Understanding", "agreement"),
        ("VFA", "agreement"),
        ("Davao City", "place"),
        ("Marco Polo Hotel", "place"),
        ("MANILA", "place"),
        ("Moscow", "place"),
        ("Peru", "place"),
        ("United States", "place"),
        ("China", "place"),
    ],
)
def test_bodies_places_and_agreements_of_the_talks_have_their_type(talks: tuple[str, Names], name: str, kind: str):
    text, names = talks
    assert {m.type for m in names.mentions if m.span.of(text) == name} == {kind}


def test_the_security_council_in_the_talks_is_russian(talks: tuple[str, Names]):
    text, names = talks
    councils = [m for m in names.mentions if "Security Council" in m.span.of(text)]
    assert [(m.span.of(text), m.type) for m in councils] == [("Russian Security Council", "organisation")] * 2


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Igor Khovaev", "person"),
        ("Vladimir Putin", "person"),
        ("Manila", "place"),
        ("Moscow", "place"),
        ("Sochi", "place"),
        ("Vladivostok", "place"),
        ("Washington", "place"),
        ("Asia-Pacific", "place"),
        ("Russian Federation", "place"),
        ("Arab News", "organisation"),
    ],
)
def test_names_of_the_reception_have_their_type(reception: tuple[str, Names], name: str, kind: str):
    text, names = reception
    assert {m.type for m in names.mentions if m.span.of(text) == name} == {kind}


def test_no_other_person_is_made_up(talks: tuple[str, Names], reception: tuple[str, Names]):
    assert len({m.name for m in talks[1].mentions if m.type == "person"}) == 15
    others = {m.name for m in reception[1].mentions if m.type == "person"}
    assert others == {"Rodrigo Duterte", "Igor Khovaev", "Vladimir Putin"}


def test_descriptions_of_the_talks_mean_the_right_people(talks: tuple[str, Names]):
    text, names = talks
    assert resolve_description("the President", names.roles, text.index('"emphasized')) == "Rodrigo Duterte"
    assert resolve_description("the Philippine leader", names.roles, len(text)) == "Rodrigo Duterte"
    assert resolve_description("the Russian president", names.roles, len(text)) == "Vladimir Putin"
    assert resolve_description("the ambassador", names.roles, len(text)) == "Igor Khovaev"
