"""The guard over a real socket: who gets in, from where, and how much at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.doors.http.security.addresses import Addresses, check_exposure, is_loopback
from assistant.doors.http.security.bodies import MOST
from assistant.doors.http.security.rates import Bucket
from assistant.errors import SettingsError, UsageError
from assistant.settings import Settings, read_settings
from assistant.store.desk_contract import Desk, KeyScope
from assistant.store.desk_keys import issue
from assistant.store.opening import open_desk
from tests.support.guarded import Guarded, guarded

NOW = datetime(2026, 5, 4, tzinfo=UTC)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    opened = await open_desk(str(tmp_path))
    yield opened
    await opened.close()


async def key(desk: Desk, *scopes: KeyScope) -> tuple[str, dict[str, str]]:
    """A new key's id and the header that opens with it."""
    made, secret = issue("Ana", scopes or ("read", "ask"), None, NOW)
    await desk.add_key(made)
    return made.id, {"Authorization": f"Bearer {secret}"}


# --- who ---


async def test_on_the_loopback_everybody_is_let_in_until_a_key_is_made(desk: Desk):
    async with guarded(desk) as server:
        for headers in ({}, {"Authorization": "Bearer whatever-a-client-sends"}):
            status, _, who = await server.ask(headers=headers)
            assert (status, who["owner"]) == (200, "local")
        owner, mine = await key(desk)
        assert (await server.ask())[0] == 401
        status, _, who = await server.ask(headers=mine)
        assert (status, who["owner"]) == (200, owner)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "example.org", "::"])  # noqa: S104 - nothing listens there
async def test_on_any_other_address_nobody_is_let_in_without_a_key(desk: Desk, host: str):
    async with guarded(desk, host=host) as server:
        assert (await server.ask())[0] == 401
        assert (await server.ask(path="/"))[2]["owner"] is None


@pytest.mark.parametrize("path", ["/v1", "/v1/", "/v1/who", "/v1/nothing", "/mcp", "/mcp/x", "/metrics", "/%76%31/who"])
async def test_nothing_behind_these_paths_is_told_to_nobody(desk: Desk, path: str):
    await key(desk)
    async with guarded(desk) as server:
        status, headers, problem = await server.ask(path=path)
        assert (status, headers["www-authenticate"]) == (401, "Bearer")
        assert problem["type"] == "urn:attache:problem:no-key"


async def test_a_page_is_given_without_a_key_and_not_with_a_wrong_one(desk: Desk):
    _, mine = await key(desk)
    async with guarded(desk) as server:
        assert (await server.ask(path="/"))[0] == 200
        assert (await server.ask(path="/", headers=mine))[2]["owner"] is not None
        assert (await server.ask(path="/", headers={"Authorization": mine["Authorization"][:-1]}))[0] == 401


async def test_a_revoked_key_is_refused_at_once(desk: Desk):
    owner, mine = await key(desk)
    async with guarded(desk) as server:
        assert (await server.ask(headers=mine))[0] == 200
        await desk.revoke_key(owner, NOW)
        assert (await server.ask(headers=mine))[0] == 401
        assert (await server.ask())[0] == 401


@pytest.mark.parametrize(
    "said",
    ["", "Bearer", "Bearer ", "Basic {0}", "{0}", "Bearer {0}x", "Bearer att_00000000_" + "a" * 43, "Bearer \xff"],
)
async def test_what_is_no_key_of_ours_is_refused(desk: Desk, said: str):
    _, mine = await key(desk)
    secret = mine["Authorization"].removeprefix("Bearer ")
    async with guarded(desk) as server:
        assert (await server.ask(headers={"Authorization": said.format(secret)}))[0] == 401


async def test_a_key_is_taken_from_its_header_once_and_from_nowhere_else(desk: Desk):
    _, mine = await key(desk)
    secret = mine["Authorization"].removeprefix("Bearer ")
    async with guarded(desk) as server:
        assert (await server.ask(headers={"Cookie": f"key={secret}", "X-API-Key": secret}))[0] == 401
        assert (await server.ask(path=f"/v1/who?key={secret}&access_token={secret}"))[0] == 401
        assert (await server.ask(headers={"Authorization": f"bearer   {secret}"}))[0] == 200
        line = f"Authorization: Bearer {secret}\r\n"
        assert (await server.send(f"GET /v1/who HTTP/1.1\r\nHost: localhost\r\n{line}{line}\r\n".encode()))[0] == 401


