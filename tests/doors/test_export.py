"""Briefings as files: the same sentences and spans in every format, and text that stays text."""

from __future__ import annotations

import io
import json
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.doors.export import FORMATS, export
from assistant.errors import UsageError
from tests.support.exported import W, WordFile, web_page

Json = dict[str, Any]


def citation(identifier: str, text: str, **fields: Any) -> Json:
    form: Json = {"id": identifier, "document": "talks", "title": "Talks", "source": "Wire", "date": "2021-03-04"}
    form |= {"start": 7, "end": 7 + len(text), "text": text, "sha256": "0" * 64, "flags": [], "page": None, "url": None}
    return form | fields


def claim(text: str, *citations: Json, status: str = "supported", reasons: tuple[str, ...] = ()) -> Json:
    told = [{"kind": kind, "detail": f"{kind} detail"} for kind in reasons]
    return {"text": text, "status": status, "reasons": told, "citations": list(citations)}


def turn(question: str, answer: str, *claims: Json, grounding: str = "grounded") -> Json:
    briefing: Json = {"question": question, "answer": answer, "grounding": grounding, "claims": list(claims)}
    briefing |= {"model": "demo", "as_of": None, "incomplete": None, "warnings": [], "searched": []}
    return {"question": question, "created": "2026-11-22T10:00:00+00:00", "briefing": briefing}


FIRST, SECOND = citation("e4", "They met in Geneva."), citation("e2", "The talks\nlasted four hours.", date=None)
TALK: Json = {
    "title": "Geneva",
    "turns": [
        turn(
            "When did they meet?",
            "They met. [e4][e2]\nIt was long. [e2]",
            claim("They met.", FIRST, SECOND),
            claim("It was long.", SECOND),
            claim("They danced.", FIRST, status="withheld", reasons=("coverage",)),
        ),
        turn("And then?", "It was long. [e2]", claim("It was long.", SECOND)),
        turn("Who won?", "The record does not say. Searched: chess.", grounding="none"),
    ],
}


def test_footnotes_are_the_cited_spans_and_a_repeated_one_is_referred_to() -> None:
    file = WordFile(export(TALK, "docx").content)
    assert file.footnotes == {"1": FIRST["text"], "2": SECOND["text"]}
    assert file.cited == ["1", "2"]
    fields = [one.get(f"{W}instr").split()[:2] for one in file.body.iter(f"{W}fldSimple")]
    assert fields == [["NOTEREF", "_Ref_note_2"], ["NOTEREF", "_Ref_note_2"]]
    marks = {one.get(f"{W}name") for one in file.body.iter(f"{W}bookmarkStart")}
    assert "_Ref_note_2" in marks


def test_a_word_file_opens_with_its_headings_and_sentences() -> None:
    opened = docx.Document(io.BytesIO(export(TALK, "docx").content))
    texts = [paragraph.text for paragraph in opened.paragraphs]
    assert texts[:2] == ["Geneva", "When did they meet?"]
    assert any(text.startswith("They met.") for text in texts)
    assert "They danced." not in "\n".join(texts)
    assert "sentences withheld: 1" in "\n".join(texts)


def test_numbers_are_those_of_the_chat_else_by_first_citation_of_the_whole_conversation() -> None:
    assert "It was long. [2]" in export(TALK, "md", 1).content.decode()
    numbered = {**TALK, "turns": [turn("Q", "It was long. [e2]", claim("It was long.", {**SECOND, "number": 9}))]}
    assert "It was long. [9]" in export(numbered, "md").content.decode()


def test_paragraphs_are_those_of_the_answer() -> None:
    page = web_page(export(TALK, "html", 0).content)
    paragraphs = [paragraph.text_content() for paragraph in page.findall(".//p")]
    assert paragraphs[:2] == ["They met.[1][2]", "It was long.[2]"]


def test_no_answer_is_told_as_such_in_every_format() -> None:
    for form in ("md", "html"):
        assert "The record does not say" in export(TALK, form, 2).content.decode()
    opened = docx.Document(io.BytesIO(export(TALK, "docx", 2).content))
    assert any("The record does not say" in paragraph.text for paragraph in opened.paragraphs)


