import pytest

from assistant.reading.names import Names, read_names
from assistant.reading.sentences import split_sentences


def read(text: str) -> Names:
    return read_names(text, split_sentences(text))


def named(text: str) -> list[tuple[str, str, str]]:
    """Surface, type and full name of every mention."""
    return [(m.span.of(text), m.type, m.name) for m in read(text).mentions]


def people(text: str) -> list[str]:
    return [m.name for m in read(text).mentions if m.type == "person"]


def of_type(text: str, kind: str) -> list[str]:
    return [m.span.of(text) for m in read(text).mentions if m.type == kind]


def test_a_title_stays_outside_the_name_and_the_organisation_before_it_is_a_name_of_its_own():
    text = "The Drug Enforcement Agency Director General Isidro Lapeña spoke."
    assert named(text) == [
        ("Drug Enforcement Agency", "organisation", "Drug Enforcement Agency"),
        ("Isidro Lapeña", "person", "Isidro Lapeña"),
    ]


def test_a_surname_points_back_to_the_full_name_also_with_a_possessive():
    text = "President Rodrigo Duterte spoke. Later Duterte left, and Duterte's aides with him."
    assert people(text) == ["Rodrigo Duterte"] * 3


def test_a_surname_in_a_headline_points_forward_to_the_full_name():
    text = "Kowalski visits Perth\n\nPrime Minister Darren Kowalski arrived on Sunday."
    assert people(text) == ["Darren Kowalski", "Darren Kowalski"]


def test_a_surname_that_two_people_share_is_left_alone():
    assert people("Bill Clinton and Hillary Clinton came. Then Clinton waved.")[-1] == "Clinton"


def test_a_title_tells_apart_two_people_who_share_a_surname():
    text = "Rep. Helen Marchetti and Sen. Daniel Marchetti voted. Rep. Marchetti said no. Sen. Marchetti said yes."
    assert people(text)[2:] == ["Helen Marchetti", "Daniel Marchetti"]


def test_names_that_only_look_alike_are_two_people():
    text = "John Kerry met John Kelly. Kerry smiled. Kelly did not."
    assert people(text) == ["John Kerry", "John Kelly", "John Kerry", "John Kelly"]


def test_a_family_name_that_stands_first_is_the_short_form():
    text = "Chinese President Xi Jinping and North Korean leader Kim Jong Un met. Xi and Kim shook hands."
    assert people(text) == ["Xi Jinping", "Kim Jong Un", "Xi Jinping", "Kim Jong Un"]


def test_a_middle_name_or_initial_does_not_make_another_person():
    text = "Robert J. Hartley spoke. President Robert Hartley left. Hartley slept."
    assert set(people(text)) == {"Robert J. Hartley"}


@pytest.mark.parametrize(
    "name",
    [
        "Ursula von der Leyen",
        "Mohammed bin Salman",
        "Luiz Inácio Lula da Silva",
        "Abdel Fattah el-Sisi",
        "Bashar al-Assad",
        "Catherine O'Donoghue",
        "Pierre MacIntosh",
        "Jean-Claude Juncker",
        "Hermogenes Esperon Jr",
        "Charles de Gaulle",
        "Ban Ki-moon",
    ],
)
def test_particles_hyphens_and_suffixes_belong_to_the_name(name: str):
    assert named(f"On Monday {name} arrived in Oslo.")[0] == (name, "person", name)


def test_an_acronym_is_named_by_its_long_form_in_both_orders():
    text = "The Organization of Coastal States (OCS) met. The OCS voted. The FPB (Fiscal Policy Board) did not."
    names = {m.span.of(text): m.name for m in read(text).mentions}
    assert names["OCS"] == "Organization of Coastal States"
    assert names["FPB"] == "Fiscal Policy Board"


def test_an_acronym_without_brackets_takes_the_long_form_the_text_uses():
    assert named("The United Nations was silent. A UN envoy left.")[-1] == ("UN", "organisation", "United Nations")


def test_countries_capitals_and_seas_are_places_and_adjectives_of_nationality_are_none():
    text = "Russian ships left Vladivostok for the South China Sea, past Japan and Côte d’Ivoire."
    assert of_type(text, "place") == ["Vladivostok", "South China Sea", "Japan", "Côte d’Ivoire"]
    assert "Russian" not in of_type(text, "other")


