"""Conversations over HTTP: made, listed, named, deleted, each its owner's alone."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.app import Assistant
from assistant.store.desk_keys import issue
from assistant.store.opening import open_desk
from tests.store.records import Builder
from tests.support.attache import Door, attache
from tests.support.exported import WordFile
from tests.support.loopback import LoopbackServer

QUESTION = "When did Lind and Okoro meet?"
_TOLD = "no longer in the record as cited"


async def ask(door: Door, question: str = QUESTION) -> str:
    body = {"question": question, "model": "extractive"}
    return (await door.client.post("/v1/briefings", json=body)).json()["conversation"]


async def test_a_conversation_is_made_named_listed_continued_and_deleted(door: Door):
    made = await door.client.post("/v1/conversations", json={"title": "Talks", "as_of": "2021-05-01"})
    assert made.status_code == 201
    path = f"/v1/conversations/{made.json()['id']}"
    assert made.json()["scope"] == {"as_of": "2021-05-01"}
    body = {"question": QUESTION, "conversation": made.json()["id"], "model": "extractive"}
    answered = (await door.client.post("/v1/briefings", json=body)).json()
    assert answered["as_of"] == "2021-05-01"
    renamed = (await door.client.patch(path, json={"title": "Talks in Geneva"})).json()
    assert (renamed["title"], [turn["question"] for turn in renamed["turns"]]) == ("Talks in Geneva", [QUESTION])
    assert (await door.client.delete(path)).status_code == 204
    for response in (
        await door.client.get(path),
        await door.client.delete(path),
        await door.client.patch(path, json={"title": "x"}),
    ):
        assert (response.status_code, response.json()["type"]) == (404, "urn:attache:problem:no-conversation")


async def test_a_list_comes_in_pages_the_last_one_written_first_and_can_be_searched(door: Door):
    ids = [await ask(door, f"When did Lind and Okoro meet, {word}?") for word in ("pray", "please", "then")]
    first = (await door.client.get("/v1/conversations", params={"limit": 2})).json()
    assert [one["id"] for one in first["conversations"]] == [ids[2], ids[1]]
    rest = (await door.client.get("/v1/conversations", params={"limit": 2, "after": first["next"]})).json()
    assert ([one["id"] for one in rest["conversations"]], rest["next"]) == ([ids[0]], None)
    found = (await door.client.get("/v1/conversations", params={"q": "okoro please"})).json()
    assert [one["id"] for one in found["conversations"]] == [ids[1]]


async def test_a_kept_turn_tells_what_was_done_for_it_and_which_citations_still_hold(door: Door):
    path = f"/v1/conversations/{await ask(door)}"
    (turn,) = (await door.client.get(path)).json()["turns"]
    assert {"tool_called", "excerpts_found"} <= {event["event"] for event in turn["events"]}
    cited = [citation for claim in turn["briefing"]["claims"] for citation in claim["citations"]]
    assert cited
    assert all(citation["current"] for citation in cited)
    await door.client.delete("/v1/documents/geneva")
    (turn,) = (await door.client.get(path)).json()["turns"]
    assert not any(citation["current"] for claim in turn["briefing"]["claims"] for citation in claim["citations"])


@pytest.mark.parametrize("how", ["forgotten", "replaced"])
async def test_what_was_forgotten_or_replaced_since_is_marked_in_every_exported_format(door: Door, how: str):
    path = f"/v1/conversations/{await ask(door)}/export"
    before = await _exported(door, path)
    assert not any(_TOLD in content for content in before.values())
    assert '"current": true' in before["json"]
    assert '"current": false' not in before["json"]
    if how == "forgotten":
        assert (await door.client.delete("/v1/documents/geneva")).status_code == 204
    else:
        assert await door.services.store.put(Builder("geneva", "They met in Bern.").record()) == "replaced"
    after = await _exported(door, path)
    assert [form for form, content in after.items() if _TOLD in content] == ["md", "html", "docx"]
    assert '"current": false' in after["json"]
    assert '"current": true' not in after["json"]


async def _exported(door: Door, path: str) -> dict[str, str]:
    """The conversation in each format, as text; of a Word file its footnotes."""
    answers = {form: await door.client.get(path, params={"format": form}) for form in ("md", "html", "docx", "json")}
    assert {answer.status_code for answer in answers.values()} == {200}
    told = {form: answer.text for form, answer in answers.items() if form != "docx"}
    return told | {"docx": "".join(WordFile(answers["docx"].content).notes.itertext())}


async def test_another_keys_conversation_is_as_one_that_is_not_there(
    assistant: Assistant, loopback: LoopbackServer, tmp_path: Path
):
    desk = await open_desk(str(tmp_path / "store"))
    made = [issue(name, ("read", "ask"), None, datetime.now(UTC)) for name in ("ana", "bo")]
    for key, _ in made:
        await desk.add_key(key)
    ana, bo = ({"Authorization": f"Bearer {secret}"} for _, secret in made)
    async with attache(assistant, desk) as door:
        assert (await door.client.get("/v1/conversations")).status_code == 401
        door.client.headers.update(ana)
        identifier = await ask(door)
        path, body = f"/v1/conversations/{identifier}", {"question": QUESTION, "conversation": identifier}
        assert (await door.client.get(path)).status_code == 200
        door.client.headers.update(bo)
        statuses = [
            (await door.client.get(path)).status_code,
            (await door.client.get(f"{path}/export", params={"format": "md"})).status_code,
            (await door.client.patch(path, json={"title": "mine"})).status_code,
            (await door.client.delete(path)).status_code,
            (await door.client.post("/v1/briefings", json=body)).status_code,
        ]
        assert statuses == [404] * 5
        assert (await door.client.get("/v1/conversations")).json()["conversations"] == []
        forbidden = await door.client.delete("/v1/documents/geneva")
        assert (forbidden.status_code, forbidden.json()["type"]) == (403, "urn:attache:problem:not-allowed")
    assert loopback.requests == []
    await desk.close()
