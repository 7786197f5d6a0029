from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.grounding.numbers import read_numbers


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("two, 2 and 2.0", ["2", "2", "2.0"]),
        ("1.5 million, 1,500,000 and 1.5m", ["1500000", "1500000", "1500000"]),
        ("twenty-one, three hundred and five, two thousand five hundred", ["21", "305", "2500"]),
        ("a dozen, two dozen, half", ["12", "24", "0.5"]),
        ("a hundred men and a million dollars", ["100", "1000000"]),
        ("no one, the one, one of them, one another", []),
        ("G20, Su-35, MH17, F-16", []),
        ("3rd, third", ["3", "3"]),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text: str, values: list[str]):
    assert [quantity.value for quantity in read_numbers(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("5%", "percent", ""),
        ("five per cent", "percent", ""),
        ("$2bn", "money", "dollar"),
        ("3 million euros", "money", "euro"),
        ("the fifth", "ordinal", ""),
        ("21:45", "clock", ""),
        ("dozens", "vague", ""),
        ("seven ships", "cardinal", ""),
    ],
)
def test_a_number_tells_what_it_counts(text: str, kind: str, unit: str):
    (quantity,) = read_numbers(text)
    assert (quantity.kind, quantity.unit) == (kind, unit)


def test_at_least_is_not_at_most():
    bounds = [quantity.bound for quantity in read_numbers("at least 20, up to 30, about 40, more than 50, exactly 60")]
    assert bounds == ["least", "most", "about", "least", ""]