async def test_a_server_that_others_can_reach_does_not_start_without_a_key(desk: Desk):
    await check_exposure("127.0.0.1", desk)
    with pytest.raises(UsageError, match=r"0\.0\.0\.0 can be reached .* `attache keys add NAME`"):
        await check_exposure("0.0.0.0", desk)  # noqa: S104 - nothing listens there
    owner, _ = await key(desk)
    await check_exposure("0.0.0.0", desk)  # noqa: S104 - nothing listens there
    await desk.revoke_key(owner, NOW)
    with pytest.raises(UsageError):
        await check_exposure("192.0.2.7", desk)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "::1", "[::1]", "localhost", "LocalHost"])
def test_an_address_of_this_machine_alone_is_known(host: str):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "localhost.example.org", "10.0.0.1"])  # noqa: S104 - nothing listens there
def test_no_other_address_is_taken_for_one(host: str):
    assert not is_loopback(host)


# --- from where ---


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:8000", "LOCALHOST", "[::1]:1", "localhost.", "brief.example"])
async def test_the_server_answers_under_its_own_names(desk: Desk, host: str):
    async with guarded(desk, Settings(hosts="brief.example, other.example:80")) as server:
        assert (await server.ask(headers={"Host": host}))[0] == 200


@pytest.mark.parametrize("path", ["/v1/who", "/", "/mcp", "/assets/app.js", "/nothing"])
@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "", "a b", "localhost@evil", "localhost/x"],
)
async def test_under_any_other_name_it_answers_nothing(desk: Desk, host: str, path: str):
    async with guarded(desk) as server:
        assert (await server.ask(path=path, headers={"Host": host}))[0] == 421
        assert server.seen == []


async def test_a_request_that_names_no_host_or_two_is_refused(desk: Desk):
    async with guarded(desk) as server:
        assert (await server.send(b"GET /v1/who HTTP/1.0\r\n\r\n"))[0] == 421
        assert (await server.send(b"GET /v1/who HTTP/1.1\r\n\r\n"))[0] == 400
        assert (await server.send(b"GET /v1/who HTTP/1.1\r\nHost: localhost\r\nHost: evil\r\n\r\n"))[0] == 400
        assert server.seen == []


async def test_pages_of_this_server_and_of_listed_sites_may_call(desk: Desk):
    async with guarded(desk, Settings(origins="https://chat.example, http://other.example:81")) as server:
        own = f"127.0.0.1:{server.port}"
        for origin in (f"http://{own}", f"https://{own}", "https://chat.example", "http://other.example:81"):
            status, headers, _ = await server.ask("POST", headers={"Origin": origin})
            assert status == 200
            assert headers.get("access-control-allow-origin") in (None, origin)
            assert "access-control-allow-credentials" not in headers


async def test_the_public_address_is_the_servers_own_whichever_name_a_proxy_passes_on(desk: Desk):
    public = "https://brief.example"
    async with guarded(desk, Settings(public_url=public)) as server:
        for host in ("brief.example", "Brief.example:443", f"127.0.0.1:{server.port}"):
            assert (await server.ask("POST", headers={"Host": host, "Origin": public}))[0] == 200
        for claimed in ({"Host": "evil.example"}, {"Host": "evil.example", "X-Forwarded-Host": "brief.example"}):
            assert (await server.ask("POST", headers=claimed))[0] == 421
        for origin in ("https://evil.example", "http://brief.example:81", "https://brief.example.evil.example"):
            assert (await server.ask("POST", headers={"Origin": origin}))[0] == 403


@pytest.mark.parametrize("path", ["/v1/who", "/", "/mcp"])
@pytest.mark.parametrize(
    "origin",
    ["null", "http://evil.example", "http://127.0.0.1", "http://localhost:1", "http://127.0.0.1.evil", "file://", ""],
)
async def test_pages_of_other_sites_may_not(desk: Desk, origin: str, path: str):
    async with guarded(desk) as server:
        for method in ("GET", "POST", "OPTIONS"):
            status, headers, _ = await server.ask(method, path, {"Origin": origin})
            assert status == 403
            assert "access-control-allow-origin" not in headers
        assert server.seen == []


