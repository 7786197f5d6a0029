"""`attache check` reads a draft of any kind that can be taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.doors.cli.draft_file import read_draft
from assistant.errors import UsageError
from tests.formats.hostile import REAL
from tests.formats.make_files import ANNEX, PARAGRAPHS


@pytest.mark.parametrize("name", ["writer.docx", "writer.pdf", "browser.html", "browser.mhtml", "writer-utf16.txt"])
def test_a_draft_may_be_of_any_kind(name: str):
    text = read_draft(REAL / name)
    assert PARAGRAPHS[1] in text
    assert ANNEX[1] in text


def test_a_text_file_is_checked_as_it_stands(tmp_path: Path):
    file = tmp_path / "a.md"
    file.write_bytes("---\ntitle: T\n---\n“We agree,” she said.\r\n".encode())
    assert read_draft(file) == "---\ntitle: T\n---\n“We agree,” she said.\n"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.md", b" \n", "is empty"),
        ("a.txt", b"\x00\x01", "binary"),
        ("a.pdf", b"none", "it is not a PDF"),
        ("a.doc", b"none", "save it as .docx"),
        ("a.jsonl", b'{"id": "a", "text": "x"}\n{"id": "b", "text": "y"}\n', "several texts"),
    ],
)
def test_what_is_no_draft_is_told(tmp_path: Path, name: str, data: bytes, reason: str):
    file = tmp_path / name
    file.write_bytes(data)
    with pytest.raises(UsageError, match=reason):
        read_draft(file)
