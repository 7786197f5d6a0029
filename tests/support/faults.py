"""Every way in which the loopback server can misbehave, by name.

A fault is an async function that answers one exchange. Faults that run for ever end when the client hangs up.
"""

from __future__ import annotations

import asyncio
import json
import zlib
from collections.abc import Awaitable, Callable
from typing import Any

from tests.support.exchange import Exchange
from tests.support.wire import DONE, Script, body_of, chunk, error_body, sse, stream_of

Fault = Callable[..., Awaitable[None]]
FAULTS: dict[str, Fault] = {}

MB = 1 << 20
TICK = 0.005  # seconds between the drops of a trickle
OPENING = sse(chunk({"role": "assistant", "content": "Half of an "}))
CLOSING = sse(chunk(finish="stop")) + DONE


def fault(function: Fault) -> Fault:
    """Enter a function in the table under its own name."""
    FAULTS[function.__name__] = function
    return function


def streamed(name: str, *events: bytes) -> None:
    """Enter a fault that streams these events and then ends the response as HTTP asks."""

    async def answer(exchange: Exchange) -> None:
        await exchange.open_stream()
        for event in events:
            await exchange.part(event)
        await exchange.end_stream()

    FAULTS[name] = answer


def whole(name: str, body: bytes, status: int = 200, kind: str = "application/json") -> None:
    """Enter a fault that answers with one body."""

    async def answer(exchange: Exchange, status: int = status, **headers: str) -> None:
        await exchange.whole(body, status, kind, **headers)

    FAULTS[name] = answer


# --- streams that end well as HTTP and badly as replies ---------------------------------------------------

streamed("truncated", OPENING)
streamed("done_without_reason", OPENING, DONE)
streamed("half_an_event", OPENING, b'data: {"choices": [{"index": 0, "del')
streamed("nothing_at_all")
streamed("only_done", DONE)
streamed("invalid_json", OPENING, b"data: {not json}\n\n", CLOSING)
streamed("invalid_utf8", OPENING, b'data: {"choices": [{"delta": {"content": "\xff\xfe"}}]}\n\n', CLOSING)
streamed("invalid_sse", b"<<<>>>\nthis is no event stream\n\n", b"\x00\x01\x02\n\n")
streamed("binary_noise", bytes(range(1, 60)) * 40)
streamed("not_an_object", OPENING, sse(42), CLOSING)
streamed("deep_nesting", OPENING, b"data: " + b"[" * 100_000 + b"\n\n", CLOSING)
streamed("error_event", OPENING, sse({"error": {"message": "The model crashed.", "code": 500}}))
streamed("context_event", sse({"error": {"message": "Too long.", "code": "context_length_exceeded"}}))
streamed("empty_choices", sse({**chunk(), "choices": []}), DONE)
streamed("null_choices", sse({**chunk(), "choices": None}), DONE)
streamed("odd_reason", OPENING, sse(chunk(finish="insufficient_system_resource")), DONE)
streamed("nameless_call", sse(chunk({"tool_calls": [{"index": 0, "id": "a"}]})), sse(chunk(finish="tool_calls")), DONE)
streamed("promised_calls", sse(chunk({"content": None})), sse(chunk(finish="tool_calls")), DONE)
streamed("malformed_calls", sse(chunk({"tool_calls": ["search"]})), CLOSING)
streamed("calls_without_number", *[sse(chunk({"tool_calls": [{"index": n}]})) for n in range(2000)], CLOSING)
streamed("empty_reply", sse(chunk({"role": "assistant", "content": None})), CLOSING)

# --- whole bodies ------------------------------------------------------------------------------------------

