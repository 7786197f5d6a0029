"""The files that run a server elsewhere fit the checkout and keep their promises."""

from __future__ import annotations

import configparser
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.doors.cli.app import app
from assistant.settings import Settings, variable_of

ROOT = Path(__file__).resolve().parent.parent
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text(encoding="utf-8"))
PAGES = sorted((ROOT / "docs").glob("*.md"))
VARIABLES = {variable_of(field) for field in Settings.model_fields}


def unit() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment]  # systemd's keys have capitals
    parser.read(ROOT / "deploy" / "attache.service", encoding="utf-8")
    return parser


LOCKS = {"requirements.lock", "requirements-cluster.lock"}
"""What the argument LOCK may name."""


def test_the_image_copies_only_what_is_there_and_lets_into_its_context():
    copied = [
        line.split()[1:-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ") and "--from" not in line
    ]
    names = {name for names in copied for name in names} - {"${LOCK}"} | LOCKS
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert names == let_in
    assert all((ROOT / name).exists() for name in names)


def test_the_image_runs_as_nobody_in_particular_and_installs_by_hash():
    assert re.search(r"^USER attache$", DOCKERFILE, re.MULTILINE)
    assert "--require-hashes" in DOCKERFILE
    assert "HEALTHCHECK" in DOCKERFILE


def test_the_composed_service_can_write_nothing_but_its_data():
    service = COMPOSE["services"]["attache"]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["ports"] == ["127.0.0.1:8400:8400"]
    assert {name for name in service["environment"] if name not in VARIABLES} == set()


def test_the_unit_starts_a_script_that_is_there_with_settings_that_exist():
    service = unit()["Service"]
    program, command, *_ = shlex.split(service["ExecStart"])
    assert (ROOT / Path(program).relative_to("/opt/attache")).is_file()
    assert command == "serve"
    assert (service["DynamicUser"], service["ProtectSystem"]) == ("yes", "strict")
    named = {item.split("=")[0] for item in shlex.split(service["Environment"])}
    assert named <= VARIABLES | {"XDG_DATA_HOME", "ATTACHE_VENV"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_names_only_commands_and_settings_that_exist(page: Path):
    text = page.read_text(encoding="utf-8")
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    commands |= {str(group.name) for group in app.registered_groups}
    said = set(re.findall(r"(?:^|`|scripts/|--rm )attache ([a-z]+)", text, re.MULTILINE))
    assert said <= commands
    assert set(re.findall(r"\bATTACHE_[A-Z_]+", text)) <= VARIABLES | {"ATTACHE_KEY", "ATTACHE_VENV"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_examples_in_other_notations_can_be_read(page: Path):
    text = page.read_text(encoding="utf-8")
    for notation, example in re.findall(r"```(yaml|json)\n(.*?)```", text, re.DOTALL):
        assert notation in {"yaml", "json"}
        assert isinstance(yaml.safe_load(example), dict)
