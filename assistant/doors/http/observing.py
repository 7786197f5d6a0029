"""Around every request: an id, a line in the log, figures. No key, no question and no document's name is in them."""

from __future__ import annotations

import json
import logging
import re
import sys
import time
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.doors.http.failing import problem_from
from assistant.doors.http.metrics import Metrics

_OFFERED = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_log = logging.getLogger("attache.http")
_request: ContextVar[str | None] = ContextVar("request", default=None)


class Observer:
    """The outermost layer of the app."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and note what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        identifier = _identifier(scope)
        token = _request.set(identifier)
        begun, status = time.perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-request-id", identifier.encode())]
            await send(message)

        try:
            await self._app(scope, receive, sending)
        except Exception as error:
            problem = problem_from(error)
            if status:
                raise  # too late to tell: the connection is closed
            await problem.response()(scope, receive, sending)
        finally:
            self._note(scope, status, time.perf_counter() - begun)
            _request.reset(token)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        state: dict[str, Any] = scope.get("state", {})
        told = state.get("ended_by") or status
        self._metrics.request(scope["method"], route, told, seconds)
        caller = state.get("caller")
        fields = {
            "method": scope["method"],
            "route": route,
            "status": told,
            "seconds": round(seconds, 4),
            "key": getattr(caller, "owner", None),
        }
        _log.info("request", extra={"fields": fields})


def _identifier(scope: Scope) -> str:
    """The id that the caller gives its request where it is a plain one, else a new one."""
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
    return given.decode() if _OFFERED.fullmatch(given) else uuid4().hex


class JsonLines(logging.Formatter):
    """A line of JSON for each record."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON, with the id of the request it belongs to."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        if (identifier := _request.get()) is not None:
            line["request"] = identifier
        line |= getattr(record, "fields", {})
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_to_standard_error() -> None:
    """Send the server's log, and what uvicorn warns of, to standard error as JSON lines."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    for name, level in (("attache", logging.INFO), ("uvicorn", logging.WARNING)):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)
