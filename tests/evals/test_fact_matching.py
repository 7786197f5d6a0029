"""Whether a text says a fact: right sayings, wrong ones and near misses."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from evals.cases import Fact, days_of
from evals.facts import says


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("The dinner was at the Marco Polo Hotel.", ["Marco Polo"], True),
        ("The dinner was at the MARCO  POLO hotel.", ["Marco Polo"], True),
        ("General Eduardo Año spoke.", ["Ano"], True),
        ("Esperon's words", ["Esperon"], True),
        ("Esperon’s words", ["Esperon"], True),
        ("U.S. forces", ["US"], True),
        ("It was ruled out.", ["rejected", "ruled out"], True),
        ("The dinner was at the Marcopolo.", ["Marco Polo"], False),
        ("Polo met Marco.", ["Marco Polo"], False),
        ("Esperonza spoke.", ["Esperon"], False),
        ("The Marco and Polo Hotel", ["Marco Polo"], False),
        ("", ["Marco Polo"], False),
    ],
)
def test_phrases_are_whole_words_in_order(text: str, words: list[str], said: bool):
    assert says(text, Fact(words=tuple(words))) is said


@pytest.mark.parametrize(
    ("text", "number", "unit", "said"),
    [
        ("They stayed 3 days.", 3, "day", True),
        ("They stayed three long days.", 3, "days", True),
        ("a three-day stay", 3, "days", True),
        ("1,250 rifles", 1250, "rifles", True),
        ("twenty-five ships", 25, "ship", True),
        ("two thousand tonnes", 2000, "tonnes", True),
        ("2.5 million dollars", 2_500_000, "dollars", True),
        ("ten boxes", 10, "box", True),
        ("two thousand ships and five boats", 5, "boats", True),
        ("two billion dollars", 2_000_000_000, "dollars", True),
        ("In that long year the state sold 3 million barrels of oil.", 3_000_000, "barrels", True),
        ("In that long year the state sold 3 million barrels of oil.", 3, "barrels", False),
        ("In that year they sold twenty thousand million barrels.", 20_000_000_000, "barrels", True),
        ("They sold 7 very large ships.", 7, "ships", True),
        ("They sold 7 old and large ships.", 7, "ships", False),
        ("twenty-five ships", 5, "ships", False),
        ("twenty-one ships", 21, "ships", True),
        ("twenty-one ships", 1, "ships", False),
        ("in 1998", 1998, None, True),
        ("They stayed 30 days.", 3, "days", False),
        ("They stayed 3 weeks and some days.", 3, "days", False),
        ("They stayed 3 weeks, which is not a matter of days.", 3, "days", False),
        ("They stayed 13 days.", 3, "days", False),
        ("twenty three days", 20, "days", False),
        ("twenty days", 23, "days", False),
        ("12,500 rifles", 12, "rifles", False),
        ("3.5 days", 3, "days", False),
        ("days 3", 3, "days", False),
        ("three hundred days", 3, "days", False),
        ("three hundred days", 300, "days", True),
        ("daylight for 3 hours", 3, "day", False),
    ],
)
def test_a_number_counts_with_its_own_unit(text: str, number: float, unit: str | None, said: bool):
    assert says(text, Fact(number=number, unit=unit)) is said


@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        ("on 16 February 2017", "2017-02-16", True),
        ("on Thursday night", "2017-02-16", True),
        ("in February 2017", "2017-02", True),
        ("signed in 1998", "1998", True),
        ("on 17 February 2017", "2017-02-16", False),
        ("on Wednesday night", "2017-02-16", False),
        ("in February 2017", "2017-02-16", False),
        ("on 16 February 2016", "2017-02-16", False),
        ("in January 2017", "2017-02", False),
        ("in 1999", "1998", False),
    ],
)
def test_a_day_is_resolved_from_the_day_of_publication_and_keeps_its_grain(text: str, day: str, said: bool):
    assert says(text, Fact(date=day), date(2017, 2, 17)) is said


def test_a_weekday_without_a_publication_is_no_day():
    assert not says("on Thursday night", Fact(date="2017-02-16"))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"words": ("one",), "number": 1},
        {"number": 1, "date": "1998"},
        {"unit": "days"},
        {"words": ("one",), "unit": "days"},
        {"date": "2017-13"},
        {"date": "2017-02-30"},
        {"date": "last week"},
        {"words": ("x" * 41,)},
        {"words": ("",)},
    ],
)
def test_a_fact_is_one_thing_and_no_sentence(fields: dict[str, object]):
    with pytest.raises(ValidationError):
        Fact.model_validate(fields)


def test_yaml_days_and_years_are_read_as_they_are_written():
    assert Fact.model_validate({"date": date(2017, 2, 16)}).date == "2017-02-16"
    assert Fact.model_validate({"date": 1998}).date == "1998"


def test_a_month_and_a_year_have_their_last_day():
    assert days_of("2020-02") == (date(2020, 2, 1), date(2020, 2, 29))
    assert days_of("2019-12") == (date(2019, 12, 1), date(2019, 12, 31))
    assert days_of("2019") == (date(2019, 1, 1), date(2019, 12, 31))


@given(st.text(max_size=60))
def test_no_text_breaks_the_matching(text: str):
    for fact in (Fact(words=("a b",)), Fact(number=3, unit="days"), Fact(date="2017-02-16")):
        assert says(text, fact) in (True, False)


@given(st.integers(min_value=0, max_value=999_999))
def test_a_number_is_read_with_and_without_its_commas(number: int):
    assert says(f"about {number:,} ships", Fact(number=number, unit="ships"))
    assert says(f"about {number} ships", Fact(number=number, unit="ships"))
    assert not says(f"about {number} ships", Fact(number=number + 1, unit="ships"))
