"""Results as text that a model or a person reads, beside the structured result that says the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

import yaml

from assistant.caution import as_seen, suspicions
from assistant.doors.forms import Json, place_of
from assistant.tool import ToolResult
from assistant.types import Briefing, Citation, Excerpt


def result_text(result: ToolResult, form: Json) -> str:
    """A tool's result as an outline, each excerpt once with its place, then the items that rest on it.

    Document text is fenced as a quotation, and what in it could be taken for our own markers is escaped.
    """
    rest = {key: value for key, value in form.items() if key != "excerpts" and value not in (None, [], {}, "", False)}
    parts = [_excerpt(excerpt) for excerpt in result.excerpts]
    if rest:
        parts.append(yaml.safe_dump(_referring(rest), sort_keys=False, allow_unicode=True, width=100).strip())
    return "\n\n".join(parts) or "Nothing was found."


def briefing_text(briefing: Briefing) -> str:
    """An answer with its sources and whatever a reader should know."""
    lines = [as_seen(briefing.answer)]
    sources: dict[str, Citation] = {}
    for claim in briefing.claims:
        sources |= {citation.id: citation for citation in claim.citations}
    lines += [f"[{name}] {_excerpt(citation.excerpt)}" for name, citation in sources.items()]
    withheld = [claim for claim in briefing.claims if claim.status == "withheld"]
    if withheld:
        lines.append(f"Withheld, because the record does not carry them: {len(withheld)} sentences.")
    lines += [*briefing.warnings, *([briefing.incomplete] if briefing.incomplete else [])]
    return "\n\n".join(lines)


def _excerpt(excerpt: Excerpt) -> str:
    day = excerpt.date.isoformat() if excerpt.date else "undated"
    head = [excerpt.source, day, excerpt.title, f"page {excerpt.page}" if excerpt.page else None]
    told = suspicions(excerpt)
    caution = f" (caution: this document {' and '.join(told)})" if told else ""
    told_place = ", ".join(as_seen(part) for part in head if part)
    quoted = "\n".join(f"> {line}" for line in as_seen(excerpt.text).splitlines())
    return f"{as_seen(place_of(excerpt))} ({told_place}){caution}\n{quoted}"


def _referring(value: object) -> object:
    """The same value with each citation as its id and every text as a model may see it."""
    if isinstance(value, Mapping):
        items = cast("Mapping[str, Any]", value)
        return {as_seen(key): _reference(key, item) for key, item in items.items()}
    if isinstance(value, list):
        return [_referring(item) for item in cast("list[object]", value)]
    return as_seen(value) if isinstance(value, str) else value


def _reference(key: str, value: object) -> object:
    if key == "citation" and isinstance(value, Mapping):
        return as_seen(str(cast("Mapping[str, Any]", value)["id"]))
    return _referring(value)
