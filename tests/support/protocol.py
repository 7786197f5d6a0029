"""What a test reads out of the answers of an MCP server."""

from __future__ import annotations

from typing import Any, cast

from jsonschema import Draft202012Validator
from mcp_types import CallToolResult, GetPromptResult, ReadResourceResult, TextContent, TextResourceContents


def text_of(result: CallToolResult | GetPromptResult) -> str:
    """The text of the first part."""
    first = result.content[0] if isinstance(result, CallToolResult) else result.messages[0].content
    assert isinstance(first, TextContent)
    return first.text


def form_of(result: CallToolResult) -> dict[str, Any]:
    """The structured result."""
    form: Any = result.structured_content
    assert isinstance(form, dict)
    return cast("dict[str, Any]", form)


def assert_fits(value: object, schema: dict[str, Any] | None) -> None:
    """The value is what a JSON schema says."""
    assert schema is not None
    validator: Any = Draft202012Validator(schema)
    validator.validate(value)


def contents_of(result: ReadResourceResult) -> TextResourceContents:
    """The text of a resource with what is told of it."""
    [contents] = result.contents
    assert isinstance(contents, TextResourceContents)
    return contents


def head_of(contents: TextResourceContents) -> dict[str, Any]:
    """What is told of a resource."""
    assert contents.meta is not None
    return contents.meta
