"""Change one thing in the verifier or in an evaluator, and see whether its fast tests notice; again and again.

    scripts/prove/mutants verifier|evaluators [--number N] [--seed N] [--of all|places] [--in TEXT] [--jobs N]

The mutants are cosmic-ray's. Its own runner writes each into the file and starts an interpreter, most of whose time is
spent on imports. Here the tree is copied, what no mutant reaches is imported once, and each mutant is a fork of that
process which finds the changed source instead of the file and calls the tests (calling.py). A mutant is killed when a
test fails or cannot be run. One that takes eight times the processor time of the unchanged tests has timed out, which
counts as caught, as mutation tools commonly have it; the two are told apart. Those that survive are printed. Exit
status 1 when fewer than 85 of a hundred are caught.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import importlib
import importlib.abc
import importlib.util
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple

from calling import call_all
from targets import TARGETS, Target

ROOT = Path(__file__).resolve().parents[3]
COPIED = ("assistant", "evals", "tests", "tools", "prompts", "corpus", "pyproject.toml")
ENOUGH = 0.85
_PATIENCE = 8  # times the processor time of the unchanged tests
_MEMORY = 6 << 30  # bytes of address space
_OURS = ("assistant", "evals", "tests", "tools", "conftest", "test_")


class Mutant(NamedTuple):
    """One changed source."""

    path: str
    operator: str
    occurrence: int
    line: int
    source: str

    @property
    def module(self) -> str:
        """The name it is imported under."""
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def difference(self, root: Path) -> list[str]:
        """The changed lines, old and new."""
        old = (root / self.path).read_text(encoding="utf-8").splitlines()
        lines = difflib.unified_diff(old, self.source.splitlines(), lineterm="", n=0)
        return [line for line in lines if line[0] in "+-" and not line.startswith(("+++", "---"))]


class Changed(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Finds the mutant's source where its file is looked for."""

    def __init__(self, mutant: Mutant, root: Path) -> None:
        self._mutant = mutant
        self._file = root / mutant.path

    def find_spec(self, fullname: str, path: object, target: ModuleType | None = None) -> ModuleSpec | None:
        """The changed module, and no other."""
        del path, target
        if fullname != self._mutant.module:
            return None
        return importlib.util.spec_from_file_location(fullname, self._file, loader=self)

    def get_source(self, fullname: str) -> str:
        """The mutant."""
        del fullname
        return self._mutant.source

    def get_code(self, fullname: str) -> CodeType:
        """The mutant, compiled."""
        return compile(self.get_source(fullname), self._file, "exec")


