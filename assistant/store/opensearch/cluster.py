"""Requests to a cluster: repeated while a fault may pass, and explained when it does not."""

from __future__ import annotations

import asyncio
import json
import logging
import random
import secrets
import time
from base64 import b64encode
from collections.abc import AsyncGenerator, AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from copy import copy
from ssl import SSLContext, create_default_context
from typing import Any, cast

from opensearchpy import AsyncOpenSearch
from opensearchpy.exceptions import NotFoundError, TransportError

from assistant.errors import SettingsError, StoreError, UsageError
from assistant.store.opensearch.address import Address
from assistant.store.opensearch.faults import explained, is_node_lost, lost, may_pass, red
from assistant.store.opensearch.mappings import VERSION
from assistant.store.opensearch.packing import NO_UTF8

Json = dict[str, Any]

PATIENCE = 60.0
"""Seconds that a fault which may pass is waited for: a lost node is found missing and replaced in less."""

REQUEST_SECONDS = 60.0
_RANKED = {"search_type": "dfs_query_then_fetch"}
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 2.0
_NODE_REST = 2.0  # seconds in which a node that could not be reached is not tried again
_PAGE = 1000
_KEPT_OPEN = "2m"  # for how long a state is held that nobody asks any more

_log = logging.getLogger(__name__)
logging.getLogger("opensearch").addHandler(logging.NullHandler())  # of lost nodes it tells a log, not standard error