def test_one_answer_as_a_bundle_has_the_form_of_ask_and_a_conversation_its_turns() -> None:
    one = json.loads(export(TALK, "json", 0).content)
    assert one["kind"] == "attache-bundle"
    assert one["claims"] == TALK["turns"][0]["briefing"]["claims"]
    whole = json.loads(export(TALK, "json").content)
    assert [stored["question"] for stored in whole["turns"]] == ["When did they meet?", "And then?", "Who won?"]


def test_file_names_are_plain_whatever_the_title() -> None:
    for title, name in (
        ("Año Nuevo: “visit”\r\nX", "ano-nuevo-visit-x.md"),
        ("../../etc", "etc.md"),
        ("…", "briefing.md"),
    ):
        assert export({**TALK, "title": title}, "md").name == name


def test_what_is_no_longer_in_the_record_as_cited_is_marked_in_every_format() -> None:
    claims = (claim("They met.", FIRST | {"current": False}, SECOND), claim("It was long.", SECOND | {"current": True}))
    talk = {"title": "Geneva", "turns": [turn("When?", "They met. [e4][e2] It was long. [e2]", *claims)]}
    told = "no longer in the record as cited"
    lines = export(talk, "md").content.decode().splitlines()
    assert "They met. [1][2] [changed in the record since] It was long. [2]" in lines
    assert [line[:2] for line in lines if told in line] == ["1."]
    page = web_page(export(talk, "html").content)
    assert page.find(".//p").text_content() == "They met.[1][2] [changed in the record since] It was long.[2]"
    assert [told in note.text_content() for note in page.iter("li")] == [True, False]
    file = WordFile(export(talk, "docx").content)
    assert "".join(file.body.itertext()).count("[changed in the record since]") == 1
    notes = {note.get(f"{W}id"): "".join(note.itertext()) for note in file.notes}
    assert [told in notes[number] for number in ("1", "2")] == [True, False]
    (one,) = json.loads(export(talk, "json").content)["turns"]
    cited = [[citation.get("current") for citation in each["citations"]] for each in one["briefing"]["claims"]]
    assert cited == [[False, None], [True]]


def test_an_unknown_format_or_turn_is_refused_in_a_sentence() -> None:
    with pytest.raises(UsageError, match="no format exe"):
        export(TALK, "exe")
    with pytest.raises(UsageError, match="no turn 3"):
        export(TALK, "md", 3)


HOSTILE = "<script>alert(1)</script>\n# not a head\n![x](//evil) \x00\x0b\ud800\ufffe \u202eabc\u202c &amp;"


def test_hostile_text_stays_text_in_every_format() -> None:
    evil = citation("e1", HOSTILE, title=HOSTILE, source=HOSTILE, document=HOSTILE)
    talk = {"title": HOSTILE, "turns": [turn(HOSTILE, f"{HOSTILE} [e1]", claim(HOSTILE, evil))]}
    page = web_page(export(talk, "html").content)
    assert [node.tag for node in page.iter() if node.tag in {"script", "img", "a"}] == ["a"]
    lines = export(talk, "md").content.decode().splitlines()
    assert [line for line in lines if line.startswith(("<", "!"))] == []
    assert [line for line in lines if line.startswith("#")] == lines[:1]
    file = WordFile(export(talk, "docx").content)
    assert "alert(1)" in "".join(file.body.itertext())
    assert "⟦U+202E⟧" in file.footnotes["1"]
    json.loads(export(talk, "json").content)


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=60), st.text(min_size=1, max_size=60))
def test_no_text_breaks_a_format(question: str, words: str) -> None:
    talk = {"title": question, "turns": [turn(question, f"{words} [e1]", claim(words, citation("e1", words)))]}
    for form in FORMATS:
        assert export(talk, form).content
    if words.isascii() and words.isprintable():
        assert WordFile(export(talk, "docx").content).footnotes == {"1": words}
