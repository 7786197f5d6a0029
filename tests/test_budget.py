"""A prompt is kept within its budget: the question stays, the latest turns and the best excerpts go last."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.budget import DROPPED, MESSAGE_OVERHEAD, Budget
from assistant.models.contract import Message, ToolCall, ToolSchema

SYSTEM = Message("system", "s" * 10)


def turn(number: int) -> list[Message]:
    return [Message("user", f"q{number}" * 10), Message("assistant", f"a{number}" * 10)]


def called(*ids: str) -> Message:
    return Message("assistant", "", calls=tuple(ToolCall(name, "search", "{}") for name in ids))


def result(call: str, *ids: str) -> Message:
    body: dict[str, Any] = {
        "hits": [{"excerpt": name, "score": 1.0} for name in ids],
        "excerpts": [{"id": name, "text": name * 40} for name in ids],
    }
    return Message("tool", json.dumps(body), call_id=call)


def question(number: int = 9) -> Message:
    return Message("user", f"question {number}")


def total(messages: tuple[Message, ...] | list[Message]) -> int:
    return sum(map(Budget(0, len).cost, messages))


def test_nothing_goes_while_there_is_room() -> None:
    messages = [SYSTEM, *turn(1), question(), called("c"), result("c", "e1", "e2")]
    fitted = Budget(10_000, len).fit(messages, 3)
    assert (list(fitted.messages), fitted.turn_start, fitted.dropped) == (messages, 3, ())
    assert fitted.tokens == total(messages)


def test_the_oldest_turns_go_first_as_wholes_and_the_latest_stays() -> None:
    messages = [SYSTEM, *turn(1), *turn(2), *turn(3), question()]
    fitted = Budget(total(messages) - 1, len).fit(messages, 7)
    assert list(fitted.messages) == [SYSTEM, *turn(2), *turn(3), question()]
    assert fitted.turn_start == 5


def test_earlier_rounds_results_go_before_the_last_turn() -> None:
    messages = [SYSTEM, *turn(1), question(), called("a"), result("a", "e1"), called("b"), result("b", "e2")]
    fitted = Budget(total(messages) - 50, len).fit(messages, 3)
    assert list(fitted.messages[:4]) == [SYSTEM, *turn(1), question()]
    assert fitted.dropped == ("e1",)
    assert json.loads(fitted.messages[5].content) == {DROPPED: ["e1"]}
    assert fitted.messages[7] == messages[7]


def test_the_last_rounds_lower_ranked_excerpts_go_with_what_points_at_them() -> None:
    messages = [SYSTEM, question(), called("a"), result("a", "e1", "e2", "e3", "e4")]
    fitted = Budget(total(messages) - 50, len).fit(messages, 1)
    body = json.loads(fitted.messages[3].content)
    assert [excerpt["id"] for excerpt in body["excerpts"]] == ["e1", "e2"]
    assert [hit["excerpt"] for hit in body["hits"]] == ["e1", "e2"]
    assert body[DROPPED] == ["e3", "e4"]
    assert fitted.dropped == ("e3", "e4")


def test_of_parallel_results_the_longest_gives_first() -> None:
    messages = [SYSTEM, question(), called("a", "b"), result("a", "e1", "e2", "e3", "e4"), result("b", "e5")]
    fitted = Budget(total(messages) - 50, len).fit(messages, 1)
    assert fitted.dropped == ("e3", "e4")
    assert fitted.messages[4] == messages[4]


def test_the_tools_schemas_count() -> None:
    messages = [SYSTEM, *turn(1), question()]
    schema = ToolSchema("search", "finds", {"type": "object"})
    assert len(Budget(total(messages), len).fit(messages, 3).messages) == 4
    fitted = Budget(total(messages), len, [schema]).fit(messages, 3)
    assert list(fitted.messages) == [SYSTEM, question()]


def test_half_the_budget_is_half_of_what_was_sent() -> None:
    messages = [SYSTEM, question(), called("a"), result("a", *[f"e{n}" for n in range(1, 9)])]
    whole = Budget(100_000, len)
    sent = whole.fit(messages, 1).tokens
    fitted = whole.halved(sent).fit(messages, 1)
    assert fitted.tokens <= sent // 2
    assert fitted.dropped


def test_results_that_are_errors_are_left_alone() -> None:
    error = Message("tool", json.dumps({"error": "x" * 400}), call_id="a")
    messages = [SYSTEM, question(), called("a"), error]
    assert list(Budget(10, len).fit(messages, 1).messages) == messages


@settings(max_examples=80, deadline=None)
@given(
    st.integers(0, 4),
    st.lists(st.lists(st.integers(0, 6), min_size=1, max_size=3), max_size=4),
    st.integers(0, 6000),
)
def test_whatever_goes_the_question_stays_and_the_figures_are_true(
    turns: int, rounds: list[list[int]], room: int
) -> None:
    messages = [SYSTEM, *(message for number in range(turns) for message in turn(number)), question()]
    start = len(messages) - 1
    number = 0
    for sizes in rounds:
        names = [f"c{number + position}" for position in range(len(sizes))]
        messages.append(called(*names))
        for name, size in zip(names, sizes, strict=True):
            messages.append(result(name, *[f"e{number}x{position}" for position in range(size)]))
            number += 1
    fitted = Budget(room, len).fit(messages, start)
    assert fitted.messages[0] == SYSTEM
    assert fitted.messages[fitted.turn_start] == question()
    assert fitted.tokens == total(fitted.messages)
    asked = [call.id for message in fitted.messages for call in message.calls]
    assert [message.call_id for message in fitted.messages if message.role == "tool"] == asked
    shown = [e["id"] for m in fitted.messages if m.role == "tool" for e in json.loads(m.content).get("excerpts", [])]
    every = [e["id"] for m in messages if m.role == "tool" for e in json.loads(m.content)["excerpts"]]
    assert sorted([*shown, *fitted.dropped]) == sorted(every)
    if fitted.tokens > room:  # then all that may go has gone
        assert shown == []
        assert fitted.turn_start == 1
    assert MESSAGE_OVERHEAD * len(fitted.messages) <= fitted.tokens
