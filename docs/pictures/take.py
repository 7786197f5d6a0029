"""Take pictures of the chat, at 1280 and at 360 pixels: docs/pictures/chat-*.png.

usage: .venv/bin/python docs/pictures/take.py

Over the starter documents, with a model that is none: a script that quotes them, and claims one thing they do not say.
Needs the Chromium that `scripts/browser` brings.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from assistant.formats.documents import read_file  # noqa: E402 - the path comes first
from assistant.types import Document  # noqa: E402 - as above
from tests.support.browsing import FLAGS, Site, find_chromium  # noqa: E402 - as above
from tests.support.exchange import Recorded  # noqa: E402 - as above
from tests.support.loopback import LoopbackServer  # noqa: E402 - as above
from tests.support.wire import Script  # noqa: E402 - as above

QUESTION = "How did Russia's military ties with the Philippines develop from 2017 to 2020?"
SAID = (
    "President Rodrigo Duterte of the Philippines met Nikolai Patrushev, Secretary of the Russian Security Council, in "
    "Davao City on Thursday, 16 February 2017.",
    "A deal that would let the Philippines obtain defense assets from Russia was likely, but not concluded, as of "
    "Friday, 17 February 2017.",
    '"We can start with trucks, aircraft, and frigates," Esperon said.',
    "Vladimir Putin and Rodrigo Duterte met in Moscow in May 2017.",
    "The two presidents met in Sochi in October 2019.",
    "Navy ships of Russia and of the Philippines had exchanged visits in Manila and Vladivostok.",
    "Russian Ambassador Igor Khovaev ruled out a military alliance between Russia and the Philippines on Monday, "
    "24 February 2020.",
)
INVENTED = "Twelve agreements were signed in Moscow in May 2017"
PARAGRAPHS = {3, 6}  # sentences that open one
SEARCHES = (
    "Duterte Patrushev Davao City",
    "deal defense assets trucks aircraft frigates",
    "Putin Duterte met Moscow Sochi",
    "navy ships visits",
    "Khovaev ruled out a military alliance",
)


def starter_documents() -> list[Document]:
    """The starter documents as `attache` reads them."""
    return [document for path in sorted((ROOT / "corpus" / "documents").iterdir()) for document in read_file(path)]


def write(request: Recorded) -> Script:
    """Search first, then quote what was found."""
    messages = request.messages
    results = [json.loads(message["content"]) for message in messages if message["role"] == "tool"]
    if not results:
        calls = [("passage_search", {"query": query, "unit": "sentence", "limit": 3}) for query in SEARCHES]
        return Script((), (*calls, ("timeline_slice", {"from": "2016-11-01", "to": "2020-12-31"})), "tool_calls")
    if INVENTED in messages[-1]["content"]:
        return Script(("NO ANSWER",))
    excerpts = [excerpt for result in results for excerpt in result["excerpts"]]
    pieces: list[str] = []
    for number, sentence in enumerate(SAID):
        cited = next((one["id"] for one in excerpts if sentence in one["text"]), None)
        if cited:
            lead = "\n\n" if number in PARAGRAPHS else " "
            pieces.append(f"{lead}{sentence} [{cited}]")
    pieces.insert(4, f" {INVENTED} [e1].")
    return Script(tuple(re.findall(r"\S+\s*|\s+", "".join(pieces))))


def asked(page: Page) -> None:
    """The conversation with its answer."""
    page.goto("/")
    page.fill("#question", QUESTION)
    page.press("#question", "Enter")
    page.wait_for_selector(".turn[data-state=done]")
    page.locator(".scroll").evaluate("node => node.scrollTo(0, 0)")


def beside(page: Page) -> None:
    """The source of a citation, beside the answer where there is room."""
    asked(page)
    page.locator(".prose .chip").nth(1).click()
    page.wait_for_selector("mark.cited")


def at(address: str, wanted: str) -> Callable[[Page], None]:
    """A view of the record."""

    def go(page: Page) -> None:
        page.goto(address)
        page.wait_for_selector(wanted)

    return go


VIEWS: dict[str, Callable[[Page], None]] = {
    "new": at("/", ".openings"),
    "answer": asked,
    "source": beside,
    "timeline": at("/timeline?from=2016-11-01", ".chart .event"),
    "quotes": at("/quotes?speaker=Khovaev", ".quote"),
    "name": at("/e/Duterte", ".card"),
    "documents": at("/documents", ".documents"),
}


def main() -> int:
    """Take them all, in light and one in dark; the exit status is 1 where there is no browser."""
    chromium = find_chromium()
    if chromium is None:
        print("There is no Chromium here: run scripts/browser.", file=sys.stderr)
        return 1
    folder = Path(__file__).parent
    with (
        tempfile.TemporaryDirectory() as store,
        LoopbackServer() as model,
        Site(Path(store), starter_documents(), model=model, starter=True) as site,
        sync_playwright() as playwright,
    ):
        model.responder = write
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        for width, height in ((1280, 800), (360, 720)):
            for colours in ("light", "dark"):
                page = browser.new_page(
                    base_url=site.url,
                    viewport={"width": width, "height": height},
                    color_scheme=colours,
                    reduced_motion="reduce",
                )
                for name, show in VIEWS.items():
                    if colours == "dark" and name != "source":
                        continue
                    show(page)
                    page.mouse.move(0, 0)
                    kind = "-dark" if colours == "dark" else ""
                    page.screenshot(path=folder / f"chat-{name}-{width}{kind}.png", animations="disabled")
                page.close()
        browser.close()
    return 0


sys.exit(main())