async def test_a_browser_that_says_the_page_is_another_sites_is_believed(desk: Desk):
    async with guarded(desk) as server:
        for site, status in (("cross-site", 403), ("same-site", 403), ("same-origin", 200), ("none", 200)):
            assert (await server.ask(headers={"Sec-Fetch-Site": site}))[0] == status
        # a link from elsewhere to a page is followed: it holds nothing that its reader may not see
        assert (await server.ask(path="/", headers={"Sec-Fetch-Site": "cross-site"}))[0] == 200


async def test_a_listed_sites_page_may_ask_what_it_may_send(desk: Desk):
    await key(desk)
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization,content-type"}
    async with guarded(desk, Settings(origins="https://chat.example")) as server:
        status, headers, _ = await server.ask("OPTIONS", headers={"Origin": "https://chat.example"} | asked)
        assert (status, headers["access-control-allow-origin"]) == (200, "https://chat.example")
        assert (await server.ask("OPTIONS", headers={"Origin": "https://evil.example"} | asked))[0] == 403


@pytest.mark.parametrize(
    ("hosts", "origins"), [("a b", ""), ("http://x", ""), ("", "x"), ("", "https://x/path"), ("", "*")]
)
def test_a_setting_that_names_no_host_or_origin_is_told(hosts: str, origins: str):
    with pytest.raises(SettingsError, match=r"ATTACHE_(HOSTS|ORIGINS) has"):
        Addresses.of("127.0.0.1", hosts, origins)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("https://Brief.Example/", "https://brief.example"),
        ("https://brief.example:443", "https://brief.example"),
        ("http://brief.example:443", "http://brief.example:443"),
        ("http://[::1]:80", "http://[::1]"),
        (" ", ""),
    ],
)
def test_the_public_address_is_kept_as_browsers_write_it(written: str, meant: str):
    assert Settings(public_url=written).public_url == meant


