"""The work of `attache eval`: run suites, show and write the results, hold them against the last release."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from assistant import __version__
from assistant.app import make_model
from assistant.doors.cli.lines import say, warn
from assistant.doors.cli.session import reading_store
from assistant.errors import FaultError, UsageError
from assistant.places import data_folder
from assistant.settings import EXTRACTIVE, Settings, read_settings
from evals.cases import expectation
from evals.gate import Outcome, file_name, judge, last_release
from evals.judge import FluencyJudge
from evals.junit import junit
from evals.page import page
from evals.records import RunRecord, read_run, release_form, write_run
from evals.run import RunOptions, run_suites
from evals.suites import OWN, LoadedSuite, load_suite
from evals.terminal import gate_words, progress, side_by_side, table

RESULTS = Path(__file__).resolve().parent / "results"
RELEASES = "releases"


@dataclass(frozen=True, slots=True)
class EvalOptions:
    """The options of `attache eval`."""

    suites: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    epochs: int = 1
    concurrency: int = 4
    cases: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    gate: bool = False
    strict: bool = False
    save: bool = False
    fresh: bool = False
    judge: str | None = None
    output: Path | None = None
    store: str | None = None
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Measured:
    """A run, the release it was held against, and what came of that."""

    run: RunRecord
    release: Path | None
    outcome: Outcome


async def evaluate(options: EvalOptions) -> int:
    """Run and tell; the exit status is 1 when the gate fails, else 0. Raises UsageError for what cannot be run."""
    suites = [_narrowed(suite, options) for suite in _suites(options)]
    if (options.gate or options.save) and (options.cases or options.kinds):
        raise UsageError("--gate and --save look at whole suites; leave out --case and --kind.")
    measured = [await _measure(suites, name, options) for name in options.models or (EXTRACTIVE,)]
    folder = options.output or _run_folder(measured[0].run)
    _write(measured, folder)
    _show(measured, folder, options)
    if options.save:
        for one in measured:
            _save(one.run)
    return 1 if options.gate and not all(one.outcome.passes for one in measured) else 0


def _save(run: RunRecord) -> None:
    """Keep a run's verdicts as those of this version. Raises FaultError when they cannot be written."""
    path = _writable(RESULTS) / RELEASES / f"{__version__}.{file_name(run.head.model)}.json"
    try:
        write_run(release_form(run), path)
    except OSError as error:
        raise FaultError(f"The verdicts cannot be written to {path}: {error.strerror or error}.") from error
    warn(f"The verdicts are kept as those of version {__version__}: {path}")


def _suites(options: EvalOptions) -> list[LoadedSuite]:
    """The suites asked for; by default ours, as far as their documents are at hand."""
    found: list[LoadedSuite] = []
    for name in options.suites or sorted(OWN, reverse=True):
        suite = load_suite(name)
        if suite.documents == ():
            if options.suites:
                raise UsageError(f"The documents of the suite {name} are not at hand; it needs ../shared/corpus.")
            warn(f"The suite {name} is left out: its documents are not at hand.")
            continue
        found.append(suite)
    names = [suite.name for suite in found]
    if len(set(names)) < len(names):
        raise UsageError("Two suites have the same name; give one of them another name.")
    return found


def _narrowed(suite: LoadedSuite, options: EvalOptions) -> LoadedSuite:
    """The suite with the cases asked for."""
    cases = tuple(
        case
        for case in suite.cases
        if (not options.cases or case.name in options.cases)
        and (not options.kinds or expectation(case).kind in options.kinds)
    )
    return replace(suite, cases=cases)


async def _measure(suites: Sequence[LoadedSuite], model: str, options: EvalOptions) -> Measured:
    settings = read_settings(model=model, store=options.store)
    if not any(suite.cases for suite in suites):
        raise UsageError("No case is left to run; look at the names given to --case and --kind.")
    fluency = _judge(options, settings)
    run_options = RunOptions(
        settings,
        options.epochs,
        options.concurrency,
        _writable(RESULTS) / "unfinished",
        options.fresh,
        store=lambda: reading_store(settings),
        judge=fluency,
    )
    try:
        with progress(model) if sys.stderr.isatty() else nullcontext() as told:
            run = await run_suites(suites, run_options, told)
    finally:
        if fluency is not None:
            await fluency.close()
    for line in run.skipped:
        warn(f"Left out: {line}.")
    # What the user saved counts before what came with the installation; in a checkout they are one.
    folders = (_writable(RESULTS) / RELEASES, RESULTS / RELEASES)
    release = next((found for folder in folders if (found := last_release(folder, model)) is not None), None)
    outcome = judge(run, None if release is None else read_run(release), strict=options.strict)
    return Measured(run, release, _of_whole(outcome, options))


def _judge(options: EvalOptions, settings: Settings) -> FluencyJudge | None:
    if options.judge is None:
        return None
    if options.judge == EXTRACTIVE:
        raise UsageError("--judge needs a language model; extractive cannot judge how an answer reads.")
    return FluencyJudge(make_model(settings.model_copy(update={"model": options.judge})))


def _of_whole(outcome: Outcome, options: EvalOptions) -> Outcome:
    """Cases that were not asked for are not gone."""
    return replace(outcome, gone=()) if options.cases or options.kinds else outcome


def _writable(folder: Path) -> Path:
    """The folder of results in a checkout, else one in the user's data folder."""
    return folder if (folder.parent.parent / "pyproject.toml").is_file() else data_folder() / "evals"


def _run_folder(run: RunRecord) -> Path:
    when = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return _writable(RESULTS) / "runs" / f"{when}-{file_name(run.head.model)}"


def _write(measured: Sequence[Measured], folder: Path) -> None:
    """All results of one call in one folder. Raises FaultError when it cannot be written."""
    try:
        for one in measured:
            stem = file_name(one.run.head.model)
            write_run(one.run, folder / f"{stem}.json")
            told = page(one.run, one.outcome, one.release and one.release.name)
            (folder / f"{stem}.html").write_text(told, encoding="utf-8", errors="replace")
        (folder / "junit.xml").write_text(junit([one.run for one in measured]), encoding="utf-8", errors="replace")
    except OSError as error:
        raise FaultError(f"The results cannot be written to {folder}: {error.strerror or error}.") from error


def _show(measured: Sequence[Measured], folder: Path, options: EvalOptions) -> None:
    if options.as_json:
        say(json.dumps({"folder": str(folder), "runs": [_form(one) for one in measured]}, ensure_ascii=False) + "\n")
        return
    for one in measured:
        say(table(one.run) + "\n")
    if len(measured) > 1:
        say("\n" + side_by_side([one.run for one in measured]) + "\n")
    for one in measured:
        say("\n" + gate_words(one.outcome, one.release and one.release.name))
    say(f"\nThe report is {folder / (file_name(measured[0].run.head.model) + '.html')}\n")


def _form(measured: Measured) -> dict[str, object]:
    """A run for programs: its head, each case's verdicts, the gate."""
    plain = release_form(measured.run).model_dump(mode="json", exclude_defaults=True)
    outcome = measured.outcome
    plain["gate"] = {
        "passes": outcome.passes,
        "release": measured.release and measured.release.name,
        "lost": [f"{change.suite}/{change.case}" for change in outcome.lost],
        "gained": [f"{change.suite}/{change.case}" for change in outcome.gained],
        "hard": [f"{change.suite}/{change.case}" for change in outcome.hard],
        "gone": list(outcome.gone),
    }
    return plain
