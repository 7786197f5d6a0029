"""The report as a page, in a real browser where there is one, and as JUnit XML and tables."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from shutil import which

import pytest
from playwright.sync_api import Browser, sync_playwright

from evals.gate import judge
from evals.junit import junit
from evals.page import page
from evals.records import CaseRecord, RunHead, RunRecord, Verdict
from evals.summary import rows
from evals.terminal import side_by_side, table

HOSTILE = '</p><script>document.title="taken"</script><img src=x onerror=alert(1)> "&amp; \u202e\x07'
CHROMIUM = which("chromium") or which("chromium-browser") or which("google-chrome")


def record(case: str, held: bool, kind: str = "date", **changes: object) -> CaseRecord:
    citation = {
        "id": "e4",
        "document": f"paper {HOSTILE}",
        "title": HOSTILE,
        "source": "Wire",
        "date": "2021-03-05",
        "start": 0,
        "end": 9,
        "text": f"Lind met Okoro. {HOSTILE}",
    }
    claims = [
        {"text": f"Lind met Okoro {HOSTILE}", "status": "supported", "reasons": [], "citations": [citation]},
        {
            "text": "They danced.",
            "status": "withheld",
            "reasons": [{"kind": "coverage", "detail": "no"}],
            "citations": [],
        },
    ]
    turn = {
        "question": f"When? {HOSTILE}",
        "answer": "Lind met Okoro",
        "claims": claims,
        "numbers": {"e4": 1},
        "steps": [{"step": "call", "tool": "passage_search", "arguments": {"query": HOSTILE}}],
    }
    fields: dict[str, object] = {
        "suite": "small",
        "case": case,
        "kind": kind,
        "digest": "d",
        "expects": "forbidden",
        "verdicts": {"facts": Verdict(value=held, reason=f"why {HOSTILE}"), "citation recall": Verdict(value=0.5)},
        "questions": ["When?"],
        "turns": [turn],
    }
    return CaseRecord.model_validate(fields | changes)


def run(*cases: CaseRecord, model: str = "extractive") -> RunRecord:
    return RunRecord(
        head=RunHead(version="1.0", model=model, suites={"small": "h"}), begun="2026-11-22", cases=list(cases)
    )


NOW = run(
    record("steady", held=True),
    record("bad", held=False),
    record("dropped", held=False),
    record("won", held=True),
    record("broken", held=False, error=f"It broke. {HOSTILE}", turns=[]),
)
BEFORE = run(
    record("steady", held=True), record("bad", held=False), record("dropped", held=True), record("won", held=False)
)


def written() -> str:
    return page(NOW, judge(NOW, BEFORE), "0.9.extractive.json")


class Elements(HTMLParser):
    """Every element and attribute of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_page_holds_no_script_no_address_and_no_handler():
    elements = Elements(written()).found
    assert {tag for tag, _ in elements}.isdisjoint({"script", "img", "link", "iframe", "a", "object", "form"})
    attributes = {name for _, attributes in elements for name in attributes}
    assert not {name for name in attributes if name.startswith("on") or name in {"src", "href", "style"}}
    assert "default-src 'none'" in written()


def test_cases_that_changed_come_first_and_all_others_follow():
    text = written()
    order = [text.index(f"small/{name} ") for name in ("dropped", "won", "bad", "broken", "steady")]
    assert order == sorted(order)
    assert re.search(r"small/dropped · date · lost", text)
    assert re.search(r"small/won · date · gained", text)


def test_hidden_and_control_characters_are_shown_as_such():
    assert "\u202e" not in written()
    assert "\x07" not in written()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here: install the package chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.xdist_group("browser")
def test_a_browser_opens_each_case_to_question_answer_citations_verdicts_and_transcript(
    browser: Browser, tmp_path: Path
):
    (tmp_path / "report.html").write_text(written(), encoding="utf-8")
    tab = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((tmp_path / "report.html").as_uri())
    case = tab.locator("#small-dropped-1")
    assert not case.get_by_text("Lind met Okoro").first.is_visible()
    case.locator("summary").first.click()
    for part in ("Verdicts", "Citations (1)", "Transcript"):
        case.get_by_text(part, exact=True).click()
    for text in ("When?", "Lind met Okoro", "withheld: They danced.", "fails", "passage_search", "paper"):
        assert case.get_by_text(text).first.is_visible()
    assert case.locator("blockquote").inner_text().startswith("Lind met Okoro. </p><script>")
    assert tab.title() == "Evals: extractive, Attaché 1.0"
    assert tab.locator("summary").first.evaluate("element => getComputedStyle(element).cursor") == "pointer"
    assert (said, len(asked)) == ([], 1)
    tab.close()


# --- JUnit and tables ------------------------------------------------------------------------------------


def test_junit_counts_failures_and_errors_and_says_what_failed():
    root = ET.fromstring(junit([NOW]))  # noqa: S314 - our own file
    (suite,) = root.findall("testsuite")
    assert [suite.get(name) for name in ("name", "tests", "failures", "errors")] == ["extractive.small", "5", "2", "1"]
    by_name = {case.get("name"): case for case in suite.findall("testcase")}
    assert by_name["steady"].find("failure") is None
    failure, error = by_name["dropped"].find("failure"), by_name["broken"].find("error")
    assert failure is not None
    assert str(failure.get("message")).startswith("facts: why")
    assert error is not None
    assert str(error.get("message")).startswith("It broke.")


def test_a_hard_failure_and_an_epoch_are_told_in_junit():
    hard = record("hard", held=True, epoch=2, verdicts={"quotes exact": Verdict(value=False, reason="invented")})
    root = ET.fromstring(junit([run(hard)]))  # noqa: S314 - our own file
    (case,) = root.iter("testcase")
    (failure,) = root.iter("failure")
    assert (case.get("name"), failure.get("type")) == ("hard #2", "hard")


def test_a_row_for_each_suite_and_kind_with_its_figures():
    found = {
        (row.suite, row.kind): row for row in rows(run(record("a", held=True), record("b", held=False, kind="office")))
    }
    assert set(found) == {("small", "all"), ("small", "date"), ("small", "office")}
    assert found["small", "all"].passed.value == 0.5
    assert found["small", "office"].figures["facts"].value == 0.0
    assert found["small", "all"].figures["citation recall"].value == 0.5
    assert "dates" not in found["small", "all"].figures


def test_the_epochs_of_a_case_count_as_one():
    epochs = [record("a", held=number < 2, epoch=number) for number in range(4)]
    (row,) = [row for row in rows(run(*epochs, record("b", held=True))) if row.kind == "all"]
    assert (row.passed.count, row.passed.value) == (2, 0.75)


def test_refusals_are_judged_where_they_are_decided_and_nothing_broke():
    cases = [
        record("a", held=True, expects="required", refused=True),
        record("b", held=True, expects="forbidden", refused=True),
        record("c", held=True, expects="allowed", refused=True),
        record("d", held=False, expects="required", error="broken"),
    ]
    refused = rows(run(*cases))[0].refused
    assert (refused.count, refused.precision, refused.recall) == (2, 0.5, 1.0)


def test_tables_show_intervals_and_models_side_by_side():
    assert re.search(r"small\s+all\s+5\s+0\.40 \(0\.\d\d–0\.\d\d\)", table(NOW))
    both = side_by_side([NOW, run(record("steady", held=True), model="other")])
    assert re.search(r"suite\s+kind\s+figure\s+extractive\s+other", both)
    assert re.search(r"small\s+all\s+passed\s+0\.40 .*1\.00", both)
