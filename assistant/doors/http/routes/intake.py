"""Documents sent to the server: taken in as `attache ingest` takes files, with a word on each."""

from __future__ import annotations

import asyncio
import re
import shutil
import tempfile
import unicodedata
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import JSONResponse, Response

from assistant.doors.http.caller import Caller, Ingester
from assistant.doors.http.failing import problem_from
from assistant.doors.http.openapi import answers, problems
from assistant.doors.http.problems import ProblemError
from assistant.doors.http.running import stopping
from assistant.doors.http.services import Served, Services
from assistant.doors.http.shapes import Collection, Name
from assistant.doors.http.streams import MEDIA_TYPE, EventStream, event
from assistant.formats import InputFile, Survey, Taking
from assistant.ingest import Taken, ingest_files
from assistant.intake import Intake
from assistant.retrieval import embed_missing
from assistant.types import DEFAULT_COLLECTION, SourceType

router = APIRouter(tags=["record"])

_LONGEST_NAME = 200
_SUFFIX = re.compile(r"\.[a-z0-9]{1,12}", re.IGNORECASE)
_TOLD = "`document` with what became of each file or document, then `done`, or `error` with a Problem."


@dataclass(frozen=True, slots=True)
class Sent:
    """Files on their way into the record."""

    services: Services
    files: Sequence[UploadFile]
    taking: Taking
    intake: Intake

    async def taken(self) -> AsyncGenerator[Taken, None]:
        """What becomes of each. Raises StoreError."""
        with tempfile.TemporaryDirectory(prefix="attache-sent-") as temporary:
            found = await asyncio.to_thread(_saved, Path(temporary), self.files)
            outcomes = ingest_files(self.services.store, found, self.taking, intake=self.intake, workers=1)
            async with aclosing(outcomes):
                async for taken in outcomes:
                    yield _under_its_own_name(taken, found)
        if (embedder := self.services.assistant.embedder) is not None:
            async with aclosing(embed_missing(self.services.store, embedder)) as batches:
                async for _ in batches:
                    pass


@router.post(
    "/v1/documents",
    operation_id="add_documents",
    response_class=JSONResponse,
    responses=answers("Intake", streamed=_TOLD) | problems(409, 502),
)
async def add_documents(
    request: Request,
    services: Served,
    caller: Ingester,
    files: Annotated[list[UploadFile], File(description="The files; their names become the documents' ids.")],
    source: Annotated[Name | None, Form(description="The source of documents that name none.")] = None,
    source_type: Annotated[SourceType | None, Form(description="What they are, where they do not tell.")] = None,
    collection: Annotated[Collection, Form(description="Where they go.")] = DEFAULT_COLLECTION,
) -> Response:
    """Take files into the record: each goes in, replaces its old self, is unchanged, or is refused with the reason."""
    _check(services, caller, collection)
    intake = Intake(collection, source_type, bounded=caller.collections is not None)
    sent = Sent(services, files, Taking(source=source), intake)
    if MEDIA_TYPE in request.headers.get("accept", ""):
        events, running = _stream(sent), services.running
        return EventStream(events, running, lambda: event("error", stopping().form), reads_request=True)
    return JSONResponse({"documents": await services.running.finish(request.receive, _all(sent))})


def _check(services: Services, caller: Caller, collection: str) -> None:
    if services.starter:
        raise starter()
    if not caller.sees([collection]):
        raise ProblemError(403, f"This key may not add to the collection {collection}.", kind="not-allowed")


def starter() -> ProblemError:
    """What is said to whoever would change the starter documents."""
    told = "These are the starter documents; `attache ingest FOLDER` and a restart begin a record of your own."
    return ProblemError(409, told, kind="starter")


async def _all(sent: Sent) -> list[dict[str, Any]]:
    async with aclosing(sent.taken()) as outcomes:
        return [_form(taken) async for taken in outcomes]


async def _stream(sent: Sent) -> AsyncGenerator[bytes, None]:
    count = 0
    try:
        async with aclosing(sent.taken()) as outcomes:
            async for taken in outcomes:
                count += 1
                yield event("document", _form(taken))
        yield event("done", {"documents": count})
    except TimeoutError:
        raise  # the client has left or the server stops
    except Exception as error:  # noqa: BLE001 - a stream under way can only tell
        yield event("error", problem_from(error).form)


def _form(taken: Taken) -> dict[str, Any]:
    return {"name": taken.name, "outcome": taken.outcome, "reason": taken.reason, "flags": list(taken.flags)}


def _saved(folder: Path, files: Sequence[UploadFile]) -> Survey:
    """The files under names of our own, since theirs are anybody's; the documents are called what they were."""
    found: list[InputFile] = []
    for number, file in enumerate(files):
        name = name_of(file.filename)
        suffix = Path(name).suffix
        path = folder / f"{number}-{suffix if _SUFFIX.fullmatch(suffix) else ''}"
        with path.open("wb") as copy:
            shutil.copyfileobj(file.file, copy)
        found.append(InputFile(path, name))
    return Survey(tuple(found), 0, ())


def _under_its_own_name(taken: Taken, found: Survey) -> Taken:
    """What became of a file that was refused, told of the name that its sender knows it by."""
    own = next((file for file in found.files if taken.name.startswith(str(file.path))), None)
    return taken if own is None else replace(taken, name=own.name + taken.name.removeprefix(str(own.path)))


def name_of(told: str | None) -> str:
    """A file's own name, without folders and without what no name should hold."""
    last = unicodedata.normalize("NFC", told or "").replace("\\", "/").rpartition("/")[2]
    kept = "".join(char for char in last if char.isprintable()).strip(" .")
    return kept[-_LONGEST_NAME:].strip() or "document"
