"""Who is calling: the key in the Authorization header, looked up anew for every request."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.doors.http.caller import LOCAL, Caller
from assistant.doors.http.problems import ProblemError, problem_of
from assistant.doors.http.security.heads import needs_caller, values
from assistant.errors import AttacheError
from assistant.store.desk_contract import Desk
from assistant.store.desk_keys import key_named_in, opens

_CHALLENGE = {"WWW-Authenticate": "Bearer"}


class Callers:
    """Puts a `Caller` into the request's state, or refuses the request.

    With `open_without_keys` everybody is `LOCAL` as long as no key was ever made; some clients send a key of their own
    whatever the server wants, so none is looked at then. A key that is revoked lets in nobody from the next request on;
    an answer under way is finished. No cookie is ever looked at.
    """

    def __init__(self, app: ASGIApp, desk: Desk, *, open_without_keys: bool) -> None:
        self._app = app
        self._desk = desk
        self._open = open_without_keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        if scope["type"] == "http":
            try:
                caller = await self._caller(scope)
            except ProblemError as refused:
                await refused.response()(scope, receive, send)
                return
            except AttacheError as error:
                await problem_of(error).response()(scope, receive, send)
                return
            if caller is not None:
                scope.setdefault("state", {})["caller"] = caller
        await self._app(scope, receive, send)

    async def _caller(self, scope: Scope) -> Caller | None:
        """The caller; None for one who says not who it is and needs not say it here. Raises ProblemError."""
        if await self._lets_everybody_in():
            return LOCAL
        said = values(scope, b"authorization")
        if not said:
            if needs_caller(scope):
                raise ProblemError(
                    401,
                    "This needs a key: send it as `Authorization: Bearer att_…`.",
                    kind="no-key",
                    headers=_CHALLENGE,
                )
            return None
        scheme, _, secret = said[0].strip().partition(" ")
        named = key_named_in(secret.strip()) if len(said) == 1 and scheme.casefold() == "bearer" else None
        key = await self._desk.key(named) if named is not None else None
        if not opens(key, secret.strip()) or key is None:
            raise ProblemError(
                401, "This key is none of ours, or was revoked; ask for another.", kind="no-key", headers=_CHALLENGE
            )
        return Caller(key.id, key.name, key.scopes, key.collections)

    async def _lets_everybody_in(self) -> bool:
        if self._open and await self._desk.has_keys():
            self._open = False  # a key is never unmade
        return self._open
