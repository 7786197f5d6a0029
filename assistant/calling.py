"""A model's tool calls: read, run side by side, and their results put into words for the model."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from assistant.caution import as_seen, suspicions
from assistant.errors import AttacheError, StoreError, ToolArgumentsError
from assistant.ledger import Ledger
from assistant.models.contract import Message, ToolCall
from assistant.tool import Tool, ToolArguments, ToolContext, ToolResult
from assistant.types import Citation, Document, Excerpt, Scope

# The bracket that stands for that of a faked marker; in an argument (a document's id, say) it means the marker's.
_WRITTEN_OUT = re.compile(r"\\uff3b", re.IGNORECASE)
_SHOWN_BRACKET = re.compile(r"［(?=\s{0,4}e\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Called:
    """One call and what came of it. `message` answers it in the conversation; `error` is None when it ran."""

    tool: str
    arguments: dict[str, Any] | None
    message: Message
    citations: tuple[Citation, ...] = ()
    error: str | None = None
    note: str | None = None


class Caller:
    """Runs calls against the tools of one turn; the same call again is not run twice."""

    def __init__(self, tools: Mapping[str, Tool], context: ToolContext, ledger: Ledger, limit: int) -> None:
        self._tools = tools
        self._context = context
        self._ledger = ledger
        self._left = limit
        self._seen: set[tuple[str, str]] = set()
        self.count = 0
        self.broken: str | None = None
        """The first tool that broke down; what it would have found is missing from the turn."""

    @property
    def exhausted(self) -> bool:
        """Whether no further call is allowed in this turn."""
        return self._left <= 0

    async def run(self, calls: Sequence[ToolCall]) -> list[Called]:
        """All calls side by side, their answers in the calls' order.

        Ids are given in that order too, so that the same calls always give the same ids. Raises StoreError
        when the store fails: nothing a model does can mend that.
        """
        prepared = [self._prepare(call) for call in calls]
        results = await asyncio.gather(*(self._run(tool, arguments) for tool, arguments, _ in prepared))
        return [
            self._answer(call, arguments, result, fault)
            for call, (_, arguments, fault), result in zip(calls, prepared, results, strict=True)
        ]

    def allow_again(self) -> None:
        """Let calls be run again whose answers the model no longer sees."""
        self._seen.clear()

    def _prepare(self, call: ToolCall) -> tuple[Tool | None, ToolArguments | None, str | None]:
        self.count += 1
        tool = self._tools.get(call.name)
        if tool is None:
            return None, None, f"There is no tool {call.name[:80]}. The tools are: {', '.join(sorted(self._tools))}."
        if self._left <= 0:
            return None, None, "No more tool calls are possible in this turn; answer from the excerpts at hand."
        try:
            arguments = tool.parse(_SHOWN_BRACKET.sub("[", _WRITTEN_OUT.sub("［", call.arguments)))
        except ToolArgumentsError as error:
            return None, None, f"The arguments do not fit: {error}"
        key = (call.name, arguments.model_dump_json())
        if key in self._seen:
            return None, arguments, "This call was already answered above; look there or search for something else."
        self._seen.add(key)
        self._left -= 1
        return tool, arguments, None

    async def _run(self, tool: Tool | None, arguments: ToolArguments | None) -> ToolResult | str | None:
        if tool is None or arguments is None:
            return None
        try:
            result = await tool.run(arguments, self._context)
            if not all(_is_within(excerpt, self._context.scope) for excerpt in result.excerpts):
                return f"The tool {tool.name} returned excerpts from outside the scope of this conversation."
            if not await self._are_stored(result.excerpts):
                return f"The tool {tool.name} returned excerpts that are not the stored documents' own characters."
            return result
        except StoreError:
            raise
        except AttacheError as error:
            return str(error)
        except Exception as error:  # noqa: BLE001 - a user's own tool may fail in any way; the turn goes on
            told = f"The tool {tool.name} broke down ({type(error).__name__})."
            self.broken = self.broken or told
            return told

    async def _are_stored(self, excerpts: Sequence[Excerpt]) -> bool:
        """Whether every excerpt is what the store has at its place: a tool is not trusted with quotations."""
        named = list(dict.fromkeys(excerpt.document for excerpt in excerpts))
        stored = await self._context.store.documents_named(named, self._context.scope)
        return all(_stands_in(excerpt, stored.get(excerpt.document)) for excerpt in excerpts)

    def _answer(
        self, call: ToolCall, arguments: ToolArguments | None, result: ToolResult | str | None, fault: str | None
    ) -> Called:
        shown = None if arguments is None else arguments.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        if isinstance(result, ToolResult):
            citations = self._ledger.enter(result.excerpts)
            content = json.dumps(present(result, citations), ensure_ascii=False)
            message = Message("tool", content, call_id=call.id)
            return Called(call.name, shown, message, citations, note=result.note)
        error = fault or result or "The call could not be run."
        message = Message("tool", json.dumps({"error": error}, ensure_ascii=False), call_id=call.id)
        return Called(call.name, shown, message, error=error)


def present(result: ToolResult, citations: Sequence[Citation]) -> dict[str, Any]:
    """A result as the model sees it: excerpts under their ids, pointers as ids, what documents hold made harmless."""
    plain = result.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"excerpts"})
    ids = [citation.id for citation in citations]
    body = cast("dict[str, Any]", _with_ids(plain, ids))
    body["excerpts"] = [_presented(citation) for citation in citations]
    return body


def _presented(citation: Citation) -> dict[str, Any]:
    excerpt = citation.excerpt
    told = suspicions(excerpt)
    return {
        "id": citation.id,
        "document": as_seen(excerpt.document),
        "date": excerpt.date.isoformat() if excerpt.date else None,
        "source": None if excerpt.source is None else as_seen(excerpt.source),
        "title": None if excerpt.title is None else as_seen(excerpt.title),
        **({"caution": f"This document {' and '.join(told)}."} if told else {}),
        "text": as_seen(excerpt.text),
    }


def _stands_in(excerpt: Excerpt, document: Document | None) -> bool:
    """Whether an excerpt is what a stored document has at its place."""
    if document is None or excerpt.sha256 != document.sha256:
        return False
    return document.text[excerpt.start : excerpt.end] == excerpt.text


def _is_within(excerpt: Excerpt, scope: Scope) -> bool:
    """Whether a conversation may see an excerpt; the store sees to it, a user's own tool might not."""
    day, latest = excerpt.date, scope.latest
    if scope.collections is not None and excerpt.collection not in scope.collections:
        return False
    if scope.sources and (excerpt.source or "").casefold() not in {source.casefold() for source in scope.sources}:
        return False
    if day is None:
        return latest is None and scope.lo is None
    return (latest is None or day <= latest) and (scope.lo is None or day >= scope.lo)


def _with_ids(value: object, ids: Sequence[str], key: str | None = None) -> object:
    """The same value with every `excerpt` index as its id and every text as the model may see it."""
    if isinstance(value, dict):
        items = cast("dict[str, object]", value)
        return {as_seen(name): _with_ids(item, ids, name) for name, item in items.items()}
    if isinstance(value, list):
        return [_with_ids(item, ids) for item in cast("list[object]", value)]
    if key == "excerpt" and isinstance(value, int):
        return ids[value]
    return as_seen(value) if isinstance(value, str) else value
