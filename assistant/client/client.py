"""The client: one method for each thing the server does."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypedDict, TypeVar, Unpack
from urllib.parse import quote

from pydantic import ValidationError

from assistant.client.events import StreamEvent, events_of
from assistant.client.results import (
    Briefing,
    CheckedDraft,
    Conversation,
    ConversationHead,
    DocumentHead,
    DocumentText,
    Result,
    SearchResult,
    ServerStatus,
)
from assistant.client.transport import Transport, strange

R = TypeVar("R", bound=Result)

_PAGE = 200


class Asked(TypedDict, total=False):
    """How a question is to be answered.

    `conversation` is that of an earlier briefing, to follow up; `replace_from` the turn of it that is asked anew. The
    days and `sources` bound the documents, `collections` too (None: all that the key may see). With `mark`, sentences
    that fail are shown, marked.
    """

    conversation: str | None
    replace_from: int | None
    model: str | None
    as_of: date | None
    from_: date | None
    to: date | None
    sources: Iterable[str]
    collections: Iterable[str] | None
    mark: bool


class Attache:
    """A server of Attaché. Use it as an async context manager, or close it.

    `timeout` is in seconds, for each read and write of a request: an answer that streams may take longer in all.
    Every method raises ApiError: the server cannot be reached, refuses, or sends what cannot be understood.
    """

    def __init__(self, address: str = "http://127.0.0.1:8400", key: str | None = None, *, timeout: float = 150) -> None:
        self._transport = Transport(address, key, timeout)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Release connections; safe to call twice."""
        await self._transport.close()

    async def status(self) -> ServerStatus:
        """What the server holds and which models it offers."""
        return await self._get(ServerStatus, "/v1/status")

    async def ask(self, question: str, **asked: Unpack[Asked]) -> Briefing:
        """An answer whose sentences were each checked."""
        return _typed(Briefing, await self._transport.json("POST", "/v1/briefings", body=_body(question, asked)))

    async def stream(self, question: str, **asked: Unpack[Asked]) -> AsyncGenerator[StreamEvent, None]:
        """The same as it comes: what is searched, each sentence with its verdict, `Finished` last.

        Closing the generator stops the answer, at the server too.
        """
        async with self._transport.stream("/v1/briefings", _body(question, asked)) as answer:
            lines = answer.aiter_lines()
            try:
                async for event in events_of(lines):
                    yield event
            except (ValidationError, KeyError) as error:
                raise strange() from error

    async def check(self, text: str, *, as_of: date | None = None, sources: Iterable[str] = ()) -> CheckedDraft:
        """A draft held against the documents, sentence by sentence."""
        body = _without_none({"text": text, "as_of": _day(as_of), "sources": list(sources)})
        return _typed(CheckedDraft, await self._transport.json("POST", "/v1/check", body=body))

    async def search(
        self,
        query: str,
        *,
        from_: date | None = None,
        to: date | None = None,
        as_of: date | None = None,
        sources: Sequence[str] = (),
        entity: str | None = None,
        limit: int = 10,
    ) -> tuple[SearchResult, ...]:
        """Excerpts by relevance."""
        asked = {
            "q": query,
            "from": _day(from_),
            "to": _day(to),
            "as_of": _day(as_of),
            "source": tuple(sources),
            "entity": entity,
            "limit": limit,
        }
        found = await self._transport.json("GET", "/v1/search", query=asked)
        return tuple(_typed(SearchResult, item) for item in found["results"])

    async def call(self, tool: str, arguments: Mapping[str, object]) -> dict[str, Any]:
        """The result of one tool, as JSON."""
        path = f"/v1/tools/{quote(tool, safe='')}"
        return await self._transport.json("POST", path, body=dict(arguments))

    async def document(self, identifier: str, *, start: int = 0, end: int | None = None) -> DocumentText:
        """A document, or the characters `[start:end]` of it."""
        return await self._get(DocumentText, _document(identifier), {"start": start, "end": end})

    async def documents(self, *, collection: str | None = None) -> AsyncGenerator[DocumentHead, None]:
        """Every document's head, by id."""
        after: str | None = ""
        while after is not None:
            query = {"limit": _PAGE, "after": after or None, "collection": collection}
            page = await self._transport.json("GET", "/v1/documents", query=query)
            for head in page["documents"]:
                yield _typed(DocumentHead, head)
            after = page.get("next")

    async def upload(self, *paths: Path, collection: str | None = None) -> dict[str, Any]:
        """Files into the server's documents; what became of each, as JSON. Raises OSError for one not to be read."""
        files = [("files", (path.name, path.read_bytes())) for path in paths]
        query = {"collection": collection}
        return await self._transport.json("POST", "/v1/documents", query=query, files=files)

    async def forget(self, identifier: str) -> None:
        """Remove a document and all that was read out of it."""
        await self._transport.request("DELETE", _document(identifier))

    async def conversations(self, words: str = "") -> AsyncGenerator[ConversationHead, None]:
        """The key's own conversations, the one written last first; `words` must occur in them."""
        after: str | None = ""
        while after is not None:
            query = {"limit": _PAGE, "after": after or None, "q": words or None}
            page = await self._transport.json("GET", "/v1/conversations", query=query)
            for head in page["conversations"]:
                yield _typed(ConversationHead, head)
            after = page.get("next")

    async def conversation(self, identifier: str) -> Conversation:
        """A conversation with its turns."""
        return await self._get(Conversation, _conversation(identifier))

    async def rename(self, identifier: str, title: str) -> Conversation:
        """Give a conversation another title."""
        renamed = await self._transport.json("PATCH", _conversation(identifier), body={"title": title})
        return _typed(Conversation, renamed)

    async def delete(self, identifier: str) -> None:
        """Delete a conversation for good."""
        await self._transport.request("DELETE", _conversation(identifier))

    async def export(
        self, identifier: str, form: Literal["md", "html", "docx", "json"] = "md", *, turn: int | None = None
    ) -> bytes:
        """A conversation, or one turn of it, as a file's bytes."""
        path = f"{_conversation(identifier)}/export"
        return (await self._transport.request("GET", path, query={"format": form, "turn": turn})).content

    async def _get(self, kind: type[R], path: str, query: Mapping[str, object] | None = None) -> R:
        return _typed(kind, await self._transport.json("GET", path, query=query))


def _body(question: str, asked: Asked) -> dict[str, object]:
    collections = asked.get("collections")
    return _without_none(
        {
            "question": question,
            "conversation": asked.get("conversation"),
            "replace_from": asked.get("replace_from"),
            "model": asked.get("model"),
            "as_of": _day(asked.get("as_of")),
            "from": _day(asked.get("from_")),
            "to": _day(asked.get("to")),
            "sources": list(asked.get("sources", ())),
            "collections": None if collections is None else list(collections),
            "mark": asked.get("mark", False),
        }
    )


def _without_none(fields: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _document(identifier: str) -> str:
    return f"/v1/documents/{quote(identifier)}"


def _conversation(identifier: str) -> str:
    return f"/v1/conversations/{quote(identifier, safe='')}"


def _typed(kind: type[R], value: object) -> R:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise strange() from error
