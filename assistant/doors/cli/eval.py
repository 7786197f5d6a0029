"""`attache eval`: finds the evals, which are no part of the package, and hands the options over to them."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from types import ModuleType
from typing import Any

from assistant.errors import FaultError, UsageError
from assistant.places import bundled

_NAME = "evals"


def load(module: str) -> ModuleType:
    """A module of the evals by its name, from the folder that belongs to this installation.

    They are loaded by path, so that another package called `evals` cannot stand in for ours. Raises FaultError when
    the folder is not there and UsageError when pydantic-evals is missing.
    """
    folder = bundled(_NAME)
    if not (folder / "__init__.py").is_file():
        raise FaultError(f"The evals are missing from this installation ({folder}); install Attaché again.")
    if importlib.util.find_spec("pydantic_evals") is None:
        raise UsageError("`attache eval` needs pydantic-evals: run `pip install 'attache[evals]'`.")
    present = sys.modules.get(_NAME)
    if present is None or str(folder) not in map(str, getattr(present, "__path__", ())):
        spec = importlib.util.spec_from_file_location(
            _NAME, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        if spec is None or spec.loader is None:
            raise FaultError(f"The evals in {folder} cannot be loaded; install Attaché again.")
        package = importlib.util.module_from_spec(spec)
        for name in [name for name in sys.modules if name == _NAME or name.startswith(f"{_NAME}.")]:
            del sys.modules[name]
        sys.modules[_NAME] = package
        spec.loader.exec_module(package)
    return importlib.import_module(f"{_NAME}.{module}")


async def evaluate(options: dict[str, Any]) -> int:
    """Run suites; `options` are the fields of `EvalOptions`."""
    command = load("command")
    return await command.evaluate(command.EvalOptions(**options))


async def draft(arguments: list[str], store: str | None) -> int:
    """Draft a suite from the documents of a store for a person to review."""
    return await load("review").new_suite(arguments, store)
