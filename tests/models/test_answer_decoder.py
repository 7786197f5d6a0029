"""Bytes cut into the objects of an answer: wherever they are cut, and whatever they are."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import ModelProtocolError
from assistant.models.events import AnswerDecoder
from tests.support.wire import DONE, Script, body_of, sse, stream_of

OBJECTS: list[dict[str, Any]] = [{"a": 1}, {"text": "Лавров — “да”\r\n"}, {}, {"b": [1, {"c": None}]}]
STREAMS = {
    "line feeds": b"".join(map(sse, OBJECTS)) + DONE,
    "CRLF": b"".join(map(sse, OBJECTS)).replace(b"\n", b"\r\n") + DONE,
    "returns": b"".join(map(sse, OBJECTS)).replace(b"\n", b"\r") + DONE,
    "comments": b": hello\n\n" + b": ping\n\n".join(map(sse, OBJECTS)) + DONE,
    "names and ids": b"".join(b"event: message\nid: 7\nretry: 3\n" + sse(value) for value in OBJECTS) + DONE,
    "no blank after the colon": b"".join(map(sse, OBJECTS)).replace(b"data: ", b"data:") + DONE,
    "byte order mark": b"\xef\xbb\xbf" + b"".join(map(sse, OBJECTS)) + DONE,
    "blank lines first": b"\r\n\n  \n" + b"".join(map(sse, OBJECTS)) + DONE,
    "no end": b"".join(map(sse, OBJECTS)).rstrip(b"\n"),
    "after [DONE]": b"".join(map(sse, OBJECTS)) + DONE + b"data: {not read}\n\n",
    "data over lines": b'data: {"a":\ndata: 1}\n\n' + b"".join(map(sse, OBJECTS[1:])) + DONE,
}


def decode(*parts: bytes, max_event: int = 1 << 20) -> list[dict[str, Any]]:
    decoder = AnswerDecoder(max_event)
    found: list[dict[str, Any]] = []
    for part in parts:
        found += decoder.feed(part)
        if decoder.done:
            return found
    return [*found, *decoder.finish()]


@pytest.mark.parametrize("name", STREAMS)
def test_every_shape_of_event_stream_gives_its_objects(name: str) -> None:
    assert decode(STREAMS[name]) == OBJECTS


@pytest.mark.parametrize("name", STREAMS)
def test_a_stream_may_arrive_byte_by_byte(name: str) -> None:
    stream = STREAMS[name]
    assert decode(*(stream[at : at + 1] for at in range(len(stream)))) == OBJECTS


@settings(deadline=None)
@given(st.sampled_from(sorted(STREAMS)), st.lists(st.integers(0, 300), max_size=6))
def test_where_a_stream_is_cut_does_not_matter(name: str, cuts: list[int]) -> None:
    stream = STREAMS[name]
    bounds = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    assert decode(*(stream[start:end] for start, end in pairwise(bounds))) == OBJECTS


@pytest.mark.parametrize("lead", [b"", b"\n \r\n", b"\xef\xbb\xbf"])
def test_a_whole_body_is_known_by_its_first_character(lead: bytes) -> None:
    body = lead + body_of(Script(("Yes.",)))
    assert decode(body)[0]["choices"][0]["message"]["content"] == "Yes."
    assert decode(*(body[at : at + 1] for at in range(len(body)))) == decode(body)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=8))
def test_no_bytes_crash_the_decoder(parts: list[bytes]) -> None:
    try:
        found = decode(*parts)
    except ModelProtocolError:
        return
    assert all(isinstance(item, dict) for item in found)


@settings(deadline=None)
@given(st.lists(st.sampled_from([b"data:", b"data", b":", b" ", b"\r", b"\n", b"{", b"}", b"[DONE]", b"\xff", b"1"])))
def test_no_mixture_of_its_own_syntax_crashes_the_decoder(parts: list[bytes]) -> None:
    try:
        decode(*parts)
    except ModelProtocolError:
        return


@pytest.mark.parametrize(
    "endless", [b"data: " + b"a" * 2000, b":" + b"a" * 2000, b"data: aaaaaaaa\n" * 300, b'{"a": "' + b"a" * 2000]
)
def test_an_event_larger_than_allowed_is_dropped_before_it_is_whole(endless: bytes) -> None:
    with pytest.raises(ModelProtocolError, match="more than 1,000 bytes in one event"):
        decode(*(endless[at : at + 100] for at in range(0, len(endless), 100)), b"data: {}\n\n", max_event=1000)


def test_many_small_events_may_pass_the_size_of_one() -> None:
    events = [sse({"n": n}) for n in range(500)]
    assert len(decode(*events, max_event=100)) == 500
    assert len(decode(b"".join(events), max_event=100)) == 500


def test_a_number_too_long_to_read_is_an_error() -> None:
    with pytest.raises(ModelProtocolError, match="not JSON"):
        decode(b'data: {"n": ' + b"9" * 10_000 + b"}\n\n")


def test_the_stream_of_a_script_holds_what_it_says() -> None:
    text = "".join(
        item["choices"][0]["delta"].get("content") or ""
        for item in decode(*stream_of(Script(("They ", "met."))))
        if item["choices"]
    )
    assert text == "They met."
    assert json.loads(body_of(Script(("They ", "met."))))["choices"][0]["message"]["content"] == text
