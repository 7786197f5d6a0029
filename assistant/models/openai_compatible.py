"""Chat models behind any OpenAI-compatible endpoint, which is not trusted to behave.

A reply is whole only if the endpoint gave a finish reason; whatever else happens is one typed error.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator, Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import ModelError, ModelTimeoutError, SettingsError
from assistant.models.assembly import ReplyAssembler
from assistant.models.contract import Message, ReplyEvent, TextDelta, ToolSchema
from assistant.models.events import AnswerDecoder
from assistant.models.limits import ModelLimits, Patience
from assistant.models.refusal import Endpoint, Refusal, error_in
from assistant.models.request import conversation

if TYPE_CHECKING:
    from assistant.models.wire import Answer, Wire

Sleep = Callable[[float], Awaitable[None]]

_AFTER_DONE = 0.2  # seconds for the end of the body after [DONE], so that the connection can serve again


class OpenAICompatible:
    """A `ChatModel` over the chat-completions API at `base_url` (None: the client library's own default).

    `api_key` may be empty for servers that ask for none. The HTTP client is loaded with the first reply.
    Raises `SettingsError` for a base URL or a key that cannot be used, for some URLs only with the first reply.
    """

    def __init__(
        self,
        name: str,
        base_url: str | None = None,
        api_key: str | None = None,
        limits: ModelLimits = ModelLimits(),  # noqa: B008 - a frozen value
        *,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        key = (api_key or "").strip()
        self._base_url = base_url.strip() if base_url else None
        self._endpoint = Endpoint(address_of(self._base_url), name, checked_key(key))
        self._limits = limits
        self._sleep = sleep
        self._wire: Wire | None = None
        self._opening = threading.Lock()
        self._asks_for_usage = True
        self._limit_name = "max_tokens"

    def __repr__(self) -> str:
        return f"OpenAICompatible({self._endpoint.model!r}, {self._endpoint.address!r})"

    @property
    def name(self) -> str:
        """The model's name as it stands in answers."""
        return self._endpoint.model

    async def reply(
        self, messages: Sequence[Message], tools: Sequence[ToolSchema], *, max_tokens: int | None = None
    ) -> AsyncGenerator[ReplyEvent, None]:
        """Stream one reply; closing the iterator early closes the connection.

        Raises `ModelContextError` if the conversation is too long, `ModelRefusedError`, `ModelUnavailableError`,
        `ModelTimeoutError` and `ModelProtocolError` as their names say.
        """
        wire = self._wire or await asyncio.to_thread(self._open)
        with closing(Patience(self._limits)) as patience:
            asked = self._ask(wire, {**conversation(messages, tools), "max_tokens": max_tokens}, patience)
            del messages, tools  # long ones are not kept while the answer comes
            answer = await asked
            try:
                reading = _Reading(self._endpoint, self._limits, patience)
                while not reading.done:
                    for delta in await reading.next(answer):
                        yield delta
                yield reading.reply.end()
            finally:
                await answer.close()

    async def close(self) -> None:
        """Release connections; safe to call twice."""
        wire, self._wire = self._wire, None
        if wire is not None:
            await wire.close()

    async def _ask(self, wire: Wire, body: dict[str, Any], patience: Patience) -> Answer:
        """Send the request, again where that may help; raises a `ModelError` where it does not."""
        attempt = 0
        while True:
            patience.sent()
            try:
                return await patience.wait(wire.post(self._fitted(body)))
            except Refusal as refusal:
                if self._adapts(refusal):
                    continue
                pause = refusal.pause(attempt, self._limits)
                if pause is None or not patience.affords(pause):
                    raise refusal.error(self._endpoint) from None
            await self._sleep(pause)
            attempt += 1

    def _open(self) -> Wire:
        """The connection pool, made on first use and in a thread, since importing the client takes a second."""
        with self._opening:
            if self._wire is None:
                from assistant.models.wire import Wire

                self._wire = Wire(self._base_url, self._endpoint.key, self._limits)
            return self._wire

    def _fitted(self, body: dict[str, Any]) -> dict[str, Any]:
        """`body` in the parameters that this endpoint takes."""
        fields = {name: value for name, value in body.items() if name != "max_tokens"}
        if self._asks_for_usage:
            fields["stream_options"] = {"include_usage": True}
        if body["max_tokens"] is not None:
            fields[self._limit_name] = body["max_tokens"]
        return {"model": self.name, **fields}

    def _adapts(self, refusal: Refusal) -> bool:
        """Whether a parameter was at fault that can be left out or renamed; this is remembered."""
        if self._asks_for_usage and refusal.names("stream_options"):
            self._asks_for_usage = False
            return True
        if self._limit_name == "max_tokens" and refusal.names("max_tokens"):
            self._limit_name = "max_completion_tokens"
            return True
        return False


class _Reading:
    """An answer being read."""

    def __init__(self, endpoint: Endpoint, limits: ModelLimits, patience: Patience) -> None:
        self.reply = ReplyAssembler(limits.max_calls)
        self.done = False
        self._fault: ModelError | None = None
        self._endpoint = endpoint
        self._patience = patience
        self._decoder = AnswerDecoder(limits.max_event)

    async def next(self, answer: Answer) -> list[TextDelta]:
        """Read on; the text that came, with a fault after it left for the next call."""
        if self._fault is not None:
            raise self._fault
        try:
            data = await self._patience.wait(answer.read())
        except ModelTimeoutError:
            if not self.reply.finished:
                raise
            data = None
        if data is None:
            self.done = True
            return list(self._take(self._decoder.finish()))
        deltas = self._sound(self._decoder.feed(data))
        if self._fault is None and self._decoder.done:
            self.done = True
            await self._drain(answer)
        else:
            self._patience.check()
        return deltas

    def _sound(self, objects: Iterable[dict[str, Any]]) -> list[TextDelta]:
        """The text of several objects, up to one that is none; raises a `ModelError` where the first is none."""
        deltas: list[TextDelta] = []
        try:
            deltas.extend(self._take(objects))  # keeps those before the fault
        except ModelError as error:
            if not deltas:
                raise
            self._fault = error
        return deltas

    def _take(self, objects: Iterable[dict[str, Any]]) -> Iterator[TextDelta]:
        for item in objects:
            error = error_in(item, self._endpoint)
            if error is not None:
                raise error
            text = self.reply.add(item)
            if self.reply.finished:
                self._patience.finishing()
            else:
                self._patience.received()
            if text:
                yield TextDelta(text)

    async def _drain(self, answer: Answer) -> None:
        """Read the end of the body if it is there, so that the connection can be used again."""
        self._patience.finishing(_AFTER_DONE)
        try:
            while await self._patience.wait(answer.read()) is not None:
                self._patience.check()
        except ModelError:
            return  # the reply is whole; only the connection is lost


def address_of(base_url: str | None) -> str:
    """Where the endpoint is, for people: without user, password and query."""
    if base_url is None:
        return "the default address"
    try:
        parts = urlsplit(base_url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port, parts = None, None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host:
        raise SettingsError("OPENAI_BASE_URL must be an address that begins with http:// or https:// and names a host.")
    host = f"[{host}]" if ":" in host else host
    return f"{parts.scheme}://{host}{'' if port is None else f':{port}'}{parts.path}"


def checked_key(key: str) -> str:
    """The key. Raises SettingsError for one that no HTTP header can hold."""
    if not (key.isascii() and key.isprintable()):
        raise SettingsError("OPENAI_API_KEY holds characters that no key has; set it again.")
    return key
