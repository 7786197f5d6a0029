"""A cluster behind TLS: who is trusted, what is sent of a password, what is said where TLS fails."""

from __future__ import annotations

import asyncio
import ssl
from base64 import b64decode
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

from assistant.errors import SettingsError, StoreError
from assistant.store.opensearch.address import read_address
from assistant.store.opensearch.cluster import Cluster

USER, PASSWORD = "attaché", "п@ss/wörd:1?"
_ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n" + b'{"found": 42}'


@asynccontextmanager
async def node(certificate: Path | None, sent: list[str]) -> AsyncGenerator[int]:
    """The port of a node that answers everything alike and notes passwords; without a certificate it has no TLS."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = b"" if certificate is None else await reader.readuntil(b"\r\n\r\n")
        sent.extend(
            line[21:] for line in head.decode().splitlines() if line.lower().startswith("authorization: basic ")
        )
        writer.write(_ANSWER)
        await writer.drain()
        writer.close()

    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, certificate.with_name("node.key"))
    server = await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def asked(port: int, authority: Path | None) -> object:
    """What the node answers to somebody with a user and a password."""
    ending = "" if authority is None else f"?ca={authority}"
    url = f"opensearch+https://{quote(USER)}:{quote(PASSWORD, safe='')}@127.0.0.1:{port}/x{ending}"
    cluster = Cluster(read_address(url))
    try:
        return (await cluster.ask("GET", "/"))["found"]
    finally:
        await cluster.close()


async def test_a_password_reaches_a_trusted_node_letter_for_letter(certificate: Path):
    sent: list[str] = []
    async with node(certificate, sent) as port:
        assert await asked(port, certificate) == 42
    assert [b64decode(each).decode() for each in sent] == [f"{USER}:{PASSWORD}"]


async def test_a_node_that_nobody_vouches_for_is_sent_nothing(certificate: Path):
    sent: list[str] = []
    async with node(certificate, sent) as port:
        with pytest.raises(StoreError, match="is not trusted; name its authority's file") as refused:
            await asked(port, None)
    assert sent == []
    assert PASSWORD not in str(refused.value)


async def test_a_node_without_tls_is_sent_nothing():
    sent: list[str] = []
    async with node(None, sent) as port:
        with pytest.raises(StoreError, match="No TLS can be agreed on"):
            await asked(port, None)
    assert sent == []


@pytest.mark.parametrize("content", [None, "no certificate"])
async def test_a_file_without_an_authority_is_named(tmp_path: Path, content: str | None):
    file = tmp_path / "authority.pem"
    if content is not None:
        file.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"No certificate .*authority\.pem;"):
        await asked(1, file)
