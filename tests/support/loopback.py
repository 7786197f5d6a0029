"""An OpenAI-compatible endpoint on 127.0.0.1 that says what a script tells it, and misbehaves on command.

    with LoopbackServer() as server:
        server.call_tools([("passage_search", {"query": "Sochi"})])
        server.say("They met in Sochi [e1].")
        ...  # point a client at server.base_url
        assert server.requests[1].messages[-1]["role"] == "tool"

It runs in a thread of its own, so tests may be async or not. Each request takes the next reply of the script;
when none is left the answer is a 400 that says so. By hand: `python -m tests.support.loopback script.json`,
where the script is a list of {"say": text}, {"call": [[tool, arguments], …]} and {"fault": name, option: …};
the base URL is printed on standard output, and with --loop the script starts again when it is over.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import threading
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.exchange import Exchange, Recorded, read_request
from tests.support.faults import answer_for
from tests.support.toy_embedding import embed
from tests.support.wire import Script, body_of, chunk, error_body, sse, stream_of

Answer = Callable[[Exchange], Awaitable[None]]
Responder = Callable[[Recorded], Script]


def scripted(script: Script, *, split: int | None, streamed: bool) -> Answer:
    """The answer that sends a well-formed reply, its stream cut into pieces of `split` bytes if given."""

    async def answer(exchange: Exchange) -> None:
        if not (streamed and exchange.streaming):
            await exchange.whole(body_of(script))
            return
        await exchange.open_stream()
        stream = stream_of(script)
        if split:
            raw = b"".join(stream)
            stream = [raw[start : start + split] for start in range(0, len(raw), split)]
        for part in stream:
            await exchange.part(part)
        await exchange.end_stream()

    return answer


class LoopbackServer:
    """A scripted endpoint; `requests` holds what arrived, in order, `connections` how many were opened.

    `streams` False answers a whole JSON body although a stream was asked for, as some servers do; names in
    `refuses` are request parameters it answers with a 400; `responder`, if set, makes a reply from the
    request once the script is over (a model that reads its tools' results); `refill`, if set, is called to
    queue more replies when none is left; `on_request`, if set, is called in the server's thread as each
    request arrives. Embeddings are answered with toy vectors of `dimension` numbers once the script is over.
    """

    def __init__(self) -> None:
        self.dimension = 256
        self.requests: list[Recorded] = []
        self.connections = 0
        self.streams = True
        self.refuses: set[str] = set()
        self.responder: Responder | None = None
        self.refill: Callable[[], None] | None = None
        self.on_request: Callable[[], object] | None = None
        self._script: deque[Answer] = deque()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="loopback", daemon=True)
        self._tasks: set[asyncio.Task[None]] = set()
        self.base_url = ""

    # --- the script ---

    def say(
        self,
        text: str = "",
        *,
        pieces: Sequence[str] | None = None,
        finish: str = "stop",
        usage: tuple[int, int] | None = (11, 7),
        split: int | None = None,
    ) -> None:
        """Reply with text, streamed word by word or in the given `pieces`; `split` cuts the raw stream."""
        parts = tuple(pieces if pieces is not None else re.findall(r"\S+\s*|\s+", text))
        self.reply(Script(parts, finish=finish, usage=usage), split=split)

    def call_tools(
        self, calls: Sequence[tuple[str, dict[str, Any] | str]], *, text: str = "", finish: str = "tool_calls"
    ) -> None:
        """Reply with calls of tools, all in one reply; arguments given as a string are sent as they are."""
        self.reply(Script((text,) if text else (), tuple(calls), finish))

    def reply(self, script: Script, *, split: int | None = None) -> None:
        """Reply with a prepared script."""
        self._script.append(scripted(script, split=split, streamed=self.streams))

    def chunks(self, *deltas: dict[str, Any], finish: str | None = "stop") -> None:
        """Stream these deltas as they are, then `finish` and [DONE]."""
        events = [chunk(delta) for delta in deltas] + [chunk(finish=finish)]
        self.events(*map(sse, events), sse("[DONE]"))

    def events(self, *raw: bytes) -> None:
        """Stream these bytes as they are, one HTTP chunk each."""

        async def answer(exchange: Exchange) -> None:
            await exchange.open_stream()
            for part in raw:
                await exchange.part(part)
            await exchange.end_stream()

        self._script.append(answer)

    def body(self, payload: object, status: int = 200) -> None:
        """Answer with one JSON body."""

        async def answer(exchange: Exchange) -> None:
            await exchange.whole(json.dumps(payload).encode(), status)

        self._script.append(answer)

    def fault(self, name: str, **options: Any) -> None:
        """Misbehave in one of the ways of `tests.support.faults.FAULTS`."""
        self._script.append(answer_for(name, options))

    def forget(self) -> None:
        """Begin anew: no reply is queued, and nothing makes one."""
        self._script.clear()
        self.responder = self.refill = None

    @property
    def left(self) -> int:
        """How many replies of the script nobody has asked for."""
        return len(self._script)

    # --- the server ---

    def __enter__(self) -> Self:
        self._thread.start()
        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._accept, "127.0.0.1", 0), self._loop)
        self._server = server.result()
        self.base_url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/v1"
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _stop(self) -> None:
        self._server.close()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self.connections += 1
        try:
            while await self._serve(reader, writer):
                pass
        except asyncio.CancelledError:
            pass  # the server stops; asyncio would log a cancelled connection as an error
        except ConnectionError:
            pass  # the client has left: what some tests wait for
        finally:
            self._tasks.discard(task)
            writer.transport.abort()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False when the connection is over."""
        request = await read_request(reader)
        if request is None:
            return False
        self.requests.append(request)
        if self.on_request is not None:
            self.on_request()
        exchange = Exchange(request, reader, writer)
        try:
            await self._answer(request)(exchange)
        except ConnectionError:
            request.hung_up.set()
            raise
        return exchange.keep_alive

    def _answer(self, request: Recorded) -> Answer:
        refused = sorted(self.refuses & request.body.keys())
        if refused:
            return self._refusal(f"Unsupported parameter: '{refused[0]}'.", param=refused[0])
        if not self._script and self.refill is not None:
            self.refill()
        if self._script:
            return self._script.popleft()
        if request.path.endswith("/embeddings"):
            return self._embeddings(request)
        if self.responder is not None:
            return scripted(self.responder(request), split=None, streamed=self.streams)
        return self._refusal("The script has no reply left.")

    def _embeddings(self, request: Recorded) -> Answer:
        vectors = embed(request.body["input"], self.dimension)
        data = [{"object": "embedding", "index": index, "embedding": one} for index, one in enumerate(vectors)]

        async def answer(exchange: Exchange) -> None:
            await exchange.whole(json.dumps({"object": "list", "data": data, "model": "toy"}).encode())

        return answer

    @staticmethod
    def _refusal(message: str, **fields: Any) -> Answer:
        async def answer(exchange: Exchange) -> None:
            await exchange.whole(error_body(message, **fields), 400)

        return answer


def play(server: LoopbackServer, script: list[dict[str, Any]]) -> None:
    """Queue the replies of a script file."""
    for step in script:
        options = dict(step)
        if "say" in options:
            server.say(options.pop("say"), **options)
        elif "call" in options:
            server.call_tools([(name, arguments) for name, arguments in options.pop("call")], **options)
        else:
            server.fault(options.pop("fault"), **options)


def main() -> None:
    """Serve a script file until interrupted."""
    parser = argparse.ArgumentParser(description="Serve scripted replies on 127.0.0.1.")
    parser.add_argument("script", type=Path, help="a JSON file: a list of replies")
    parser.add_argument("--loop", action="store_true", help="start again when the script is over")
    options = parser.parse_args()
    script = json.loads(options.script.read_text(encoding="utf-8"))
    with LoopbackServer() as server:
        play(server, script)
        if options.loop:
            server.refill = lambda: play(server, script)
        print(server.base_url, flush=True)  # noqa: T201 - the address is this command's output
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
