"""Embedding models behind any OpenAI-compatible endpoint, which is not trusted to behave.

What comes back counts only if it is one vector for each text, all of one dimension and of finite numbers.
"""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Sequence
from contextlib import closing
from typing import TYPE_CHECKING, Any, cast

from assistant.errors import ModelError, ModelProtocolError
from assistant.models.limits import ModelLimits, Patience
from assistant.models.openai_compatible import address_of, checked_key
from assistant.models.refusal import Endpoint, Refusal, error_in

if TYPE_CHECKING:
    from assistant.models.wire import Answer, Wire

LIMITS = ModelLimits(max_bytes=32 << 20)
"""A batch of vectors is longer than a reply."""


class OpenAIEmbeddings:
    """An `Embedder` over the embeddings API at `base_url` (None: the client library's own default).

    Raises `SettingsError` for a base URL or a key that cannot be used.
    """

    def __init__(
        self, name: str, base_url: str | None = None, api_key: str | None = None, limits: ModelLimits = LIMITS
    ) -> None:
        self._base_url = base_url.strip() if base_url else None
        self._endpoint = Endpoint(address_of(self._base_url), name, checked_key((api_key or "").strip()))
        self._limits = limits
        self._wire: Wire | None = None
        self._opening = threading.Lock()

    def __repr__(self) -> str:
        return f"OpenAIEmbeddings({self.name!r}, {self._endpoint.address!r})"

    @property
    def name(self) -> str:
        """The model's name, under which its vectors are kept."""
        return self._endpoint.model

    async def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector for each text. Raises a `ModelError` in whatever way the endpoint fails."""
        wire = self._wire or await asyncio.to_thread(self._open)
        try:
            return _vectors(await self._asked(wire, texts), len(texts), self._endpoint)
        except ModelError as error:
            raise type(error)(f"Embedding with {self.name} failed. {error}") from error

    async def close(self) -> None:
        """Release connections; safe to call twice."""
        wire, self._wire = self._wire, None
        if wire is not None:
            await wire.close()

    async def _asked(self, wire: Wire, texts: Sequence[str]) -> bytes:
        """The body of the endpoint's answer, asked for again where that may help."""
        with closing(Patience(self._limits)) as patience:
            return await _whole(await self._answered(wire, texts, patience), patience)

    async def _answered(self, wire: Wire, texts: Sequence[str], patience: Patience) -> Answer:
        body: dict[str, Any] = {"model": self.name, "input": list(texts), "encoding_format": "float"}
        attempt = 0
        while True:
            patience.sent()
            try:
                return await patience.wait(wire.embed(body))
            except Refusal as refusal:
                pause = refusal.pause(attempt, self._limits)
                if pause is None or not patience.affords(pause):
                    raise refusal.error(self._endpoint) from None
            await asyncio.sleep(pause)
            attempt += 1

    def _open(self) -> Wire:
        """The connection pool, made on first use and in a thread, since importing the client takes a second."""
        with self._opening:
            if self._wire is None:
                from assistant.models.wire import Wire

                self._wire = Wire(self._base_url, self._endpoint.key, self._limits)
            return self._wire


async def _whole(answer: Answer, patience: Patience) -> bytes:
    parts: list[bytes] = []
    try:
        while (part := await patience.wait(answer.read())) is not None:
            patience.received()
            patience.check()
            parts.append(part)
    finally:
        await answer.close()
    return b"".join(parts)


def _vectors(body: bytes, wanted: int, endpoint: Endpoint) -> list[list[float]]:
    """The vectors of an answer in the order of the texts. Raises a `ModelError` when it is anything else."""
    try:
        parsed = json.loads(body)
    except (ValueError, RecursionError):
        parsed = None
    if not isinstance(parsed, dict):
        raise ModelProtocolError(f"The endpoint at {endpoint.address} sent no JSON object; check its address.")
    answer = cast("dict[str, Any]", parsed)
    if (error := error_in(answer, endpoint)) is not None:
        raise error
    found = _numbered(answer.get("data"))
    if sorted(found) != list(range(wanted)) or len({len(vector) for vector in found.values()}) != 1:
        raise ModelProtocolError(
            f"The endpoint at {endpoint.address} did not send one vector for each text; it may not serve embeddings."
        )
    return [found[number] for number in range(wanted)]


def _numbered(items: object) -> dict[int, list[float]]:
    """The vectors that are sound, by their numbers; an item without a number has its place's."""
    found: dict[int, list[float]] = {}
    for place, item in enumerate(cast("list[Any]", items) if isinstance(items, list) else []):
        fields = cast("dict[str, Any]", item) if isinstance(item, dict) else {}
        number, vector = fields.get("index", place), _floats(fields.get("embedding"))
        if vector and isinstance(number, int):
            found[number] = vector
    return found


def _floats(value: object) -> list[float]:
    """The numbers of a vector that has a direction; else none."""
    if not isinstance(value, list):
        return []
    numbers = [float(one) for one in cast("list[Any]", value) if type(one) in {int, float} and abs(one) < 1e30]
    return numbers if len(numbers) == len(cast("list[Any]", value)) and any(numbers) else []
