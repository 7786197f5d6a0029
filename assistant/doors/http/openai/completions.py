"""POST /v1/chat/completions: a briefing as a chat completion, whole or as it comes."""

from __future__ import annotations

import time
from collections.abc import AsyncGenerator
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.doors.http.failing import problem_from
from assistant.doors.http.openai.asking import ChatRequest
from assistant.doors.http.openai.errors import error_of
from assistant.doors.http.openai.writing import Piece, Writer
from assistant.doors.http.services import Services
from assistant.doors.http.streams import event
from assistant.turn import CUT, FILTERED
from assistant.turn_events import BriefingDone, SentenceVerified, TurnEvent
from assistant.types import Briefing, Scope, Usage

Json = dict[str, Any]

_DONE = b"data: [DONE]\n\n"
_REASONS = {CUT: "length", FILTERED: "content_filter"}


@dataclass
class Completion:
    """One completion being made. Nothing of it is kept: the client sends the whole conversation each time."""

    services: Services
    assistant: Assistant
    request: ChatRequest
    scope: Scope
    base: str
    identifier: str = field(default_factory=lambda: f"chatcmpl-{uuid4().hex}")
    created: int = field(default_factory=lambda: int(time.time()))

    def __post_init__(self) -> None:
        self._conversation = Conversation(self.scope, turns=list(self.request.earlier))
        self._writer = Writer(self.base, self._conversation.ledger)
        self._count = self.services.metrics.turn()

    async def whole(self) -> Json:
        """The completion in one piece. Raises what `TurnLoop.run` does."""
        briefing: Briefing | None = None
        async with aclosing(self._events()) as events:
            async for item in events:
                self._count(item)
                if isinstance(item, SentenceVerified):
                    self._writer.sentence(item)
                elif isinstance(item, BriefingDone):
                    briefing = item.briefing
        if briefing is None:
            raise AssertionError("a turn ends with its briefing")
        self._writer.ending(briefing)
        message = {
            "role": "assistant",
            "content": self._writer.text,
            "refusal": None,
            "annotations": self._writer.annotations,
        }
        choice = {"index": 0, "message": message, "logprobs": None, "finish_reason": _reason(briefing)}
        return self._head("chat.completion") | {
            "choices": [choice],
            "usage": usage_form(briefing.usage),
            "citations": self._writer.citations,
            "grounding": briefing.grounding,
        }

    async def begun(self) -> AsyncGenerator[bytes, None]:
        """The completion as server-sent events, begun: what fails at the very first is raised here."""
        turn = self._events()
        try:
            first = await anext(turn)
        except BaseException:
            await turn.aclose()
            raise
        return self._stream(first, turn)

    async def _stream(self, first: TurnEvent, turn: AsyncGenerator[TurnEvent, None]) -> AsyncGenerator[bytes, None]:
        async with aclosing(turn) as rest:
            yield self._chunk({"role": "assistant", "content": "", "refusal": None})
            try:
                for told in self._told(first):
                    yield told
                async for item in rest:
                    for told in self._told(item):
                        yield told
            except TimeoutError:
                raise  # the client has left or the server stops
            except Exception as error:  # noqa: BLE001 - a stream under way can only tell
                yield event(None, error_of(problem_from(error).problem).form)

    def _told(self, item: TurnEvent) -> list[bytes]:
        """What the client is told of an event of the turn."""
        self._count(item)
        if isinstance(item, SentenceVerified):
            piece = self._writer.sentence(item)
            return [] if piece is None else [self._text(piece)]
        if not isinstance(item, BriefingDone):
            return []
        briefing = item.briefing
        told = [self._text(self._writer.ending(briefing))]
        told.append(self._chunk({}, _reason(briefing), citations=self._writer.citations, grounding=briefing.grounding))
        if self.request.include_usage:
            told.append(event(None, {**self._head(), "choices": [], "usage": usage_form(briefing.usage)}))
        return [*told, _DONE]

    def _events(self) -> AsyncGenerator[TurnEvent, None]:
        return self.assistant.events(self.request.question, self._conversation, mark=self.request.bounds.mark)

    def _text(self, piece: Piece) -> bytes:
        annotated = {"annotations": list(piece.annotations)} if piece.annotations else {}
        return self._chunk({"content": piece.text} | annotated)

    def _chunk(self, delta: Json, reason: str | None = None, **more: object) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        usage = {"usage": None} if self.request.include_usage else {}
        return event(None, self._head() | {"choices": [choice]} | usage | more)

    def _head(self, kind: str = "chat.completion.chunk") -> Json:
        return {
            "id": self.identifier,
            "object": kind,
            "created": self.created,
            "model": self.request.model,
            "system_fingerprint": None,
        }


def usage_form(usage: Usage) -> Json:
    """What an answer cost, all replies of the model together."""
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.prompt_tokens + usage.completion_tokens,
    }


def _reason(briefing: Briefing) -> str:
    return _REASONS.get(briefing.incomplete or "", "stop")
