"""Texts nobody wrote to be read: endless repeats, unclosed marks, controls, halves of characters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.reading.reader import read
from assistant.types import Reading, Span

PUBLISHED = date(2020, 2, 24)
LONG, LONGEST = 6_000, 1_000_000  # characters

MARKS = [
    "“word ", '" said the man ', "'", "''", "``", "«a »b ", "“a ‘b ", "” ", "“It is so.\n\n",
    "‘It is so.\n\n", '"It. ', '"', "(", ")", "[", "(a ", "<a href='x'>", "| a ", "_", "*", "- a\n", " - ",
    "—", "…", "...", "?!", ": ", "; ",
]  # fmt: skip
SPACES = [" ", "\n", "\r", "\r\n", " \n", "\nA", "\t", "\xa0", "\u2028", "\x0b", "\x1c", "\u3000"]
CHARACTERS = [
    "a", "A", "\0", "\ud800", "\udfff", "e\u0301", "\u200d", "\u202e", "😀", "İ", "İs said ", "ß ", "ﬁ ", "中",
    "中。", "\u05d0 ", "ǅ ", "１", "٣ ", "²", "½ ", "\U0001d7d8",
]  # fmt: skip
NUMBERS = [
    "1", "1,", "1-", "1.", "1/", "1:", "1998 ", "1998-", "'90s ", "'98 ", "9/11 ", "1/2/2003 ", "2003-13-45 ",
    "0000-00-00 ", "31 February 2020 ", "February 29, 2019 ", "year 0 ", "99999999999999999999 ",
    "12th century ", "five days ago ", "1.2:3.4567 ",
]  # fmt: skip
NAMES = [
    "A.", "Mr. ", "U.S. ", "AB ", "Aab ", "Aab, ", "Aa-", "al-", "Al-Al ", "Aab's ", "John Smith, ",
    "John and Mary and ", "Ministry of ", "Bank of the ", "President of ",
    "President John Smith, president of ", "van de ", "USS ", "Alpha Beta (AB) ", "AB (Alpha Beta) ",
    "PUTIN VISITS THE MANILA AND ", "Putin Visits Manila For Talks\n", "MANILA, Philippines (UPDATED) – ",
]  # fmt: skip
WORDS = [
    "said ", "he said ", "he said that ", "said Smith ", "according to ", "Smith: ", "as he said, ",
    "who said ", "adding that ", '"It is," he said. ', '"It is," said Putin, "and ', "May ", "Friday, ",
    "May to ", "between May and ", "last week ", "two ", "twenty ", "third quarter of ", "the week of ",
    "early in ", "was signed on May 5, 1998, ", "will be to be ", "not ", "that ", "the president said it. ",
    "Putin came. He said it. ",
]  # fmt: skip
REPEATED = [*MARKS, *SPACES, *CHARACTERS, *NUMBERS, *NAMES, *WORDS]


def spans(reading: Reading) -> Iterator[Span]:
    yield from reading.sentences
    yield from (mention.span for mention in reading.mentions)
    yield from (role.span for role in reading.roles)
    yield from (expression.span for expression in reading.dates)
    yield from (event.span for event in reading.events)
    for quote in reading.quotes:
        yield from (*quote.spans, quote.sentence)
        yield from (span for span in (quote.cue, quote.speaker and quote.speaker.span) if span)


def check(text: str) -> None:
    reading = read(text, PUBLISHED)
    assert all(0 <= span.start < span.end <= len(text) for span in spans(reading))
    for found in (reading.sentences, [mention.span for mention in reading.mentions]):
        assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("unit", REPEATED, ids=ascii)
def test_a_long_repeat_is_read_with_every_span_inside_the_text(unit: str):
    check(unit * (LONG // len(unit)))


@pytest.mark.parametrize("unit", ["a", "A", " ", ".", "1,", "\0", "Aa-"], ids=ascii)
def test_a_megabyte_of_one_thing_is_read(unit: str):
    check(unit * (LONGEST // len(unit)))


def test_a_text_in_which_everybody_has_another_name_is_read():
    letters = "abcdefghij"
    names = [f"{one}{two}{three}".capitalize() for one in letters for two in letters for three in letters[:4]]
    check("".join(f"President John {name}k said it. The president said {name}k came. " for name in names))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(REPEATED), st.integers(1, 6)), max_size=40))
def test_any_mixture_of_such_texts_is_read(pieces: list[tuple[str, int]]):
    check("".join(unit * times for unit, times in pieces))


def test_nothing_is_read_out_of_an_empty_text():
    assert read("", PUBLISHED) == Reading()
