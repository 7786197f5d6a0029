"""`attache verify`: what an export says is held against the store, and what changed is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.doors.cli.app import run

TALKS = (
    "GENEVA – Swedish Foreign Minister Astrid Lind met Nigerian Trade Minister Samuel Okoro in Geneva on 3 March 2021. "
    "The talks lasted four hours."
)
OTHER = "LAGOS – Okoro returned to Lagos on 9 March 2021."
Json = dict[str, Any]
Change = Callable[[Json], None]


def ingested(folder: Path, text: str, **fields: str) -> None:
    line = {"id": "talks", "text": text, "date": "2021-03-04", "title": "Talks", "source": "Nordic Wire"} | fields
    (folder / "in.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert run(["ingest", "--store", str(folder / "store"), "--jsonl", str(folder / "in.jsonl")]) == 0


@pytest.fixture
def bundle(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An answer exported over a store beside it."""
    ingested(tmp_path, TALKS)
    path = tmp_path / "answer.json"
    question = "When did Lind meet Okoro in Geneva?"
    assert run(["ask", "--store", str(tmp_path / "store"), question, "--output", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8"))["grounding"] == "grounded"
    capsys.readouterr()
    return path


def verified(bundle: Path, capsys: pytest.CaptureFixture[str]) -> Json:
    status = run(["verify", "--store", str(bundle.parent / "store"), "--json", str(bundle)])
    told = json.loads(capsys.readouterr().out)
    assert status == (0 if told["holds"] else 1)
    return told


def kinds(told: Json) -> list[str]:
    return [change["kind"] for change in told["changes"]]


def test_an_untouched_export_holds(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = verified(bundle, capsys)
    assert told == {"sentences": 1, "citations": 1, "documents": 1, "changes": [], "holds": True}
    assert run(["verify", "--store", str(bundle.parent / "store"), str(bundle)]) == 0
    assert "every span, hash and verdict is as exported" in capsys.readouterr().out


def change_number(form: Json) -> None:
    form["claims"][0]["text"] = form["claims"][0]["text"].replace("3 March", "4 March")
    form["answer"] = form["answer"].replace("3 March", "4 March")


def change_quoted_words(form: Json) -> None:
    citation = form["claims"][0]["citations"][0]
    citation["text"] = citation["text"].replace("Lind met", "Lind hit")


def shift_span(form: Json) -> None:
    citation = form["claims"][0]["citations"][0]
    citation["start"] += 1
    citation["end"] += 1


def change_date(form: Json) -> None:
    form["claims"][0]["citations"][0]["date"] = "2021-03-05"


def add_to_answer(form: Json) -> None:
    form["answer"] += " They signed a treaty."


def add_sentence(form: Json) -> None:
    citations = form["claims"][0]["citations"]
    form["claims"].append({"text": "They signed.", "status": "supported", "reasons": [], "citations": citations})
    form["answer"] += " They signed. " + "".join(f"[{one['id']}]" for one in citations)


def uncite(form: Json) -> None:
    form["claims"][0]["citations"] = []
    form["answer"] = form["claims"][0]["text"]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (change_number, ["verdict"]),
        (change_quoted_words, ["span"]),
        (shift_span, ["span"]),
        (change_date, ["head"]),
        (add_to_answer, ["bundle"]),
        (add_sentence, ["verdict"]),
        (uncite, ["verdict"]),
    ],
)
def test_whatever_is_changed_in_an_export_is_named(
    bundle: Path, capsys: pytest.CaptureFixture[str], change: Change, named: list[str]
) -> None:
    form = json.loads(bundle.read_text(encoding="utf-8"))
    change(form)
    bundle.write_text(json.dumps(form), encoding="utf-8")
    assert kinds(verified(bundle, capsys)) == named


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (f"Corrected. {TALKS}", "the words cited now stand at"),
        (f"{TALKS} Corrected.", "still stand at the same place"),
        (OTHER, "no longer in it"),
    ],
)
def test_a_document_that_changed_is_named_with_where_the_words_are_now(
    bundle: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    ingested(bundle.parent, text)
    capsys.readouterr()
    (change,) = verified(bundle, capsys)["changes"]
    assert change["kind"] == "document"
    assert says in change["detail"]


def test_a_document_that_is_gone_and_a_head_that_changed_are_named(
    bundle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ingested(bundle.parent, TALKS, source="Southern Wire")
    capsys.readouterr()
    (change,) = verified(bundle, capsys)["changes"]
    assert (change["kind"], change["turn"], change["sentence"]) == ("head", 1, 1)
    assert "now Southern Wire" in change["detail"]
    assert run(["forget", "--store", str(bundle.parent / "store"), "talks"]) == 0
    capsys.readouterr()
    assert kinds(verified(bundle, capsys)) == ["missing"]


@pytest.mark.parametrize("content", ["", "{}", "[]", "no JSON", '{"turns": [{"question": "x"}]}', "\x00"])
def test_what_is_no_export_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    (tmp_path / "answer.json").write_text(content, encoding="utf-8")
    assert run(["verify", "--store", str(tmp_path), str(tmp_path / "answer.json")]) == 2
    assert "no exported answer" in capsys.readouterr().err


def test_changes_are_told_in_lines_for_people(bundle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = json.loads(bundle.read_text(encoding="utf-8"))
    change_number(form)
    bundle.write_text(json.dumps(form), encoding="utf-8")
    assert run(["verify", "--store", str(bundle.parent / "store"), str(bundle)]) == 1
    assert "answer 1, sentence 1: the sentence does not hold: date:" in capsys.readouterr().out
