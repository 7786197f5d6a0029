"""The routes of the OpenAI API."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response

from assistant.doors.http.caller import Asker, Caller
from assistant.doors.http.openai.asking import OwnBounds, read_request
from assistant.doors.http.openai.completions import Completion
from assistant.doors.http.openai.errors import OpenAIError, error_of
from assistant.doors.http.openai.shapes import COMPLETION, ERRORS, MODEL, MODELS
from assistant.doors.http.running import stopping
from assistant.doors.http.services import Served
from assistant.doors.http.streams import EventStream, event
from assistant.types import Scope

router = APIRouter(tags=["openai"], responses=ERRORS)

_STARTED = int(time.time())


@router.get("/v1/models", operation_id="list_models", responses=MODELS)
async def list_models(services: Served, _: Asker) -> JSONResponse:
    """The models that answer here."""
    return JSONResponse({"object": "list", "data": [_model(name) for name in services.models]})


@router.get("/v1/models/{model:path}", operation_id="get_model", responses=MODEL)
async def get_model(model: str, services: Served, _: Asker) -> JSONResponse:
    """One of the models."""
    if model not in services.models:
        raise _no_model(model)
    return JSONResponse(_model(model))


@router.post("/v1/chat/completions", operation_id="complete_chat", responses=COMPLETION[0], openapi_extra=COMPLETION[1])
async def complete_chat(request: Request, services: Served, caller: Asker) -> Response:
    """Answer the last message of a conversation in sentences that each stand on an excerpt.

    The text has `[1]` markers and a list of sources in Markdown; `annotations` say where each marker leads, and
    `citations` what stands there. Tools are the server's own: `tools` is ignored. So are sampling parameters.
    """
    asked = read_request(await request.body())
    if asked.model not in services.models:
        raise _no_model(asked.model)
    # Never from X-Forwarded-…, which any caller can send: a proxy's address is a setting.
    base = services.assistant.settings.public_url or str(request.base_url).rstrip("/")
    completion = Completion(services, services.models[asked.model], asked, scope_of(asked.bounds, caller), base)
    if not asked.stream:
        return JSONResponse(await services.running.finish(request.receive, completion.whole()))
    events = await services.running.finish(request.receive, completion.begun())
    return EventStream(events, services.running, lambda: event(None, error_of(stopping().problem).form))


def scope_of(bounds: OwnBounds, caller: Caller) -> Scope:
    """What a request may see."""
    return Scope(bounds.as_of, bounds.from_, bounds.to, bounds.sources, caller.sees(bounds.collections))


def _model(name: str) -> dict[str, Any]:
    return {"id": name, "object": "model", "created": _STARTED, "owned_by": "attache"}


def _no_model(name: str) -> OpenAIError:
    told = f"The model `{name[:80]}` does not exist or you do not have access to it."
    return OpenAIError(told, status=HTTPStatus.NOT_FOUND, code="model_not_found")