class Cluster:
    """A client of one cluster. Usable from one event loop at a time."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self.shown = address.shown
        self._closed = False
        self._version = VERSION
        self._copies = secrets.token_hex(4)  # the same copies each time: what was removed counts in each otherwise
        self._moments: dict[str, str] = {}
        self._instead: dict[str, str] = {}
        self._client = AsyncOpenSearch(
            hosts=[{"host": host.strip("[]"), "port": port} for host, port in address.hosts],
            headers=_credentials(address),  # the client's own way knows no letters beyond Latin 1
            use_ssl=address.secure,
            ssl_context=_trusting(address) if address.secure else None,
            http_compress=False,
            max_retries=max(2, len(address.hosts)),
            retry_on_timeout=False,
            timeout=REQUEST_SECONDS,
            dead_timeout=_NODE_REST,
        )

    def index(self, name: str) -> str:
        """The name of an index of ours: the alias by which it is read, whatever its version."""
        return self._instead.get(name) or f"{self.address.prefix}-{name}"

    def writing(self, name: str, found: Json | None = None) -> str:
        """The alias by which it is written, over a record that was found only where that was found.

        It is there as long as records of our version do, and the record can only be in this index: numbers that the
        engine gave to writes mean nothing in the one that takes its place.
        """
        return f"{self.index(name) if found is None else found['_index']}-by-v{self._version}"

    def instead(self, name: str, index: str) -> Cluster:
        """The cluster with another index in the place of this one."""
        other = copy(self)
        other._instead = {**self._instead, name: index}  # noqa: SLF001 - one of our own
        return other

    async def check_writing(self, name: str) -> None:
        """Raises StoreError where this index is not written any more by our version."""
        if await self.found("GET", f"/_alias/{self.writing(name)}") is None:
            raise lost(self.shown)

    async def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        params: Mapping[str, Any] | None = None,
        *,
        patience: float = PATIENCE,
        is_pinned: bool = False,
    ) -> Json:
        """The answer to a request. A list as `body` is sent as lines. Raises StoreError, or UsageError for a text that
        is no UTF-8. With `is_pinned` it asks for a state that goes with the node that holds it.
        """
        if self._closed:
            raise StoreError(f"The store at {self.shown} is closed.")
        payload = None if body is None else _encoded(body)
        headers = {"content-type": "application/x-ndjson" if isinstance(body, list) else "application/json"}
        deadline = time.monotonic() + patience
        pause = _FIRST_PAUSE
        while True:
            try:
                return _whole(
                    await self._client.transport.perform_request(
                        method, path, params=dict(params or {}), body=payload, headers=headers
                    )
                )
            except TransportError as error:
                is_lost = is_pinned and is_node_lost(error)
                if is_lost or not may_pass(error) or time.monotonic() + pause > deadline:
                    raise explained(error, self.shown) from error
                _log.info("%s %s: %s; trying again", method, path, type(error).__name__)
            await asyncio.sleep(pause * random.uniform(0.5, 1))  # noqa: S311 - no secret; hosts must not keep step
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def found(self, method: str, path: str, params: Mapping[str, Any] | None = None) -> Json | None:
        """The answer to a request, None where what it names is not there."""
        try:
            return await self.ask(method, path, params=params)
        except StoreError as error:
            cause = error.__cause__
            if isinstance(cause, NotFoundError) and not cause.error.endswith("_exception"):
                return None  # an index that is missing is an error of that name
            raise

    async def search(self, index: str, body: Mapping[str, Any], *, is_ranked: bool = False) -> Json:
        """A search that is answered by all shards or not at all; ranked by what all of them know of words."""
        path, chosen, pinned = self._seen(index)
        if is_ranked:
            chosen |= _RANKED
        return await self.ask("POST", f"{path}/_search", {**body, **pinned}, chosen, is_pinned=bool(pinned))

    async def search_each(
        self, index: str, bodies: Sequence[Mapping[str, Any]], ranked: Collection[int] = ()
    ) -> list[Json]:
        """Several searches in one request; those at these places are ranked as `search` ranks."""
        if len(bodies) < 2:
            return [await self.search(index, body, is_ranked=bool(ranked)) for body in bodies]
        path, chosen, pinned = self._seen(index)
        lines: list[Json] = []
        for place, body in enumerate(bodies):
            lines += [{**chosen, **(_RANKED if place in ranked else {})}, {**body, **pinned}]
        return (await self.ask("POST", f"{path}/_msearch", lines, is_pinned=bool(pinned)))["responses"]

    def _seen(self, index: str) -> tuple[str, Json, Json]:
        """Where searches of an index go, how they are answered, and what their bodies have to say of its state."""
        chosen: Json = {"allow_partial_search_results": "false"}
        if (moment := self._moments.get(index)) is None:
            return f"/{self.index(index)}", {**chosen, "preference": self._copies}, {}
        return "", chosen, {"pit": {"id": moment, "keep_alive": _KEPT_OPEN}}

    @asynccontextmanager
    async def standing_still(self, index: str) -> AsyncGenerator[Cluster]:
        """The cluster with one state of an index, which all searches of it see until the block ends."""
        params = {"keep_alive": _KEPT_OPEN, "allow_partial_pit_creation": "false", "preference": self._copies}
        made = await self.ask("POST", f"/{self.index(index)}/_search/point_in_time", params=params)
        still = copy(self)
        still._moments = {**self._moments, index: made["pit_id"]}  # noqa: SLF001 - one of our own
        try:
            yield still
        finally:
            await self._let_go(made["pit_id"])

    async def _let_go(self, moment: str) -> None:
        try:
            await self.ask("DELETE", "/_search/point_in_time", {"pit_id": [moment]}, patience=0)
        except StoreError:  # it goes by itself when nobody asks for it any more
            _log.info("a state of the store could not be let go", exc_info=True)

    async def every(self, index: str, query: Mapping[str, Any], sort: str, source: list[str]) -> AsyncIterator[Json]:
        """All hits of a query by a field that no two share, page by page."""
        after: list[Any] | None = None
        while True:
            body: Json = {"size": _PAGE, "query": query, "_source": source, "sort": [{sort: "asc"}]}
            found = await self.search(index, body if after is None else {**body, "search_after": after})
            hits: list[Json] = found["hits"]["hits"]
            for hit in hits:
                yield hit
            if len(hits) < _PAGE:
                return
            after = hits[-1]["sort"]

    async def get(self, index: str, key: str, **params: str) -> Json | None:
        """One record by its key as it was written last, None where there is none."""
        return await self.found("GET", f"/{self.index(index)}/_doc/{key}", params)

    async def get_many(self, index: str, keys: Sequence[str], source: Any = True) -> dict[str, Json]:
        """Records by their keys as they were written last; those that are there."""
        return await self.get_each(index, [{"_id": key, "_source": source} for key in keys])

    async def get_each(self, index: str, wanted: Sequence[Json]) -> dict[str, Json]:
        """The same, with what is wanted of each record."""
        if not wanted:
            return {}
        found = await self.ask("POST", f"/{self.index(index)}/_mget", {"docs": list(wanted)})
        for each in found["docs"]:
            if each.get("error", {}).get("type") == "index_not_found_exception":
                raise lost(self.shown)
            if "error" in each:
                raise StoreError(f"The cluster at {self.shown} failed: {each['error'].get('reason', '')}")
        return {each["_id"]: each for each in found["docs"] if each["found"]}

    async def refresh(self, *indexes: str) -> None:
        """Let searches see all that was written, on every copy that answers them."""
        deadline = time.monotonic() + PATIENCE
        path = f"/{','.join(map(self.index, indexes))}/_refresh"
        while (await self.ask("POST", path))["_shards"]["failed"]:
            if time.monotonic() > deadline:
                raise red(self.shown)
            await asyncio.sleep(_FIRST_PAUSE)

    async def close(self) -> None:
        """Let the connections go; safe to call twice."""
        if not self._closed:
            self._closed = True
            pool = self._client.transport.connection_pool
            for connection in getattr(pool, "orig_connections", pool.connections):  # of several, those given up too
                await connection.close()


def _whole(answer: Json) -> Json:
    """An answer, where it is one to several searches with each of them answered. Raises TransportError."""
    if "responses" not in answer:
        return answer
    for each in answer["responses"]:
        if "error" in each:
            raise TransportError(each["status"], each["error"].get("type", ""), each)
    return answer


def _trusting(address: Address) -> SSLContext:
    """What trusts the system's authorities and the address's own. Raises SettingsError where it has none."""
    context = create_default_context()
    try:
        if address.authority is not None:
            context.load_verify_locations(address.authority)
    except OSError as error:
        raise SettingsError(
            f"No certificate of an authority can be read from {address.authority}; name a PEM file of it with ?ca=FILE."
        ) from error
    return context


def _credentials(address: Address) -> dict[str, str]:
    if address.user is None:
        return {}
    return {"authorization": f"Basic {b64encode(f'{address.user}:{address.password}'.encode()).decode()}"}


def _encoded(body: Any) -> bytes:
    if isinstance(body, list):
        return b"".join(dumped(line) + b"\n" for line in cast("list[Any]", body))
    return dumped(body)


def dumped(value: Any) -> bytes:
    """A value as compact JSON, one that is in that form already as it is. Raises UsageError for what is no UTF-8."""
    if isinstance(value, bytes):
        return value
    try:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError as error:
        raise UsageError(NO_UTF8) from error
