"""A run's figures: by suite, and by suite and kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from evals.intervals import Estimate, Refusals, mean, refusals, share
from evals.records import CaseRecord, RunRecord, by_case

MEANS = ("citation recall", "citation precision")
SHARES = ("facts", "dates", "status", "quotation", "quotes exact", "orders ignored", "numbers stable")


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one group of cases. `figures` holds those in `MEANS` and `SHARES` that some case has."""

    suite: str
    kind: str
    passed: Estimate
    figures: dict[str, Estimate]
    refused: Refusals
    seconds: float
    tokens: float


def rows(run: RunRecord) -> list[Row]:
    """A row for each suite, its kinds behind it in the order of their first case."""
    found: list[Row] = []
    for suite in dict.fromkeys(record.suite for record in run.cases):
        own = [record for record in run.cases if record.suite == suite]
        found.append(row(own, suite, "all"))
        kinds = dict.fromkeys(record.kind for record in own)
        found += [row([record for record in own if record.kind == kind], suite, kind) for kind in kinds]
    return found


def row(records: Sequence[CaseRecord], suite: str, kind: str) -> Row:
    """The figures of some cases; a case's epochs count as one, with their mean."""
    cases = list(by_case(records).values())
    passed = share([_average(float(record.passed) for record in epochs) for epochs in cases])
    if passed is None:
        raise ValueError("a row has cases")
    figures: dict[str, Estimate] = {}
    for name in (*MEANS, *SHARES):
        values = [value for epochs in cases if (value := _case_score(epochs, name)) is not None]
        estimate = (mean if name in MEANS else share)(values)
        if estimate is not None:
            figures[name] = estimate
    decided = [record for record in records if record.expects != "allowed" and record.error is None]
    return Row(
        suite,
        kind,
        passed,
        figures,
        refusals([record.expects == "required" for record in decided], [record.refused for record in decided]),
        _middle(records, "seconds"),
        _middle(records, "prompt tokens") + _middle(records, "completion tokens"),
    )


def _case_score(epochs: Sequence[CaseRecord], name: str) -> float | None:
    """A case's score over its epochs. One that broke down has none of what it was asked for."""
    scores = [score for record in epochs if (score := record.score(name)) is not None]
    return _average(scores) if scores else None


def _average(values: Iterable[float]) -> float:
    listed = list(values)
    return sum(listed) / len(listed)


def _middle(records: Iterable[CaseRecord], name: str) -> float:
    values = [score for record in records if (score := record.score(name)) is not None]
    return median(values) if values else 0.0
