"""Whatever the endpoint or the model does wrong ends a turn in one typed error or in an answer marked incomplete."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.errors import (
    ModelContextError,
    ModelError,
    ModelProtocolError,
    ModelRefusedError,
    ModelTimeoutError,
    ModelUnavailableError,
)
from assistant.models.contract import Message, ReplyEnd, ReplyEvent, ToolCall, ToolSchema
from assistant.settings import Settings
from assistant.store.opening import open_store
from assistant.tool import ToolArguments, ToolContext, ToolResult
from assistant.turn import TurnLimits, TurnLoop
from assistant.turn_events import BriefingDone, ExcerptsDropped, ExcerptsFound, SentenceVerified, TurnEvent
from assistant.types import Briefing
from tests.support.documents import ingest_documents
from tests.support.loopback import LoopbackServer
from tests.support.wire import DONE, chunk, sse

QUESTION = "When did Lind and Okoro meet?"
TRUE = "Lind met Okoro in Geneva on 3 March 2021."
SEARCH = ("passage_search", {"query": "Lind Okoro met Geneva"})
P, R, C, T, U = ModelProtocolError, ModelRefusedError, ModelContextError, ModelTimeoutError, ModelUnavailableError
Play = Callable[[LoopbackServer], None]


async def events_of(
    assistant: Assistant, conversation: Conversation | None = None, question: str = QUESTION
) -> tuple[list[TurnEvent], Briefing]:
    events = [event async for event in assistant.events(question, conversation or Conversation())]
    last = events[-1]
    assert isinstance(last, BriefingDone)
    return events, last.briefing


def texts(briefing: Briefing) -> list[str]:
    return [claim.text for claim in briefing.claims if claim.status == "supported"]


def cut_short(*raw: bytes) -> Play:
    """A true sentence is streamed, then these bytes, then the stream ends."""
    opening = sse(chunk({"content": f"{TRUE[:-1]} [e1]. They agreed to meet aga"}))
    return lambda server: server.events(opening, *raw)


def says(text: str, finish: str = "stop") -> Play:
    return lambda server: server.say(text, finish=finish)


def faults(name: str, times: int = 1, **options: Any) -> Play:
    def play(server: LoopbackServer) -> None:
        for _ in range(times):
            server.fault(name, **options)

    return play


def calls(*asked: tuple[str, Any], times: int = 1, text: str = "") -> Play:
    def play(server: LoopbackServer) -> None:
        for _ in range(times):
            server.call_tools(list(asked), text=text)

    return play


@dataclass(frozen=True)
class Case:
    """What the endpoint does after one search, and what must come of it.

    Either `error`, or a briefing of this `grounding` that says `incomplete`; one that is not "none" holds `TRUE`.
    """

    name: str
    plays: tuple[Play, ...]
    error: type[ModelError] | None = None
    grounding: str = "none"
    incomplete: str | None = None
    streamed_only: bool = False
    settings: dict[str, Any] = field(default_factory=dict[str, Any])


def fails(name: str, error: type[ModelError], *plays: Play, streamed_only: bool = False, **settings: Any) -> Case:
    return Case(name, plays, error, streamed_only=streamed_only, settings=settings)


def breaks(name: str, says: str, *plays: Play, grounding: str = "partial", streamed_only: bool = False) -> Case:
    return Case(name, plays, None, grounding, says, streamed_only=streamed_only)


def answers(name: str, *plays: Play, grounding: str = "grounded") -> Case:
    return Case(name, plays, None, grounding)


HALF = f"{TRUE[:-1]} [e1]. They agreed to meet aga"
GOOD = says(f"{TRUE[:-1]} [e1].")
MIXED = says(f"{TRUE[:-1]} [e1]. Okoro plays chess [e1].")
OTHER = calls(("passage_search", {"query": "timber tariff"}))
FIFTY = calls(*[("passage_search", {"query": f"word{number}"}) for number in range(50)])
CASES = [
    # replies that stop before their end, after a sentence that holds
    breaks("cut-no-finish", "without a finish reason", cut_short(), streamed_only=True),
    breaks("cut-only-done", "without a finish reason", cut_short(DONE), streamed_only=True),
    breaks("cut-bad-json", "not JSON", cut_short(b"data: {no\n\n"), streamed_only=True),
    breaks("cut-bad-utf8", "not UTF-8", cut_short(b"data: \xff\n\n"), streamed_only=True),
    breaks("cut-error", "Gone", cut_short(sse({"error": {"message": "Gone."}})), streamed_only=True),
    breaks("length", "cut at its length limit", says(HALF, "length")),
    breaks("filtered", "filtered the reply", says(HALF, "content_filter")),
    # the same before any sentence held: never an answer
    fails("nothing-cut", P, faults("truncated"), streamed_only=True),
    fails("nothing-length", P, says("They agreed to meet aga", "length")),
    fails("nothing-filtered", P, says("", "content_filter")),
    breaks("failed-then-length", "length limit", says("Okoro plays chess. And he al", "length"), grounding="none"),
    fails("empty", P, says("")),
    fails("blank", P, says(" \n\n ")),
    fails("only-markers", P, says("[e1][e2]")),
    fails("only-rules", P, says("---\n***\n##")),
    # endpoints that fail
    fails("reset", P, faults("reset"), streamed_only=True),
    fails("html", P, faults("html")),
    fails("error-object", U, faults("error_object")),
    fails("no-choices", P, faults("json_empty_choices")),
    fails("unauthorised", R, faults("unauthorised")),
    fails("redirect", R, faults("redirect")),
    fails("silent", T, faults("silent"), first_byte_seconds=0.3),
    fails("keep-alive", T, faults("keepalive_forever"), first_byte_seconds=0.3, streamed_only=True),
    fails("endless", T, faults("slow_text"), max_seconds=1.0, streamed_only=True),
    # too long for the model
    answers("context-once", OTHER, faults("context_prose"), GOOD),
    fails("context-twice", C, OTHER, faults("context_prose", 2)),
    # models that misbehave
    answers("same-call-for-ever", calls(SEARCH, times=6), GOOD),
    fails("calls-for-ever", P, calls(SEARCH, times=7)),
    breaks(
        "calls-after-an-answer", "went on calling tools", calls(SEARCH, times=6), calls(SEARCH, text=f"{TRUE} [e1]\n")
    ),
    answers("fifty-calls", FIFTY, GOOD),
    answers("unknown-tool", calls(("read_mind", {})), GOOD),
    answers("broken-arguments", calls(("passage_search", '{"query": ')), GOOD),
    breaks("fails-in-repair", "OPENAI_API_KEY", MIXED, faults("unauthorised")),
    answers("silent-in-repair", MIXED, says(""), grounding="partial"),
]
TABLE = [
    pytest.param(case, streams, id=f"{case.name}-{'streamed' if streams else 'whole'}")
    for case in CASES
    for streams in (True, False)
    if streams or not case.streamed_only
]


@pytest.mark.parametrize(("case", "streams"), TABLE)
async def test_a_fault_ends_in_one_error_or_in_an_answer_that_says_what_it_lacks(
    case: Case, streams: bool, tmp_path: Path, loopback: LoopbackServer
) -> None:
    loopback.streams = streams
    loopback.call_tools([SEARCH])
    for play in case.plays:
        play(loopback)
    store = await open_store(str(tmp_path / "store"), create=True)
    await ingest_documents(store)
    settings = Settings(model="loopback", base_url=loopback.base_url, **case.settings)
    conversation = Conversation()
    async with Assistant(store, settings) as assistant:
        if case.error is not None:
            with pytest.raises(case.error) as caught:
                await events_of(assistant, conversation)
            assert type(caught.value) is case.error
            assert conversation.turns == []
            return
        _, briefing = await events_of(assistant, conversation)
    assert texts(briefing) == ([] if case.grounding == "none" else [TRUE])
    assert briefing.grounding == case.grounding
    assert (case.incomplete or "") in (briefing.incomplete or "")
    assert (briefing.incomplete is None) == (case.incomplete is None)
    assert briefing.answer.strip()
    assert "aga" not in briefing.answer.split("Nearest")[0].split()
    (turn,) = conversation.turns
    assert (case.incomplete is None) == ("not whole" not in turn.answer)
    assert loopback.left == 0


async def test_a_prompt_too_long_for_the_model_is_halved_once_and_what_went_is_shown(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.call_tools([("passage_search", {"query": "timber quota Lagos"})])
    loopback.fault("context_prose")
    loopback.say(f"{TRUE[:-1]} [e1].")
    events, briefing = await events_of(assistant)
    (dropped,) = [event for event in events if isinstance(event, ExcerptsDropped)]
    known = {citation.id for event in events if isinstance(event, ExcerptsFound) for citation in event.citations}
    assert dropped.ids
    assert set(dropped.ids) <= known
    before, after = (str(request.body["messages"]) for request in loopback.requests[2:4])
    assert len(after) < len(before)
    assert [set(re.findall(r"e\d+", warning)) for warning in briefing.warnings] == [set(dropped.ids)]
    assert briefing.grounding == "grounded"  # what the model no longer sees can still be cited


async def test_a_turn_that_broke_off_is_no_whole_for_the_next_turn(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    conversation = Conversation()
    loopback.call_tools([SEARCH])
    cut_short()(loopback)
    await events_of(assistant, conversation)
    loopback.say("NO ANSWER")
    await events_of(assistant, conversation, "And then?")
    told = loopback.requests[-1].body["messages"][2]
    assert told["role"] == "assistant"
    assert TRUE in told["content"]
    assert "not whole" in told["content"]
    assert "aga" not in told["content"].split()


async def test_what_was_withheld_or_marked_is_not_remembered(assistant: Assistant, loopback: LoopbackServer) -> None:
    conversation = Conversation()
    loopback.call_tools([SEARCH])
    loopback.say(f"{TRUE[:-1]} [e1]. Okoro plays chess [e1].")
    loopback.say("Okoro plays chess [e1].")
    async for _ in assistant.events(QUESTION, conversation, mark=True):
        pass
    (turn,) = conversation.turns
    assert "chess" not in turn.answer
    assert TRUE in turn.answer


class _Endless:
    """A model that has one tool called, which never returns."""

    name = "endless"

    async def reply(
        self, messages: Sequence[Message], tools: Sequence[ToolSchema], *, max_tokens: int | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        del messages, tools, max_tokens
        yield ReplyEnd("tool_calls", (ToolCall("1", "wait_for_ever", "{}"),))

    async def close(self) -> None:
        pass


async def test_the_time_of_a_turn_bounds_its_tools_too(assistant: Assistant) -> None:
    class Nothing(ToolArguments):
        """No arguments."""

    async def wait_for_ever(arguments: Nothing, context: ToolContext) -> ToolResult:
        """Wait."""
        del arguments, context
        await asyncio.Event().wait()
        return ToolResult()

    tool = replace(next(iter(assistant.tools.values())), name="wait_for_ever", arguments=Nothing, run=wait_for_ever)
    loop = TurnLoop(_Endless(), {tool.name: tool}, assistant.prompts, TurnLimits(seconds=0.2))
    with pytest.raises(ModelTimeoutError, match=r"longer than 0\.2 seconds"):
        async for _ in loop.run(QUESTION, Conversation(), assistant.context()):
            pass


async def test_released_sentences_are_the_briefings_own(assistant: Assistant, loopback: LoopbackServer) -> None:
    loopback.call_tools([SEARCH])
    cut_short()(loopback)
    events, briefing = await events_of(assistant)
    told = [event.claim for event in events if isinstance(event, SentenceVerified)]
    assert tuple(told) == briefing.claims
