"""`attache eval new`: drafts from a user's documents, confirmed in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.errors import FaultError, UsageError
from assistant.store.opening import open_store
from assistant.types import Document
from evals.cases import SuiteFile, expectation
from evals.drafting import drafts_of, slug
from evals.review import new_suite, write_suite
from evals.run import run_suites
from evals.suites import load_suite, make_store, parse_suite
from tests.evals.papers import options, papers

_TEXT = (
    "Norvian Foreign Minister Tilda Marsk met Kestran Ambassador Jon Arvid in Velm on 3 March 2015. "
    "“The harbour remains open,” Marsk said. Marsk is expected to sign a treaty with Arvid in Halden in June 2015."
)


def paper(text: str = _TEXT, day: date | None = date(2015, 3, 5)) -> Document:
    return Document("velm", text, sha256(text.encode()).hexdigest(), source="Gazette", date=day, language="en")


def test_offices_quotations_and_events_become_questions_with_spans():
    found = {drafted.case.name: drafted for drafted in drafts_of(paper())}
    kinds = {drafted.case.metadata.kind for drafted in found.values()}
    assert kinds == {"office", "direct quotation", "planned or happened"}
    office = next(drafted.case for drafted in found.values() if drafted.case.metadata.kind == "office")
    assert "Foreign Minister" in office.inputs.questions[0]
    assert "March 2015" in office.inputs.questions[0]
    assert [fact.words for fact in office.metadata.said] == [("Marsk",)]
    quotation = next(one.case for one in found.values() if one.case.metadata.kind == "direct quotation")
    (words,) = quotation.metadata.quoted
    assert _TEXT[words.start : words.end] == "The harbour remains open"
    status = {one.case.metadata.status for one in found.values()} - {None}
    assert status == {"happened", "planned"}
    assert all(span.stands_in(_TEXT) for one in found.values() for span in one.case.metadata.spans)


def test_an_undated_text_and_one_without_names_give_what_they_can():
    assert all(one.case.metadata.kind != "office" for one in drafts_of(paper(day=None)))
    assert list(drafts_of(paper("It rained."))) == []
    assert list(drafts_of(paper(""))) == []


def test_a_name_for_a_case_is_short_and_plain():
    assert slug("Who?", "Año / Marsk") == "who-año-marsk"
    assert len(slug("x" * 200)) == 60
    assert slug("??") == ""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    return str(tmp_path / "store")


async def filled(store: str, folder: Path) -> None:
    opened = await make_store([papers(folder / "papers")], Path(store))
    await opened.close()


def replies(*given: str) -> Callable[[str], str]:
    """A reviewer who types these lines and then leaves."""
    lines = iter(given)

    def ask(_: str) -> str:
        try:
            return next(lines)
        except StopIteration:
            raise EOFError from None

    return ask


async def test_what_is_kept_edited_and_asked_becomes_a_suite_that_runs(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    await filled(store, tmp_path)
    asked = [
        "k",
        "e",
        "What did Okoro say about timber?",
        "nonsense",
        "o",
        "Where did Lind meet Okoro?",
        "1, 99",
        "Geneva",
        "o",
        "Who is the president of Brazil?",
        "",
        "s",
        "q",
    ]
    assert await new_suite(["mine.yaml"], store, replies(*asked)) == 0
    told = capsys.readouterr().out
    assert "4 cases were added to mine.yaml" in told
    suite = load_suite("mine.yaml")
    assert suite.documents is None
    own = [case for case in suite.cases if str(case.name).startswith("own-")]
    assert [expectation(case).refusal for case in own] == ["forbidden", "required"]
    assert [fact.words for fact in expectation(own[0]).said] == [("Geneva",)]
    questions = [case.inputs.questions[0] for case in suite.cases]
    assert "What did Okoro say about timber?" in questions

    @asynccontextmanager
    async def opened():
        yield await open_store(store, create=False)

    run = await run_suites([suite], options(store=opened))
    assert run.skipped == []
    assert {record.case for record in run.cases if record.passed} >= {case.name for case in own}


async def test_cases_are_added_to_a_suite_that_is_there(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    await filled(store, tmp_path)
    await new_suite(["mine.yaml"], store, replies("k", "q"))
    await new_suite(["mine.yaml"], store, replies("k", "q"))
    capsys.readouterr()
    names = [case.name for case in parse_suite(Path("mine.yaml").read_text(encoding="utf-8"), Path("mine.yaml")).cases]
    assert len(names) == len(set(names)) == 2


async def test_leaving_at_once_writes_nothing(store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    await filled(store, tmp_path)
    assert await new_suite(["mine.yaml"], store, replies()) == 0
    assert "no file was written" in capsys.readouterr().out
    assert not Path("mine.yaml").exists()


async def test_leaving_in_the_middle_keeps_what_was_confirmed(store: str, tmp_path: Path):
    await filled(store, tmp_path)
    await new_suite(["mine.yaml"], store, replies("k", "s"))
    assert len(load_suite("mine.yaml").cases) == 1


async def test_a_document_cannot_write_to_the_reviewers_terminal(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    text = _TEXT.replace("The harbour", "The \x1b[31mharbour")
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "velm.md").write_text(f"---\nid: velm\ndate: 2015-03-05\n---\n\n{text}\n", encoding="utf-8")
    opened = await make_store([tmp_path / "papers"], Path(store))
    await opened.close()
    await new_suite(["mine.yaml"], store, replies("s", "s", "s", "s", "s", "s"))
    assert "\x1b" not in capsys.readouterr().out


def test_a_suite_that_cannot_be_written_is_a_fault(tmp_path: Path):
    case = next(drafts_of(paper())).case
    with pytest.raises(FaultError, match="cannot be written"):
        write_suite(tmp_path / "nowhere" / "mine.yaml", [case])
    write_suite(tmp_path / "mine.yaml", [case])
    assert isinstance(parse_suite((tmp_path / "mine.yaml").read_text(encoding="utf-8"), tmp_path), SuiteFile)


@pytest.mark.parametrize("arguments", [[], ["mine.txt"], ["a.yaml", "b.yaml"]])
async def test_the_file_to_write_is_named(arguments: list[str]):
    with pytest.raises(UsageError, match="Name the suite"):
        await new_suite(arguments, None, replies())
