"""The HTTP side, over the openai client and its aiohttp transport, which takes in many answers at once at half the
processor time of its other one. Importing this takes about a second, so only a first reply does it.

Sizes are bounded below everything that buffers: a response hook replaces the body's stream before a byte of it
is read, and compressed bodies are refused, so neither a long line nor a bomb can fill the memory.
"""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable
from typing import Any, TypeVar, cast

import aiohttp
import httpx2
import openai

from assistant.errors import ModelProtocolError
from assistant.models.connecting import client_options, parsed, said_of, without_credentials
from assistant.models.limits import ModelLimits, too_large
from assistant.models.refusal import Refusal, Said

T = TypeVar("T")

# As many replies at once as are asked for: whoever asks bounds that, and who waits here runs into its time limit.
# To aiohttp 0 means no limit, and None its own.
_POOL = httpx2.Limits(max_connections=0)
_LEAVE_UNREAD = "X-Stainless-Raw-Response"  # with the value "stream" the client leaves the answer's body to us
# What the client would tell of this machine, its system and its program in every request is nobody's business.
_UNTOLD = ("X-Stainless-Retry-Count", "X-Stainless-Read-Timeout")  # besides its default headers
_MAX_ERROR_BODY = 64 << 10  # bytes of an error's body that are read; the rest is dropped


class BoundedStream(httpx2.AsyncByteStream):
    """A response body that ends, or raises `ModelProtocolError`, once it passes `limit` bytes."""

    def __init__(self, stream: httpx2.AsyncByteStream, limit: int, *, cut: bool) -> None:
        self._stream = stream
        self._limit = limit
        self._cut = cut

    async def __aiter__(self) -> AsyncIterator[bytes]:
        left = self._limit
        async for part in self._stream:
            left -= len(part)
            if left < 0:
                if self._cut:
                    return
                raise too_large(self._limit, "one answer")
            yield part

    async def aclose(self) -> None:
        """Close the stream underneath."""
        await self._stream.aclose()


def _bounding(limits: ModelLimits) -> Any:
    async def bound(response: httpx2.Response) -> None:
        encoding = response.headers.pop("content-encoding", "identity")
        failed = not response.is_success
        if encoding.strip().lower() != "identity" and not failed:
            raise ModelProtocolError(
                f"The model endpoint compressed its answer ({encoding[:20]!r}) although it was asked not to;"
                " turn compression off there."
            )
        stream = cast("httpx2.AsyncByteStream", response.stream)
        response.stream = BoundedStream(stream, _MAX_ERROR_BODY if failed else limits.max_bytes, cut=failed)

    return bound


class Answer:
    """An open answer with status 200; close it always."""

    def __init__(self, response: httpx2.Response) -> None:
        self._response = response
        self._parts = response.aiter_raw()

    async def read(self) -> bytes | None:
        """More bytes, None at the end; raises `ModelProtocolError` when the connection breaks."""
        try:
            return await anext(self._parts, None)
        except (httpx2.HTTPError, aiohttp.ClientError):
            raise ModelProtocolError(
                "The connection to the model endpoint broke in the middle of its answer; try again."
            ) from None

    async def close(self) -> None:
        """Release the connection; what has not been read is not waited for."""
        await self._response.aclose()


class Wire:
    """A connection pool to one endpoint.

    Redirects are not followed. Raises `SettingsError` for a base URL that is none and a proxy that cannot be used.
    """

    def __init__(self, base_url: str | None, key: str, limits: ModelLimits) -> None:
        url = parsed(base_url)
        timeout = httpx2.Timeout(None, connect=limits.first_byte)  # the rest is for `Patience` to say
        self._http = openai.DefaultAioHttpClient(
            timeout=timeout,
            follow_redirects=False,
            limits=_POOL,
            event_hooks={"response": [_bounding(limits)]},
            **client_options(url),
        )
        self._client = openai.AsyncOpenAI(
            api_key=key or "none",
            base_url=base_url and without_credentials(url),
            http_client=self._http,
            max_retries=0,
            timeout=timeout,
        )
        self._headers: dict[str, Any] = {"Accept-Encoding": "identity"}
        untold = (name for name in self._client.default_headers if name.lower().startswith("x-stainless-"))
        self._headers |= dict.fromkeys([*untold, *_UNTOLD], openai.Omit())
        if not key:
            self._headers["Authorization"] = openai.Omit()
        # The client loads this part of itself when it is first touched: now, not in the middle of a reply.
        self._embed: Any = self._client.embeddings.with_streaming_response.create

    async def post(self, body: dict[str, Any]) -> Answer:
        """Ask for a reply; raises `Refusal` where no answer with status 200 comes.

        It is the request of the client's own method, without that method's walk over every message and tool, and
        without keeping the body, which may be long, until the answer has ended.
        """
        data = json.dumps({**body, "stream": True}, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {**self._headers, _LEAVE_UNREAD: "stream", "Content-Length": str(len(data))}
        asked = self._client.post(
            "/chat/completions", cast_to=httpx2.Response, content=_once(data), options={"headers": headers}
        )
        del data
        return Answer(await _asked(asked))

    async def embed(self, body: dict[str, Any]) -> Answer:
        """Ask for embeddings; raises `Refusal` where no answer with status 200 comes."""
        response = await _asked(self._embed(**body, extra_headers=self._headers).__aenter__())
        return Answer(response.http_response)

    async def close(self) -> None:
        """Close every connection."""
        await self._client.close()


async def _once(data: bytes) -> AsyncGenerator[bytes]:
    """The data, which nobody holds once it is sent."""
    yield data


async def _asked(request: Awaitable[T]) -> T:
    """What the client gives for a request; raises `Refusal` where no answer with status 200 comes."""
    try:
        return await request
    except openai.APIStatusError as error:
        raise Refusal(error.status_code, Said.of(error.body), error.response.headers.get("retry-after")) from None
    except (openai.APIConnectionError, aiohttp.ClientError) as error:  # not all is made the client's own error
        raise Refusal(None, Said(said_of(error))) from None
