"""The wire format of OpenAI-compatible chat completions, built piece by piece."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

Calls = Sequence[tuple[str, dict[str, Any] | str]]


@dataclass(frozen=True)
class Script:
    """One well-formed reply: text in pieces, calls of tools, why it ended, what it cost."""

    pieces: tuple[str, ...] = ()
    calls: tuple[tuple[str, dict[str, Any] | str], ...] = ()
    finish: str = "stop"
    usage: tuple[int, int] | None = (11, 7)


def chunk(delta: dict[str, Any] | None = None, finish: str | None = None, **extra: Any) -> dict[str, Any]:
    """One chunk of a stream with one choice."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "loopback",
        "choices": [{"index": 0, "delta": delta or {}, "finish_reason": finish}],
        **extra,
    }


def call_entry(name: str, arguments: dict[str, Any] | str, position: int) -> dict[str, Any]:
    """A tool call as it stands in a message; arguments given as text are sent as they are."""
    text = arguments if isinstance(arguments, str) else json.dumps(arguments)
    return {"id": f"call_{position}", "type": "function", "function": {"name": name, "arguments": text}}


def usage_of(usage: tuple[int, int]) -> dict[str, int]:
    """The usage object of a reply."""
    return {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}


def sse(payload: object) -> bytes:
    """One server-sent event; a string is sent as it is."""
    text = payload if isinstance(payload, str) else json.dumps(payload, ensure_ascii=False)
    return b"data: " + text.encode() + b"\n\n"


DONE = sse("[DONE]")


def _call_chunks(calls: Calls) -> Iterable[dict[str, Any]]:
    """Each call as real servers stream it: its head first, then its arguments in two parts."""
    for index, (name, arguments) in enumerate(calls):
        entry = call_entry(name, arguments, index)
        text = entry["function"]["arguments"]
        entry["function"]["arguments"] = ""
        yield chunk({"tool_calls": [{"index": index, **entry}]})
        for part in (text[: len(text) // 2], text[len(text) // 2 :]):
            yield chunk({"tool_calls": [{"index": index, "function": {"arguments": part}}]})


def stream_of(script: Script) -> list[bytes]:
    """The events of a streamed reply."""
    chunks = [chunk({"role": "assistant", "content": "" if script.pieces else None})]
    chunks += [chunk({"content": piece}) for piece in script.pieces]
    chunks += _call_chunks(script.calls)
    chunks.append(chunk(finish=script.finish))
    if script.usage:
        chunks.append({**chunk(), "choices": [], "usage": usage_of(script.usage)})
    return [*map(sse, chunks), DONE]


def body_of(script: Script) -> bytes:
    """The JSON body of a reply that is not streamed."""
    message: dict[str, Any] = {"role": "assistant", "content": "".join(script.pieces) or None}
    if script.calls:
        message["tool_calls"] = [call_entry(*call, index) for index, call in enumerate(script.calls)]
    reply: dict[str, Any] = {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 0,
        "model": "loopback",
        "choices": [{"index": 0, "message": message, "finish_reason": script.finish}],
    }
    if script.usage:
        reply["usage"] = usage_of(script.usage)
    return json.dumps(reply).encode()


def error_body(message: str, **fields: Any) -> bytes:
    """The JSON body of an error."""
    return json.dumps({"error": {"message": message, "type": "invalid_request_error", **fields}}).encode()
