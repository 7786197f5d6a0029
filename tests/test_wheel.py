"""The built wheel in an environment of its own, started from another folder, with an empty home."""

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOREIGN = 'raise RuntimeError("the foreign package named tools was imported")\n'


class Installation:
    """The wheel, the environment it is installed in, and a folder far from the checkout to call it from."""

    def __init__(self, folder: Path) -> None:
        self.elsewhere = folder / "elsewhere"
        self.environment = folder / "environment"
        self.home = folder / "home"
        self.elsewhere.mkdir()
        self.home.mkdir()
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
        subprocess.run(build, check=True, capture_output=True)
        self.wheel = next(folder.glob("*.whl"))
        subprocess.run([sys.executable, "-m", "venv", self.environment], check=True, capture_output=True)
        self.packages = next(self.environment.glob("lib/python*/site-packages"))
        (self.packages / "dependencies.pth").write_text(sysconfig.get_path("purelib"))
        (self.packages / "tools").mkdir()
        (self.packages / "tools" / "__init__.py").write_text(FOREIGN)
        self.before = set(self.packages.iterdir())
        pip = [self.environment / "bin" / "python", "-I", "-m", "pip", "install", "--no-index", "--no-deps", self.wheel]
        subprocess.run(pip, check=True, capture_output=True)

    def attache(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [self.environment / "bin" / "attache", *arguments],
            cwd=self.elsewhere,
            env={"PATH": os.environ["PATH"], "HOME": str(self.home), "LANG": "C.UTF-8"},
            capture_output=True,
            text=True,
            timeout=60,
        )


pytestmark = [
    pytest.mark.skipif(find_spec("ensurepip") is None, reason="this Python cannot make environments with pip"),
    pytest.mark.xdist_group("wheel"),  # built once, by one worker
]


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    return Installation(tmp_path_factory.mktemp("wheel"))


def test_the_command_is_there_and_says_what_it_does(installation: Installation):
    ended = installation.attache("--help")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "ask" in ended.stdout


def test_the_starter_documents_answer_from_inside_the_wheel(installation: Installation):
    ended = installation.attache("ask", "What did Esperon say could be bought first?", "--json")
    assert ended.returncode == 0, ended.stderr
    answer = json.loads(ended.stdout)
    assert answer["grounding"] == "grounded"
    assert "frigates" in answer["answer"]
    assert {one["source"] for claim in answer["claims"] for one in claim["citations"]} == {"Rappler.com"}


def test_the_wheel_adds_one_top_level_package(installation: Installation):
    added = set(installation.packages.iterdir()) - installation.before
    assert {path.name for path in added if path.suffix != ".dist-info"} == {"assistant"}
    assert (installation.packages / "tools" / "__init__.py").read_text() == FOREIGN


def test_tools_prompts_and_documents_lie_inside_the_package_as_they_lie_in_the_checkout(installation: Installation):
    for folder, kind in (("tools", "*.py"), ("prompts", "*.md"), ("corpus", "*.md")):
        here = {path.relative_to(ROOT / folder): path.read_bytes() for path in (ROOT / folder).rglob(kind)}
        bundled = installation.packages / "assistant" / "_bundled" / folder
        assert here
        assert {path.relative_to(bundled): path.read_bytes() for path in bundled.rglob(kind)} == here


def test_the_wheel_carries_the_licence_and_nothing_compiled(installation: Installation):
    names = zipfile.ZipFile(installation.wheel).namelist()
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert [name for name in names if "__pycache__" in name or "/tests/" in name] == []
