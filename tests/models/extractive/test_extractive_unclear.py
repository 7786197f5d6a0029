"""Where a name is unclear, or nobody's words were found, nothing is said in their place."""

from __future__ import annotations

from datetime import date

import pytest

from assistant.app import Assistant
from assistant.ingest import ingest
from assistant.settings import Settings
from tests.support.documents import made

TWO = (
    made("ivan", "OSLO – Foreign Minister Ivan Petrov said the talks would go on.", date(2018, 3, 1), "Nordic Wire"),
    made("pavel", "ROME – “No comment,” Defence Minister Pavel Petrov told reporters.", date(2018, 3, 4), "Rome Post"),
)


@pytest.mark.parametrize("question", ["What did Petrov say?", "Who is Petrov?"])
async def test_a_surname_of_two_people_gives_both_names_and_no_answer(assistant: Assistant, question: str):
    assert [taken.outcome async for taken in ingest(assistant.store, TWO)] == ["added", "added"]
    briefing = await Assistant(assistant.store, Settings()).ask(question)
    assert briefing.grounding == "none"
    assert "Ivan Petrov, Pavel Petrov" in briefing.answer


async def test_somebody_who_says_nothing_is_not_given_anothers_words(assistant: Assistant):
    briefing = await Assistant(assistant.store, Settings()).ask("What did Samuel Eze say about cocoa?")
    assert briefing.grounding == "none"
    text = "GENEVA – Lind praised Samuel Eze for his work on cocoa."
    added = ingest(assistant.store, [made("eze", text, date(2021, 3, 5), "Nordic Wire")])
    assert [taken.outcome async for taken in added] == ["added"]
    briefing = await Assistant(assistant.store, Settings()).ask("What did Samuel Eze say about cocoa?")
    assert briefing.grounding == "none"
