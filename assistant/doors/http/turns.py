"""One turn of a kept conversation: opened, run, and kept when it is whole."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import ExitStack, aclosing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from assistant.app import Assistant
from assistant.begun import begun
from assistant.conversation import Conversation
from assistant.doors.forms import briefing_form, citations_form, claim_form
from assistant.doors.http.problems import ProblemError
from assistant.doors.http.services import Services
from assistant.ledger import Ledger
from assistant.resuming import resume, scope_to_json
from assistant.store.desk_contract import StoredConversation, StoredTurn
from assistant.turn_events import (
    BriefingDone,
    ExcerptsDropped,
    ExcerptsFound,
    RepairAsked,
    SentenceVerified,
    ToolCalled,
    TurnEvent,
)
from assistant.types import Claim, Scope

Json = dict[str, Any]
Shown = tuple[str, Json]
"""An event as callers see it: its name and its data."""

_LONGEST_TITLE = 80  # characters


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and how it is to be answered. `scope` bounds a new conversation, or this turn of an old one."""

    owner: str
    question: str
    assistant: Assistant
    scope: Callable[[StoredConversation | None], Scope]
    conversation: str | None = None
    replace_from: int | None = None
    mark: bool = False


@dataclass
class OpenTurn:
    """A turn whose conversation is held for it alone until `release`."""

    asked: Asked
    services: Services
    stored: StoredConversation
    conversation: Conversation
    ordinal: int
    new: bool
    held: ExitStack
    done: list[TurnEvent] = field(default_factory=list[TurnEvent])
    briefing: Json | None = None

    def release(self) -> None:
        """Let others run a turn of the conversation."""
        self.held.close()

    async def events(self) -> AsyncGenerator[Shown, None]:
        """The turn's events as callers see them; the turn is kept before its briefing is told.

        Raises what `TurnLoop.run` does, and ConflictError when the conversation was changed by another process.
        """
        asked = self.asked
        turn = asked.assistant.events(asked.question, self.conversation, mark=asked.mark)
        failing: list[SentenceVerified] = []  # which the briefing of an answer that does not hold at all has not
        count = self.services.metrics.turn()
        async with aclosing(turn) as events:
            async with begun(_next(events)) as first:  # the model is asked before anything is told
                yield "conversation", {"conversation": self.stored.id, "turn": self.ordinal}
                event = await first
            while event is not None:
                count(event)
                if isinstance(event, BriefingDone):
                    self.done += failing if event.briefing.grounding == "none" else ()
                    name, data = shown(event, self.conversation.ledger)
                    yield name, await self._keep(data)
                else:
                    if isinstance(event, SentenceVerified):
                        failing += [event] if event.claim.status != "supported" else []
                    else:
                        self.done.append(event)  # its form is made where it is kept: many answers may be under way
                    yield shown(event, self.conversation.ledger)
                event = await _next(events)

    async def run(self) -> Json:
        """The briefing alone. Raises what `events` does."""
        async with aclosing(self.events()) as events:
            async for _ in events:
                pass
        if self.briefing is None:
            raise AssertionError("a turn ends with its briefing")
        return self.briefing

    async def _keep(self, briefing: Json) -> Json:
        """Keep the turn; the briefing as it is shown."""
        now, ledger = datetime.now(UTC), self.conversation.ledger.to_json()
        remembered = self.conversation.turns[-1].answer
        told = [shown(event, self.conversation.ledger) for event in self.done]
        events = tuple({"event": name} | data for name, data in told)
        turn = StoredTurn(self.ordinal, self.asked.question, briefing, remembered, now, events)
        stored = self.stored
        if self.new:
            kept = StoredConversation(
                stored.id, stored.owner, stored.title, stored.created, now, stored.scope, ledger, (turn,)
            )
            await self.services.desk.start(kept)
        else:
            await self.services.desk.keep_turn(stored.owner, stored.id, turn, ledger=ledger, version=stored.version)
        self.briefing = briefing | {"conversation": stored.id, "turn": self.ordinal}
        return self.briefing


async def _next(events: AsyncGenerator[TurnEvent, None]) -> TurnEvent | None:
    """The next event, None when there is no other."""
    return await anext(events, None)


async def open_turn(services: Services, asked: Asked) -> OpenTurn:
    """Open a turn. Raises ProblemError when the caller has no such conversation or turn, or one is under way."""
    with ExitStack() as held:
        if asked.conversation is None:
            stored, conversation, ordinal = _new(asked)
        else:
            held.enter_context(services.running.alone(f"{asked.owner}/{asked.conversation}"))
            stored, conversation, ordinal = await _resumed(services, asked, asked.conversation)
        return OpenTurn(asked, services, stored, conversation, ordinal, asked.conversation is None, held.pop_all())


def _new(asked: Asked) -> tuple[StoredConversation, Conversation, int]:
    scope, now = asked.scope(None), datetime.now(UTC)
    stored = StoredConversation(uuid4().hex, asked.owner, title_of(asked.question), now, now, scope_to_json(scope))
    return stored, Conversation(scope), 0


async def _resumed(services: Services, asked: Asked, identifier: str) -> tuple[StoredConversation, Conversation, int]:
    stored = await services.desk.conversation(asked.owner, identifier)
    if stored is None:
        raise no_conversation()
    ordinal = len(stored.turns) if asked.replace_from is None else asked.replace_from
    if ordinal > len(stored.turns):
        raise ProblemError(404, f"The conversation has no turn {ordinal} to be replaced.", kind="no-turn")
    conversation = await resume(stored, services.store, asked.scope(stored))
    del conversation.turns[ordinal:]
    return stored, conversation, ordinal


def no_conversation() -> ProblemError:
    """What is said of a conversation that is not there or is somebody else's."""
    return ProblemError(404, "There is no such conversation.", kind="no-conversation")


def title_of(question: str) -> str:
    """A conversation's title from its first question."""
    line = " ".join(question.split())
    return line if len(line) <= _LONGEST_TITLE else f"{line[:_LONGEST_TITLE].rstrip()}…"


def shown(event: TurnEvent, ledger: Ledger) -> Shown:
    """An event's name and its data as JSON."""
    match event:
        case ToolCalled():
            return "tool_called", {"tool": event.tool, "arguments": event.arguments}
        case ExcerptsFound():
            found = citations_form(event.citations)
            return "excerpts_found", {"tool": event.tool, "citations": found, "error": event.error}
        case SentenceVerified():
            return "sentence", _numbered_claim(event.claim, ledger) | {"lead": event.lead}
        case ExcerptsDropped():
            return "excerpts_dropped", {"ids": list(event.ids)}
        case RepairAsked():
            return "repair_asked", {"failed": [claim_form(claim) for claim in event.failed]}
        case BriefingDone():
            claims = [_numbered_claim(claim, ledger) for claim in event.briefing.claims]
            return "briefing", briefing_form(event.briefing) | {"claims": claims}


def _numbered_claim(claim: Claim, ledger: Ledger) -> Json:
    """A sentence whose citations carry the numbers that a reader sees; those of withheld ones are not seen."""
    form = claim_form(claim)
    for citation in form["citations"]:
        citation["number"] = None if claim.status == "withheld" else ledger.number(citation["id"])
    return form
