"""Two callers against every route, id and verb: neither gets a trace of what is the other's."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx2
import pytest

from assistant.resuming import Json
from tests.support.events import events_of
from tests.support.identities import HERS, HIS, Two, traces, two_identities

SSE = {"Accept": "text/event-stream"}
QUESTION = "Whom did Lind meet, and what came first?"
MESSAGES = [{"role": "user", "content": QUESTION}]
TOOLS: dict[str, list[Json]] = {
    "passage_search": [{"query": "Lind met"}, {"query": "minister", "entity": "Lind"}],
    "entity_lookup": [{"name": "Lind"}, {"name": "Astrid Lind"}],
    "timeline_slice": [{}, {"entity": "Lind", "days": 10}, {"about": "talks"}],
    "quote_retrieval": [{}, {"about": "comes first"}],
    "open_document": [{"document": "wire"}],
}
NOT_THERE = "0" * 32
ON_A_CONVERSATION: list[tuple[str, str, Json]] = [
    ("GET", "/v1/conversations/{0}", {}),
    ("PATCH", "/v1/conversations/{0}", {"json": {"title": "Mine now"}}),
    ("DELETE", "/v1/conversations/{0}", {}),
    ("GET", "/v1/conversations/{0}/export?format=md", {}),
    ("GET", "/v1/conversations/{0}/export?format=json&turn=0", {}),
    ("GET", "/v1/conversations?after={0}", {}),
    ("POST", "/v1/briefings", {"json": {"question": "And then?", "conversation": "{0}"}}),
    ("POST", "/v1/briefings", {"json": {"question": "And then?", "conversation": "{0}"}, "headers": SSE}),
    ("POST", "/v1/briefings", {"json": {"question": "And then?", "conversation": "{0}", "replace_from": 0}}),
]
# Routes that say the same to everybody, with a key or without.
OPEN = {"/healthz", "/readyz", "/openapi.json", "/v1/tools/openapi.json", "/documents"}


@pytest.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    async with two_identities(tmp_path / "store") as running:
        yield running


async def neutral(client: httpx2.AsyncClient, conversation: str) -> dict[str, list[httpx2.Response]]:
    """What every route answers to words that name nothing of either's; `conversation` is the caller's."""
    asked: list[tuple[str, str, str, Json]] = [
        ("GET", "/v1/status", "/v1/status", {}),
        ("GET", "/v1/search", "/v1/search?q=minister&limit=50", {}),
        ("GET", "/v1/documents", "/v1/documents", {}),
        ("GET", "/v1/conversations", "/v1/conversations", {}),
        ("GET", "/v1/conversations", "/v1/conversations?q=first", {}),
        ("GET", "/v1/conversations/{conversation}", f"/v1/conversations/{conversation}", {}),
        ("POST", "/v1/conversations", "/v1/conversations", {"json": {"title": "Another"}}),
        ("PATCH", "/v1/conversations/{conversation}", f"/v1/conversations/{conversation}", {"json": {"title": "A"}}),
        ("POST", "/v1/briefings", "/v1/briefings", {"json": {"question": QUESTION}}),
        ("POST", "/v1/briefings", "/v1/briefings", {"json": {"question": QUESTION}, "headers": SSE}),
        ("POST", "/v1/briefings", "/v1/briefings", {"json": {"question": "And then?", "conversation": conversation}}),
        ("POST", "/v1/check", "/v1/check", {"json": {"text": "Lind met a minister in 2021. She signed nothing."}}),
        ("GET", "/v1/models", "/v1/models", {}),
        ("GET", "/v1/models/{model}", "/v1/models/extractive", {}),
        ("GET", "/metrics", "/metrics", {}),
    ]
    asked += [
        ("GET", "/v1/conversations/{conversation}/export", f"/v1/conversations/{conversation}/export?format={form}", {})
        for form in ("md", "html", "json")
    ]
    for stream in (False, True):
        body = {"model": "extractive", "messages": MESSAGES, "stream": stream}
        asked.append(("POST", "/v1/chat/completions", "/v1/chat/completions", {"json": body}))
    for tool, calls in TOOLS.items():
        asked += [("POST", f"/v1/tools/{tool}", f"/v1/tools/{tool}", {"json": call}) for call in calls]
    told: dict[str, list[httpx2.Response]] = {}
    for method, route, address, options in asked:
        told.setdefault(f"{method} {route}", []).append(await client.request(method, address, **options))
    return told


def text_of(responses: list[httpx2.Response]) -> str:
    return "".join(response.text for response in responses)


ALONE = {
    "DELETE /v1/conversations/{conversation}",
    "GET /v1/documents/{document}",
    "DELETE /v1/documents/{document}",
    "POST /v1/documents",
}
"""What is asked in tests of its own."""


async def test_no_route_tells_one_caller_a_trace_of_what_is_the_others(two: Two):
    mine = {client: await two.conversation(client) for client in (two.him, two.her)}
    for client, own, others in ((two.him, HIS, HERS), (two.her, HERS, HIS)):
        told = {route: text_of(responses) for route, responses in (await neutral(client, mine[client])).items()}
        assert {route: found for route, text in told.items() if (found := traces(text, others))} == {}
        # and each was such that there was something to be told
        empty = {route for route, text in told.items() if not traces(text, own)}
        assert {route for route in empty if "briefings" in route or "tools" in route or "documents" in route} <= {
            "POST /v1/tools/open_document" if client is two.her else ""
        }


async def test_every_route_of_the_document_is_asked_here(two: Two):
    told = await neutral(two.him, await two.conversation(two.him))
    document = (await two.him.get("/openapi.json")).json()
    routes = {f"{verb.upper()} {path}" for path, verbs in document["paths"].items() for verb in verbs}
    assert {route for route in routes if route.split()[1] not in OPEN} - ALONE - told.keys() == set()


async def test_nobody_is_told_anything(two: Two):
    for route, responses in (await neutral(two.nobody, await two.conversation(two.him))).items():
        assert {response.status_code for response in responses} == {401}, route
        assert traces(text_of(responses), (*HIS, *HERS)) == []


# --- another's conversation is like none ---


async def test_anothers_conversation_is_like_one_that_is_not_there(two: Two):
    hers = await two.conversation(two.her)
    before = (await two.her.get(f"/v1/conversations/{hers}")).json()
    for method, address, options in ON_A_CONVERSATION:
        answers: list[tuple[int, str]] = []
        for identifier in (hers, NOT_THERE):
            filled = json.loads(json.dumps(options).replace("{0}", identifier))
            response = await two.him.request(method, address.format(identifier), **filled)
            answers.append((response.status_code, response.text))
        assert answers[0] == answers[1], (method, address)
    assert (await two.her.get(f"/v1/conversations/{hers}")).json() == before


async def test_that_anothers_conversation_is_busy_is_not_told(two: Two):
    hers = await two.conversation(two.her)
    statuses: list[int] = []
    body = {"question": "And then?", "conversation": hers}
    async with two.her.stream("POST", "/v1/briefings", json=body, headers=SSE) as response:
        async for name, _ in events_of(response):
            if name == "conversation":
                statuses.append((await two.him.post("/v1/briefings", json=body)).status_code)
    assert statuses == [404]


async def test_what_may_not_be_seen_is_not_told_when_it_is_asked_by_name(two: Two):
    for marked in ("zircon", "Mensah", "Accra"):
        found = (await two.him.get("/v1/search", params={"q": marked})).json()
        assert found["results"] == []
        listed = (await two.him.get("/v1/conversations", params={"q": marked})).json()
        assert listed["conversations"] == []
        looked = (await two.him.post("/v1/tools/entity_lookup", json={"name": marked})).json()
        assert (looked["name"], looked["matches"], looked["excerpts"]) == ("", [], [])
        said = (await two.him.post("/v1/tools/quote_retrieval", json={"speaker": marked})).json()
        assert said["quotes"] == []
        asked = (await two.him.post("/v1/briefings", json={"question": f"What is said of {marked}?"})).json()
        assert not [citation for claim in asked["claims"] for citation in claim["citations"]]
    checked = (await two.him.post("/v1/check", json={"text": "Lind met Mensah in Accra on 9 June 2021."})).text
    assert traces(checked, ("secret cable", "embassy/cable", "zircon")) == []
    assert (await two.her.get("/v1/search", params={"q": "zircon"})).json()["results"]


# --- documents and collections ---


async def test_anothers_document_is_like_one_that_is_not_there(two: Two):
    for method in ("GET", "DELETE"):
        hers, other, none = [
            await two.him.request(method, f"/v1/documents/{name}")
            for name in ("embassy/cable", "embassy/nothing", "nothing")
        ]
        assert hers.status_code == other.status_code == none.status_code == 404
        assert hers.text == other.text == none.text
    assert (await two.her.get("/v1/documents/embassy/cable")).status_code == 200
    opened = [
        (await two.him.post("/v1/tools/open_document", json={"document": name})).text.replace(name, "…")
        for name in ("embassy/cable", "embassy/nothing")
    ]
    assert opened[0] == opened[1]


async def test_documents_go_into_ones_own_collection_and_tell_nothing_of_anothers(two: Two):
    async def sent(name: str, collection: str) -> tuple[int, str]:
        line = json.dumps({"id": name, "text": "Lind met nobody.", "date": "2021-07-01"})
        files = {"files": ("lines.jsonl", line + "\n", "application/jsonl")}
        response = await two.him.post("/v1/documents", files=files, data={"collection": collection})
        return response.status_code, response.text.replace(name, "…")

    assert await sent("embassy/cable", "default") == await sent("embassy/other", "default")
    assert await sent("cable", "embassy") == await sent("other", "embassy") == await sent("other", "embassy")
    assert (await sent("cable", "nowhere")) == tuple(
        part.replace("embassy", "nowhere") if isinstance(part, str) else part for part in await sent("cable", "embassy")
    )
    assert "added" in (await sent("note", "default"))[1]
    assert "Zircon" in (await two.her.get("/v1/documents/embassy/cable")).json()["text"]
    assert [one["id"] for one in (await two.her.get("/v1/documents")).json()["documents"]] == ["embassy/cable"]
    assert [one["id"] for one in (await two.him.get("/v1/documents")).json()["documents"]] == ["note", "wire"]


async def test_a_collection_that_may_not_be_seen_is_like_one_that_is_not_there(two: Two):
    for name in (
        "/v1/search?q=Lind&collection={0}",
        "/v1/documents?collection={0}",
        "/v1/documents/wire?collection={0}",
    ):
        hers, none = [(await two.him.get(name.format(one))) for one in ("embassy", "nowhere")]
        assert (hers.status_code, hers.text) == (none.status_code, none.text)
    bodies: list[tuple[str, Json]] = [
        ("/v1/briefings", {"question": QUESTION}),
        ("/v1/check", {"text": "Lind met a minister in 2021."}),
        ("/v1/tools/timeline_slice?collection={0}", {}),
        ("/v1/tools/entity_lookup?collection={0}", {"name": "Lind"}),
    ]
    for address, body in bodies:
        told = [
            traces(
                (await two.him.post(address.format(one), json=with_collection(address, body, one))).text, (*HIS, *HERS)
            )
            for one in ("embassy", "nowhere")
        ]
        assert told == [[], []]


def with_collection(address: str, body: Json, collection: str) -> Json:
    return body if "{0}" in address else body | {"collections": [collection]}


async def test_a_conversation_bound_to_anothers_collection_sees_nothing_of_it(two: Two):
    made = await two.him.post("/v1/conversations", json={"title": "T", "collections": ["embassy", "default"]})
    body = {"question": QUESTION, "conversation": made.json()["id"], "collections": ["embassy"]}
    for collections in (["embassy"], ["embassy", "default"], None):
        answer = (await two.him.post("/v1/briefings", json=body | {"collections": collections})).text
        assert traces(answer, HERS) == []
    kept = (await two.him.get(f"/v1/conversations/{made.json()['id']}")).text
    assert traces(kept, HERS) == []


# --- MCP ---


async def rpc(client: httpx2.AsyncClient, method: str, **params: Any) -> str:
    """One call over MCP; the answer as it came."""
    headers = {"Accept": "application/json, text/event-stream", "MCP-Protocol-Version": "2025-06-18"}
    body = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    response = await client.post("/mcp", json=body, headers=headers)
    return f"{response.status_code} {response.text}"


async def test_mcp_tells_neither_caller_a_trace_of_what_is_the_others(two: Two):
    for client, own, others in ((two.him, HIS, HERS), (two.her, HERS, HIS)):
        told = [await rpc(client, "resources/list"), await rpc(client, "prompts/list"), await rpc(client, "tools/list")]
        for tool, calls in TOOLS.items():
            told += [await rpc(client, "tools/call", name=tool, arguments=call) for call in calls]
        told.append(await rpc(client, "tools/call", name="briefing", arguments={"question": QUESTION}))
        assert traces("".join(told), others) == []
        assert traces("".join(told), own) == list(own)
    assert (await rpc(two.nobody, "tools/list")).startswith("401 ")


async def test_over_mcp_anothers_document_is_like_one_that_is_not_there(two: Two):
    listed = json.loads((await rpc(two.her, "resources/list")).partition("data: ")[2] or "{}")
    uri: str = listed["result"]["resources"][0]["uri"] if listed else ""
    assert "cable" in uri
    theirs, none = uri, uri.replace("cable", "nothing")
    answers = [(await rpc(two.him, "resources/read", uri=one)).replace(one, "…") for one in (theirs, none)]
    assert answers[0].replace("cable", "") == answers[1].replace("nothing", "")
    assert traces(answers[0], ("zircon", "mensah", "accra", "secret")) == []


# --- keys ---


async def test_no_secret_comes_back_and_none_is_logged(two: Two, caplog: pytest.LogCaptureFixture):
    with caplog.at_level("DEBUG"):
        told = "".join(map(text_of, (await neutral(two.him, await two.conversation(two.him))).values()))
        await two.nobody.get("/v1/search", params={"q": "the question"}, headers={"Authorization": "Bearer att_wrong"})
    logged = "".join(f"{record.getMessage()} {record.__dict__}" for record in caplog.records if record.name != "httpx2")
    assert "/v1/search" in logged
    assert "came first" not in logged
    assert "the question" not in logged
    for secret in (*two.secrets, "att_wrong"):
        assert secret.split("_", 2)[-1] not in told + logged
