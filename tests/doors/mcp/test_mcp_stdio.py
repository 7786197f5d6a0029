"""`attache mcp` as a program that an MCP client starts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

from assistant.app import Assistant
from tests.support.protocol import text_of

ROOT = Path(__file__).resolve().parents[3]


def attache(store: str) -> list[str]:
    return [sys.executable, "-m", "assistant", "mcp", "--store", store]


def ended(program: list[str]) -> subprocess.CompletedProcess[str]:
    """What became of a program that had nothing on its standard input."""
    return subprocess.run(program, input="", capture_output=True, timeout=120, cwd=ROOT, text=True)


def command(store: str) -> StdioServerParameters:
    program, *arguments = attache(store)
    home = os.environ["HOME"]
    return StdioServerParameters(
        command=program, args=arguments, env={"PYTHONPATH": str(ROOT), "HOME": home}, cwd=str(ROOT)
    )


async def test_the_sdks_client_starts_it_and_gets_a_briefing(extractive: Assistant, store_url: str):
    await extractive.close()
    async with Client(command(store_url)) as client:
        assert client.server_info is not None
        assert client.server_info.name == "attache"
        result = await client.call_tool("briefing", {"question": "Who did Lind meet in Geneva?"})
        assert "Samuel Okoro" in text_of(result)


async def test_it_writes_nothing_but_the_protocol_to_its_output_and_ends_with_its_input(
    extractive: Assistant, store_url: str
):
    await extractive.close()
    done = ended(attache(store_url))
    assert (done.returncode, done.stdout) == (0, "")


def test_a_store_that_is_not_there_is_told_in_one_sentence(tmp_path: Path):
    done = ended(attache(str(tmp_path / "nothing")))
    assert (done.returncode, done.stdout) == (3, "")
    assert "There is no store at" in done.stderr


INSPECTOR = Path(sys.prefix) / "browser" / "node_modules" / ".bin" / "mcp-inspector"


@pytest.mark.skipif(not INSPECTOR.exists(), reason="the MCP Inspector is not there: scripts/browser brings it with npm")
async def test_the_inspectors_command_line_lists_and_calls_the_tools(extractive: Assistant, store_url: str):
    await extractive.close()
    server = [str(INSPECTOR), "--cli", *attache(store_url)]
    listed = ended([*server, "--method", "tools/list"])
    assert "entity_lookup" in listed.stdout, listed.stderr
    called = ended([*server, "--method", "tools/call", "--tool-name", "entity_lookup", "--tool-arg", "name=Lind"])
    assert "Astrid Lind" in called.stdout, called.stderr
