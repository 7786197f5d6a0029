"""Releasing a version, on a copy of the checkout whose gate, checks and build are stand-ins; the figures in README."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evals import quality
from evals.records import release_form, write_run
from tests.evals.papers import run_of

ROOT = Path(__file__).resolve().parent.parent.parent
STEP = """#!/bin/sh
echo "$0 $*" >> "$(dirname "$0")/../../steps"
case " $* " in *" --save "*) echo '{}' > "$(dirname "$0")/../evals/results/releases/new.json";; esac
test ! -e "$(dirname "$0")/../../fails-$(basename "$0")"
"""
PYTHON = """#!/bin/sh
case "$*" in
    "-m build "*)
        echo "build $5" >> "{folder}/steps"
        test ! -e "{folder}/fails-build" && mkdir -p "$5" && touch "$5/attache.whl" ;;
    *quality.py)
        echo table >> "{folder}/steps"
        test ! -e "{folder}/fails-table" ;;
    *)
        shift # -I
        exec "{python}" -c 'import runpy, sys
sys.executable, sys.argv = sys.argv[1], sys.argv[2:]
runpy.run_path(sys.argv[0], run_name="__main__")' "$0" "$@" ;;
esac
"""
CHANGELOG = "# Changelog\n\nWords.\n\n## Unreleased\n\n### Added\n\n- A gain.\n\n## 0.1.0 (2026-01-01)\n\n- First.\n"


class Checkout:
    """A small checkout under git, in which a step fails when a file says so."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "checkout"
        (self.root / "scripts").mkdir(parents=True)
        (self.root / "assistant").mkdir()
        (self.root / "evals" / "results" / "releases").mkdir(parents=True)
        for name in ("release", "release.py", "environment.sh"):
            shutil.copy(ROOT / "scripts" / name, self.root / "scripts" / name)
        for name in ("attache", "test"):
            self.program(self.root / "scripts" / name, STEP)
        self.program(folder / "venv" / "bin" / "python", PYTHON.format(folder=folder, python=sys.executable))
        for lock in ("requirements.lock", "requirements-test.lock"):
            (self.root / lock).touch()
            shutil.copy(self.root / lock, folder / "venv" / lock)
        (self.root / "assistant" / "__init__.py").write_text('"""Doc."""\n\n__version__ = "0.1.0"\n')
        (self.root / "CHANGELOG.md").write_text(CHANGELOG)
        (self.root / "README.md").write_text("read me")
        self.git("init", "--quiet")
        self.commit()

    def program(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)

    def git(self, *arguments: str) -> str:
        identity = ["-c", "user.name=Nobody", "-c", "user.email=nobody@localhost", "-c", "commit.gpgsign=false"]
        ended = subprocess.run(
            ["git", *identity, *arguments], cwd=self.root, capture_output=True, text=True, check=True
        )
        return ended.stdout

    def commit(self) -> None:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "State")

    def release(self, *arguments: str) -> tuple[int, str]:
        environment = {"PATH": "/usr/bin:/bin", "ATTACHE_VENV": str(self.folder / "venv"), "HOME": str(self.folder)}
        command = [self.root / "scripts" / "release", *arguments]
        ended = subprocess.run(command, env=environment, capture_output=True, text=True, cwd=self.folder)
        return ended.returncode, ended.stdout + ended.stderr

    def read(self, name: str) -> str:
        return (self.root / name).read_text(encoding="utf-8")

    def steps(self) -> list[str]:
        path = self.folder / "steps"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_a_release_runs_gate_checks_and_build_and_stamps_version_and_changelog(checkout: Checkout):
    status, told = checkout.release("0.2.0")
    assert status == 0, told
    assert '__version__ = "0.2.0"' in checkout.read("assistant/__init__.py")
    changelog = checkout.read("CHANGELOG.md")
    assert changelog.index("## Unreleased") < changelog.index("## 0.2.0 (") < changelog.index("- A gain.")
    assert changelog.count("- A gain.") == 1
    assert "## 0.1.0 (2026-01-01)\n\n- First." in changelog
    steps = [" ".join(step.rsplit("/", 1)[-1].split()) for step in checkout.steps()]
    assert [step.split()[0] for step in steps][:2] == ["attache", "test"]
    assert steps[0] == "attache eval --gate --strict"
    assert steps[-3:] == ["attache eval --save", "table", "dist"]
    assert (checkout.root / "dist" / "attache.whl").is_file()
    assert "git tag v0.2.0" in told


