"""The JSON that other programs rely on: each command's fields, written down by hand from the command line's contract.

Fields may be added and never renamed, so each object has at least these.
"""

from __future__ import annotations

import io
import json
import sys
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from assistant.doors.cli.app import run

TEXT = (
    "GENEVA – Swedish Foreign Minister Astrid Lind met Nigerian Trade Minister Samuel Okoro in Geneva "
    "on Wednesday, March 3.\n\n“We start with cocoa and timber,” Okoro said after the talks. Lind said that the ports "
    "would stay open.\n\nLind is expected to sign the agreement in Stockholm in September 2021."
)
DOCUMENT = {
    "id": "talks",
    "text": TEXT,
    "date": "2021-03-04",
    "title": "Talks in Geneva",
    "source": "Nordic Wire",
    "url": "https://example.org/talks",
    "language": "en",
}
CITATION = {"id", "document", "title", "source", "date", "start", "end", "text", "sha256"}
INTERVAL = {"lo", "hi", "grain"}
QUOTE_KINDS = {"direct", "indirect", "mixed"}
GRAINS = {"day", "week", "month", "season", "quarter", "year", "decade"}
STATUSES = {"happened", "planned", "denied", "reported"}


@pytest.fixture
def store(store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A store with one document that came as a JSON line."""
    (tmp_path / "in.jsonl").write_text(json.dumps(DOCUMENT) + "\n", encoding="utf-8")
    assert run(["ingest", "--jsonl", str(tmp_path / "in.jsonl"), "--store", store_url]) == 0
    capsys.readouterr()
    return store_url


@pytest.fixture
def ask(store: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """Run a command over the store and give the one JSON object it prints."""

    def command(*arguments: str, status: int = 0) -> Any:
        assert run([*arguments, "--store", store, "--json"]) == status
        return json.loads(capsys.readouterr().out)

    return command


def feed(monkeypatch: pytest.MonkeyPatch, *lines: dict[str, Any]) -> None:
    """Put JSON lines on standard input."""
    raw = "".join(json.dumps(line) + "\n" for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))


def is_citation(value: dict[str, Any]) -> bool:
    """Whether it has all fields, and its text is the stored document's own characters."""
    return (
        set(value) >= CITATION
        and value["text"] == TEXT[value["start"] : value["end"]]
        and value["sha256"] == sha256(TEXT.encode()).hexdigest()
        and (value["document"], value["title"], value["source"], value["date"])
        == ("talks", "Talks in Geneva", "Nordic Wire", "2021-03-04")
    )


def test_search_gives_ranked_results(ask: Any) -> None:
    form = ask("search", "cocoa timber")
    assert set(form) >= {"results"}
    for result in form["results"]:
        assert set(result) >= {"document", "date", "title", "source", "start", "end", "text", "score"}
        assert result["text"] == TEXT[result["start"] : result["end"]]
    assert form["results"]


def test_search_and_ask_give_each_lines_own_id_back_in_order(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in (["search", "--queries", "-"], ["ask", "--questions", "-"]):
        feed(monkeypatch, {"id": "b", "text": "Who did Lind meet?"}, {"id": "a", "text": "What did Okoro say?"})
        assert run([*command, "--store", store]) == 0
        lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [line["id"] for line in lines] == ["b", "a"]


def test_ask_gives_claims_with_their_citations(ask: Any) -> None:
    form = ask("ask", "Who did Lind meet in Geneva?")
    assert set(form) >= {
        "question", "answer", "grounding", "as_of", "claims", "searched", "model", "prompts", "usage"
    }  # fmt: skip
    assert form["question"] == "Who did Lind meet in Geneva?"
    assert form["grounding"] in {"grounded", "partial"}
    assert form["as_of"] is None
    assert form["searched"]
    assert all(isinstance(looked_for, str) for looked_for in form["searched"])
    assert all(isinstance(name, str) and isinstance(digest, str) for name, digest in form["prompts"].items())
    assert isinstance(form["usage"], dict)
    assert form["claims"]
    for claim in form["claims"]:
        assert set(claim) >= {"text", "status", "reasons", "citations"}
        assert claim["status"] in {"supported", "unsupported", "withheld"}
        assert claim["citations"]
        assert all(map(is_citation, claim["citations"]))


def test_ask_tells_the_day_it_answers_for_and_has_no_claims_without_an_answer(ask: Any) -> None:
    form = ask("ask", "Who did Lind meet in Geneva?", "--as-of", "2021-03-03")
    assert (form["grounding"], form["claims"], form["as_of"]) == ("none", [], "2021-03-03")
    assert form["answer"]


def test_timeline_gives_dated_events_and_the_days_that_matter_in_order_of_time(ask: Any) -> None:
    form = ask("timeline", "--days", "2")
    assert set(form) >= {"events", "days", "truncated"}
    assert form["truncated"] is False
    for event in form["events"]:
        assert set(event) >= {"date", "status", "text", "participants", "citation"}
        assert set(event["date"]) >= INTERVAL
        assert event["date"]["grain"] in GRAINS
        assert event["status"] in STATUSES
        assert is_citation(event["citation"])
    assert {event["status"] for event in form["events"]} >= {"happened", "planned"}
    assert form["days"]
    for day in form["days"]:
        assert set(day) >= {"date", "weight", "events"}
        assert all(form["events"][index] for index in day["events"])
    assert [day["date"] for day in form["days"]] == sorted(day["date"] for day in form["days"])


def test_quotes_give_speaker_words_and_day(ask: Any) -> None:
    form = ask("quotes", "--kind", "any")
    assert {quote["kind"] for quote in form["quotes"]} >= {"direct", "indirect"}
    for quote in form["quotes"]:
        assert set(quote) >= {"speaker", "kind", "words", "said", "citation"}
        assert quote["kind"] in QUOTE_KINDS
        assert set(quote["speaker"]) >= {"name"}
        assert quote["said"] is None or set(quote["said"]) >= INTERVAL
        assert quote["words"] in TEXT
        assert is_citation(quote["citation"])


def test_entity_gives_roles_mentions_and_excerpts(ask: Any) -> None:
    form = ask("entity", "Okoro")
    assert set(form) >= {
        "name", "type", "aliases", "roles", "mentions", "documents", "first", "last", "related", "excerpts"
    }  # fmt: skip
    assert (form["name"], form["type"], form["documents"]) == ("Samuel Okoro", "person", 1)
    assert isinstance(form["mentions"], int)
    assert (form["first"], form["last"]) == ("2021-03-04", "2021-03-04")
    assert form["roles"]
    for role in form["roles"]:
        assert set(role) >= {"title", "citation"}
        assert is_citation(role["citation"])
    assert form["excerpts"]
    assert all(map(is_citation, form["excerpts"]))


def test_a_name_that_may_mean_several_gives_its_matches_and_exit_status_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    texts = ["Minister Samuel Okoro spoke in Lagos.", "Minister Grace Okoro spoke in Abuja."]
    feed(monkeypatch, *({"id": str(number), "text": text} for number, text in enumerate(texts)))
    folder = str(tmp_path / "two")
    assert run(["ingest", "--jsonl", "-", "--store", folder]) == 0
    capsys.readouterr()
    assert run(["entity", "Okoro", "--store", folder, "--json"]) == 1
    matches = json.loads(capsys.readouterr().out)["matches"]
    assert {match["name"] for match in matches} == {"Samuel Okoro", "Grace Okoro"}
    assert all(set(match) >= {"name", "type", "mentions"} for match in matches)


def test_annotate_gives_everything_that_is_read_with_its_offsets(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    feed(monkeypatch, {"id": "t", "text": TEXT, "published": "2021-03-04"})
    assert run(["annotate", "--jsonl", "-"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert set(form) >= {"id", "mentions", "quotes", "dates", "events"}
    assert form["id"] == "t"
    for mention in form["mentions"]:
        assert set(mention) >= {"start", "end", "type", "name"}
        assert mention["type"] in {"person", "organisation", "place", "agreement", "other"}
    for quote in form["quotes"]:
        assert set(quote) >= {"spans", "kind", "cue", "speaker"}
        assert quote["kind"] in QUOTE_KINDS
        assert all(0 <= start < end <= len(TEXT) for start, end in quote["spans"])
        assert quote["cue"] is None or len(quote["cue"]) == 2
        assert quote["speaker"] is None or set(quote["speaker"]) >= {"name", "span"}
    for found in form["dates"]:
        assert set(found) >= {"start", "end", "anchor"} | INTERVAL
        assert found["grain"] in GRAINS
        assert found["anchor"] in {"text", "published", "context"}
    for event in form["events"]:
        assert set(event) >= {"start", "end", "status", "participants"} | INTERVAL
        assert event["status"] in STATUSES
    assert all(form[part] for part in ("mentions", "quotes", "dates", "events"))
    spans = [quote["spans"] for quote in form["quotes"] if quote["kind"] == "direct"]
    assert [TEXT[start:end] for start, end in spans[0]] == ["We start with cocoa and timber,"]


def test_check_gives_a_verdict_a_score_and_reasons_for_each_claim(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    references = ["Lind met 4 ministers in Geneva on Wednesday."]
    feed(
        monkeypatch,
        {"id": 1, "claim": "Lind met 4 ministers in Geneva.", "references": references},
        {"id": 2, "claim": "Lind met 40 ministers in Geneva.", "references": references},
    )
    assert run(["check", "--jsonl", "-"]) == 0
    forms = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [form["id"] for form in forms] == [1, 2]
    for form in forms:
        assert set(form) >= {"id", "verdict", "score", "reasons"}
        assert form["verdict"] in {"supported", "unsupported", "contradicted", "uncheckable"}
        assert 0 <= form["score"] <= 1
        assert all(set(reason) >= {"kind", "detail"} for reason in form["reasons"])
    assert "number" in {reason["kind"] for reason in forms[1]["reasons"]}


@pytest.mark.parametrize("command", [["ingest"], ["annotate"], ["check"], ["search"], ["ask"]])
def test_a_line_that_cannot_be_read_is_told_with_its_number_and_the_others_are_done(
    store: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    command: list[str],
) -> None:
    line = {"id": "x", "text": "Lind spoke.", "claim": "Lind spoke.", "references": ["Lind spoke."]}
    (tmp_path / "lines.jsonl").write_text("no JSON\n" + json.dumps(line) + "\n", encoding="utf-8")
    option = {"search": "--queries", "ask": "--questions"}.get(command[0], "--jsonl")
    place = [] if command[0] == "annotate" else ["--store", store]
    assert run([*command, option, str(tmp_path / "lines.jsonl"), *place]) == 1
    out, err = capsys.readouterr()
    assert "line 1" in err
    if command[0] != "ingest":
        assert [json.loads(printed)["id"] for printed in out.splitlines()] == ["x"]


def test_the_same_input_again_changes_nothing(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ingest", "--jsonl", str(tmp_path / "in.jsonl"), "--store", store, "--json"]) == 0
    form = json.loads(capsys.readouterr().out)
    assert (form["added"], form["replaced"], form["unchanged"]) == (0, 0, 1)
