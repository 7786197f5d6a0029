"""What was only planned, denied or hearsay is never told as having happened; whole texts through the reader."""

from datetime import date

import pytest

from assistant.reading.reader import read

PUBLISHED = date(2018, 5, 10)


def statuses(text: str, published: date = PUBLISHED) -> list[str]:
    return [event.status for event in read(text, published).events]


@pytest.mark.parametrize(
    "text",
    [
        "The ceremony was to be held on 3 May 2018.",
        "The vote was to have been held on 3 May.",
        "The deal that was to have been signed on 4 May in Paris is dead.",
        "The papers had yet to be signed on 3 May.",
        "The treaty is to be formally signed on 3 May 2018.",
    ],
)
def test_what_was_to_be_done_is_a_plan(text: str):
    assert statuses(text) == ["planned"]


@pytest.mark.parametrize(
    "text",
    [
        "Allegedly, troops crossed the border on Wednesday.",
        "Troops, reportedly, crossed the border on Wednesday.",
        "Troops crossed the border on Wednesday, apparently.",
    ],
)
def test_hearsay_set_off_by_commas_is_a_report(text: str):
    assert statuses(text) == ["reported"]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty, which was to be signed on 3 May 2018, was shelved.",
        "The talks scheduled for 3 May were cancelled.",
        "A summit planned for 3 May never happened.",
        "The visit planned for 3 May was called off.",
        "The talks, which were due to begin on 3 May, never took place.",
        "A meeting that was to take place on 3 May did not take place.",
        "The summit was to open on 3 May but was cancelled.",
        "The government cancelled talks planned for 3 May.",
        "The talks, planned for 3 May, failed to take place.",
        "The visit planned for 12 June will not take place.",
    ],
)
def test_a_plan_that_its_sentence_calls_off_is_denied_with_the_words_that_say_so(text: str):
    found = read(text, PUBLISHED)
    assert [(event.span.of(text), event.status) for event in found.events] == [(text.rstrip("."), "denied")]


@pytest.mark.parametrize(
    "text",
    [
        "The minister, who was to speak on 3 May, was not invited.",
        "The government will cancel talks planned for 3 May.",
        "The vote is planned for 3 May because the talks were cancelled.",
    ],
)
def test_a_plan_stands_where_something_else_is_called_off(text: str):
    assert statuses(text) == ["planned"]
