"""`llm`, another program's OpenAI client, unmodified: its own configuration file names our server as its model."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from tests.support.attache import Door
from tests.support.loopback import LoopbackServer

MODELS = "- model_id: attache\n  model_name: loopback\n  api_base: {url}/v1\n"


async def ask(folder: Path, *options: str) -> str:
    """What `llm` prints."""
    program = Path(sys.executable).with_name("llm")
    environment = os.environ | {"LLM_USER_PATH": str(folder), "OPENAI_API_KEY": "any", "NO_COLOR": "1"}
    process = await asyncio.create_subprocess_exec(
        program,
        "-m",
        "attache",
        *options,
        "When did Lind and Okoro meet?",
        env=environment,
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, told = await process.communicate()
    assert process.returncode == 0, told.decode()
    return out.decode()


async def test_llm_prints_the_answer_and_its_sources_streamed_and_whole(
    door: Door, loopback: LoopbackServer, tmp_path: Path
):
    (tmp_path / "extra-openai-models.yaml").write_text(MODELS.format(url=door.url))
    printed: list[str] = []
    for options in ((), ("--no-stream",)):
        loopback.call_tools([("passage_search", {"query": "Lind Okoro met Geneva"})])
        loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1].")
        printed.append(await ask(tmp_path, *options))
    assert printed[0].startswith("Lind met Okoro in Geneva on 3 March 2021. [1]\n\n**Sources**\n\n1. [geneva](")
    assert printed[0] == printed[1]
