"""A conversation as a file."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import Response

from assistant.doors.export import FORMATS, export
from assistant.doors.http.caller import Asker
from assistant.doors.http.openapi import problems
from assistant.doors.http.problems import ProblemError
from assistant.doors.http.routes.conversations import Which, owned, withdrawn_from
from assistant.doors.http.services import Served
from assistant.resuming import with_withdrawn
from assistant.store.desk_contract import StoredConversation

router = APIRouter(prefix="/v1/conversations", tags=["conversations"])

_FILES: dict[str, Any] = {media_type: {} for media_type, _ in FORMATS.values()}


@router.get(
    "/{conversation}/export",
    operation_id="export_conversation",
    response_class=Response,
    responses={200: {"description": "The file.", "content": _FILES}, **problems(404)},
)
async def export_conversation(
    conversation: Which,
    services: Served,
    caller: Asker,
    form: Annotated[Literal["md", "html", "docx", "json"], Query(alias="format", description="The file's format.")],
    turn: Annotated[int | None, Query(ge=0, le=2**31, description="Only this turn, from 0; else all.")] = None,
) -> Response:
    """The conversation, or one answer of it, as a file; `json` is what `attache verify` reads.

    What is cited and no longer in the record as cited is marked as such.
    """
    stored = await owned(conversation, services, caller)
    if turn is not None and turn >= len(stored.turns):
        raise ProblemError(404, f"The conversation has no turn {turn}.", kind="no-turn")
    withdrawn = await withdrawn_from(stored, services, caller)
    file = await asyncio.to_thread(lambda: export(_form(stored, withdrawn), form, turn))
    disposition = f'attachment; filename="{file.name}"'
    return Response(file.content, media_type=file.media_type, headers={"Content-Disposition": disposition})


def _form(stored: StoredConversation, withdrawn: frozenset[str]) -> dict[str, Any]:
    turns = [
        {
            "question": turn.question,
            "created": turn.created.isoformat(),
            "briefing": with_withdrawn(turn.briefing, withdrawn),
        }
        for turn in stored.turns
    ]
    return {"title": stored.title, "turns": turns}
