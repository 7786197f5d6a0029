"""Briefings out of the page: every format downloaded from the menu and opened; paper; the clipboard."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Route, expect
from pypdf import PdfReader

from assistant.doors.cli.app import run
from tests.doors.chat.conftest import opened
from tests.support.browsing import Site, Tab, queue_answer
from tests.support.exported import WordFile, web_page
from tests.support.loopback import LoopbackServer

TEXT = "Lind met Okoro in Geneva on 3 March 2021 [e1]. Lind met Okoro again on 13 October 2021 [e2]."


@pytest.fixture(scope="module")
def answered(profile: BrowserContext, site: Site, model: LoopbackServer) -> Iterator[Tab]:
    """One answer, for every way in which it goes out."""
    with opened(profile, site) as tab:
        model.forget()
        queue_answer(model, TEXT, "talks", "visit")
        tab.ask("When did Lind and Okoro meet?")
        tab.answered()
        yield tab


def citations(tab: Tab) -> list[dict[str, Any]]:
    identifier = tab.page.url.rpartition("/c/")[2]
    turns = tab.page.request.get(f"/v1/conversations/{identifier}").json()["turns"]
    return [claim["citations"][0] for claim in turns[0]["briefing"]["claims"]]


def exported(tab: Tab, item: str) -> tuple[str, bytes]:
    tab.page.locator(".acts").get_by_role("button", name="Export").click()
    with tab.page.expect_download() as waiting:
        tab.page.get_by_role("menuitem", name=item).click()
    path = waiting.value.path()
    return waiting.value.suggested_filename, Path(path).read_bytes()


def test_word_files_have_real_footnotes_that_are_the_cited_spans(answered: Tab) -> None:
    name, content = exported(answered, "Word")
    assert name == "when-did-lind-and-okoro-meet.docx"
    file = WordFile(content)
    assert [file.footnotes[number] for number in file.cited] == [citation["text"] for citation in citations(answered)]


def test_markdown_and_web_page_carry_sentences_and_sources(answered: Tab) -> None:
    _, markdown = exported(answered, "Markdown")
    assert "again on 13 October 2021. [2]" in markdown.decode()
    _, page = exported(answered, "Web page")
    read = web_page(page)
    assert [quote.text for quote in read.findall(".//blockquote")] == [one["text"] for one in citations(answered)]
    assert read.findall(".//script") == []


def test_a_bundle_is_verified_against_the_store(
    answered: Tab, site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, content = exported(answered, "JSON bundle")
    (tmp_path / "bundle.json").write_bytes(content)
    command = ["verify", "--store", str(site.folder), "--json", str(tmp_path / "bundle.json")]
    with ThreadPoolExecutor(1) as thread:  # the browser's own loop runs in this one
        assert thread.submit(run, command).result() == 0
    told = json.loads(capsys.readouterr().out)
    assert told["holds"]
    assert told["citations"] == 2


def test_a_whole_conversation_is_exported_from_its_menu(answered: Tab) -> None:
    answered.page.get_by_role("button", name="This conversation").click()
    with answered.page.expect_download() as waiting:
        answered.page.get_by_role("menuitem", name="Markdown").click()
    assert "When did Lind and Okoro meet?" in Path(waiting.value.path()).read_text(encoding="utf-8")


def test_on_paper_stand_the_answer_and_the_excerpts_and_nothing_to_press(answered: Tab) -> None:
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answered.page.pdf())).pages).split())
    assert "Lind met Okoro in Geneva on 3 March 2021." in words
    assert "The talks lasted four hours." in words
    assert "New briefing" not in words
    assert "Export" not in words


def test_copying_takes_the_citations_along(answered: Tab) -> None:
    answered.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    answered.page.locator("[data-act=copy]").click()
    copied = answered.page.evaluate("navigator.clipboard.readText()")
    assert "Lind met Okoro again on 13 October 2021. [2]" in copied
    assert "[1] Nordic Wire, 4 March 2021, Lind and Okoro meet in Geneva" in copied


def test_copying_tells_what_is_no_longer_in_the_record_as_cited(
    profile: BrowserContext, site: Site, model: LoopbackServer
) -> None:
    def forget_the_first(route: Route) -> None:
        answer = route.fetch()
        form = answer.json()
        form["turns"][0]["briefing"]["claims"][0]["citations"][0]["current"] = False
        route.fulfill(response=answer, json=form)

    with opened(profile, site) as tab:
        model.forget()
        queue_answer(model, TEXT, "talks", "visit")
        tab.ask("When did Lind and Okoro meet?")
        tab.answered()
        tab.page.route("**/v1/conversations/*", forget_the_first)
        tab.page.reload()
        tab.answered()
        tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        tab.page.locator("[data-act=copy]").click()
        expect(tab.page.get_by_text("Copied, with its citations.").first).to_be_attached()
        copied = tab.page.evaluate("navigator.clipboard.readText()")
        told = [line for line in copied.splitlines() if "no longer in the record as cited" in line]
        assert [line[:3] for line in told] == ["[1]"]
