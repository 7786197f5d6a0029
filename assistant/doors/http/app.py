"""The app: routes, errors and what is done around every request."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant import __version__
from assistant.doors.http.caller import LOCAL
from assistant.doors.http.failing import HANDLERS
from assistant.doors.http.observing import Observer
from assistant.doors.http.openai import routes as openai
from assistant.doors.http.openai.errors import OpenAIErrors
from assistant.doors.http.openapi import document_router
from assistant.doors.http.routes import briefings, checks, conversations, exports, intake, page, record, status
from assistant.doors.http.routes.tools import tools_router
from assistant.doors.http.services import Services
from assistant.doors.http.streams import StreamsLast

_ROUTERS = (
    briefings.router,
    conversations.router,
    exports.router,
    checks.router,
    intake.router,
    record.router,
    openai.router,
    status.router,
    page.router,
)

Guard = Callable[[ASGIApp], ASGIApp]
"""Wraps the app in a layer that refuses requests and puts the `Caller` into the state of those it lets in."""


@dataclass(frozen=True, slots=True)
class Mount:
    """An app of its own at one path, behind the same guards; `lifespan` runs as long as the server does."""

    path: str
    app: ASGIApp
    lifespan: Callable[[], AbstractAsyncContextManager[object]] | None = None


def create_app(services: Services, *, guard: Guard | None = None, mounts: Sequence[Mount] = ()) -> FastAPI:
    """The app over these services. Without a guard everybody is the local caller: for the loopback alone."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncGenerator[None]:
        async with AsyncExitStack() as running:
            for mount in mounts:
                if mount.lifespan is not None:
                    await running.enter_async_context(mount.lifespan())
            yield

    app = FastAPI(
        title="Attaché",
        version=__version__,
        openapi_url=None,  # FastAPI's own route would make the document on the event loop
        lifespan=lifespan,
        redirect_slashes=False,
        # FastAPI's own spans hold paths and queries, its log records what was sent; ours hold neither.
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    app.state.services = services
    app.state.methods = defaultdict[str, set[str]](set)
    for router in (document_router(services.assistant.tools), tools_router(services.assistant.tools), *_ROUTERS):
        app.include_router(router)
        for route in router.routes:
            if isinstance(route, APIRoute):
                app.state.methods[route.path] |= route.methods or set()
    for mount in mounts:
        app.router.routes.append(Route(mount.path, mount.app, include_in_schema=False))
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
    app.add_middleware(StreamsLast)
    app.add_middleware(guard or LetIn)
    app.add_middleware(OpenAIErrors)
    app.add_middleware(Observer, metrics=services.metrics)
    return app


class LetIn:
    """The guard of a server that nobody but its own user reaches."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let everybody in as the local caller."""
        if scope["type"] == "http":
            scope.setdefault("state", {})["caller"] = LOCAL
        await self._app(scope, receive, send)
