"""Worker processes: what one file or text does to its worker is told in a line and touches no other."""

from __future__ import annotations

import os
import signal
from collections.abc import AsyncIterator
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.errors import UnreadableError
from assistant.formats import InputFile, Refusal, Taking
from assistant.readers import Readings, read_document
from assistant.types import Document
from assistant.workers.limits import Limits
from assistant.workers.pool import Workers

ENTRY = "tests.support.misbehaving"
SHORT = Limits(processor_seconds=1, parsing_seconds=20, reading_seconds=20)
ON_LINUX = pytest.mark.skipif(os.uname().sysname != "Linux", reason="only Linux has filters of system calls")


@pytest.fixture
async def workers() -> AsyncIterator[Workers]:
    pool = Workers(1, entry=ENTRY)
    yield pool
    await pool.close()


def made(text: str) -> Document:
    return Document("a", text, sha256(text.encode()).hexdigest(), language="en")


async def told(pool: Workers, text: str) -> str:
    found = await pool.read(made(text))
    assert isinstance(found, UnreadableError)
    return str(found)


async def parsed(pool: Workers, path: Path) -> list[str]:
    file, taking = InputFile(path, path.name), Taking()
    return [
        item.reason if isinstance(item, Refusal) else item.text
        async for items in pool.parse(file, taking)
        for item in items
    ]


async def test_a_text_is_read_in_a_process_as_it_is_read_here(workers: Workers):
    document = made("President Ana Veloso met Piotr Walesa in Porto on 3 March 2020. “We agree,” she said.")
    found = await workers.read(document)
    assert isinstance(found, Readings)
    assert found == read_document(document)
    assert found.reading.mentions


@pytest.mark.parametrize(
    ("deed", "reason"),
    [
        ("die", "it ended the process that read it (exit status 3); leave it out"),
        ("crash", "it ended the process that read it (SIGSEGV); leave it out"),
        ("exit", "it ended the process that read it (exit status 0); leave it out"),
        ("eat", "it takes more than 512 MB of memory; split it"),
        ("lie", "what came out of it is malformed; leave it out"),
        ("shout", "shout"),
    ],
)
async def test_a_text_that_harms_its_worker_is_told_and_the_next_is_read(workers: Workers, deed: str, reason: str):
    assert await told(workers, f"reading {deed}") == reason
    assert isinstance(await workers.read(made("Ana Veloso came.")), Readings)


@pytest.mark.parametrize(
    ("deed", "limits", "reason"),
    [
        ("spin", SHORT, "it was not done within 1 seconds of processor time; split it"),
        ("hang", Limits(reading_seconds=1.5), "it was not done within 1.5 seconds; split it"),
        ("flood", Limits(answer_bytes=1 << 20), "more than 1 MB would come out of it; split it"),
    ],
)
async def test_a_text_that_takes_too_much_is_told_and_the_next_is_read(deed: str, limits: Limits, reason: str):
    pool = Workers(1, limits=limits, entry=ENTRY)
    assert isinstance(await pool.read(made("Ana Veloso came.")), Readings)
    assert await told(pool, f"reading {deed}") == reason
    await pool.close()


async def test_files_that_harm_their_worker_are_told_and_the_next_is_parsed(workers: Workers, tmp_path: Path):
    file = tmp_path / "a.txt"
    expected = {
        "die": "it ended the process that read it (exit status 3); leave it out",
        "eat": "it takes more than 512 MB of memory; split it",
        "raise": "it is damaged or not what its name says (KeyError)",
        "forge": "what came out of it is malformed; leave it out",
    }
    for deed, reason in expected.items():
        file.write_text(f"{deed} here")
        assert await parsed(workers, file) == [reason]
    file.write_text("Ana Veloso came.")
    assert await parsed(workers, file) == ["Ana Veloso came."]


async def test_what_came_of_a_file_before_its_worker_died_is_kept(workers: Workers, tmp_path: Path):
    (tmp_path / "a.txt").write_text("after die")
    assert await parsed(workers, tmp_path / "a.txt") == [
        "after die",
        "it ended the process that read it (exit status 3); leave it out",
    ]


async def test_a_file_that_hangs_is_told(tmp_path: Path):
    (tmp_path / "a.txt").write_text("hang")
    pool = Workers(1, limits=Limits(parsing_seconds=1.5), entry=ENTRY)
    assert await parsed(pool, tmp_path / "a.txt") == ["it was not done within 1.5 seconds; split it"]
    await pool.close()


@ON_LINUX
@pytest.mark.parametrize(
    "deed", ["socket", "local-socket", "create", "append", "remove", "rename", "fork", "run", "signal"]
)
async def test_the_kernel_refuses_a_worker_the_network_files_and_processes(workers: Workers, tmp_path: Path, deed: str):
    file = tmp_path / "there.txt"
    file.write_text("as it was")
    target = tmp_path / "new.txt" if deed == "create" else file
    assert await told(workers, f"reading try {deed} {target}") == "EPERM"
    assert [path.name for path in tmp_path.iterdir()] == ["there.txt"]
    assert file.read_text() == "as it was"


@pytest.mark.parametrize("deed", ["python-socket", "python-write", "python-run"])
async def test_python_refuses_a_worker_the_same(workers: Workers, tmp_path: Path, deed: str):
    assert await told(workers, f"reading try {deed} {tmp_path}/new.txt") == "PermissionError"
    assert not list(tmp_path.iterdir())


async def test_a_worker_knows_nothing_of_our_environment(workers: Workers, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    assert "OPENAI_API_KEY" not in await told(workers, "reading try environment")


async def test_a_process_killed_from_outside_costs_no_document(workers: Workers):
    assert isinstance(await workers.read(made("Ana Veloso came.")), Readings)
    process = workers.take()
    os.kill(process.number, signal.SIGKILL)
    workers.give(process, sound=True)
    assert isinstance(await workers.read(made("Ana Veloso went.")), Readings)
