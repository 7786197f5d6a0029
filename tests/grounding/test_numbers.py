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
        ("twenty-first, sixty-seventh, 22nd", ["21", "67", "22"]),
        ("the thirtieth, fortieth and ninetieth", ["30", "40", "90"]),
        ("forty-two, forty two, sixty-five-year", ["42", "42", "65"]),
        ("one hundred and twenty-one, two-hundred, five hundred thousand", ["121", "200", "500000"]),
        ("twenty-ten, five and six, twenty first", ["20", "10", "5", "6", "20", "1"]),
        ("10k, 9mn, 4-million, 3 m, 9 bn", ["10000", "9000000", "4000000", "3", "9"]),
        ("1,234,567.89 and 1,23", ["1234567.89", "1", "23"]),
        ("one soldier, 1 soldier, one day, every one, only one", ["1", "1"]),
        ("an hour, a boat, hundred-fold, per cent", []),
        ("several dozen, an hundred", ["12", "100"]),
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
        ("5 US dollars", "money", "dollar"),
        ("US$ 5 million", "money", "dollar"),
        ("2 percentage points", "percent", ""),
        ("5 per year", "cardinal", ""),
    ],
)
def test_a_number_tells_what_it_counts(text: str, kind: str, unit: str):
    (quantity,) = read_numbers(text)
    assert (quantity.kind, quantity.unit) == (kind, unit)


def test_at_least_is_not_at_most():
    bounds = [quantity.bound for quantity in read_numbers("at least 20, up to 30, about 40, more than 50, exactly 60")]
    assert bounds == ["least", "most", "about", "least", ""]
    text = "no fewer than 20, not less than 30, no more than 40, not higher than 50, fewer than 60"
    assert [quantity.bound for quantity in read_numbers(text)] == ["least", "least", "most", "most", "most"]
