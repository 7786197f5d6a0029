"""The whole server under requests that no sane client sends: each is refused, the next is answered."""

from __future__ import annotations

import asyncio
import json
from urllib.parse import urlsplit

from assistant.doors.http.security.bodies import MOST
from tests.support.attache import Door
from tests.support.guarded import read_answer
from tests.support.hostile import HOSTILE

PATHS = (
    "/assets/../../pyproject.toml",
    "/assets/..%2f..%2fpyproject.toml",
    "/assets/%2e%2e/%2e%2e/pyproject.toml",
    "/assets//etc/passwd",
    "/assets/..\\..\\pyproject.toml",
    "/assets/%00index.html",
    "/assets/.git/config",
    "/v1/documents/../../etc/passwd",
    "/v1/documents/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "/v1/documents/%00",
    "/v1/documents/file:///etc/passwd",
    "/v1/documents/http://127.0.0.1/",
    "/v1/conversations/" + "g" * 32,
    "/v1/conversations/" + "0" * 4000,
    "/v1/conversations/%27%20OR%201=1--",
    "/v1/search?q=" + "%F0%9F%92%A9" * 900,
    "/v1/search?q=%ED%A0%80&limit=1e9",
    "/v1/search?q=x&limit=99999999999999999999999",
    "/v1/search?q=x&from=0000-00-00",
    "/v1/tools/__class__",
    "/V1/status",
    "//v1/status",
    "/v1/status/",
    "/v1/./status",
)
BODIES = (
    b"",
    b"{",
    b"[]",
    b"null",
    b"[" * 50_000,
    b'{"question": ' + b"[" * 50_000,
    b'{"question": "\\ud800"}',
    b'{"question": "x", "question": "y", "__proto__": {}}',
    b'{"question": "x", "as_of": "9999-99-99"}',
    b'{"question": "x", "conversation": "../../x"}',
    b'{"question": "x", "replace_from": -1}',
    b'{"question": "x", "replace_from": 1e400}',
    b'{"question": NaN}',
    b'{"question": "' + b"x" * 100_000 + b'"}',
    b"\xff\xfe\x00",
    b'{"question": "x", "model": "http://127.0.0.1:1/"}',
    b'{"question": "x", "base_url": "http://127.0.0.1:1/"}',
)


async def sent(door: Door, raw: bytes) -> int:
    """The status that some bytes are answered with, 0 for a closed connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", urlsplit(door.url).port)
    try:
        writer.write(raw)
        return (await read_answer(reader))[0]
    finally:
        writer.close()


def request(method: str, target: str, *lines: str, body: bytes = b"") -> bytes:
    head = [
        f"{method} {target} HTTP/1.1",
        "Host: localhost",
        "Connection: close",
        f"Content-Length: {len(body)}",
        *lines,
    ]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body


async def test_what_is_no_request_is_refused(door: Door):
    for raw in HOSTILE:
        status = await sent(door, raw)
        assert status in {0, 505} or 400 <= status < 500, raw[:80]
        assert await sent(door, request("GET", "/v1/status")) == 200, raw[:80]


async def test_paths_lead_nowhere_but_to_routes(door: Door):
    for path in PATHS:
        assert 400 <= await sent(door, request("GET", path)) < 500, path
        assert await sent(door, request("GET", "/v1/status")) == 200, path


async def test_bodies_that_do_not_fit_are_refused(door: Door):
    for address in (
        "/v1/briefings",
        "/v1/check",
        "/v1/conversations",
        "/v1/chat/completions",
        "/v1/tools/passage_search",
    ):
        for body in BODIES:
            for kind in (
                "application/json",
                "text/plain",
                "multipart/form-data; boundary=x",
                "application/x-www-form-urlencoded",
            ):
                status = await sent(door, request("POST", address, f"Content-Type: {kind}", body=body))
                assert 400 <= status < 500, (address, kind, body[:80])
        assert await sent(door, request("GET", "/v1/status")) == 200


async def test_a_body_of_no_told_length_is_refused_where_it_becomes_too_long_though_it_never_ends(door: Door):
    chunk = b"%x\r\n%s\r\n" % (100_000, b" " * 100_000)
    for address in ("/v1/briefings", "/v1/check", "/v1/chat/completions", "/v1/tools/passage_search"):
        head = request("POST", address, "Content-Type: application/json")
        chunked = head.replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
        assert await sent(door, chunked + chunk * (MOST // 100_000) + b"1\r\n \r\n") == 413, address


async def test_names_and_origins_of_others_are_refused_on_every_route(door: Door):
    document = (await door.client.get("/openapi.json")).json()
    routes = [(verb.upper(), path) for path, verbs in document["paths"].items() for verb in verbs]
    routes += [("GET", "/"), ("GET", "/c/x"), ("GET", "/assets/index.html"), ("POST", "/mcp"), ("GET", "/nothing")]
    for method, path in routes:
        target = path.replace("{", "").replace("}", "")
        raw = request(method, target).replace(b"Host: localhost", b"Host: evil.example")
        assert await sent(door, raw) == 421, (method, path)
        for origin in ("http://evil.example", "null"):
            assert await sent(door, request(method, target, f"Origin: {origin}")) == 403, (method, path)
    assert json.dumps((await door.client.get("/v1/conversations")).json()["conversations"]) == "[]"
