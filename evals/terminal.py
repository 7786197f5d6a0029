"""What `attache eval` shows: progress while it runs, the table, the gate's words."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from contextlib import contextmanager

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from evals.gate import Outcome
from evals.intervals import Estimate
from evals.records import CaseRecord, RunRecord
from evals.run import Told
from evals.summary import Row, rows

COLUMNS = {
    "citation recall": "recall",
    "citation precision": "precision",
    "facts": "facts",
    "dates": "dates",
    "quotes exact": "quotes",
}
NOTE = (
    "Shares have Wilson's 95 % interval, recall and precision the bootstrap's over cases (2,000 resamples). "
    "F1 is that of refusing what must be refused."
)
_WIDE = 200


@contextmanager
def progress(label: str) -> Generator[Told]:
    """A bar on standard error that counts cases and failures."""
    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[failed]} failed"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(label, failed=0, total=None)
        failed = 0

        def told(record: CaseRecord, done: int, total: int) -> None:
            nonlocal failed
            failed += not record.passed
            bar.update(task, completed=done, total=total, failed=failed)

        yield told


def table(run: RunRecord) -> str:
    """One run's figures as aligned text."""
    made = _table(f"{run.head.model} · Attaché {run.head.version}")
    for name in ("suite", "kind", "cases", "passed", *COLUMNS.values(), "F1", "s"):
        made.add_column(name, no_wrap=True)
    for row in rows(run):
        made.add_row(
            row.suite,
            row.kind,
            str(row.passed.count),
            str(row.passed),
            *(_cell(row.figures.get(name)) for name in COLUMNS),
            _number(row.refused.f1),
            f"{row.seconds:.2f}",
        )
    return _drawn(made) + NOTE


def side_by_side(runs: Sequence[RunRecord]) -> str:
    """Several models' figures in one table: what each passes, and the figures of whole suites."""
    made = _table("side by side")
    for name in ("suite", "kind", "figure", *(run.head.model for run in runs)):
        made.add_column(name, no_wrap=True)
    tables = [{(row.suite, row.kind): row for row in rows(run)} for run in runs]
    for key in dict.fromkeys(key for one in tables for key in one):
        found = [one.get(key) for one in tables]
        made.add_row(*key, "passed", *(_cell(row.passed if row else None) for row in found))
        if key[1] == "all":
            for name in COLUMNS:
                made.add_row(*key, name, *(_cell(row.figures.get(name) if row else None) for row in found))
            made.add_row(*key, "F1 of refusals", *(_number(row.refused.f1 if row else None) for row in found))
            made.add_row(*key, "seconds", *(_spent(row) for row in found))
            made.add_row(*key, "tokens", *(f"{row.tokens:.0f}" if row else "–" for row in found))
    return _drawn(made) + NOTE


def gate_words(outcome: Outcome, release: str | None) -> str:
    """The gate's verdict with the cases it rests on."""
    lines = [f"Gate: {'passed' if outcome.passes else 'FAILED'}; {_against(outcome, release)}."]
    for drop in outcome.drops:
        if drop.lost or drop.gained:
            told = "SIGNIFICANT" if drop.significant else "within chance"
            counts = f"{len(drop.lost)} lost, {len(drop.gained)} gained"
            lines.append(f"  {drop.kind}: {counts}, McNemar exact, one-sided p = {drop.probability:.3f}: {told}")
    lines += [f"  hard failure: {change}" for change in outcome.hard]
    lines += [f"  not run any more: {name}" for name in outcome.gone]
    lines += [f"  lost: {change}" for change in outcome.lost]
    lines += [f"  gained: {change.suite}/{change.case}" for change in outcome.gained]
    return "\n".join(lines) + "\n"


def _against(outcome: Outcome, release: str | None) -> str:
    if release is None:
        return "there is no release of this model to compare with, so only hard failures count"
    return f"{outcome.compared} cases compared with {release}"


def _cell(estimate: Estimate | None) -> str:
    return "–" if estimate is None else str(estimate)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def _spent(row: Row | None) -> str:
    return "–" if row is None else f"{row.seconds:.2f}"


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))


def _drawn(made: Table) -> str:
    console = Console(width=_WIDE, color_system=None)
    with console.capture() as captured:
        console.print(made)
    return "\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n"
