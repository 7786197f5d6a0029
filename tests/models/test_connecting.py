"""How an endpoint is come to: proxies, certificates, credentials in its address, and many replies at once."""

from __future__ import annotations

import asyncio
import ssl
from base64 import b64encode
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from assistant.errors import ModelUnavailableError, SettingsError
from assistant.models.contract import Message
from assistant.models.openai_compatible import OpenAICompatible
from tests.models.conftest import text_of
from tests.support.loopback import LoopbackServer
from tests.support.wire import DONE, chunk, sse

Make = Callable[..., OpenAICompatible]

_NOBODY = "http://127.0.0.1:1"
_REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n" + b"".join(
    [sse(chunk({"content": "Yes."})), sse(chunk(finish="stop")), DONE]
)


def set_proxies(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, address)


@asynccontextmanager
async def endpoint(certificate: Path) -> AsyncGenerator[str]:
    """The address of an endpoint behind TLS that always says yes."""

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        length = next(line for line in head.lower().splitlines() if line.startswith(b"content-length:"))
        await reader.readexactly(int(length.split(b":")[1]))
        writer.write(_REPLY)
        await writer.drain()
        writer.close()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_name("node.key"))
    async with await asyncio.start_server(answer, "127.0.0.1", 0, ssl=context) as server:
        yield f"https://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"


# --- proxies ------------------------------------------------------------------------------------------------


async def test_an_endpoint_on_this_machine_is_asked_directly_whatever_proxy_is_set(
    loopback: LoopbackServer, make_model: Make, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_proxies(monkeypatch, "socks5://127.0.0.1:1")
    loopback.say("Yes.")
    assert text_of(await ask(make_model())) == "Yes."


async def test_an_endpoint_elsewhere_is_asked_by_the_proxy(
    loopback: LoopbackServer, make_model: Make, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_proxies(monkeypatch, loopback.base_url.removesuffix("/v1"))
    loopback.say("Yes.")
    assert text_of(await ask(make_model(base_url="http://models.invalid/v1"))) == "Yes."
    assert loopback.requests[0].path == "http://models.invalid/v1/chat/completions"


async def test_an_endpoint_that_is_exempt_is_asked_directly(
    make_model: Make, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_proxies(monkeypatch, "socks5://127.0.0.1:1")
    monkeypatch.setenv("NO_PROXY", "models.invalid")
    with pytest.raises(ModelUnavailableError, match=r"no connection to models\.invalid:80"):
        await ask(make_model(base_url="http://models.invalid/v1", retries=0))


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:1", "ftp://proxy.example"])
async def test_a_proxy_that_cannot_be_used_is_a_wrong_setting(
    address: str, make_model: Make, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_proxies(monkeypatch, address)
    with pytest.raises(SettingsError, match=r"HTTP_PROXY is no HTTP proxy.*NO_PROXY"):
        await ask(make_model(base_url="http://models.invalid/v1"))


async def test_a_proxy_that_is_not_there_is_told_with_its_address(
    make_model: Make, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_proxies(monkeypatch, _NOBODY)
    with pytest.raises(ModelUnavailableError, match=r"\(no connection to 127\.0\.0\.1:1: Connection refused\)"):
        await ask(make_model(base_url="http://models.invalid/v1", retries=0))


# --- who is trusted, and what is sent -----------------------------------------------------------------------


async def test_an_endpoint_behind_tls_is_asked_when_its_authority_is_trusted(
    certificate: Path, make_model: Make, ask: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    async with endpoint(certificate) as address:
        assert text_of(await ask(make_model(base_url=address))) == "Yes."


async def test_an_endpoint_that_nobody_vouches_for_is_told_as_that(
    certificate: Path, make_model: Make, ask: Any
) -> None:
    async with endpoint(certificate) as address:
        with pytest.raises(ModelUnavailableError, match=r"its certificate is not trusted: .*self-signed"):
            await ask(make_model(base_url=address, retries=0))


async def test_credentials_in_the_address_are_sent_as_such(
    loopback: LoopbackServer, make_model: Make, ask: Any
) -> None:
    loopback.say("Yes.")
    await ask(make_model(base_url=loopback.base_url.replace("://", "://user:pass%20word@")))
    assert loopback.requests[0].headers["authorization"] == f"Basic {b64encode(b'user:pass word').decode()}"


# --- many at once -------------------------------------------------------------------------------------------


async def test_no_reply_waits_for_another_however_many_there_are(loopback: LoopbackServer, make_model: Make) -> None:
    model, number = make_model(), 130
    begun = asyncio.Semaphore(0)

    async def begin() -> None:
        async with aclosing(model.reply([Message("user", "Who?")], [])) as events:
            await anext(events)
            begun.release()
            await over.wait()

    over = asyncio.Event()
    for _ in range(number):
        loopback.fault("stall")  # after its first words
    async with asyncio.TaskGroup() as group:
        for _ in range(number):
            group.create_task(begin())
        for _ in range(number):
            await begun.acquire()
        over.set()
    assert loopback.connections == number
