"""What a client of the OpenAI API asks: its parameters, and its messages as a conversation."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from pydantic import ValidationError

from assistant.caution import as_seen
from assistant.doors.http.openai.errors import OpenAIError
from assistant.doors.http.shapes import Bounds
from assistant.types import Turn

Json = dict[str, Any]

SOURCES = "**Sources**"
UNANSWERED = "(This question was not answered.)"
LONGEST_QUESTION = 8000  # characters

# Accepted and of no effect: answers are bounded by the server's settings, and their words by the record.
IGNORED = frozenset(
    """
    frequency_penalty function_call functions max_completion_tokens max_tokens metadata moderation parallel_tool_calls
    presence_penalty prompt_cache_key prompt_cache_options prompt_cache_retention reasoning_effort safety_identifier
    seed service_tier store temperature tool_choice tools top_p user verbosity
    """.split()
)
# Not supported, other than with the value that asks for nothing.
_NOTHING: Mapping[str, tuple[object, ...]] = {
    "audio": (),
    "logit_bias": ({},),
    "logprobs": (False,),
    "modalities": (["text"],),
    "n": (1,),
    "prediction": (),
    "response_format": ({"type": "text"},),
    "stop": ([], ""),
    "top_logprobs": (0,),
    "web_search_options": (),
}
_OWN = frozenset({"model", "messages", "stream", "stream_options", "attache"})
_ROLES = frozenset({"system", "developer", "user", "assistant", "tool", "function"})
_FREE_CHOICES = (None, "auto", "none")
# Our own markers in an earlier answer, with or without the address that Markdown gives them.
_MARKER = re.compile(r"\[\d{1,6}\](?:\([^()\s]{0,2000}\))?")


class OwnBounds(Bounds):
    """Our own extension, under `attache`: which documents may be seen, and what becomes of sentences that fail."""

    mark: bool = False


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """A request that can be answered. `earlier` are the turns before the question, as the client tells them."""

    model: str
    question: str
    earlier: tuple[Turn, ...]
    stream: bool
    include_usage: bool
    bounds: OwnBounds


def read_request(body: bytes) -> ChatRequest:
    """The request in a body. Raises OpenAIError as the API itself would refuse it."""
    fields = _object(body)
    _check_parameters(fields)
    model = _required(fields, "model")
    if not isinstance(model, str):
        raise _wrong_type("model", "a string")
    messages = _required(fields, "messages")
    if not isinstance(messages, list):
        raise _wrong_type("messages", "an array of objects")
    question, earlier = _conversation(cast("list[object]", messages))
    stream = fields.get("stream") or False
    if not isinstance(stream, bool):
        raise _wrong_type("stream", "a boolean")
    return ChatRequest(model, question, earlier, stream, _wants_usage(fields, stream=stream), _bounds(fields))


def is_known(parameter: str) -> bool:
    """Whether it is a parameter of the API, or our own."""
    return parameter in IGNORED or parameter in _NOTHING or parameter in _OWN


def _object(body: bytes) -> Json:
    try:
        parsed = json.loads(body)
        if b"\\u" in body:
            json.dumps(parsed, ensure_ascii=False).encode()  # half a surrogate pair is no text
    except (ValueError, RecursionError):
        raise OpenAIError("We could not parse the JSON body of your request.") from None
    if not isinstance(parsed, dict):
        raise OpenAIError("The body of your request must be a JSON object.")
    return cast("Json", parsed)


def _check_parameters(fields: Json) -> None:
    for name, value in fields.items():
        if name in _NOTHING:
            if value is not None and value not in _NOTHING[name]:
                raise OpenAIError(
                    f"Unsupported parameter: '{name}' is not supported with this model.",
                    param=name,
                    code="unsupported_parameter",
                )
        elif not is_known(name):
            raise OpenAIError(f"Unknown parameter: '{name[:80]}'.", param=name[:80], code="unknown_parameter")
    for name in ("tool_choice", "function_call"):
        if fields.get(name) not in _FREE_CHOICES:
            raise OpenAIError(
                f"Unsupported value: '{name}' may be 'auto' or 'none' with this model, which has tools of its own.",
                param=name,
                code="unsupported_value",
            )


def _required(fields: Json, name: str) -> object:
    if fields.get(name) is None:
        raise OpenAIError(f"Missing required parameter: '{name}'.", param=name, code="missing_required_parameter")
    return fields[name]


def _wrong_type(name: str, wanted: str) -> OpenAIError:
    return OpenAIError(f"Invalid type for '{name}': expected {wanted}.", param=name, code="invalid_type")


def _wants_usage(fields: Json, *, stream: bool) -> bool:
    options = fields.get("stream_options")
    if options is None:
        return False
    if not isinstance(options, dict):
        raise _wrong_type("stream_options", "an object")
    if not stream:
        raise OpenAIError(
            "The 'stream_options' parameter is only allowed when 'stream' is enabled.", param="stream_options"
        )
    return cast("Json", options).get("include_usage") is True


def _bounds(fields: Json) -> OwnBounds:
    try:
        return OwnBounds.model_validate(fields.get("attache") or {})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(["attache", *map(str, first["loc"])])
        raise OpenAIError(f"Invalid value for '{where}': {first['msg']}.", param=where, code="invalid_value") from None


def _conversation(messages: Sequence[object]) -> tuple[str, tuple[Turn, ...]]:
    """The question, which is the last message of a user, and the turns before it.

    What the client says an assistant said is told to the model as said earlier and is nothing that can be cited.
    Its system messages, and the calls and results of its own tools, are left out: ours decide what holds.
    """
    said = [_message(message, place) for place, message in enumerate(messages)]
    if not said:
        raise OpenAIError(
            "Invalid 'messages': empty array. Expected an array with minimum length 1.",
            param="messages",
            code="empty_array",
        )
    asked = max((place for place, (role, text) in enumerate(said) if role == "user" and text.strip()), default=None)
    if asked is None:
        raise OpenAIError("There must be a message of the role 'user' with a question.", param="messages")
    question = said[asked][1]
    if len(question) > LONGEST_QUESTION:
        raise OpenAIError(
            f"Invalid 'messages': the question has more than {LONGEST_QUESTION} characters.",
            param="messages",
            code="string_above_max_length",
        )
    return question, _turns(said[:asked])


def _turns(said: Sequence[tuple[str, str]]) -> tuple[Turn, ...]:
    turns: list[Turn] = []
    for role, text in said:
        if role == "user" and text.strip():
            turns.append(Turn(text, UNANSWERED))
        elif role == "assistant" and turns and (answer := _bare(text)):
            before = "" if turns[-1].answer == UNANSWERED else f"{turns[-1].answer}\n\n"
            turns[-1] = Turn(turns[-1].question, before + answer)
    return tuple(turns)


def _bare(answer: str) -> str:
    """An earlier answer without our list of sources and our markers; what looks like an id of an excerpt is none."""
    return as_seen(_MARKER.sub("", answer.partition(f"\n\n{SOURCES}")[0])).strip()


def _message(message: object, place: int) -> tuple[str, str]:
    """The role and the text of a message."""
    where = f"messages[{place}]"
    if not isinstance(message, dict):
        raise _wrong_type(where, "an object")
    fields = cast("Json", message)
    role = fields.get("role")
    if not isinstance(role, str) or role not in _ROLES:
        raise OpenAIError(
            f"Invalid value: '{where}.role' must be one of: {', '.join(sorted(_ROLES))}.",
            param=f"{where}.role",
            code="invalid_value",
        )
    return role, _text(fields.get("content"), f"{where}.content", role)


def _text(content: object, where: str, role: str) -> str:
    if isinstance(content, str):
        return content
    if content is None and role == "assistant":
        return ""  # calls of tools, or a refusal
    if not isinstance(content, list):
        raise _wrong_type(where, "one of a string or array of objects")
    return "\n".join(_part(part, f"{where}[{place}]") for place, part in enumerate(cast("list[object]", content)))


def _part(part: object, where: str) -> str:
    fields = cast("Json", part) if isinstance(part, dict) else {}
    kind, text = fields.get("type"), fields.get("text", fields.get("refusal"))
    if kind not in ("text", "refusal") or not isinstance(text, str):
        raise OpenAIError(
            f"Invalid content: '{where}' must be of the type 'text'; this model takes no other.",
            param=f"{where}.type",
            code="unsupported_value",
        )
    return text
