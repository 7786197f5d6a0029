"""An answer too large for memory does not get there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import asyncio, resource, sys
from assistant.errors import ModelError
from assistant.models.contract import Message
from assistant.models.openai_compatible import OpenAICompatible
from tests.support.loopback import LoopbackServer

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1 << 20 if sys.platform == "darwin" else 1 << 10)

async def main():
    with LoopbackServer() as server:
        model = OpenAICompatible("m", server.base_url)
        server.say("Yes.")
        async for _ in model.reply([Message("user", "?")], []):
            pass
        before = peak()
        for fault, options in FAULTS:
            server.fault(fault, **options)
            try:
                async for _ in model.reply([Message("user", "?")], []):
                    pass
            except ModelError:
                print(fault, peak() - before)
        await model.close()

asyncio.run(main())
"""
FAULTS: list[tuple[str, dict[str, int]]] = [
    ("huge_event", {}),
    ("huge_line_of_comment", {}),
    ("huge_body", {}),
    ("huge_body", {"status": 500}),
    ("gzip_bomb", {}),
    ("gzip_bomb", {"status": 400}),
    ("endless", {}),
    ("comment_flood", {}),
    ("many_objects", {}),
    ("many_objects", {"count": 340_000}),
]


def test_no_answer_takes_more_than_fifty_megabytes() -> None:
    pytest.importorskip("resource", reason="the peak of memory is read the Unix way")
    program = PROGRAM.replace("FAULTS", repr(FAULTS))
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=root)
    taken = [(name, int(megabytes)) for name, megabytes in map(str.split, done.stdout.splitlines())]
    assert [name for name, _ in taken] == [name for name, _ in FAULTS], done.stderr
    assert max(megabytes for _, megabytes in taken) <= 50, taken
