"""What the page costs: bytes, requests to nobody else, and no element drawn twice while an answer streams in.

Times depend on the machine and on what else it does: they are looked at where it is idle enough to tell.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response

from assistant.doors.http.routes.page import STYLE
from tests.doors.chat.conftest import Opener
from tests.support.browsing import Site, Tab
from tests.support.exchange import Recorded
from tests.support.loopback import LoopbackServer
from tests.support.page_record import BERTHS
from tests.support.wire import Script

PAGE = Path(__file__).resolve().parents[3] / "assistant" / "doors" / "chat"
MOST_BYTES = 150_000
FIRST_PAINT = 300  # milliseconds
FRAME = 1000 / 60
SENTENCES = 200
VIEWS = ("/", "/timeline", "/quotes", "/e/Lind", "/documents", "/d/talks")


def imported(module: Path) -> set[Path]:
    """The modules that a module imports at once, with all that they import."""
    found: set[Path] = set()
    waiting = [module]
    while waiting:
        one = waiting.pop()
        named = re.findall(r'^import [^;]*?from "(\.{1,2}/[^"]+)";', one.read_text(encoding="utf-8"), re.MULTILINE)
        new = {(one.parent / name).resolve() for name in named} - found
        found |= new
        waiting += new
    return found


def test_every_module_that_is_needed_at_once_is_asked_for_at_once() -> None:
    index = (PAGE / "index.html").read_text(encoding="utf-8")
    listed = re.findall(r'rel="modulepreload" fetchpriority="low" href="/assets/([^"]+)"', index)
    assert {PAGE / name for name in listed} == imported(PAGE / "js" / "main.js") - {PAGE / "js" / "main.js"}
    assert len(set(listed)) == len(listed)


def test_every_style_sheet_is_one_of_the_screen_or_of_paper() -> None:
    assert {path.stem for path in (PAGE / "style").glob("*.css")} == {*STYLE, "print"}


def test_what_the_first_view_needs_is_small_unpacked_too() -> None:
    main = PAGE / "js" / "main.js"
    needed = {main, PAGE / "js" / "theme.js", PAGE / "index.html", *imported(main)}
    needed |= {*PAGE.glob("*.svg"), *(PAGE / "style").glob("*.css")}
    assert sum(path.stat().st_size for path in needed) < MOST_BYTES


def test_no_file_makes_elements_of_text_or_runs_any() -> None:
    making = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function")
    for path in PAGE.rglob("*.*"):
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert [word for word in (*making, "http:", "https:") if word in text] == [], path.name


def test_the_whole_page_with_every_view_costs_few_bytes(open_tab: Opener, site: Site) -> None:
    tab = open_tab(site, "about:blank")
    sizes: dict[str, int] = {}

    def note(response: Response) -> None:
        sizes[response.url] = max(sizes.get(response.url, 0), response.request.sizes()["responseBodySize"])

    tab.page.on("response", note)
    for address in VIEWS:
        tab.page.goto(address)
        tab.page.wait_for_load_state("networkidle")
    page = {url: size for url, size in sizes.items() if "/v1/" not in url}
    assert len(page) > 35
    assert sum(page.values()) < MOST_BYTES


def stream(tab: Tab, model: LoopbackServer) -> None:
    """Ask for an answer of many sentences and wait until it is whole."""

    def quote(request: Recorded) -> Script:
        (result,) = (json.loads(message["content"]) for message in request.messages if message["role"] == "tool")
        return Script(tuple(f"{excerpt['text']} [{excerpt['id']}] " for excerpt in result["excerpts"]))

    model.call_tools([("open_document", {"document": BERTHS, "length": 60_000, "unit": "sentence"})])
    model.responder = quote
    tab.ask("How long are the berths?")
    tab.answered()
    assert tab.page.locator(".prose .sentence").count() == SENTENCES


def test_a_long_answer_is_only_ever_added_to(tab: Tab, model: LoopbackServer) -> None:
    tab.page.evaluate(
        """() => {
          window.taken = 0;
          new MutationObserver((changes) => {
            for (const change of changes) {
              if (change.target.closest?.(".prose")) window.taken += change.removedNodes.length;
            }
          }).observe(document.querySelector("#main"), { childList: true, subtree: true });
        }"""
    )
    stream(tab, model)
    assert tab.page.evaluate("window.taken") == 0


timed = pytest.mark.skipif(
    "ATTACHE_PROVE" not in os.environ, reason="scripts/prove/page measures times, on a machine that does nothing else"
)


@timed
def test_the_empty_page_is_painted_at_once(chromium: Browser, site: Site) -> None:
    paints: list[float] = []
    for _ in range(5):
        context = chromium.new_context(base_url=site.url)
        page = context.new_page()
        page.goto("/")
        page.wait_for_selector(".welcome")
        paints.append(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        context.close()
    assert min(paints) < FIRST_PAINT


@timed
def test_frames_keep_coming_while_two_hundred_sentences_stream_in(tab: Tab, model: LoopbackServer) -> None:
    tab.page.evaluate(
        """() => {
          window.frames = [];
          const tick = (at) => { window.frames.push(at); requestAnimationFrame(tick); };
          requestAnimationFrame(tick);
        }"""
    )
    stream(tab, model)
    gaps: list[float] = tab.page.evaluate("window.frames.slice(1).map((at, i) => at - window.frames[i])")
    late = sum(gap > 2.5 * FRAME for gap in gaps)
    assert late <= len(gaps) / 20
