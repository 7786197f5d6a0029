"""`--collection` on the commands that read: nothing of another collection is found, counted or quoted."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, cast

import pytest

from assistant.doors.cli.app import run

GENEVA = "GENEVA – Minister Astrid Lind met Samuel Okoro in Geneva on 3 March 2021. “We start with cocoa,” Okoro said."
LAGOS = "LAGOS – Minister Astrid Lind met Samuel Okoro in Lagos on 9 June 2021. “Timber is a lie,” Okoro said."


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with one document in `default` and one in `embassy`."""
    folder = tmp_path_factory.mktemp("collections")
    for collection, text, day in (("default", GENEVA, "2021-03-04"), ("embassy", LAGOS, "2021-06-10")):
        line = {"id": "report", "text": text, "date": day, "source": f"The {collection} wire"}
        lines = folder / f"{collection}.jsonl"
        lines.write_text(json.dumps(line) + "\n", encoding="utf-8")
        assert run(["ingest", "--store", str(folder / "store"), "--collection", collection, "--jsonl", str(lines)]) == 0
    return str(folder / "store")


COMMANDS = (
    ["ask", "--json", "Where did Lind meet Okoro?"],
    ["ask", "--json", "What did Okoro say?"],
    ["search", "--json", "timber cocoa Okoro"],
    ["entity", "--json", "Okoro"],
    ["timeline", "--json", "--days", "5"],
    ["quotes", "--json", "--speaker", "Okoro"],
    ["check", "--json"],
)


@pytest.mark.parametrize(
    ("collection", "own", "others"), [("default", "cocoa", "Timber"), ("embassy", "Timber", "cocoa")]
)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_command_sees_the_collection_it_is_given_alone(
    store: str,
    command: list[str],
    collection: str,
    own: str,
    others: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    if command[0] == "check":
        (tmp_path / "draft.md").write_text("Okoro met Lind. “We start with cocoa,” Okoro said.", encoding="utf-8")
        command = [*command, str(tmp_path / "draft.md")]
    assert run([*command, "--store", store, "--collection", collection]) in (0, 1)
    shown: Any = json.loads(capsys.readouterr().out)
    texts = [text for text in found(shown, "text") if "wire" not in text]
    documents = set(found(shown, "document"))
    assert documents <= {"report" if collection == "default" else "embassy/report"}
    if command[0] != "check":
        assert documents
        assert not any(others in text for text in texts)
    if command[0] in ("search", "quotes"):
        assert any(own in text for text in texts)


def found(value: Any, name: str) -> list[str]:
    """Every text under a field of this name, anywhere."""
    if isinstance(value, list):
        return [text for item in cast("list[Any]", value) for text in found(item, name)]
    if not isinstance(value, dict):
        return []
    fields = cast("dict[str, Any]", value)
    here = [fields[name]] if isinstance(fields.get(name), str) else []
    return here + [text for item in fields.values() for text in found(item, name)]


def test_collections_can_be_named_together(store: str, capsys: pytest.CaptureFixture[str]):
    both = ["search", "Okoro", "--store", store, "--json", "--collection", "embassy", "--collection", "default"]
    assert run(both) == 0
    assert set(found(json.loads(capsys.readouterr().out), "document")) == {"report", "embassy/report"}


@pytest.mark.parametrize("command", COMMANDS[:-1], ids=" ".join)
def test_a_collection_that_there_is_not_is_told(store: str, command: list[str], capsys: pytest.CaptureFixture[str]):
    assert run([*command, "--store", store, "--collection", "embasy"]) == 2
    assert "There is no collection embasy; there are default, embassy." in capsys.readouterr().err
