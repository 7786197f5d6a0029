"""The page, the health checks, the figures, the log, and the document that describes it all."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from assistant import __version__
from assistant.app import Assistant
from assistant.doors.http.observing import JsonLines
from assistant.doors.http.routes import page
from assistant.store.opening import open_desk
from tests.support.attache import Door, attache

SECRET = "att_00000000_" + "s" * 43
QUESTION = "What did Okoro say about cocoa?"


async def test_every_address_of_the_page_is_the_same_file_under_a_strict_policy(
    door: Door, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(page, "FOLDER", tmp_path)
    assert (await door.client.get("/")).status_code == 404
    (tmp_path / "index.html").write_text("<p>page</p>")
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "main.js").write_text("export {};")
    (tmp_path / "notes.py").write_text("x = 1")
    for path in ("/", "/timeline", "/quotes", "/c/0", "/c/0/1", "/d/folder/a.md", "/e/Lind"):
        response = await door.client.get(path)
        assert (response.status_code, response.text) == (200, "<p>page</p>"), path
        assert "default-src 'none'" in response.headers["content-security-policy"]
        assert "unsafe" not in response.headers["content-security-policy"]
    script = await door.client.get("/assets/js/main.js")
    assert (script.text, script.headers["content-type"]) == ("export {};", "text/javascript; charset=utf-8")
    again = await door.client.get("/assets/js/main.js", headers={"If-None-Match": script.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("notes.py", "..%2findex.html", "%2e%2e/%2e%2e/app.py", "js", "js/", "a%00.js", "none.js"):
        assert (await door.client.get(f"/assets/{name}")).status_code == 404, name


async def test_health_checks_say_whether_the_server_the_store_and_the_desk_answer(door: Door):
    assert (await door.client.get("/healthz")).json() == {"status": "ok"}
    assert (await door.client.get("/readyz")).json() == {"status": "ok"}
    await door.services.store.close()
    unready = await door.client.get("/readyz")
    assert (unready.status_code, unready.json()["type"]) == (503, "urn:attache:problem:not-ready")
    assert (await door.client.get("/healthz")).status_code == 200


async def test_the_status_tells_what_there_is_and_who_asks(door: Door):
    status = (await door.client.get("/v1/status")).json()
    assert (status["documents"], status["collections"], status["undated"]) == (3, {"default": 3}, 0)
    assert status["sources"] == {"Nordic Wire": 1, "Open Board": 1, "Lagos Courier": 1}
    assert (status["first"], status["last"]) == ("2021-03-04", "2021-08-01")
    assert (status["model"], status["models"], status["starter"]) == ("loopback", ["loopback", "extractive"], False)
    assert status["version"] == __version__
    assert status["who"] == {"name": "local", "scopes": ["ask", "ingest", "read"], "collections": None}


async def test_the_starter_documents_can_be_read_and_not_changed(assistant: Assistant, tmp_path: Path):
    desk = await open_desk(str(tmp_path / "store"))
    async with attache(assistant, desk, starter=True) as door:
        assert (await door.client.get("/v1/status")).json()["starter"] is True
        for response in (
            await door.client.delete("/v1/documents/geneva"),
            await door.client.post("/v1/documents", files=[("files", ("a.txt", b"text"))]),
        ):
            assert (response.status_code, response.json()["type"]) == (409, "urn:attache:problem:starter")
        assert (await door.client.get("/v1/documents/geneva")).status_code == 200
    await desk.close()


async def test_figures_count_answers_sentences_and_requests_by_route(door: Door):
    await door.client.post("/v1/briefings", json={"question": QUESTION, "model": "extractive"})
    await door.client.get("/v1/documents/geneva")
    lines = (await door.client.get("/metrics")).text.splitlines()
    counted = 'attache_http_requests_total{method="GET",route="/v1/documents/{document:path}",status="200"} 1.0'
    assert counted in lines
    assert "attache_answers_under_way 0.0" in lines
    assert any(line.startswith('attache_sentences_total{status="supported"}') for line in lines)


async def test_the_log_has_a_line_of_json_for_each_request_and_neither_keys_nor_questions(
    door: Door, caplog: pytest.LogCaptureFixture
):
    caplog.set_level(logging.INFO, "attache")
    headers = {"X-Request-ID": "mine-1", "Authorization": f"Bearer {SECRET}"}
    body = {"question": QUESTION, "model": "extractive"}
    answered = await door.client.post("/v1/briefings", json=body, headers=headers)
    assert answered.headers["x-request-id"] == "mine-1"
    odd = await door.client.get("/v1/search", params={"q": QUESTION}, headers={"X-Request-ID": "a b\t{}"})
    assert odd.headers["x-request-id"] != "a b\t{}"
    lines = [json.loads(JsonLines().format(record)) for record in caplog.records if record.name == "attache.http"]
    assert [(line["method"], line["route"], line["status"]) for line in lines] == [
        ("POST", "/v1/briefings", 200),
        ("GET", "/v1/search", 200),
    ]
    told = json.dumps(lines)
    assert SECRET not in told
    assert "cocoa" not in told
    assert "Okoro" not in told


async def test_a_fault_of_ours_is_a_problem_with_a_request_id_and_its_trace_is_in_the_log(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(door.services.store), "documents", broken)
    response = await door.client.get("/v1/documents")
    assert (response.status_code, response.json()["type"]) == (500, "urn:attache:problem:broken")
    assert response.headers["x-request-id"]
    assert "ZeroDivisionError" in caplog.text


async def test_an_unknown_address_and_a_method_that_is_not_there_are_problems(door: Door):
    unknown = await door.client.get("/v1/nothing")
    assert (unknown.status_code, unknown.headers["content-type"]) == (404, "application/problem+json")
    wrong = await door.client.put("/v1/conversations/" + "0" * 32)
    assert (wrong.status_code, wrong.headers["allow"]) == (405, "DELETE, GET, PATCH")


async def test_the_document_names_every_route_with_its_errors_and_the_tools_have_one_of_their_own(door: Door):
    document = (await door.client.get("/openapi.json")).json()
    operations = [operation for item in document["paths"].values() for operation in item.values()]
    identifiers = [operation["operationId"] for operation in operations]
    assert len(set(identifiers)) == len(identifiers)
    assert all(operation.get("description") for operation in operations)
    for operation in operations:
        for status, response in operation["responses"].items():
            if status >= "400" and "openai" not in operation["tags"]:
                assert list(response["content"]) == ["application/problem+json"], operation["operationId"]
    tools = (await door.client.get("/v1/tools/openapi.json")).json()
    named = {operation["operationId"] for item in tools["paths"].values() for operation in item.values()}
    assert named == set(door.services.assistant.tools) <= set(identifiers)
    text = json.dumps(tools)
    assert all(f"#/components/schemas/{name}" in text for name in tools["components"]["schemas"])
