"""A conversation in a real browser: asked, streamed, opened, stopped, taken up again."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.doors.chat.conftest import Opener
from tests.support.browsing import Site, Tab, queue_answer, queue_citing
from tests.support.loopback import LoopbackServer
from tests.support.page_record import LONG, page_documents

QUESTION = "When did Lind and Okoro meet?"
MEETING = "Lind met Okoro in Geneva on 3 March 2021 [e1]."
INVENTED = "They signed 97 treaties on cocoa [e1]."
TEXTS = {document.id: document.text for document in page_documents()}


def asked(tab: Tab, model: LoopbackServer, text: str = MEETING, question: str = QUESTION, answers: int = 1) -> None:
    queue_answer(model, text, "talks", "visit")
    tab.ask(question)
    tab.answered(answers)


def marked(tab: Tab) -> str:
    """The text under the marks of the cited span, in order."""
    tab.page.wait_for_selector("mark.cited")
    return "".join(tab.page.locator("mark.cited").all_text_contents())


def conversation(tab: Tab) -> dict[str, Any]:
    identifier = re.search(r"/c/(\w+)", tab.page.url)
    assert identifier
    return tab.page.request.get(f"/v1/conversations/{identifier[1]}").json()


def test_an_answer_streams_in_and_says_how_far_it_stands(tab: Tab, model: LoopbackServer) -> None:
    asked(tab, model)
    assert tab.text(".sentence").startswith("Lind met Okoro in Geneva on 3 March 2021.")
    expect(tab.page.locator(".stand")).to_contain_text("Grounded")
    expect(tab.page.locator(".sources li .sources-title").first).to_have_text("Lind and Okoro meet in Geneva")
    assert re.search(r"/c/[0-9a-f]{32}$", tab.page.url)
    expect(tab.page.locator(".past a").first).to_have_text(QUESTION)


def test_a_chip_opens_its_document_with_exactly_the_cited_characters_marked(tab: Tab, model: LoopbackServer) -> None:
    asked(tab, model, f"{MEETING} Lind met Okoro again on 13 October 2021 [e2].")
    for position, claim in enumerate(conversation(tab)["turns"][0]["briefing"]["claims"]):
        citation = claim["citations"][0]
        tab.page.locator(".prose .chip").nth(position).click()
        expect(tab.page.locator(".source-head h2")).to_contain_text(citation["title"])
        assert marked(tab) == citation["text"]
        assert citation["text"] == TEXTS[citation["document"]][citation["start"] : citation["end"]]
        expect(tab.page.locator("mark.cited").first).to_be_in_viewport()
    expect(tab.page.locator(".source-head .origin")).to_contain_text("Foreign Ministry·14 October 2021")
    expect(tab.page.locator(".source-head .origin")).to_contain_text("Official text")


def test_offsets_hold_in_a_long_text_full_of_signs_outside_the_basic_plane(tab: Tab, model: LoopbackServer) -> None:
    said = "The harbour master counted 17 ships on 5 May 2021"
    queue_citing(model, said, "17 ships", query="harbour master counted ships", documents=[LONG])
    tab.ask("How many ships were counted?")
    tab.answered()
    tab.page.click(".prose .chip")
    citation = conversation(tab)["turns"][0]["briefing"]["claims"][0]["citations"][0]
    assert marked(tab) == citation["text"]
    assert "17 ships" in marked(tab)
    expect(tab.page.locator("mark.cited").first).to_be_in_viewport()
    tab.page.get_by_role("button", name="Show earlier text").click()
    expect(tab.page.get_by_role("button", name="Show earlier text")).to_have_count(0)
    assert marked(tab) == citation["text"]


def test_the_keyboard_steps_through_the_citations_and_closes_the_source(tab: Tab, model: LoopbackServer) -> None:
    asked(tab, model, f"{MEETING} Lind met Okoro again on 13 October 2021 [e2].")
    tab.page.locator(".prose .chip").first.focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.locator(".source-steps")).to_contain_text("1 of 2")
    tab.page.keyboard.press("]")
    expect(tab.page.locator(".source-steps")).to_contain_text("2 of 2")
    expect(tab.page.locator(".prose .chip").nth(1)).to_have_attribute("aria-current", "true")
    tab.page.keyboard.press("Escape")
    expect(tab.page.locator("#source")).to_be_hidden()


def test_focus_on_a_chip_previews_the_excerpt(tab: Tab, model: LoopbackServer) -> None:
    asked(tab, model)
    tab.page.locator(".composer textarea").focus()
    tab.page.locator(".prose .chip").first.focus()
    tab.page.keyboard.press("Shift+Tab")
    tab.page.keyboard.press("Tab")
    expect(tab.page.get_by_role("tooltip")).to_contain_text("Astrid Lind met")
    tab.page.keyboard.press("Escape")
    expect(tab.page.get_by_role("tooltip")).to_have_count(0)


def test_a_withheld_sentence_is_discreet_and_can_be_opened(tab: Tab, model: LoopbackServer) -> None:
    queue_answer(model, f"{MEETING} {INVENTED}", "talks")
    model.say("NO ANSWER")
    tab.ask(QUESTION)
    tab.answered()
    summary = tab.page.locator(".withheld summary")
    expect(summary).to_contain_text("withheld: number not in source")
    expect(tab.page.get_by_text("They signed 97 treaties")).to_be_hidden()
    summary.click()
    expect(tab.page.get_by_text("They signed 97 treaties")).to_be_visible()
    expect(tab.page.locator(".stand")).to_contain_text("Partly grounded")


def test_sentences_of_an_answer_that_does_not_hold_at_all_can_be_opened_now_and_later(
    tab: Tab, model: LoopbackServer
) -> None:
    queue_answer(model, f"{INVENTED} {INVENTED.replace('97', '98')}", "talks")
    model.say("NO ANSWER")
    tab.ask(QUESTION)
    tab.answered()
    for _ in ("now", "after a reload"):
        withheld = tab.page.locator(".silence .withheld")
        expect(withheld.locator("summary")).to_have_text(["withheld: number not in source"] * 2)
        expect(withheld.last.get_by_text("They signed 98 treaties")).to_be_hidden()
        withheld.last.locator("summary").click()
        expect(withheld.last.get_by_text("They signed 98 treaties")).to_be_visible()
        expect(tab.page.locator(".prose")).to_be_empty()
        tab.page.reload()
        tab.answered()


def test_a_record_without_an_answer_says_what_was_searched_and_what_lies_nearest(
    tab: Tab, model: LoopbackServer
) -> None:
    asked(tab, model, "NO ANSWER", "Who won the chess match?")
    expect(tab.page.locator(".silence")).to_contain_text("The record does not say.")
    expect(tab.page.locator(".silence")).to_contain_text("Lind Okoro")
    tab.page.locator(".silence .chip").first.click()
    assert marked(tab)


def test_what_was_done_folds_out(tab: Tab, model: LoopbackServer) -> None:
    asked(tab, model)
    tab.page.click(".doings summary")
    expect(tab.page.locator(".doings li").first).to_contain_text("Searched passages “Lind Okoro”, documents talks")
    expect(tab.page.locator(".doings")).to_contain_text("Model demo; 2 replies")


def test_follow_ups_keep_their_numbers_and_all_of_it_is_there_after_a_reload(tab: Tab, model: LoopbackServer) -> None:
    asked(tab, model)
    asked(tab, model, f"Lind met Okoro again on 13 October 2021 [e2]. {MEETING}", "And later?", 2)
    numbers = [chip.text_content() for chip in tab.page.locator(".prose .chip").all()]
    assert numbers == ["1", "2", "1"]
    before = tab.page.locator(".prose").all_text_contents()
    tab.page.reload()
    tab.answered(2)
    assert tab.page.locator(".prose").all_text_contents() == before
    assert [chip.text_content() for chip in tab.page.locator(".prose .chip").all()] == numbers


def test_stopping_keeps_what_was_verified_and_asking_again_answers(tab: Tab, model: LoopbackServer) -> None:
    model.call_tools([("passage_search", {"query": "Lind Okoro", "documents": ["talks"], "limit": 1})])
    model.fault("stall", text=f"{MEETING} And then ")
    tab.ask(QUESTION)
    tab.page.wait_for_selector(".sentence")
    tab.page.get_by_role("button", name="Stop").click()
    expect(tab.page.locator(".turn .note")).to_contain_text("Stopped.")
    assert tab.text(".sentence").startswith("Lind met Okoro")
    queue_answer(model, MEETING, "talks")
    tab.page.get_by_role("button", name="Ask again").click()
    tab.answered()
    expect(tab.page.locator(".turn")).to_have_count(1)


def test_a_reload_in_the_middle_of_an_answer_loses_nothing_that_was_shown(tab: Tab, model: LoopbackServer) -> None:
    model.call_tools([("passage_search", {"query": "Lind Okoro", "documents": ["talks"], "limit": 1})])
    model.fault("stall", text=f"{MEETING} And then ")
    tab.ask(QUESTION)
    tab.page.wait_for_selector(".sentence")
    tab.page.reload()
    expect(tab.page.locator(".turn .note")).to_contain_text("cut off")
    assert tab.text(".sentence").startswith("Lind met Okoro")
    queue_answer(model, MEETING, "talks")
    tab.page.get_by_role("button", name="Try again").click()
    tab.answered()
    expect(tab.page.locator(".turn")).to_have_count(1)


def test_a_restarted_server_finds_the_page_as_it_was(tab: Tab, model: LoopbackServer, site: Site) -> None:
    asked(tab, model)
    before = tab.text(".prose")
    site.stop()
    tab.ask("And later?")
    expect(tab.page.locator("#notice")).to_contain_text("cannot be reached")
    assert tab.text(".prose") == before
    site.start()
    tab.page.get_by_role("button", name="Try now").click()
    expect(tab.page.locator("#notice")).to_contain_text("Connected again")
    queue_answer(model, "Lind met Okoro again on 13 October 2021 [e2].", "talks", "visit")
    tab.page.get_by_role("button", name="Try again").click()
    tab.answered(2)


def test_editing_a_question_replaces_its_answer_and_those_after_it(tab: Tab, model: LoopbackServer) -> None:
    asked(tab, model)
    asked(tab, model, MEETING, "And where?", 2)
    queue_answer(model, "Lind met Okoro again on 13 October 2021 [e2].", "talks", "visit")
    tab.page.locator(".turn").first.get_by_role("button", name="Edit the question").click()
    expect(tab.page.get_by_role("dialog")).to_contain_text("the 1 answer after it")
    tab.page.get_by_role("dialog").get_by_label("Question").fill("When did they meet again?")
    tab.page.keyboard.press("Enter")
    tab.answered(1)
    expect(tab.page.locator(".turn h2")).to_have_text("When did they meet again?")
    assert [turn["question"] for turn in conversation(tab)["turns"]] == ["When did they meet again?"]


def test_a_model_that_fails_is_told_in_a_sentence_with_a_way_on(tab: Tab, model: LoopbackServer) -> None:
    model.fault("error_object")
    model.fault("error_object")
    model.fault("error_object")
    tab.ask(QUESTION)
    expect(tab.page.locator(".turn .note.bad")).to_contain_text("overloaded", timeout=60_000)
    expect(tab.page.get_by_role("button", name="Try again")).to_be_visible()


def test_a_link_to_a_citation_opens_it(open_tab: Opener, site: Site, tab: Tab, model: LoopbackServer) -> None:
    asked(tab, model)
    tab.page.locator(".prose .chip").first.click()
    address = tab.page.url
    assert re.search(r"/c/\w+/0#e1$", address)
    other = open_tab(site, address)
    assert marked(other) == marked(tab)
