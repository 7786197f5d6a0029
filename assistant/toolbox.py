"""Loads tools from folders: one file, one tool, no import name of their own."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from assistant.errors import ToolboxError
from assistant.tool import Tool

_PACKAGE = "assistant.tools"


def load_tools(folders: Iterable[Path]) -> Mapping[str, Tool]:
    """The tools of all folders by name; a later folder's tool replaces an earlier one of its name.

    Raises ToolboxError for a folder that is not there or a file that does not define its tool.
    """
    tools: dict[str, Tool] = {}
    for folder in folders:
        if not folder.is_dir():
            raise ToolboxError(f"There is no folder of tools at {folder}; correct ATTACHE_TOOLS.")
        for path in sorted(folder.glob("*.py")):
            tools[path.stem] = load_tool(path)
    return MappingProxyType(tools)


def load_tool(path: Path) -> Tool:
    """The tool in one file: the function that has the file's name.

    The module is registered as `assistant.tools.<stem>` before it runs, so that its annotations resolve, and
    taken out again when it fails.
    """
    name = f"{_PACKAGE}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ToolboxError(f"The tool file {path} cannot be loaded.")
    module = importlib.util.module_from_spec(spec)
    previous = sys.modules.get(name)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
        function = getattr(module, path.stem, None)
        if function is None:
            raise ToolboxError(f"The tool file {path} must define an async function named {path.stem}.")
        return Tool.of(function)
    except Exception as error:
        if previous is None:
            del sys.modules[name]
        else:
            sys.modules[name] = previous
        if isinstance(error, ToolboxError):
            raise
        raise ToolboxError(f"The tool file {path} fails to load: {type(error).__name__}: {error}") from error
