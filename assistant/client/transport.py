"""Requests to the server: sent again where that is safe, refused answers as errors."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast

import httpx2

from assistant.client.problems import problem_error
from assistant.errors import ApiError

TRIES = 3
"""How often a request that changes nothing is sent before it counts as failed."""

_AGAIN = frozenset({429, 502, 503, 504})
_SAFE = frozenset({"GET", "DELETE"})  # the same once or twice
_LONGEST_WAIT = 20.0  # seconds before a request is sent again
_FIRST_WAIT = 0.2


class Transport:
    """One server, and a key where it wants one."""

    def __init__(self, address: str, key: str | None, timeout: float) -> None:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            self._client = httpx2.AsyncClient(base_url=address, headers=headers, timeout=timeout)
        except httpx2.InvalidURL as error:
            raise ApiError(f"{address} is no address of a server; write it as http://host:port.") from error
        self._address = address

    async def close(self) -> None:
        """Release connections; safe to call twice."""
        await self._client.aclose()

    async def request(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        body: object = None,
        files: object = None,
    ) -> httpx2.Response:
        """The server's answer. Raises ApiError when there is none or it is a refusal.

        GET and DELETE are sent again, up to three times in all, when the server cannot be reached or asks to wait.
        """
        tries = TRIES if method in _SAFE else 1
        sent = _sendable(query, body, files)
        for attempt in range(tries):
            wait = _FIRST_WAIT * 2**attempt * random.uniform(0.5, 1.5)  # noqa: S311 - spreads clients, hides nothing
            try:
                answer = await self._client.request(method, path, **sent)
            except httpx2.TransportError as error:
                if attempt == tries - 1:
                    raise self._unreachable(error) from error
            else:
                if answer.is_success:
                    return answer
                if answer.status_code not in _AGAIN or attempt == tries - 1:
                    raise _refusal(answer)
                wait = _told_to_wait(answer) or wait
            await asyncio.sleep(min(wait, _LONGEST_WAIT))
        raise AssertionError("the last attempt returns or raises")

    async def json(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        body: object = None,
        files: object = None,
    ) -> dict[str, Any]:
        """The object that the server answers. Raises ApiError as `request` does, and for anything else."""
        answer = await self.request(method, path, query=query, body=body, files=files)
        try:
            value = answer.json()
        except ValueError as error:
            raise ApiError("The server's answer is not JSON; check the address.") from error
        if not isinstance(value, dict):
            raise strange()
        return cast("dict[str, Any]", value)

    @asynccontextmanager
    async def stream(self, path: str, body: object) -> AsyncGenerator[httpx2.Response]:
        """The open stream of server-sent events that a question brings. Raises ApiError as `request` does."""
        headers = {"Accept": "text/event-stream"}
        try:
            async with self._client.stream("POST", path, json=body, headers=headers) as answer:
                if not answer.is_success:
                    await answer.aread()
                    raise _refusal(answer)
                yield answer
        except httpx2.TransportError as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: httpx2.TransportError) -> ApiError:
        return ApiError(f"{self._address} does not answer ({type(error).__name__}); is `attache serve` running there?")


def _sendable(query: Mapping[str, object] | None, body: object, files: object) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    if query:
        parts["params"] = {name: value for name, value in query.items() if value not in (None, ())}
    if body is not None:
        parts["json"] = body
    if files is not None:
        parts["files"] = files
    return parts


def _told_to_wait(answer: httpx2.Response) -> float | None:
    said = answer.headers.get("retry-after", "")
    return float(said) if said.isdecimal() and said.isascii() and len(said) <= 6 else None  # longer is no wait


def _refusal(answer: httpx2.Response) -> ApiError:
    try:
        problem = answer.json()
    except ValueError:
        problem = None
    if not isinstance(problem, dict):
        return ApiError(f"The server answered with status {answer.status_code}.", answer.status_code)
    return problem_error(cast("dict[str, Any]", problem), answer.headers.get("x-request-id"))


def strange() -> ApiError:
    """What is said of an answer that fits no result."""
    return ApiError("The server's answer cannot be understood; is it an Attaché of another version?")
