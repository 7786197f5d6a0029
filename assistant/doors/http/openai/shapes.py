"""What the OpenAPI document says of the OpenAI API."""

from __future__ import annotations

from typing import Any, get_args

from assistant.doors.http.forms import REF
from assistant.doors.http.openai.asking import IGNORED, LONGEST_QUESTION, OwnBounds
from assistant.doors.http.openapi import stream_of
from assistant.types import Grounding

Json = dict[str, Any]

_TEXT: Json = {"type": "string"}
_NUMBER: Json = {"type": "integer"}
_NULLABLE_TEXT: Json = {"anyOf": [_TEXT, {"type": "null"}]}


def _object(required: tuple[str, ...] | None = None, /, **fields: Json) -> Json:
    return {"type": "object", "properties": fields, "required": list(fields if required is None else required)}


_ERROR = _object(error=_object(message=_TEXT, type=_TEXT, param=_NULLABLE_TEXT, code=_NULLABLE_TEXT))
_SAID = {
    400: "The request does not fit.",
    401: "A key is needed, or this one is not valid.",
    403: "The key may not do this, or the request came from elsewhere.",
    404: "There is no such model.",
    408: "The request's body did not come in time.",
    413: "The request's body is too large.",
    414: "The address is too long.",
    421: "The server does not answer under this name.",
    429: "Too many requests; Retry-After says when to come back.",
    431: "The request has too many headers, or too long ones.",
    500: "Something broke here.",
    502: "The model's endpoint failed.",
    503: "The store is busy or the server stops.",
    504: "The model's endpoint took too long.",
}
ERRORS: dict[int | str, Json] = {
    status: {"description": said, "content": {"application/json": {"schema": _ERROR}}} for status, said in _SAID.items()
}

_MODEL = _object(id=_TEXT, object={"const": "model"}, created=_NUMBER, owned_by=_TEXT)


def _answer(schema: Json, streamed: Json | None = None) -> dict[int | str, Json]:
    content = {"application/json": {"schema": schema}} | ({} if streamed is None else {"text/event-stream": streamed})
    return {200: {"description": "Done.", "content": content}}


MODEL = _answer(_MODEL)
MODELS = _answer(_object(object={"const": "list"}, data={"type": "array", "items": _MODEL}))

_USAGE = _object(prompt_tokens=_NUMBER, completion_tokens=_NUMBER, total_tokens=_NUMBER)
_ANNOTATION = _object(
    type={"const": "url_citation"},
    url_citation=_object(url=_TEXT, title=_TEXT, start_index=_NUMBER, end_index=_NUMBER),
)
_MESSAGE = _object(
    role={"const": "assistant"},
    content=_TEXT,
    refusal=_NULLABLE_TEXT,
    annotations={"type": "array", "items": _ANNOTATION},
)
_CHOICE = _object(
    index=_NUMBER,
    message=_MESSAGE,
    logprobs={"type": "null"},
    finish_reason={"enum": ["stop", "length", "content_filter"]},
)
_COMPLETION = _object(
    id=_TEXT,
    object={"const": "chat.completion"},
    created=_NUMBER,
    model=_TEXT,
    system_fingerprint=_NULLABLE_TEXT,
    choices={"type": "array", "items": _CHOICE},
    usage=_USAGE,
    citations={"type": "array", "items": {"$ref": f"{REF}Citation"}, "description": "What the markers stand for."},
    grounding={"enum": list(get_args(Grounding))},
)
_PART = _object(type={"const": "text"}, text=_TEXT)
_SAYING: Json = _object(
    role={"enum": ["system", "developer", "user", "assistant", "tool", "function"]},
    content={"anyOf": [_TEXT, {"type": "array", "items": _PART}]},
)
_REQUEST = _object(
    ("model", "messages"),
    model={"type": "string", "description": "One of those that GET /v1/models lists.", "examples": ["extractive"]},
    messages={
        "type": "array",
        "minItems": 1,
        "items": _SAYING,
        "description": f"The conversation; the last message of a user is the question, of at most {LONGEST_QUESTION} "
        "characters. What an assistant is said to have said cannot be cited; messages of other roles are ignored.",
        "examples": [[{"role": "user", "content": "What did Esperon say could be bought first?"}]],
    },
    stream={"anyOf": [{"type": "boolean"}, {"type": "null"}]},
    stream_options={"anyOf": [_object((), include_usage={"type": "boolean"}), {"type": "null"}]},
    attache={
        **OwnBounds.model_json_schema(),
        "description": "Our own: bounds of what may be seen, and whether sentences that fail are shown, marked.",
    },
    **{name: {"description": "Accepted and of no effect."} for name in sorted(IGNORED)},
)
_REQUEST["additionalProperties"] = False

COMPLETION: tuple[dict[int | str, Json], Json] = (
    _answer(
        _COMPLETION, stream_of("With `stream`: chunks, a last one with the usage where that is asked for, [DONE].")
    ),
    {"requestBody": {"required": True, "content": {"application/json": {"schema": _REQUEST}}}},
)
