"""Chunks put together into a reply, as differently as servers send them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import ModelError, ModelProtocolError
from assistant.models.assembly import ReplyAssembler
from assistant.models.contract import ReplyEnd
from assistant.models.events import AnswerDecoder
from tests.support.wire import DONE, Script, chunk, sse, stream_of


def assemble(*chunks: dict[str, Any]) -> tuple[str, ReplyEnd]:
    reply = ReplyAssembler(max_calls=64)
    text = "".join([reply.add(item) for item in chunks])
    return text, reply.end()


def called(*deltas: list[Any]) -> list[tuple[str, str, str]]:
    _, end = assemble(*(chunk({"tool_calls": delta}) for delta in deltas), chunk(finish="tool_calls"))
    return [(call.id, call.name, call.arguments) for call in end.calls]


def part(name: str | None = None, arguments: Any = None, **fields: Any) -> dict[str, Any]:
    function = {"name": name, "arguments": arguments}
    return {**fields, "function": {key: value for key, value in function.items() if value is not None}}


SHAPES: dict[str, list[list[Any]]] = {
    "head first, arguments in parts": [
        [part("a", "", index=0, id="x", type="function")],
        [part(arguments='{"q"', index=0)],
        [part(arguments=": 1}", index=0)],
        [part("b", "{}", index=1, id="y")],
    ],
    "parts of two calls interleaved": [
        [part("a", '{"q"', index=0, id="x"), part("b", "{", index=1, id="y")],
        [part(arguments="}", index=1), part(arguments=": 1}", index=0)],
    ],
    "several in one chunk without index": [[part("a", '{"q": 1}', id="x"), part("b", "{}", id="y")]],
    "index as text": [[part("a", '{"q": 1}', index="0", id="x")], [part("b", "{}", index="1", id="y")]],
    "every index 0": [[part("a", '{"q": 1}', index=0, id="x")], [part("b", "{}", index=0, id="y")]],
    "every index 0, in parts": [
        [part("a", '{"q"', index=0, id="x")],
        [part(arguments=": 1}", index=0)],
        [part("b", "{", index=0, id="y")],
        [part(arguments="}", index=0)],
    ],
    "index null, known by id": [
        [part("a", '{"q"', index=None, id="x")],
        [part("b", "{", index=None, id="y")],
        [part(arguments=": 1}", id="x"), part(arguments="}", id="y")],
    ],
    "no index, later parts without id": [
        [part("a", '{"q"', id="x")],
        [part(arguments=": 1}")],
        [part("b", "{}", id="y")],
    ],
    "name and id repeated in every chunk": [
        [part("a", '{"q"', index=0, id="x")],
        [part("a", ": 1}", index=0, id="x")],
        [part("b", "{}", index=1, id="y")],
    ],
    "indices with gaps": [[part("a", '{"q": 1}', index=3, id="x")], [part("b", "{}", index=7, id="y")]],
    "arguments as an object": [[part("a", {"q": 1}, index=0, id="x"), part("b", {}, index=1, id="y")]],
    "parts without index, known by id": [
        [part("a", '{"q"', id="x"), part("b", "{", id="y")],
        [part("a", ": 1}", id="x"), part("b", "}", id="y")],
    ],
    "no arguments at all": [[part("a", '{"q": 1}', index=0, id="x"), part("b", index=1, id="y")]],
    "id after the head": [
        [part("a", '{"q": 1}', index=0)],
        [{"index": 0, "id": "x"}],
        [part("b", "{}", index=1, id="y")],
    ],
    "name in parts": [
        [part("", '{"q": 1}', index=0, id="x")],
        [part("a", index=0)],
        [part("b", "{}", index=1, id="y")],
    ],
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_two_calls_gives_the_same_two(shape: str) -> None:
    assert called(*SHAPES[shape]) == [("x", "a", '{"q": 1}'), ("y", "b", "{}")]


@pytest.mark.parametrize("ids", [(None, None), ("", ""), ("x", "x"), (7, None), ("call_1", None)])
def test_calls_without_an_id_of_their_own_are_given_one(ids: tuple[Any, Any]) -> None:
    calls = called([part("a", "{}", index=0, id=ids[0]), part("b", "{}", index=1, id=ids[1])])
    assert [name for _, name, _ in calls] == ["a", "b"]
    assert len({id_ for id_, _, _ in calls} - {""}) == 2


def test_calls_without_index_that_share_an_id_are_told_apart_by_name() -> None:
    calls = called([part("a", '{"q": 1}', id="x"), part("b", "{}", id="x")])
    assert [(name, arguments) for _, name, arguments in calls] == [("a", '{"q": 1}'), ("b", "{}")]
    assert calls[0][0] != calls[1][0]


def test_a_name_that_comes_in_parts_is_joined() -> None:
    assert called([part("passage", index=0, id="x")], [part("_search", "{}", index=0)]) == [
        ("x", "passage_search", "{}")
    ]


def test_arguments_are_passed_on_as_they_came_even_if_they_are_no_json() -> None:
    assert called([part("a", "{broken", index=0, id="x")]) == [("x", "a", "{broken")]


@pytest.mark.parametrize("entries", [["search"], [None], [["a"]], [{}], [{"index": 0}], [{"function": {"name": " "}}]])
def test_a_call_that_is_none_is_an_error(entries: list[Any]) -> None:
    with pytest.raises(ModelProtocolError):
        called(entries)


@pytest.mark.parametrize(
    ("given_reason", "reason"),
    [("stop", "stop"), ("STOP", "stop"), ("end_turn", "stop"), ("max_tokens", "length"), ("safety", "content_filter")],
)
def test_other_words_for_a_finish_reason_are_understood(given_reason: str, reason: str) -> None:
    assert assemble(chunk({"content": "Yes."}), chunk(finish=given_reason)) == ("Yes.", ReplyEnd(reason))  # pyright: ignore[reportArgumentType] - parametrised


@pytest.mark.parametrize("reason", ["error", "abort", "unknown", "network_error"])
def test_a_reason_that_does_not_say_the_reply_is_whole_is_an_error(reason: str) -> None:
    with pytest.raises(ModelProtocolError, match=reason):
        assemble(chunk({"content": "Yes."}), chunk(finish=reason))


@pytest.mark.parametrize("reason", [None, "", "null", 0, False, ["stop"], {"reason": "stop"}])
def test_an_empty_reason_is_none(reason: Any) -> None:
    with pytest.raises(ModelProtocolError, match="without a finish reason"):
        assemble(chunk({"content": "Yes."}), chunk(finish=reason))


@pytest.mark.parametrize(
    "content",
    [
        "Yes.",
        [{"type": "text", "text": "Yes."}],
        [{"type": "reasoning", "text": "Hm."}, {"type": "text", "text": "Yes."}],
    ],
)
def test_content_may_be_text_or_parts(content: Any) -> None:
    assert assemble(chunk({"content": content}), chunk(finish="stop"))[0] == "Yes."


def test_thoughts_are_not_part_of_the_text_and_a_refusal_is() -> None:
    chunks = [chunk({"reasoning_content": "Hm."}), chunk({"content": None, "refusal": "I cannot."})]
    assert assemble(*chunks, chunk(finish="stop"))[0] == "I cannot."


def test_only_the_first_of_several_choices_counts() -> None:
    other = {"index": 1, "delta": {"content": "No."}, "finish_reason": "stop"}
    both = chunk({"content": "Yes."})
    both["choices"].insert(0, other)
    with pytest.raises(ModelProtocolError, match="without a finish reason"):
        assemble(both)
    assert assemble(both, chunk(finish="stop"))[0] == "Yes."


def test_half_a_character_waits_for_its_other_half() -> None:
    flag = json.dumps("🇷")[1:-1]
    high, low = json.loads(f'"{flag[:6]}"'), json.loads(f'"{flag[6:]}"')
    assert assemble(chunk({"content": high}), chunk({"content": low + "."}), chunk(finish="stop"))[0] == "🇷."
    assert assemble(chunk({"content": "a" + high}), chunk({"content": "b"}), chunk(finish="stop"))[0] == "a\ufffdb"


@pytest.mark.parametrize(
    "usage", [None, 3, [], {}, {"prompt_tokens": -1, "completion_tokens": "7"}, {"prompt_tokens": True}]
)
def test_a_usage_that_makes_no_sense_is_unknown(usage: Any) -> None:
    _, end = assemble(chunk({"content": "Yes."}), chunk(finish="stop", usage=usage))
    assert (end.prompt_tokens, end.completion_tokens) == (None, None)


def test_a_stream_cut_before_its_finish_reason_is_never_a_whole_reply() -> None:
    stream = b"".join(stream_of(Script(("They ", "met."), (("a", {"q": 1}),), "tool_calls")))
    finish = stream.index(b'"finish_reason": "tool_calls"') + len(b'"finish_reason": "tool_calls"')
    for cut in range(finish):
        with pytest.raises(ModelProtocolError):
            read(stream[:cut])
        with pytest.raises(ModelProtocolError):
            read(stream[:cut] + b"\n\n" + DONE)


def read(stream: bytes) -> ReplyEnd:
    decoder, reply = AnswerDecoder(1 << 20), ReplyAssembler(max_calls=64)
    for item in [*decoder.feed(stream), *(() if decoder.done else decoder.finish())]:
        reply.add(item)
    return reply.end()


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=4,
)


def objects(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Objects with some of these fields, each of which may also hold anything else."""
    return st.fixed_dictionaries({}, optional={name: field | ANY for name, field in fields.items()})


NAMES = st.sampled_from(["a", "b", ""])
CALL = objects(index=st.integers(0, 2), id=NAMES, function=objects(name=NAMES, arguments=st.text(max_size=5)))
DELTA = objects(content=st.text(st.characters(codec=None), max_size=6), refusal=ANY, tool_calls=st.lists(CALL))
CHOICE = objects(index=st.integers(0, 1), delta=DELTA, message=DELTA, finish_reason=ANY)
CHUNK = objects(choices=st.lists(CHOICE, max_size=2), usage=objects(prompt_tokens=ANY, completion_tokens=ANY))


@settings(deadline=None)
@given(st.lists(CHUNK, max_size=4))
def test_no_json_crashes_the_assembly_and_its_text_can_be_encoded(chunks: list[dict[str, Any]]) -> None:
    try:
        text, end = assemble(*chunks, chunk(finish="stop"))
    except ModelError:
        return
    "".join([text, *(call.id + call.name + call.arguments for call in end.calls)]).encode()


def test_the_stream_that_tests_use_is_one_that_reads_back() -> None:
    assert read(b"".join(stream_of(Script(("Yes.",))))) == ReplyEnd("stop", (), 11, 7)
    assert sse({"a": 1}) == b'data: {"a": 1}\n\n'
