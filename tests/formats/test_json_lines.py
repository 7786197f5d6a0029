"""JSON lines: each line a document or a clear word about it."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.errors import UnreadableError
from assistant.formats import Refusal, Taking, documents_of_lines
from assistant.formats.jsonlines import read_line
from assistant.types import Document

TAKING = Taking(source="Option", most_bytes=200, today=date(2021, 1, 1))


def test_a_line_with_all_fields():
    value = {
        "id": "a",
        "text": "Año\r\n",
        "date": "2020-03-01",
        "title": "T",
        "source": "S",
        "url": "u",
        "language": "es",
        "x": 1,
    }
    draft = read_line(json.dumps(value).encode())
    assert (draft.id, draft.text, draft.date, draft.dated_by) == ("a", "Año\n", date(2020, 3, 1), "field")
    assert (draft.title, draft.source, draft.url, draft.language) == ("T", "S", "u", "es")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "not JSON"),
        (b"[1]", "not an object"),
        (b'{"text": "x"}', 'no "id"'),
        (b'{"id": " ", "text": "x"}', 'no "id"'),
        (b'{"id": "a"}', 'no "text"'),
        (b'{"id": "a", "text": 1}', '"text" is not a text'),
        (b'{"id": "a", "text": "x", "date": "March"}', "'March' is no day"),
        (b'{"id": "a", "text": "x", "date": "2020-13-01"}', "is no day"),
        (b'{"id": "a", "text": "x", "date": 2020}', "is no day"),
        (b'{"id": "a", "text": "x\\u0000y"}', "binary"),
        (b'{"id": "a", "text": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_line_that_is_no_document_is_told(line: bytes, reason: str):
    with pytest.raises(UnreadableError, match=reason):
        read_line(line)


def test_lines_are_refused_by_number_and_the_others_go_in():
    lines = [
        b'{"id": "a", "text": "The first."}',
        b"",
        b"broken",
        b'{"id": "long", "text": "' + b"x" * 300 + b'"}',
        b'{"id": "c", "text": " "}',
        b'{"id": "d", "text": "\\ud800"}',
        b'{"id": "e\\n", "text": "x"}',
        b'{"id": "f", "text": "The last.", "source": "Own", "date": "2022-01-01"}',
    ]
    first, *refused, last = documents_of_lines(io.BytesIO(b"\n".join(lines)), "in.jsonl", TAKING)
    assert isinstance(first, Document)
    assert (first.id, first.source, first.flags, first.date) == ("a", "Option", ("undated",), None)
    assert all(isinstance(each, Refusal) for each in refused)
    assert [str(each) for each in refused] == [
        "in.jsonl, line 3: it is not JSON; each line must be one object.",
        "in.jsonl, line 4: it is longer than 0.0002 MB; split it.",
        "in.jsonl, line 5: it holds no text.",
        "in.jsonl, line 6: its text holds half of a surrogate pair; write it as UTF-8.",
        "in.jsonl, line 7: its id must be up to 500 printable characters; give it another id.",
    ]
    assert isinstance(last, Document)
    assert (last.source, last.flags) == ("Own", ("future-date",))


@given(st.binary(max_size=200))
def test_any_line_is_read_or_refused(line: bytes):
    for document in documents_of_lines(io.BytesIO(line), "in", TAKING):
        assert isinstance(document, Document | Refusal)


@given(st.dictionaries(st.sampled_from(["id", "text", "date", "title"]), st.text() | st.integers() | st.none()))
def test_any_object_is_read_or_refused(value: dict[str, object]):
    for document in documents_of_lines(io.BytesIO(json.dumps(value).encode()), "in", TAKING):
        assert isinstance(document, Document | Refusal)