@pytest.mark.parametrize(
    "written",
    [
        "brief.example",
        "ftp://brief.example",
        "https://",
        "https://a@b",
        "https://x/path",
        "https://x?q",
        "https://x:99999",
        "https://x:0",
        "https://[zz]",
        "https://[1:2]",
        "https://x, https://y",
    ],
)
def test_a_public_address_that_is_none_is_told(written: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ATTACHE_PUBLIC_URL", written)
    with pytest.raises(SettingsError, match=r"ATTACHE_PUBLIC_URL cannot be used: write it as https://.* unset it"):
        read_settings()


# --- how much ---


async def test_a_body_is_refused_at_the_first_byte_too_many(desk: Desk):
    async with guarded(desk) as server:
        assert (await server.ask("POST", body=b"x" * MOST))[2]["body"] == MOST
        status, _, problem = await server.ask("POST", headers={"Content-Length": str(MOST + 1)})
        assert (status, problem["type"]) == (413, "urn:attache:problem:too-large")
        chunk = b"%x\r\n%s\r\n" % (100_000, b"x" * 100_000)
        head = b"POST /v1/who HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
        assert (await server.send(head + chunk * 40 + b"1\r\nx\r\n"))[0] == 413
        assert (await server.send(head + chunk * 40 + b"0\r\n\r\n"))[0] == 200
        assert (await server.ask("POST", headers={"Content-Length": "9" * 19}))[0] == 413


async def test_a_refused_body_is_not_waited_for(desk: Desk):
    async with guarded(desk) as server:
        announced = (
            f"POST /v1/who HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: {MOST + 1}\r\n\r\n"
        )
        assert (await server.send(announced.encode()))[0] == 413


async def test_documents_may_be_longer_from_those_who_may_add_them(desk: Desk):
    _, reader = await key(desk, "read")
    _, writer = await key(desk, "ingest")
    async with guarded(desk, Settings(max_upload_bytes=MOST + 10)) as server:
        longer = b"x" * (MOST + 10)
        assert (await server.ask("POST", "/v1/documents", writer, longer))[2] == {"body": MOST + 10}
        assert (await server.ask("POST", "/v1/documents", writer, longer + b"x"))[0] == 413
        assert (await server.ask("POST", "/v1/documents", reader, longer))[0] == 413
        assert (await server.ask("POST", "/v1/who", writer, longer))[0] == 413


async def test_a_head_that_is_too_long_is_refused(desk: Desk):
    async with guarded(desk) as server:
        assert (await server.ask(path="/v1/who?" + "x" * 9000))[0] == 414
        assert (await server.ask(headers={f"X-{number}": "x" for number in range(120)}))[0] == 431
        assert (await server.ask(headers={"X-Long": "x" * 40_000}))[0] in (400, 431)
        assert server.seen == []
        assert (await server.ask())[0] == 200


async def test_a_key_that_asks_too_often_is_told_when_to_come_back(desk: Desk):
    _, mine = await key(desk)
    _, other = await key(desk)
    async with guarded(desk, Settings(requests_per_minute=8)) as server:
        statuses = [(await server.ask(headers=mine))[0] for _ in range(3)]
        assert statuses == [200, 200, 429]
        status, headers, problem = await server.ask(headers=mine)
        assert (status, problem["type"]) == (429, "urn:attache:problem:too-often")
        assert 1 <= int(headers["retry-after"]) <= 8
        assert (await server.ask(headers=other))[0] == 200
        assert (await server.ask(path="/"))[0] == 200


def test_a_bucket_fills_again_with_time_and_no_further_than_its_size():
    now = 0.0
    bucket = Bucket(rate=2, size=3, clock=lambda: now)
    assert [bucket.take() for _ in range(4)] == [0, 0, 0, 0.5]
    now = 0.5
    assert [bucket.take(), bucket.take()] == [0, 0.5]
    now = 1000
    assert [bucket.take() for _ in range(4)] == [0, 0, 0, 0.5]


async def test_a_key_has_so_many_requests_under_way_and_no_more(desk: Desk):
    _, mine = await key(desk)
    _, other = await key(desk)
    async with guarded(desk, Settings(concurrent_requests=2)) as server:
        held = [asyncio.create_task(hold(server, mine)) for _ in range(2)]
        for _ in held:
            await server.holding.acquire()
        status, headers, problem = await server.ask(headers=mine)
        assert (status, headers["retry-after"]) == (429, "1")
        assert problem["type"] == "urn:attache:problem:too-many"
        assert (await server.ask(headers=other))[0] == 200
        server.hold.set()
        await asyncio.gather(*held)
        assert (await server.ask(headers=mine))[0] == 200


async def hold(server: Guarded, headers: dict[str, str]) -> None:
    """A request whose answer does not end before `server.hold` is set."""
    reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    try:
        writer.write(f"GET /v1/held HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n".encode())
        await reader.read()
    finally:
        writer.close()


async def test_a_request_whose_client_left_counts_no_more(desk: Desk):
    _, mine = await key(desk)
    async with guarded(desk, Settings(concurrent_requests=1)) as server:
        left = asyncio.create_task(hold(server, mine))
        await server.holding.acquire()
        left.cancel()
        await asyncio.gather(left, return_exceptions=True)
        for _ in range(200):  # until the server has seen it leave
            if (await server.ask(headers=mine))[0] == 200:
                return
        pytest.fail("the request that was left still counts")


# --- how it answers ---


@pytest.mark.parametrize("path", ["/v1/who", "/", "/nothing", "/v1/broken"])
async def test_every_answer_bounds_what_a_browser_does_with_it(desk: Desk, path: str):
    async with guarded(desk) as server:
        for headers in ({}, {"Host": "evil.example"}, {"Origin": "null"}):
            _, said, _ = await server.ask(path=path, headers=headers)
            assert said["content-security-policy"].startswith("default-src 'self';")
            assert "frame-ancestors 'none'" in said["content-security-policy"]
            assert "unsafe" not in said["content-security-policy"]
            assert (said["x-content-type-options"], said["referrer-policy"]) == ("nosniff", "no-referrer")
            assert said["cross-origin-opener-policy"] == said["cross-origin-resource-policy"] == "same-origin"
            assert said.get("cache-control") == ("no-store" if path.startswith("/v1") else None)


async def test_what_breaks_is_told_without_its_reason(desk: Desk):
    async with guarded(desk) as server:
        status, _, problem = await server.ask(path="/v1/broken")
        assert (status, problem["status"]) == (500, 500)
        assert "RuntimeError" not in str(problem)
        assert (await server.ask())[0] == 200
