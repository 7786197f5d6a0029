"""`attache copy` between folders: the same documents in both, and nothing read again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.copying import copy
from assistant.doors.cli.app import run
from assistant.errors import StoreError
from assistant.store.contract import Record
from assistant.store.embedded import EmbeddedStore, open_embedded
from tests.store.contract_suite import dispute, summit, undated
from tests.store.records import Builder
from tests.support.whole import hashes


async def filled(folder: Path, *records: Record) -> EmbeddedStore:
    store = await open_embedded(folder)
    await store.put_many(records)
    return store


async def test_what_is_copied_is_the_same_to_the_last_row(tmp_path: Path):
    source, target = await filled(tmp_path / "a", summit(), dispute(), undated()), await filled(tmp_path / "b")
    made = await copy(source, target)
    assert made.outcomes == {"added": 3}
    assert hashes(tmp_path / "a" / "attache.db") == hashes(tmp_path / "b" / "attache.db")
    assert await target.put(summit()) == "unchanged"
    await source.close()
    await target.close()


async def test_what_the_other_store_had_is_replaced_or_left_alone(tmp_path: Path):
    old = Builder("summit", "An older text.").record()
    source = await filled(tmp_path / "a", summit(), dispute())
    target = await filled(tmp_path / "b", old, dispute(), undated("own"))
    made = await copy(source, target)
    assert made.outcomes == {"replaced": 1, "unchanged": 1}
    assert [head.id async for head in target.documents()] == ["dispute", "own", "summit"]
    assert await target.document("summit") == summit().document
    await source.close()
    await target.close()


async def test_a_copy_that_came_out_otherwise_is_told(tmp_path: Path):
    source = await filled(tmp_path / "a", summit())
    [record] = await source.records(["summit"])
    target = await filled(tmp_path / "b", Builder("summit", "Another text.").record())
    [other] = await target.records(["summit"])
    await target.forget("summit")
    await target.put(Record(other.document, other.passages, other.reading, mark=record.mark))
    with pytest.raises(StoreError, match="summit is not the same in both stores"):
        await copy(source, target)
    await source.close()
    await target.close()


def test_the_command_tells_how_many_and_their_hash(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.txt").write_text("Ana Veloso met Rui Alves in Lisbon.")
    folders = [str(tmp_path / name) for name in ("one", "two")]
    assert run(["ingest", str(tmp_path / "docs"), "--store", folders[0]]) == 0
    capsys.readouterr()
    for outcome in ("added", "unchanged"):
        assert run(["copy", "--from", folders[0], "--to", folders[1], "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert (told["documents"], told[outcome], len(told["sha256"])) == (1, 1, 64)
    assert run(["copy", "--from", folders[0], "--to", folders[0]]) == 2
    assert run(["copy", "--from", str(tmp_path / "none"), "--to", folders[1]]) == 3
    assert "There is no store" in capsys.readouterr().err
