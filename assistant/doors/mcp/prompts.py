"""Briefing prompts for a client's menu: `prompts/mcp/*.md`, each with a head that names its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import yaml
from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    GetPromptRequestParams,
    GetPromptResult,
    ListPromptsResult,
    Prompt,
    PromptArgument,
    PromptMessage,
    TextContent,
)
from mcp_types import PaginatedRequestParams as Page

from assistant.doors.mcp.access import Context
from assistant.errors import SettingsError

_LONGEST_VALUE = 20_000


@dataclass(frozen=True, slots=True)
class PromptFile:
    """A prompt as its file has it: what a menu shows, and the text with `{{argument}}` for each of its arguments."""

    listed: Prompt
    text: str

    def filled(self, values: Mapping[str, str]) -> str:
        """The text with its values. Raises MCPError for a missing, unknown or far too long one."""
        known = {argument.name: argument for argument in self.listed.arguments or []}
        if unknown := sorted(values.keys() - known.keys()):
            raise MCPError(INVALID_PARAMS, f"{self.listed.name} has no argument {unknown[0][:80]}.")
        text = self.text
        for name, argument in known.items():
            value = values.get(name, "").strip()
            if argument.required and not value:
                raise MCPError(INVALID_PARAMS, f"{self.listed.name} needs the argument {name}.")
            if len(value) > _LONGEST_VALUE:
                raise MCPError(INVALID_PARAMS, f"{name} must have at most {_LONGEST_VALUE} characters.")
            text = text.replace("{{" + name + "}}", value or "(not given)")
        return text


class PromptMenu:
    """Lists and fills the prompts of a folder."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.stem: read_prompt(path) for path in sorted(folder.glob("*.md"))}

    async def all(self, context: Context, page: Page | None) -> ListPromptsResult:
        """Every prompt, on one page."""
        del context, page
        return ListPromptsResult(prompts=[file.listed for file in self._files.values()])

    async def get(self, context: Context, request: GetPromptRequestParams) -> GetPromptResult:
        """One prompt, filled in, as what the user says."""
        del context
        file = self._files.get(request.name)
        if file is None:
            raise MCPError(INVALID_PARAMS, f"There is no prompt {request.name[:80]}.")
        content = TextContent(text=file.filled(request.arguments or {}))
        return GetPromptResult(
            description=file.listed.description, messages=[PromptMessage(role="user", content=content)]
        )


def read_prompt(path: Path) -> PromptFile:
    """The prompt in a file. Raises SettingsError for one without a proper head."""
    try:
        _, head, text = path.read_text(encoding="utf-8").split("---\n", 2)
        fields = cast("dict[str, Any]", yaml.safe_load(head))
        arguments = [
            PromptArgument(name=name, description=told, required=name in fields.get("required", []))
            for name, told in fields.get("arguments", {}).items()
        ]
        listed = Prompt(name=path.stem, title=fields["title"], description=fields["description"], arguments=arguments)
    except (OSError, ValueError, KeyError, AttributeError, yaml.YAMLError) as error:
        raise SettingsError(f"The prompt {path} cannot be read; give it a head with title and description.") from error
    return PromptFile(listed, text.strip())
