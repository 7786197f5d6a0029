"""The app: routes, errors and what is done around every request."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant import __version__
from assistant.doors.http.caller import LOCAL
from assistant.doors.http.failing import HANDLERS
from assistant.doors.http.routes import briefings, conversations, status
from assistant.doors.http.services import Services

_ROUTERS = (briefings.router, conversations.router, status.router)


def create_app(services: Services) -> FastAPI:
    """The app over these services."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        del app
        yield

    app = FastAPI(
        title="Attaché",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        separate_input_output_schemas=False,
        redirect_slashes=False,
    )
    app.state.services = services
    for router in _ROUTERS:
        app.include_router(router)
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
    app.add_middleware(_Open)
    return app


class _Open:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["caller"] = LOCAL
        await self.app(scope, receive, send)
