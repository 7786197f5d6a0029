"""OpenTelemetry spans of turns, of the model's replies and of tool calls.

Names and attributes are those of OpenTelemetry's semantic conventions for generative AI (`gen_ai.*`), our own begin
with `attache.`. No question, answer, argument or document text is ever in a span.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from assistant.errors import SettingsError
from assistant.models.contract import ChatModel, Message, ReplyEnd, ReplyEvent, ToolSchema
from assistant.tool import Tool, ToolContext, ToolResult
from assistant.turn_events import BriefingDone, TurnEvent

if TYPE_CHECKING:
    from collections.abc import Generator

    from opentelemetry.trace import Span, Tracer

AGENT = "Attaché"
_SDK = "opentelemetry.sdk"

Turn = Callable[[ChatModel, Mapping[str, Tool]], AsyncGenerator[TurnEvent, None]]
"""Runs a turn with a model and tools."""


def exporting_tracer(version: str) -> Tracer:
    """A tracer whose spans go where the `OTEL_…` variables say, in the background.

    Raises SettingsError when the packages of the extra `telemetry` are missing.
    """
    if find_spec("opentelemetry") is None or find_spec(_SDK) is None or find_spec("opentelemetry.exporter") is None:
        raise SettingsError("ATTACHE_TELEMETRY needs more: run `pip install 'attache[telemetry]'` or unset it.")
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "attache", "service.version": version}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider.get_tracer("attache", version)


async def traced_turn(
    tracer: Tracer, model: ChatModel, tools: Mapping[str, Tool], run: Turn
) -> AsyncGenerator[TurnEvent, None]:
    """The events of `run`, in a span with one below it for each reply of the model and each tool call.

    The span's parent is the context in which the first event is asked for.
    """
    attributes = _attributes("invoke_agent", model.name) | {"gen_ai.agent.name": AGENT}
    span = tracer.start_span(f"invoke_agent {AGENT}", attributes=attributes)
    below = _Below(tracer, span)
    with _ended(span):
        traced = {name: replace(tool, run=below.tool(tool)) for name, tool in tools.items()}
        async with aclosing(run(TracedModel(model, below), traced)) as events:
            async for event in events:
                if isinstance(event, BriefingDone):
                    _note_outcome(span, event)
                yield event


class TracedModel:
    """A chat model each of whose replies is a span."""

    def __init__(self, model: ChatModel, below: _Below) -> None:
        self._model = model
        self._below = below

    @property
    def name(self) -> str:
        """The model's name as it stands in answers."""
        return self._model.name

    async def reply(
        self, messages: Sequence[Message], tools: Sequence[ToolSchema], *, max_tokens: int | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        """Stream one reply; see `ChatModel.reply`."""
        span = self._below.start(f"chat {self.name}", _attributes("chat", self.name), client=True)
        if max_tokens is not None:
            span.set_attribute("gen_ai.request.max_tokens", max_tokens)
        with _ended(span):
            async with aclosing(self._model.reply(messages, tools, max_tokens=max_tokens)) as events:
                async for event in events:
                    if isinstance(event, ReplyEnd):
                        _note_end(span, event)
                    yield event

    async def close(self) -> None:
        """Release connections; safe to call twice."""
        await self._model.close()


@dataclass(frozen=True, slots=True)
class _Below:
    """Starts spans below that of the turn: a generator's own context does not carry it."""

    tracer: Tracer
    parent: Span

    def start(self, name: str, attributes: Mapping[str, Any], *, client: bool = False) -> Span:
        from opentelemetry.trace import SpanKind, set_span_in_context

        kind = SpanKind.CLIENT if client else SpanKind.INTERNAL
        return self.tracer.start_span(name, set_span_in_context(self.parent), kind, dict(attributes))

    def tool(self, tool: Tool) -> Callable[[Any, ToolContext], Any]:
        """The tool's function, each call of it in a span."""

        async def run(arguments: Any, context: ToolContext) -> ToolResult:
            attributes = {
                "gen_ai.operation.name": "execute_tool",
                "gen_ai.tool.name": tool.name,
                "gen_ai.tool.type": "function",
            }
            span = self.start(f"execute_tool {tool.name}", attributes)
            with _ended(span):
                result = await tool.run(arguments, context)
                span.set_attribute("attache.excerpts", len(result.excerpts))
                return result

        return run


@contextmanager
def _ended(span: Span) -> Generator[None]:
    """End the span in any case; what ended it too early stands in it by the name of its kind alone."""
    from opentelemetry.trace import Status, StatusCode

    try:
        yield
    except GeneratorExit:
        span.set_attribute("attache.stopped", value=True)
        raise
    except BaseException as error:
        span.set_attribute("error.type", type(error).__qualname__)
        span.set_status(Status(StatusCode.ERROR))
        raise
    finally:
        span.end()


def _attributes(operation: str, model: str) -> dict[str, Any]:
    return {
        "gen_ai.operation.name": operation,
        "gen_ai.provider.name": "attache" if model == "extractive" else "openai",
        "gen_ai.request.model": model,
    }


def _note_end(span: Span, end: ReplyEnd) -> None:
    span.set_attribute("gen_ai.response.finish_reasons", [end.reason])
    if end.prompt_tokens is not None:
        span.set_attribute("gen_ai.usage.input_tokens", end.prompt_tokens)
    if end.completion_tokens is not None:
        span.set_attribute("gen_ai.usage.output_tokens", end.completion_tokens)


def _note_outcome(span: Span, done: BriefingDone) -> None:
    briefing = done.briefing
    held = sum(claim.status == "supported" for claim in briefing.claims)
    span.set_attribute("gen_ai.usage.input_tokens", briefing.usage.prompt_tokens)
    span.set_attribute("gen_ai.usage.output_tokens", briefing.usage.completion_tokens)
    span.set_attribute("attache.grounding", briefing.grounding)
    span.set_attribute("attache.sentences.supported", held)
    span.set_attribute("attache.sentences.failed", len(briefing.claims) - held)
