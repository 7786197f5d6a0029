"""The tools over a real store: what they return stands on excerpts, and nothing outside the scope shows."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from assistant.app import Assistant
from assistant.errors import ToolArgumentsError
from assistant.ingest import ingest
from assistant.types import Scope
from tests.support.documents import documents, made

LATER = (
    "ABUJA – Former trade minister Samuel Okoro was named ambassador to Sweden on Monday.\n\n"
    "“I will miss Lagos,” Okoro said.\n\nTrade Minister Grace Bello met Samuel Eze on 4 May 2022."
)


async def add(assistant: Assistant, identifier: str, text: str, day: date, source: str) -> None:
    outcomes = [taken.outcome async for taken in ingest(assistant.store, [made(identifier, text, day, source)])]
    assert outcomes == ["added"]


@pytest.fixture
async def later(assistant: Assistant) -> Assistant:
    """The invented record with a later document in which people have other offices."""
    await add(assistant, "later", LATER, date(2022, 5, 10), "Lagos Courier")
    return assistant


EVERYTHING = Scope()


async def call(assistant: Assistant, tool: str, scope: Scope = EVERYTHING, /, **arguments: Any) -> Any:
    """A tool's result, each excerpt compared with its document; `from_` stands for the argument `from`."""
    given = {name.rstrip("_"): value for name, value in arguments.items()}
    result = await assistant.call(tool, given, scope)
    for excerpt in result.excerpts:
        stored = await assistant.store.document(excerpt.document, scope)
        assert stored is not None
        assert stored.text[excerpt.start : excerpt.end] == excerpt.text
    return result


async def test_an_entity_has_its_offices_with_the_days_the_record_shows_them(later: Assistant):
    found = await call(later, "entity_lookup", name="Okoro")
    assert found.name == "Samuel Okoro"
    offices = {(role.title, role.former): (role.first, role.to) for role in found.roles}
    assert offices["Nigerian Trade Minister", False] == (date(2021, 3, 4), date(2021, 3, 4))
    assert any(former for _, former in offices)


async def test_as_of_hides_a_later_office(later: Assistant):
    found = await call(later, "entity_lookup", name="Okoro", as_of="2021-12-31")
    assert not any(role.former for role in found.roles)
    assert (found.first, found.last) == (date(2021, 3, 4), date(2021, 7, 2))


async def test_an_office_gives_its_holders_by_the_first_day_shown(later: Assistant):
    found = await call(later, "entity_lookup", office="trade minister")
    held = [(holder.person, holder.former) for holder in found.holders]
    assert held.index(("Samuel Okoro", False)) < held.index(("Grace Bello", False))


async def test_a_first_name_of_two_people_gives_both_and_chooses_none(later: Assistant):
    found = await call(later, "entity_lookup", name="Samuel")
    assert found.name == ""
    assert {match.name for match in found.matches} == {"Samuel Okoro", "Samuel Eze"}


async def test_quotations_are_found_by_speaker_by_office_and_by_subject(later: Assistant):
    for arguments in ({"speaker": "Okoro"}, {"speaker": "trade minister"}, {"about": "cocoa"}):
        found = await call(later, "quote_retrieval", kind="direct", **arguments)
        assert "We start with cocoa and timber," in [quote.words for quote in found.quotes]


async def test_a_quotation_shows_the_office_its_own_document_gives(later: Assistant):
    found = await call(later, "quote_retrieval", speaker="Okoro", kind="direct")
    roles = {quote.words: quote.speaker.role for quote in found.quotes}
    assert roles["We start with cocoa and timber,"] == "Nigerian Trade Minister"
    assert roles["I will miss Lagos,"] != "Nigerian Trade Minister"


