"""The events of the two reports the project was asked for, by dates, statuses and short names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.reading.reader import read
from assistant.types import Event

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
HEAD = len(" date 2017-02-17 ")


def events(pattern: str) -> tuple[str, tuple[Event, ...]]:
    found = sorted(CORPUS.glob(pattern))
    if not found:
        pytest.skip("the two reports are not beside this checkout")
    text = found[0].read_text(encoding="utf-8")
    return text[HEAD:], read(text[HEAD:], date.fromisoformat(text[:HEAD].split()[1])).events


def dated(found: tuple[Event, ...]) -> list[tuple[str, str, str]]:
    return [(str(event.interval.lo), str(event.interval.hi), event.status) for event in found]


def test_the_report_of_2017_tells_talks_a_dinner_and_a_meeting_and_only_plans_a_visit():
    _, found = events("000_*.txt")
    assert dated(found) == [
        ("2017-01-01", "2017-12-31", "planned"),
        ("2017-02-17", "2017-02-17", "happened"),
        ("2017-02-16", "2017-02-16", "reported"),
        ("2017-02-17", "2017-02-17", "happened"),
        ("2017-02-16", "2017-02-16", "happened"),
        ("2016-11-01", "2016-11-30", "happened"),
        ("2017-01-01", "2017-12-31", "planned"),
    ]


def test_the_signing_of_2017_is_only_ever_planned():
    text, found = events("000_*.txt")
    signing = [event for event in found if "sign" in event.span.of(text)]
    assert signing
    assert {event.status for event in signing} == {"planned"}


def test_the_talks_of_2017_name_who_took_part():
    _, found = events("000_*.txt")
    names = " ".join(found[2].participants)
    assert "Duterte" in names
    assert "Patrushev" in names


def test_the_report_of_2020_keeps_a_saying_an_announcement_a_treaty_and_two_meetings_apart():
    _, found = events("004_*.txt")
    assert [(lo[:7], status) for lo, _, status in dated(found)] == [
        ("2020-02", "happened"),
        ("2020-02", "happened"),
        ("1998-01", "happened"),
        ("2017-05", "reported"),
        ("2019-10", "reported"),
    ]
    assert dated(found)[0][0] == "2020-02-24"
