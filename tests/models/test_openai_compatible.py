"""Replies of a well-behaved endpoint, in all the ways endpoints are well-behaved, and the requests they answer."""

from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest

from assistant.errors import ModelContextError, ModelError, ModelRefusedError, SettingsError
from assistant.models.contract import ChatModel, Message, ReplyEnd, TextDelta, ToolCall, ToolSchema
from assistant.models.openai_compatible import OpenAICompatible
from tests.models.conftest import KEY, text_of
from tests.support.exchange import Recorded
from tests.support.loopback import LoopbackServer
from tests.support.wire import Script

Make = Callable[..., OpenAICompatible]
SEARCH = ToolSchema("passage_search", "Search the record.", {"type": "object", "properties": {"query": {}}})
QUESTION = [Message("user", "Who met whom?")]


@pytest.mark.parametrize("streams", [True, False], ids=["streaming", "whole"])
async def test_a_reply_arrives_as_text_and_one_end(
    streams: bool, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.streams = streams
    loopback.say("Лавров met Perfecto Yasay in Sochi — [e1].")
    events = await ask(make_model())
    assert text_of(events) == "Лавров met Perfecto Yasay in Sochi — [e1]."
    assert events[-1] == ReplyEnd("stop", (), 11, 7)


@pytest.mark.parametrize("streams", [True, False], ids=["streaming", "whole"])
@pytest.mark.parametrize("reason", ["length", "content_filter"])
async def test_why_a_reply_was_cut_is_passed_on(
    reason: str, streams: bool, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.streams = streams
    loopback.say("They met in", finish=reason)
    loopback.call_tools([("passage_search", '{"que')], finish=reason)
    assert (await ask(make_model()))[-1] == ReplyEnd(reason, (), 11, 7)  # pyright: ignore[reportArgumentType] - parametrised
    assert (await ask(make_model()))[-1].calls == ()


@pytest.mark.parametrize("streams", [True, False], ids=["streaming", "whole"])
@pytest.mark.parametrize("finish", ["tool_calls", "stop"])
async def test_fifty_parallel_calls_arrive_in_order_with_their_arguments(
    finish: str, streams: bool, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.streams = streams
    loopback.call_tools([("passage_search", {"query": f"q{n}"}) for n in range(50)], finish=finish)
    (end,) = await ask(make_model())
    assert end.reason == "tool_calls"
    assert [json.loads(call.arguments)["query"] for call in end.calls] == [f"q{n}" for n in range(50)]
    assert len({call.id for call in end.calls}) == 50


@pytest.mark.parametrize("split", [1, 2, 3, 7, 64])
async def test_where_the_network_cuts_the_stream_does_not_matter(
    split: int, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.say("Año and Ли met [e1]. 🇷🇺", split=split)
    events = await ask(make_model())
    assert text_of(events) == "Año and Ли met [e1]. 🇷🇺"
    assert events[-1] == ReplyEnd("stop", (), 11, 7)


async def test_the_request_carries_the_conversation_the_tools_and_the_bounds(
    loopback: LoopbackServer, make_model: Make
) -> None:
    loopback.say("Yes.")
    conversation = [
        Message("system", "Cite."),
        Message("user", "Who?"),
        Message("assistant", "", (ToolCall("c1", "passage_search", '{"query": "a"}'), ToolCall("c2", "x", "{broken"))),
        Message("tool", "[]", call_id="c1"),
        Message("tool", "not JSON", call_id="c2"),
    ]
    async for _ in make_model().reply(conversation, [SEARCH], max_tokens=300):
        pass
    request = loopback.requests[0]
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.headers["accept-encoding"] == "identity"
    assert request.headers["content-type"] == "application/json"
    assert "content-length" in request.headers
    assert "transfer-encoding" not in request.headers
    # of what the client tells of itself nothing but what it needs in its own hands
    assert [name for name in request.headers if name.startswith("x-stainless")] == ["x-stainless-raw-response"]
    assert {name: request.body[name] for name in ("model", "stream", "max_tokens")} == {
        "model": "test-model",
        "stream": True,
        "max_tokens": 300,
    }
    assert request.tools == ["passage_search"]
    assert [message["role"] for message in request.messages] == ["system", "user", "assistant", "tool", "tool"]
    calls = request.messages[2]["tool_calls"]
    assert [call["function"]["arguments"] for call in calls] == ['{"query": "a"}', "{}"]
    assert [message.get("tool_call_id") for message in request.messages[3:]] == ["c1", "c2"]


async def test_without_tools_the_request_names_none(loopback: LoopbackServer, make_model: Make, ask: Any) -> None:
    loopback.say("Yes.")
    await ask(make_model())
    assert not {"tools", "max_tokens"} & loopback.requests[0].body.keys()


async def test_text_that_cannot_be_encoded_does_not_stop_a_question(loopback: LoopbackServer, make_model: Make) -> None:
    loopback.say("Yes.")
    async for _ in make_model().reply([Message("user", "caf\udce9?")], []):
        pass
    assert loopback.requests[0].messages[0]["content"] == "caf\ufffd?"


@pytest.mark.parametrize("key", [None, "", "  "])
async def test_without_a_key_none_is_sent_whatever_the_environment_holds(
    key: str | None, loopback: LoopbackServer, make_model: Make, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-somebody-else")
    loopback.say("Yes.")
    await ask(make_model(key=key))
    assert "authorization" not in loopback.requests[0].headers


# --- parameters that an endpoint does not take --------------------------------------------------------------


async def test_parameters_an_endpoint_refuses_are_left_out_or_renamed_and_this_is_remembered(
    loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.refuses = {"stream_options", "max_tokens"}
    loopback.say("Yes.")
    loopback.say("Yes.")
    model = make_model(retries=0)
    for _ in range(2):
        assert text_of(await ask(model, max_tokens=50)) == "Yes."
    assert len(loopback.requests) == 4
    last = loopback.requests[-1].body
    assert last["max_completion_tokens"] == 50
    assert not {"stream_options", "max_tokens"} & last.keys()


async def test_a_bound_refused_under_both_its_names_is_an_error(
    loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.refuses = {"max_tokens", "max_completion_tokens"}
    with pytest.raises(ModelRefusedError, match="max_completion_tokens"):
        await ask(make_model(), max_tokens=50)
    assert len(loopback.requests) == 2


async def test_a_conversation_that_is_too_long_is_not_taken_for_a_refused_parameter(
    loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.body({"error": {"message": "max_tokens is too large: the maximum context length is 4096."}}, 400)
    with pytest.raises(ModelContextError):
        await ask(make_model(), max_tokens=50)
    assert len(loopback.requests) == 1


# --- leaving early ------------------------------------------------------------------------------------------


async def test_closing_a_reply_stops_the_request(loopback: LoopbackServer, make_model: Make) -> None:
    loopback.fault("stall", text="They met")
    async with contextlib.aclosing(make_model().reply(QUESTION, [])) as reply:
        assert await anext(reply) == TextDelta("They met")
    assert await loopback.requests[0].client_left()


@pytest.mark.parametrize("fault", ["silent", "stall", "slow_text"])
async def test_cancelling_the_task_stops_the_request(
    fault: str, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    arrived = asyncio.Event()
    loop = asyncio.get_running_loop()
    loopback.on_request = lambda: loop.call_soon_threadsafe(arrived.set)
    loopback.fault(fault)
    task = asyncio.create_task(ask(make_model()))
    await arrived.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await loopback.requests[0].client_left()


async def test_closing_a_model_ends_a_reply_that_is_under_way_with_a_typed_error(
    loopback: LoopbackServer, make_model: Make
) -> None:
    loopback.fault("stall", text="They met")
    model = make_model()
    async with contextlib.aclosing(model.reply(QUESTION, [])) as reply:
        assert await anext(reply) == TextDelta("They met")
        rest = asyncio.ensure_future(anext(reply))
        await asyncio.sleep(0)
        await model.close()
        with pytest.raises(ModelError):
            await rest


async def test_twenty_replies_at_once_do_not_mix(loopback: LoopbackServer, make_model: Make) -> None:
    def echo(request: Recorded) -> Script:
        return Script(tuple(request.messages[-1]["content"]))

    loopback.responder = echo
    model = make_model()

    async def one(number: int) -> str:
        return text_of([event async for event in model.reply([Message("user", f"number {number}")], [])])

    assert await asyncio.gather(*map(one, range(20))) == [f"number {number}" for number in range(20)]


@pytest.mark.parametrize("streams", [True, False], ids=["streaming", "whole"])
async def test_one_connection_serves_a_whole_conversation(
    streams: bool, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.streams = streams
    model = make_model()
    for _ in range(8):
        loopback.say("Yes.")
        await ask(model)
    assert loopback.connections == 1


async def test_a_model_closed_twice_can_still_be_asked_again(
    loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    model: ChatModel = make_model()
    for _ in range(2):
        loopback.say("Yes.")
        assert text_of(await ask(model)) == "Yes."
        await model.close()
        await model.close()


# --- making one ---------------------------------------------------------------------------------------------


def test_neither_the_key_nor_a_password_shows_in_the_repr() -> None:
    model = OpenAICompatible("m", "https://user:hunter2@models.example/v1?token=hunter2", "sk-hunter2")
    assert repr(model) == "OpenAICompatible('m', 'https://models.example/v1')"


@pytest.mark.parametrize("url", ["models.example/v1", "ftp://models.example", "http://", "http://[", "http://a:port"])
def test_an_address_that_cannot_be_used_is_a_wrong_setting(url: str) -> None:
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL"):
        OpenAICompatible("m", url)


@pytest.mark.parametrize("url", ["http://example/\x7f", "http://xn--\u2603.example"])
async def test_an_address_with_characters_that_no_address_has_is_a_wrong_setting(url: str, ask: Any) -> None:
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL"):
        await ask(OpenAICompatible("m", url))


@pytest.mark.parametrize("key", ["sk-ключ", "sk-a\nb", "sk-“quoted”"])
def test_a_key_that_cannot_be_sent_is_a_wrong_setting_and_is_not_shown(key: str) -> None:
    with pytest.raises(SettingsError, match="OPENAI_API_KEY") as caught:
        OpenAICompatible("m", api_key=key)
    assert key not in str(caught.value)


def test_making_a_model_does_not_load_the_http_client() -> None:
    program = (
        "import sys; from assistant.models.openai_compatible import OpenAICompatible; OpenAICompatible('m');"
        "from assistant.models.tokens import TokenCounter; TokenCounter('m');"
        "print([name for name in ('openai', 'httpx2', 'tiktoken') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stdout.strip() == "[]", done.stderr