class Proof:
    """A target in a copy of the tree."""

    def __init__(self, target: Target, root: Path) -> None:
        self._root = root
        self._target = target
        self._limit = resource.RLIM_INFINITY

    def prepare(self) -> float:
        """Run the unchanged tests, import what no mutant reaches, run them again: their seconds of processor time."""
        names = self._root / "loaded.json"
        if self._ended(self._fork(None, names)) != "survived":
            raise SystemExit("the unchanged tests fail: " + (self._root / "told").read_text(encoding="utf-8"))
        for name in json.loads(names.read_text(encoding="utf-8")):
            if name.startswith(self._target.below) or not name.startswith(_OURS):
                with contextlib.suppress(ImportError):  # some names are made by their packages alone
                    importlib.import_module(name)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        if self._ended(self._fork(None)) != "survived":
            raise SystemExit("the unchanged tests fail: " + (self._root / "told").read_text(encoding="utf-8"))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self._limit = int(_PATIENCE * spent) + 2
        return spent

    def outcomes(self, mutants: Iterable[Mutant], jobs: int) -> Iterator[tuple[Mutant, str]]:
        """What became of each: "killed", "timeout" or "survived", in the order in which they end."""
        running: dict[int, Mutant] = {}
        for mutant in mutants:
            running[self._fork(mutant)] = mutant
            if len(running) == jobs:
                pid, status = os.wait()
                yield running.pop(pid), _outcome(status)
        while running:
            pid, status = os.wait()
            yield running.pop(pid), _outcome(status)

    def _ended(self, pid: int) -> str:
        return _outcome(os.waitpid(pid, 0)[1])

    def _fork(self, mutant: Mutant | None, names: Path | None = None) -> int:
        sys.stdout.flush()
        if pid := os.fork():
            return pid
        status = 1
        try:
            status = self._tested(mutant, names)
        finally:
            os._exit(status)

    def _tested(self, mutant: Mutant | None, names: Path | None) -> int:
        """The exit status of the tests, in the child."""
        told = os.open(os.devnull if mutant else self._root / "told", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(told, 1)
        os.dup2(told, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (self._limit, self._limit))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        if mutant:
            sys.meta_path.insert(0, Changed(mutant, self._root))
        files = dict.fromkeys(path for tests in self._target.tests for path in sorted(self._root.glob(tests)))
        try:
            call_all([*files], self._target.passed_over)
        except BaseException:  # noqa: BLE001 - whatever a mutant raises kills it
            traceback.print_exc()
            return 1
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
        if names:
            names.write_text(json.dumps([*sys.modules]), encoding="utf-8")
        return 0


def _outcome(status: int) -> str:
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGXCPU or code == -signal.SIGKILL:
        return "timeout"
    return "killed" if code else "survived"


def copied(folder: Path) -> Path:
    """A copy of what the tests need, so that nothing ever changes in the checkout."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "runs"))
        else:
            shutil.copyfile(ROOT / name, folder / name)
    return folder


def drawn(root: Path, target: Target, chosen: argparse.Namespace) -> list[Mutant]:
    """The sample."""
    files = (str(path.relative_to(root)) for pattern in target.files for path in root.glob(pattern))
    paths = sorted(path for path in files if chosen.inside in path)
    if not paths:
        raise SystemExit(f"no file of {chosen.target} has {chosen.inside!r} in its path")
    asked = [str(root), str(chosen.seed), str(chosen.number), chosen.of, *paths]
    command = [chosen.generator, str(ROOT / "scripts/prove/mutation/generate.py"), *asked]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [Mutant(**json.loads(line)) for line in told.splitlines()]


def prove(proof: Proof, mutants: Sequence[Mutant], root: Path, jobs: int) -> float:
    """Print which mutants survive; the share of those that do not."""
    counts: Counter[str] = Counter()
    for mutant, outcome in proof.outcomes(mutants, jobs):
        counts[outcome] += 1
        if outcome == "survived":
            place = f"{mutant.path}:{mutant.line} {mutant.operator} {mutant.occurrence}"
            print(f"[{counts.total()}] {place}", *mutant.difference(root), sep="\n    ", flush=True)
    print(*(f"{count} {outcome}" for outcome, count in sorted(counts.items())), sep=", ")
    return 1 - counts["survived"] / len(mutants)


def main(arguments: Sequence[str]) -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(prog="scripts/prove/mutants")
    parser.add_argument("target", choices=sorted(TARGETS))
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--of", choices=("all", "places"), default="all")
    parser.add_argument("--in", dest="inside", default="", metavar="TEXT", help="only files with this in their paths")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--generator", required=True, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        root = copied(Path(temporary))
        os.chdir(root)
        sys.path[0] = str(root)
        target = TARGETS[chosen.target]
        proof = Proof(target, root)
        seconds = proof.prepare()
        mutants = drawn(root, target, chosen)
        print(
            f"{len(mutants)} mutants of {chosen.of}, seed {chosen.seed}; the unchanged tests take {seconds:.1f} s",
            flush=True,
        )
        caught = prove(proof, mutants, root, chosen.jobs)
    print(f"{chosen.target}: {caught:.1%} of {len(mutants)} caught, {ENOUGH:.0%} wanted")
    return 0 if caught >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
