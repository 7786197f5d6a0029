"""Our messages and tools as the body of a chat-completions request."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.models.contract import Message, ToolCall, ToolSchema
from assistant.models.text import sound


def conversation(messages: Sequence[Message], tools: Sequence[ToolSchema]) -> dict[str, Any]:
    """The fields `messages` and, if there are any, `tools`."""
    body: dict[str, Any] = {"messages": [_message(message) for message in messages]}
    if tools:
        body["tools"] = [_tool(tool) for tool in tools]
    return body


def _message(message: Message) -> dict[str, Any]:
    fields: dict[str, Any] = {"role": message.role, "content": sound(message.content)}
    if message.calls:
        fields["tool_calls"] = [_call(call) for call in message.calls]
        fields["content"] = fields["content"] or None
    if message.call_id is not None:
        fields["tool_call_id"] = message.call_id
    return fields


def _call(call: ToolCall) -> dict[str, Any]:
    return {
        "id": call.id,
        "type": "function",
        "function": {"name": call.name, "arguments": _echoed(call.arguments)},
    }


def _echoed(arguments: str) -> str:
    """Arguments as the model sent them, or `{}` where they are no JSON object: servers parse them and would fail."""
    try:
        return arguments if isinstance(json.loads(arguments), dict) else "{}"
    except (ValueError, RecursionError):
        return "{}"


def _tool(tool: ToolSchema) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
    return {"type": "function", "function": function}
