"""What a run leaves behind: its head, a record of each case, and the short form that a release keeps.

A full record holds the answers and so may hold text of the documents; it stays in the folder of runs. A release keeps
verdicts alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import UsageError

Json = dict[str, Any]


class Verdict(BaseModel):
    """One evaluator's verdict: a bool is an assertion, a number a score."""

    model_config = ConfigDict(frozen=True)

    value: bool | float
    reason: str = ""


class CaseRecord(BaseModel):
    """One case in one epoch. `refused` and `expects` say whether it was refused and whether it had to be."""

    model_config = ConfigDict(frozen=True)

    suite: str
    case: str
    kind: str
    epoch: int = 1
    digest: str
    expects: str
    refused: bool = False
    error: str | None = None
    verdicts: dict[str, Verdict] = {}
    questions: list[str] = []
    scope: Json = {}
    turns: list[Json] = []
    judged: dict[str, Verdict] = {}

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it from all others of a run."""
        return self.suite, self.case, self.epoch

    @property
    def passed(self) -> bool:
        """Whether it ran and every assertion holds."""
        return self.error is None and all(verdict.value is not False for verdict in self.verdicts.values())

    @property
    def failures(self) -> dict[str, str]:
        """The assertions that do not hold, with their reasons."""
        failed = {name: verdict.reason for name, verdict in self.verdicts.items() if verdict.value is False}
        return failed if self.error is None else {"error": self.error, **failed}

    def score(self, name: str) -> float | None:
        """A verdict as a number; None where the evaluator had nothing to judge."""
        verdict = self.verdicts.get(name)
        return None if verdict is None else float(verdict.value)


class RunHead(BaseModel):
    """What was measured: version, model, prompts, settings, documents, suites, and the program's own text."""

    model_config = ConfigDict(frozen=True)

    version: str
    model: str
    epochs: int = 1
    program: str = ""
    prompts: dict[str, str] = {}
    settings: Json = {}
    corpora: dict[str, str] = {}
    suites: dict[str, str] = {}
    judge: str | None = None


class RunRecord(BaseModel):
    """A whole run."""

    head: RunHead
    begun: str = ""
    seconds: float = 0.0
    skipped: list[str] = []
    cases: list[CaseRecord] = []


def release_form(run: RunRecord) -> RunRecord:
    """The run without questions, answers, reasons and times: small, and without a word of the documents."""
    kept = {"seconds", "prompt tokens", "completion tokens", "model calls", "tool calls"}
    cases = [
        record.model_copy(
            update={
                "verdicts": {
                    name: Verdict(value=verdict.value) for name, verdict in record.verdicts.items() if name not in kept
                },
                "error": None if record.error is None else "error",
                "questions": [],
                "turns": [],
                "scope": {},
                "judged": {},
            }
        )
        for record in run.cases
    ]
    return run.model_copy(update={"cases": cases, "seconds": 0.0})


def write_run(run: RunRecord, path: Path) -> None:
    """Write a run whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    work = path.with_name(f".{path.name}.{os.getpid()}")
    lines = [_dumped(record) for record in run.cases]
    head = json.dumps(run.model_dump(mode="json", exclude={"cases"}, exclude_defaults=True), ensure_ascii=False)
    work.write_text(f'{head[:-1]}, "cases": [\n' + ",\n".join(lines) + "\n]}\n", encoding="utf-8", errors="replace")
    work.replace(path)


def _dumped(record: CaseRecord) -> str:
    return json.dumps(record.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)


def read_run(path: Path) -> RunRecord:
    """A run that was written. Raises UsageError for a file that is none."""
    try:
        return RunRecord.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise UsageError(f"The results {path} cannot be read; measure them again with `attache eval`.") from error


class Journal:
    """The records of a run in the making, a line each, so that an interrupted run goes on where it stopped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)

    def read(self) -> dict[tuple[str, str, int], CaseRecord]:
        """The records of the interrupted run that came to an end; a line cut short is left out."""
        records: dict[tuple[str, str, int], CaseRecord] = {}
        if self._path.exists():
            for line in self._path.read_bytes().splitlines():
                try:
                    record = CaseRecord.model_validate_json(line)
                except ValidationError:
                    continue
                if record.error is None:
                    records[record.key] = record
        return records

    def add(self, record: CaseRecord) -> None:
        """Keep one record at once."""
        with self._path.open("ab") as file:
            # A line that was cut short before must not swallow this one.
            file.write(b"\n" + _dumped(record).encode("utf-8", "replace") + b"\n")

    def remove(self) -> None:
        """The run is written; its journal is not needed any more."""
        self._path.unlink(missing_ok=True)


def by_case(records: Iterable[CaseRecord]) -> Mapping[tuple[str, str], list[CaseRecord]]:
    """The epochs of each case, in order of first appearance."""
    cases: dict[tuple[str, str], list[CaseRecord]] = {}
    for record in records:
        cases.setdefault((record.suite, record.case), []).append(record)
    return cases
