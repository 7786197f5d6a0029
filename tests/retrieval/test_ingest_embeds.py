"""`attache ingest` and `attache search` with an embedding model configured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.doors.cli.doctor import all_checks
from assistant.doors.cli.ingest import IngestOptions, ingest
from assistant.doors.cli.search import search
from assistant.errors import SettingsError
from assistant.settings import read_settings
from assistant.types import Scope
from tests.support.loopback import LoopbackServer

pytest.importorskip("numpy", reason="embeddings need numpy, an optional extra")

SHIP = "The freighter ran aground off Port Ellis. Its crew was saved."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "documents"
    made.mkdir()
    (made / "ship.txt").write_text(SHIP, encoding="utf-8")
    return made


@pytest.fixture
def where(tmp_path: Path) -> str:
    return str(tmp_path / "store")


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch, loopback: LoopbackServer) -> LoopbackServer:
    monkeypatch.setenv("ATTACHE_EMBEDDING_MODEL", "toy")
    monkeypatch.setenv("ATTACHE_EMBEDDING_BASE_URL", loopback.base_url)
    monkeypatch.setenv("OPENAI_API_KEY", "the-chat-models-key")
    return loopback


async def test_passages_are_embedded_after_ingest_and_found_by_meaning(
    folder: Path, where: str, configured: LoopbackServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await ingest([folder], None, where, IngestOptions(as_json=True)) == 0
    assert json.loads(capsys.readouterr().out)["embedded"] == {"model": "toy", "passages": 1, "fault": None}
    assert await search("vessel", None, {}, Scope(), where, as_json=True) == 0
    [hit] = json.loads(capsys.readouterr().out)["results"]
    assert hit["text"] == SHIP
    assert all("authorization" not in request.headers for request in configured.requests)


async def test_the_documents_are_in_when_the_endpoint_fails_and_the_next_run_embeds_them(
    folder: Path, where: str, configured: LoopbackServer, capsys: pytest.CaptureFixture[str]
) -> None:
    configured.body({"error": {"message": "no such model"}}, 404)
    assert await ingest([folder], None, where, IngestOptions(as_json=True)) == 1
    told = capsys.readouterr()
    assert json.loads(told.out)["added"] == 1
    assert "Embedding with toy failed." in told.err
    assert "run the same again" in told.err
    assert await search("freighter", None, {}, Scope(), where, as_json=True) == 0
    told = capsys.readouterr()
    assert len(json.loads(told.out)["results"]) == 1
    assert "No passage is embedded with toy yet" in told.err
    assert await ingest([folder], None, where, IngestOptions(as_json=True)) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["unchanged"], done["embedded"]["passages"]) == (1, 1)


async def test_without_an_endpoint_or_without_numpy_one_sentence_says_what_to_do(
    folder: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATTACHE_EMBEDDING_MODEL", "toy")
    with pytest.raises(SettingsError, match="needs an endpoint"):
        await ingest([folder], None, where, IngestOptions(as_json=True))

    def nothing(name: str) -> None:
        del name

    monkeypatch.setattr("assistant.app.find_spec", nothing)
    with pytest.raises(SettingsError, match="needs numpy"):
        await ingest([folder], None, where, IngestOptions(as_json=True))
    assert not Path(where).exists()


@pytest.mark.usefixtures("configured")
async def test_doctor_tells_how_many_passages_are_embedded(
    folder: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ATTACHE_EMBEDDING_MODEL")
    await ingest([folder], None, where, IngestOptions(as_json=True))
    monkeypatch.setenv("ATTACHE_EMBEDDING_MODEL", "toy")
    checks = {check.name: check async for check in all_checks(read_settings(store=where))}
    assert "0 of 1 passage embedded" in checks["embeddings"].detail
    assert checks["embeddings"].state == "note"
