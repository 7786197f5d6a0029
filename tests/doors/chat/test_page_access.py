"""No barrier that axe-core can find, in any view, in light and in dark."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.doors.chat.conftest import Opener
from tests.support.browsing import AXE, Site, Tab, queue_answer
from tests.support.loopback import LoopbackServer

MEETING = "Lind met Okoro in Geneva on 3 March 2021 [e1]."


def with_an_answer_and_its_source(tab: Tab, model: LoopbackServer) -> None:
    queue_answer(model, f"{MEETING} They signed 97 treaties on cocoa [e1].", "talks")
    model.say("NO ANSWER")
    tab.ask("When did they meet?")
    tab.answered()
    for summary in tab.page.locator("summary").all():
        summary.click()
    tab.page.locator(".prose .chip").first.click()
    tab.page.wait_for_selector("mark.cited")


def without_an_answer(tab: Tab, model: LoopbackServer) -> None:
    queue_answer(model, "NO ANSWER", "talks")
    tab.ask("Who won the chess match?")
    tab.answered()


def with_a_sheet(tab: Tab, model: LoopbackServer) -> None:
    del model
    tab.page.get_by_role("button", name="Scope").click()


def with_the_shortcuts(tab: Tab, model: LoopbackServer) -> None:
    del model
    tab.page.get_by_role("button", name="Keyboard shortcuts").click()


def at(address: str) -> Callable[[Tab, LoopbackServer], None]:
    def go(tab: Tab, model: LoopbackServer) -> None:
        del model
        tab.go(address)
        expect(tab.page.locator(".found > *, mark.cited, .welcome").first).to_be_visible()

    return go


VIEWS = {
    "new": at("/"),
    "answer": with_an_answer_and_its_source,
    "silence": without_an_answer,
    "scope": with_a_sheet,
    "shortcuts": with_the_shortcuts,
    "timeline": at("/timeline"),
    "quotes": at("/quotes"),
    "entity": at("/e/Lind"),
    "documents": at("/documents"),
    "document": at("/d/talks?start=9&end=40"),
}


def barriers(page: Page) -> list[str]:
    """What axe-core finds, one line each."""
    found = page.evaluate("axe.run(document, { resultTypes: ['violations'] }).then((result) => result.violations)")
    return [f"{one['id']}: {one['help']}: {node['html'][:200]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("view", VIEWS)
def test_no_barrier_is_found(open_tab: Opener, site: Site, model: LoopbackServer, view: str) -> None:
    if not AXE.is_file():
        pytest.skip("axe-core is not here: run scripts/browser")
    tab = open_tab(site, bypass_csp=True)
    VIEWS[view](tab, model)
    tab.page.add_script_tag(path=AXE)
    for colours in ("light", "dark"):
        tab.page.emulate_media(color_scheme=colours)
        assert barriers(tab.page) == [], colours
