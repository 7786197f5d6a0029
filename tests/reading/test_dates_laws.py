from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.dates import parse_date_query, read_dates
from assistant.reading.dates.grammar import RULES
from assistant.reading.sentences import split_sentences

FRIDAY = date(2017, 2, 17)
_WORDS = (
    "the a this last next that two ten twenty first second sixteenth of in on from to between and by until early late "
    "mid end year years week month day days quarter half decade weekend ago earlier later before after fiscal today "
    "Monday Fri. May March Feb. December spring fall Christmas 1998 2017 '98 1990s 16 3rd 31 9 - – / , . ( ) 's "
    "nineteen ninety-eight thousand hundred 2017-02-16 2/3/2017 10:30 p.m. said will was every"
).split()


@given(st.one_of(st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join), st.text(max_size=80)))
@settings(max_examples=120, deadline=None)
def test_expressions_of_any_text_lie_in_its_sentences_in_order_and_apart(text: str):
    sentences = split_sentences(text)
    for published in (FRIDAY, None, date.min, date.max):
        found = read_dates(text, sentences, published)
        assert all(left.span.end <= right.span.start for left, right in pairwise(found))
        assert all(any(sentence.covers(one.span) for sentence in sentences) for one in found)
        assert all(one.interval.lo <= one.interval.hi and one.rule in RULES for one in found)


@given(st.dates(date(1900, 1, 1), date(2059, 12, 31)), st.dates(date(1950, 1, 1), date(2050, 1, 1)))
@settings(max_examples=60, deadline=None)
def test_a_full_date_means_its_day_however_it_is_written_and_whenever_published(day: date, published: date):
    month = day.strftime("%B")
    for written in (
        f"{month} {day.day}, {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day:%A}, {month} {day.day}, {day.year}",
        f"{day:%Y-%m-%d}",
    ):
        text = f"They met on {written}, he said."
        (found,) = read_dates(text, split_sentences(text), published)
        assert (found.span.of(text), found.interval.lo, found.interval.anchor) == (written, day, "text")


@given(st.dates(date(1950, 1, 1), date(2050, 1, 1)))
@settings(max_examples=25, deadline=None)
def test_a_weekday_told_as_past_is_one_of_the_last_seven_days(published: date):
    for weekday in range(7):
        name = date(2024, 1, 1 + weekday).strftime("%A")
        text = f"They met on {name}."
        (found,) = read_dates(text, split_sentences(text), published)
        assert found.interval.lo.weekday() == weekday
        assert 0 <= (published - found.interval.lo).days < 7


@pytest.mark.parametrize(
    "unit", ["1", "May ", "’98 ", "to May ", "2017-", "the end of the ", "a year ", "Monday ", "1/1/"]
)
def test_a_large_hostile_text_is_read_to_its_end(unit: str):
    text = unit * (60_000 // len(unit))
    found = read_dates(text, split_sentences(text), FRIDAY)
    assert all(one.span.end <= len(text) for one in found)


@pytest.mark.parametrize(
    ("question", "lo", "hi"),
    [
        ("What happened between November 2016 and February 2017?", date(2016, 11, 1), date(2017, 2, 28)),
        ("Who met whom in 2017?", date(2017, 1, 1), date(2017, 12, 31)),
        ("What did he say yesterday?", date(2017, 2, 16), date(2017, 2, 16)),
        ("What was agreed since November 2016?", date(2016, 11, 1), FRIDAY),
        ("What was agreed after 2015?", date(2016, 1, 1), FRIDAY),
        ("What was agreed before March 2016?", date.min, date(2016, 2, 29)),
        ("What was agreed until 2016?", date.min, date(2016, 12, 31)),
    ],
)
def test_the_days_a_question_names_are_read(question: str, lo: date, hi: date):
    found = parse_date_query(question, FRIDAY)
    assert found is not None
    assert (found.lo, found.hi) == (lo, hi)


def test_a_question_without_a_date_names_none():
    assert parse_date_query("Who is the ambassador?", FRIDAY) is None


_CORPUS = Path(__file__).parents[3] / "shared" / "corpus"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "000_523367868b399bf5.txt",
            "2017-02-17 2017 2017-02-17 2017-02-16 2017-02-17 2017-02-16 2016-11 2017",
        ),
        ("004_494d636719354e1f.txt", "2020-02-25 2020-02-24 2020-02 1998 2017-05 2019-10"),
    ],
)
def test_every_date_of_the_two_reports_is_right(name: str, expected: str):
    path = _CORPUS / name
    if not path.exists():
        pytest.skip("the two reports are not here")
    text = path.read_text(encoding="utf-8")
    found = read_dates(text, split_sentences(text), date.fromisoformat(text.split()[1]))
    digits = {"day": 10, "month": 7, "year": 4}
    assert " ".join(str(one.interval.lo)[: digits[one.interval.grain]] for one in found) == expected
