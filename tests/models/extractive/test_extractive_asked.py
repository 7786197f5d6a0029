"""What a question asks for, and what only looks like an answer: leaders, envoys, plans, changes, reasons, places."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import date

import pytest

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.types import Briefing, Scope

Record = Callable[[Mapping[str, tuple[date | None, str, str, str]]], Awaitable[Assistant]]

_VELM = (
    "VELM – Norvian Harbour Authority Director General Tilda Marsk met a Kestran delegation in Velm on Tuesday, "
    "3 March 2015. "
    "The other Kestran officials at the meeting were Otto Brand, a naval engineer, and Mira Holt.\n\n"
    "“There is no plan for joint patrols yet,” Marsk said. Norvia and Kestra are expected to sign a ferry treaty in "
    "Halden in June 2015.\n\n"
    "A dinner for the Kestran envoys was held at the Swan Hotel, Kestran Ambassador Jon Arvid said. "
    "Brand was the head of the Kestran Pilot Service. "
    "The pilots said on Sunday that their aim was to keep the old buoys."
)
_HALDEN = (
    "HALDEN – Early in May, the Norvian government announced it would close a ferry line opened with Kestra in 1996. "
    "Norvia and Kestra have held joint patrols since 2018. Kestra will not build a second port. "
    "This was because “the sea is shallow,” Arvid said on Monday. "
    "“Our shared wish is not to shut Norvia or anyone out,” he told Norvian officials at a Kestran reception.\n\n"
    "He named the shared dangers of both: storms, wrecks and smuggling."
)
_RIVAL = (
    "VELM – The dinner for the Kestran envoys took place in the Old Mill, a waiter said. "
    "Norvia and Kestra have never held joint patrols."
)
_PAPERS = {
    "velm": (date(2015, 3, 5), "Velm Gazette", "Kestran envoys in Velm", _VELM),
    "halden": (date(2019, 5, 14), "Halden Post", "The ferry line", _HALDEN),
}
_WITH_RIVAL = {**_PAPERS, "rival": (date(2019, 6, 2), "Old Town Crier", "At the Old Mill", _RIVAL)}


def told(briefing: Briefing) -> list[str]:
    assert all(claim.status == "supported" for claim in briefing.claims)
    return [claim.text for claim in briefing.claims]


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("Who headed the Norvian Harbour Authority?", "Tilda Marsk"),
        ("Who was the head of the Kestran Pilot Service?", "Brand was the head"),
        ("In which year was the ferry line with Kestra opened?", "1996"),
        ("When did the Norvian government announce the end of the ferry line?", "announced it would close"),
        ("What exactly did Marsk say about joint patrols?", "no plan for joint patrols yet"),
        ("What were the words of Marsk on joint patrols?", "no plan for joint patrols yet"),
        ("On what day did the pilots say that they keep the old buoys?", "said on Sunday"),
        ("Which shared dangers do Norvia and Kestra face?", "storms, wrecks and smuggling"),
        ("What will Kestra not build?", "a second port"),
    ],
)
async def test_a_question_is_answered_by_the_sentence_that_tells_what_it_asks(record: Record, question: str, has: str):
    sentences = told(await (await record(_PAPERS)).ask(question))
    assert any(has in sentence for sentence in sentences)


@pytest.mark.parametrize(
    "question",
    [
        "Who was the Norvian ambassador to Kestra?",
        "When did Norvia and Kestra sign the ferry treaty?",
        "Who headed the Kestran Harbour Authority?",
        "Who was the Minister of Fisheries of Norvia?",
        "Did Norvia rule out a customs union?",
        "What did Marsk say about joint taxes?",
        "What did Norvia sell?",
    ],
)
async def test_what_only_looks_like_an_answer_is_none(record: Record, question: str):
    assert (await (await record(_PAPERS)).ask(question)).grounding == "none"


async def test_a_change_is_told_by_the_first_and_the_last_account_in_order(record: Record):
    assistant = await record(_PAPERS)
    first, last = told(await assistant.ask("How did the position on joint patrols change between 2015 and 2019?"))
    assert "no plan for joint patrols" in first
    assert "have held joint patrols" in last


async def test_what_is_only_planned_answers_whether_it_was_done_as_a_plan(record: Record):
    sentences = told(await (await record(_PAPERS)).ask("Have the two states signed the ferry treaty?"))
    assert sentences
    assert all("expected to sign" in sentence for sentence in sentences)


async def test_a_reason_that_stands_in_the_next_sentence_comes_along(record: Record):
    sentences = told(await (await record(_PAPERS)).ask("Why will Kestra not build a second port?"))
    assert any("because" in sentence for sentence in sentences)


async def test_who_took_part_is_told_by_all_sentences_that_name_some(record: Record):
    sentences = told(await (await record(_PAPERS)).ask("Who was in the Kestran delegation?"))
    assert any("Otto Brand" in sentence for sentence in sentences)


async def test_they_means_all_whom_the_question_before_named(record: Record):
    assistant = await record(_PAPERS)
    conversation = Conversation(Scope())
    await assistant.ask("When did Marsk meet Brand?", conversation)
    briefing = await assistant.ask("Where did they meet?", conversation)
    assert all("Marsk" in text for text in told(briefing))


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        ("Where was the dinner for the Kestran envoys?", "Swan Hotel", "Old Mill"),
        ("Have Norvia and Kestra held joint patrols?", "have held joint patrols", "never held joint patrols"),
    ],
)
async def test_accounts_that_contradict_each_other_are_both_told(record: Record, question: str, one: str, other: str):
    sentences = told(await (await record(_WITH_RIVAL)).ask(question))
    assert any(one in sentence for sentence in sentences)
    assert any(other in sentence for sentence in sentences)


async def test_what_took_place_is_not_told_by_what_was_planned(record: Record):
    sentences = told(await (await record(_PAPERS)).ask("Which meetings took place between March 2015 and June 2015?"))
    assert any("Tilda Marsk met" in sentence for sentence in sentences)
    assert not any("expected" in sentence for sentence in sentences)
