"""The record from a side, in a real browser: timeline, quotes, names, documents."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.doors.chat.conftest import Opener
from tests.support.browsing import Site, Tab, queue_answer
from tests.support.loopback import LoopbackServer
from tests.support.page_record import page_documents

TEXTS = {document.id: document.text for document in page_documents()}


def test_the_timeline_draws_each_event_by_its_status_and_opens_its_source(tab: Tab) -> None:
    tab.go("/timeline")
    drawn = tab.page.locator(".chart g.event")
    expect(drawn.first).to_be_visible()
    kinds = {kind: tab.page.locator(f".chart g.event.{kind}").count() for kind in ("happened", "planned", "denied")}
    assert kinds["happened"] >= 4
    assert kinds["planned"] == 2
    assert kinds["denied"] == 1
    assert drawn.count() == tab.page.locator(".events > li").count()
    expect(tab.page.locator(".chart g.denied .strike")).to_have_count(1)
    expect(tab.page.locator(".chart g.planned rect.shape")).to_have_count(2)  # months are bars
    tab.page.locator(".chart g.denied").click()
    assert "denied that a quota for cocoa" in tab.text("mark.cited")


def test_the_timeline_shows_no_button_without_words_before_it_is_drawn(open_tab: Opener, site: Site) -> None:
    tab = open_tab(site)
    tab.page.add_init_script("window.ResizeObserver = class { observe() {} }")  # that moment, for as long as it takes
    tab.page.goto("/timeline")
    expect(tab.page.locator(".chart-range [role=status]")).to_contain_text("–")
    assert [text.strip() for text in tab.page.locator(".chart-tools button:visible").all_inner_texts()].count("") == 2
    assert tab.page.locator(".chart-range button:visible").count() == 0
    assert tab.page.locator(".chart g.event").count() == 0


def test_the_timeline_is_drawn_whatever_its_width(open_tab: Opener, site: Site) -> None:
    tab = open_tab(site, bypass_csp=True)
    rule = ".chart-frame { width: 800px; border: 0; padding: 0 }"
    style = f"const it = document.createElement('style'); it.textContent = '{rule}'; document.head.append(it);"
    tab.page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {style} }})")
    tab.page.goto("/timeline")
    expect(tab.page.locator(".chart g.event").first).to_be_visible()
    assert tab.page.locator(".chart").get_attribute("width") == "800"


def test_the_timeline_is_filtered_by_who_takes_part_and_by_days(tab: Tab) -> None:
    tab.go("/timeline?from=2021-10-01")
    expect(tab.page.locator(".events > li")).to_have_count(3)
    tab.page.get_by_label("Who takes part").fill("Okoro")
    tab.page.get_by_role("button", name="Show", exact=True).click()
    expect(tab.page.locator(".events > li")).to_have_count(1)
    assert tab.page.url.endswith("/timeline?entity=Okoro&from=2021-10-01")


def test_the_timeline_is_walked_and_zoomed_by_keys(tab: Tab) -> None:
    tab.go("/timeline")
    tab.page.locator(".chart g.event[tabindex='0']").focus()
    tab.page.keyboard.press("ArrowRight")
    assert tab.page.evaluate("document.activeElement.dataset.event") == "1"
    before = tab.text(".chart-range [role=status]")
    tab.page.keyboard.press("+")
    assert tab.text(".chart-range [role=status]") != before
    assert tab.page.evaluate("document.activeElement.dataset.event") == "1"
    tab.page.keyboard.press("Enter")
    assert "17 ships" in tab.text("mark.cited")


def test_an_answer_leads_to_the_timeline_of_the_documents_it_rests_on(tab: Tab, model: LoopbackServer) -> None:
    queue_answer(model, "Lind met Okoro again on 13 October 2021 [e1].", "visit")
    tab.ask("When did they meet again?")
    tab.answered()
    tab.page.locator(".acts").get_by_role("link", name="Timeline").click()
    expect(tab.page.locator(".events > li")).to_have_count(3)
    assert set(tab.page.locator(".events .origin-source").all_text_contents()) == {"Foreign Ministry"}
    tab.page.get_by_role("link", name="Back to the answer").click()
    expect(tab.page.locator(".turn[data-state=done]")).to_have_count(1)


def test_quotes_stand_by_speaker_with_the_documents_own_words(tab: Tab) -> None:
    tab.go("/quotes")
    group = tab.page.locator(".quote-group", has=tab.page.get_by_role("heading", name="Samuel Okoro"))
    expect(group.locator("blockquote").first).to_contain_text("“We start with cocoa and timber,”")
    expect(group.locator(".quote.indirect").first).to_contain_text("reported, not word for word")
    group.locator(".chip").first.click()
    assert "We start with cocoa and timber" in tab.text("mark.cited")
    tab.go("/quotes?by=date&kind=direct&from=2021-10-01")
    expect(tab.page.locator(".quote-group h3")).to_have_text(["12 October 2021"])


def test_a_name_shows_its_offices_its_company_and_its_excerpts(tab: Tab) -> None:
    tab.go("/e/")
    tab.page.get_by_label("Person, body, place or agreement").fill("Lind")
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".card h2")).to_have_text("Astrid Lind")
    assert tab.page.url.endswith("/e/Lind")
    expect(tab.page.locator(".roles")).to_contain_text("Swedish Foreign Minister")
    expect(tab.page.locator(".company")).to_contain_text("Samuel Okoro")
    tab.page.locator(".roles .chip").first.click()
    assert "Swedish Foreign Minister Astrid Lind" in tab.text("mark.cited")
    tab.go("/e/Nobody%20Here")
    expect(tab.page.locator(".nothing")).to_contain_text("does not name Nobody Here")


def test_a_document_has_a_page_of_its_own_at_the_marked_span(tab: Tab) -> None:
    text = TEXTS["arabic"]
    start = text.index("Astrid")
    tab.go(f"/d/arabic?start={start}&end={start + 11}")
    assert tab.text("mark.cited") == "Astrid Lind"
    assert tab.text(".source-text") == text
    expect(tab.page.locator(".document-head h2")).to_have_text("توقيع الاتفاق")
    assert tab.page.locator(".source-text").evaluate("node => getComputedStyle(node).direction") == "rtl"


def test_files_that_are_dropped_go_in_and_each_is_told_what_became_of_it(
    open_tab: Opener, site: Site, tmp_path: Path
) -> None:
    good, bad = tmp_path / "dropped <b>note.md", tmp_path / "broken.pdf"
    good.write_text(
        "---\ndate: 2021-11-02\nsource: Desk\n---\nOkoro left Lagos on 2 November 2021.\n", encoding="utf-8"
    )
    bad.write_bytes(b"%PDF-1.7 and nothing else")
    tab = open_tab(site, "/documents")
    transfer = tab.page.evaluate_handle("() => new DataTransfer()")
    for path in (good, bad):
        content = list(path.read_bytes())
        transfer.evaluate(
            "(transfer, [name, content]) => transfer.items.add(new File([new Uint8Array(content)], name))",
            [path.name, content],
        )
    tab.page.dispatch_event(".intake", "drop", {"dataTransfer": transfer})
    rows = tab.page.locator(".intake-list li")
    expect(rows.nth(0)).to_contain_text("added", timeout=60_000)
    expect(rows.nth(0)).to_contain_text("dropped <b>note.md")
    expect(rows.nth(1)).to_contain_text("refused", timeout=60_000)
    expect(tab.page.locator("table")).to_contain_text("2 November 2021")
    tab.go("/timeline?from=2021-11-01")
    expect(tab.page.locator(".events")).to_contain_text("Okoro left Lagos")
