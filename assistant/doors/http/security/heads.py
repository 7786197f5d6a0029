"""A request's headers, read without surprises."""

from __future__ import annotations

from starlette.types import Scope


def values(scope: Scope, name: bytes) -> list[str]:
    """Every value of a header; `name` in small letters."""
    return [value.decode("latin-1") for key, value in scope["headers"] if key == name]


def value(scope: Scope, name: bytes) -> str | None:
    """The value of a header that is there once; None where it is not, or more than once."""
    found = values(scope, name)
    return found[0] if len(found) == 1 else None


def needs_caller(scope: Scope) -> bool:
    """Whether nothing is behind this path for those who say not who they are."""
    path: str = scope["path"]
    return any(path == prefix or path.startswith(f"{prefix}/") for prefix in ("/v1", "/mcp", "/metrics"))
