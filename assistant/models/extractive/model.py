"""The chat model that is none: it plans tool calls by rule and answers in the excerpts' own sentences."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterator, Sequence

from assistant.grounding.draft import sentences
from assistant.models.contract import Message, ReplyEnd, ReplyEvent, TextDelta, ToolSchema
from assistant.models.extractive.answer import Results, answer, documents_to_read
from assistant.models.extractive.choose import Candidate
from assistant.models.extractive.plan import follow_up, plan
from assistant.models.extractive.question import Question, understand

NO_ANSWER = "NO ANSWER"

_TURNS = 4
"""Questions, the present one among them, that a pronoun may point back over."""


class Extractive:
    """Answers without a language model, through the same loop and the same verifier as any other."""

    name = "extractive"

    async def reply(
        self, messages: Sequence[Message], tools: Sequence[ToolSchema], *, max_tokens: int | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        """Ask for the question's tools at first, then answer from what they returned. Never fails."""
        del max_tokens  # an extractive answer is a few sentences long
        start = _turn_start(messages)
        asked = [message.content for message in messages[: start + 1] if message.role == "user"]
        question = _understood(asked)
        results = Results.of(message.content for message in messages[start:] if message.role == "tool")
        rounds = sum(bool(message.calls) for message in messages[start:])
        calls = plan(question, tools) if rounds == 0 else ()
        if rounds == 1:
            calls = follow_up(question, documents_to_read(question, results), tools)
        if calls:
            yield ReplyEnd("tool_calls", calls, prompt_tokens=0, completion_tokens=0)
            return
        replied = any(message.role == "assistant" and not message.calls for message in messages[start:])
        chosen = [] if replied else answer(question, results)
        for text in _cited(chosen):
            yield TextDelta(text)
        yield ReplyEnd("stop", prompt_tokens=0, completion_tokens=0)

    async def close(self) -> None:
        """Nothing to release."""


def _turn_start(messages: Sequence[Message]) -> int:
    """The index of the present question: the last user's message before any call of this turn."""
    first_call = next((index for index, message in enumerate(messages) if message.calls), len(messages))
    return max(index for index, message in enumerate(messages[:first_call]) if message.role == "user")


def _understood(asked: Sequence[str]) -> Question:
    """The last question, what it points back at taken from those before it."""
    first, *rest = asked[-_TURNS:]
    question = understand(first)
    for text in rest:
        question = understand(text, question)
    return question


def _cited(chosen: Sequence[Candidate]) -> Iterator[str]:
    """The sentences with their markers, a line each; every piece a draft would be cut into carries its own."""
    if not chosen:
        yield NO_ANSWER
    for candidate in chosen:
        line = " ".join(candidate.text.split())
        pieces = [f"{piece.strip()} [{candidate.id}]" for piece in sentences(line)]
        yield " ".join(pieces) + "\n\n"  # a paragraph each: a heading without a full stop would run into the next
