"""Questions to the starter documents, answered without a language model."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.types import Briefing, Scope


def told(briefing: Briefing) -> list[str]:
    assert all(claim.status == "supported" for claim in briefing.claims)
    return [claim.text for claim in briefing.claims]


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("When did Putin and Duterte first meet?", "Peru in November 2016"),
        ("When did Putin and Duterte meet in Sochi?", "Sochi in October 2019"),
        ("Where was the farewell dinner?", "Marco Polo Hotel"),
        ("Where did Putin and Duterte meet in November 2016?", "Peru"),
        ("How many days did the Russian delegation spend in Davao City?", "three days"),
        ("Who was in the Russian delegation?", "Oleg Salyukov"),
        ("Who was defense secretary in February 2017?", "Defense Secretary Delfin Lorenzana"),
        ("What did Esperon say could be bought first?", "Trucks, aircraft and frigates"),
        ("Did Russia agree to an alliance with the Philippines?", "ruled out a military alliance"),
        ("Was the alliance with Russia ruled out?", "ruled out a military alliance"),
    ],
)
async def test_one_sentence_answers_a_plain_question(starter: Assistant, question: str, has: str) -> None:
    briefing = await starter.ask(question)
    assert briefing.grounding == "grounded"
    (sentence,) = told(briefing)
    assert has in sentence


@pytest.mark.parametrize(
    "question",
    [
        "Who is the president of Brazil?",
        "What did Lavrov say about Ukraine?",
        "When did Duterte visit China?",
        "When did Putin visit Manila?",
        "When did Duterte visit Russia?",
        "When did Putin invite Duterte?",
        "Did Putin visit Manila?",
        "Who attended the farewell dinner?",
        "Who was defense secretary in March 2019?",
        "How many rifles did Russia donate?",
        "What did Khovaev say about fishing?",
        "What did Duterte say about a military alliance?",
    ],
)
async def test_a_question_the_record_does_not_answer_is_not_answered(starter: Assistant, question: str) -> None:
    briefing = await starter.ask(question)
    assert briefing.grounding == "none"
    assert briefing.claims == ()


@pytest.mark.parametrize(
    "question",
    ["Will the Philippines sign a defense agreement with Russia?", "Has the Philippines signed the defense agreement?"],
)
async def test_what_is_planned_is_told_as_planned(starter: Assistant, question: str) -> None:
    sentences = told(await starter.ask(question))
    assert sentences
    assert all("not yet signed" in text or "expected to" in text for text in sentences)


async def test_who_somebody_is_stands_in_the_shortest_sentence_of_the_latest_office(starter: Assistant) -> None:
    (sentence,) = told(await starter.ask("Who is Igor Khovaev?"))
    assert sentence == "Khovaev was the Russian ambassador to Manila."


async def test_events_between_two_days_come_in_order_of_time_and_within_them(starter: Assistant) -> None:
    sentences = told(await starter.ask("What happened between November 2016 and February 2017?"))
    assert "November 2016" in sentences[0]
    assert all("February 2017" in text for text in sentences[1:])
    assert not any("expected" in text for text in sentences)


async def test_what_somebody_said_is_told_in_sentences_that_give_the_words(starter: Assistant) -> None:
    sentences = told(await starter.ask("What did Khovaev say about military alliances?"))
    assert 1 < len(sentences) <= 5
    assert all("alliance" in text for text in sentences)


async def test_a_talk_that_did_not_take_place_is_answered_with_the_denial(starter: Assistant) -> None:
    sentences = told(await starter.ask("Did Duterte and Patrushev discuss joint exercises?"))
    assert any("neither" in text or "no talk" in text for text in sentences)


async def test_he_and_it_mean_whom_and_what_the_question_before_was_about(starter: Assistant) -> None:
    conversation = Conversation()
    await starter.ask("Who is Igor Khovaev?", conversation)
    sentences = told(await starter.ask("And what did he say about military alliances?", conversation))
    assert any("ruled out a military alliance" in text for text in sentences)
    first = told(await starter.ask("What did Esperon say about the equipment?", conversation))
    again = told(await starter.ask("And what did he say about it?", conversation))
    assert first == again
    assert any("trucks" in text for text in again)


async def test_nothing_published_after_the_day_asked_as_of_is_told(starter: Assistant) -> None:
    early = Conversation(Scope(as_of=date(2017, 12, 31)))
    assert (await starter.ask("When did Putin and Duterte meet in Sochi?", early)).grounding == "none"
    late = Conversation(Scope(as_of=date(2020, 12, 31)))
    assert (await starter.ask("When did Putin and Duterte meet in Sochi?", late)).grounding == "grounded"
