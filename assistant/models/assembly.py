"""The objects of an answer put together into a reply: text as it comes, and how it ends.

Servers differ in how they send tool calls: with or without index and id, whole or in parts, several in one
chunk, arguments as text or as an object. What cannot be told apart safely is an error, never a guess at a call.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, cast

from assistant.errors import ModelProtocolError
from assistant.models.contract import FinishReason, ReplyEnd, ToolCall
from assistant.models.text import sound

REASONS: dict[str, FinishReason] = {
    "stop": "stop",
    "eos": "stop",
    "end_turn": "stop",
    "stop_sequence": "stop",
    "tool_calls": "tool_calls",
    "tool_use": "tool_calls",
    "function_call": "tool_calls",
    "length": "length",
    "max_tokens": "length",
    "model_length": "length",
    "content_filter": "content_filter",
    "safety": "content_filter",
}
"""The finish reasons that servers give, in our four words. Any other means that something went wrong."""


@dataclass
class _Draft:
    """A tool call that is still coming in."""

    id: str
    name: str = ""
    arguments: list[str] = field(default_factory=list[str])


class CallAssembler:
    """Puts tool calls together from their parts."""

    def __init__(self, max_calls: int) -> None:
        self._max_calls = max_calls
        self._drafts: list[_Draft] = []
        self._by_index: dict[int, _Draft] = {}
        self._by_id: dict[str, _Draft] = {}

    def add(self, entries: object) -> None:
        """Take in the `tool_calls` of one chunk or message."""
        for entry in _items(entries):
            part = _mapping(entry)
            if part is None:
                raise ModelProtocolError("The model endpoint sent a tool call that is no object; try another model.")
            self._take(part)

    def _take(self, part: dict[str, Any]) -> None:
        function = _mapping(part.get("function")) or {}
        name = _text(function.get("name"))
        draft = self._find(_index(part.get("index")), _text(part.get("id")), name)
        if name and name != draft.name:
            draft.name += name
        arguments = function.get("arguments")
        if arguments is not None:
            draft.arguments.append(arguments if isinstance(arguments, str) else json.dumps(arguments))

    def _find(self, index: int | None, id_: str, name: str) -> _Draft:
        """The call a part belongs to: by index where there is one, else by id, else the latest unless it is named."""
        known = self._by_index.get(index) if index is not None else self._by_id.get(id_)
        if index is None and known is None and not id_ and not name and self._drafts:
            known = self._drafts[-1]
        # Some servers number every call 0, some give every call one id: what is named anew is a new call.
        other_id = bool(id_ and known and known.id and id_ != known.id)
        other_name = bool(index is None and known and known.name and known.name != name)
        if known is not None and not (name and (other_id or other_name)):
            known.id = known.id or id_
            return known
        if len(self._drafts) >= self._max_calls:
            raise ModelProtocolError(f"The model asked for more than {self._max_calls} tool calls at once; ask again.")
        draft = _Draft(id_)
        self._drafts.append(draft)
        if index is not None:
            self._by_index[index] = draft
        if id_:
            self._by_id[id_] = draft
        return draft

    def calls(self) -> tuple[ToolCall, ...]:
        """The calls in order of appearance, each with an id of its own."""
        taken: set[str] = set()
        result: list[ToolCall] = []
        for number, draft in enumerate(self._drafts):
            if not draft.name.strip():
                raise ModelProtocolError("The model endpoint sent a tool call without a name; try another model.")
            id_ = sound(draft.id)
            if not id_ or id_ in taken:
                id_ = _free_id(number, taken)
            taken.add(id_)
            result.append(ToolCall(id_, sound(draft.name.strip()), sound("".join(draft.arguments)) or "{}"))
        return tuple(result)


def _free_id(number: int, taken: set[str]) -> str:
    id_ = f"call_{number}"
    while id_ in taken:
        id_ += "x"
    return id_


class ReplyAssembler:
    """Puts one reply together from the objects of an answer, streamed or whole."""

    def __init__(self, max_calls: int) -> None:
        self._calls = CallAssembler(max_calls)
        self._reason: str | None = None
        self._tokens: tuple[int | None, int | None] = (None, None)
        self._high_surrogate = ""
        self._heard = False

    @property
    def finished(self) -> bool:
        """Whether a finish reason has come."""
        return self._reason is not None

    def add(self, chunk: dict[str, Any]) -> str:
        """Take in one object; the text it adds."""
        self._count(chunk)
        choice = _first_choice(chunk.get("choices"))
        if choice is None:
            return ""
        self._heard = True
        delta = _mapping(choice.get("delta")) or _mapping(choice.get("message")) or {}
        self._calls.add(delta.get("tool_calls"))
        reason = choice.get("finish_reason")
        if isinstance(reason, str) and reason not in {"", "null"}:
            self._reason = reason
        return self._joined(_content(delta.get("content")) or _content(delta.get("refusal")))

    def _joined(self, text: str) -> str:
        """`text` fit to encode; half a surrogate pair at its end waits for the other half."""
        text = self._high_surrogate + text
        cut = len(text) - 1 if "\ud800" <= text[-1:] <= "\udbff" else len(text)
        self._high_surrogate = text[cut:]
        return sound(text[:cut])

    def _count(self, chunk: dict[str, Any]) -> None:
        usage = _mapping(chunk.get("usage"))
        if usage is not None:
            self._tokens = (_natural(usage.get("prompt_tokens")), _natural(usage.get("completion_tokens")))

    def end(self) -> ReplyEnd:
        """The end of the reply; raises `ModelProtocolError` where the endpoint gave none that can be trusted."""
        if not self._heard:
            raise ModelProtocolError(
                "The model endpoint's answer holds no reply (no choices); check the model's name and OPENAI_BASE_URL."
            )
        if self._reason is None:
            raise ModelProtocolError(
                "The model's answer broke off: it ended without a finish reason and may be half an answer; try again."
            )
        reason = REASONS.get(self._reason.lower())
        if reason is None:
            raise ModelProtocolError(
                f"The model's answer ended with the reason {self._reason[:40]!r}, which does not mean it is whole;"
                " try again."
            )
        calls = self._calls.calls() if reason in {"stop", "tool_calls"} else ()
        if reason == "tool_calls" and not calls:
            raise ModelProtocolError("The model announced tool calls and sent none; try again or try another model.")
        return ReplyEnd("tool_calls" if calls else reason, calls, *self._tokens)


def _first_choice(choices: object) -> dict[str, Any] | None:
    """The choice numbered 0, or the first that has no number."""
    for choice in _items(choices):
        found = _mapping(choice)
        if found is not None and not found.get("index"):
            return found
    return None


def _content(content: object) -> str:
    """The text of a content field: a string, or a list of parts of which some are text."""
    if isinstance(content, str):
        return content
    parts = [_mapping(part) or {} for part in _items(content)]
    return "".join(_text(part.get("text")) for part in parts if part.get("type") == "text")


def _items(value: object) -> list[Any]:
    return cast("list[Any]", value) if isinstance(value, list) else []


def _mapping(value: object) -> dict[str, Any] | None:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _natural(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _index(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) < 10:
        return int(value)
    return _natural(value)