whole("html", b"<!DOCTYPE html><html><body>Welcome to nginx!</body></html>", kind="text/html")
whole("error_object", error_body("The upstream is overloaded.", code=503))
whole("error_text", json.dumps({"error": "No model is loaded."}).encode())
whole("empty_body", b"")
whole("json_list", b"[1, 2]")
whole("json_scalar", b"null")
whole("json_truncated", body_of(Script(("Half",)))[:-40])
whole("json_invalid_utf8", b'{"choices": [{"message": {"content": "\xff"}, "finish_reason": "stop"}]}')
whole("json_empty_choices", json.dumps({"choices": []}).encode())
whole("json_null_choices", json.dumps({"choices": None}).encode())
whole("json_without_reason", json.dumps({"choices": [{"message": {"content": "Half"}}]}).encode())
whole("json_null_message", json.dumps({"choices": [{"message": None, "finish_reason": "stop"}]}).encode())
whole("bad_request", error_body("The messages are no good."), 400)
whole("unauthorised", error_body("Incorrect API key provided: sk-test-secret."), 401)
whole("forbidden", error_body("This key may not use this model."), 403)
whole("not_found", error_body("No such model.", code="model_not_found"), 404)
whole("context_overflow", error_body("Too long.", code="context_length_exceeded"), 400)
whole("context_prose", error_body("This model's maximum context length is 4096 tokens, you asked for 9000."), 400)
whole("too_large", b"Payload Too Large", 413, "text/plain")
whole("rate_limited", error_body("Slow down.", type="requests"), 429)
whole("quota", error_body("You exceeded your quota.", code="insufficient_quota"), 429)
whole("server_error", b"Internal Server Error", 500, "text/plain")
whole("unavailable", b"<html>Bad gateway</html>", 503, "text/html")


@fault
async def redirect(exchange: Exchange, location: str = "/elsewhere") -> None:
    """Send the client elsewhere."""
    await exchange.whole(b"", 307, Location=location)


@fault
async def echoed_key(exchange: Exchange) -> None:
    """Put the client's own key into the error."""
    await exchange.whole(error_body(f"What is {exchange.request.headers.get('authorization')}?"), 400)


# --- connections that break ---------------------------------------------------------------------------------


@fault
async def reset_at_once(exchange: Exchange) -> None:
    """Tear the connection down before a byte is sent."""
    await exchange.reset()


@fault
async def reset(exchange: Exchange) -> None:
    """Tear the connection down in the middle of the text."""
    await exchange.open_stream()
    await exchange.part(OPENING)
    await exchange.reset()


@fault
async def closed_early(exchange: Exchange) -> None:
    """Close the connection without the chunk that ends the body."""
    await exchange.open_stream()
    await exchange.part(OPENING)
    await exchange.hang_up()


@fault
async def closed_after_finish(exchange: Exchange) -> None:
    """Close the connection after the finish reason, without [DONE] or the end of the body."""
    await exchange.open_stream()
    await exchange.part(OPENING + sse(chunk(finish="stop")))
    await exchange.hang_up()


@fault
async def json_closed_early(exchange: Exchange) -> None:
    """Close the connection before the promised length is reached."""
    await exchange.head(200, {"Content-Type": "application/json", "Content-Length": "5000"})
    await exchange.write(b'{"choices": [')
    await exchange.hang_up()


@fault
async def not_http(exchange: Exchange) -> None:
    """Answer in another protocol."""
    await exchange.write(b"220 mail.example ESMTP ready\r\n")
    await exchange.hang_up()


# --- answers without end ------------------------------------------------------------------------------------


@fault
async def silent(exchange: Exchange) -> None:
    """Take the request and never answer."""
    await exchange.client_gone()


@fault
async def headers_only(exchange: Exchange) -> None:
    """Send the headers and then nothing."""
    await exchange.open_stream()
    await exchange.client_gone()


@fault
async def stall(exchange: Exchange, text: str = "Half of an ") -> None:
    """Send some text and then nothing."""
    await exchange.open_stream()
    await exchange.part(sse(chunk({"content": text})))
    await exchange.client_gone()


@fault
async def never_done(exchange: Exchange) -> None:
    """Send a whole reply but neither [DONE] nor the end of the body."""
    await exchange.open_stream()
    for event in stream_of(Script(("Whole.",)))[:-1]:
        await exchange.part(event)
    await exchange.client_gone()


