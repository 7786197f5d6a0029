"""Problem details (RFC 9457) as errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.errors import ApiError


def problem_error(problem: Mapping[str, Any], request: str | None = None) -> ApiError:
    """The error that a server's problem details tell; `request` is the request's id in its log."""
    detail, status, kind = problem.get("detail"), problem.get("status"), problem.get("type")
    return ApiError(
        detail if isinstance(detail, str) else "The server refused without saying why.",
        status if isinstance(status, int) else None,
        kind.rpartition(":")[2] if isinstance(kind, str) else None,
        request,
    )
