"""A real Chromium on a real server: the server runs in a thread of its own, the browser is driven from the test.

Needs what `scripts/browser` brings. All tests that use it share one browser and belong to one xdist group.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import threading
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from playwright.sync_api import Page, expect

from assistant.app import Assistant
from assistant.ingest import ingest
from assistant.settings import Settings
from assistant.store.opening import open_desk, open_store
from assistant.types import Document
from tests.support.attache import attache
from tests.support.exchange import Recorded
from tests.support.loopback import LoopbackServer
from tests.support.wire import Script

FLAGS = (
    "--no-sandbox",  # tests may run as root, and see pages of our own alone
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",  # a page that wants to leave cannot
)
AXE = Path(sys.prefix) / "browser" / "node_modules" / "axe-core" / "axe.min.js"


def find_chromium() -> str | None:
    """The browser that `scripts/browser` finds, None where there is none."""
    names = (os.environ.get("ATTACHE_CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((found for name in names if name and (found := shutil.which(name))), None)


class Site:
    """A server over a small record whose model is a loopback endpoint; it can be stopped and started again."""

    def __init__(
        self, folder: Path, documents: Iterable[Document], *, model: LoopbackServer | None, starter: bool = False
    ) -> None:
        self.model = model
        self.port = 0
        self.folder = folder
        self._documents: Sequence[Document] = tuple(documents)
        self._starter = starter

    @property
    def url(self) -> str:
        """The server's address, the same after a restart."""
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Serve, at the address of before if there was one."""
        ready: Future[int] = Future()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), name="site", daemon=True)
        self._thread.start()
        self.port = ready.result(timeout=60)

    def stop(self) -> None:
        """Do what SIGTERM does, and wait for it."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._leave.set)
            self._thread.join(timeout=30)

    async def _serve(self, ready: Future[int]) -> None:
        self._loop, self._leave = asyncio.get_running_loop(), asyncio.Event()
        try:
            await self._run(ready)
        except BaseException as error:
            if not ready.done():
                ready.set_exception(error)
            raise

    async def _run(self, ready: Future[int]) -> None:
        store = await open_store(str(self.folder), create=True)
        async for taken in ingest(store, self._documents, workers=1):
            assert taken.outcome != "refused", taken
        endpoint = {"model": "demo", "base_url": self.model.base_url} if self.model else {}
        desk = await open_desk(str(self.folder))
        try:
            async with (
                Assistant(store, Settings.model_validate(endpoint)) as assistant,
                attache(assistant, desk, starter=self._starter, port=self.port) as door,
            ):
                ready.set_result(int(door.url.rpartition(":")[2]))
                await self._leave.wait()
        finally:
            await desk.close()


@dataclass
class Tab:
    """A page of a site, and what a test should know of it: where it sent requests, what failed in its scripts."""

    page: Page
    site: Site
    requests: list[str] = field(default_factory=list[str])
    errors: list[str] = field(default_factory=list[str])

    def ask(self, question: str) -> None:
        """Ask in the conversation that is shown."""
        self.page.fill("#question", question)
        self.page.press("#question", "Enter")

    def go(self, address: str) -> None:
        """Go to an address as a link within the page does, without loading it anew."""
        self.page.evaluate(
            "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }",
            address,
        )

    def answered(self, number: int = 1) -> None:
        """Wait until so many answers are whole; an answer that broke off says why."""
        self.page.locator(f".turn[data-state=lost], :nth-match(.turn[data-state=done], {number})").first.wait_for()
        broken = self.page.locator(".turn[data-state=lost] .note").all_text_contents()
        assert broken == [], broken
        expect(self.page.locator(".turn[data-state=done]")).to_have_count(number)

    def text(self, selector: str) -> str:
        """The text of the first element that fits, exactly as the page holds it."""
        return self.page.locator(selector).first.evaluate("node => node.textContent")

    @property
    def left(self) -> list[str]:
        """The requests that went, or would have gone, to somewhere else than the site."""
        own = (f"{self.site.url}/", "blob:", "data:")
        return [url for url in self.requests if not url.startswith(own)]


def queue_answer(model: LoopbackServer, text: str, *documents: str) -> None:
    """Have the model look into these documents, whose passages become e1, e2 and so on, and then write a text."""
    searches = [("passage_search", {"query": "Lind Okoro", "documents": [name], "limit": 1}) for name in documents]
    model.call_tools(searches)
    model.say(text)


def queue_citing(model: LoopbackServer, text: str, fragment: str, **search: object) -> None:
    """Have the model search for passages, and then write a text that cites the first excerpt with this fragment."""

    def write(request: Recorded) -> Script:
        results = [json.loads(message["content"]) for message in request.messages if message["role"] == "tool"]
        excerpts = [excerpt for result in results for excerpt in result["excerpts"]]
        cited = next(excerpt["id"] for excerpt in excerpts if fragment in excerpt["text"])
        return Script((f"{text} [{cited}].",))

    model.call_tools([("passage_search", {"unit": "sentence", **search})])
    model.responder = write
