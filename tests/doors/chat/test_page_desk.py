"""The desk in a real browser: conversations, scope, keys, narrow and wide windows, first steps."""

from __future__ import annotations

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from assistant.doors.cli.app import run
from tests.doors.chat.conftest import Opener
from tests.support.browsing import Site, Tab, queue_answer
from tests.support.loopback import LoopbackServer
from tests.support.page_record import page_documents

MEETING = "Lind met Okoro in Geneva on 3 March 2021 [e1]."


def asked(tab: Tab, model: LoopbackServer, question: str) -> None:
    queue_answer(model, MEETING, "talks")
    tab.ask(question)
    tab.answered()


def test_conversations_are_found_renamed_and_deleted(tab: Tab, model: LoopbackServer) -> None:
    asked(tab, model, "Where is the zebra treaty?")
    row = tab.page.locator(".past li", has_text="zebra treaty")
    row.hover()
    row.get_by_role("button").click()
    tab.page.get_by_role("menuitem", name="Rename").click()
    tab.page.get_by_role("dialog").get_by_label("Title").fill("Geneva, first round")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".bar h1")).to_have_text("Geneva, first round")
    expect(tab.page.get_by_role("dialog")).to_have_count(0)  # as long as it is open nothing else takes words
    search = tab.page.get_by_label("Search conversations")
    search.fill("first round")
    expect(tab.page.locator(".past li")).to_have_count(1)
    search.fill("no such words")
    expect(tab.page.locator(".past")).to_contain_text("No conversation has these words.")
    search.fill("first round")
    tab.page.locator(".past li").hover()
    tab.page.locator(".past li").get_by_role("button").click()
    tab.page.get_by_role("menuitem", name="Delete").click()
    tab.page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(tab.page.locator(".welcome")).to_be_visible()
    expect(tab.page.locator(".past li")).to_have_count(0)


def test_the_scope_stands_in_chips_and_bounds_the_answer(tab: Tab, model: LoopbackServer) -> None:
    tab.page.get_by_role("button", name="Scope").click()
    sheet = tab.page.get_by_role("dialog")
    sheet.get_by_label("Stand on this day").fill("2021-03-31")
    sheet.get_by_label("Nordic Wire").check()
    sheet.get_by_role("button", name="Apply").click()
    expect(tab.page.locator(".scope-chip")).to_have_text(["as of 31 Mar 2021", "Nordic Wire"])
    model.call_tools([("passage_search", {"query": "Lind met Okoro October 2021"})])
    model.say("NO ANSWER")
    tab.ask("When did they meet last?")
    tab.answered()
    expect(tab.page.locator(".asked")).to_contain_text("as of 31 March 2021")
    assert "13 October" not in str(model.requests[-1].messages)
    tab.page.get_by_role("button", name="Remove: as of 31 Mar 2021").click()
    expect(tab.page.locator(".scope-chip")).to_have_text(["Nordic Wire"])


