"""The two reports the project was asked for: every quotation with its speaker, by offset and short word checks."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant.reading.dates import read_dates
from assistant.reading.names import read_names
from assistant.reading.quotes import read_quotes
from assistant.reading.sentences import split_sentences
from assistant.types import Quote

REPORTS = Path(__file__).parents[3] / "shared" / "corpus"
MARKER = re.compile(r"\s*date (\d{4}-\d\d-\d\d) ")

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the two reports are not part of the repository")


@cache
def report(prefix: str) -> tuple[str, tuple[Quote, ...]]:
    """The report's body without its date marker, and its quotations."""
    raw = next(REPORTS.glob(f"{prefix}*.txt")).read_text(encoding="utf-8")
    marker = MARKER.match(raw)
    assert marker is not None
    text = raw[marker.end() :]
    sentences = split_sentences(text)
    names = read_names(text, sentences)
    dates = read_dates(text, sentences, date.fromisoformat(marker[1]))
    return text, read_quotes(text, sentences, names.mentions, names.roles, dates)


def at(prefix: str, start: int) -> tuple[str, Quote]:
    text, quotes = report(prefix)
    found = [quote for quote in quotes if abs(quote.spans[0].start - start) <= 2]
    assert found, f"no quotation at {start}"
    return text, found[0]


def speaker_of(quote: Quote) -> str | None:
    return quote.speaker.name if quote.speaker else None


@pytest.mark.parametrize(
    ("prefix", "start", "speaker", "kind", "cue"),
    [
        ("000", 456, "Esperon", "indirect", "said"),
        ("000", 684, "Esperon", "mixed", "said"),
        ("000", 929, "Esperon", "direct", "said"),
        ("000", 1175, "Esperon", "indirect", "said"),
        ("000", 1282, "Esperon", "direct", "said"),
        ("000", 1734, "Esperon", "direct", "said"),
        ("000", 2757, "Esperon", "mixed", "said"),
        ("000", 2803, "Duterte", "indirect", "emphasized"),
        ("000", 3346, "Duterte", "mixed", "calls"),
        ("000", 3601, "Duterte", "mixed", "said"),
        ("004", 29, "Russia", "indirect", "ruled out"),
        ("004", 242, "Khovaev", "mixed", "said"),
        ("004", 318, "Khovaev", "direct", "told"),
        ("004", 581, "Duterte", "indirect", "announced"),
        ("004", 751, "Khovaev", "mixed", "According to"),
        ("004", 897, "Khovaev", "direct", "said"),
        ("004", 1058, "Khovaev", "mixed", "added"),
        ("004", 1264, "Khovaev", "direct", "said"),
        ("004", 1441, "Khovaev", "indirect", "reiterated"),
        ("004", 1803, "Khovaev", "direct", "said"),
    ],
)
def test_each_quotation_has_its_speaker(prefix: str, start: int, speaker: str, kind: str, cue: str) -> None:
    text, quote = at(prefix, start)
    assert speaker in (speaker_of(quote) or "")
    assert quote.kind == kind
    assert quote.cue is not None
    assert quote.cue.of(text) == cue


def test_nothing_else_is_read_as_speech_but_questions_and_an_invitation() -> None:
    cues = {
        prefix: sorted(quote.cue.of(text) for quote in quotes if quote.cue)
        for prefix in ("000", "004")
        for text, quotes in (report(prefix),)
    }
    assert cues["000"] == sorted(["said"] * 8 + ["asked", "calls", "emphasized", "invited"])
    assert cues["004"] == sorted(
        ["said"] * 4 + ["According to", "Asked", "added", "announced", "reiterated", "ruled out", "told"]
    )


def test_full_names_stand_for_short_ones_pronouns_and_titles() -> None:
    assert speaker_of(at("000", 1175)[1]) == "Hermogenes Esperon Jr"
    assert speaker_of(at("000", 2803)[1]) == "Rodrigo Duterte"
    assert speaker_of(at("004", 318)[1]) == "Igor Khovaev"


def test_the_presidents_words_at_the_dinner_were_passed_on_by_esperon() -> None:
    text, quote = at("000", 2803)
    assert quote.reported_by is not None
    assert quote.reported_by.name == "Hermogenes Esperon Jr"
    assert quote.speaker is not None
    assert quote.speaker.span is not None
    assert quote.speaker.span.of(text) == "the President"


def test_the_day_of_the_saying_is_the_day_the_text_gives() -> None:
    on_monday = at("004", 242)[1].said
    assert on_monday is not None
    assert (on_monday.lo, on_monday.hi) == (date(2020, 2, 24), date(2020, 2, 24))
    on_friday = at("000", 456)[1].said
    assert on_friday is not None
    assert on_friday.lo == date(2017, 2, 17)
    assert at("004", 897)[1].said is None
    assert at("004", 1441)[1].said is None


def test_an_interrupted_quotation_keeps_both_parts_without_their_marks() -> None:
    text, quote = at("004", 1803)
    assert len(quote.spans) == 2
    assert [span.of(text).split()[0] for span in quote.spans] == ["But", "It"]
    assert not any(mark in span.of(text) for span in quote.spans for mark in '“”"')


def test_a_name_in_scare_quotes_without_a_speaker_is_no_quotation() -> None:
    text, quotes = report("000")
    season = text.index("warmer months")
    assert not any(span.start <= season < span.end for quote in quotes for span in quote.spans)
