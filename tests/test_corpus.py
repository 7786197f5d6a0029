"""The starter documents: whole front matter, true dates, true quotations, and no text of the reports."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
NOTES = sorted((ROOT / "corpus" / "documents").glob("*.md"))
REPORTS = ROOT.parent / "shared" / "corpus"
PUBLISHED = {"Rappler.com": date(2017, 2, 17), "Arab News": date(2020, 2, 25)}
LONGEST_SHARED_RUN = 9  # words; titles and names of bodies run to nine

STRAIGHT = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\u00a0": " "})


def parts(note: Path) -> tuple[dict[str, Any], str]:
    opening, front, body = note.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", f"{note.name} does not open with front matter"
    return yaml.safe_load(front), body.strip()


def plain(text: str) -> str:
    return " ".join(text.translate(STRAIGHT).split())


def report(source: str) -> str:
    """The report that a note draws on, found by the publication date that opens it."""
    marker = f"date {PUBLISHED[source].isoformat()} "
    texts = [path.read_text(encoding="utf-8") for path in sorted(REPORTS.glob("*.txt"))]
    return plain(next(text for text in texts if text.lstrip().startswith(marker)))


def runs(text: str, length: int) -> set[tuple[str, ...]]:
    tokens = re.findall(r"\w+", text.casefold())
    return {tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1)}


needs_reports = pytest.mark.skipif(not REPORTS.is_dir(), reason="the two reports are not beside this checkout")


def test_there_are_about_a_dozen_notes_with_ids_of_their_own():
    ids = [parts(note)[0]["id"] for note in NOTES]
    assert 12 <= len(ids) <= 16
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.stem)
def test_front_matter_names_the_source_and_its_publication_date(note: Path):
    front, body = parts(note)
    assert set(front) == {"id", "title", "source", "date", "language"}
    assert front["id"] == note.stem
    assert front["date"] == PUBLISHED[front["source"]]
    assert front["language"] == "en"
    assert 80 <= len(body.split()) <= 220


@pytest.mark.parametrize("note", NOTES, ids=lambda path: path.stem)
def test_weekdays_in_the_notes_agree_with_their_dates(note: Path):
    found = re.findall(r"\b(\w+day), (\d{1,2}) (\w+) (\d{4})\b", parts(note)[1])
    months = {"February": 2}
    assert all(date(int(y), months[m], int(d)).strftime("%A") == weekday for weekday, d, m, y in found)


@needs_reports
def test_every_quotation_stands_word_for_word_in_its_report():
    missing = dict[str, list[str]]()
    for note in NOTES:
        front, body = parts(note)
        text = report(front["source"])
        quotations = re.findall(r'"([^"]*)"', plain(body))
        assert plain(body).count('"') == 2 * len(quotations)
        missing[note.name] = [said for said in quotations if said.rstrip(",.") not in text]
    assert {name: quotations for name, quotations in missing.items() if quotations} == {}


@needs_reports
def test_outside_quotation_marks_nothing_is_copied_from_the_report():
    copied = dict[str, set[tuple[str, ...]]]()
    for note in NOTES:
        front, body = parts(note)
        theirs = runs(report(front["source"]), LONGEST_SHARED_RUN + 1)
        stretches = re.split(r'"[^"]*"', plain(body))
        copied[note.name] = set().union(*(runs(own, LONGEST_SHARED_RUN + 1) & theirs for own in stretches))
    assert {name: found for name, found in copied.items() if found} == {}


@needs_reports
def test_the_notes_carry_every_quotation_and_number_of_the_reports():
    for source in PUBLISHED:
        told = plain(" ".join(body for front, body in map(parts, NOTES) if front["source"] == source))
        text = report(source).split(" ", 2)[2]
        quotations = [said for said in re.findall(r'"([^"]*)"', text) if len(said.split()) > 1]
        sentences = [part.rstrip(",. ") for said in quotations for part in re.split(r"(?<=\.) ", said)]
        assert [part for part in sentences if part not in told] == []
        assert [number for number in re.findall(r"\b\d{2,4}\b", text) if number not in told] == []