def test_everything_is_reached_with_the_keyboard_alone(tab: Tab, model: LoopbackServer) -> None:
    page = tab.page
    page.keyboard.press("Escape")
    page.locator("#main").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    queue_answer(model, MEETING, "talks")
    page.keyboard.type("When did they meet?")
    page.keyboard.press("Enter")
    tab.answered()
    page.locator(".turn h2").focus()
    page.keyboard.press("]")
    expect(page.locator("#source mark.cited")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#source")).to_be_hidden()
    for key, title in (("t", "Timeline"), ("q", "Quotes"), ("d", "Documents"), ("e", "Names")):
        page.locator("#main h1").focus()
        page.keyboard.press(key)
        expect(page.locator(".bar h1")).to_have_text(title)
    page.locator("#main h1").focus()
    page.keyboard.press("n")
    expect(page.locator(".welcome")).to_be_visible()
    wanted = {"Your question", "Scope", "Keyboard shortcuts", "Search conversations", "Timeline"}
    named = "(node => node.getAttribute('aria-label') || node.textContent)(document.activeElement)"
    for _ in range(300):  # the desk lists the conversations of other tests
        page.keyboard.press("Tab")
        wanted.discard(page.evaluate(named))
        if not wanted:
            break
    assert wanted == set()


def overflows(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize(("width", "height"), [(360, 740), (3840, 2160)])
def test_it_works_on_a_telephone_and_on_a_wall(
    open_tab: Opener, site: Site, model: LoopbackServer, width: int, height: int
) -> None:
    tab = open_tab(site, viewport={"width": width, "height": height}, has_touch=width < 500)
    asked(tab, model, "When did they meet?")
    assert overflows(tab.page) == 0
    tab.page.locator(".prose .chip").first.click()
    expect(tab.page.locator("mark.cited")).to_be_in_viewport()
    assert overflows(tab.page) == 0
    tab.page.get_by_role("button", name="Close the source").click()
    for address, title in (
        ("/timeline", "Timeline"),
        ("/quotes", "Quotes"),
        ("/e/Lind", "Lind"),
        ("/documents", "Documents"),
    ):
        tab.go(address)
        expect(tab.page.locator(".bar h1")).to_have_text(title)
        expect(tab.page.locator(".found > *").first).to_be_visible()
        assert overflows(tab.page) == 0
    if width < 500:
        tab.page.get_by_role("button", name="Open the desk").click()
        tab.page.locator("#side").get_by_role("link", name="Quotes").click()
        expect(tab.page.locator(".bar h1")).to_have_text("Quotes")


@dataclass
class Held:
    """A file of the page that comes when the test lets it come."""

    waiting: list[Route] = field(default_factory=list[Route])

    def hold(self, route: Route) -> None:
        self.waiting.append(route)

    def let_come(self) -> None:
        for route in self.waiting:
            route.continue_()


@contextmanager
def held(page: Page, name: str) -> Generator[Held]:
    """Requests for this file wait; entering goes on at once, leaving wants that it was asked for."""
    late = Held()
    page.route(f"**/{name}", late.hold)
    yield late
    assert late.waiting
    page.unroute(f"**/{name}")


def test_a_view_that_comes_late_leaves_the_desk_open(open_tab: Opener, site: Site) -> None:
    tab = open_tab(site, viewport={"width": 360, "height": 740})
    desk = tab.page.locator("#side")
    with held(tab.page, "views/quotes.js") as late:
        with tab.page.expect_request("**/views/quotes.js"):
            tab.go("/quotes")
        tab.page.get_by_role("button", name="Open the desk").click()
        late.let_come()
        expect(tab.page.locator(".bar h1")).to_have_text("Quotes")
    expect(desk).to_be_visible()
    expect(desk.locator(".brand")).to_be_focused()
    desk.get_by_role("button", name="Close the desk").click()
    expect(desk).to_be_hidden()
    expect(tab.page.get_by_role("button", name="Open the desk")).to_be_focused()


def test_a_view_that_comes_too_late_is_not_shown(open_tab: Opener, site: Site) -> None:
    tab = open_tab(site)
    with held(tab.page, "views/quotes.js") as late:
        with tab.page.expect_request("**/views/quotes.js"):
            tab.go("/quotes")
        tab.go("/timeline")
        expect(tab.page.locator(".bar h1")).to_have_text("Timeline")
        with tab.page.expect_response("**/views/quotes.js"):
            late.let_come()
    tab.page.evaluate(
        "import('/assets/js/views/quotes.js').then(() => undefined)"
    )  # it is there, and was shown if ever
    expect(tab.page.locator(".bar h1")).to_have_text("Timeline")


def test_a_view_that_cannot_be_had_is_told_and_comes_at_the_next_try(open_tab: Opener, site: Site) -> None:
    tab = open_tab(site)
    tab.page.route("**/views/quotes.js", lambda route: route.abort())
    tab.go("/quotes")
    expect(tab.page.locator("#notice")).to_contain_text("The server cannot be reached.")
    tab.page.unroute("**/views/quotes.js")
    tab.page.get_by_role("link", name="Quotes").click()
    expect(tab.page.locator(".bar h1")).to_have_text("Quotes")


def test_the_colours_follow_the_system_and_then_the_reader(open_tab: Opener, site: Site) -> None:
    tab = open_tab(site, color_scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = tab.page.evaluate(ground)
    tab.page.get_by_role("button", name="Colours of the system").click()
    light = tab.page.evaluate(ground)
    assert light != dark
    tab.page.reload()
    assert tab.page.evaluate(ground) == light


def test_without_documents_it_says_how_to_begin_and_without_a_model_what_extractive_does(
    open_tab: Opener, tmp_path: Path
) -> None:
    with Site(tmp_path / "empty", [], model=None) as empty:
        tab = open_tab(empty)
        expect(tab.page.locator(".steps")).to_contain_text("attache ingest FOLDER")
        expect(tab.page.locator(".steps")).to_contain_text("starter documents")
        expect(tab.page.locator(".steps")).to_contain_text("OPENAI_BASE_URL")
        expect(tab.page.locator(".side-foot")).to_contain_text("No language model")


def test_a_server_with_keys_asks_for_one_and_takes_it(
    open_tab: Opener, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "keyed"
    with Site(folder, page_documents()[:1], model=None) as keyed:
        with ThreadPoolExecutor(1) as thread:  # the browser's own loop runs in this one
            assert thread.submit(run, ["keys", "add", "Ana", "--store", str(folder)]).result() == 0
        secret = capsys.readouterr().out.strip()
        tab = open_tab(keyed)
        sheet = tab.page.get_by_role("dialog", name="Access key")
        sheet.get_by_label("Access key").fill("att_00000000_wrong")
        sheet.get_by_role("button", name="Use this key").click()
        expect(sheet.get_by_label("Access key")).to_have_value("")
        sheet.get_by_label("Access key").fill(secret)
        sheet.get_by_role("button", name="Use this key").click()
        expect(tab.page.locator(".side-foot")).to_contain_text("1 document")
        tab.ask("When did Lind and Okoro meet?")
        tab.answered()


def test_the_starter_documents_offer_questions_that_they_answer(open_tab: Opener, tmp_path: Path) -> None:
    with Site(tmp_path / "starter", page_documents()[:3], model=None, starter=True) as starter:
        tab = open_tab(starter)
        expect(tab.page.locator(".steps")).to_contain_text("These are the starter documents")
        tab.page.locator(".openings button").first.click()
        tab.answered()
