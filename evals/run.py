"""Runs suites against a model: concurrently, as often as asked, going on where an interrupted run stopped."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import time
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pydantic_evals import Dataset
from pydantic_evals.lifecycle import CaseLifecycle
from pydantic_evals.reporting import ReportCase, ReportCaseFailure

from assistant import __version__
from assistant.app import Assistant
from assistant.doors.forms import briefing_form
from assistant.errors import UsageError
from assistant.models.contract import ChatModel
from assistant.settings import Settings
from assistant.store.contract import Store
from evals.answered import Answered, AnsweredTurn
from evals.cases import EvalCase, Expectation, Inputs, case_hash, digest, expectation
from evals.evaluators import evaluators
from evals.fingerprints import program_hash, settings_form, suite_hash
from evals.judge import FluencyJudge
from evals.records import CaseRecord, Journal, Json, RunHead, RunRecord, Verdict
from evals.suites import LoadedSuite, added, corpus_hash, make_store, stored_texts, unresolved
from evals.task import AskCase, Desk

Told = Callable[[CaseRecord, int, int], object]
"""Called with each record as it is made, and how many of how many are done."""

_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How to run. `make_model` gives the chat model in place of the settings'; `store` is that of a user's suite."""

    settings: Settings
    epochs: int = 1
    concurrency: int = 4
    journals: Path | None = None
    fresh: bool = False
    make_model: Callable[[], ChatModel] | None = None
    store: Callable[[], AbstractAsyncContextManager[Store]] | None = None
    judge: FluencyJudge | None = None


@dataclass
class _Run:
    """The state of a run: what is done, what is left out, and why."""

    suites: Sequence[LoadedSuite]
    options: RunOptions
    told: Told | None
    done: dict[tuple[str, str, int], CaseRecord] = field(default_factory=dict[tuple[str, str, int], CaseRecord])
    skipped: list[str] = field(default_factory=list[str])
    corpora: dict[str, str] = field(default_factory=dict[str, str])
    prompts: dict[str, str] = field(default_factory=dict[str, str])
    journal: Journal | None = None
    total: int = 0


async def run_suites(suites: Sequence[LoadedSuite], options: RunOptions, told: Told | None = None) -> RunRecord:
    """Run all cases that are not in the journal of an interrupted run of the same program, model and suites.

    Raises UsageError when a suite does not fit its documents, and what the store and the model's settings raise.
    """
    run = _Run(suites, options, told)
    begun, clock = datetime.now(UTC), time.perf_counter()
    async with AsyncExitStack() as stack:
        desks = [await stack.enter_async_context(_desks(run, suite)) for suite in suites]
        head = _head(run)
        _open_journal(run, head)
        run.total = sum(len(cases) for _, cases in desks) * options.epochs
        for suite, (rooms, cases) in zip(suites, desks, strict=True):
            await _run_suite(run, suite, rooms, cases)
    order = {(suite.name, case.name): place for suite in suites for place, case in enumerate(suite.cases)}
    names = [suite.name for suite in suites]
    cases = sorted(run.done.values(), key=lambda one: (names.index(one.suite), order[one.suite, one.case], one.epoch))
    if run.journal is not None:
        run.journal.remove()
    seconds = round(time.perf_counter() - clock, 2)
    return RunRecord(
        head=head, begun=begun.isoformat(timespec="seconds"), seconds=seconds, skipped=run.skipped, cases=cases
    )


def _head(run: _Run) -> RunHead:
    options = run.options
    return RunHead(
        version=__version__,
        model=options.settings.model,
        epochs=options.epochs,
        program=program_hash(),
        prompts=run.prompts,
        settings=settings_form(options.settings),
        corpora=run.corpora,
        suites={suite.name: suite_hash(suite) for suite in run.suites},
        judge=None if options.judge is None else options.judge.name,
    )


def _open_journal(run: _Run, head: RunHead) -> None:
    folder = run.options.journals
    if folder is None:
        return
    run.journal = Journal(folder / f"{digest(head.model_dump_json())[:16]}.jsonl")
    if run.options.fresh:
        run.journal.remove()
    run.done = run.journal.read()


@asynccontextmanager
async def _desks(
    run: _Run, suite: LoadedSuite
) -> AsyncGenerator[tuple[Mapping[tuple[str, ...], Desk], list[EvalCase]]]:
    """A desk for each set of documents of a suite, and the cases that fit what stands there."""
    async with AsyncExitStack() as stack:
        desks: dict[tuple[str, ...], Desk] = {}
        for extra in suite.sets:
            store = await stack.enter_async_context(_store(run, suite, extra))
            model = run.options.make_model() if run.options.make_model else None
            assistant = await stack.enter_async_context(Assistant(store, run.options.settings, model))
            _ = assistant.model  # whatever is wrong with it is told before anything is asked
            run.prompts |= assistant.prompts.hashes
            desks[extra] = Desk(assistant, await stored_texts(store))
            run.corpora["+".join((suite.name, *extra))] = corpus_hash(desks[extra].texts)
        yield desks, [case for case in suite.cases if _fits(run, suite, case, desks[case.inputs.documents])]


