"""What a chat model is to the loop: messages and tools in, a stream of events out."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

FinishReason = Literal["stop", "tool_calls", "length", "content_filter"]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A call the model asks for. `arguments` is the raw text it sent, which need not be JSON."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Message:
    """One message of the conversation in the roles of the chat-completions format.

    `calls` stand on an assistant's message; `call_id` names the call that a tool's message answers.
    """

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    calls: tuple[ToolCall, ...] = ()
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class ToolSchema:
    """A tool as the model sees it: `parameters` is the JSON schema of its arguments."""

    name: str
    description: str
    parameters: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TextDelta:
    """More text of the reply."""

    text: str


@dataclass(frozen=True, slots=True)
class ReplyEnd:
    """The end of a reply, always the last event: why it ended, the calls it asks for, what it cost.

    The token counts are None where the endpoint did not tell.
    """

    reason: FinishReason
    calls: tuple[ToolCall, ...] = ()
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


ReplyEvent = TextDelta | ReplyEnd


class ChatModel(Protocol):
    """A chat model. Closing the generator early stops the upstream request.

    A reply raises a `ModelError` when it fails or ends without a finish reason; what was streamed before
    such an error must not be taken for a whole reply.
    """

    @property
    def name(self) -> str:
        """The model's name as it stands in answers."""
        ...

    def reply(
        self, messages: Sequence[Message], tools: Sequence[ToolSchema], *, max_tokens: int | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        """Stream one reply to `messages`, with leave to call `tools`."""
        ...

    async def close(self) -> None:
        """Release connections; safe to call twice."""
        ...
