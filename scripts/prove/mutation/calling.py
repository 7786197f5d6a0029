"""The tests of some files, called one by one without a test runner, whose own work takes longer than theirs.

Good for tests that are plain functions with parameters, as those of the verifier and the evaluators are: one that asks
for a fixture, or has marks on single rows, cannot be called, and the run on the unchanged source says so.
"""

from __future__ import annotations

import importlib
import itertools
import sys
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path

import hypothesis
import pytest
from hypothesis import core

Test = Callable[..., object]


def call_all(files: Sequence[Path], passed_over: Collection[str]) -> None:
    """Call the tests in order, but those named "file.py::test"; raises what the first that fails does."""
    hypothesis.settings.register_profile("mutants", database=None)  # no example of one mutant is tried on another
    hypothesis.settings.load_profile("mutants")
    core.global_force_seed = 0
    for file in files:
        for name, test in _tests(file):
            if f"{file.name}::{name}" in passed_over:
                continue
            for arguments in _cases(test):
                test(**arguments)


def _tests(file: Path) -> list[tuple[str, Test]]:
    if str(file.parent) not in sys.path:
        sys.path.append(str(file.parent))
    module = importlib.import_module(file.stem)
    return [(name, test) for name, test in vars(module).items() if name.startswith("test_")]


def _cases(test: Test) -> Iterator[Mapping[str, object]]:
    """The arguments of each call: of several parametrize marks every combination."""
    marks: list[pytest.Mark] = [mark for mark in getattr(test, "pytestmark", []) if mark.name == "parametrize"]
    for chosen in itertools.product(*(_parameters(*mark.args) for mark in marks)):
        yield {name: value for arguments in chosen for name, value in arguments.items()}


def _parameters(names: str | Sequence[str], values: Sequence[Sequence[object]]) -> list[dict[str, object]]:
    split = [name.strip() for name in names.split(",")] if isinstance(names, str) else list(names)
    if len(split) == 1:
        return [{split[0]: value} for value in values]
    return [dict(zip(split, row, strict=True)) for row in values]
