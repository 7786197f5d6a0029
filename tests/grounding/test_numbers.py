from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.grounding.numbers import read_numbers
from assistant.types import Span


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
        ("zero, two, three, four, five, six, seven, eight, nine, ten", [str(n) for n in range(11) if n != 1]),
        (
            "eleven, twelve, thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen",
            [str(n) for n in range(11, 20)],
        ),
        ("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety", [str(n) for n in range(20, 100, 10)]),
        ("first, second, third, fourth, fifth, sixth, seventh, eighth, ninth", [str(n) for n in range(1, 10)]),
        ("tenth, eleventh, twelfth, thirteenth, fourteenth, fifteenth", [str(n) for n in range(10, 16)]),
        ("sixteenth, seventeenth, eighteenth, nineteenth, twentieth", [str(n) for n in range(16, 21)]),
        ("the fiftieth, sixtieth, seventieth and eightieth", ["50", "60", "70", "80"]),
        (
            "two hundred, 2 thousand, 2 million, 2 billion, 2 trillion",
            ["200", "2000"] + ["2" + "0" * n for n in (6, 9, 12)],
        ),
        ("2k, 2m, 2mn, 2bn, 2b, 2tn", ["2" + "0" * n for n in (3, 6, 6, 9, 9, 12)]),
        ("2 lakh, 2 crore, 2 thousand million", ["200000", "20000000", "2000000000"]),
        ("a thousand, a million, a billion, a k, a dozen and a half", ["1000", "1000000", "1000000000", "12", "0.5"]),
        ("half a million", ["0.5", "1000000"]),
        ("one million two hundred thousand and three", ["1200003"]),
        ("nine hundred and ninety-nine, hundred and twelve", ["999", "12"]),
        ("thirty, forty-three thousand, twenty-four million", ["30", "43000", "24000000"]),
        ("three dozen and a dozen", ["36", "12"]),
        ("ninety-nine-year, ninety – nine", ["99", "90", "9"]),
        ("one side, one hand, one thing, one or two, one after all", ["2", "1"]),
        ("this one man, that one man, each one man, any one man, which one man", []),
        ("21:45, 9:05, 1:2", ["21.45", "9.05", "1", "2"]),
        ("G-20, AK-47, Covid-19, Boeing-747", ["747"]),
        ("x_12, xx_12, A4, 4x4", ["4"]),
        ("20 thousands of men", ["20"]),
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
        ("5 pct", "percent", ""),
        ("5 per centum", "percent", ""),
        ("5 percentage", "percent", ""),
        ("₱5", "money", "peso"),
        ("5 renminbi", "money", "yuan"),
        ("5 Norwegian euros", "money", "euro"),
        ("5 of the euros", "cardinal", ""),
        ("the 5th euro", "ordinal", ""),
        ("£5 euros", "money", "pound"),
        ("5 pence", "money", "cent"),
        ("scores", "vague", ""),
        ("tens", "vague", ""),
        ("42nd", "ordinal", ""),
        ("sixty-second", "ordinal", ""),
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
    text = "at least, by all means, 20, more than (30), upwards of $40, less than two"
    assert [quantity.bound for quantity in read_numbers(text)] == ["", "least", "least", "most"]


def test_a_number_stands_where_its_words_do():
    text = "He paid $1.5 million, or 20 per cent, for twenty-one and a half ships."
    words = ["$1.5 million", "20 per cent", "twenty-one", "half"]
    found = read_numbers(text)
    assert [quantity.span.of(text) for quantity in found] == [quantity.word for quantity in found] == words
    assert [quantity.shifted(7).span.of(f"So far {text}") for quantity in found] == words


def test_a_number_inside_a_date_is_none():
    text = "On 3 May 2021 it had 12 ships."
    assert [quantity.word for quantity in read_numbers(text, [Span(3, 13)])] == ["12"]
