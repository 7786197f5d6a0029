"""Turns away what no sane client sends, and what another site's page has a browser send."""

from __future__ import annotations

from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.doors.http.problems import ProblemError
from assistant.doors.http.security.addresses import Addresses
from assistant.doors.http.security.heads import needs_caller, value, values

_MOST_HEADERS = 100
_LONGEST_HEAD = 32_768  # bytes of all headers
_LONGEST_TARGET = 8_192  # bytes of path and query
_VERSIONS = frozenset({"1.0", "1.1", "2"})
_OWN_SITE = frozenset({"same-origin", "none"})


class Entrance:
    """Looks at a request's head before anything else does."""

    def __init__(self, app: ASGIApp, addresses: Addresses) -> None:
        self._app = app
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on or refuse it."""
        if scope["type"] == "http":
            try:
                _check_version(scope)
                _check_size(scope)
                _check_framing(scope)
                self._check_host(scope)
                self._check_origin(scope)
            except ProblemError as refused:
                await refused.response()(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _check_host(self, scope: Scope) -> None:
        """A page that had its own name resolve to our address (DNS rebinding) is told by that name."""
        server = scope.get("server")
        if not self._addresses.answers_to(value(scope, b"host") or "", server[0] if server else None):
            raise ProblemError(
                421, "This server does not answer under this name; list it in ATTACHE_HOSTS if it should.", kind="host"
            )

    def _check_origin(self, scope: Scope) -> None:
        """What a page of another site has a browser send is refused, with its origin and without."""
        origins, host = values(scope, b"origin"), value(scope, b"host") or ""
        allowed = [self._addresses.may_call(origin, host) for origin in origins]
        site = value(scope, b"sec-fetch-site")
        foreign = site is not None and site not in _OWN_SITE and not origins and needs_caller(scope)
        if foreign or len(allowed) > 1 or not all(allowed):
            raise ProblemError(
                403,
                "A page of another site may not call this server; list it in ATTACHE_ORIGINS if it may.",
                kind="origin",
            )


def _check_version(scope: Scope) -> None:
    if scope["http_version"] not in _VERSIONS:
        raise ProblemError(505, "This server speaks HTTP/1.1.", kind="version")


def _check_size(scope: Scope) -> None:
    headers: list[tuple[bytes, bytes]] = scope["headers"]
    if len(headers) > _MOST_HEADERS or sum(len(name) + len(said) for name, said in headers) > _LONGEST_HEAD:
        raise ProblemError(431, "The request has too many headers, or too long ones.", kind="headers")
    if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > _LONGEST_TARGET:
        raise ProblemError(414, "The address is too long; send what is long in a body.", kind="address")


def _check_framing(scope: Scope) -> None:
    """Two ways to tell where a body ends could be read in two ways."""
    lengths, codings = values(scope, b"content-length"), values(scope, b"transfer-encoding")
    if len(lengths) + len(codings) > 1:
        raise ProblemError(400, "The request tells the length of its body more than once.", kind="framing")
