"""The papers say what there is: every command, every setting, every file they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from assistant.doors.cli.app import app
from assistant.doors.help import COMMANDS, TEXT
from assistant.settings import Settings, variable_of

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_help_lists_exactly_the_commands_there_are():
    registered = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    groups = {group.name for group in app.registered_groups}
    assert registered | groups == set(COMMANDS)
    assert all(f"  {name} " in TEXT for name in COMMANDS)


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_readme_names_every_command(command: str):
    assert f"`{command}`" in README


@pytest.mark.parametrize("field", sorted(Settings.model_fields))
def test_the_readme_names_every_setting(field: str):
    assert f"`{variable_of(field)}`" in README


@pytest.mark.parametrize("paper", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "corpus/README.md"])
def test_links_and_paths_lead_somewhere(paper: str):
    text = (ROOT / paper).read_text(encoding="utf-8")
    targets = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    missing = [target for target in targets if not ((ROOT / paper).parent / target).exists()]
    assert missing == []


def test_the_architecture_names_only_files_that_exist():
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:\w+/)*\w+\.py)`", text))
    missing = [name for name in named if not any((ROOT / base / name).exists() for base in ("", "assistant"))]
    assert missing == []
