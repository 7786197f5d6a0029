"""What may be asked here, and whether it works."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST

from assistant import __version__
from assistant.doors.http.caller import Reader
from assistant.doors.http.problems import ProblemError
from assistant.doors.http.services import Served
from assistant.doors.http.shapes import Health, Status, Who
from assistant.errors import AttacheError

router = APIRouter(tags=["status"])

_READY_SECONDS = 5.0
"""A cluster that has lost nodes is waited for longer than whoever asks this wants to wait."""


@router.get("/healthz", operation_id="health", tags=["operations"])
async def health() -> Health:
    """Whether the server answers at all."""
    return Health(status="ok")


@router.get("/readyz", operation_id="readiness", tags=["operations"])
async def readiness(services: Served) -> Health:
    """Whether store and desk answer."""
    try:
        async with asyncio.timeout(_READY_SECONDS):
            await services.store.document("")  # anybody may ask this, so it must cost next to nothing
            await services.desk.has_keys()
    except (AttacheError, TimeoutError):
        raise ProblemError(503, "The store or the desk does not answer.", kind="not-ready") from None
    return Health(status="ok")


@router.get(
    "/metrics",
    operation_id="metrics",
    tags=["operations"],
    response_class=PlainTextResponse,
    responses={200: {"description": "Figures in the text format of Prometheus.", "content": {"text/plain": {}}}},
)
async def metrics(services: Served, _: Reader) -> Response:
    """Figures on requests and answers, for Prometheus."""
    return Response(services.metrics.text(), media_type=CONTENT_TYPE_LATEST)


@router.get("/v1/status", operation_id="status")
async def status(services: Served, caller: Reader) -> Status:
    """What the caller may see of the record, and which models answer."""
    held = await services.store.holdings(caller.scope)
    settings = services.assistant.settings
    collections = None if caller.collections is None else list(caller.collections)
    return Status(
        documents=held.documents,
        sources=held.sources,
        collections=held.collections,
        undated=held.undated,
        first=held.first,
        last=held.last,
        model=settings.model,
        models=list(services.models),
        starter=services.starter,
        version=__version__,
        who=Who(name=caller.name, scopes=sorted(caller.scopes), collections=collections),
    )
