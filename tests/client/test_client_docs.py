"""The examples of docs/client.md run as they stand, against a server of the starter documents."""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.doors.http.app import create_app
from assistant.doors.http.services import Services
from assistant.settings import Settings
from assistant.starter import starter_store
from assistant.store.opening import open_desk
from tests.support.serving import serving

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "client.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
STANDS_FOR = "http://127.0.0.1:8400"


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    desk = await open_desk(str(tmp_path / "desk"))
    async with Assistant(await starter_store(), Settings()) as assistant:
        app = create_app(Services.of(assistant, desk, starter=True))
        async with serving(app) as where:
            yield where
    await desk.close()


async def test_every_example_runs_and_prints_something(address: str):
    assert len(EXAMPLES) >= 4
    for example in EXAMPLES:
        assert STANDS_FOR in example
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", example.replace(STANDS_FOR, address)),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await program.communicate()
        assert program.returncode == 0, err.decode()
        assert len(out.decode().split()) > 1
