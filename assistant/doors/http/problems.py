"""Errors as RFC 9457 problem details, one clear sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.errors import (
    AttacheError,
    ConflictError,
    ModelContextError,
    ModelError,
    ModelTimeoutError,
    StoreBusyError,
    StoreError,
    ToolArgumentsError,
    UnreadableError,
    UsageError,
)

MEDIA_TYPE = "application/problem+json"
_NAMESPACE = "urn:attache:problem:"


class Fault(BaseModel):
    """One value that does not fit: where it stands in the request, and why."""

    where: str = Field(examples=["body.question"])
    message: str = Field(examples=["String should have at least 1 character"])


class Problem(BaseModel):
    """What went wrong, as RFC 9457 has it. `type` names the kind of problem and does not change."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "urn:attache:problem:no-conversation",
                    "title": "Not Found",
                    "status": 404,
                    "detail": "There is no such conversation.",
                }
            ]
        }
    )

    type: str = Field(description="A URN for the kind of problem, or about:blank.")
    title: str = Field(description="The status in words.")
    status: int = Field(ge=400, le=599, description="The HTTP status.")
    detail: str = Field(description="One sentence: what is wrong and what to do.")
    errors: list[Fault] | None = Field(
        default=None, description="Each value that does not fit, where that is the case."
    )


class ProblemError(Exception):
    """Ends a request with a problem. `kind` is the last part of its type; None for one that HTTP says all of."""

    def __init__(
        self,
        status: int,
        detail: str,
        *,
        kind: str | None = None,
        headers: Mapping[str, str] | None = None,
        errors: list[Fault] | None = None,
    ) -> None:
        super().__init__(detail)
        self.headers = dict(headers or {})
        self.problem = Problem(
            type="about:blank" if kind is None else f"{_NAMESPACE}{kind}",
            title=HTTPStatus(status).phrase,
            status=status,
            detail=detail,
            errors=errors,
        )

    @property
    def form(self) -> dict[str, Any]:
        """The problem as JSON."""
        return self.problem.model_dump(exclude_none=True)

    def response(self) -> JSONResponse:
        """The problem as a response."""
        return JSONResponse(self.form, self.problem.status, self.headers, MEDIA_TYPE)


# The first that fits: subclasses stand before their bases.
_KINDS: tuple[tuple[type[AttacheError], int, str], ...] = (
    (ToolArgumentsError, 422, "arguments"),
    (ConflictError, 409, "conflict"),
    (UsageError, 422, "usage"),
    (UnreadableError, 422, "unreadable"),
    (StoreBusyError, 503, "store-busy"),
    (StoreError, 500, "store"),
    (ModelContextError, 422, "too-long"),
    (ModelTimeoutError, 504, "model-timeout"),
    (ModelError, 502, "model"),
)


def problem_of(error: AttacheError) -> ProblemError:
    """The problem that an error of ours is to a caller."""
    for kind, status, name in _KINDS:
        if isinstance(error, kind):
            headers = {"Retry-After": "1"} if status == HTTPStatus.SERVICE_UNAVAILABLE else None
            return ProblemError(status, str(error), kind=name, headers=headers)
    return ProblemError(500, str(error), kind="fault")
