"""`attache ingest --reader` from the outside: the model adds, the rules come back, a failing endpoint loses nothing."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.doors.cli.app import run
from assistant.store.contract import QuoteQuery
from assistant.store.embedded import open_embedded
from tests.second_reader.pages import answering
from tests.support.loopback import LoopbackServer

REPORT = (
    "GENEVA – Swedish Foreign Minister Astrid Lind met Nigerian Trade Minister Samuel Okoro in Geneva on 3 March 2021. "
    "Lind signalled that the timber quota would rise. The talks were paid for by Brumex."
)
Ingest = Callable[..., tuple[int, dict[str, Any], str]]


@pytest.fixture
def endpoint(loopback: LoopbackServer, monkeypatch: pytest.MonkeyPatch) -> LoopbackServer:
    """The loopback endpoint, configured, with a model that points at what is open."""
    monkeypatch.setenv("OPENAI_BASE_URL", loopback.base_url)
    monkeypatch.setenv("ATTACHE_MODEL", "test-model")
    loopback.responder = answering()
    return loopback


@pytest.fixture
def ingest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ingest:
    """Ingests three documents; gives the exit status, the printed object and the lines on standard error."""
    lines = [json.dumps({"id": f"d{n}", "text": f"{REPORT} Page {n}.", "date": "2021-03-04"}) for n in range(3)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")

    def work(*options: str) -> tuple[int, dict[str, Any], str]:
        arguments = ["ingest", "--store", str(tmp_path / "store"), "--jsonl", str(tmp_path / "in.jsonl"), "--json"]
        status = run([*arguments, *options])
        out, err = capsys.readouterr()
        return status, json.loads(out) if out else {}, err

    return work


def rules_of(tmp_path: Path) -> set[str]:
    """The rules of all quotations and of the mentions of Brumex in the store."""

    async def look() -> set[str]:
        store = await open_embedded(tmp_path / "store", create=False)
        try:
            quotes = await store.quotes(QuoteQuery())
            mentions = await store.mentions("Brumex")
        finally:
            await store.close()
        return {located.value.rule for located in [*quotes, *mentions]}

    return asyncio.run(look())


def marked(tmp_path: Path) -> set[str]:
    return {rule for rule in rules_of(tmp_path) if rule.startswith("model:")}


def test_the_model_adds_marked_as_its_own_and_the_rules_alone_come_back(
    endpoint: LoopbackServer, ingest: Ingest, tmp_path: Path
):
    status, printed, _ = ingest("--reader", "model")
    assert (status, printed["added"], printed["model"]["documents"]) == (0, 3, 3)
    added = marked(tmp_path)
    assert added
    requests = len(endpoint.requests)
    assert ingest("--reader", "model")[1]["unchanged"] == 3
    status, printed, _ = ingest()
    assert (status, printed["replaced"]) == (0, 3)
    assert "model" not in printed
    assert marked(tmp_path) == set()
    status, printed, _ = ingest("--reader", "model")
    assert (printed["replaced"], printed["model"]["requests"], printed["model"]["kept"]) == (3, 0, 3)
    assert marked(tmp_path) == added
    assert len(endpoint.requests) == requests


def test_a_changed_prompt_asks_again(
    endpoint: LoopbackServer, ingest: Ingest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    ingest("--reader", "model")
    prompts = tmp_path / "prompts"
    prompts.mkdir()
    for path in (Path(__file__).parents[2] / "prompts").glob("*.md"):
        (prompts / path.name).write_text(path.read_text(encoding="utf-8") + "Be brief.\n", encoding="utf-8")
    monkeypatch.setenv("ATTACHE_PROMPTS", str(prompts))
    _, printed, _ = ingest("--reader", "model")
    assert (printed["replaced"], printed["model"]["requests"]) == (3, 3)
    assert endpoint.requests[-1].messages[0]["content"].endswith("Be brief.\n")


def test_a_failing_endpoint_leaves_the_rules_reading_and_says_so_once(
    endpoint: LoopbackServer, ingest: Ingest, tmp_path: Path
):
    endpoint.refill = lambda: endpoint.fault("unauthorised")
    status, printed, err = ingest("--reader", "model")
    assert (status, printed["added"], printed["model"]["left"]) == (1, 3, 3)
    assert len(err.splitlines()) == 1
    assert "3 documents went in as the rules alone read them" in err
    assert marked(tmp_path) == set()
    assert ingest()[1]["unchanged"] == 3
    endpoint.refill = None
    status, printed, err = ingest("--reader", "model")
    assert (status, printed["replaced"], err) == (0, 3, "")
    assert marked(tmp_path)


def test_what_was_added_is_told_in_a_line(endpoint: LoopbackServer, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "note.txt").write_text(REPORT, encoding="utf-8")
    assert run(["ingest", "--store", str(tmp_path / "s"), str(tmp_path / "note.txt"), "--reader", "model"]) == 0
    told = capsys.readouterr().err
    assert "The model added 1 quotation, 0 speakers, 0 merged events and 1 organisation" in told
    assert "(1 request, 0 answers kept from before)" in told
    assert len(endpoint.requests) == 1


@pytest.mark.parametrize(
    ("environment", "reader", "sentence"),
    [
        ({}, "model", "--reader model needs a chat model; set ATTACHE_MODEL and OPENAI_BASE_URL"),
        ({"ATTACHE_MODEL": "some-model"}, "model", "needs an endpoint: set OPENAI_BASE_URL"),
    ],
)
def test_a_reader_that_cannot_be_had_is_wrong_use_and_makes_no_store(
    ingest: Ingest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    reader: str,
    sentence: str,
):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    status, _, err = ingest("--reader", reader)
    assert status == 2
    assert sentence in err
    assert len(err.splitlines()) == 1
    assert not (tmp_path / "store").exists()


def test_without_a_reader_named_no_endpoint_is_asked(endpoint: LoopbackServer, ingest: Ingest, tmp_path: Path):
    assert ingest()[0] == 0
    assert endpoint.requests == []
    assert marked(tmp_path) == set()
