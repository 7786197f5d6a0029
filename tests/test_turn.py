"""The loop against a loopback endpoint that speaks the OpenAI wire format, over a real store."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.errors import ModelError, ModelProtocolError
from assistant.turn_events import BriefingDone, ExcerptsFound, RepairAsked, SentenceVerified, ToolCalled, TurnEvent
from assistant.types import Briefing, Scope, Turn
from tests.support.loopback import LoopbackServer
from tests.support.wire import chunk, sse

QUESTION = "When did Lind and Okoro meet?"
SEARCH = ("passage_search", {"query": "Lind Okoro met Geneva"})


async def run(assistant: Assistant, question: str = QUESTION, **options: Any) -> tuple[list[TurnEvent], Briefing]:
    events = [
        event async for event in assistant.events(question, options.pop("conversation", Conversation()), **options)
    ]
    last = events[-1]
    assert isinstance(last, BriefingDone)
    return events, last.briefing


def released(events: list[TurnEvent]) -> list[str]:
    return [e.claim.text for e in events if isinstance(e, SentenceVerified) and e.claim.status == "supported"]


def results_of(request: Any) -> list[dict[str, Any]]:
    return [json.loads(m["content"]) for m in request.body["messages"] if m["role"] == "tool"]


async def test_a_cited_sentence_that_its_excerpt_carries_is_released(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1].")
    events, briefing = await run(assistant)
    assert released(events) == ["Lind met Okoro in Geneva on 3 March 2021."]
    assert briefing.grounding == "grounded"
    (claim,) = briefing.claims
    (citation,) = claim.citations
    stored = await assistant.store.document(citation.excerpt.document)
    assert stored is not None
    assert stored.text[citation.excerpt.start : citation.excerpt.end] == citation.excerpt.text
    assert citation.excerpt.sha256 == stored.sha256


async def test_parallel_calls_are_all_answered_in_order_under_ids_of_their_own(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH, ("entity_lookup", {"name": "Okoro"}), ("passage_search", {"query": "tariff quota"})])
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1].")
    events, _ = await run(assistant)
    assert [e.tool for e in events if isinstance(e, ToolCalled)] == [
        "passage_search",
        "entity_lookup",
        "passage_search",
    ]
    messages = loopback.requests[1].body["messages"]
    asked = [call["id"] for m in messages if m["role"] == "assistant" for call in m["tool_calls"]]
    assert [m["tool_call_id"] for m in messages if m["role"] == "tool"] == asked
    told: dict[str, str] = {}
    for body in results_of(loopback.requests[1]):
        for excerpt in body["excerpts"]:
            assert told.setdefault(excerpt["id"], excerpt["text"]) == excerpt["text"]


async def test_a_forged_id_is_withheld_after_one_repair_round(assistant: Assistant, loopback: LoopbackServer) -> None:
    loopback.call_tools([SEARCH])
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e99].")
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e98].")
    events, briefing = await run(assistant)
    assert released(events) == []
    assert sum(isinstance(event, RepairAsked) for event in events) == 1
    assert briefing.grounding == "none"
    assert briefing.claims == ()
    withheld = [e.claim for e in events if isinstance(e, SentenceVerified)]
    assert withheld
    assert {claim.status for claim in withheld} == {"withheld"}
    assert all(reason.kind == "citation" for claim in withheld for reason in claim.reasons)


async def test_an_invented_quotation_is_withheld_and_what_holds_is_kept(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.say('Lind met Okoro in Geneva on 3 March 2021 [e1]. Okoro said "we will never sign" [e1].')
    loopback.say("NO ANSWER")
    events, briefing = await run(assistant)
    assert released(events) == ["Lind met Okoro in Geneva on 3 March 2021."]
    assert briefing.grounding == "partial"
    assert "never sign" not in briefing.answer
    (claim,) = [claim for claim in briefing.claims if claim.status == "withheld"]
    assert "quote" in {reason.kind for reason in claim.reasons}


async def test_the_repair_round_is_told_the_reason_and_its_replacement_is_released(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.say("Lind met Okoro in Geneva.")
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1].")
    events, briefing = await run(assistant)
    repair = loopback.requests[2].body["messages"][-1]
    assert repair["role"] == "user"
    assert "no excerpt is cited" in repair["content"]
    assert released(events) == ["Lind met Okoro in Geneva on 3 March 2021."]
    assert briefing.grounding == "grounded"


async def test_an_uncited_sentence_is_marked_where_marking_was_asked_for(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1]. Both were pleased.")
    loopback.say("Both were pleased.")
    _, briefing = await run(assistant, mark=True)
    assert [claim.status for claim in briefing.claims] == ["supported", "unsupported"]
    assert "[unsupported: citation]" in briefing.answer


async def test_an_empty_answer_is_an_error_and_not_an_answer(assistant: Assistant, loopback: LoopbackServer) -> None:
    loopback.say("")
    with pytest.raises(ModelProtocolError, match="without an answer"):
        await run(assistant)


async def test_no_answer_names_what_was_searched_and_the_nearest_evidence(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.say("NO ANSWER")
    events, briefing = await run(assistant)
    assert released(events) == []
    assert (briefing.grounding, briefing.claims) == ("none", ())
    assert briefing.answer.startswith("The record does not say.")
    assert "Lind Okoro met Geneva" in briefing.answer
    assert "Nordic Wire" in briefing.answer


@pytest.mark.parametrize(
    ("name", "arguments", "told"),
    [
        ("read_mind", {}, "no tool read_mind"),
        ("passage_search", "{broken", "do not fit"),
        ("passage_search", {"query": "x", "path": "/etc/passwd"}, "do not fit"),
        ("passage_search", {"query": ""}, "do not fit"),
        ("passage_search", "[1, 2]", "do not fit"),
        ("timeline_slice", {"from": "yesterday"}, "do not fit"),
    ],
)
async def test_a_call_that_cannot_be_run_is_told_to_the_model_and_the_turn_goes_on(
    assistant: Assistant, loopback: LoopbackServer, name: str, arguments: Any, told: str
) -> None:
    loopback.call_tools([(name, arguments)])
    loopback.call_tools([SEARCH])
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1].")
    events, briefing = await run(assistant)
    (error,) = [body["error"] for body in results_of(loopback.requests[1])]
    assert told in error
    assert [e.error for e in events if isinstance(e, ExcerptsFound)] == [error, None]
    assert briefing.grounding == "grounded"


async def test_the_same_call_again_is_not_run_twice_and_the_turn_ends(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    for _ in range(7):
        loopback.call_tools([SEARCH])
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1].")
    events, briefing = await run(assistant)
    found = [e for e in events if isinstance(e, ExcerptsFound)]
    assert found[0].error is None
    assert all("already answered" in str(e.error) for e in found[1:])
    assert "tools" not in loopback.requests[-1].body
    assert briefing.grounding == "grounded"


async def test_calls_beyond_the_limit_are_refused(assistant: Assistant, loopback: LoopbackServer) -> None:
    loopback.call_tools([("passage_search", {"query": f"word{n}"}) for n in range(50)])
    loopback.say("NO ANSWER")
    events, _ = await run(assistant)
    found = [e for e in events if isinstance(e, ExcerptsFound)]
    assert sum(e.error is None for e in found) == assistant.settings.max_tool_calls
    assert len(found) == 50


async def test_a_stream_that_breaks_off_keeps_what_held_and_says_so(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.events(sse(chunk({"content": "Lind met Okoro in Geneva on 3 March 2021 [e1]. They agreed to meet aga"})))
    _, briefing = await run(assistant)
    assert briefing.grounding == "partial"
    assert briefing.incomplete
    assert [claim.text for claim in briefing.claims] == ["Lind met Okoro in Geneva on 3 March 2021."]


async def test_a_model_that_fails_before_anything_held_is_an_error(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.events(sse(chunk({"content": "Lind met Oko"})))
    with pytest.raises(ModelError):
        await run(assistant)


async def test_an_answer_cut_at_its_length_limit_is_marked_incomplete(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1]. They also agr", finish="length")
    _, briefing = await run(assistant)
    assert briefing.incomplete == "The model's reply was cut at its length limit."
    assert [claim.status for claim in briefing.claims] == ["supported"]


async def test_closing_the_turn_early_stops_the_upstream_request(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([SEARCH])
    loopback.fault("stall", text="Lind met Okoro in Geneva on 3 March 2021 [e1]. They ")
    conversation = Conversation()
    async with aclosing(assistant.events(QUESTION, conversation)) as events:
        async for event in events:
            if isinstance(event, SentenceVerified):
                break
    assert await loopback.requests[1].client_left()
    assert conversation.turns == []


async def test_cancelling_the_task_stops_the_upstream_request(assistant: Assistant, loopback: LoopbackServer) -> None:
    loopback.call_tools([SEARCH])
    loopback.fault("stall", text="Lind met Okoro in Geneva on 3 March 2021 [e1]. They ")
    seen = asyncio.Event()

    async def consume() -> None:
        async for event in assistant.events(QUESTION, Conversation()):
            if isinstance(event, SentenceVerified):
                seen.set()

    task = asyncio.create_task(consume())
    await seen.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await loopback.requests[1].client_left()


async def test_ids_and_history_carry_over_to_the_next_turn(assistant: Assistant, loopback: LoopbackServer) -> None:
    conversation = Conversation()
    loopback.call_tools([SEARCH])
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1].")
    _, first = await run(assistant, conversation=conversation)
    loopback.say("They met in Geneva, as Lind met Okoro in Geneva on 3 March 2021 [e1].")
    loopback.say("Lind met Okoro in Geneva on 3 March 2021 [e1].")
    _, second = await run(assistant, "Where?", conversation=conversation)
    history = [(m["role"], m["content"]) for m in loopback.requests[2].body["messages"][1:4]]
    assert history == [("user", QUESTION), ("assistant", first.answer), ("user", "Where?")]
    assert second.claims[0].citations == first.claims[0].citations
    assert conversation.ledger.number("e1") == 1


async def test_what_a_document_fakes_reaches_the_model_as_plain_text(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    loopback.call_tools([("passage_search", {"query": "instructions zebra"})])
    loopback.say("NO ANSWER")
    await run(assistant)
    (body,) = results_of(loopback.requests[1])
    texts = " ".join(excerpt["text"] for excerpt in body["excerpts"])
    assert "zebra" in texts
    assert "[e3]" not in texts


async def test_as_of_hides_later_documents_from_every_tool(assistant: Assistant, loopback: LoopbackServer) -> None:
    loopback.call_tools([SEARCH, ("entity_lookup", {"name": "Okoro"})])
    loopback.say("NO ANSWER")
    _, briefing = await run(assistant, conversation=Conversation(Scope(as_of=date(2020, 1, 1))))
    assert all(body["excerpts"] == [] for body in results_of(loopback.requests[1]))
    assert briefing.as_of == date(2020, 1, 1)
    assert "2020-01-01" in loopback.requests[0].body["messages"][0]["content"]


async def test_a_tool_that_breaks_down_leaves_no_silent_gap(
    assistant: Assistant, loopback: LoopbackServer, tmp_path: Path
) -> None:
    (tmp_path / "broken.py").write_text(
        "from assistant.tool import ToolArguments, ToolContext, ToolResult\n"
        "async def broken(arguments: ToolArguments, context: ToolContext) -> ToolResult:\n"
        "    'Break down.'\n"
        "    raise KeyError('x')\n",
        encoding="utf-8",
    )
    with_broken = Assistant(assistant.store, assistant.settings.model_copy(update={"tools": str(tmp_path)}))
    loopback.call_tools([("broken", {})])
    loopback.say("NO ANSWER")
    _, briefing = await run(with_broken)
    await with_broken.model.close()
    assert briefing.incomplete == "The tool broken broke down (KeyError)."
    assert not briefing.answer.startswith("The record does not say")


async def test_a_follow_up_comes_with_the_latest_turns_however_long_the_conversation(
    assistant: Assistant, loopback: LoopbackServer
) -> None:
    conversation = Conversation()
    conversation.turns = [Turn(f"Question {number}? {'word ' * 900}", f"Answer {number} [e1].") for number in range(40)]
    loopback.say("NO ANSWER")
    await run(assistant, "And what did he say then?", conversation=conversation)
    sent = [message["content"] for message in loopback.requests[0].body["messages"]]
    assert sent[-1] == "And what did he say then?"
    assert sent[-2] == "Answer 39 [e1]."
    assert sent[-3].startswith("Question 39?")
    assert not any(text.startswith("Question 0?") for text in sent)
    assert sent[1].startswith("Question ")
    assert "make the question whole" in sent[0].lower()


async def test_a_turn_without_an_answer_is_remembered_as_that(assistant: Assistant, loopback: LoopbackServer) -> None:
    conversation = Conversation()
    loopback.call_tools([SEARCH])
    loopback.say("NO ANSWER")
    await run(assistant, conversation=conversation)
    assert [turn.answer for turn in conversation.turns] == ["NO ANSWER"]


@pytest.mark.parametrize(
    "told",
    [
        "Lind signed the agreement in Stockholm in September 2021 [e2].",
        "Lind signed the agreement in Stockholm [e2].",
        "A second meeting was held in Lagos in June 2021 [e1].",
    ],
)
async def test_what_is_planned_is_never_told_as_happened(
    assistant: Assistant, loopback: LoopbackServer, told: str
) -> None:
    loopback.call_tools([("passage_search", {"query": "Geneva talks Okoro Lind cocoa meeting"})])
    loopback.call_tools([("passage_search", {"query": "tariff quota timber sign Stockholm"})])
    loopback.say(told)
    loopback.say(told)
    events, briefing = await run(assistant)
    assert released(events) == []
    assert briefing.grounding == "none"
