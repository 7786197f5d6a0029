"""Hostile text in every place the page shows: nothing runs, nothing is fetched, all of it is words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, expect

from assistant.reading.hidden import HIDDEN
from assistant.types import Document
from tests.doors.chat.conftest import Opener
from tests.support.browsing import Site, Tab
from tests.support.loopback import LoopbackServer
from tests.support.payloads import PAYLOADS

FOREIGN = (
    "script, iframe, object, embed, form:not(.composer):not(.filters), video, audio, math, style, base, meta, link, img"
)
BIDI = "\u202etxet neddih\u202c and \u2066isolated\u2069"


def documents() -> Iterator[Document]:
    """Documents whose titles, sources, ids, words and names of speakers are all attacks."""
    for number in range(0, len(PAYLOADS), 4):
        title, source, said, told = PAYLOADS[number : number + 4]
        text = f"“{said}” Minister Anna Berg said on 3 May 2021.\n\nBerg met {told} in Oslo on 4 May 2021. {BIDI}"
        digest = sha256(text.encode()).hexdigest()
        name = f"<img src=x onerror=alert({number})>/{number}"
        yield Document(
            name, text, digest, title=title, source=source, date=date(2021, 5, 5), dated_by="field", flags=(HIDDEN,)
        )


@pytest.fixture(scope="module")
def hostile(model: LoopbackServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with Site(tmp_path_factory.mktemp("hostile"), documents(), model=model) as site:
        yield site


@pytest.fixture
def watched(hostile: Site, open_tab: Opener) -> Iterator[Tab]:
    """A tab in which no dialog may open. That no script failed and no request left is checked for every tab."""
    dialogs: list[str] = []
    tab = open_tab(hostile)

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    tab.page.on("dialog", note)
    yield tab
    assert dialogs == []
    assert tab.page.locator("main, #source, #side .past").locator(FOREIGN).count() == 0


def test_there_are_two_hundred_different_attacks() -> None:
    assert len(set(PAYLOADS)) == 200


def test_hostile_model_output_is_words(watched: Tab, model: LoopbackServer) -> None:
    watched.page.get_by_role("button", name="Scope").click()
    watched.page.get_by_label("Show sentences that do not hold").check()
    watched.page.get_by_role("button", name="Apply").click()
    model.call_tools([("passage_search", {"query": "Berg Oslo", "limit": 20})])
    model.say("\n\n".join(f"Berg said {payload} in Oslo [e1]." for payload in PAYLOADS))
    model.say("NO ANSWER")
    model.say("Berg was in Oslo [e1].")
    watched.ask(PAYLOADS[0])
    watched.page.wait_for_selector(".turn[data-state=done]")
    watched.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert watched.page.title().startswith(PAYLOADS[0])
    assert watched.text(".turn h2") == PAYLOADS[0]
    for chip in watched.page.locator(".doings .chip").all()[:6]:
        chip.click()
        watched.page.wait_for_selector("mark.cited")


@pytest.mark.parametrize("address", ["/documents", "/timeline", "/quotes", "/quotes?by=date", "/e/Anna%20Berg"])
def test_hostile_documents_are_words(watched: Tab, address: str) -> None:
    watched.go(address)
    expect(watched.page.locator(".found > *").first).to_be_visible()
    chips = watched.page.locator(".found .chip")
    for position in range(0, min(chips.count(), 60), 15):
        chips.nth(position).click()
        watched.page.wait_for_selector("#source mark.cited")


def test_hostile_addresses_are_words(watched: Tab) -> None:
    for address in (
        "/d/<img src=x onerror=alert(1)>/0?start=1&end=20",
        "/d/<script>alert(1)</script>",
        "/e/<svg onload=alert(1)>",
    ):
        watched.page.goto(address)
        expect(watched.page.locator(".bar h1")).to_be_visible()
        expect(watched.page.locator(".loading")).to_have_count(0)


def test_hostile_file_names_are_words(watched: Tab, tmp_path: Path) -> None:
    names = [payload.replace("/", "∕")[:80] for payload in PAYLOADS[:12]]
    for name in names:
        (tmp_path / name).write_bytes(b"\x00\x01")
    watched.go("/documents")
    watched.page.set_input_files("[data-picker]", [tmp_path / name for name in names])
    expect(watched.page.locator(".intake-list .tag")).to_have_count(len(names), timeout=60_000)


def test_text_from_right_to_left_turns_nothing_around_it(watched: Tab) -> None:
    watched.go("/quotes")
    expect(watched.page.locator(".quote").first).to_be_visible()
    assert watched.page.locator(".quote-from").first.evaluate("node => getComputedStyle(node).direction") == "ltr"
    watched.go("/documents")
    expect(watched.page.locator("tbody .tag", has_text="hidden characters").first).to_be_visible()
