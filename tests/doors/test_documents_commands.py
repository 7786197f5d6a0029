"""`ingest` into collections, `forget`, and what `status` tells of both."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from assistant.doors.cli.app import run

NOTE = " date 2020-03-02 Fish talks end\n\nPresident Ana Veloso met Piotr Walesa in Porto on Sunday.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTE)
    return folder


@pytest.fixture
def attache(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    def call(*arguments: object) -> tuple[int, Any, str]:
        status = run([*map(str, arguments), "--store", str(tmp_path / "store"), "--json"])
        printed = capsys.readouterr()
        return status, json.loads(printed.out) if printed.out else None, printed.err

    return call


def test_documents_go_into_a_collection_under_its_name_and_with_their_kind(attache: Any, folder: Path):
    assert attache("ingest", folder, "--collection", "ports", "--source-type", "official")[0] == 0
    (folder / "a.txt").write_text("Ana Veloso went home.")
    assert attache("ingest", folder)[1]["added"] == 1
    assert attache("ingest", folder)[1]["unchanged"] == 1
    status = attache("status")[1]
    assert status["collections"] == {"default": 1, "ports": 1}
    found = attache("search", "Veloso")[1]["results"]
    assert {hit["document"] for hit in found} == {"a.txt", "ports/a.txt"}


def test_a_folder_and_a_file_are_found_from_where_one_stands(
    attache: Any, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(folder.parent)
    assert attache("ingest", "in")[1]["added"] == 1
    monkeypatch.chdir(folder)
    (folder / "b.jsonl").write_text(json.dumps({"id": "b", "text": "Ana Veloso went home."}) + "\n")
    assert attache("ingest", "--jsonl", "b.jsonl")[1]["added"] == 1
    assert attache("ingest", "a.txt")[1]["unchanged"] == 1


def test_another_kind_of_text_is_taken_in_anew(attache: Any, folder: Path):
    assert attache("ingest", folder)[1]["added"] == 1
    assert attache("ingest", folder, "--source-type", "opinion")[1]["replaced"] == 1


def test_a_name_that_no_collection_can_have_is_refused(attache: Any, folder: Path, tmp_path: Path):
    status, _, told = attache("ingest", folder, "--collection", "../up")
    assert status == 2
    assert "'../up' cannot be a collection; take up to 41 small letters, digits and hyphens." in told
    assert not (tmp_path / "store").exists()


def test_no_document_moves_from_one_collection_to_another(attache: Any, folder: Path):
    (folder / "ports").mkdir()
    (folder / "ports" / "a.txt").write_text(NOTE + "More.")
    assert attache("ingest", folder)[1]["added"] == 2
    (folder / "ports" / "a.txt").unlink()
    status, printed, _ = attache("ingest", folder, "--collection", "ports")
    [refused] = printed["refused"]
    assert status == 1
    assert refused["reason"] == "it is a document of the collection default already; give it another id"


def test_what_failed_is_told_until_it_succeeds(attache: Any, folder: Path):
    (folder / "b.txt").write_bytes(b"\x00\x01")
    (folder / "c.jsonl").write_text('{"id": "c1", "text": "The boat came."}\nbroken\n')
    assert attache("ingest", folder)[0] == 1
    status = attache("status")[1]
    assert status["failures"] == 2
    failed = {each["name"]: each["reason"] for each in status["failed"]}
    assert failed["c.jsonl, line 2"] == "it is not JSON; each line must be one object"
    assert "binary" in failed["b.txt"]
    (folder / "b.txt").write_text(NOTE + "More.")
    (folder / "c.jsonl").write_text('{"id": "c1", "text": "The boat came."}\n')
    assert attache("ingest", folder)[0] == 0
    assert attache("status")[1]["failed"] == []


def test_a_forgotten_document_is_gone_from_everything(attache: Any, folder: Path):
    (folder / "b.txt").write_text("The boat stayed.")
    attache("ingest", folder)
    status, printed, _ = attache("forget", "a.txt", "a.txt")
    assert (status, printed) == (0, {"forgotten": ["a.txt"], "unknown": []})
    assert attache("search", "Veloso")[1]["results"] == []
    assert attache("entity", "Veloso")[0] == 1
    assert attache("status")[1]["documents"] == 1
    status, printed, told = attache("forget", "a.txt")
    assert (status, printed["unknown"]) == (1, ["a.txt"])
    assert "a.txt: there is no such document" in told
    assert attache("ingest", folder)[1]["added"] == 1


def test_to_forget_a_file_of_lines_is_to_forget_its_documents_and_failures(attache: Any, folder: Path):
    (folder / "c.jsonl").write_text('{"id": "c1", "text": "The boat came."}\n{"id": "a.txt"}\n')
    attache("ingest", folder)
    assert attache("forget", "c.jsonl")[1]["forgotten"] == ["c1"]
    status = attache("status")[1]
    assert (status["documents"], status["failures"]) == (1, 0)


def test_several_machines_share_the_files_of_a_folder(attache: Any, folder: Path):
    for number in range(20):
        (folder / f"n{number}.txt").write_text(NOTE + f"It was day {number}.")
    parts = [attache("ingest", folder, "--part", f"{number}/3")[1] for number in (1, 2, 3)]
    assert all(part["added"] for part in parts)
    assert sum(part["added"] for part in parts) == 21
    assert attache("ingest", folder)[1]["unchanged"] == 21


@pytest.mark.parametrize("part", ["0/3", "4/3", "1", "x/3", "1/0"])
def test_a_part_that_cannot_be_is_refused(attache: Any, folder: Path, part: str):
    status, _, told = attache("ingest", folder, "--part", part)
    assert status == 2
    assert "as in --part 3/16" in told


def test_lines_and_a_watched_folder_are_not_shared(attache: Any, folder: Path):
    (folder / "a.jsonl").write_text('{"id": "x", "text": "A boat."}\n')
    assert attache("ingest", "--jsonl", folder / "a.jsonl", "--part", "1/2")[0] == 2
    assert attache("ingest", folder, "--watch", "--part", "1/2")[0] == 2
