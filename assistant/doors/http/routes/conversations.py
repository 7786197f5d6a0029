"""Conversations: listed, looked at, named, deleted. Each is its owner's alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from assistant.doors.http.caller import Asker, Caller
from assistant.doors.http.openapi import problems
from assistant.doors.http.services import Served, Services
from assistant.doors.http.shapes import (
    ConversationList,
    ConversationRecord,
    ConversationSummary,
    Identifier,
    NewConversation,
    Renamed,
    TurnRecord,
)
from assistant.doors.http.turns import no_conversation
from assistant.resuming import resume, scope_from_json, scope_to_json, with_withdrawn
from assistant.store.desk_contract import StoredConversation
from assistant.types import Scope

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])

Which = Annotated[Identifier, Path(description="The conversation's id.")]


@router.get("", operation_id="list_conversations")
async def list_conversations(
    services: Served,
    caller: Asker,
    q: Annotated[str, Query(max_length=500, description="Words of the title, or of a question and its answer.")] = "",
    limit: Annotated[int, Query(ge=1, le=200, description="Most conversations.")] = 50,
    after: Annotated[Identifier | None, Query(description="`next` of the page before.")] = None,
) -> ConversationList:
    """The caller's conversations, the one written last first."""
    found = await services.desk.conversations(caller.owner, words=q, limit=limit + 1, after=after or "")
    shown = [
        ConversationSummary(id=head.id, title=head.title, created=head.created, updated=head.updated, turns=head.turns)
        for head in found[:limit]
    ]
    return ConversationList(conversations=shown, next=shown[-1].id if len(found) > limit else None)


@router.post("", operation_id="start_conversation", status_code=201)
async def start_conversation(body: NewConversation, services: Served, caller: Asker) -> ConversationRecord:
    """Make a conversation without turns. A question without a conversation makes one by itself."""
    now = datetime.now(UTC)
    scope = Scope(body.as_of, body.from_, body.to, body.sources, body.collections)
    stored = StoredConversation(uuid4().hex, caller.owner, body.title, now, now, scope_to_json(scope))
    await services.desk.start(stored)
    return _record(stored)


@router.get("/{conversation}", operation_id="get_conversation", responses=problems(404))
async def get_conversation(conversation: Which, services: Served, caller: Asker) -> ConversationRecord:
    """A conversation with its turns. A citation that is not `current` is no longer in the record as it was."""
    stored = await owned(conversation, services, caller)
    return _record(stored, await withdrawn_from(stored, services, caller))


@router.patch("/{conversation}", operation_id="rename_conversation", responses=problems(404))
async def rename_conversation(
    conversation: Which, body: Renamed, services: Served, caller: Asker
) -> ConversationRecord:
    """Give a conversation another title."""
    if not await services.desk.rename(caller.owner, conversation, body.title):
        raise no_conversation()
    return await get_conversation(conversation, services, caller)


@router.delete(
    "/{conversation}",
    operation_id="delete_conversation",
    status_code=204,
    response_class=Response,
    responses=problems(404),
)
async def delete_conversation(conversation: Which, services: Served, caller: Asker) -> None:
    """Delete a conversation with its turns, for good."""
    if not await services.desk.delete(caller.owner, conversation):
        raise no_conversation()


async def owned(conversation: str, services: Services, caller: Caller) -> StoredConversation:
    """The caller's conversation. Raises ProblemError when there is none."""
    stored = await services.desk.conversation(caller.owner, conversation)
    if stored is None:
        raise no_conversation()
    return stored


async def withdrawn_from(stored: StoredConversation, services: Services, caller: Caller) -> frozenset[str]:
    """The ids of its citations that are no longer in the record as cited, as far as the caller may see it."""
    scope = scope_from_json(stored.scope)
    resumed = await resume(stored, services.store, replace(scope, collections=caller.sees(scope.collections)))
    return resumed.ledger.withdrawn


def _record(stored: StoredConversation, withdrawn: frozenset[str] = frozenset()) -> ConversationRecord:
    turns = [
        TurnRecord(
            turn=turn.ordinal,
            question=turn.question,
            created=turn.created,
            briefing=with_withdrawn(turn.briefing, withdrawn),
            events=[with_withdrawn(event, withdrawn) for event in turn.events],
        )
        for turn in stored.turns
    ]
    return ConversationRecord(
        id=stored.id,
        title=stored.title,
        created=stored.created,
        updated=stored.updated,
        scope=stored.scope,
        turns=turns,
    )
