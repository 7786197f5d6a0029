"""Whatever goes wrong in a request, as the problem that its caller is told."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from assistant.doors.http.openai.errors import OpenAIError
from assistant.doors.http.problems import Fault, ProblemError, problem_of
from assistant.doors.http.running import ClientGoneError
from assistant.errors import AttacheError

_MOST_FAULTS = 20
_log = logging.getLogger("attache.http")


def problem_from(error: Exception) -> ProblemError:
    """The problem that an exception is to a caller; one that nobody foresaw is logged."""
    if isinstance(error, ProblemError):
        return error
    if isinstance(error, AttacheError):
        return problem_of(error)
    if isinstance(error, HTTPException):
        return ProblemError(error.status_code, f"{error.detail}.", headers=error.headers)
    if isinstance(error, RequestValidationError):
        found = error.errors()[:_MOST_FAULTS]
        faults = [Fault(where=".".join(map(str, one["loc"])), message=one["msg"]) for one in found]
        return ProblemError(422, "The request does not fit; see `errors`.", kind="invalid", errors=faults)
    _log.error("broken", exc_info=error)
    return ProblemError(500, "Something broke here; the server's log says what.", kind="broken")


async def _told(request: Request, error: Exception) -> Response:
    response = problem_from(error).response()
    if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        # Routes of one path are several to the router, which names the methods of the first.
        response.headers["Allow"] = ", ".join(sorted(request.app.state.methods[request.scope["route"].path]))
    return response


async def _told_openai(_: Request, error: Exception) -> Response:
    assert isinstance(error, OpenAIError)  # noqa: S101 - handlers are looked up by kind
    return error.response()


async def _untold(request: Request, _: Exception) -> Response:
    request.state.ended_by = "client"
    return Response(status_code=204)


HANDLERS: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
    ProblemError: _told,
    OpenAIError: _told_openai,
    AttacheError: _told,
    HTTPException: _told,
    RequestValidationError: _told,
    ClientGoneError: _untold,
}
