"""JSON schemas of the forms in `assistant.doors.forms`, derived from the values they show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from pydantic import TypeAdapter

from assistant.tool import Tool, untitled
from assistant.types import Briefing, Excerpt

Json = dict[str, Any]

_POINTER = "excerpt"


def citation_schema() -> Json:
    """The schema of `citation_form`: an excerpt under its id."""
    excerpt = TypeAdapter(Excerpt).json_schema(mode="serialization")
    identity: Json = {"type": "string", "description": "The id the excerpt is cited by."}
    fields = {"id": identity} | {name: untitled(field) for name, field in excerpt["properties"].items()}
    return {
        "type": "object",
        "description": "A verbatim span of a stored document: `text` is its characters [start:end].",
        "properties": fields,
        "required": list(fields),
    }


def result_schema(tool: Tool) -> Json:
    """The schema of `tool_form` for what a tool returns: `citation` in place of each pointer to an excerpt."""
    schema = tool.result.model_json_schema(mode="serialization", by_alias=True)
    definitions: Json = {name: _resolved(value) for name, value in schema.pop("$defs", {}).items()}
    definitions.pop("Excerpt", None)
    plain = _resolved(schema)
    plain["properties"]["excerpts"] = {"type": "array", "items": {"$ref": "#/$defs/Citation"}}
    return plain | {"$defs": definitions | {"Citation": citation_schema()}}


def briefing_schema() -> Json:
    """The schema of `briefing_form`, without the id of a question from a file."""
    schema = TypeAdapter(Briefing).json_schema(mode="serialization")
    definitions: Json = {name: untitled(value) for name, value in schema.pop("$defs").items()}
    definitions.pop("Excerpt")
    plain = untitled(schema)
    plain["required"] = list(plain["properties"])
    return plain | {"$defs": definitions | {"Citation": citation_schema()}}


def _resolved(schema: Mapping[str, Any]) -> Json:
    """An object's schema without titles, its pointer, where it has one, turned into a citation."""
    plain = cast("Json", untitled(schema))
    fields = plain.get("properties")
    if not isinstance(fields, dict) or _POINTER not in fields:
        return plain
    del fields[_POINTER]
    fields["citation"] = {"$ref": "#/$defs/Citation"}
    if _POINTER in (required := plain.get("required", [])):
        plain["required"] = [*(name for name in required if name != _POINTER), "citation"]
    return plain
