"""Whatever an endpoint does wrong ends in one typed error, and nothing half is taken for whole."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from assistant.errors import (
    ModelContextError,
    ModelError,
    ModelProtocolError,
    ModelRefusedError,
    ModelTimeoutError,
    ModelUnavailableError,
)
from assistant.models.contract import ReplyEnd, ReplyEvent, TextDelta
from assistant.models.openai_compatible import OpenAICompatible
from tests.models.conftest import KEY
from tests.support.faults import FAULTS
from tests.support.loopback import LoopbackServer
from tests.support.wire import chunk, sse

Make = Callable[..., OpenAICompatible]


@dataclass(frozen=True)
class Case:
    """A fault, the limits under which it is met, and what must come of it."""

    fault: str
    error: type[ModelError]
    says: str
    limits: dict[str, Any] = field(default_factory=dict[str, Any])
    options: dict[str, Any] = field(default_factory=dict[str, Any])
    tries: int = 1
    leaves: bool = False  # the server never ends this answer: the client must hang up

    def __str__(self) -> str:
        return "-".join([self.fault, *(f"{name}={value}" for name, value in {**self.options, **self.limits}.items())])


P, R, C, T, U = ModelProtocolError, ModelRefusedError, ModelContextError, ModelTimeoutError, ModelUnavailableError
SHORT = {"idle": 0.05}

CASES = [
    # streams that end well as HTTP and badly as replies
    Case("truncated", P, "without a finish reason"),
    Case("done_without_reason", P, "without a finish reason"),
    Case("half_an_event", P, "not JSON or is cut short"),
    Case("nothing_at_all", P, "no reply"),
    Case("only_done", P, "no reply"),
    Case("invalid_json", P, "not JSON"),
    Case("invalid_utf8", P, "not UTF-8"),
    Case("invalid_sse", P, "web page"),
    Case("binary_noise", P, "no reply"),
    Case("not_an_object", P, "no object"),
    Case("deep_nesting", P, "not JSON"),
    Case("error_event", U, "The model crashed."),
    Case("context_event", C, "too long for the model"),
    Case("empty_choices", P, "no choices"),
    Case("null_choices", P, "no choices"),
    Case("odd_reason", P, "insufficient_system_resource"),
    Case("nameless_call", P, "without a name"),
    Case("promised_calls", P, "announced tool calls"),
    Case("malformed_calls", P, "no object"),
    Case("calls_without_number", P, "more than 256 tool calls"),
    # whole bodies, to a client that asked for a stream
    Case("html", P, "web page"),
    Case("error_object", U, "The upstream is overloaded."),
    Case("error_text", R, "No model is loaded."),
    Case("empty_body", P, "no reply"),
    Case("json_list", P, "no object"),
    Case("json_scalar", P, "no reply"),
    Case("json_truncated", P, "cut short"),
    Case("json_invalid_utf8", P, "not UTF-8"),
    Case("json_empty_choices", P, "no choices"),
    Case("json_null_choices", P, "no choices"),
    Case("json_without_reason", P, "without a finish reason"),
    # refusals
    Case("bad_request", R, "The messages are no good."),
    Case("unauthorised", R, "set OPENAI_API_KEY"),
    Case("forbidden", R, "use a key or a model that is allowed"),
    Case("not_found", R, "check OPENAI_BASE_URL and ATTACHE_MODEL"),
    Case("redirect", R, "set OPENAI_BASE_URL to the final address"),
    Case("echoed_key", R, r"\[key\]"),
    Case("context_overflow", C, "too long for the model"),
    Case("context_prose", C, "ask a narrower question"),
    Case("too_large", C, "too long for the model"),
    Case("quota", R, "used up"),
    Case("rate_limited", R, "limiting requests", tries=3),
    Case("rate_limited", R, "limiting requests", options={"Retry_After": "3600"}),
    Case("server_error", U, "keeps failing with status 500", tries=3),
    Case("server_error", U, "keeps failing with status 529", options={"status": 529}, tries=3),
    Case("unavailable", U, "keeps failing with status 503", tries=3),
    # connections that break
    Case("reset_at_once", U, "cannot be reached or broke the connection off", tries=3),
    Case("not_http", U, "check that it is running", tries=3),
    Case("reset", P, "broke in the middle"),
    Case("closed_early", P, "broke in the middle"),
    Case("closed_after_finish", P, "broke in the middle"),
    Case("json_closed_early", P, "broke in the middle"),
    # answers without end
    Case("silent", T, "did not begin to answer within 0.05 s", {"first_byte": 0.05}, leaves=True),
    Case("headers_only", T, "did not begin to answer", {"first_byte": 0.05}, leaves=True),
    Case("slow_headers", T, "did not begin to answer", {"first_byte": 0.05}, leaves=True),
    Case("keepalive_forever", T, "did not begin to answer", {"first_byte": 0.2}, leaves=True),
    Case("keepalive_forever", T, "sent nothing for 0.05 s", SHORT, {"text": "Half"}, leaves=True),
    Case("stall", T, "sent nothing for 0.05 s in the middle", SHORT, leaves=True),
    Case("slow_loris", T, "sent nothing for 0.05 s in the middle", SHORT, leaves=True),
    Case("slow_text", T, "took longer than 0.2 s", {"total": 0.2}, leaves=True),
    Case("comment_flood", P, "more than 200,000 bytes in one answer", {"max_bytes": 200_000}, leaves=True),
    Case("endless", P, "more than 200,000 bytes in one answer", {"max_bytes": 200_000}, leaves=True),
    Case("endless", T, "took longer than 0.2 s", {"total": 0.2, "max_bytes": 1 << 40}, leaves=True),
    # answers too large for memory
    Case("huge_event", P, "more than 1,048,576 bytes in one event", leaves=True),
    Case("huge_line_of_comment", P, "more than 1,048,576 bytes in one event", leaves=True),
    Case("huge_body", P, "more than 1,048,576 bytes in one event", leaves=True),
    Case("huge_body", R, "status 400", options={"status": 400}, leaves=True),
    Case("many_objects", P, "more than 1,048,576 bytes in one event", leaves=True),
    Case("gzip_bomb", P, "turn compression off", options={"size": 1 << 24}),
    Case("gzip_bomb", R, "status 400", options={"size": 1 << 24, "status": 400}),
]

HARMLESS = {"empty_reply", "json_null_message", "never_done"}  # odd, and yet whole


@pytest.mark.parametrize("case", CASES, ids=str)
async def test_a_fault_becomes_one_typed_error_that_says_what_to_do(
    case: Case, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    for _ in range(case.tries):
        loopback.fault(case.fault, **case.options)
    events: list[ReplyEvent] = []
    with pytest.raises(case.error, match=case.says) as caught:
        await ask(make_model(**case.limits), into=events)
    assert type(caught.value) is case.error
    assert not any(isinstance(event, ReplyEnd) for event in events)
    # On a machine that is very busy a short limit may pass before the request has left.
    assert len(loopback.requests) == case.tries or case.error is T
    assert KEY not in "".join(traceback.format_exception(caught.value))
    if case.leaves and loopback.requests:
        assert await loopback.requests[-1].client_left()


def test_every_fault_the_server_knows_has_its_expected_outcome() -> None:
    assert FAULTS.keys() == {case.fault for case in CASES} | HARMLESS


async def test_text_that_came_before_a_fault_has_been_delivered(
    loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.fault("reset")
    events: list[ReplyEvent] = []
    with pytest.raises(ModelProtocolError):
        await ask(make_model(), into=events)
    assert events == [TextDelta("Half of an ")]


@pytest.mark.parametrize("fault", ["empty_reply", "json_null_message"])
async def test_a_whole_reply_without_text_is_left_to_the_loop(
    fault: str, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.fault(fault)
    assert await ask(make_model()) == [ReplyEnd("stop")]


async def test_a_finished_reply_does_not_wait_for_a_server_that_keeps_the_line_open(
    loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.fault("never_done")
    *text, end = await ask(make_model(closing=0.05))
    assert text == [TextDelta("Whole.")]
    assert end.reason == "stop"
    assert await loopback.requests[0].client_left()


async def test_a_server_that_is_not_there_is_named(make_model: Make, ask: Any, pauses: list[float]) -> None:
    with pytest.raises(ModelUnavailableError, match=r"at http://127\.0\.0\.1:1/v1 cannot be reached"):
        await ask(make_model(base_url="http://127.0.0.1:1/v1"))
    assert pauses == [0.5, 1.0]


@pytest.mark.parametrize("rest", [b"data: {no\n\n", b'data: {"choices": \xff}\n\n', sse({"error": {"message": "No."}})])
async def test_what_came_before_a_fault_is_told_wherever_the_network_cuts(
    rest: bytes, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.events(sse(chunk({"content": "They met "})) + sse(chunk({"content": "in Sochi."})) + rest)
    events: list[ReplyEvent] = []
    with pytest.raises(ModelError):
        await ask(make_model(retries=0), events)
    assert events == [TextDelta("They met "), TextDelta("in Sochi.")]
