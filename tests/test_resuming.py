"""Conversations taken up again: ids and numbers keep their meaning, and what has changed carries nothing."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.app import Assistant
from assistant.conversation import Conversation
from assistant.doors.forms import briefing_form
from assistant.ingest import ingest
from assistant.ledger import Ledger
from assistant.resuming import CHANGED, resume, scope_from_json, scope_to_json, with_withdrawn
from assistant.settings import Settings
from assistant.store.contract import Store
from assistant.store.desk_contract import StoredConversation, StoredTurn
from assistant.store.opening import open_store
from assistant.types import Citation, Document, Excerpt, Scope
from tests.support.documents import documents, made

NOW = datetime(2026, 5, 4, tzinfo=UTC)
WORDS = st.text(max_size=12)
DAYS = st.none() | st.dates()
EXCERPTS = st.builds(
    Excerpt,
    document=WORDS,
    start=st.integers(0, 9),
    end=st.integers(10, 19),
    text=WORDS,
    sha256=WORDS,
    title=st.none() | WORDS,
    source=st.none() | WORDS,
    date=DAYS,
    flags=st.lists(WORDS, max_size=2).map(tuple),
    source_type=st.sampled_from([None, "official", "social"]),
    language=st.none() | WORDS,
    url=st.none() | WORDS,
    page=st.none() | st.integers(1, 9),
    collection=WORDS,
)
SCOPES = st.builds(
    Scope,
    as_of=DAYS,
    lo=DAYS,
    hi=DAYS,
    sources=st.lists(WORDS, max_size=2).map(tuple),
    collections=st.none() | st.lists(WORDS, max_size=2).map(tuple),
)


def through_json(form: dict[str, Any]) -> dict[str, Any]:
    return json.loads(json.dumps(form))


# --- laws ---


@settings(max_examples=60, deadline=None)
@given(st.lists(EXCERPTS, max_size=6), st.lists(EXCERPTS, max_size=3), st.data())
def test_ids_and_numbers_mean_after_a_restart_what_they_meant_before(
    first: list[Excerpt], later: list[Excerpt], data: st.DataObject
):
    before = Ledger()
    cited = [citation.id for citation in before.enter(first)]
    for identifier in data.draw(st.lists(st.sampled_from(cited), max_size=6)) if cited else ():
        before.number(identifier)
    after = Ledger.from_json(through_json(before.to_json()))
    assert after.citations == before.citations
    assert after.to_json() == before.to_json()
    assert after.enter(later) == before.enter(later)
    assert [after.number(name) for name in sorted(after.ids)] == [before.number(name) for name in sorted(before.ids)]


@settings(max_examples=60, deadline=None)
@given(SCOPES)
def test_a_scope_means_after_a_restart_what_it_meant_before(scope: Scope):
    assert scope_from_json(through_json(scope_to_json(scope))) == scope


# --- over a store that changes ---


@pytest.fixture
async def store(store_url: str) -> AsyncIterator[Store]:
    opened = await open_store(store_url, create=True)
    await put(opened, *documents())
    yield opened
    await opened.close()


async def put(store: Store, *changed: Document) -> None:
    assert [taken.outcome async for taken in ingest(store, changed, workers=1) if taken.outcome == "refused"] == []


async def kept(
    store: Store, question: str = "What did Okoro say about cocoa?"
) -> tuple[StoredConversation, Conversation]:
    """A conversation of one turn, as it is kept and as it was."""
    conversation = Conversation()
    briefing = await Assistant(store, Settings()).ask(question, conversation)
    assert briefing.grounding != "none"
    for claim in briefing.claims:
        for citation in claim.citations:
            conversation.ledger.number(citation.id)
    turn = StoredTurn(0, question, through_json(briefing_form(briefing)), conversation.turns[0].answer, NOW)
    ledger = through_json(conversation.ledger.to_json())
    return StoredConversation("0" * 32, "ana", question, NOW, NOW, {}, ledger, (turn,)), conversation


def cited_form(briefing: dict[str, Any]) -> dict[str, Any]:
    """The first citation that something holds by."""
    return next(claim["citations"][0] for claim in briefing["claims"] if claim["status"] == "supported")


def cited(stored: StoredConversation) -> Citation:
    form = cited_form(stored.turns[0].briefing)
    found = next(c for c in Ledger.from_json(stored.ledger).citations if c.id == form["id"])
    assert found.excerpt.text == form["text"]
    return found


async def test_over_an_unchanged_record_everything_can_still_be_cited(store: Store):
    stored, conversation = await kept(store)
    again = await resume(stored, store)
    assert again.turns == conversation.turns
    assert again.scope == conversation.scope
    assert again.ledger.citations == conversation.ledger.citations
    assert again.ledger.ids == conversation.ledger.ids
    assert again.ledger.withdrawn == frozenset()


def longer(document: Document) -> Document:
    return made(document.id, document.text + "\n\nA correction follows.", date(2021, 3, 4), document.source or "")


def renamed(document: Document) -> Document:
    return replace(document, title="Another title")


def redated(document: Document) -> Document:
    return replace(document, date=date(2021, 3, 5))


@pytest.mark.parametrize("change", [longer, renamed, redated])
async def test_what_was_replaced_stays_shown_and_carries_nothing_more(store: Store, change: Any):
    stored, _ = await kept(store)
    citation = cited(stored)
    document = await store.document(citation.excerpt.document)
    assert document is not None
    await put(store, change(document))
    again = await resume(stored, store)
    assert again.ledger.get(citation.id) is None
    assert citation.id not in again.ledger.ids
    assert citation in again.ledger.citations
    assert f"[{citation.id}]" not in again.turns[0].answer
    assert again.turns[0].answer.endswith(CHANGED)
    shown = with_withdrawn(stored.turns[0].briefing, again.ledger.withdrawn)
    assert cited_form(shown) == cited_form(stored.turns[0].briefing) | {"current": False}


async def test_what_a_tool_finds_now_gets_an_id_and_a_number_of_its_own(store: Store):
    stored, _ = await kept(store)
    citation = cited(stored)
    document = await store.document(citation.excerpt.document)
    assert document is not None
    await put(store, longer(document))
    again = await resume(stored, store)
    old = again.ledger.number(citation.id)
    known = {entry.id for entry in again.ledger.citations}
    briefing = await Assistant(store, Settings()).ask(stored.title, again)
    fresh = {entry.id for claim in briefing.claims for entry in claim.citations}
    assert fresh
    assert fresh.isdisjoint(known)
    assert again.ledger.number(citation.id) == old
    assert all(again.ledger.number(identifier) > old for identifier in fresh)


async def test_a_forgotten_document_is_withdrawn_and_comes_back_with_its_id_when_it_is_ingested_again(store: Store):
    stored, _ = await kept(store)
    citation = cited(stored)
    document = await store.document(citation.excerpt.document)
    assert document is not None
    await store.forget(document.id)
    again = await resume(stored, store)
    assert again.ledger.get(citation.id) is None
    await put(store, document)
    assert again.ledger.enter([citation.excerpt]) == (citation,)  # as a tool's result would
    assert again.ledger.get(citation.id) == citation
    assert (await resume(stored, store)).ledger.get(citation.id) == citation


async def test_what_may_be_seen_no_longer_is_withdrawn(store: Store):
    stored, _ = await kept(store)
    citation = cited(stored)
    assert (await resume(stored, store, Scope(collections=("default",)))).ledger.get(citation.id) == citation
    for narrower in (Scope(collections=("other",)), Scope(collections=()), Scope(as_of=date(2000, 1, 1))):
        again = await resume(stored, store, narrower)
        assert again.scope == narrower
        assert again.ledger.ids == frozenset()


async def test_a_briefing_over_an_unchanged_record_is_told_as_current(store: Store):
    stored, _ = await kept(store)
    form = with_withdrawn(stored.turns[0].briefing, ())
    assert {citation["current"] for claim in form["claims"] for citation in claim["citations"]} == {True}
    assert "current" not in form
