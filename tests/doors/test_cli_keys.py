"""`attache keys` from the outside."""

from __future__ import annotations

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import pytest

from assistant.doors.cli.app import run
from assistant.store.opening import open_store

SECRET = re.compile(r"att_([0-9a-f]{8})_[A-Za-z0-9_-]{43}")


@pytest.fixture
def store(store_url: str) -> str:
    return store_url


def listed(store: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    assert run(["keys", "list", "--store", store, "--json"]) == 0
    return json.loads(capsys.readouterr().out)["keys"]


def made(store: str, capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, Any]:
    assert run(["keys", "add", "Ana's laptop", "--store", store, "--json", *more]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_key_is_made_and_its_secret_alone_is_printed(store: str, capsys: pytest.CaptureFixture[str]):
    assert run(["keys", "add", "Ana's laptop", "--store", store]) == 0
    out, err = capsys.readouterr()
    found = SECRET.fullmatch(out.strip())
    assert found
    assert out.count("\n") == 1
    assert found[1] in err
    assert out.strip() not in err


def test_a_key_lets_read_and_ask_unless_told_otherwise(store: str, capsys: pytest.CaptureFixture[str]):
    usual = made(store, capsys)
    assert (usual["scopes"], usual["collections"], usual["revoked"]) == (["ask", "read"], None, None)
    other = made(
        store, capsys, "--scope", "ingest", "--scope", "read", "--collection", "embassy", "--collection", "a-1"
    )
    assert (other["scopes"], other["collections"]) == (["ingest", "read"], ["embassy", "a-1"])


def test_a_list_shows_every_key_and_no_secret(store: str, capsys: pytest.CaptureFixture[str]):
    assert listed(store, capsys) == []
    keys = [made(store, capsys), made(store, capsys)]
    assert run(["keys", "list", "--store", store]) == 0
    shown = capsys.readouterr().out
    for key in keys:
        secret = key.pop("secret")
        assert key["id"] in shown
        assert secret not in shown
        assert secret.split("_", 2)[2] not in shown
    assert sorted(key["id"] for key in keys) == sorted(key["id"] for key in listed(store, capsys))


def test_a_revoked_key_is_told_as_such_and_revoking_it_again_changes_nothing(
    store: str, capsys: pytest.CaptureFixture[str]
):
    key = made(store, capsys)
    assert run(["keys", "revoke", key["id"], "--store", store]) == 0
    capsys.readouterr()
    when = listed(store, capsys)[0]["revoked"]
    assert when is not None
    assert run(["keys", "revoke", key["id"], "--store", store, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["revoked"] == when


def test_a_key_that_is_none_is_told(store: str, capsys: pytest.CaptureFixture[str]):
    assert run(["keys", "revoke", "00000000", "--store", store]) == 2
    assert not Path(store).exists()
    assert "There is no key 00000000" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        [" "],
        ["x" * 101],
        ["two\nlines"],
        ["Ana", "--collection", "Embassy"],
        ["Ana", "--collection", ""],
        ["Ana", "--collection", "../x"],
        ["Ana", "--scope", "admin"],
        [],
    ],
)
def test_what_cannot_be_a_key_is_refused(store: str, arguments: list[str], capsys: pytest.CaptureFixture[str]):
    assert run(["keys", "add", *arguments, "--store", store]) == 2
    assert capsys.readouterr().err
    assert listed(store, capsys) == []


def test_keys_can_be_made_before_there_are_documents_and_the_other_way_round(
    store: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    made(store, capsys)
    (tmp_path / "report.txt").write_text("Lind met Okoro in Geneva on 3 March 2021.", encoding="utf-8")
    assert run(["ingest", "--store", store, str(tmp_path / "report.txt")]) == 0
    capsys.readouterr()
    made(store, capsys)
    assert len(listed(store, capsys)) == 2


def test_a_server_that_others_could_reach_does_not_start_without_a_key(store: str, capsys: pytest.CaptureFixture[str]):
    asyncio.run(empty(store))
    assert run(["serve", "--host", "0.0.0.0", "--port", "0", "--store", store]) == 2  # noqa: S104 - it must not start
    assert "there is no key: make one with `attache keys add NAME`" in capsys.readouterr().err


async def empty(folder: str) -> None:
    """A store without documents."""
    await (await open_store(folder, create=True)).close()