def test_hyphenated_countries_are_two_places():
    text = "A Russia-Philippines alliance was ruled out by US-led forces."
    assert of_type(text, "place") == ["Russia", "Philippines", "US"]


@pytest.mark.parametrize(
    "name",
    [
        "Ministry of Culture and Tourism",
        "Organisation for the Prohibition of Chemical Weapons",
        "Progressive Farmers Party",
        "University of Tromsø",
        "Bank of England",
        "People's Liberation Army",
        "Armed Forces",
        "Swedish navy",
    ],
)
def test_organisations_are_told_by_their_heads(name: str):
    assert of_type(f"On Monday the {name} said nothing.", "organisation") == [name]


@pytest.mark.parametrize(
    "name",
    [
        "Visiting Forces Agreement",
        "Treaty of Lisbon",
        "Memorandum of Understanding",
        "Protocol on Copper Exports",
        "Tunis Accord",
    ],
)
def test_agreements_are_told_by_their_heads(name: str):
    assert of_type(f"They signed the {name} on Monday.", "agreement") == [name]


def test_a_descriptive_phrase_is_no_name():
    assert named("The ambassador told the President that the council and the ministry had no comment.") == []


def test_a_given_name_that_is_a_country_is_a_person_and_the_country_stays_a_place():
    text = "Chad Wilkerson flew to Chad. Wilkerson met Israel Katz in Israel."
    assert [(surface, kind) for surface, kind, _ in named(text)] == [
        ("Chad Wilkerson", "person"),
        ("Chad", "place"),
        ("Wilkerson", "person"),
        ("Israel Katz", "person"),
        ("Israel", "place"),
    ]


def test_months_and_common_words_are_names_only_where_somebody_bears_them():
    text = "Theresa May spoke in May. May said no. Rice prices rose. Condoleezza Rice, the former secretary, agreed."
    assert [m.span.start for m in read(text).mentions if m.name == "Theresa May"] == [0, text.index("May said")]
    assert [surface for surface, _, name in named(text) if "Rice" in name] == ["Condoleezza Rice"]


def test_the_first_word_of_a_sentence_is_no_name_for_its_capital():
    text = (
        "Talks failed. Visiting Moscow was a mistake. Equal partnerships are necessary. Fighting erupted near Marawi."
    )
    assert [surface for surface, _, _ in named(text)] == ["Moscow", "Marawi"]


def test_a_text_all_in_capitals_is_read_like_any_other():
    text = 'LAST WEEK PRESIDENT ANTOINE MUKENDI FLEW TO NEW YORK . THE U.N. WAS SILENT . "NO," SAID MUKENDI IN PARIS .'
    assert named(text) == [
        ("ANTOINE MUKENDI", "person", "Antoine Mukendi"),
        ("NEW YORK", "place", "New York"),
        ("U.N.", "organisation", "U.N."),
        ("MUKENDI", "person", "Antoine Mukendi"),
        ("PARIS", "place", "Paris"),
    ]


def test_a_headline_does_not_make_a_name_of_every_capital():
    text = "Putin To Visit Beijing After Talks Fail\n\nRussian President Vladimir Putin will go in May."
    assert [surface for surface, _, _ in named(text)] == ["Putin", "Beijing", "Vladimir Putin"]


def test_words_around_an_unknown_name_tell_its_type():
    text = (
        "Fighters left the town of Xarbut. Qelvo, the state oil company, said nothing. "
        "Later Drevin's regime fell in Pashkar province."
    )
    assert {surface: kind for surface, kind, _ in named(text)} == {
        "Xarbut": "place",
        "Qelvo": "organisation",
        "Drevin": "person",
        "Pashkar": "place",
    }


def test_a_seat_of_power_is_an_organisation_and_a_ship_is_neither_person_nor_place():
    text = "The Kremlin said the USS Abraham Lincoln had left."
    found = [(surface, kind) for surface, kind, _ in named(text)]
    assert found == [("Kremlin", "organisation"), ("USS Abraham Lincoln", "other")]


def test_names_do_not_run_over_a_sentence_boundary():
    text = "He left the U.S. President Putin stayed. They met in Davao. Lorenzana was absent."
    assert "Davao" in of_type(text, "place")
    assert all("." not in surface.rstrip(".") or surface == "U.S." for surface, _, _ in named(text))
