"""The Python client against a real server."""

from __future__ import annotations

from contextlib import aclosing
from datetime import date

import pytest

from assistant.client import ApiError, Attache, ConversationOpened, Finished, Sentence, ToolUsed

QUESTION = "Who did Lind meet in Geneva?"


async def test_an_answer_comes_with_its_excerpts_and_can_be_followed_up(address: str):
    async with Attache(address) as attache:
        first = await attache.ask(QUESTION)
        assert first.grounding == "grounded"
        assert "Samuel Okoro" in first.answer
        [citation, *_] = first.citations
        opened = await attache.document(citation.document, start=citation.start, end=citation.end)
        assert opened.text == citation.text
        assert opened.sha256 == citation.sha256
        second = await attache.ask("When did Lind meet Okoro in Geneva?", conversation=first.conversation)
        assert (second.conversation, second.turn) == (first.conversation, first.turn + 1)
        assert second.citations[0].id == citation.id


async def test_a_stream_tells_what_is_done_and_ends_with_the_whole_answer(address: str):
    async with Attache(address) as attache, aclosing(attache.stream(QUESTION)) as events:
        seen = [event async for event in events]
    assert isinstance(seen[0], ConversationOpened)
    assert any(isinstance(event, ToolUsed) for event in seen)
    released = [event.claim.text for event in seen if isinstance(event, Sentence)]
    assert isinstance(seen[-1], Finished)
    assert [claim.text for claim in seen[-1].briefing.claims] == released


async def test_bounds_are_kept_and_silence_is_an_answer(address: str):
    asked = "How many tonnes will the tariff quota for timber be?"
    async with Attache(address) as attache:
        now = await attache.ask(asked)
        then = await attache.ask(asked, as_of=date(2021, 6, 1))
    assert "40,000" in now.answer
    assert (then.grounding, then.claims) == ("none", ())


async def test_the_record_can_be_searched_listed_and_read(address: str):
    async with Attache(address) as attache:
        assert [head.id async for head in attache.documents()] == ["geneva", "order", "quota"]
        found = await attache.search("timber quota", sources=["Lagos Courier"])
        assert {result.document for result in found} == {"quota"}
        assert (await attache.call("entity_lookup", {"name": "Astrid Lind"}))["name"] == "Astrid Lind"
        assert (await attache.status()).documents == 3


async def test_a_draft_is_checked_sentence_by_sentence(address: str):
    draft = "Lind met Okoro in Geneva on 3 March 2021. Lind met Okoro in Geneva on 5 March 2021."
    async with Attache(address) as attache:
        right, wrong = (await attache.check(draft)).sentences
    assert right.verdict == "supported"
    assert wrong.verdict != "supported"
    assert wrong.reasons
    assert draft[wrong.start : wrong.end] == wrong.text


async def test_conversations_are_listed_renamed_and_deleted(address: str):
    async with Attache(address) as attache:
        made = (await attache.ask(QUESTION)).conversation
        assert [head.id async for head in attache.conversations("Geneva")] == [made]
        assert (await attache.rename(made, "Talks")).title == "Talks"
        assert (await attache.conversation(made)).turns[0].briefing.grounding == "grounded"
        await attache.delete(made)
        with pytest.raises(ApiError) as raised:
            await attache.conversation(made)
    assert (raised.value.status, raised.value.kind) == (404, "no-conversation")


async def test_a_refusal_says_what_is_wrong(address: str):
    async with Attache(address) as attache:
        for refused in (
            attache.ask(""),
            attache.ask(QUESTION, from_=date(2022, 1, 1), to=date(2021, 1, 1)),
            attache.ask(QUESTION, model="http://elsewhere.example"),
            attache.call("entity_lookup", {"path": "/etc/passwd"}),
        ):
            with pytest.raises(ApiError) as raised:
                await refused
            assert raised.value.status in {400, 422}
            assert str(raised.value).endswith(".")
        with pytest.raises(ApiError) as raised:
            await attache.document("../../etc/passwd")
        assert raised.value.status == 404


async def test_a_server_that_is_not_there_is_told_in_a_sentence():
    async with Attache("http://127.0.0.1:9") as attache:
        with pytest.raises(ApiError, match="is `attache serve` running there"):
            await attache.ask(QUESTION)
    with pytest.raises(ApiError):
        await Attache("nonsense:://").status()