def test_a_dry_run_checks_everything_and_changes_nothing(checkout: Checkout):
    status, told = checkout.release("0.2.0", "--dry-run")
    assert (status, checkout.git("status", "--porcelain")) == (0, ""), told
    assert len(checkout.steps()) == 3
    assert not (checkout.root / "dist").exists()


@pytest.mark.parametrize(("step", "told"), [("attache", "gate"), ("test", "check"), ("build", "build")])
def test_a_step_that_fails_stops_the_release_and_nothing_is_changed(checkout: Checkout, step: str, told: str):
    (checkout.folder / f"fails-{step}").touch()
    status, words = checkout.release("0.2.0")
    assert status == 1
    assert told in words.splitlines()[-1]
    assert checkout.git("status", "--porcelain") == ""


def test_a_failure_after_stamping_gives_the_files_back(checkout: Checkout):
    (checkout.folder / "fails-table").touch()
    status, words = checkout.release("0.2.0")
    assert status == 1
    assert "README" in words.splitlines()[-1]
    assert checkout.git("status", "--porcelain") == ""


@pytest.mark.parametrize(
    ("version", "told"),
    [("0.2", "not a version"), ("v0.2.0", "not a version"), ("0.0.9", "older than"), ("0.1.0", "tag v0.1.0")],
)
def test_a_version_that_cannot_be_is_refused(checkout: Checkout, version: str, told: str):
    checkout.git("tag", "v0.1.0")
    status, words = checkout.release(version)
    assert status == 1
    assert told in words
    assert checkout.steps() == []


def test_changes_that_are_not_committed_and_an_empty_changelog_are_refused(checkout: Checkout):
    (checkout.root / "note").touch()
    assert "not committed" in checkout.release("0.2.0")[1]
    (checkout.root / "note").unlink()
    (checkout.root / "CHANGELOG.md").write_text("# Changelog\n\n## Unreleased\n\n## 0.1.0\n\n- First.\n")
    checkout.commit()
    assert "tells nothing" in checkout.release("0.2.0")[1]
    assert checkout.steps() == []


# --- the figures in README -------------------------------------------------------------------------------


def test_the_table_is_written_between_the_markers_and_found_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    readme, releases = tmp_path / "README.md", tmp_path / "releases"
    readme.write_text(f"# Name\n\n{quality.BEGIN}\nold\n{quality.END}\n\nAfter.\n", encoding="utf-8")
    write_run(release_form(run_of("+++-")), releases / "0.2.0.extractive.json")
    write_run(release_form(run_of("----")), releases / "0.1.0.extractive.json")
    place = ["--readme", str(readme), "--releases", str(releases)]
    assert quality.main(["--check", *place]) == 1
    assert quality.main(place) == 0
    text = readme.read_text(encoding="utf-8")
    assert "| s | 4 | 0.75 (" in text
    assert text.startswith("# Name\n\n<!--")
    assert text.endswith("-->\n\nAfter.\n")
    assert "old" not in text
    assert quality.main(["--check", *place]) == 0
    capsys.readouterr()


def test_a_readme_without_markers_and_missing_results_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    readme, releases = tmp_path / "README.md", tmp_path / "releases"
    readme.write_text("# Name\n", encoding="utf-8")
    place = ["--readme", str(readme), "--releases", str(releases)]
    assert quality.main(place) == 1
    assert "no results" in capsys.readouterr().err
    write_run(release_form(run_of("+")), releases / "0.2.0.extractive.json")
    assert quality.main(place) == 1
    assert "markers" in capsys.readouterr().err


@pytest.mark.skipif(
    quality.BEGIN not in (ROOT / "README.md").read_text(encoding="utf-8"), reason="README has no table yet"
)
def test_the_readmes_figures_are_those_of_the_newest_results():
    assert quality.main(["--check"]) == 0
