"""What stands between the network and the routes.

`guard` puts layers around the app, from the outside in: the headers that every answer leaves with, refusals and faults
too (`headers.py`); requests that no sane client makes, or that another site's page has a browser make (`entrance.py`);
who is calling (`callers.py`); how often and how many at once (`rates.py`); how long a body may be and may take
(`bodies.py`). What happens before there is a request (heads that never end) and after (readers that never read) is
bounded by `protocol.py`, which the server is made with. `addresses.check_exposure` says whether a server may start.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

from assistant.doors.http.security.addresses import Addresses
from assistant.doors.http.security.bodies import BodyLimit
from assistant.doors.http.security.callers import Callers
from assistant.doors.http.security.entrance import Entrance
from assistant.doors.http.security.headers import SecurityHeaders
from assistant.doors.http.security.rates import RateLimit
from assistant.loopback import is_loopback
from assistant.settings import Settings
from assistant.store.desk_contract import Desk

_TAKEN = ("Authorization", "Content-Type", "X-Request-ID", "Last-Event-ID", "Mcp-Session-Id", "Mcp-Protocol-Version")
_SHOWN = ("X-Request-ID", "Retry-After", "Mcp-Session-Id", "Content-Disposition")


def guard(desk: Desk, settings: Settings, host: str) -> Callable[[ASGIApp], ASGIApp]:
    """The layers around an app that is served at the address `host`, for `create_app(services, guard=…)`.

    A route finds who is calling in `request.state.caller` (a `Caller`); nobody is there where a page or a health check
    was asked for without a key. On a loopback address where no key was ever made, everybody is `LOCAL`. Raises
    SettingsError for hosts and origins that cannot be.
    """
    addresses = Addresses.of(host, settings.hosts, settings.origins, settings.public_url)

    def wrapped(app: ASGIApp) -> ASGIApp:
        app = BodyLimit(app, settings.max_upload_bytes)
        app = RateLimit(app, settings.requests_per_minute, settings.concurrent_requests)
        app = Callers(app, desk, open_without_keys=is_loopback(host))
        if addresses.origins:
            app = CORSMiddleware(
                app,
                allow_origins=sorted(addresses.origins),
                allow_methods=("GET", "POST", "PATCH", "DELETE"),
                allow_headers=_TAKEN,
                expose_headers=_SHOWN,
            )
        return SecurityHeaders(Entrance(app, addresses))

    return wrapped
