"""The documents as MCP resources: `attache://documents/ID`, and a span of one with `?start=…&end=…`."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from mcp.shared.exceptions import MCPError
from mcp_types import (
    INVALID_PARAMS,
    ListResourcesResult,
    ListResourceTemplatesResult,
    ReadResourceRequestParams,
    ReadResourceResult,
    Resource,
    ResourceTemplate,
    TextResourceContents,
)
from mcp_types import PaginatedRequestParams as Page

from assistant.app import Assistant
from assistant.doors.mcp.access import Context, Gate
from assistant.errors import UsageError
from assistant.store.contract import DocumentSummary
from assistant.types import Document, Scope

PAGE = 100
"""Documents on one page of the list."""

_PREFIX = "attache://documents/"
_PLAIN = "text/plain"


class Resources:
    """Lists and reads the documents of one Assistant."""

    def __init__(self, assistant: Assistant, gate: Gate) -> None:
        self._assistant = assistant
        self._gate = gate

    async def all(self, context: Context, page: Page | None) -> ListResourcesResult:
        """The next documents by id; the cursor is the last id of the page before."""
        scope = self._scope(context)
        after = page.cursor if page is not None and page.cursor else ""
        found: list[DocumentSummary] = []
        async for head in self._assistant.store.documents(scope, after):
            found.append(head)
            if len(found) > PAGE:
                break
        more = found[PAGE - 1].id if len(found) > PAGE else None
        return ListResourcesResult(resources=[_listed(head) for head in found[:PAGE]], next_cursor=more)

    async def templates(self, context: Context, page: Page | None) -> ListResourceTemplatesResult:
        """How a document, or a span of one, is named."""
        del context, page
        made = ResourceTemplate(
            name="document",
            title="A document, or the characters [start:end] of it",
            uri_template=f"{_PREFIX}{{id}}{{?start,end}}",
            description="Offsets count Unicode code points of the stored text; end is exclusive.",
            mime_type=_PLAIN,
        )
        return ListResourceTemplatesResult(resource_templates=[made])

    async def read(self, context: Context, request: ReadResourceRequestParams) -> ReadResourceResult:
        """The text of a document or of a span of it."""
        scope = self._scope(context)
        name, start, end = _parsed(str(request.uri))
        document = await self._assistant.store.document(name, scope)
        if document is None:
            raise MCPError(INVALID_PARAMS, f"There is no document {name[:200]}; the list of resources has them all.")
        text = document.text[start:end]
        head = _head(document, start, text)
        contents = TextResourceContents(uri=str(request.uri), mime_type=_PLAIN, text=text, _meta=head)
        return ReadResourceResult(contents=[contents])

    def _scope(self, context: Context) -> Scope:
        try:
            return self._gate(context).to_read()
        except UsageError as error:
            raise MCPError(INVALID_PARAMS, str(error)) from error


def uri_of(document: str) -> str:
    """The resource of a document."""
    return _PREFIX + quote(document, safe="")


def _listed(head: DocumentSummary) -> Resource:
    day = head.date.isoformat() if head.date else "undated"
    told = ", ".join(part for part in (head.source, day, f"{head.characters} characters") if part)
    return Resource(name=head.id, title=head.title, uri=uri_of(head.id), description=told, mime_type=_PLAIN)


def _parsed(uri: str) -> tuple[str, int, int | None]:
    """The document's id and the span. Raises MCPError for a URI that names neither."""
    parts = urlsplit(uri)
    if not uri.startswith(_PREFIX):
        raise MCPError(INVALID_PARAMS, f"{uri[:200]} is no resource here; documents are {_PREFIX}ID.")
    name = unquote(parts.path.removeprefix("/"))
    asked = parse_qs(parts.query)
    start, end = (_offset(asked, key) for key in ("start", "end"))
    return name, start or 0, end


def _offset(asked: dict[str, list[str]], key: str) -> int | None:
    values = asked.get(key)
    if values is None:
        return None
    if not values[0].isascii() or not values[0].isdigit() or len(values[0]) > 12:  # longer than any text
        raise MCPError(INVALID_PARAMS, f"{key} must be an offset in characters.")
    return int(values[0])


def _head(document: Document, start: int, text: str) -> dict[str, Any]:
    return {
        "title": document.title,
        "source": document.source,
        "source_type": document.source_type,
        "date": document.date.isoformat() if document.date else None,
        "language": document.language,
        "flags": list(document.flags),
        "sha256": document.sha256,
        "start": start,
        "end": start + len(text),
        "characters": len(document.text),
    }
