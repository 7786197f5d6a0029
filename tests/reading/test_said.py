"""The day of a saying is the day the text gives for the saying, and no other date of its sentence."""

from datetime import date

import pytest

from assistant.reading.reader import read

PUBLISHED = date(2018, 5, 10)


def said(text: str) -> list[date | None]:
    return [quote.said.lo if quote.said else None for quote in read(text, PUBLISHED).quotes]


@pytest.mark.parametrize(
    "text",
    [
        "Karl Meier, who was foreign minister until 2012, said the treaty was dead.",
        'Karl Meier, foreign minister from 2010 to 2012, said: "The treaty is dead."',
        'Karl Meier, elected in January 2017, said: "The treaty is dead."',
        "After the talks, which opened on Monday, Karl Meier said the treaty was dead.",
    ],
)
def test_the_date_of_an_insertion_is_not_that_of_the_saying(text: str):
    assert said(text) == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Karl Meier, on Friday, said the treaty was dead.",
        'Karl Meier, speaking from Paris on Friday, said: "The treaty is dead."',
        "In a statement on Friday, Karl Meier said the treaty was dead.",
    ],
)
def test_the_date_of_the_saying_may_stand_between_commas(text: str):
    assert said(text) == [date(2018, 5, 4)]
