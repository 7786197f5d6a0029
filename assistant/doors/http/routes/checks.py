"""A written draft held against the record."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from assistant.check import check_draft
from assistant.doors.checked import checked_form
from assistant.doors.http.caller import Reader
from assistant.doors.http.openapi import answers
from assistant.doors.http.services import Served
from assistant.doors.http.shapes import Draft
from assistant.tool import ToolContext
from assistant.types import Scope

router = APIRouter(tags=["briefings"])


@router.post("/v1/check", operation_id="check", response_class=JSONResponse, responses=answers("CheckedDraft"))
async def check(body: Draft, request: Request, services: Served, caller: Reader) -> JSONResponse:
    """Hold a draft against the record: each sentence with its verdict and the excerpts for or against it."""
    scope = Scope(body.as_of, sources=body.sources, collections=caller.sees(body.collections))
    checked = _checked(body.text.replace("\r\n", "\n"), services.assistant.context(scope))
    return JSONResponse(await services.running.finish(request.receive, checked))


async def _checked(text: str, record: ToolContext) -> dict[str, object]:
    return {"sentences": [checked_form(text, item) async for item in check_draft(text, record)]}
