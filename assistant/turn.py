"""THE loop: a question in, typed events out.

The model calls tools and writes a draft; each finished sentence of the draft is held against the excerpts it
cites before it is released. What fails goes back to the model once, with the reasons; what fails again is
withheld, or marked where the caller asked for that.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field, replace

from assistant.ahead import READING_AHEAD
from assistant.begun import begun
from assistant.briefing import Draft, brief
from assistant.budget import Budget
from assistant.calling import Called, Caller
from assistant.conversation import Conversation
from assistant.copies import figure_warnings
from assistant.deadline import Deadline
from assistant.errors import ModelContextError, ModelError, ModelProtocolError, ModelTimeoutError
from assistant.grounding.draft import SentenceStream
from assistant.models.contract import ChatModel, Message, ReplyEnd, ReplyEvent, ToolCall, ToolSchema
from assistant.models.tokens import estimate
from assistant.packed import Packed, packed, unpacked
from assistant.prompts import Prompts
from assistant.tool import Tool, ToolContext
from assistant.turn_events import (
    BriefingDone,
    ExcerptsDropped,
    ExcerptsFound,
    RepairAsked,
    ToolCalled,
    TurnEvent,
)
from assistant.types import Claim, Scope, Usage

CUT = "The model's reply was cut at its length limit."
FILTERED = "The model's provider filtered the reply."


@dataclass(frozen=True, slots=True)
class TurnLimits:
    """Bounds of one turn: replies, tool calls, seconds, tokens of a prompt and of a reply."""

    rounds: int = 8
    tool_calls: int = 24
    seconds: float = 120
    prompt_tokens: int = 24_000
    answer_tokens: int = 2_000


class TurnLoop:
    """Answers questions with one model, one set of tools and one set of prompts.

    `mark` shows sentences that fail, marked, instead of withholding them; `count` gives a text's tokens. `budget` is
    that of a loop with the same tools, limits and `count` before: the tokens of all schemas are not counted again.
    """

    def __init__(
        self,
        model: ChatModel,
        tools: Mapping[str, Tool],
        prompts: Prompts,
        limits: TurnLimits | None = None,
        *,
        mark: bool = False,
        count: Callable[[str], int] = estimate,
        budget: Budget | None = None,
    ) -> None:
        self._model = model
        self._tools = tools
        self._prompts = prompts
        self._limits = limits or TurnLimits()
        self._mark = mark
        self._count = count
        self._schemas = [tool.schema for tool in tools.values()]
        self.budget = budget or Budget(self._limits.prompt_tokens, count, self._schemas)

    def run(self, question: str, conversation: Conversation, context: ToolContext) -> AsyncGenerator[TurnEvent, None]:
        """The turn's events, `BriefingDone` last; the turn is then part of the conversation.

        The time of a turn runs from this call on, inside a running event loop. Closing the generator early, or
        cancelling its task, stops the model's request and leaves the conversation without the turn. Iterating raises
        ModelError when the model fails before any sentence held, and StoreError when the store fails.
        """
        return _Run(
            self._model,
            self._tools,
            self._prompts,
            self._limits,
            self._mark,
            self._count,
            self._schemas,
            self.budget,
            question,
            conversation,
            context,
        ).events()


@dataclass
class _Run:
    """The state of one turn."""

    model: ChatModel
    tools: Mapping[str, Tool]
    prompts: Prompts
    limits: TurnLimits
    mark: bool
    count: Callable[[str], int]
    schemas: list[ToolSchema]
    budget: Budget
    question: str
    conversation: Conversation
    context: ToolContext
    draft: Draft = field(init=False)
    end: ReplyEnd | None = None
    text: str = ""
    incomplete: str | None = None
    repaired: bool = False
    shrunk: bool = False
    sent_tokens: int = 0
    dropped: tuple[str, ...] = ()
    untold: list[TurnEvent] = field(default_factory=list[TurnEvent])
    usage: Usage = Usage()

    def __post_init__(self) -> None:
        self.draft = Draft(self.conversation.ledger)
        self.caller = Caller(self.tools, self.context, self.conversation.ledger, self.limits.tool_calls)
        self.deadline = Deadline(asyncio.get_running_loop().time() + self.limits.seconds)
        self.messages: list[Message | Packed] = [*self._opening()]
        self.turn_start = len(self.messages) - 1

    def _opening(self) -> list[Message]:
        system = self.prompts.fill("system", scope=_scope_words(self.context.scope))
        messages = [Message("system", system)]
        for turn in self.conversation.turns:
            messages += [Message("user", turn.question), Message("assistant", turn.answer)]
        return [*messages, Message("user", self.question)]

    async def events(self) -> AsyncGenerator[TurnEvent, None]:
        try:
            async with aclosing(self._rounds()) as events:
                async for event in events:
                    yield event
        except ModelError as error:
            if not self.draft.supported:
                raise
            self.incomplete = str(error)
        finally:
            self.deadline.close()
        for sentence in self.draft.settle(mark=self.mark):
            yield sentence
        briefing = brief(
            self.draft,
            question=self.question,
            scope=self.context.scope,
            model=self.model.name,
            prompts=dict(self.prompts.hashes),
            usage=self._usage(),
            incomplete=self.incomplete or self.caller.broken,
            dropped=self.dropped,
        )
        figures = await figure_warnings(self.context.store, briefing.claims, self.context.scope)
        briefing = replace(briefing, warnings=(*briefing.warnings, *figures))
        self.conversation.remember(briefing)
        yield BriefingDone(briefing)

    async def _rounds(self) -> AsyncGenerator[TurnEvent, None]:
        for number in range(self.limits.rounds):
            last = number == self.limits.rounds - 1 or self.caller.exhausted
            if last:
                self.messages.append(Message("user", self.prompts.fill("last_round")))
            while True:
                try:
                    async with aclosing(self._reply(with_tools=not last)) as events:
                        async for event in events:
                            yield event
                    break
                except ModelContextError:
                    if not self._shrinks():
                        raise
            end = self.end
            if end is None:
                raise ModelProtocolError("The model's reply did not come to an end; ask again.")
            if end.calls and not last:
                self.draft.discard_failures()
                await self._call(end)
                continue
            self._note_ending(end)
            if self._may_repair(last):
                yield self._ask_for_repair()
                continue
            return

    def _shrinks(self) -> bool:
        """Halve the budget, where that was not done yet and leaves less of a prompt that is too long for the model."""
        if self.shrunk or self.text:
            return False
        self.shrunk, before = True, self.sent_tokens
        self.budget = self.budget.halved(before)
        return self.budget.fit(unpacked(self.messages), self.turn_start).tokens < before

    async def _reply(self, *, with_tools: bool) -> AsyncGenerator[TurnEvent, None]:
        """One request within the budget, the sentences of its reply verified as they come in."""
        fitted = self.budget.fit(unpacked(self.messages), self.turn_start)
        self.messages[:], self.turn_start, self.sent_tokens = fitted.messages, fitted.turn_start, fitted.tokens
        if fitted.dropped:
            self.caller.allow_again()
            self.dropped += fitted.dropped
            self.untold.append(ExcerptsDropped(fitted.dropped))
        self.end, self.text, stream = None, "", SentenceStream()
        schemas = self.schemas if with_tools else []
        replies = self.model.reply(fitted.messages, schemas, max_tokens=self.limits.answer_tokens)
        del fitted
        found = [citation.excerpt for citation in self.draft.found.values()]
        async with aclosing(replies) as events, READING_AHEAD.during(found):
            async with begun(self._next(events)) as first:
                while self.untold:  # what was found is told while the model reads it
                    yield self.untold.pop(0)
                event = await first
            if not isinstance(event, ReplyEnd):  # they are needed again only where a sentence fails
                self.messages[:] = packed(self.messages)
            while not isinstance(event, ReplyEnd):
                self.text += event.text
                for sentence in self._taken(stream.feed(event.text)):
                    yield sentence
                event = await self._next(events)
        self.end = event
        if self.end.reason in ("stop", "tool_calls"):  # else the last sentence may lack its end
            for sentence in self._taken(stream.flush()):
                yield sentence
        self._add_usage(self.sent_tokens)

    def _taken(self, pieces: Iterable[str]) -> Iterator[TurnEvent]:
        for piece in pieces:
            if (sentence := self.draft.take(piece)) is not None:
                yield sentence

    async def _next(self, events: AsyncGenerator[ReplyEvent, None]) -> ReplyEvent:
        try:
            return await self.deadline.wait(anext(events))
        except TimeoutError as error:
            raise self._late() from error
        except StopAsyncIteration as error:
            raise ModelProtocolError("The model's reply broke off; ask again.") from error

    def _late(self) -> ModelTimeoutError:
        return ModelTimeoutError(f"The answer took longer than {self.limits.seconds:g} seconds.")

    async def _call(self, end: ReplyEnd) -> None:
        """Run the calls a reply asked for and put their results before the model."""
        self.messages.append(Message("assistant", self.text, calls=end.calls))
        for called in await self._run(end.calls):
            self.messages.append(called.message)
            self.draft.searched(called)
            self.untold.append(ToolCalled(called.tool, called.arguments))
            self.untold.append(ExcerptsFound(called.tool, called.citations, called.error))

    async def _run(self, calls: Sequence[ToolCall]) -> list[Called]:
        try:
            return await self.deadline.wait(self.caller.run(calls))
        except TimeoutError as error:
            raise self._late() from error

    def _note_ending(self, end: ReplyEnd) -> None:
        """Note an ending that is none; a reply that says nothing at all is an error and no answer."""
        if end.calls:
            self.incomplete = "The model went on calling tools when no more calls were possible."
        elif end.reason == "length":
            self.incomplete = CUT
        elif end.reason == "content_filter":
            self.incomplete = FILTERED
        if self.draft.is_silent:
            ending = self.incomplete or "The model ended without an answer."
            raise ModelProtocolError(f"{ending} Ask again or choose another model.")

    def _may_repair(self, last: bool) -> bool:
        return bool(self.draft.failed) and not self.repaired and not last and self.incomplete is None

    def _ask_for_repair(self) -> RepairAsked:
        self.repaired = True
        failed = self.draft.hand_over_failures()
        listed = "\n".join(f"- {claim.text}\n  {_reasons(claim)}" for claim in failed)
        self.messages += [
            Message("assistant", self.text),
            Message("user", self.prompts.fill("repair", failures=listed)),
        ]
        return RepairAsked(failed)

    def _add_usage(self, prompt_estimate: int) -> None:
        end = self.end
        told = end is not None and end.prompt_tokens is not None and end.completion_tokens is not None
        prompt = end.prompt_tokens if end is not None and end.prompt_tokens is not None else prompt_estimate
        written = end.completion_tokens if end is not None and end.completion_tokens is not None else None
        self.usage = Usage(
            prompt_tokens=self.usage.prompt_tokens + prompt,
            completion_tokens=self.usage.completion_tokens + (self.count(self.text) if written is None else written),
            model_calls=self.usage.model_calls + 1,
            estimated=self.usage.estimated or not told,
        )

    def _usage(self) -> Usage:
        return Usage(
            self.usage.prompt_tokens,
            self.usage.completion_tokens,
            self.usage.model_calls,
            self.caller.count,
            self.usage.estimated,
        )


def _reasons(claim: Claim) -> str:
    return "; ".join(f"{reason.kind}: {reason.detail}" for reason in claim.reasons)


def _scope_words(scope: Scope) -> str:
    """The bounds of the conversation, told to the model."""
    lines: list[str] = []
    if scope.as_of:
        lines.append(f"Answer as of {scope.as_of:%Y-%m-%d}: nothing published later exists for you.")
    if scope.lo or scope.hi:
        lines.append(
            f"Only documents published from {scope.lo or 'the beginning'} to {scope.hi or 'today'} are searched."
        )
    if scope.sources:
        lines.append(f"Only these sources are searched: {', '.join(scope.sources)}.")
    return "\n".join(lines)
