"""Questions over HTTP: whole, as they come, and as a conversation."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.support.attache import Door
from tests.support.events import events_of
from tests.support.loopback import LoopbackServer

QUESTION = "When did Lind and Okoro meet?"
MEETING = "Lind met Okoro in Geneva on 3 March 2021 [e1]."
STREAM = {"Accept": "text/event-stream"}


def queue_answer(loopback: LoopbackServer, text: str = MEETING) -> None:
    loopback.call_tools([("passage_search", {"query": "Lind Okoro met Geneva"})])
    loopback.say(text)


def arrival(loopback: LoopbackServer) -> asyncio.Event:
    """Set when the model is asked next."""
    arrived, loop = asyncio.Event(), asyncio.get_running_loop()
    loopback.on_request = lambda: loop.call_soon_threadsafe(arrived.set)
    return arrived


async def asked(door: Door, loopback: LoopbackServer, text: str = MEETING, **fields: Any) -> dict[str, Any]:
    queue_answer(loopback, text)
    response = await door.client.post("/v1/briefings", json={"question": QUESTION, **fields})
    assert response.status_code == 200, response.text
    return response.json()


async def streamed(door: Door, **fields: Any) -> list[tuple[str, dict[str, Any]]]:
    body = {"question": QUESTION, **fields}
    async with door.client.stream("POST", "/v1/briefings", json=body, headers=STREAM) as response:
        assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
        return [item async for item in events_of(response)]


async def test_an_answer_is_the_form_of_ask_with_its_conversation_and_numbered_citations(
    door: Door, loopback: LoopbackServer
):
    briefing = await asked(door, loopback)
    assert briefing["grounding"] == "grounded"
    assert (briefing["turn"], len(briefing["conversation"])) == (0, 32)
    (claim,) = briefing["claims"]
    (citation,) = claim["citations"]
    assert (citation["id"], citation["number"]) == ("e1", 1)
    stored = await door.services.store.document(citation["document"])
    assert stored is not None
    assert stored.text[citation["start"] : citation["end"]] == citation["text"]
    assert stored.sha256 == citation["sha256"]


async def test_a_stream_tells_the_turn_as_it_happens_and_ends_with_the_briefing(door: Door, loopback: LoopbackServer):
    queue_answer(loopback)
    events = await streamed(door)
    assert [name for name, _ in events] == ["conversation", "tool_called", "excerpts_found", "sentence", "briefing"]
    said = dict(events)
    assert said["sentence"]["citations"][0]["number"] == 1
    assert said["briefing"]["conversation"] == said["conversation"]["conversation"]
    assert said["briefing"]["claims"][0]["text"] == said["sentence"]["text"]


async def test_a_sentence_that_fails_is_told_with_its_reasons_and_withheld(door: Door, loopback: LoopbackServer):
    queue_answer(loopback, "Lind met Okoro in Geneva on 4 March 2021 [e1].")
    loopback.say("NO ANSWER")
    events = await streamed(door)
    assert [name for name, _ in events][-3:] == ["repair_asked", "sentence", "briefing"]
    sentence = events[-2][1]
    assert sentence["status"] == "withheld"
    assert "date" in {reason["kind"] for reason in sentence["reasons"]}
    assert sentence["citations"][0]["number"] is None


async def test_a_follow_up_keeps_ids_and_numbers_and_is_told_the_turns_before(door: Door, loopback: LoopbackServer):
    first = await asked(door, loopback)
    queue_answer(loopback, "Lind met Okoro in Geneva on 3 March 2021, and it was in Geneva [e1].")
    follow_up = {"question": "Where was that?", "conversation": first["conversation"]}
    second = (await door.client.post("/v1/briefings", json=follow_up)).json()
    assert (second["conversation"], second["turn"]) == (first["conversation"], 1)
    assert second["claims"][0]["citations"] == first["claims"][0]["citations"]
    told = [(message["role"], message["content"]) for message in loopback.requests[-1].messages[1:4]]
    assert told == [("user", QUESTION), ("assistant", first["answer"]), ("user", "Where was that?")]


async def test_a_turn_is_answered_again_in_place_of_itself_and_of_all_later_ones(door: Door, loopback: LoopbackServer):
    first = await asked(door, loopback)
    await asked(door, loopback, conversation=first["conversation"])
    again = await asked(door, loopback, conversation=first["conversation"], replace_from=0)
    assert again["turn"] == 0
    kept = (await door.client.get(f"/v1/conversations/{first['conversation']}")).json()
    assert [turn["turn"] for turn in kept["turns"]] == [0]
    assert "assistant" not in [message["role"] for message in loopback.requests[-2].messages]


async def test_bounds_hold_for_the_turn_and_those_of_the_conversation_where_a_turn_names_none(
    door: Door, loopback: LoopbackServer
):
    first = await asked(door, loopback, as_of="2021-05-01", sources=["Nordic Wire"])
    assert first["as_of"] == "2021-05-01"
    again = await asked(door, loopback, conversation=first["conversation"])
    assert again["as_of"] == "2021-05-01"
    assert "Only these sources are searched: Nordic Wire." in loopback.requests[-1].messages[0]["content"]


async def test_what_lies_outside_of_a_turns_bounds_can_no_longer_be_cited(door: Door, loopback: LoopbackServer):
    first = await asked(door, loopback)
    loopback.say(MEETING)
    loopback.say(MEETING)
    bounded = {"question": QUESTION, "conversation": first["conversation"], "as_of": "2020-01-01"}
    second = (await door.client.post("/v1/briefings", json=bounded)).json()
    assert second["grounding"] == "none"


UNFIT: list[tuple[dict[str, Any], str]] = [
    ({"question": "  "}, "body.question"),
    ({}, "body.question"),
    ({"question": QUESTION, "to": "yesterday"}, "body.to"),
    ({"question": QUESTION, "from": "2021-02-01", "to": "2021-01-01"}, "body"),
    ({"question": QUESTION, "base_url": "http://elsewhere"}, "body.base_url"),
    ({"question": QUESTION, "replace_from": 0}, "body"),
    ({"question": QUESTION, "model": "gpt-elsewhere"}, "body.model"),
    ({"question": QUESTION, "conversation": "../../etc"}, "body.conversation"),
]


async def test_a_request_that_does_not_fit_is_a_problem_that_says_where(door: Door):
    for body, where in UNFIT:
        response = await door.client.post("/v1/briefings", json=body)
        problem = response.json()
        assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
        assert (problem["status"], problem["errors"][0]["where"]) == (422, where)


async def test_a_conversation_that_is_not_there_is_not_found_before_a_stream_begins(door: Door):
    body = {"question": QUESTION, "conversation": "0" * 32}
    response = await door.client.post("/v1/briefings", json=body, headers=STREAM)
    assert (response.status_code, response.json()["detail"]) == (404, "There is no such conversation.")


async def test_the_model_can_be_chosen_among_those_offered(door: Door, loopback: LoopbackServer):
    response = await door.client.post("/v1/briefings", json={"question": QUESTION, "model": "extractive"})
    assert response.json()["model"] == "extractive"
    assert loopback.requests == []


async def test_a_model_that_fails_is_a_problem_and_nothing_is_kept(door: Door, loopback: LoopbackServer):
    loopback.fault("bad_request")
    response = await door.client.post("/v1/briefings", json={"question": QUESTION})
    assert (response.status_code, response.json()["type"]) == (502, "urn:attache:problem:model")
    assert (await door.client.get("/v1/conversations")).json()["conversations"] == []


async def test_a_stream_whose_model_fails_ends_with_the_problem(door: Door, loopback: LoopbackServer):
    loopback.fault("bad_request")
    events = await streamed(door)
    assert [name for name, _ in events] == ["conversation", "error"]
    assert events[-1][1]["status"] == 502


async def test_one_question_at_a_time_in_a_conversation(door: Door, loopback: LoopbackServer):
    first = await asked(door, loopback)
    arrived = arrival(loopback)
    loopback.fault("stall", text="Lind ")
    body = {"question": QUESTION, "conversation": first["conversation"]}
    async with door.client.stream("POST", "/v1/briefings", json=body, headers=STREAM):
        await arrived.wait()
        refused = await door.client.post("/v1/briefings", json=body)
        assert (refused.status_code, refused.json()["type"]) == (409, "urn:attache:problem:busy")
    assert await loopback.requests[-1].client_left()
    await asked(door, loopback, conversation=first["conversation"])


@pytest.mark.parametrize("headers", [STREAM, {}], ids=["streamed", "whole"])
async def test_a_client_that_leaves_has_the_models_request_cancelled(
    door: Door, loopback: LoopbackServer, headers: dict[str, str]
):
    arrived = arrival(loopback)
    loopback.fault("stall")
    asking = asyncio.create_task(door.client.post("/v1/briefings", json={"question": QUESTION}, headers=headers))
    await arrived.wait()
    asking.cancel()
    assert await loopback.requests[0].client_left()
    assert (await door.client.get("/v1/conversations")).json()["conversations"] == []


async def test_a_server_that_stops_ends_a_stream_with_a_last_event(door: Door, loopback: LoopbackServer):
    loopback.fault("stall")
    async with door.client.stream("POST", "/v1/briefings", json={"question": QUESTION}, headers=STREAM) as response:
        events = events_of(response)
        assert (await anext(events))[0] == "conversation"
        door.stop()
        rest = [item async for item in events]
    assert [name for name, _ in rest] == ["error"]
    assert rest[0][1]["type"] == "urn:attache:problem:stopping"


async def test_a_server_that_stops_lets_an_answer_finish_that_is_nearly_done(door: Door, loopback: LoopbackServer):
    door.server.drain_seconds = 20
    arrived = arrival(loopback)
    queue_answer(loopback)
    asking = asyncio.create_task(door.client.post("/v1/briefings", json={"question": QUESTION}))
    await arrived.wait()
    door.stop()
    response = await asking
    assert (response.status_code, response.json()["grounding"]) == (200, "grounded")
