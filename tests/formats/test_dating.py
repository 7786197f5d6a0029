"""Which day a document was published on, and when none can be told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.caution import suspicions
from assistant.formats.dateline import datelines
from assistant.formats.dates import any_day
from assistant.formats.dating import Dated, publication
from assistant.formats.draft import Draft, finish
from assistant.reading.reader import read
from assistant.types import Excerpt

TODAY = date(2022, 1, 1)
DAY = date(2021, 3, 5)
BODY = "\n\nMinisters met on Tuesday and agreed on fish.\n"


@pytest.mark.parametrize(
    ("head", "plain"),
    [
        ("Published: 5 March 2021", True),
        ("Posted on March 5, 2021 at 10:31", True),
        ("PORTO, March 5, 2021 (AP) – Ministers met.", True),
        ("NEW YORK, 5 March 2021 -- Ministers met.", True),
        ("Brussels, 5 March 2021", False),
        ("Friday, March 5, 2021", False),
        ("Washington, D.C., March 5, 2021 10:30 am EST", False),
        ("Paris, le 5 mars 2021", False),
        ("Berlin, 5. März 2021", False),
        ("Madrid, 5 de marzo de 2021", False),
        ("2021-03-05", False),
    ],
)
def test_a_dateline_gives_the_day(head: str, plain: bool):
    [line] = datelines(head + BODY)
    assert (line.day, line.plain) == (DAY, plain)


@pytest.mark.parametrize(
    "head",
    [
        "The deadline for comments is Friday, 5 March 2021",
        "He met her on 5 March 2021 – and left.",
        "Porto Summit, 5 March 2021",
        "Meeting of 5 March 2021",
        "Updated: 5 March 2021",
        "PORTO, March 5 (AP) – Ministers met.",
        "Porto, 31 February 2021",
        "Ministers met.\n" * 20 + "Published: 5 March 2021",
    ],
)
def test_a_date_that_does_not_say_it_is_that_of_publication_gives_none(head: str):
    assert list(datelines(head + BODY)) == []


@given(st.text(alphabet="PORTO, March 5 2021–-()/:.\n", max_size=400))
def test_any_head_is_looked_through(head: str):
    list(datelines(head))


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("2021-03-05T10:00:00Z", DAY),
        ("2021-03-05T99:00", DAY),
        ("20210305", DAY),
        ("2021/3/5", DAY),
        ("March 5, 2021", DAY),
        ("Fri, 05 Mar 2021 10:00:00 +0100", DAY),
        ("05/03/2021", None),
        ("yesterday", None),
        ("2021-02-31", None),
        ("9" * 5000, None),
    ],
)
def test_a_machines_date_is_read_where_it_is_whole(said: str, day: date | None):
    assert any_day(said) == day


def test_two_carriers_that_agree_within_days_give_the_first():
    dating = publication([Dated(DAY, "meta tag"), Dated(date(2021, 3, 7), "address")], BODY, TODAY)
    assert (dating.day, dating.by, dating.flags) == (DAY, "meta tag", ())


def test_carriers_that_contradict_each_other_leave_no_date():
    dating = publication([Dated(DAY, "meta tag"), Dated(date(2014, 3, 5), "address")], BODY, TODAY)
    assert (dating.day, dating.flags) == (None, ("contradicted-date",))
    assert dating.by == "meta tag 2021-03-05, but address 2014-03-05"


def test_the_text_itself_may_contradict_its_head():
    dating = publication([Dated(DAY, "front matter")], "PORTO, 5 March 2020 – Ministers met.", TODAY)
    assert (dating.day, dating.flags) == (None, ("contradicted-date",))


def test_a_file_cannot_be_older_than_the_day_it_bears():
    dating = publication([], "Porto, 5 March 2021" + BODY, TODAY, made=date(2020, 1, 1))
    assert (dating.day, dating.flags) == (None, ("contradicted-date",))


def test_a_date_that_lies_ahead_is_told_and_dates_nothing():
    dating = publication([Dated(date(2031, 3, 5), "field")], BODY, TODAY)
    assert (dating.day, dating.by, dating.flags) == (None, "field 2031-03-05", ("future-date",))


def test_lines_that_are_merely_dates_count_where_they_agree_and_nothing_else_speaks():
    assert publication([], "Porto, 5 March 2021" + BODY, TODAY).day == DAY
    assert publication([], "5 March 2021\n6 March 2021" + BODY, TODAY).flags == ("undated",)
    assert publication([Dated(TODAY, "field")], "Porto, 5 March 2021" + BODY, TODAY).day == TODAY


def test_a_document_whose_date_is_contradicted_puts_nothing_on_a_timeline_by_it():
    said = "PORTO, 5 March 2020 – Ministers met on Tuesday and agreed on fish. They had met on 1 May 2019."
    document = finish(Draft(said, id="a", date=DAY, dated_by="field"), "a", source=None, today=TODAY)
    reading = read(document.text, document.date)
    assert document.flags == ("contradicted-date",)
    assert {event.interval.anchor for event in reading.events}.isdisjoint({"published"})
    excerpt = Excerpt("a", 0, 5, "PORTO", "", flags=document.flags)
    assert suspicions(excerpt) == ("bears dates that contradict each other",)
