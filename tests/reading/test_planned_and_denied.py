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
