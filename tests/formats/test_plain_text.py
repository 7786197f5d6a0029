"""Plain text: the date marker, headlines, publishers, encodings."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableError
from assistant.formats.decoding import decode
from assistant.formats.language import guess_language
from assistant.formats.plain import read_plain
from assistant.formats.publisher import trailing_source


def test_the_date_marker_gives_the_date_and_is_not_part_of_the_text():
    draft = read_plain(" date 2017-02-17 Ministers met in Porto.\n")
    assert (draft.text, draft.date, draft.dated_by) == ("Ministers met in Porto.\n", date(2017, 2, 17), "marker")


def test_an_impossible_day_in_the_marker_is_told():
    with pytest.raises(UnreadableError, match="'2017-02-30' is no day; write it as YYYY-MM-DD"):
        read_plain(" date 2017-02-30 Ministers met.")


@pytest.mark.parametrize(
    "text", ["The date 2017-02-17 was fixed.", " date 2017-02-17", " date 17-02-2017 x", "date: x"]
)
def test_a_date_elsewhere_is_no_marker(text: str):
    assert read_plain(text).date is None
    assert read_plain(text).text == text


def test_a_headline_is_the_title_and_stays_in_the_text():
    text = "Ministers agree on fish\n\nPORTO – They met."
    assert (read_plain(text).title, read_plain(text).text) == ("Ministers agree on fish", text)
    assert read_plain(" date 2020-01-01 Who agreed?\n\nThey did.").title == "Who agreed?"


@pytest.mark.parametrize(
    "text",
    [
        "Ministers met on Friday.\n\nThey agreed.",
        "“We agree.”\n\nThey said so.",
        "Ministers agree on fish\nThey met.",
        "Ministers agree on fish",
        "Ministers agree on fish\n\n",
        "fish " * 50 + "\n\nThey met.",
        "",
    ],
)
def test_a_first_line_that_is_no_headline_gives_no_title(text: str):
    assert read_plain(text).title is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("They left. – Harbour.com", "Harbour.com"),
        ("“They left.” — Reuters\n", "Reuters"),
        ("They left. (AP)", "AP"),
        ("They left.\n\n– The Porto Times", "The Porto Times"),
        ("They left. — with reports", None),
        ("They left. – Reuters, AFP", "Reuters, AFP"),
        ("“To go is to win.” – Ana Veloso", None),
        ("he told Harbour News", None),
        ("He reads the Harbour News (weekly)", None),
        ("The talks of Porto – Lisbon", None),
        ("", None),
    ],
)
def test_a_publisher_is_taken_only_where_it_is_plainly_one(text: str, source: str | None):
    assert trailing_source(text) == source


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_in_unicode_is_read_with_its_mark_or_as_utf_8(encoding: str):
    assert decode("Año 北京\r\nnext".encode(encoding)).text == "Año 北京\nnext"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00", b"text\x00text", bytes(range(1, 32)) * 9])
def test_binary_files_are_refused(data: bytes):
    with pytest.raises(UnreadableError, match="binary"):
        decode(data)


def test_only_line_ends_and_the_mark_are_changed():
    text = "  Tab\there, a\fpage,\u00a0and “marks”\n\n"
    assert decode(text.encode()).text == text


def test_language_is_english_or_undetermined():
    assert guess_language("The minister said that the talks were over and he was going home.") == "en"
    assert guess_language("Der Minister sagte, die Gespräche seien vorbei und er fahre heim.") == "und"
    assert guess_language("1 2 3") == "und"


@given(st.text())
def test_any_text_is_read_and_only_a_marker_is_taken_off(text: str):
    try:
        draft = read_plain(text)
    except UnreadableError:
        return
    assert text.endswith(draft.text)
    assert draft.text == text or draft.date is not None


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes):
    with suppress(UnreadableError):
        decode(data)
