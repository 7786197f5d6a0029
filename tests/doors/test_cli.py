"""The command line from the outside: its JSON, its exit statuses, its one clear sentence on bad input."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.doors.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
REPORT = (
    " date 2021-03-04 GENEVA – Swedish Foreign Minister Astrid Lind met Nigerian Trade Minister Samuel Okoro in Geneva "
    "on Wednesday, March 3.\n\n“We start with cocoa and timber,” Okoro said after the talks.\n\n"
    "Lind is expected to sign the agreement in Stockholm in September 2021. – Nordic Wire"
)


@pytest.fixture
def store(store_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A store with one report."""
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    assert run(["ingest", "--store", store_url, str(tmp_path / "report.txt")]) == 0
    capsys.readouterr()
    return store_url


def printed(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def text_of(store: str, citation: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> str:
    """The stored characters under a citation, through another door than the one that gave it."""
    del store, capsys
    body = REPORT.removeprefix(" date 2021-03-04 ")
    return body[citation["start"] : citation["end"]]


def test_ask_answers_with_citations_that_are_the_documents_own_characters(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["ask", "--store", store, "--json", "When did Lind meet Okoro in Geneva?"]) == 0
    answer = printed(capsys)
    assert answer["grounding"] == "grounded"
    assert answer["model"] == "extractive"
    assert set(answer["prompts"]) >= {"system", "repair"}
    citations = [citation for claim in answer["claims"] for citation in claim["citations"]]
    assert citations
    for citation in citations:
        assert citation["text"] == text_of(store, citation, capsys)
        assert citation["date"] == "2021-03-04"
        assert citation["source"] == "Nordic Wire"


def test_ask_says_so_when_the_record_has_no_answer(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--store", store, "--json", "Who is the president of Brazil?"]) == 0
    answer = printed(capsys)
    assert (answer["grounding"], answer["claims"]) == ("none", [])
    assert "The record does not say" in answer["answer"]


def test_ask_reads_questions_as_json_lines_in_order_and_reports_bad_ones(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (
        '{"id": "a", "text": "Who did Lind meet in Geneva?"}\nnot json\n{"id": 7, "text": "What did Okoro say?"}\n'
        '{"id": "b", "text": 5}\n{"id": "c", "text": " "}\n{"text": "No id"}\n'
    )
    (tmp_path / "q.jsonl").write_text(lines, encoding="utf-8")
    assert (
        run(["ask", "--store", store, "--questions", str(tmp_path / "q.jsonl"), "--model", "extractive", "--json"]) == 1
    )
    out, err = capsys.readouterr()
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", 7]
    for told in ("line 2: it is not JSON", 'line 4: its "text" is not text', 'line 5: its "text" is empty', "line 6"):
        assert told in err


def test_quotes_gives_the_speakers_words_verbatim(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["quotes", "--store", store, "--speaker", "Okoro", "--kind", "direct", "--json"]) == 0
    (quote,) = printed(capsys)["quotes"]
    assert quote["speaker"]["name"] == "Samuel Okoro"
    assert quote["words"] == "We start with cocoa and timber,"
    assert quote["words"] in text_of(store, quote["citation"], capsys)


def test_timeline_keeps_planned_apart_from_happened(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["timeline", "--store", store, "--from", "2021-01-01", "--to", "2021-12-31", "--json"]) == 0
    events = {event["date"]["lo"]: event["status"] for event in printed(capsys)["events"]}
    assert events["2021-03-03"] == "happened"
    assert events["2021-09-01"] == "planned"


def test_entity_gives_roles_with_dates_and_an_unknown_name_gives_exit_status_1(
    store: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["entity", "--store", store, "Okoro", "--json"]) == 0
    entity = printed(capsys)
    assert entity["name"] == "Samuel Okoro"
    assert entity["type"] == "person"
    assert any(role["from"] == "2021-03-04" for role in entity["roles"])
    assert run(["entity", "--store", store, "Nobody Known", "--json"]) == 1
    assert printed(capsys)["matches"] == []


def test_as_of_hides_what_was_published_later(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["entity", "--store", store, "Okoro", "--as-of", "2021-03-03", "--json"]) == 1
    assert printed(capsys)["matches"] == []
    assert run(["ask", "--store", store, "--as-of", "2021-03-03", "Who did Lind meet in Geneva?", "--json"]) == 0
    assert printed(capsys)["grounding"] == "none"


def test_search_answers_queries_in_order(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": "1", "text": "cocoa timber"}\n{"id": "2", "text": "zebra"}\n')
    assert run(["search", "--store", store, "--queries", str(tmp_path / "q.jsonl"), "--limit", "5"]) == 0
    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert set(first["results"][0]) >= {"document", "date", "title", "source", "start", "end", "text", "score"}
    assert second["results"] == []


def test_annotate_gives_offsets_into_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "“We start with cocoa,” Samuel Okoro said on Thursday."
    (tmp_path / "t.jsonl").write_text(json.dumps({"id": "t", "text": text, "published": "2021-03-05"}))
    assert run(["annotate", "--jsonl", str(tmp_path / "t.jsonl")]) == 0
    form = printed(capsys)
    assert {text[m["start"] : m["end"]] for m in form["mentions"]} == {"Samuel Okoro"}
    (quote,) = form["quotes"]
    assert text[slice(*quote["spans"][0])] == "We start with cocoa,"
    assert form["dates"][0]["lo"] == "2021-03-04"
    assert set(form) >= {"id", "mentions", "quotes", "dates", "events"}


def test_check_holds_a_draft_against_the_record(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "draft.md"
    draft.write_text("Astrid Lind met Samuel Okoro in Geneva. Okoro said: “We start with copper.”", encoding="utf-8")
    assert run(["check", "--store", store, str(draft), "--json"]) == 0
    held, failed = printed(capsys)["sentences"]
    assert held["status"] == "supported"
    assert failed["status"] == "unsupported"
    assert "quote" in {reason["kind"] for reason in failed["reasons"]}
    assert run(["check", "--store", store, str(draft), "--strict"]) == 1


def test_check_holds_claims_against_given_references(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    claim = {"id": "c", "claim": "Lind met Okoro in Geneva.", "references": ["Lind met Okoro in Geneva on Wednesday."]}
    false = {"id": "f", "claim": "Lind met 40 ministers in Oslo.", "references": claim["references"]}
    lines = json.dumps(claim) + "\n" + json.dumps(false) + "\n"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    assert run(["check", "--jsonl", "-"]) == 0
    first, second = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert first["verdict"] == "supported"
    assert second["verdict"] != "supported"
    assert first["score"] > second["score"]


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["ask"], 2, "Give one question"),
        (["ask", "  "], 2, "The question is empty."),
        (["ask", "x", "--from", "2021-02-01", "--to", "2021-01-01"], 2, "later than"),
        (["ask", "x", "--as-of", "yesterday"], 2, "not a date"),
        (["ask", "x", "--output", "answer.exe"], 2, "must end in"),
        (["ask", "x", "--model", "some-model"], 2, "OPENAI_BASE_URL"),
        (["search", "--queries", "missing.jsonl"], 2, "There is no file missing.jsonl"),
        (["timeline", "--from", "2021-13-01"], 2, "not a date"),
        (["quotes", "--kind", "shouted"], 2, "kind"),
        (["check"], 2, "Give one draft"),
        (["nonsense"], 2, "No such command"),
    ],
)
def test_wrong_use_gets_one_clear_sentence(
    store: str, capsys: pytest.CaptureFixture[str], arguments: list[str], status: int, sentence: str
) -> None:
    if arguments[0] != "nonsense":
        arguments = [arguments[0], "--store", store, *arguments[1:]]
    assert run(arguments) == status
    out, err = capsys.readouterr()
    assert out == ""
    assert sentence in err


def test_a_missing_store_is_a_fault_that_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "--store", str(tmp_path / "none"), "x"]) == 3
    assert "run `attache ingest" in capsys.readouterr().err


def test_files_that_cannot_be_read_are_told_and_the_others_go_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 20)
    arguments = ["ingest", "--store", str(tmp_path / "store"), str(tmp_path), "--json"]
    assert run(arguments) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["added"] == 1
    assert sorted(Path(item["path"]).name for item in json.loads(out)["refused"]) == ["binary.txt", "empty.txt"]
    assert len(err.splitlines()) == 2
    assert run(arguments) == 1
    assert json.loads(capsys.readouterr().out)["unchanged"] == 1


def test_status_counts_what_is_in(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["status", "--store", store, "--json"]) == 0
    status = printed(capsys)
    assert status["documents"] == 1
    assert status["sources"] == {"Nordic Wire": 1}


def test_doctor_names_each_check(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--store", store, "--json"]) == 0
    assert {check["name"] for check in printed(capsys)["checks"]} >= {"store", "tools", "prompts", "model"}


def test_doctor_tells_of_a_proxy_that_no_endpoint_is_reached_by(
    store: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ALL_PROXY", "socks5://127.0.0.1:1")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://models.invalid/v1")
    monkeypatch.setenv("ATTACHE_MODEL", "m")
    run(["doctor", "--store", store, "--json"])
    [model] = [check for check in printed(capsys)["checks"] if check["name"] == "model"]
    assert model["state"] == "fault"
    assert "ALL_PROXY is no HTTP proxy" in model["detail"]


@pytest.mark.parametrize("ending", ["md", "html", "json"])
def test_an_answer_can_be_written_to_a_file(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    path = tmp_path / f"answer.{ending}"
    assert run(["ask", "--store", store, "Who did Lind meet in Geneva?", "--output", str(path)]) == 0
    assert "Samuel Okoro" in path.read_text(encoding="utf-8")
    assert "Samuel Okoro" in capsys.readouterr().out


def test_chat_keeps_citation_numbers_over_turns(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = "Who did Lind meet in Geneva?\n\nWhen did Lind meet Okoro in Geneva?\n/quit\n"
    monkeypatch.setattr(sys, "stdin", io.StringIO(lines))
    assert run(["chat", "--store", store]) == 0
    out = capsys.readouterr().out
    assert out.count("[1] Nordic Wire · 4 March 2021") == 2


@pytest.mark.parametrize(
    ("command", "line"),
    [
        (["search", "--queries"], {"text": "x" * 1001}),
        (["check", "--jsonl"], {"claim": "x", "references": "y"}),
        (["check", "--jsonl"], {"claim": "x", "references": [1]}),
        (["annotate", "--jsonl"], {"text": "x", "published": "soon"}),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_the_others_are_done(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str], line: dict[str, Any]
) -> None:
    good = {"id": "good", "text": "Lind met Okoro.", "claim": "Lind met Okoro.", "references": ["Lind met Okoro."]}
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps(item) for item in ({"id": "bad"} | line, good)))
    given = ["--store", store] if command[0] == "search" else []
    assert run([command[0], *given, command[1], str(tmp_path / "in.jsonl")]) == 1
    out, err = capsys.readouterr()
    assert [json.loads(printed)["id"] for printed in out.splitlines()] == ["good"]
    assert "line 1: " in err


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_output_that_cannot_be_written_is_a_fault_in_one_line(store: str) -> None:
    command = [sys.executable, "-P", "-m", "assistant", "quotes", "--store", store, "--json"]
    with Path("/dev/full").open("w") as full:
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment)
    assert done.returncode == 3
    assert done.stderr.splitlines()[-1].startswith("attache: What was asked for could not be written")
    assert "Traceback" not in done.stderr


def test_a_date_that_cannot_be_in_front_matter_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "note.md").write_text("---\ndate: 2018-02-30\n---\nText.\n", encoding="utf-8")
    assert run(["ingest", "--store", str(tmp_path / "store"), str(tmp_path / "note.md")]) == 1
    assert "a value that cannot be" in capsys.readouterr().err
