"""A server with two callers, each with a collection of its own: what one has, the other must never see a trace of."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx2

from assistant.app import Assistant
from assistant.doors.mcp.http import mcp_mount
from assistant.reading.passages import cut_passages
from assistant.reading.reader import read
from assistant.settings import Settings
from assistant.store.contract import Record
from assistant.store.desk_keys import issue
from assistant.store.opening import open_desk, open_store
from assistant.types import Document
from tests.support.attache import Door, attache

HERS = ("zircon", "mensah", "accra", "secret cable", "embassy/cable")
"""What stands in the documents of `embassy` and nowhere else."""
HIS = ("cocoa", "okoro", "geneva", "nordic wire")
"""What stands in those of `default`."""

_CABLE = (
    "ACCRA – Foreign Minister Astrid Lind met Trade Minister Kofi Mensah in Accra on 9 June 2021. “Zircon comes "
    "first,” Mensah said after the talks.\n\nLind is expected to sign a deal on zircon in Accra in September 2021."
)
_WIRE = (
    "GENEVA – Foreign Minister Astrid Lind met Trade Minister Samuel Okoro in Geneva on 3 March 2021. “Cocoa comes "
    "first,” Okoro said after the talks.\n\nLind is expected to sign a deal on cocoa in Geneva in June 2021."
)


def _made(identifier: str, text: str, day: date, source: str, collection: str) -> Document:
    digest = sha256(text.encode()).hexdigest()
    made = Document(identifier, text, digest, identifier.title(), source, day, "field", language="en")
    return replace(made, collection=collection)


def _read(document: Document) -> Record:
    reading = read(document.text, document.date, "en")
    return Record(document, cut_passages(document.id, document.text, reading.sentences), reading)


DOCUMENTS = (
    _made("wire", _WIRE, date(2021, 3, 4), "Nordic Wire", "default"),
    _made("embassy/cable", _CABLE, date(2021, 6, 10), "Secret Cable", "embassy"),
)


@dataclass
class Two:
    """Clients with the keys of him, who sees `default`, and of her, who sees `embassy`; and one with no key."""

    door: Door
    him: httpx2.AsyncClient
    her: httpx2.AsyncClient
    nobody: httpx2.AsyncClient
    secrets: tuple[str, str]

    async def conversation(self, whose: httpx2.AsyncClient) -> str:
        """A conversation of one turn."""
        response = await whose.post("/v1/briefings", json={"question": "Whom did Lind meet, and what came first?"})
        assert response.status_code == 200, response.text
        return response.json()["conversation"]


@asynccontextmanager
async def two_identities(folder: Path, **settings: Any) -> AsyncGenerator[Two]:
    """The whole server, MCP included, over a store with a collection of each."""
    async with AsyncExitStack() as opened:
        store = await open_store(str(folder), create=True)
        await store.put_many([_read(document) for document in DOCUMENTS])
        assistant = await opened.enter_async_context(Assistant(store, Settings(store=str(folder), **settings)))
        desk = await open_desk(str(folder))
        opened.push_async_callback(desk.close)
        secrets: list[str] = []
        for name, collection in (("him", "default"), ("her", "embassy")):
            key, secret = issue(name, ("read", "ask", "ingest"), (collection,), datetime.now(UTC))
            await desk.add_key(key)
            secrets.append(secret)
        door = await opened.enter_async_context(attache(assistant, desk, mounts=[mcp_mount(assistant)]))
        him, her, nobody = [
            await opened.enter_async_context(httpx2.AsyncClient(base_url=door.url, timeout=20, headers=headers))
            for headers in (*({"Authorization": f"Bearer {secret}"} for secret in secrets), {})
        ]
        yield Two(door, him, her, nobody, (secrets[0], secrets[1]))


def traces(text: str, marks: tuple[str, ...]) -> list[str]:
    """Those of the marks that stand in a text."""
    folded = text.casefold()
    return [mark for mark in marks if mark in folded]
