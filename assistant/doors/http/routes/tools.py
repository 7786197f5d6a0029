"""One route for each tool, from its one definition."""

from collections.abc import Mapping

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from assistant.doors.forms import tool_form
from assistant.doors.http.caller import Reader
from assistant.doors.http.openapi import answers
from assistant.doors.http.routes.record import Bounded, seen
from assistant.doors.http.services import Served
from assistant.tool import Tool, ToolArguments


def tools_router(tools: Mapping[str, Tool]) -> APIRouter:
    """The routes of these tools."""
    router = APIRouter(prefix="/v1/tools", tags=["tools"])
    for tool in tools.values():
        _add(router, tool)

    return router


def _add(router: APIRouter, tool: Tool) -> None:
    async def call(arguments: ToolArguments, services: Served, caller: Reader, bounds: Bounded) -> JSONResponse:
        scope = seen(caller, bounds)
        return JSONResponse(tool_form(await tool.run(arguments, services.assistant.context(scope))))

    call.__annotations__["arguments"] = tool.arguments
    router.post(
        f"/{tool.name}",
        operation_id=tool.name,
        summary=tool.name.replace("_", " ").capitalize(),
        description=tool.description,
        response_class=JSONResponse,
        responses=answers(tool.result.__name__),
    )(call)
