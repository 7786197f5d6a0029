"""Questions: an answer whole, or as it comes."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import aclosing

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from assistant.doors.http.caller import Asker, Caller
from assistant.doors.http.failing import problem_from
from assistant.doors.http.openapi import answers, problems
from assistant.doors.http.running import stopping
from assistant.doors.http.services import Served
from assistant.doors.http.shapes import AskBody
from assistant.doors.http.streams import MEDIA_TYPE, EventStream, event
from assistant.doors.http.turns import Asked, OpenTurn, open_turn
from assistant.resuming import scope_from_json
from assistant.store.desk_contract import StoredConversation
from assistant.types import Scope

router = APIRouter(tags=["briefings"])

_EVENTS = "The turn as it happens; the last event is `briefing`, whose data is a Briefing, or `error`, a Problem."


@router.post(
    "/v1/briefings",
    operation_id="ask",
    response_class=JSONResponse,
    responses=answers("Briefing", streamed=_EVENTS) | problems(404, 409, 502, 504),
)
async def ask(body: AskBody, request: Request, services: Served, caller: Asker) -> Response:
    """Answer a question in sentences that each stand on an excerpt.

    With `Accept: text/event-stream` the turn is told as it happens: `conversation` once, then `tool_called`,
    `excerpts_found`, `sentence` (each with its verdict), `excerpts_dropped` and `repair_asked` as they come, and at
    last `briefing`, or `error` with a problem. The data of each event is JSON.
    """
    assistant = services.answering(body.model)
    asked = Asked(
        caller.owner,
        _question(body),
        assistant,
        lambda stored: scope_of(body, caller, stored),
        body.conversation,
        body.replace_from,
        body.mark,
    )
    turn = await open_turn(services, asked)
    if MEDIA_TYPE in request.headers.get("accept", ""):
        return EventStream(_stream(turn), services.running, lambda: event("error", stopping().form), turn.release)
    try:
        return JSONResponse(await services.running.finish(request.receive, turn.run()))
    finally:
        turn.release()


def scope_of(body: AskBody, caller: Caller, stored: StoredConversation | None = None) -> Scope:
    """The bounds of a turn: those of its conversation, with those that the body names in their place."""
    before = Scope() if stored is None else scope_from_json(stored.scope)
    given = body.model_fields_set
    wanted = body.collections if "collections" in given else before.collections
    return Scope(
        body.as_of if "as_of" in given else before.as_of,
        body.from_ if "from_" in given else before.lo,
        body.to if "to" in given else before.hi,
        body.sources if "sources" in given else before.sources,
        caller.sees(wanted),
    )


def _question(body: AskBody) -> str:
    """The question with whom or what it is about, where its own words do not say."""
    if body.entity is None or body.entity.casefold() in body.question.casefold():
        return body.question
    return f"{body.question} (About {body.entity}.)"


async def _stream(turn: OpenTurn) -> AsyncGenerator[bytes, None]:
    """The turn as server-sent events; the last is `briefing`, or `error` where it fails."""
    try:
        async with aclosing(turn.events()) as events:
            async for name, data in events:
                yield event(name, data)
                del data  # the next may be long in coming
    except TimeoutError:
        raise  # the client has left or the server stops
    except Exception as error:  # noqa: BLE001 - a stream under way can only tell
        yield event("error", problem_from(error).form)
