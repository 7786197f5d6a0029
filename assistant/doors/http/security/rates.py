"""How often a key may call, and with how many requests at once."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.doors.http.caller import Caller
from assistant.doors.http.problems import ProblemError
from assistant.store.desk_contract import LOCAL_OWNER

Clock = Callable[[], float]
_BURST_SECONDS = 15.0


@dataclass
class Bucket:
    """A token bucket: `rate` tokens a second, up to `size`. `clock` gives seconds."""

    rate: float
    size: float
    clock: Clock = time.monotonic
    _tokens: float = field(init=False)
    _seen: float = field(init=False)

    def __post_init__(self) -> None:
        self._tokens, self._seen = self.size, self.clock()

    def take(self) -> float:
        """Take a token: 0 where there was one, else the seconds until there is."""
        now = self.clock()
        self._tokens = min(self.size, self._tokens + (now - self._seen) * self.rate)
        self._seen = now
        if self._tokens < 1:
            return (1 - self._tokens) / self.rate
        self._tokens -= 1
        return 0


@dataclass
class _Use:
    bucket: Bucket
    under_way: int = 0


class RateLimit:
    """Refuses what a key sends too fast or too much at once, and says when to try again.

    A quarter of a minute's requests may come in one burst. Whoever runs the server without keys is not limited, and
    neither are pages and health checks, which name no key.
    """

    def __init__(self, app: ASGIApp, per_minute: int, at_once: int, clock: Clock = time.monotonic) -> None:
        self._app = app
        self._rate = per_minute / 60
        self._at_once = at_once
        self._clock = clock
        self._uses: dict[str, _Use] = {}  # one for each key, of which there are few

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        caller = scope.get("state", {}).get("caller") if scope["type"] == "http" else None
        if not isinstance(caller, Caller) or caller.owner == LOCAL_OWNER:
            await self._app(scope, receive, send)
            return
        use = self._use(caller.owner)
        refused = self._refusal(use)
        if refused is not None:
            await refused.response()(scope, receive, send)
            return
        use.under_way += 1
        try:
            await self._app(scope, receive, send)
        finally:
            use.under_way -= 1

    def _use(self, owner: str) -> _Use:
        if owner not in self._uses:
            self._uses[owner] = _Use(Bucket(self._rate, max(1.0, self._rate * _BURST_SECONDS), self._clock))
        return self._uses[owner]

    def _refusal(self, use: _Use) -> ProblemError | None:
        if use.under_way >= self._at_once:
            told = f"This key has {self._at_once} requests under way; wait for one to end."
            return ProblemError(429, told, kind="too-many", headers={"Retry-After": "1"})
        wait = math.ceil(use.bucket.take())
        if not wait:
            return None
        told = f"This key asks too often; try again in {wait} s."
        return ProblemError(429, told, kind="too-often", headers={"Retry-After": str(wait)})
