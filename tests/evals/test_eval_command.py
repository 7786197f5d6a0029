"""`attache eval` from the command line."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
import yaml

import evals.command
from assistant.doors.cli.app import run
from assistant.doors.cli.eval import load
from assistant.errors import FaultError, UsageError
from evals.cases import SuiteFile
from evals.records import read_run
from tests.evals.papers import papers, small_suite
from tests.support.loopback import LoopbackServer


@pytest.fixture
def own(store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A suite's file for a store of one's own, which is ready; results go to a folder of the test."""
    cases = [
        {"name": case.name, "inputs": case.inputs.model_dump(mode="json"), "metadata": case.metadata}
        for case in small_suite(tmp_path).cases
    ]
    suite = SuiteFile.model_validate({"name": "small", "cases": cases})
    path = tmp_path / "small.yaml"
    path.write_text(
        yaml.safe_dump(suite.model_dump(mode="json", exclude_defaults=True, by_alias=True)), encoding="utf-8"
    )
    assert run(["ingest", "--store", store_url, str(papers(tmp_path / "own"))]) == 0
    monkeypatch.setenv("ATTACHE_STORE", store_url)
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    (checkout / "pyproject.toml").touch()
    monkeypatch.setattr(evals.command, "RESULTS", checkout / "evals" / "results")
    return path


def test_a_suite_of_ones_own_is_run_told_and_written(
    own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], loopback: LoopbackServer
):
    assert run(["eval", str(own), "--output", str(tmp_path / "out"), "--gate"]) == 0
    told = capsys.readouterr().out
    assert "small" in told
    assert "Gate: passed" in told
    assert "no release" in told
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"extractive.json", "extractive.html", "junit.xml"}
    assert len(read_run(tmp_path / "out" / "extractive.json").cases) == 5
    assert not loopback.requests


def test_what_is_saved_is_what_the_gate_compares_with(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["eval", str(own), "--output", str(tmp_path / "out"), "--save"]) == 0
    (release,) = (tmp_path / "checkout" / "evals" / "results" / "releases").iterdir()
    assert release.name.endswith(".extractive.json")
    assert "Okoro" not in release.read_text(encoding="utf-8")
    capsys.readouterr()
    assert run(["eval", str(own), "--output", str(tmp_path / "out"), "--gate", "--strict", "--json"]) == 0
    gate = json.loads(capsys.readouterr().out)["runs"][0]["gate"]
    assert (gate["passes"], gate["release"], gate["lost"]) == (True, release.name, [])
    suite = yaml.safe_load(own.read_text(encoding="utf-8"))
    own.write_text(yaml.safe_dump(suite | {"cases": suite["cases"][1:]}), encoding="utf-8")
    assert run(["eval", str(own), "--output", str(tmp_path / "out"), "--gate"]) == 1
    assert "not run any more: small/place" in capsys.readouterr().out


def test_two_models_stand_side_by_side(
    own: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    loopback: LoopbackServer,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setenv("OPENAI_BASE_URL", loopback.base_url)
    for _ in range(5):
        loopback.say("NO ANSWER")
    models = ["--model", "extractive", "--model", "loopback"]
    assert run(["eval", str(own), "--output", str(tmp_path / "out"), *models]) == 0
    told = capsys.readouterr().out
    assert "side by side" in told
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"extractive.html", "loopback.html"}
    assert [record.case for record in read_run(tmp_path / "out" / "loopback.json").cases if record.passed] == ["brazil"]


def test_one_case_or_kind_is_run_alone(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = ["--output", str(tmp_path / "out"), "--json"]
    assert run(["eval", str(own), "--case", "day", *out]) == 0
    assert [one["case"] for one in json.loads(capsys.readouterr().out)["runs"][0]["cases"]] == ["day"]
    assert run(["eval", str(own), "--kind", "single fact", *out]) == 0
    assert [one["case"] for one in json.loads(capsys.readouterr().out)["runs"][0]["cases"]] == ["place", "stay"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing"], "There is no suite nothing"),
        (["--case", "nothing"], "No case is left"),
        (["--gate", "--case", "day"], "whole suites"),
        (["--save", "--kind", "date"], "whole suites"),
        (["--judge", "extractive"], "needs a language model"),
        (["--model", "unheard-of"], "needs an endpoint"),
        (["new"], "Name the suite's file"),
        (["new", "suite.txt"], "Name the suite's file"),
    ],
)
def test_wrong_use_is_told_in_a_sentence(
    own: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
):
    first = [] if arguments[0] in {"nothing", "new"} else [str(own)]
    assert run(["eval", *first, *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_suite_twice_has_one_name_too_many(own: Path, capsys: pytest.CaptureFixture[str]):
    assert run(["eval", str(own), str(own)]) == 2
    assert "the same name" in capsys.readouterr().err


def test_results_that_cannot_be_written_are_a_fault(own: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "file").touch()
    assert run(["eval", str(own), "--output", str(tmp_path / "file" / "out")]) == 3
    assert "cannot be written" in capsys.readouterr().err


# --- finding the evals -----------------------------------------------------------------------------------


def test_another_package_called_evals_does_not_stand_in_for_ours(monkeypatch: pytest.MonkeyPatch):
    before = {name: module for name, module in sys.modules.items() if name.split(".")[0] == "evals"}
    foreign = ModuleType("evals")
    foreign.__path__ = ["/nowhere"]
    try:
        monkeypatch.setitem(sys.modules, "evals", foreign)
        assert Path(str(load("intervals").__file__)).is_relative_to(Path(evals.command.__file__).parent)
    finally:
        for name in [name for name in sys.modules if name.split(".")[0] == "evals"]:
            del sys.modules[name]
        sys.modules.update(before)


def test_an_installation_without_evals_or_their_library_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def elsewhere(name: str) -> Path:
        return tmp_path / name

    def nothing(_: str) -> None:
        return None

    monkeypatch.setattr("assistant.doors.cli.eval.bundled", elsewhere)
    with pytest.raises(FaultError, match="missing from this installation"):
        load("command")
    monkeypatch.undo()
    monkeypatch.setattr("importlib.util.find_spec", nothing)
    with pytest.raises(UsageError, match=r"attache\[evals\]"):
        load("command")
