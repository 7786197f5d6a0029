"""May this version go out? Its results against the last release's, case by case.

A case holds where it held in at least half of its epochs. For each kind, over all suites, and for all kinds together,
the cases that were lost and gained since the release are put to McNemar's exact test, one-sided at 5 %, without a
correction for the number of kinds: on so few cases the exact test errs on the quiet side already. A hard failure
stops a version by itself. So does a case that cannot be run any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.evaluators import HARD
from evals.intervals import mcnemar
from evals.records import CaseRecord, RunRecord, by_case

SIGNIFICANT = 0.05
ALL_KINDS = "all kinds"


@dataclass(frozen=True, slots=True)
class Change:
    """A case that held in one run and does not in the other, with what fails (or failed)."""

    suite: str
    case: str
    kind: str
    reasons: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.suite}/{self.case} ({self.kind}): {'; '.join(self.reasons)}"


@dataclass(frozen=True, slots=True)
class Drop:
    """Cases of a kind that were lost and gained, and how probable so many losses are by chance."""

    kind: str
    lost: tuple[Change, ...]
    gained: tuple[Change, ...]
    probability: float

    @property
    def significant(self) -> bool:
        """Whether the losses are more than chance gives."""
        return bool(self.lost) and self.probability <= SIGNIFICANT


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the gate found. `compared` counts the cases that both runs have, unchanged."""

    compared: int
    drops: tuple[Drop, ...]
    hard: tuple[Change, ...]
    gone: tuple[str, ...]
    strict: bool

    @property
    def lost(self) -> tuple[Change, ...]:
        """Every case that was lost."""
        return next((drop.lost for drop in self.drops if drop.kind == ALL_KINDS), ())

    @property
    def gained(self) -> tuple[Change, ...]:
        """Every case that was gained."""
        return next((drop.gained for drop in self.drops if drop.kind == ALL_KINDS), ())

    @property
    def passes(self) -> bool:
        """Whether the version may go out."""
        significant = any(drop.significant for drop in self.drops)
        return not (significant or self.hard or self.gone or (self.strict and self.lost))


def judge(run: RunRecord, release: RunRecord | None, *, strict: bool = False) -> Outcome:
    """Hold a run against the last release; without one only hard failures count.

    `strict` lets no single case be lost: right for a model whose answers do not vary.
    """
    now = by_case(run.cases)
    before = by_case(() if release is None else release.cases)
    shared = [key for key in now if key in before and now[key][0].digest == before[key][0].digest]
    lost = [_change(now[key]) for key in shared if _holds(before[key]) and not _holds(now[key])]
    gained = [_change(before[key]) for key in shared if not _holds(before[key]) and _holds(now[key])]
    suites = set(run.head.suites)
    gone = [f"{suite}/{case}" for suite, case in before if suite in suites and (suite, case) not in now]
    kinds = dict.fromkeys(change.kind for change in (*lost, *gained))
    drops = [_drop(kind, lost, gained) for kind in (*kinds, ALL_KINDS)]
    hard = [change for epochs in now.values() if (change := _hard(epochs)) is not None]
    return Outcome(len(shared), tuple(drops), tuple(hard), tuple(gone), strict)


def _holds(epochs: Sequence[CaseRecord]) -> bool:
    return 2 * sum(record.passed for record in epochs) >= len(epochs)


def _change(epochs: Sequence[CaseRecord]) -> Change:
    first = epochs[0]
    failed = next((record for record in epochs if not record.passed), first)
    reasons = [f"{name}: {reason}" if reason else name for name, reason in failed.failures.items()]
    return Change(first.suite, first.case, first.kind, tuple(reasons))


def _hard(epochs: Sequence[CaseRecord]) -> Change | None:
    """The hard failures of a case in any epoch."""
    for record in epochs:
        reasons = [f"{name}: {reason}" for name, reason in record.failures.items() if name in HARD]
        if reasons:
            return Change(record.suite, record.case, record.kind, tuple(reasons))
    return None


def _drop(kind: str, lost: Sequence[Change], gained: Sequence[Change]) -> Drop:
    own = [tuple(one for one in changes if kind in {one.kind, ALL_KINDS}) for changes in (lost, gained)]
    return Drop(kind, own[0], own[1], mcnemar(len(own[0]), len(own[1])))


def last_release(folder: Path, model: str) -> Path | None:
    """The results of the newest release of this model: `VERSION.MODEL.json` in the folder of releases."""
    found = [path for path in folder.glob("*.json") if path.name.endswith(f".{file_name(model)}.json")]
    return max(found, key=lambda path: _version(path, model), default=None)


def file_name(model: str) -> str:
    """A model's name as part of a file's name."""
    return "".join(char if char.isalnum() or char in "-_" else "-" for char in model)


def _version(path: Path, model: str) -> tuple[int, ...]:
    parts = path.name.removesuffix(f".{file_name(model)}.json").split(".")
    return tuple(int(part) if part.isdigit() else 0 for part in parts)
