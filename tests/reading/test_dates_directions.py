"""Where a bare weekday or a day without its year lies: behind the text or ahead of it."""

from datetime import date

import pytest

from assistant.reading.reader import read

THURSDAY = date(2018, 5, 10)
SPRING = date(2018, 3, 20)


def days(text: str, published: date) -> list[date]:
    return [expression.interval.lo for expression in read(text, published).dates]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The summit planned for 9 March did not take place.", date(2018, 3, 9)),
        ("The visit, planned for 5 January, was cancelled.", date(2018, 1, 5)),
        ("The vote scheduled for 2 February has been postponed.", date(2018, 2, 2)),
        ("The government cancelled talks planned for 9 February.", date(2018, 2, 9)),
        ("The visit planned for January was called off.", date(2018, 1, 1)),
        ("The visit planned for June was called off.", date(2018, 6, 1)),
        ("The election is planned for 5 January.", date(2019, 1, 5)),
        ("The election will be held on 5 January.", date(2019, 1, 5)),
    ],
)
def test_a_plan_that_came_to_nothing_is_not_put_off_by_a_year(text: str, day: date):
    assert days(text, SPRING) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Leaders meet in Paris on Friday.", date(2018, 5, 11)),
        ("The president flies to Rome on Sunday.", date(2018, 5, 13)),
        ("Talks resume on Monday.", date(2018, 5, 14)),
    ],
)
def test_a_weekday_with_an_arrangement_in_the_present_tense_lies_ahead(text: str, day: date):
    found = read(text, THURSDAY)
    assert [(event.interval.lo, event.status) for event in found.events] == [(day, "planned")]


@pytest.mark.parametrize(
    "text", ["The leaders met in Paris on Friday.", "Officials say the president flew to Rome on Friday."]
)
def test_a_weekday_with_a_past_verb_lies_behind(text: str):
    assert days(text, THURSDAY) == [date(2018, 5, 4)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The minister resigned a week ago on Thursday.", date(2018, 5, 3)),
        ("A week ago on Tuesday, the minister resigned.", date(2018, 5, 1)),
        ("The minister resigned two weeks ago, on Friday.", date(2018, 4, 27)),
    ],
)
def test_a_weekday_beside_weeks_ago_is_of_that_week(text: str, day: date):
    assert days(text, THURSDAY)[1:] == [day]
