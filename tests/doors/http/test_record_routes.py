"""The record over HTTP: search, documents, tools, checks, and documents sent in."""

from __future__ import annotations

from typing import Any

from tests.support.attache import Door
from tests.support.events import events_of

STREAM = {"Accept": "text/event-stream"}


async def got(door: Door, path: str, **query: Any) -> dict[str, Any]:
    response = await door.client.get(path, params=query)
    assert response.status_code == 200, response.text
    return response.json()


async def test_a_search_gives_ranked_excerpts_within_the_bounds(door: Door):
    found = await got(door, "/v1/search", q="tariff quota", limit=5)
    assert found["results"][0]["document"] == "quota"
    stored = await door.services.store.document("quota")
    assert stored is not None
    first = found["results"][0]
    assert stored.text[first["start"] : first["end"]] == first["text"]
    assert {
        one["document"] for one in (await got(door, "/v1/search", q="tariff quota", source="Nordic Wire"))["results"]
    } == {"geneva"}
    assert (await got(door, "/v1/search", q="tariff quota", as_of="2020-01-01"))["results"] == []
    assert (await got(door, "/v1/search", q="tariff quota", collection="elsewhere"))["results"] == []


async def test_documents_come_in_pages_and_their_texts_in_ranges(door: Door):
    first = await got(door, "/v1/documents", limit=2)
    assert [one["id"] for one in first["documents"]] == ["geneva", "order"]
    assert [one["id"] for one in (await got(door, "/v1/documents", after=first["next"]))["documents"]] == ["quota"]
    whole = await got(door, "/v1/documents/geneva")
    part = await got(door, "/v1/documents/geneva", start=10, end=30)
    assert (part["text"], part["start"], part["end"]) == (whole["text"][10:30], 10, 30)
    assert (part["characters"], part["sha256"]) == (len(whole["text"]), first["documents"][0]["sha256"])
    beyond = await got(door, "/v1/documents/geneva", start=10**9)
    assert (beyond["text"], beyond["start"]) == ("", whole["characters"])
    missing = await door.client.get("/v1/documents/../../etc/passwd")
    assert missing.status_code == 404


async def test_every_tool_has_a_route_that_takes_its_arguments_and_shows_citations_for_pointers(door: Door):
    for tool in door.services.assistant.tools:
        refused = await door.client.post(f"/v1/tools/{tool}", json={"no such argument": 1})
        assert refused.status_code == 422
    quotes = (await door.client.post("/v1/tools/quote_retrieval", json={"speaker": "Okoro"})).json()
    assert quotes["quotes"][0]["citation"] in quotes["excerpts"]
    bounded = await door.client.post("/v1/tools/quote_retrieval?as_of=2020-01-01", json={"speaker": "Okoro"})
    assert bounded.json()["quotes"] == []
    number = await door.client.post("/v1/tools/timeline_slice", json={"from": 0})
    assert (number.status_code, number.json()["errors"][0]["message"]) == (422, "write the day as YYYY-MM-DD")


async def test_a_draft_is_checked_sentence_by_sentence(door: Door):
    draft = "Lind met Okoro in Geneva on 3 March 2021. Lind met Okoro in Geneva on 5 March 2021."
    checked = (await door.client.post("/v1/check", json={"text": draft})).json()
    first, second = checked["sentences"]
    assert (first["verdict"], second["status"]) == ("supported", "unsupported")
    assert draft[first["start"] : first["end"]] == first["text"]


async def test_documents_that_are_sent_go_in_with_a_word_on_each(door: Door):
    text = "# Talks\n\nLind met Okoro in Abuja on 9 May 2022."
    files = [("files", ("../../etc/talks.md", text)), ("files", ("broken.pdf", b"%PDF-no"))]
    response = await door.client.post("/v1/documents", files=files, data={"source": "Desk", "collection": "talks"})
    assert response.status_code == 200, response.text
    outcomes = {one["name"]: one for one in response.json()["documents"]}
    assert outcomes["talks/talks.md"]["outcome"] == "added"
    (refused,) = [one for one in outcomes.values() if one["outcome"] == "refused"]
    assert refused["name"] == "broken.pdf"
    assert refused["reason"]
    stored = await got(door, "/v1/documents/talks/talks.md")
    assert (stored["source"], stored["collection"]) == ("Desk", "talks")
    async with door.client.stream(
        "POST", "/v1/documents", files=files[:1], data={"collection": "talks"}, headers=STREAM
    ) as it:
        told = [item async for item in events_of(it)]
    assert [name for name, _ in told] == ["document", "done"]
    assert (await door.client.delete("/v1/documents/talks/talks.md")).status_code == 204
    assert (await door.client.delete("/v1/documents/talks/talks.md")).status_code == 404
