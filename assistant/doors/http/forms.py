"""The schemas of the forms that responses carry, under their names in the OpenAPI document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast, get_args

from assistant.doors.schemas import briefing_schema, citation_schema, result_schema
from assistant.statements import Block
from assistant.tool import Tool
from assistant.types import ClaimStatus, Outcome, Verdict

Json = dict[str, Any]

REF = "#/components/schemas/"


def forms(tools: Mapping[str, Tool]) -> Json:
    """The schemas of the forms under their names."""
    made: Json = {}
    _add(made, "Briefing", _turned_briefing())
    for tool in tools.values():
        _add(made, tool.result.__name__, result_schema(tool))
    made["Citation"] = _citation()
    made["SearchHit"] = _hit()
    made["SearchResults"] = _object(
        "Passages, best first. `truncated` says that there are more.",
        results=_list("SearchHit"),
        truncated={"type": "boolean"},
    )
    made["NearMiss"] = _object(
        "Quoted words that the record has otherwise: `wording` are the document's own, `start` to `end` of its text.",
        quotation=_TEXT,
        wording=_TEXT,
        start=_NUMBER,
        end=_NUMBER,
        citation={"$ref": REF + "Citation"},
    )
    made["CheckedSentence"] = _object(
        "A sentence of a draft, `start` to `end` of it. `contradicted`: the record says it otherwise; `unsupported`: "
        "it does not say it; `uncheckable`: nothing in it can be checked.",
        text=_TEXT,
        start=_NUMBER,
        end=_NUMBER,
        block={"enum": list(get_args(Block)), "description": "What of the draft it is."},
        status={"enum": list(get_args(ClaimStatus))},
        verdict={"enum": list(get_args(Verdict))},
        reasons=_list("Reason"),
        did_you_mean={"anyOf": [_TEXT, {"type": "null"}]},
        near_misses=_list("NearMiss"),
        citations=_list("Citation"),
    )
    made["CheckedDraft"] = _object("The sentences of a draft, in order.", sentences=_list("CheckedSentence"))
    made["Intake"] = _object("What became of each file or document.", documents=_list("Taken"))
    made["Taken"] = _object(
        "`name` is the document's id, or the file (and line) that was refused; `flags` are stable words.",
        name=_TEXT,
        outcome={"enum": [*get_args(Outcome), "refused"]},
        reason={"anyOf": [_TEXT, {"type": "null"}]},
        flags={"type": "array", "items": _TEXT},
    )
    return made


_TEXT: Json = {"type": "string"}
_NUMBER: Json = {"type": "integer"}


def _list(name: str) -> Json:
    return {"type": "array", "items": {"$ref": REF + name}}


def _object(description: str, **fields: Json) -> Json:
    return {"type": "object", "description": description, "properties": fields, "required": list(fields)}


def _citation() -> Json:
    """A citation as briefings and kept conversations show it."""
    schema = citation_schema()
    schema["properties"]["number"] = {
        "anyOf": [_NUMBER, {"type": "null"}],
        "description": "The number a reader sees, in briefings: by first citation, the same in all later turns.",
    }
    schema["properties"]["current"] = {
        "type": "boolean",
        "description": "In kept conversations: whether the record still has the excerpt as it was.",
    }
    return schema


def _hit() -> Json:
    """A citation without an id, with its score."""
    schema = citation_schema()
    del schema["properties"]["id"]
    schema["properties"]["score"] = {"type": "number"}
    schema["required"] = [*(name for name in schema["required"] if name != "id"), "score"]
    return schema | {"description": "An excerpt and how well it fits; scores compare within one result only."}


def _turned_briefing() -> Json:
    """A briefing as a turn of a conversation."""
    schema = briefing_schema()
    schema["properties"] |= {
        "conversation": {"type": "string", "description": "The conversation that the turn belongs to."},
        "turn": {"type": "integer", "description": "The turn's place in it, from 0."},
    }
    return schema


def _add(made: Json, name: str, schema: Json) -> None:
    """Enter a schema and its definitions; a definition of a name that means something else takes its owner's along."""
    whole, definitions = split(schema)
    clashing = {key for key, value in definitions.items() if key in made and made[key] != value and key != "Citation"}
    renamed = {key: f"{name}{key}" if key in clashing else key for key in definitions}
    for key, value in definitions.items():
        made[renamed[key]] = _renamed(value, renamed)
    made[name] = _renamed(whole, renamed)


def split(schema: Json) -> tuple[Json, Json]:
    """A schema without its definitions, and they."""
    rest = {key: value for key, value in schema.items() if key != "$defs"}
    return rest, cast("Json", schema.get("$defs", {}))


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """The same schema with its references into the components."""
    if isinstance(value, list):
        return [_renamed(item, names) for item in cast("Iterable[Any]", value)]
    if not isinstance(value, dict):
        return value
    fields = cast("Json", value)
    told = {key: _renamed(item, names) for key, item in fields.items()}
    target = fields.get("$ref")
    if isinstance(target, str):
        name = target.rpartition("/")[2]
        told["$ref"] = REF + names.get(name, name)
    return told
