"""The record itself: passages that fit a query, documents and their texts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import JSONResponse, Response

from assistant.doors.forms import search_form
from assistant.doors.http.caller import Caller, Ingester, Reader
from assistant.doors.http.openapi import answers, problems
from assistant.doors.http.problems import ProblemError
from assistant.doors.http.routes.intake import starter
from assistant.doors.http.services import Served
from assistant.doors.http.shapes import Collection, DocumentHead, DocumentList, DocumentText, Name
from assistant.store.contract import DocumentSummary
from assistant.tool import Day
from assistant.types import Document, Scope

router = APIRouter(tags=["record"])

_LONGEST_TEXT = 200_000  # characters of one response

AsOf = Annotated[Day | None, Query(description="Hide everything published later.")]
Collections = Annotated[
    list[Collection] | None,
    Query(alias="collection", max_length=50, description="Only this collection; may be repeated."),
]
WhichDocument = Annotated[
    str, Path(min_length=1, max_length=1000, description="The document's id; it may hold slashes.")
]


async def scope_asked(as_of: AsOf = None, collection: Collections = None) -> tuple[date | None, Sequence[str] | None]:
    """The bounds that a query names."""
    return as_of, collection


Bounded = Annotated[tuple[date | None, Sequence[str] | None], Depends(scope_asked)]


def seen(caller: Caller, bounds: tuple[date | None, Sequence[str] | None]) -> Scope:
    """What a caller sees within the bounds that the query names."""
    as_of, collections = bounds
    return Scope(as_of, collections=caller.sees(collections))


@router.get("/v1/search", operation_id="search", response_class=JSONResponse, responses=answers("SearchResults"))
async def search(
    services: Served,
    caller: Reader,
    bounds: Bounded,
    q: Annotated[str, Query(min_length=1, max_length=1000, description='Words; "a phrase" must stand as it is.')],
    earliest: Annotated[Day | None, Query(alias="from", description="Earliest day of publication.")] = None,
    latest: Annotated[Day | None, Query(alias="to", description="Latest day of publication.")] = None,
    source: Annotated[list[Name] | None, Query(max_length=20, description="Only this source; may be repeated.")] = None,
    entity: Annotated[Name | None, Query(description="Only passages that name it.")] = None,
    limit: Annotated[int, Query(ge=1, le=100, description="Most results.")] = 10,
) -> JSONResponse:
    """Passages by relevance."""
    arguments: dict[str, Any] = {
        "query": q,
        "from": earliest,
        "to": latest,
        "sources": tuple(source or ()),
        "entity": entity,
        "limit": limit,
    }
    result = await services.assistant.call("passage_search", arguments, seen(caller, bounds))
    return JSONResponse(search_form(result))


@router.get("/v1/documents", operation_id="list_documents")
async def list_documents(
    services: Served,
    caller: Reader,
    bounds: Bounded,
    limit: Annotated[int, Query(ge=1, le=500, description="Most documents.")] = 100,
    after: Annotated[str, Query(max_length=1000, description="`next` of the page before.")] = "",
) -> DocumentList:
    """The heads of documents, by id."""
    heads: list[DocumentHead] = []
    async for summary in services.store.documents(seen(caller, bounds), after):
        if len(heads) == limit:
            return DocumentList(documents=heads, next=heads[-1].id)
        heads.append(_head(summary, summary.characters))
    return DocumentList(documents=heads)


@router.get("/v1/documents/{document:path}", operation_id="get_document", responses=problems(404))
async def get_document(
    document: WhichDocument,
    services: Served,
    caller: Reader,
    bounds: Bounded,
    start: Annotated[int, Query(ge=0, le=2**53, description="First character.")] = 0,
    end: Annotated[int | None, Query(ge=0, le=2**53, description="Character after the last; else the end.")] = None,
) -> DocumentText:
    """A document's head and its text, or the range of it that is asked for; at most 200,000 characters at once."""
    found = await services.store.document(document, seen(caller, bounds))
    if found is None:
        raise no_document()
    first = min(start, len(found.text))
    last = min(len(found.text) if end is None else max(first, end), len(found.text), first + _LONGEST_TEXT)
    head = _head(found, len(found.text)).model_dump()
    return DocumentText(
        **head, author=found.author, dated_by=found.dated_by, start=first, end=last, text=found.text[first:last]
    )


@router.delete(
    "/v1/documents/{document:path}",
    operation_id="delete_document",
    status_code=204,
    response_class=Response,
    responses=problems(404, 409),
)
async def delete_document(document: WhichDocument, services: Served, caller: Ingester) -> None:
    """Remove a document and all that was read out of it."""
    if services.starter:
        raise starter()
    seen_now = await services.store.document(document, caller.scope)
    if seen_now is None or not await services.store.forget(document):
        raise no_document()


def no_document() -> ProblemError:
    """What is said of a document that is not there or may not be seen."""
    return ProblemError(404, "There is no such document that may be seen here.", kind="no-document")


def _head(document: DocumentSummary | Document, characters: int) -> DocumentHead:
    return DocumentHead(
        id=document.id,
        sha256=document.sha256,
        title=document.title,
        source=document.source,
        source_type=document.source_type,
        date=document.date,
        language=document.language,
        url=document.url,
        flags=list(document.flags),
        pages=list(document.pages),
        collection=document.collection,
        characters=characters,
    )
