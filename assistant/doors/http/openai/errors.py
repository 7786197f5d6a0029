"""Errors in the shape of the OpenAI API."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from fastapi.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.doors.http.problems import MEDIA_TYPE, Problem

Json = dict[str, Any]

_PATHS = ("/v1/models", "/v1/chat")
_CODES: dict[int, tuple[str, str | None]] = {
    401: ("invalid_request_error", "invalid_api_key"),
    403: ("invalid_request_error", "permission_denied"),
    404: ("invalid_request_error", None),
    413: ("invalid_request_error", "request_too_large"),
    422: ("invalid_request_error", None),
    429: ("requests", "rate_limit_exceeded"),
}


_REPLACED = frozenset({b"content-type", b"content-length"})


class OpenAIError(Exception):
    """Ends a request with an error of the OpenAI API."""

    def __init__(
        self, message: str, *, status: int = 400, param: str | None = None, code: str | None = None, kind: str = ""
    ) -> None:
        super().__init__(message)
        self.status = status
        self.form: Json = {"error": {"message": message, "type": kind or _kind(status), "param": param, "code": code}}

    def response(self) -> JSONResponse:
        """The error as a response; a fault of ours or of the model's endpoint is not worth an instant retry."""
        headers = {"x-should-retry": "false"} if self.status in {500, 502, 504} else None
        return JSONResponse(self.form, self.status, headers)


def error_of(problem: Problem) -> OpenAIError:
    """A problem in the shape of this API."""
    status = HTTPStatus.BAD_REQUEST if problem.status == HTTPStatus.UNPROCESSABLE_ENTITY else problem.status
    code = "context_length_exceeded" if problem.type.endswith(":too-long") else _code(status)
    return OpenAIError(problem.detail, status=status, code=code)


class OpenAIErrors:
    """Turns problems on this API's paths, whoever tells them, into its own errors."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; of its response only a problem is changed."""
        if scope["type"] != "http" or not scope["path"].startswith(_PATHS):
            await self._app(scope, receive, send)
            return
        translation = _Translation(send)
        await self._app(scope, receive, translation.send)


class _Translation:
    """One response on its way out."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """Pass a message on; hold a problem back until it is whole, and send the error in its place."""
        if message["type"] == "http.response.start" and _is_problem(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._translate(self._start)

    async def _translate(self, start: Message) -> None:
        response = error_of(Problem.model_validate_json(bytes(self._body))).response()
        kept = [(name, value) for name, value in start["headers"] if name.lower() not in _REPLACED]
        await self._send({**start, "status": response.status_code, "headers": [*kept, *response.raw_headers]})
        await self._send({"type": "http.response.body", "body": response.body, "more_body": False})


def _is_problem(message: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(MEDIA_TYPE.encode()) for name, value in message["headers"]
    )


def _kind(status: int) -> str:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "server_error"
    return _CODES.get(status, ("invalid_request_error", None))[0]


def _code(status: int) -> str | None:
    return _CODES.get(status, ("", None))[1]
