"""A model endpoint that streams one fixed answer at a steady pace and remembers when each sentence was out.

    python -m evals.serving.endpoint SPEC.json

The specification: {"call": [tool, arguments], "chunks": [text, …], "sentences": how many these are, "ends": [index of
each chunk with which a sentence is known to have ended, …], "pace": seconds between two chunks}. The endpoint's address
is printed. A request without a tool's result is answered with the call, one with it (or with "bare" in its question)
with the chunks; a question may end in the name of a fault. GET /v1/times gives, for each question since it was last
asked, the seconds of the system's monotonic clock at which its sentences were out; under "QUESTION left" those at
which it was seen, between two chunks, that nobody reads any more.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from tests.support.wire import DONE, call_entry, chunk, sse

_STREAM = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
_END = b"0\r\n\r\n"
_USAGE = {"prompt_tokens": 1000, "completion_tokens": 120, "total_tokens": 1120}

FAULTS = ("refused", "reset", "silent", "cut")


class Endpoint:
    """Answers requests as its specification says."""

    def __init__(self, spec: dict[str, Any]) -> None:
        self._pace: float = spec["pace"]
        self._ends = set[int](spec["ends"])
        self._sentences: int = spec["sentences"]
        self._opening = _part(sse(chunk({"role": "assistant", "content": ""})))
        self._parts = [_part(sse(chunk({"content": text}))) for text in spec["chunks"]]
        self._closing = (
            _part(sse(chunk(finish="stop")) + sse({**chunk(), "choices": [], "usage": _USAGE}) + DONE) + _END
        )
        call = {"index": 0, **call_entry(spec["call"][0], spec["call"][1], 0)}
        self._call = _part(sse(chunk({"tool_calls": [call]})) + sse(chunk(finish="tool_calls")) + DONE) + _END
        self._times: dict[str, list[float]] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError):
            while await self._one(reader, writer):
                pass
        writer.transport.abort()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        if head.startswith(b"get "):
            told, self._times = json.dumps(self._times).encode(), {}
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(told) + told)
            return True
        _, _, rest = head.partition(b"content-length:")
        messages = json.loads(await reader.readexactly(int(rest.split(b"\r\n", 1)[0])))["messages"]
        question: str = next(message["content"] for message in reversed(messages) if message["role"] == "user")
        fault = question.rpartition(" ")[2]
        if fault in FAULTS:
            return await self._misbehave(fault, reader, writer)
        if messages[-1]["role"] != "tool" and "bare" not in question:
            writer.write(_STREAM + self._call)
            return True
        await self._answer(question, reader, writer)
        return True

    async def _answer(self, question: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        times = self._times[question] = []
        loop = asyncio.get_running_loop()
        due = loop.time()
        writer.write(_STREAM + self._opening)
        for place, part in enumerate(self._parts):
            due += self._pace
            await asyncio.sleep(due - loop.time())
            if place in self._ends:
                times.append(time.monotonic())  # before it is out: a reader may have it at once
            if reader.at_eof() or writer.transport.is_closing():
                self._times[f"{question} left"] = [time.monotonic()]
                raise ConnectionResetError
            writer.write(part)
        times += [time.monotonic()] * (self._sentences - len(times))  # these are known to end with the answer
        writer.write(self._closing)
        await writer.drain()

    async def _misbehave(self, fault: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        if fault == "refused":
            body = b'{"error": {"message": "no"}}'
            writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            return True
        if fault != "silent":
            writer.write(_STREAM + self._opening + self._parts[0])
            await writer.drain()
        if fault == "silent":
            await reader.read(1)  # until the other side hangs up
        return False


def _part(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


async def main(spec: dict[str, Any]) -> None:
    """Serve until the process is ended."""
    endpoint = Endpoint(spec)
    server = await asyncio.start_server(endpoint.serve, "127.0.0.1", 0, backlog=2048)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
