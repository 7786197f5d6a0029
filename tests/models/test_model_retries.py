"""What is tried again, after which pause, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.errors import ModelError, ModelRefusedError, ModelUnavailableError
from assistant.models.openai_compatible import OpenAICompatible
from assistant.models.refusal import seconds_asked
from tests.support.loopback import LoopbackServer

Make = Callable[..., OpenAICompatible]
Step = tuple[str, dict[str, Any]]


WAITED_OUT: list[tuple[list[Step], list[float]]] = [
    ([("server_error", {})], [0.5]),
    ([("unavailable", {}), ("server_error", {"status": 502})], [0.5, 1.0]),
    ([("rate_limited", {"Retry_After": "3"})], [3.0]),
    ([("rate_limited", {"Retry_After": "0.25"}), ("rate_limited", {"Retry_After": "30"})], [0.25, 30.0]),
    ([("unavailable", {"Retry_After": "7"})], [7.0]),
    ([("rate_limited", {"Retry_After": "soon"})], [0.5]),
    ([("reset_at_once", {}), ("not_http", {})], [0.5, 1.0]),
    ([("server_error", {"status": 408})], [0.5]),
]


@pytest.mark.parametrize(("steps", "expected"), WAITED_OUT, ids=str)
async def test_a_passing_failure_is_waited_out(
    steps: list[Step],
    expected: list[float],
    loopback: LoopbackServer,
    make_model: Make,
    ask: Any,
    pauses: list[float],
) -> None:
    for name, options in steps:
        loopback.fault(name, **options)
    loopback.say("Yes.")
    assert (await ask(make_model()))[-1].reason == "stop"
    assert pauses == expected


@pytest.mark.parametrize(
    "fault", ["unauthorised", "forbidden", "not_found", "bad_request", "quota", "context_overflow", "redirect"]
)
async def test_a_lasting_failure_is_not_tried_again(
    fault: str, loopback: LoopbackServer, make_model: Make, ask: Any, pauses: list[float]
) -> None:
    loopback.fault(fault)
    loopback.say("Yes.")
    with pytest.raises(ModelRefusedError):
        await ask(make_model())
    assert pauses == []


@pytest.mark.parametrize("fault", ["truncated", "reset", "html", "error_object"])
async def test_an_answer_that_has_begun_is_not_asked_for_again(
    fault: str, loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.fault(fault)
    loopback.say("Yes.")
    with pytest.raises(ModelError):
        await ask(make_model())
    assert loopback.left == 1


async def test_a_pause_longer_than_allowed_is_not_waited_for(
    loopback: LoopbackServer, make_model: Make, ask: Any, pauses: list[float]
) -> None:
    loopback.fault("rate_limited", Retry_After="31")
    with pytest.raises(ModelRefusedError):
        await ask(make_model())
    assert pauses == []


async def test_a_pause_that_would_pass_the_total_limit_is_not_begun(
    loopback: LoopbackServer, make_model: Make, ask: Any, pauses: list[float]
) -> None:
    loopback.fault("unavailable", Retry_After="10")
    with pytest.raises(ModelUnavailableError):
        await ask(make_model(total=5))
    assert pauses == []


async def test_the_number_of_tries_is_bounded(
    loopback: LoopbackServer, make_model: Make, ask: Any, pauses: list[float]
) -> None:
    for _ in range(6):
        loopback.fault("server_error")
    with pytest.raises(ModelUnavailableError):
        await ask(make_model(retries=4))
    assert pauses == [0.5, 1.0, 2.0, 4.0]
    assert loopback.left == 1


def test_a_pause_may_be_asked_for_as_a_date() -> None:
    later = datetime.now(UTC) + timedelta(minutes=10)
    assert 500 < (seconds_asked(format_datetime(later, usegmt=True)) or 0) <= 600
    assert seconds_asked("Thu, 16 Feb 2017 10:00:00 GMT") == 0.0
    assert seconds_asked("Thu, 16 Feb 2017 10:00:00") == 0.0


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{1,6} [0-9:]{1,8}( [A-Z+0-9]{1,5})?"))
def test_no_header_crashes_the_reading_of_a_pause(header: str) -> None:
    assert (seconds_asked(header) or 0.0) >= 0.0


@pytest.mark.parametrize("header", [None, "", "soon", "-3", "1e9", "nan", "inf", "9" * 400, "Thu, 99 Foo 99999"])
def test_a_pause_that_is_no_number_and_no_date_asks_for_nothing(header: str | None) -> None:
    assert seconds_asked(header) is None
