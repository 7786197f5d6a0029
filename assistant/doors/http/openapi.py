"""The OpenAPI document: what FastAPI makes of the routes, with our own forms and problems put in."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from functools import cache, partial
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from assistant.doors.http.forms import REF, forms, split
from assistant.doors.http.problems import MEDIA_TYPE, Problem
from assistant.tool import Tool

Json = dict[str, Any]

DESCRIPTION = """\
Briefings on foreign policy in sentences that each stand on an excerpt you can open.

Only excerpts that a search returned can be cited; what is shown as a quotation is the stored document's own
characters, by offset (Unicode code points, `end` exclusive), under the hash of its whole text. Dates are ISO 8601.
Errors are RFC 9457 problem details; every response carries `X-Request-ID`.

`/v1/models` and `/v1/chat/completions` are those of the OpenAI API, errors included. The tools under `/v1/tools` have
an OpenAPI document of their own at `/v1/tools/openapi.json`, for programs that take one as a server of tools.
"""

_ANYWHERE = (400, 403, 408, 413, 414, 421, 431, 500)
_FOR_CALLERS = (401, 422, 429, 503)
_SAID: dict[int, str] = {
    400: "The request cannot be read.",
    401: "A key is needed, or this one is not valid.",
    403: "The key may not do this, or the request came from elsewhere.",
    404: "There is no such thing, or the caller may not see it.",
    408: "The request's body did not come in time.",
    409: "Something else is under way or was changed meanwhile.",
    413: "The request's body is too large.",
    414: "The address is too long.",
    421: "The server does not answer under this name.",
    422: "The request does not fit.",
    429: "Too many requests; Retry-After says when to come back.",
    431: "The request has too many headers, or too long ones.",
    500: "Something broke here.",
    502: "The model's endpoint failed.",
    503: "The store is busy or the server stops; Retry-After says when to come back.",
    504: "The model's endpoint took too long.",
}
_REFERENCE = re.compile(rf'"{REF}(\w+)"')


def answers(schema: str, streamed: str = "") -> dict[int | str, Json]:
    """What a route answers with: one of our forms, by name; or events where `streamed` says what they are."""
    content: Json = {"application/json": {"schema": {"$ref": REF + schema}}}
    if streamed:
        content["text/event-stream"] = stream_of(streamed)
    return {200: {"description": "Done.", "content": content}}


def stream_of(description: str) -> Json:
    """A stream of server-sent events, told as OpenAPI 3.2 does."""
    fields: Json = {"event": {"type": "string"}, "data": {"type": "string", "contentMediaType": "application/json"}}
    return {"itemSchema": {"type": "object", "description": description, "properties": fields, "required": ["data"]}}


def problems(*statuses: int) -> dict[int | str, Json]:
    """The problems a route may answer with."""
    return {status: _problem(status) for status in statuses}


def _problem(status: int) -> Json:
    return {"description": _SAID[status], "content": {MEDIA_TYPE: {"schema": {"$ref": REF + "Problem"}}}}


def document_router(tools: Mapping[str, Tool]) -> APIRouter:
    """The routes of the document, whole and of the tools alone. It is made once, in a thread, when first asked for."""
    router = APIRouter(include_in_schema=False)
    made = cache(partial(_document, tools=tools))

    @router.get("/openapi.json")
    def whole(request: Request) -> JSONResponse:
        return JSONResponse(made(request.app))

    @router.get("/v1/tools/openapi.json")
    def of_tools(request: Request) -> JSONResponse:
        return JSONResponse(tools_document(made(request.app)))

    return router


def tools_document(whole: Json) -> Json:
    """The part of the document that is about the tools."""
    part = copy.deepcopy(whole)
    part["paths"] = {path: item for path, item in part["paths"].items() if path.startswith("/v1/tools/")}
    part["info"]["title"] = "Attaché's tools"
    part["info"]["description"] = "They search a record of documents and return verbatim excerpts with their places."
    schemas, wanted = part["components"]["schemas"], _named(part["paths"])
    while more := {name for one in wanted for name in _named(schemas[one])} - wanted:
        wanted |= more
    part["components"]["schemas"] = {name: schema for name, schema in schemas.items() if name in wanted}
    return part


def _named(schema: Any) -> set[str]:
    """The components that a part of the document refers to."""
    return set(_REFERENCE.findall(json.dumps(schema)))


def _document(app: FastAPI, tools: Mapping[str, Tool]) -> Json:
    document = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes, tags=_TAGS)
    components = document.setdefault("components", {})
    schemas: Json = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas.update(forms(tools))
    schemas["Problem"], definitions = split(Problem.model_json_schema(ref_template=REF + "{model}"))
    schemas.update(definitions)
    for item in document["paths"].values():
        for operation in item.values():
            _finish(operation)
    return document


_TAGS: list[Json] = [
    {"name": "briefings", "description": "Questions and their answers."},
    {"name": "conversations", "description": "Questions that follow on each other, kept for their owner alone."},
    {"name": "record", "description": "The documents, and passages of them."},
    {"name": "tools", "description": "What the model itself searches with."},
    {"name": "openai", "description": "The OpenAI API, for clients that speak it."},
    {"name": "status", "description": "What is here."},
    {"name": "operations", "description": "Whether it works, and how much."},
]


def _finish(operation: Json) -> None:
    """Give an operation the problems that every route may answer with."""
    responses: Json = operation["responses"]
    if "openai" in operation.get("tags", ()):
        responses.pop("422", None)  # that API says 400
        return
    for status in _ANYWHERE + (_FOR_CALLERS if "security" in operation else ()):
        responses[str(status)] = _problem(status)
    operation["responses"] = dict(sorted(responses.items()))
