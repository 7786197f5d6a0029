"""One server for all tests of the page, and one browser for those of a module."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, expect, sync_playwright

from tests.support.browsing import FLAGS, Site, Tab, find_chromium
from tests.support.loopback import LoopbackServer
from tests.support.page_record import page_documents

_PATIENCE = 30_000  # milliseconds: what is waited for comes at last, also on a machine that has much else to do
expect.set_options(timeout=_PATIENCE)


@pytest.hookimpl(tryfirst=True)  # xdist looks at the groups in its own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser is one worker's own."""
    for item in items:
        if "doors/chat" in item.path.as_posix():
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser. No longer than a module's: while it is there, the thread has an event loop that runs."""
    path = find_chromium()
    if path is None:
        pytest.skip("there is no Chromium here: run scripts/browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def model() -> Iterator[LoopbackServer]:
    with LoopbackServer() as server:
        yield server


@pytest.fixture(autouse=True)
def nothing_said_before(model: LoopbackServer) -> None:
    """The model's script begins empty."""
    model.forget()


@pytest.fixture(scope="session")
def site(model: LoopbackServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("site"), page_documents(), model=model) as opened:
        yield opened


@pytest.fixture(scope="module")
def profile(chromium: Browser, site: Site) -> Iterator[BrowserContext]:
    """The profile of an ordinary reader, whose cache is warm after the first page."""
    context = chromium.new_context(base_url=site.url, viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    context.set_default_timeout(_PATIENCE)
    yield context
    context.close()


@pytest.fixture
def tab(site: Site, profile: BrowserContext) -> Iterator[Tab]:
    """The page of a new conversation."""
    with opened(profile, site) as tab:
        yield tab
        tab.page.evaluate("localStorage.clear()")


Opener = Callable[..., Tab]


@pytest.fixture
def open_tab(chromium: Browser) -> Iterator[Opener]:
    """Opens tabs, each in a profile of its own with the given options."""
    with ExitStack() as tabs:

        def make(site: Site, address: str = "/", **options: Any) -> Tab:
            settings: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}, "reduced_motion": "reduce"}
            context = tabs.enter_context(chromium.new_context(base_url=site.url, **(settings | options)))
            context.set_default_timeout(_PATIENCE)
            return tabs.enter_context(opened(context, site, address))

        yield make


@contextmanager
def opened(context: BrowserContext, site: Site, address: str = "/") -> Generator[Tab]:
    """A tab that watches over its page: no script may fail, and nothing may be sent to elsewhere."""
    page = context.new_page()
    tab = Tab(page, site)

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            tab.errors.append(message.text)

    page.on("request", lambda request: tab.requests.append(request.url))
    page.on("console", on_console)
    page.on("pageerror", lambda error: tab.errors.append(str(error)))
    page.goto(address)
    if address.startswith("/"):
        page.locator("#main > .bar > h1").wait_for()  # the page has begun: it shows what its address says
    yield tab
    page.close()
    assert tab.errors == []
    assert tab.left == []
