"""Who is asking, and what they may see and do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mcp.server.context import ServerRequestContext

from assistant.errors import UsageError
from assistant.types import Scope

Context = ServerRequestContext[Any, Any]


@dataclass(frozen=True, slots=True)
class Access:
    """What a caller may see (`scope`) and do: `read` calls tools and opens documents, `ask` has turns run."""

    scope: Scope = Scope()
    read: bool = True
    ask: bool = True

    def to_read(self) -> Scope:
        """The scope of a caller who may read. Raises UsageError for one who may not."""
        if not self.read:
            raise UsageError("This key may not read documents; use one with the scope `read`.")
        return self.scope

    def to_ask(self) -> Scope:
        """The scope of a caller who may ask. Raises UsageError for one who may not."""
        if not self.ask:
            raise UsageError("This key may not ask questions; use one with the scope `ask`.")
        return self.scope


Gate = Callable[[Context], Access]
"""Tells a request's access from the request itself."""


def everything(_: Context) -> Access:
    """The access of whoever started the process: all of it."""
    return Access()