@fault
async def keepalive_forever(exchange: Exchange, text: str = "") -> None:
    """Send comments, slowly, for ever."""
    await exchange.open_stream()
    if text:
        await exchange.part(sse(chunk({"content": text})))
    while True:
        await exchange.part(b": keep-alive\n\n")
        await asyncio.sleep(TICK)


@fault
async def comment_flood(exchange: Exchange) -> None:
    """Send comments as fast as the client reads, for ever."""
    await exchange.open_stream()
    flood = b": keep-alive\n\n" * 4096
    while True:
        await exchange.part(flood)


@fault
async def slow_loris(exchange: Exchange) -> None:
    """Send one event byte by byte, for ever."""
    await exchange.open_stream()
    await exchange.part(OPENING + b'data: {"choices": [{"index": 0, "delta": {"content": "')
    while True:
        await exchange.part(b"a")
        await asyncio.sleep(TICK)


@fault
async def slow_headers(exchange: Exchange) -> None:
    """Send the headers byte by byte, for ever."""
    await exchange.write(b"HTTP/1.1 200 OK\r\nX-Filler: ")
    while True:
        await exchange.write(b"a")
        await asyncio.sleep(TICK)


@fault
async def slow_text(exchange: Exchange) -> None:
    """Send text, a word at a time, for ever."""
    await exchange.open_stream()
    while True:
        await exchange.part(sse(chunk({"content": "and "})))
        await asyncio.sleep(TICK)


@fault
async def endless(exchange: Exchange) -> None:
    """Send text as fast as the client reads, for ever."""
    await exchange.open_stream()
    flood = sse(chunk({"content": "and so on " * 400})) * 16
    while True:
        await exchange.part(flood)


@fault
async def huge_event(exchange: Exchange, size: int = 300 * MB) -> None:
    """Send one event of `size` bytes."""
    await exchange.open_stream()
    await exchange.part(OPENING + b'data: {"choices": [{"index": 0, "delta": {"content": "')
    for _ in range(size // MB):
        await exchange.part(b"a" * MB)
    await exchange.part(b'"}}]}\n\n' + CLOSING)
    await exchange.end_stream()


@fault
async def huge_line_of_comment(exchange: Exchange, size: int = 300 * MB) -> None:
    """Send one comment of `size` bytes."""
    await exchange.open_stream()
    await exchange.part(b":")
    for _ in range(size // MB):
        await exchange.part(b"a" * MB)
    await exchange.client_gone()


@fault
async def huge_body(exchange: Exchange, size: int = 300 * MB, status: int = 200) -> None:
    """Send one JSON body of `size` bytes."""
    await exchange.head(status, {"Content-Type": "application/json", "Content-Length": str(size + 3)})
    await exchange.write(b'["')
    for _ in range(size // MB):
        await exchange.write(b"a" * MB)
    await exchange.client_gone()


@fault
async def many_objects(exchange: Exchange, count: int = 2_500_000) -> None:
    """Send one event that is small as text and large as objects."""
    await exchange.open_stream()
    await exchange.part(b"data: [" + b"{}," * count + b"0]\n\n")
    await exchange.client_gone()


@fault
async def gzip_bomb(exchange: Exchange, size: int = 400 * MB, status: int = 200) -> None:
    """Send `size` bytes of one event, compressed a thousandfold."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    await exchange.head(
        status, {"Content-Type": "text/event-stream", "Content-Encoding": "gzip", "Transfer-Encoding": "chunked"}
    )
    packed = packer.compress(b'data: {"choices": [{"index": 0, "delta": {"content": "')
    for _ in range(size // MB):
        packed += packer.compress(b"a" * MB)
        if len(packed) >= MB // 64:
            await exchange.part(packed)
            packed = b""
    await exchange.part(packed + packer.compress(b'"}}]}\n\n' + CLOSING) + packer.flush())
    await exchange.end_stream()


def answer_for(name: str, options: dict[str, Any]) -> Callable[[Exchange], Awaitable[None]]:
    """The fault of that name, ready to answer one exchange."""
    function = FAULTS[name]

    async def answer(exchange: Exchange) -> None:
        await function(exchange, **options)

    return answer
