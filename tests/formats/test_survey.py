"""Which files are taken in and what their documents are called."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from assistant.errors import UnreadableError
from assistant.formats import InputFile, Refusal, Taking, documents_of, read_file, survey
from assistant.types import Document

TAKING = Taking(today=date(2021, 1, 1))


def write(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"The text of {name}.")


def test_a_folder_gives_its_known_files_by_name_and_counts_the_rest(tmp_path: Path):
    write(tmp_path, "b.txt", "a/deep.md", "lines.jsonl", ".hidden.txt", "picture.png", ".git/x.txt", "NOTE.TXT")
    found = survey([tmp_path])
    assert [file.name for file in found.files] == ["NOTE.TXT", "b.txt", "lines.jsonl", "a/deep.md"]
    assert found.skipped == 2
    assert found.missing == ()


def test_ids_do_not_depend_on_where_the_folder_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    write(tmp_path, "one/a/x.txt", "two/a/x.txt")
    monkeypatch.chdir(tmp_path)
    for path in (tmp_path / "one", Path("two"), Path("./one/"), Path("one/../two")):
        assert [file.name for file in survey([path]).files] == ["a/x.txt"]


def test_a_file_named_itself_is_tried_whatever_its_kind(tmp_path: Path):
    write(tmp_path, "report.log")
    [file] = survey([tmp_path / "report.log"]).files
    [document] = documents_of(file, TAKING)
    assert isinstance(document, Document)
    assert (document.id, document.flags) == ("report.log", ("undated",))


def test_missing_paths_are_told(tmp_path: Path):
    assert survey([tmp_path / "none"]).missing == (tmp_path / "none",)


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_links_that_lead_out_of_the_folder_are_not_followed(tmp_path: Path):
    write(tmp_path, "outside/secret.txt", "in/a.txt")
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "outside" / "secret.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path / "outside")
    (tmp_path / "in" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "inner.txt").symlink_to(tmp_path / "in" / "a.txt")
    found = survey([tmp_path / "in"])
    assert [file.name for file in found.files] == ["a.txt", "inner.txt"]
    assert found.skipped == 1


@pytest.mark.skipif(os.name == "nt", reason="such names cannot be written there")
def test_names_with_control_characters_are_made_printable(tmp_path: Path):
    write(tmp_path, "a\nb.txt")
    (tmp_path / os.fsdecode(b"c\xff.txt")).write_text("The text.")
    assert [file.name for file in survey([tmp_path]).files] == ["a_b.txt", "c_.txt"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no text"),
        (b" \n ", "holds no text"),
        (b"\x00\x01", "binary"),
        (b"x" * 1001, "larger than 0.001 MB"),
    ],
)
def test_files_that_cannot_be_read_are_refused_with_their_path(tmp_path: Path, data: bytes, reason: str):
    file = tmp_path / "a.txt"
    file.write_bytes(data)
    [refusal] = documents_of(InputFile(file, "a.txt"), Taking(most_bytes=1000))
    assert isinstance(refusal, Refusal)
    assert refusal.name == str(file)
    assert reason in refusal.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe.txt")
    [refusal] = documents_of(InputFile(tmp_path / "pipe.txt", "pipe.txt"), TAKING)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "it is not a regular file"


def test_reading_one_file_raises_for_what_cannot_be_read(tmp_path: Path):
    write(tmp_path, "a.txt")
    assert [document.id for document in read_file(tmp_path / "a.txt")] == ["a.txt"]
    with pytest.raises(UnreadableError, match=r"none\.txt: it is not a regular file\."):
        list(read_file(tmp_path / "none.txt"))
