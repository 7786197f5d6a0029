"""Figures that differ between the copies of one story are told with the answer that rests on one of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest

from assistant.app import Assistant
from assistant.copies import differences, figure_warnings
from assistant.evidence import told_once
from assistant.ingest import ingest
from assistant.settings import Settings
from assistant.store.contract import EventQuery, Store
from assistant.store.opening import open_store
from assistant.types import Citation, Claim, Excerpt, Scope
from tests.support.documents import made

STORY = (
    "PORTO – The ferry Aurora sank off Porto on Sunday, killing 12 people, the harbour master Ana Veloso said. "
    "Another 40 were taken to hospital in the city, and divers searched the wreck until nightfall. The ministry of "
    "transport in Lisbon promised an inquiry into the state of the ferry, which had passed its last inspection in "
    "spring, and said that its owners would be heard next week. Flags in the harbour flew at half mast."
)
PAPERS = {
    "wire": ("Coast Wire", date(2021, 3, 1), STORY),
    "mail": ("Evening Mail", date(2021, 3, 2), STORY.replace("killing 12 people", "killing 15 people")),
    "post": ("Isle Post", date(2021, 3, 3), STORY.replace("killing 12 people", "killing fifteen people")),
    "same": ("Day Letter", date(2021, 3, 1), STORY),
}


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    store = await open_store(store_url, create=True)
    documents = [made(name, text, day, source) for name, (source, day, text) in PAPERS.items()]
    assert [taken.outcome async for taken in ingest(store, documents, workers=1)] == ["added"] * len(PAPERS)
    yield store
    await store.close()


async def excerpt(store: Store, name: str, sentence: int) -> Excerpt:
    document = await store.document(name)
    assert document is not None
    parts = document.text.split(". ")
    start = document.text.index(parts[sentence])
    text = parts[sentence]
    return Excerpt(name, start, start + len(text), text, document.sha256, source=document.source, date=document.date)


async def test_a_figure_that_copies_print_otherwise_is_told_once(store: Store):
    found = await differences(store, [await excerpt(store, "wire", 0)], Scope())
    assert [(each.copy.id, each.ours, each.theirs) for each in found] == [("mail", ("12",), ("15",))]
    claim = Claim("It sank.", "supported", citations=(Citation("e1", await excerpt(store, "mail", 0)),))
    told = await figure_warnings(store, [claim], Scope())
    first = "mail, Evening Mail, 2021-03-02 has 15 where same, Day Letter, 2021-03-01 has 12"
    assert told == (f"Copies of one story differ: {first}. Read both.",)


async def test_nothing_is_told_of_sentences_that_agree_of_withheld_claims_and_of_copies_out_of_scope(store: Store):
    assert await differences(store, [await excerpt(store, "wire", 1)], Scope()) == []
    assert await differences(store, [await excerpt(store, "wire", 0)], Scope(as_of=date(2021, 3, 1))) == []
    claim = Claim("It sank.", "withheld", citations=(Citation("e1", await excerpt(store, "wire", 0)),))
    assert await figure_warnings(store, [claim], Scope()) == ()


async def test_an_answer_tells_of_other_figures_in_the_copies_of_what_it_rests_on(store: Store):
    assistant = Assistant(store, Settings())
    briefing = await assistant.ask("What happened to the Aurora off Porto?")
    assert briefing.grounding == "grounded"
    [warning] = briefing.warnings
    assert warning.startswith("Copies of one story differ: ")
    await assistant.close()


async def test_events_of_one_story_count_as_one_whatever_the_typesetting(store: Store):
    words = STORY.replace("Sunday, killing", "Sunday — killing").replace("Porto on", "Porto, on")
    documents = [made("typeset", words, date(2021, 3, 4), "Typesetter")]
    assert [taken.outcome async for taken in ingest(store, documents, workers=1)] == ["added"]
    found = [event for event in await store.events(EventQuery()) if "Aurora sank" in event.context]
    once = await told_once(store, found, lambda located: located.value.status)
    counts = {located.document.id: count for located, count in once}
    assert counts == {"same": 3, "mail": 1, "post": 1}
