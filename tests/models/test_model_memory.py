"""An answer too large for memory does not get there."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from contextlib import AsyncExitStack, aclosing
from pathlib import Path

import pytest

from assistant.models.contract import Message
from assistant.models.openai_compatible import OpenAICompatible
from tests.support.loopback import LoopbackServer

Make = Callable[..., OpenAICompatible]

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


async def test_a_request_is_not_kept_while_its_answer_comes(loopback: LoopbackServer, make_model: Make) -> None:
    model, question, many = make_model(), [Message("user", "?" * (1 << 20))], 8
    for _ in range(many + 1):
        loopback.say("Yes. And no.", split=20)
    async with AsyncExitStack() as answers:
        await anext(await answers.enter_async_context(aclosing(model.reply(question, []))))
        tracemalloc.start()
        answers.callback(tracemalloc.stop)
        for _ in range(many):
            await anext(await answers.enter_async_context(aclosing(model.reply(question, []))))
        loopback.requests.clear()  # which are kept here, in the same process
        held, _ = tracemalloc.get_traced_memory()
    assert held < many << 18
