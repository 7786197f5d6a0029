"""Which tools a question calls for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from assistant.models.contract import ToolCall, ToolSchema
from assistant.models.extractive.question import Question

_PASSAGES = 24
_PASSAGES_BESIDE = 8
_DOCUMENT_LENGTH = 40_000
"""Characters of a document that are read whole; longer ones around their beginning only."""


def plan(question: Question, tools: Iterable[ToolSchema]) -> tuple[ToolCall, ...]:
    """The calls to make, most telling first, of the tools there are."""
    available = {tool.name for tool in tools}
    wanted = [*_special(question), ("passage_search", _search(question))]
    calls = [(name, arguments) for name, arguments in wanted if name in available]
    return tuple(
        ToolCall(f"x{number}", name, json.dumps(arguments, ensure_ascii=False))
        for number, (name, arguments) in enumerate(calls, 1)
    )


def follow_up(question: Question, documents: Sequence[str], tools: Iterable[ToolSchema]) -> tuple[ToolCall, ...]:
    """A closer look into the documents that fit best, where the answer may stand in words of its own."""
    available = {tool.name for tool in tools}
    if not documents or question.compound:
        return ()
    if question.of_state and "open_document" in available:
        whole = {"document": documents[0], "length": _DOCUMENT_LENGTH, "unit": "sentence"}
        return (ToolCall("x0", "open_document", json.dumps(whole, ensure_ascii=False)),)
    if "passage_search" not in available:
        return ()
    arguments = {**_search(question), "documents": list(documents)}
    return (ToolCall("x0", "passage_search", json.dumps(arguments, ensure_ascii=False)),)


def _search(question: Question) -> dict[str, Any]:
    limit = _PASSAGES_BESIDE if question.of_state or _special(question) else _PASSAGES
    return {"query": question.text[:1000], "limit": limit, "unit": "sentence"}


def _special(question: Question) -> list[tuple[str, dict[str, Any]]]:
    if question.kind == "who-is":
        return [("entity_lookup", {"name": question.subject[:200]})]
    if question.kind == "office":
        return [("entity_lookup", {"office": question.subject[:200]})]
    if question.kind == "said":
        return [("quote_retrieval", {"speaker": question.subject[:200], "limit": 100})]
    if question.kind == "between" and (question.lo or question.hi):
        days = {key: day.isoformat() for key, day in (("from", question.lo), ("to", question.hi)) if day}
        if not question.names:
            return [("timeline_slice", days)]
        # A person takes part under any form of the name; a place stands in the sentence.
        name = question.names[0][:200]
        return [("timeline_slice", {**days, "entity": name}), ("timeline_slice", {**days, "about": name})]
    return []
