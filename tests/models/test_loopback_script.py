"""The endpoint for trying things by hand plays a script file."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from assistant.models.openai_compatible import OpenAICompatible


async def test_a_script_file_is_served_at_the_printed_address(
    tmp_path: Path, make_model: Callable[..., OpenAICompatible], ask: Any
) -> None:
    script = tmp_path / "script.json"
    script.write_text(json.dumps([{"call": [["passage_search", {"query": "Sochi"}]]}, {"say": "Yes [e1]."}]))
    program = [sys.executable, "-m", "tests.support.loopback", str(script), "--loop"]
    root = Path(__file__).parents[2]
    server = await asyncio.create_subprocess_exec(*program, stdout=subprocess.PIPE, cwd=root)
    try:
        assert server.stdout is not None
        model = make_model(base_url=(await server.stdout.readline()).decode().strip())
        for _ in range(2):
            assert (await ask(model))[-1].calls[0].name == "passage_search"
            assert (await ask(model))[-1].reason == "stop"
    finally:
        server.terminate()
        await server.wait()
