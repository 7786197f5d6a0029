"""Running a suite: records, epochs, concurrency, going on after an interruption, models that fail."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import UsageError
from evals.cases import EvalCase, Expectation, Fact, Inputs, SpanRef, expectation
from evals.judge import FluencyJudge
from evals.records import CaseRecord, Journal, read_run, release_form, write_run
from evals.run import run_suites
from evals.suites import LoadedSuite, make_store
from tests.evals.papers import Counting, Failing, Saying, options, papers, small_suite


async def test_a_run_records_what_was_measured_and_every_case_with_its_verdicts(tmp_path: Path):
    run = await run_suites([small_suite(tmp_path)], options())
    assert [(record.case, record.passed) for record in run.cases] == [
        (name, True) for name in ("place", "day", "cocoa", "stay", "brazil")
    ]
    head = run.head
    assert (head.model, head.epochs, set(head.suites), set(head.corpora)) == ("extractive", 1, {"small"}, {"small"})
    assert head.version
    assert head.program
    assert "system" in head.prompts
    first = run.cases[0]
    assert first.turns[0]["claims"][0]["citations"][0]["document"] == "geneva"
    assert {step["step"] for step in first.turns[0]["steps"]} >= {"call", "found", "sentence"}
    assert first.verdicts["citations resolve"].value is True
    assert first.score("seconds") is not None


async def test_epochs_ask_each_case_again(tmp_path: Path):
    model = Counting()
    run = await run_suites([small_suite(tmp_path)], options(lambda: model, epochs=3))
    assert [record.epoch for record in run.cases[:3]] == [1, 2, 3]
    assert len(run.cases) == 15
    assert model.asked.count("Where did Lind meet Okoro?") == 3


@pytest.mark.parametrize(("concurrency", "most"), [(1, 1), (3, 3)])
async def test_so_many_cases_are_asked_at_a_time(tmp_path: Path, concurrency: int, most: int):
    model = Counting()
    await run_suites([small_suite(tmp_path)], options(lambda: model, concurrency=concurrency, epochs=2))
    assert model.most == most


async def test_progress_is_told_case_by_case(tmp_path: Path):
    told: list[tuple[int, int]] = []
    await run_suites([small_suite(tmp_path)], options(), lambda _, done, total: told.append((done, total)))
    assert sorted(told) == [(number, 5) for number in range(1, 6)]


async def interrupted(suite: LoadedSuite, journals: Path, after: int) -> None:
    """Begin a run and stop it when so many cases are done."""

    def stop(_: CaseRecord, done: int, __: int) -> None:
        if done == after:
            running.cancel()

    running = asyncio.ensure_future(run_suites([suite], options(journals=journals, concurrency=1), stop))
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path):
    journals, suite, model = tmp_path / "unfinished", small_suite(tmp_path), Counting()
    await interrupted(suite, journals, after=3)
    run = await run_suites([suite], options(lambda: model, journals=journals))
    assert len(model.asked) == 2
    assert [record.case for record in run.cases] == [case.name for case in suite.cases]
    assert list(journals.iterdir()) == []


@pytest.mark.parametrize(("changes", "asked"), [({"epochs": 2}, 10), ({"fresh": True}, 5)])
async def test_a_run_of_another_kind_or_a_fresh_one_begins_anew(tmp_path: Path, changes: dict[str, Any], asked: int):
    journals, suite, model = tmp_path / "unfinished", small_suite(tmp_path), Counting()
    await interrupted(suite, journals, after=3)
    await run_suites([suite], options(lambda: model, journals=journals, **changes))
    assert len(model.asked) == asked


async def test_a_case_whose_model_fails_is_an_error_and_the_others_go_on(tmp_path: Path):
    run = await run_suites([small_suite(tmp_path)], options(lambda: Failing("Brazil")))
    failed = [record for record in run.cases if not record.passed]
    assert [record.case for record in failed] == ["brazil"]
    assert "cannot be reached" in str(failed[0].error)
    assert failed[0].failures == {"error": failed[0].error}
    assert failed[0].questions == ["Who is the president of Brazil?"]


def test_a_journal_leaves_out_errors_and_lines_cut_short(tmp_path: Path):
    path = tmp_path / "journal.jsonl"
    journal = Journal(path)
    good = CaseRecord(suite="s", case="a", kind="date", digest="d", expects="allowed")
    journal.add(good)
    journal.add(good.model_copy(update={"case": "b", "error": "broken"}))
    path.write_bytes(path.read_bytes() + b'{"suite": "s", "ca')
    journal.add(good.model_copy(update={"case": "c"}))
    assert [record.case for record in journal.read().values()] == ["a", "c"]
    journal.remove()
    assert journal.read() == {}


async def test_a_case_whose_span_does_not_stand_is_left_out_and_told(tmp_path: Path):
    suite = small_suite(tmp_path)
    wrong = SpanRef(document="geneva", start=0, end=9, sha256="0" * 64)
    gone = wrong.model_copy(update={"document": "gone"})
    cases = [
        EvalCase(
            name=name,
            inputs=Inputs(questions=("Who?",)),
            metadata=Expectation(kind="date", excerpts=((span,),), said=(Fact(date="1998"),)),
        )
        for name, span in (("moved", wrong), ("gone", gone))
    ]
    run = await run_suites([replace(suite, cases=(*cases, *suite.cases))], options())
    assert len(run.cases) == 5
    assert [line.split(":")[0] for line in run.skipped] == ["small/moved", "small/gone"]


async def test_a_users_suite_is_put_to_the_users_store(tmp_path: Path):
    suite = replace(small_suite(tmp_path), documents=None)

    @asynccontextmanager
    async def own():
        yield await make_store([papers(tmp_path / "own")], tmp_path / "store")

    run = await run_suites([suite], options(store=own))
    assert all(record.passed for record in run.cases)
    with pytest.raises(UsageError, match="your own store"):
        await run_suites([suite], options())


async def test_the_short_form_of_a_run_keeps_verdicts_and_no_word_of_documents_or_answers(tmp_path: Path):
    run = await run_suites([small_suite(tmp_path)], options())
    write_run(run, tmp_path / "runs" / "whole.json")
    write_run(release_form(run), tmp_path / "short.json")
    assert read_run(tmp_path / "runs" / "whole.json") == run
    short = (tmp_path / "short.json").read_text(encoding="utf-8")
    assert not any(word in short for word in ("Okoro", "timber", "Lind", "president"))
    kept = read_run(tmp_path / "short.json")
    assert [record.passed for record in kept.cases] == [record.passed for record in run.cases]
    assert list((tmp_path / "runs").iterdir()) == [tmp_path / "runs" / "whole.json"]


def test_results_that_cannot_be_read_are_told(tmp_path: Path):
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="measure them again"):
        read_run(tmp_path / "bad.json")
    with pytest.raises(UsageError, match="measure them again"):
        read_run(tmp_path / "nowhere.json")


# --- the judging model -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "marks"),
    [
        ('{"fluency": 5, "completeness": 2, "reason": "short"}', {"fluency": 5.0, "completeness": 2.0}),
        ('Well: {"fluency": 1, "completeness": 1} that is all', {"fluency": 1.0, "completeness": 1.0}),
        ('{"fluency": 6, "completeness": 2}', {}),
        ('{"fluency": true, "completeness": 2}', {}),
        ('{"fluency": 4}', {}),
        ("[5, 5]", {}),
        ("five", {}),
        ("{" * 2000, {}),
    ],
)
async def test_a_judges_marks_are_kept_apart_and_decide_nothing(tmp_path: Path, reply: str, marks: dict[str, float]):
    suite = small_suite(tmp_path)
    suite = replace(suite, cases=suite.cases[:1])
    run = await run_suites([suite], options(judge=FluencyJudge(Saying(reply))))
    (record,) = run.cases
    assert {name: verdict.value for name, verdict in record.judged.items()} == marks
    assert record.passed
    assert set(marks).isdisjoint(record.verdicts)
    assert run.head.judge == "saying"


async def test_a_judge_that_cannot_be_reached_costs_no_case(tmp_path: Path):
    run = await run_suites([small_suite(tmp_path)], options(judge=FluencyJudge(Failing("fluency"))))
    assert all(record.passed and not record.judged for record in run.cases)


def test_the_small_suite_has_a_case_to_refuse(tmp_path: Path):
    assert [expectation(case).refusal for case in small_suite(tmp_path).cases].count("required") == 1
