"""The tools of an Assistant as MCP tools, each from its one definition, and a whole turn as one more."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import replace
from datetime import date
from typing import Any

from mcp_types import CallToolRequestParams, CallToolResult, ListToolsResult, TextContent, ToolAnnotations
from mcp_types import PaginatedRequestParams as Page
from mcp_types import Tool as ListedTool
from pydantic import Field, ValidationError

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.doors.forms import briefing_form, tool_form
from assistant.doors.mcp.access import Context, Gate
from assistant.doors.mcp.texts import briefing_text, result_text
from assistant.doors.schemas import briefing_schema, result_schema
from assistant.errors import AttacheError, UsageError
from assistant.tool import FROM, TO, ToolArguments, faults
from assistant.turn_events import (
    BriefingDone,
    ExcerptsDropped,
    ExcerptsFound,
    RepairAsked,
    SentenceVerified,
    ToolCalled,
    TurnEvent,
)
from assistant.types import Briefing, Scope

BRIEFING = "briefing"


class BriefingArguments(ToolArguments):
    """A question and the bounds of the documents that may answer it."""

    question: str = Field(min_length=1, max_length=4000, description="The question, in whole sentences.")
    as_of: date | None = Field(default=None, description="Only what was published up to this day, YYYY-MM-DD.")
    from_: date | None = FROM
    to: date | None = TO
    sources: tuple[str, ...] = Field(default=(), description="Only documents of these sources.")


class Tools:
    """Lists and calls the tools of one Assistant."""

    def __init__(self, assistant: Assistant, gate: Gate) -> None:
        self._assistant = assistant
        self._gate = gate
        self._listed = [*(_listed(assistant, name) for name in assistant.tools), _briefing_tool()]

    async def all(self, context: Context, page: Page | None) -> ListToolsResult:
        """Every tool, on one page."""
        del context, page
        return ListToolsResult(tools=self._listed)

    async def call(self, context: Context, request: CallToolRequestParams) -> CallToolResult:
        """Run one tool; what goes wrong is a result that says so, for the calling model to read."""
        try:
            if request.name == BRIEFING:
                return await self._brief(context, request.arguments or {})
            return await self._call(context, request.name, request.arguments or {})
        except AttacheError as error:
            return CallToolResult(content=[TextContent(text=str(error))], is_error=True)

    async def _call(self, context: Context, name: str, arguments: Mapping[str, Any]) -> CallToolResult:
        scope = self._gate(context).to_read()
        if name not in self._assistant.tools:
            raise UsageError(f"There is no tool {name[:80]}; the tools are {', '.join(self._assistant.tools)}.")
        result = await self._assistant.call(name, arguments, scope)
        form = tool_form(result, by_place=True)
        return CallToolResult(content=[TextContent(text=result_text(result, form))], structured_content=form)

    async def _brief(self, context: Context, arguments: Mapping[str, Any]) -> CallToolResult:
        """A whole turn; each step is a progress notification, a released sentence with its words."""
        scope = self._gate(context).to_ask()
        try:
            asked = BriefingArguments.model_validate(arguments)
        except ValidationError as error:
            raise UsageError(f"{BRIEFING}: {faults(error)}") from error
        if asked.from_ and asked.to and asked.from_ > asked.to:
            raise UsageError(f"`from` {asked.from_} is later than `to` {asked.to}; swap them.")
        briefing: Briefing | None = None
        conversation = Conversation(_narrowed(scope, asked))
        async with aclosing(self._assistant.events(asked.question, conversation)) as events:
            step = 0
            async for event in events:
                step += 1
                if isinstance(event, BriefingDone):
                    briefing = event.briefing
                else:
                    await context.session.report_progress(step, message=_told(event))
        if briefing is None:
            raise AssertionError("a turn ends with its briefing")
        return CallToolResult(
            content=[TextContent(text=briefing_text(briefing))], structured_content=briefing_form(briefing)
        )


def _listed(assistant: Assistant, name: str) -> ListedTool:
    tool = assistant.tools[name]
    return ListedTool(
        name=name,
        title=name.replace("_", " ").capitalize(),
        description=tool.description,
        input_schema=tool.schema.parameters,
        output_schema=result_schema(tool),
        annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


def _briefing_tool() -> ListedTool:
    return ListedTool(
        name=BRIEFING,
        title="Briefing",
        description=(
            "Answer a question from the documents in sentences that were each checked against the excerpts they cite. "
            "An answer may be that the record does not say. Use it for a finished answer; use the other tools to look "
            "into the documents yourself."
        ),
        input_schema=BriefingArguments.model_json_schema(by_alias=True),
        output_schema=briefing_schema(),
        # The configured model endpoint may be asked, which is outside of the documents.
        annotations=ToolAnnotations(read_only_hint=True, idempotent_hint=False, open_world_hint=True),
    )


def _narrowed(scope: Scope, asked: BriefingArguments) -> Scope:
    """What a caller may see, bounded further by what was asked for."""
    return replace(scope, as_of=asked.as_of, lo=asked.from_, hi=asked.to, sources=asked.sources)


def _told(event: TurnEvent) -> str:
    """One event of a turn in words."""
    match event:
        case ToolCalled(tool=tool):
            return f"calls {tool}"
        case ExcerptsFound(tool=tool, citations=found, error=error):
            return f"{tool}: {error}" if error else f"{tool}: {len(found)} excerpts"
        case SentenceVerified(claim=claim):
            return claim.text if claim.status == "supported" else "withheld a sentence"
        case ExcerptsDropped(ids=ids):
            return f"left out {len(ids)} excerpts for want of space"
        case RepairAsked(failed=failed):
            return f"asks for {len(failed)} sentences to be put right"
        case BriefingDone():
            return "done"