async def test_a_reprint_counts_once_and_shows_the_first_publication(assistant: Assistant):
    original = next(document for document in documents() if document.id == "geneva")
    await add(assistant, "reprint", original.text, date(2021, 3, 9), "Copy Daily")
    quotes = (await call(assistant, "quote_retrieval", about="cocoa", kind="direct")).quotes
    events = (await call(assistant, "timeline_slice", from_="2021-03-03", to="2021-03-03")).events
    for item in (*quotes, *events):
        assert item.documents == 2
    result = await call(assistant, "quote_retrieval", about="cocoa", kind="direct")
    assert {excerpt.document for excerpt in result.excerpts} == {"geneva"}


async def test_a_timeline_is_in_order_and_keeps_plans_apart(later: Assistant):
    found = await call(later, "timeline_slice", from_="2021-01-01", to="2022-12-31", days=3)
    days = [event.date.lo for event in found.events]
    assert days == sorted(days)
    statuses = {event.date.lo: event.status for event in found.events}
    assert statuses[date(2021, 3, 3)] == "happened"
    assert statuses[date(2021, 9, 1)] == "planned"
    assert [day.date for day in found.days] == sorted(day.date for day in found.days)
    assert date(2021, 3, 3) in {day.date for day in found.days}


async def test_each_truncation_says_so(later: Assistant):
    assert (await call(later, "timeline_slice", limit=1)).truncated
    assert (await call(later, "quote_retrieval", limit=1)).truncated
    assert (await call(later, "passage_search", query="Okoro", limit=1)).truncated
    assert not (await call(later, "passage_search", query="cocoa", limit=50)).truncated


async def test_open_document_gives_whole_sentences_around_a_place(later: Assistant):
    found = await call(later, "open_document", document="geneva", offset=200, length=80)
    (excerpt,) = found.excerpts
    assert excerpt.text.endswith((".", "”"))
    assert found.truncated
    assert (await call(later, "open_document", document="no such")).note


async def test_no_tool_sees_beyond_the_scope(later: Assistant):
    scope = Scope(as_of=date(2021, 3, 31), sources=("Nordic Wire",))
    for tool, arguments in (
        ("passage_search", {"query": "Okoro timber Lagos"}),
        ("entity_lookup", {"name": "Samuel Okoro"}),
        ("timeline_slice", {}),
        ("quote_retrieval", {}),
    ):
        result = await call(later, tool, scope, **arguments)
        assert {excerpt.document for excerpt in result.excerpts} <= {"geneva"}
    assert (await call(later, "open_document", scope, document="quota")).excerpts == ()


@pytest.mark.parametrize("arguments", [{}, {"name": "x", "office": "y"}, {"name": "x", "unknown": 1}])
async def test_arguments_that_do_not_fit_are_refused(assistant: Assistant, arguments: dict[str, object]):
    with pytest.raises(ToolArgumentsError):
        await assistant.call("entity_lookup", arguments)


@pytest.mark.parametrize("name", ["Minister Okoro", "Trade Minister Samuel Okoro", "Mr Okoro"])
async def test_a_title_before_a_name_is_passed_over(assistant: Assistant, name: str):
    assert (await call(assistant, "entity_lookup", name=name)).name == "Samuel Okoro"


async def test_a_state_is_found_under_each_of_its_names(assistant: Assistant):
    await add(
        assistant, "us", "WASHINGTON – The United States and Sweden signed a pact on 3 May 2021.", date(2021, 5, 4), "A"
    )
    await add(assistant, "us2", "Sweden and the US met on 9 May 2021. The U.S. agreed.", date(2021, 5, 10), "B")
    for name in ("the US", "United States", "USA", "the United States"):
        found = await call(assistant, "timeline_slice", entity=name)
        assert {event.date.lo for event in found.events} == {date(2021, 5, 3), date(2021, 5, 9)}


async def test_a_picked_day_shows_its_events_also_beyond_the_limit(later: Assistant):
    found = await call(later, "timeline_slice", days=3, limit=1)
    assert all(day.events for day in found.days)
    for day in found.days:
        assert all(found.events[index].date.lo == day.date for index in day.events)
