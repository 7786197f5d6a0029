"""What a streamed answer reports, in order, `Finished` last."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from assistant.client.problems import problem_error
from assistant.client.results import Briefing, Citation, Claim
from assistant.errors import ApiError

_LONGEST = 16_000_000  # characters of one event


@dataclass(frozen=True, slots=True)
class ConversationOpened:
    """The conversation that the turn belongs to, and its place there."""

    conversation: str
    turn: int


@dataclass(frozen=True, slots=True)
class ToolUsed:
    """A tool was called."""

    tool: str
    arguments: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a call brought, or why it failed."""

    tool: str
    citations: tuple[Citation, ...]
    error: str | None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its verdict; `lead` separates it from the one before."""

    claim: Claim
    lead: str


@dataclass(frozen=True, slots=True)
class Dropped:
    """Excerpts that no longer fit before the model's eyes."""

    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RepairRequested:
    """Sentences failed and the model was asked once for others."""

    failed: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Finished:
    """The whole answer."""

    briefing: Briefing


StreamEvent = ConversationOpened | ToolUsed | Found | Sentence | Dropped | RepairRequested | Finished


async def events_of(lines: AsyncIterator[str]) -> AsyncIterator[StreamEvent]:
    """The events in the lines of a stream; names that a newer server adds are passed over.

    Raises ApiError for an event `error`, for one that cannot be read and for a stream that breaks off.
    """
    async for name, data in _messages(lines):
        if name == "error":
            raise problem_error(data)
        event = _event(name, data)
        if event is not None:
            yield event
        if isinstance(event, Finished):
            return
    raise ApiError("The answer broke off; ask again.")


async def _messages(lines: AsyncIterator[str]) -> AsyncIterator[tuple[str, Mapping[str, Any]]]:
    """The name and data of each server-sent event."""
    name, data, length = "", list[str](), 0
    async for line in lines:
        if line.startswith("event:"):
            name = line.removeprefix("event:").strip()
        elif line.startswith("data:"):
            data.append(line.removeprefix("data:").removeprefix(" "))
            length += len(line)
            if length > _LONGEST:
                raise ApiError("The server sent an event that is too long; ask again.")
        elif not line and data:
            yield name, _parsed("\n".join(data))
            name, data, length = "", [], 0


def _parsed(text: str) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as error:
        raise ApiError("The server sent an event that is not JSON; check the address.") from error
    if not isinstance(value, dict):
        raise ApiError("The server sent an event that is no object; check the address.")
    return cast("dict[str, Any]", value)


def _event(name: str, data: Mapping[str, Any]) -> StreamEvent | None:
    match name:
        case "conversation":
            return ConversationOpened(data["conversation"], data["turn"])
        case "tool_called":
            return ToolUsed(data["tool"], data["arguments"])
        case "excerpts_found":
            found = tuple(Citation.model_validate(item) for item in data["citations"])
            return Found(data["tool"], found, data["error"])
        case "sentence":
            return Sentence(Claim.model_validate(data), data.get("lead", " "))
        case "excerpts_dropped":
            return Dropped(tuple(data["ids"]))
        case "repair_asked":
            return RepairRequested(tuple(Claim.model_validate(item) for item in data["failed"]))
        case "briefing":
            return Finished(Briefing.model_validate(data))
        case _:
            return None
