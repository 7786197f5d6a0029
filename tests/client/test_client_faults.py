"""The client against a server that misbehaves, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager

import pytest

from assistant.client import ApiError, Attache

STATUS = b'{"documents": 3, "model": "extractive"}'


def answer(status: str, body: bytes, *headers: str, length: int | None = None) -> bytes:
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Length: {len(body) if length is None else length}",
        "Connection: close",
        *headers,
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@asynccontextmanager
async def scripted(answers: Sequence[bytes]) -> AsyncGenerator[tuple[str, list[bytes]]]:
    """A server that gives these answers, one a connection, and notes the requests' first lines."""
    left, seen = list(answers), list[bytes]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        seen.append(head.split(b"\r\n", 1)[0])
        writer.write(left.pop(0))
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(serve, "127.0.0.1", 0) as server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", seen


BUSY = answer("503 Service Unavailable", b'{"detail": "Busy.", "status": 503}', "Retry-After: 0")


async def test_what_only_reads_is_asked_again_until_the_server_is_ready():
    async with scripted([BUSY, b"", answer("200 OK", STATUS)]) as (address, seen), Attache(address) as attache:
        assert (await attache.status()).documents == 3
    assert seen == [b"GET /v1/status HTTP/1.1"] * 3


async def test_it_gives_up_after_three_times_and_says_what_the_server_said():
    async with scripted([BUSY] * 3) as (address, seen), Attache(address) as attache:
        with pytest.raises(ApiError, match=r"^Busy\.$"):
            await attache.status()
    assert len(seen) == 3


async def test_a_question_is_never_asked_twice():
    async with scripted([BUSY]) as (address, seen), Attache(address) as attache:
        with pytest.raises(ApiError, match="Busy"):
            await attache.ask("Who?")
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<html>A proxy</html>", "cannot be understood|not JSON"),
        (b"[]", "cannot be understood"),
        (b'{"documents": "many"}', "cannot be understood"),
    ],
)
async def test_an_answer_from_something_else_is_no_result(body: bytes, said: str):
    async with scripted([answer("200 OK", body)]) as (address, _), Attache(address) as attache:
        with pytest.raises(ApiError, match=said):
            await attache.status()


@pytest.mark.parametrize(
    ("stream", "said"),
    [
        (b'event: conversation\ndata: {"conversation": "c", "turn": 0}\n\n', "broke off"),
        (b'event: error\ndata: {"detail": "The model failed.", "status": 502}\n\n', "The model failed"),
        (b"event: sentence\ndata: {\n\n", "not JSON"),
        (b"event: sentence\ndata: 5\n\n", "no object"),
        (b'event: sentence\ndata: {"text": "x"}\n\n', "cannot be understood"),
        (b'event: conversation\ndata: {"turn": 0}\n\n', "cannot be understood"),
        (b": only comments\n\n", "broke off"),
    ],
)
async def test_a_stream_that_is_not_whole_is_an_error_and_no_answer(stream: bytes, said: str):
    whole = answer("200 OK", stream, "Content-Type: text/event-stream")
    async with scripted([whole]) as (address, _), Attache(address) as attache:
        with pytest.raises(ApiError, match=said):
            async for _ in attache.stream("Who?"):
                pass


async def test_a_stream_cut_by_the_network_is_an_error():
    cut = answer("200 OK", b"event: conversation\n", "Content-Type: text/event-stream", length=900)
    async with scripted([cut]) as (address, _), Attache(address) as attache:
        with pytest.raises(ApiError, match="does not answer"):
            async for _ in attache.stream("Who?"):
                pass
