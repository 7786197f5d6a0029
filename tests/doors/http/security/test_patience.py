"""Clients that dawdle, never end, never read or send no HTTP: their connection ends, and the next one is answered."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.types import Receive, Scope, Send

from assistant.doors.http.security.bodies import BodyLimit
from assistant.doors.http.security.protocol import PatientProtocol
from assistant.store.desk_contract import Desk
from assistant.store.opening import open_desk
from tests.support.guarded import Guarded, guarded, listening, read_answer
from tests.support.hostile import HOSTILE

GET = b"GET /v1/who HTTP/1.1\r\nHost: localhost\r\n\r\n"
SOON = 0.05  # seconds, in place of those that a client has


class Hasty(PatientProtocol):
    head_seconds = SOON
    linger_seconds = SOON
    stall_seconds = SOON


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    opened = await open_desk(str(tmp_path))
    yield opened
    await opened.close()


@pytest.fixture
async def server(desk: Desk) -> AsyncIterator[Guarded]:
    async with guarded(desk, protocol=Hasty) as running:
        yield running


async def rest(reader: asyncio.StreamReader) -> bytes:
    """What comes until the server closes the connection; a reset closes it too."""
    with suppress(ConnectionError):
        return await reader.read()
    return b""


@pytest.mark.parametrize("part", [b"", b"G", b"GET / HTTP/1.1\r\nHost: local", GET[:-2], b"\r\n\r\n"])
async def test_a_head_that_does_not_end_is_not_waited_for(server: Guarded, part: bytes):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(part)
    assert b" 200 " not in await rest(reader)
    writer.close()
    assert (await server.ask())[0] == 200


async def test_the_head_of_a_later_request_is_not_waited_for_either(server: Guarded):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    for _ in range(2):
        writer.write(GET)
        assert (await read_answer(reader))[0] == 200
    writer.write(GET[:-2])
    assert await rest(reader) == b""
    writer.close()


async def test_of_too_many_that_owe_a_head_the_first_goes(desk: Desk):
    class Crowded(PatientProtocol):
        most_owing = 3
        grace_seconds = 0

    async with guarded(desk, protocol=Crowded) as server:
        opened = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(5)]
        for reader, _ in opened[:2]:
            assert await rest(reader) == b""
        for reader, writer in opened[2:]:
            writer.write(GET)
            assert (await read_answer(reader))[0] == 200
        for _, writer in opened:
            writer.close()


async def test_many_may_connect_at_once_before_they_say_a_word(desk: Desk):
    class Crowded(PatientProtocol):
        most_owing = 3
        grace_seconds = 60

    async with guarded(desk, protocol=Crowded) as server:
        opened = [await asyncio.open_connection("127.0.0.1", server.port) for _ in range(8)]
        for reader, writer in opened:
            writer.write(GET)
            assert (await read_answer(reader))[0] == 200
            writer.close()


async def test_the_rest_of_a_body_that_was_answered_early_is_not_waited_for(server: Guarded):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(b"POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nx")
    assert (await read_answer(reader))[0] == 404
    assert await rest(reader) == b""
    writer.close()


async def test_a_connection_is_kept_for_a_body_that_ends_after_its_answer(server: Guarded):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(b"POST /nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nx")
    assert (await read_answer(reader))[0] == 404
    writer.write(b"yz" + GET)
    assert (await read_answer(reader))[0] == 200
    writer.close()


async def test_requests_sent_in_one_go_are_answered_in_order(server: Guarded):
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(GET * 5 + b"POST /v1/who HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\nxy")
    bodies = [(await read_answer(reader))[2] for _ in range(6)]
    assert [b'"body":2' in body for body in bodies] == [False] * 5 + [True]
    writer.close()


async def test_a_reader_that_does_not_read_is_left(server: Guarded):
    _, writer = await asyncio.open_connection("127.0.0.1", server.port)
    writer.write(GET.replace(b"/v1/who", b"/v1/endless"))
    transport = cast("asyncio.ReadTransport", writer.transport)
    transport.pause_reading()
    while not server.endless:
        await server.ask()
    while server.endless:
        await server.ask()
    writer.close()


async def test_a_body_that_does_not_come_is_not_waited_for():
    async def app(_: Scope, receive: Receive, __: Send) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"
    boast = b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\nx"
    async with listening(BodyLimit(app, 100, patience=SOON)) as port:
        for sent in (head, head + b"x", boast):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(sent)
            assert (await read_answer(reader))[0] == 408
            writer.close()


@pytest.mark.parametrize("raw", HOSTILE)
async def test_what_is_no_request_of_a_sane_client_is_refused_and_the_next_is_answered(server: Guarded, raw: bytes):
    status, _, _ = await server.send(raw)
    assert status in {0, 505} or 400 <= status < 500
    assert server.seen == []
    assert (await server.ask())[0] == 200


async def test_an_upgrade_that_is_not_offered_is_passed_over(server: Guarded):
    asked = {
        "Connection": "Upgrade, close",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "eHg=",
        "Sec-WebSocket-Version": "13",
    }
    assert (await server.ask(headers=asked))[0] == 200
    assert (await server.ask(headers={"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c"}))[0] == 200


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    raw=st.lists(
        st.sampled_from(
            [GET, b"\r\n", b"\r\n\r\n", b"Host: localhost", b"Transfer-Encoding: chunked", b"0", b"5", b"\x00"]
        )
        | st.binary(max_size=12),
        max_size=8,
    ).map(b"".join)
)
def test_no_bytes_harm_the_server(raw: bytes, tmp_path_factory: pytest.TempPathFactory):
    async def tried() -> None:
        desk = await open_desk(str(tmp_path_factory.mktemp("desk")))
        try:
            async with guarded(desk, protocol=Hasty) as server:
                status, _, _ = await server.send(raw, then_end=True)
                assert status in {0, 505} or 200 <= status < 500
                assert (await server.ask())[0] == 200
        finally:
            await desk.close()

    asyncio.run(tried())