@asynccontextmanager
async def _store(run: _Run, suite: LoadedSuite, extra: tuple[str, ...]) -> AsyncGenerator[Store]:
    if suite.documents is None:
        if run.options.store is None or extra:
            raise UsageError(f"The suite {suite.name} is put to your own store; it cannot add sets of documents.")
        async with run.options.store() as opened:
            yield opened
        return
    folder = Path(tempfile.mkdtemp(prefix="attache-eval-"))
    try:
        yield await make_store([*suite.documents, *added(extra)], folder)  # its assistant closes it
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fits(run: _Run, suite: LoadedSuite, case: EvalCase, desk: Desk) -> bool:
    """Whether all spans of a case stand where it says; a case that does not fit is left out and told."""
    wrong = unresolved(case, desk.texts)
    if wrong:
        where = ", ".join(dict.fromkeys(span.document for span in wrong))
        run.skipped.append(f"{suite.name}/{case.name}: its spans do not stand in {where}")
    return not wrong


async def _run_suite(
    run: _Run, suite: LoadedSuite, desks: Mapping[tuple[str, ...], Desk], cases: Sequence[EvalCase]
) -> None:
    left = [
        EvalCase(name=f"{case.name}{_SEPARATOR}{epoch}", inputs=case.inputs, metadata=case.metadata)
        for epoch in range(1, run.options.epochs + 1)
        for case in cases
        if (suite.name, str(case.name), epoch) not in run.done
    ]
    if not left:
        return

    def lifecycle(case: EvalCase) -> _Keeper:
        return _Keeper(case, run, suite)

    dataset: Dataset[Inputs, Answered, Expectation] = Dataset(name=suite.name, cases=left, evaluators=evaluators())
    await dataset.evaluate(AskCase(desks), max_concurrency=run.options.concurrency, progress=False, lifecycle=lifecycle)


class _Keeper(CaseLifecycle[Inputs, Answered, Expectation]):
    """Keeps each case's record as soon as it is judged."""

    def __init__(self, case: EvalCase, run: _Run, suite: LoadedSuite) -> None:
        super().__init__(case)
        self._run = run
        self._suite = suite

    async def teardown(
        self,
        result: ReportCase[Inputs, Answered, Expectation] | ReportCaseFailure[Inputs, Answered, Expectation] | None,
    ) -> None:
        """Nothing is kept of a case that was cut off."""
        if result is None:
            return
        record = _record(self._suite, self.case, result)
        judge = self._run.options.judge
        if judge is not None and isinstance(result, ReportCase):
            record = record.model_copy(update={"judged": await judge.judge(result.inputs, result.output)})
        self._run.done[record.key] = record
        if self._run.journal is not None:
            await asyncio.to_thread(self._run.journal.add, record)
        if self._run.told is not None:
            self._run.told(record, len(self._run.done), self._run.total)


def _record(
    suite: LoadedSuite,
    case: EvalCase,
    result: ReportCase[Inputs, Answered, Expectation] | ReportCaseFailure[Inputs, Answered, Expectation],
) -> CaseRecord:
    name, _, epoch = str(case.name).rpartition(_SEPARATOR)
    wanted = expectation(case)
    asked = case.inputs.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    questions: list[str] = asked.pop("questions")
    head: Json = {
        "suite": suite.name,
        "case": name,
        "kind": wanted.kind,
        "epoch": int(epoch),
        "digest": case_hash(case),
        "expects": wanted.refusal,
        "questions": questions,
        "scope": asked,
    }
    if isinstance(result, ReportCaseFailure):
        return CaseRecord(**head, error=result.error_message)
    broken = [
        f"the evaluator {failure.name} broke down: {failure.error_message}" for failure in result.evaluator_failures
    ]
    verdicts = {
        one.name: Verdict(value=one.value, reason=one.reason or "")
        for one in (*result.assertions.values(), *result.scores.values())
    }
    return CaseRecord(
        **head,
        error=broken[0] if broken else None,
        refused=result.output.last.refused,
        verdicts=verdicts,
        turns=[_turn_form(turn) for turn in result.output.turns],
    )


def _turn_form(turn: AnsweredTurn) -> Json:
    return briefing_form(turn.briefing) | {
        "numbers": dict(turn.numbers),
        "steps": list(turn.steps),
        "seconds": round(turn.seconds, 4),
    }
