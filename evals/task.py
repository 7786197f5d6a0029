"""Puts a case's questions to an assistant, one conversation a case, and keeps what came of each turn."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.doors.forms import claim_form
from assistant.ledger import Ledger
from assistant.turn_events import (
    BriefingDone,
    ExcerptsDropped,
    ExcerptsFound,
    RepairAsked,
    SentenceVerified,
    ToolCalled,
    TurnEvent,
)
from assistant.types import Briefing, Excerpt, Scope
from evals.answered import Answered, AnsweredTurn, Json
from evals.cases import Inputs
from evals.suites import StoredText


@dataclass(frozen=True, slots=True)
class Desk:
    """An assistant over one set of documents, and those documents."""

    assistant: Assistant
    texts: Mapping[str, StoredText]


class AskCase:
    """The task of a run: answers a case's inputs at the desk with its documents."""

    def __init__(self, desks: Mapping[tuple[str, ...], Desk]) -> None:
        self._desks = desks

    async def __call__(self, inputs: Inputs) -> Answered:
        """All turns of a conversation. Raises what `TurnLoop.run` does."""
        desk = self._desks[inputs.documents]
        conversation = Conversation(Scope(inputs.as_of, inputs.lo, inputs.hi, inputs.sources))
        found: dict[str, Excerpt] = {}
        turns: list[AnsweredTurn] = []
        for question in inputs.questions:
            begun = time.perf_counter()
            briefing, steps = await _turn(desk.assistant, question, conversation, found)
            seconds = time.perf_counter() - begun
            turns.append(AnsweredTurn(briefing, dict(found), _numbers(briefing, conversation.ledger), steps, seconds))
        return Answered(turns, desk.texts)


async def _turn(
    assistant: Assistant, question: str, conversation: Conversation, found: dict[str, Excerpt]
) -> tuple[Briefing, tuple[Json, ...]]:
    briefing: Briefing | None = None
    steps: list[Json] = []
    async with aclosing(assistant.events(question, conversation)) as events:
        async for event in events:
            if isinstance(event, ExcerptsFound):
                found |= {citation.id: citation.excerpt for citation in event.citations}
            if isinstance(event, BriefingDone):
                briefing = event.briefing
            else:
                steps.append(_step(event))
    if briefing is None:
        raise AssertionError("a turn ends with its briefing")
    return briefing, tuple(steps)


def _step(event: TurnEvent) -> Json:
    """An event of the transcript."""
    match event:
        case ToolCalled():
            return {"step": "call", "tool": event.tool, "arguments": event.arguments}
        case ExcerptsFound():
            ids = [citation.id for citation in event.citations]
            return {"step": "found", "tool": event.tool, "excerpts": ids, "error": event.error}
        case SentenceVerified():
            return {"step": "sentence", **claim_form(event.claim)}
        case ExcerptsDropped():
            return {"step": "dropped", "excerpts": list(event.ids)}
        case RepairAsked():
            return {"step": "repair", "failed": [claim_form(claim) for claim in event.failed]}
        case BriefingDone():
            return {"step": "done"}


def _numbers(briefing: Briefing, ledger: Ledger) -> dict[str, int]:
    """The numbers that a reader sees for what the supported sentences cite."""
    ids = (citation.id for claim in briefing.claims if claim.status == "supported" for citation in claim.citations)
    return {identifier: ledger.number(identifier) for identifier in ids}
