"""The HTTP side, over httpx2. Importing this takes a while, so only a first reply does it.

Sizes are bounded as bytes come in and compressed answers are refused, so neither a long line nor a bomb can fill the
memory.
"""

from __future__ import annotations

import ipaddress
import json
import os
import ssl
from collections.abc import AsyncIterator
from typing import Any, cast

import httpx2

from assistant.errors import ModelProtocolError, SettingsError
from assistant.models.limits import ModelLimits, too_large
from assistant.models.refusal import Refusal, Said

# As many replies at once as are asked for: whoever asks bounds that, and who waits here runs into its time limit.
_POOL = httpx2.Limits(max_connections=None, max_keepalive_connections=100)
_DEFAULT_ADDRESS = "https://api.openai.com/v1"
_ACCOUNT = {"OPENAI_ORG_ID": "OpenAI-Organization", "OPENAI_PROJECT_ID": "OpenAI-Project"}
"""Variables that name whose account is charged, as OpenAI's own client reads them, and the headers that say so."""

_MAX_ERROR_BODY = 64 << 10  # bytes of an error's body that are read; the rest is dropped


class Answer:
    """An open answer with status 200; close it always."""

    def __init__(self, response: httpx2.Response, limit: int) -> None:
        self._response = response
        self._parts = response.aiter_raw()
        self._limit = limit
        self._left = limit

    async def read(self) -> bytes | None:
        """More bytes, None at the end.

        Raises `ModelProtocolError` when the connection breaks and once there is more than `limit` bytes.
        """
        try:
            part = await anext(self._parts, None)
        except httpx2.HTTPError:
            raise ModelProtocolError(
                "The connection to the model endpoint broke in the middle of its answer; try again."
            ) from None
        self._left -= len(part or b"")
        if self._left < 0:
            raise too_large(self._limit, "one answer")
        return part

    async def close(self) -> None:
        """Release the connection; what has not been read is not waited for."""
        await self._response.aclose()


class Wire:
    """A connection pool to one endpoint.

    Redirects are not followed. Proxies of the environment are used except for an endpoint on this machine.
    Raises `SettingsError` for a base URL that is none.
    """

    def __init__(self, base_url: str | None, key: str, limits: ModelLimits) -> None:
        self._address = (base_url or _DEFAULT_ADDRESS).rstrip("/")
        self._most = limits.max_bytes
        self._client = httpx2.AsyncClient(
            headers=_headers(key),
            timeout=httpx2.Timeout(limits.total, connect=limits.first_byte),
            follow_redirects=False,
            transport=_direct_transport(base_url),
            limits=_POOL,
        )

    async def post(self, body: dict[str, Any]) -> Answer:
        """Ask for a reply; raises `Refusal` where no answer with status 200 comes."""
        return await self._asked("/chat/completions", {**body, "stream": True})

    async def embed(self, body: dict[str, Any]) -> Answer:
        """Ask for embeddings; raises `Refusal` where no answer with status 200 comes."""
        return await self._asked("/embeddings", body)

    async def close(self) -> None:
        """Close every connection."""
        await self._client.aclose()

    async def _asked(self, path: str, body: dict[str, Any]) -> Answer:
        data = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {"Content-Length": str(len(data))}
        try:
            request = self._client.build_request("POST", self._address + path, content=_once([data]), headers=headers)
            del body, data
            response = await self._client.send(request, stream=True)
        except (httpx2.HTTPError, httpx2.InvalidURL) as error:
            raise Refusal(None, Said(str(error))) from None
        if response.is_success:
            return await _accepted(response, self._most)
        raise await _refused(response)


def _headers(key: str) -> dict[str, str]:
    headers = {"Accept-Encoding": "identity", "Content-Type": "application/json", "User-Agent": "attache"}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    return headers | {header: said for name, header in _ACCOUNT.items() if (said := os.environ.get(name))}


async def _once(parts: list[bytes]) -> AsyncIterator[bytes]:
    """The parts, each of them let go when it is taken: a request lives on as long as its answer comes in."""
    while parts:
        yield parts.pop(0)


async def _accepted(response: httpx2.Response, most: int) -> Answer:
    encoding: str = response.headers.get("content-encoding", "identity")
    if encoding.strip().lower() == "identity":
        return Answer(response, most)
    await response.aclose()
    raise ModelProtocolError(
        f"The model endpoint compressed its answer ({encoding[:20]!r}) although it was asked not to;"
        " turn compression off there."
    )


async def _refused(response: httpx2.Response) -> Refusal:
    """What an answer with another status says, as far as it is read."""
    body = bytearray()
    try:
        async for part in response.aiter_raw():
            body += part
            if len(body) > _MAX_ERROR_BODY:
                break
    except httpx2.HTTPError as error:
        return Refusal(None, Said(str(error)))
    finally:
        await response.aclose()
    said = _json_or_text(bytes(body[:_MAX_ERROR_BODY]))
    if isinstance(said, dict):
        fields = cast("dict[str, Any]", said)
        said = fields.get("error", fields)
    return Refusal(response.status_code, Said.of(said), response.headers.get("retry-after"))


def _json_or_text(body: bytes) -> object:
    text = body.decode("utf-8", "replace").strip()
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def _direct_transport(base_url: str | None) -> httpx2.AsyncHTTPTransport | None:
    """The transport for an endpoint on this machine, which no proxy of the environment concerns; else None."""
    try:
        url = httpx2.URL(base_url or "")
    except httpx2.InvalidURL:
        raise SettingsError("OPENAI_BASE_URL holds characters that no address has; set it again.") from None
    try:
        loopback = ipaddress.ip_address(url.host).is_loopback
    except ValueError:
        loopback = url.host == "localhost"
    if not loopback:
        return None
    # Without TLS the certificates, which take a while to load, are of no use.
    verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if url.scheme == "http" else True
    return httpx2.AsyncHTTPTransport(verify=verify, limits=_POOL)
