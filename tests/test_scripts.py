"""Set-up from a bare checkout, run for real but without a network: a stand-in for uv does the installing."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent

UV = """#!/bin/sh
echo "$*" >> "$UV_LOG"
case "$1 $2" in
    "venv "*) for folder; do :; done; exec "$REAL_PYTHON" -m venv --without-pip "$folder" ;;
    "pip install") [ -z "${UV_KILLS:-}" ] || kill -9 "$PPID"; echo installing; exit "${UV_STATUS:-0}" ;;
    *) exit 1 ;;
esac
"""

PROGRAM = """
import json, os, sys
print(json.dumps({"arguments": sys.argv[1:], "folder": os.getcwd(), "file": __file__}))
"""


class Machine:
    """A checkout of our scripts around a program that tells how it was called, and a PATH with little on it."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "check out"
        self.venv = self.checkout / ".venv"
        self.log = folder / "uv.log"
        self.elsewhere = folder / "elsewhere"
        self.bin = folder / "bin"
        for made in (self.checkout / "assistant", self.elsewhere, self.bin):
            made.mkdir(parents=True)
        shutil.copytree(ROOT / "scripts", self.checkout / "scripts")
        (self.checkout / "requirements.lock").write_text("one==1\n")
        (self.checkout / "assistant" / "__init__.py").touch()
        (self.checkout / "assistant" / "__main__.py").write_text(PROGRAM)
        for tool in ("sh", "cmp", "dirname", "readlink"):
            (self.bin / tool).symlink_to(str(shutil.which(tool)))
        (self.bin / "python3").symlink_to(Path(sys.executable).resolve())
        self.program("uv", UV)

    def program(self, name: str, text: str) -> None:
        path = self.bin / name
        path.unlink(missing_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def start(self, *arguments: str, script: Path | None = None, **environment: str) -> "subprocess.Popen[str]":
        fixed = {"PATH": str(self.bin), "UV_LOG": str(self.log), "REAL_PYTHON": sys.executable}
        return subprocess.Popen(
            [script or self.checkout / "scripts" / "attache", *arguments],
            cwd=self.elsewhere,
            env=fixed | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def attache(self, *arguments: str, script: Path | None = None, **environment: str) -> tuple[int, str, str]:
        process = self.start(*arguments, script=script, **environment)
        out, err = process.communicate(timeout=60)
        return process.returncode, out, err

    def installs(self) -> int:
        return self.log.read_text().count("pip install") if self.log.exists() else 0


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_the_first_call_makes_the_environment_and_the_second_starts_at_once(machine: Machine):
    status, out, err = machine.attache("ask", "What was said?")
    again = machine.attache("ask", "What was said?")
    assert (status, again[0]) == (0, 0)
    assert "setting up" in err
    assert (again[1], again[2]) == (out, "")
    assert machine.installs() == 1


def test_standard_output_carries_the_programs_own_words_alone(machine: Machine):
    _, out, err = machine.attache()
    assert out.startswith("{")
    assert "installing" in err


def test_arguments_and_the_callers_folder_reach_the_program_unchanged(machine: Machine):
    (machine.elsewhere / "assistant").mkdir()
    (machine.elsewhere / "assistant" / "__main__.py").write_text("print('a stranger')")
    (machine.elsewhere / "json.py").write_text("raise SystemExit('a stranger')")
    _, out, _ = machine.attache("ask", "two  words", "*", "", PYTHONPATH=str(machine.elsewhere))
    told = json.loads(out)
    assert told["arguments"] == ["ask", "two  words", "*", ""]
    assert Path(told["folder"]) == machine.elsewhere
    assert Path(told["file"]).is_relative_to(machine.checkout)


def test_a_link_to_the_script_works_from_anywhere(machine: Machine):
    link = machine.elsewhere / "attache"
    link.symlink_to(Path("..") / "check out" / "scripts" / "attache")
    assert machine.attache(script=link)[0] == 0


def test_the_environment_can_live_elsewhere(machine: Machine):
    assert machine.attache(ATTACHE_VENV="my env")[0] == 0
    assert (machine.elsewhere / "my env" / "bin" / "python").exists()
    assert not machine.venv.exists()


def test_calls_at_the_same_time_set_up_once(machine: Machine):
    calls = [machine.start("ask") for _ in range(3)]
    ended = [(call.communicate(timeout=60), call.returncode) for call in calls]
    assert [status for _, status in ended] == [0, 0, 0]
    assert machine.installs() == 1


def test_a_set_up_that_was_cut_short_is_begun_again_from_nothing(machine: Machine):
    killed = machine.attache(UV_KILLS="1")[0]
    half_done = machine.venv / "lib" / "half-done"
    half_done.touch()
    status = machine.attache()[0]
    assert killed != 0
    assert status == 0
    assert not half_done.exists()


def test_a_changed_lock_is_installed_anew(machine: Machine):
    machine.attache()
    (machine.checkout / "requirements.lock").write_text("one==2\n")
    assert machine.attache()[0] == 0
    assert machine.installs() == 2


def test_an_environment_whose_python_is_gone_is_made_again(machine: Machine):
    machine.attache()
    (machine.venv / "bin" / "python").unlink()
    assert machine.attache()[0] == 0


def test_packages_out_of_reach_give_one_sentence_and_the_next_call_tries_again(machine: Machine):
    status, out, err = machine.attache(UV_STATUS="2")
    assert (status, out) == (3, "")
    assert err.splitlines()[-1].startswith("attache: the packages could not be installed")
    assert machine.attache()[0] == 0


@pytest.mark.parametrize("body", ["exit 1", "echo Python 3.9.2; exit 1"])
def test_a_machine_without_a_fitting_python_is_told_so(machine: Machine, body: str):
    machine.program("python3", f"#!/bin/sh\n{body}\n")
    status, out, err = machine.attache()
    assert (status, out) == (3, "")
    assert err.startswith("attache: Python 3.11 or newer is needed")


def test_the_python_that_is_too_old_is_named(machine: Machine):
    machine.program("python3", '#!/bin/sh\n[ "$1" = --version ] && echo Python 3.9.2\n[ "$1" = --version ]\n')
    assert "python3 here is Python 3.9.2" in machine.attache()[2]


def test_a_folder_with_other_things_in_it_is_left_alone(machine: Machine):
    machine.venv.mkdir()
    (machine.venv / "diary").write_text("precious")
    status, _, err = machine.attache()
    assert status == 3
    assert "ATTACHE_VENV" in err
    assert (machine.venv / "diary").read_text() == "precious"


# --- the locks -------------------------------------------------------------------------------------------


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Each package of a lock with its version and the number of its hashes."""
    found = dict[str, tuple[str, int]]()
    for entry in re.split(r"\n(?=\w)", (ROOT / name).read_text(encoding="utf-8")):
        if pinned := re.match(r"([\w.-]+)(?:\[[\w,-]+\])?==(\S+)", entry):
            found[canonicalize_name(pinned[1])] = (pinned[2], entry.count("--hash=sha256:"))
    return found


@pytest.mark.parametrize(
    "name", ["requirements.lock", "requirements-cluster.lock", "requirements-test.lock", "requirements-mutants.lock"]
)
def test_every_locked_package_carries_hashes(name: str):
    assert len(locked(name)) > 20
    assert [package for package, (_, hashes) in locked(name).items() if not hashes] == []


def test_the_test_lock_is_the_run_time_lock_and_more():
    assert locked("requirements.lock").items() < locked("requirements-cluster.lock").items()
    assert locked("requirements-cluster.lock").items() < locked("requirements-test.lock").items()


def test_the_locks_satisfy_what_the_project_declares():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-cluster.lock": project["project"]["optional-dependencies"]["opensearch"],
        "requirements-test.lock": project["dependency-groups"]["test"],
        "requirements-mutants.lock": project["dependency-groups"]["mutants"],
    }
    for name, lines in wanted.items():
        pins = locked(name)
        for wish in map(Requirement, lines):
            assert wish.specifier.contains(pins[canonicalize_name(wish.name)][0]), f"{wish} is not in {name}"


def test_the_scripts_can_be_started():
    scripts = [ROOT / ".ci" / "run", *(ROOT / "scripts" / name for name in ("attache", "lock", "test"))]
    assert [script.name for script in scripts if not os.access(script, os.X_OK)] == []
