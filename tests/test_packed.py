"""Messages that are packed are the same afterwards."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.models.contract import Message, ToolCall
from assistant.packed import Packed, packed, unpacked

_MESSAGES = st.builds(
    Message,
    st.sampled_from(("system", "user", "assistant", "tool")),
    st.text(st.characters(), max_size=30).flatmap(lambda text: st.integers(0, 100).map(lambda times: text * times)),
    st.lists(st.builds(ToolCall, st.text(), st.text(), st.text()), max_size=2).map(tuple),
    st.none() | st.text(),
)


@given(st.lists(_MESSAGES))
def test_messages_come_out_as_they_went_in(messages: list[Message]) -> None:
    once = packed(messages)
    assert unpacked(once) == messages
    assert packed(once) == once


def test_only_what_a_tool_told_at_length_is_packed() -> None:
    long = "Lind met Orlov in Sochi. " * 400
    messages = [
        Message("system", long),
        Message("user", long),
        Message("tool", long, call_id="1"),
        Message("tool", "no"),
    ]
    small = packed(messages)
    assert [isinstance(message, Packed) for message in small] == [False, False, True, False]
    assert isinstance(small[2], Packed)
    assert len(small[2].text) < len(long) // 10
