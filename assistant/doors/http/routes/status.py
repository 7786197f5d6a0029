"""What may be asked here, and whether it works."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter

from assistant import __version__
from assistant.doors.http.caller import Caller, Reader
from assistant.doors.http.problems import ProblemError
from assistant.doors.http.services import Served, Services
from assistant.doors.http.shapes import Health, Status, Who
from assistant.errors import AttacheError

router = APIRouter(tags=["status"])


@router.get("/healthz", operation_id="health", tags=["operations"])
async def health() -> Health:
    """Whether the server answers at all."""
    return Health(status="ok")


@router.get("/readyz", operation_id="readiness", tags=["operations"])
async def readiness(services: Served) -> Health:
    """Whether store and desk answer."""
    try:
        await services.store.status()
        await services.desk.has_keys()
    except AttacheError:
        raise ProblemError(503, "The store or the desk does not answer.", kind="not-ready") from None
    return Health(status="ok")


@router.get("/v1/status", operation_id="status")
async def status(services: Served, caller: Reader) -> Status:
    """What the caller may see of the record, and which models answer."""
    held = await _held(services, caller)
    return Status(
        **held,
        model=services.assistant.settings.model,
        models=list(services.models),
        starter=services.starter,
        version=__version__,
        who=Who(
            name=caller.name,
            scopes=sorted(caller.scopes),
            collections=None if caller.collections is None else list(caller.collections),
        ),
    )


async def _held(services: Services, caller: Caller) -> dict[str, object]:
    sources, collections = Counter[str](), Counter[str]()
    documents = undated = 0
    first = last = None
    async for head in services.store.documents(caller.scope):
        documents += 1
        collections[head.collection] += 1
        if head.source:
            sources[head.source] += 1
        if head.date is None:
            undated += 1
            continue
        first, last = min(first or head.date, head.date), max(last or head.date, head.date)
    return {
        "documents": documents,
        "sources": dict(sources.most_common()),
        "collections": dict(collections),
        "undated": undated,
        "first": first,
        "last": last,
    }
