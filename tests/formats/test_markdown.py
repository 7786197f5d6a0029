"""Markdown with and without front matter."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableError
from assistant.formats.markdown import read_markdown

NOTE = """---
id: fish-1
title: Fish talks
source: Harbour News
date: 2020-03-01
url: https://example.org/fish
language: en
author: ignored
---

# Fish

They *met* in Porto.
"""


def test_front_matter_gives_the_head_and_is_not_part_of_the_text():
    draft = read_markdown(NOTE)
    assert draft.text == "# Fish\n\nThey *met* in Porto.\n"
    assert (draft.id, draft.title, draft.source) == ("fish-1", "Fish talks", "Harbour News")
    assert (draft.date, draft.dated_by) == (date(2020, 3, 1), "front matter")
    assert (draft.url, draft.language) == ("https://example.org/fish", "en")


def test_the_first_heading_is_the_title_where_front_matter_has_none():
    assert read_markdown("Intro.\n\n## Fish talks ##\n\nText.").title == "Fish talks"
    assert read_markdown("No heading at all.").title is None


@pytest.mark.parametrize("day", ["2020-03-01", '"2020-03-01"', "2020-03-01T10:00:00Z", "2020-03-01 10:00:00"])
def test_a_date_may_carry_a_time(day: str):
    assert read_markdown(f"---\ndate: {day}\n---\ntext").date == date(2020, 3, 1)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        ("title: [", "not YAML"),
        ("a: b: c", r"not YAML \(line 2\)"),
        ("- a\n- b", "not a list of `name: value` lines"),
        ("date: soon", "'soon' is no day"),
        ("date: 2020-02-31", "not YAML|is no day|cannot be"),
        ("date: [2020]", "is no day"),
        ("title: {a: b}", "title in its front matter must be one value"),
        ("x: !!python/object/apply:os.system [ls]", "not YAML"),
    ],
)
def test_front_matter_that_cannot_be_read_is_told(head: str, reason: str):
    with pytest.raises(UnreadableError, match=reason):
        read_markdown(f"---\n{head}\n---\ntext")


@pytest.mark.parametrize("text", ["---\n\nA rule above.", "--- not a fence ---\ntext", "text\n---\nmore\n---\n"])
def test_a_rule_across_the_page_is_no_front_matter(text: str):
    assert read_markdown(text).text == text


def test_empty_front_matter_is_left_off():
    assert read_markdown("---\n---\ntext").text == "text"


@given(st.text())
def test_any_front_matter_is_read_or_refused(head: str):
    with suppress(UnreadableError):
        read_markdown(f"---\n{head}\n---\ntext")
