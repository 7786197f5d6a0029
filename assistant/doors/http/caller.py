"""Who is calling, what they may do and which collections they may see.

Whatever guards the door puts a `Caller` into the request's state (`scope["state"]["caller"]`). A route says with
`requires` what a caller must be allowed to do; where nobody was put there, nobody is let in.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPBearer

from assistant.doors.http.problems import ProblemError
from assistant.store.desk_contract import KEY_SCOPES, LOCAL_OWNER, KeyScope
from assistant.types import Scope

BEARER = HTTPBearer(
    scheme_name="key",
    bearerFormat="att_<id>_<secret>",
    description="A key made by `attache keys add`. On the loopback address none is needed until one is made.",
    auto_error=False,
)


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is calling. `owner` is a key's id or `LOCAL_OWNER`; `collections` may be seen, None for all of them."""

    owner: str
    name: str
    scopes: frozenset[KeyScope]
    collections: tuple[str, ...] | None = None

    def sees(self, collections: Sequence[str] | None) -> tuple[str, ...] | None:
        """Of the collections that are asked for, those that may be seen; None stands for all of them."""
        if collections is None or self.collections is None:
            return self.collections if collections is None else tuple(collections)
        return tuple(name for name in collections if name in self.collections)

    @property
    def scope(self) -> Scope:
        """All that may be seen."""
        return Scope(collections=self.collections)


LOCAL = Caller(LOCAL_OWNER, LOCAL_OWNER, frozenset(KEY_SCOPES))
"""Whoever runs the server, on a loopback address where no key was made."""


def caller_of(request: Request) -> Caller:
    """The caller that the guard found. Raises ProblemError where it found none."""
    caller = getattr(request.state, "caller", None)
    if not isinstance(caller, Caller):
        raise ProblemError(401, "This needs a key: send it as `Authorization: Bearer att_…`.", kind="no-key")
    return caller


def requires(scope: KeyScope) -> Callable[..., Awaitable[Caller]]:
    """A dependency that lets those callers in that have a scope."""

    async def check(request: Request, _: Annotated[object, Security(BEARER)]) -> Caller:
        caller = caller_of(request)
        if scope not in caller.scopes:
            raise ProblemError(403, f"This key has not the scope `{scope}` that this needs.", kind="not-allowed")
        return caller

    return check


Reader = Annotated[Caller, Depends(requires("read"))]
Asker = Annotated[Caller, Depends(requires("ask"))]
Ingester = Annotated[Caller, Depends(requires("ingest"))]
