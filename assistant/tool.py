"""What a tool is: an async function whose arguments model, result model and docstring say everything.

    async def passage_search(arguments: PassageSearchArguments, context: ToolContext) -> PassageSearchResult:
        '''What the tool does: the model reads this.'''

The function's schema for a model, its HTTP route, its MCP tool and its command are projections of that one
definition. Tools only read; none takes a path or a URL.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, cast, get_type_hints

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import PydanticCustomError

from assistant.errors import ToolArgumentsError, ToolboxError
from assistant.models.contract import ToolSchema
from assistant.retrieval import Retrieval
from assistant.store.contract import Store
from assistant.types import Excerpt, Interval, Scope


class ToolArguments(BaseModel):
    """Base of every tool's arguments: unknown ones are refused, nothing changes after the call."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


class ToolResult(BaseModel):
    """Base of every tool's result.

    `excerpts` are what may be cited. An item of a result points at its excerpt with a field `excerpt`, an
    index into `excerpts`; where the result is handed to a model the index becomes the excerpt's id.
    `truncated` says that there was more; `note` says in a sentence what a reader should know.
    """

    model_config = ConfigDict(frozen=True, populate_by_name=True)

    excerpts: tuple[Excerpt, ...] = ()
    truncated: bool = False
    note: str | None = None


class DateRange(BaseModel):
    """An interval as results show it: its first and last day and the unit the words named."""

    model_config = ConfigDict(frozen=True)

    lo: date
    hi: date
    grain: str

    @classmethod
    def of(cls, interval: Interval) -> DateRange:
        """The range of an interval."""
        return cls(lo=interval.lo, hi=interval.hi, grain=interval.grain)


@dataclass(frozen=True, slots=True)
class ToolContext:
    """What a tool may use. `scope` binds every query; a tool narrows it, never widens it."""

    store: Store
    retrieval: Retrieval
    scope: Scope = Scope()


ToolFunction = Callable[[Any, ToolContext], Awaitable[ToolResult]]


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool, read off its function."""

    name: str
    description: str
    arguments: type[ToolArguments]
    result: type[ToolResult]
    run: ToolFunction

    @classmethod
    def of(cls, function: ToolFunction) -> Tool:
        """The tool that a function defines.

        Raises ToolboxError when it is not `async (arguments, context) -> result` with a docstring.
        """
        name = getattr(function, "__name__", "tool")
        hints = get_type_hints(function)
        parameters = list(inspect.signature(function).parameters)
        arguments, result = hints.get("arguments"), hints.get("return")
        fits = (
            inspect.iscoroutinefunction(function)
            and parameters == ["arguments", "context"]
            and _is_model(arguments, ToolArguments)
            and _is_model(result, ToolResult)
        )
        if not fits:
            raise ToolboxError(
                f"The tool {name} must be `async def {name}(arguments: A, context: ToolContext) -> R` "
                "with A a ToolArguments and R a ToolResult."
            )
        description = inspect.getdoc(function)
        if not description:
            raise ToolboxError(f"The tool {name} needs a docstring: the model reads it.")
        return cls(
            name, description, cast("type[ToolArguments]", arguments), cast("type[ToolResult]", result), function
        )

    @property
    def schema(self) -> ToolSchema:
        """The tool as a model is told of it."""
        return _schema(self)

    def parse(self, raw: str) -> ToolArguments:
        """The arguments in a model's raw JSON text. Raises ToolArgumentsError saying what does not fit."""
        try:
            return self.arguments.model_validate_json(raw or "{}")
        except ValidationError as error:
            raise ToolArgumentsError(f"{self.name}: {faults(error)}") from error

    def fit(self, values: Mapping[str, object]) -> ToolArguments:
        """The arguments with these values; None counts as not given. Raises ToolArgumentsError."""
        try:
            return self.arguments.model_validate({key: value for key, value in values.items() if value is not None})
        except ValidationError as error:
            raise ToolArgumentsError(f"{self.name}: {faults(error)}") from error


def faults(error: ValidationError) -> str:
    """What does not fit, in one line."""
    lines: list[str] = []
    for fault in error.errors()[:4]:
        where = ".".join(str(part) for part in fault["loc"])
        lines.append(f"{where}: {fault['msg']}" if where else str(fault["msg"]))
    return "; ".join(lines)


@cache
def _schema(tool: Tool) -> ToolSchema:
    """Made once: the loop hands all schemas to the model in every round."""
    return ToolSchema(tool.name, tool.description, untitled(tool.arguments.model_json_schema()))


def _is_model(value: object, base: type[BaseModel]) -> bool:
    return isinstance(value, type) and issubclass(value, base)


def untitled(schema: Any) -> Any:
    """A JSON schema without the titles pydantic adds: shorter to read for a model, the same in meaning."""
    if isinstance(schema, Mapping):
        items = cast("Mapping[str, Any]", schema)
        # A field may itself be called "title": that one is a schema, not a string.
        return {key: untitled(item) for key, item in items.items() if key != "title" or not isinstance(item, str)}
    if isinstance(schema, list):
        return [untitled(item) for item in cast("list[Any]", schema)]
    return schema


def _written_out(value: object) -> object:
    """Only a day as we write it: pydantic would take a number for seconds since 1970."""
    if isinstance(value, date) or (isinstance(value, str) and _DAY.fullmatch(value)):
        return value
    raise PydanticCustomError("day", "write the day as YYYY-MM-DD")


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
Day = Annotated[date, BeforeValidator(_written_out)]
"""A day in arguments, written as YYYY-MM-DD."""

FROM = Field(default=None, alias="from", description="Earliest day, YYYY-MM-DD.")
TO = Field(default=None, alias="to", description="Latest day, YYYY-MM-DD.")
