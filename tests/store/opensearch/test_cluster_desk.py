"""The desk on a cluster does what the embedded one does, and two of them see the same."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant.errors import ConflictError, StoreError
from assistant.store.desk_contract import Desk
from assistant.store.desk_keys import issue, opens
from assistant.store.opensearch.desk import open_cluster_desk
from tests.store import test_desk
from tests.store.test_desk import talk, told

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


ANY_DESK = (
    test_desk.test_a_conversation_can_be_renamed_and_removed,
    test_desk.test_a_conversation_comes_back_as_it_was_kept,
    test_desk.test_a_question_asked_anew_takes_the_place_of_all_that_followed,
    test_desk.test_a_revoked_key_stays_known_and_opens_nothing,
    test_desk.test_a_turn_is_kept_with_its_ledger_and_raises_the_version,
    test_desk.test_an_id_is_given_to_one_key_only,
    test_desk.test_another_owners_conversation_is_like_none_at_all,
    test_desk.test_conversations_are_found_by_words_of_title_question_and_answer,
    test_desk.test_conversations_come_last_written_first_page_by_page,
    test_desk.test_of_two_turns_at_once_the_later_is_told,
)


@pytest.fixture
async def desk(address: str) -> AsyncIterator[Desk]:
    opened = await open_cluster_desk(address, create=True)
    yield opened
    await opened.close()


@pytest.fixture
async def other(address: str, desk: Desk) -> AsyncIterator[Desk]:
    """The desk as another server sees it, made by the first."""
    assert not await desk.has_keys()
    opened = await open_cluster_desk(address, create=False)
    yield opened
    await opened.close()


@pytest.mark.parametrize("does", ANY_DESK, ids=lambda does: does.__name__)
async def test_it_does_what_any_desk_does(desk: Desk, does: Callable[[Desk], Awaitable[None]]):
    await does(desk)


@pytest.mark.parametrize("ordinal", [-1, 1, 7])
async def test_a_turn_without_a_place_is_refused(desk: Desk, ordinal: int):
    await test_desk.test_a_turn_without_a_place_is_refused(desk, ordinal)


async def test_a_key_comes_back_as_it_was_made(desk: Desk):
    key, _ = issue("Ana's laptop", ("read", "ask"), ("default", "embassy"), NOW)
    assert not await desk.has_keys()
    await desk.add_key(key)
    assert await desk.has_keys()
    assert await desk.key(key.id) == key
    assert await desk.keys() == [key]


async def test_a_key_revoked_on_one_server_is_refused_by_the_other_at_once(desk: Desk, other: Desk):
    key, secret = issue("Ana", ("read",), None, NOW)
    await desk.add_key(key)
    assert opens(await other.key(key.id), secret)
    assert await desk.revoke_key(key.id, NOW)
    assert not opens(await other.key(key.id), secret)


async def test_a_conversation_goes_on_at_the_other_server(desk: Desk, other: Desk):
    kept = talk()
    await desk.start(kept)
    version = 0
    for ordinal in range(6):
        on = (desk, other)[ordinal % 2]
        version = await on.keep_turn("ana", kept.id, told(ordinal, f"{ordinal}?"), ledger={}, version=version)
    for each in (desk, other):
        found = await each.conversation("ana", kept.id)
        assert found is not None
        assert [turn.question for turn in found.turns] == [f"{ordinal}?" for ordinal in range(6)]
        assert [head.turns for head in await each.conversations("ana")] == [6]


async def test_of_turns_at_two_servers_at_once_one_is_kept_and_the_other_is_told(desk: Desk, other: Desk):
    kept = talk()
    await desk.start(kept)
    outcomes = await asyncio.gather(
        *(
            each.keep_turn("ana", kept.id, told(0, f"{n}?"), ledger={}, version=0)
            for n in range(3)
            for each in (desk, other)
        ),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ConflictError"] * 5 + ["int"]


async def test_a_title_given_meanwhile_does_not_cost_a_turn(desk: Desk, other: Desk):
    kept = talk()
    await desk.start(kept)
    await asyncio.gather(
        desk.keep_turn("ana", kept.id, told(0, "Who?"), ledger={}, version=0),
        other.rename("ana", kept.id, "Timber"),
    )
    found = await desk.conversation("ana", kept.id)
    assert found is not None
    assert (found.title, [turn.question for turn in found.turns]) == ("Timber", ["Who?"])


async def test_an_id_that_is_taken_leaves_what_was_there(desk: Desk, other: Desk):
    kept = talk("ana", "Cocoa", told(0, "Who?"))
    await desk.start(kept)
    with pytest.raises(ConflictError):
        await other.start(replace(kept, title="Other"))
    assert await desk.conversation("ana", kept.id) == kept


async def test_a_desk_that_is_not_there_is_said_to_be_missing(new_address: str):
    with pytest.raises(StoreError, match="There is no store at"):
        await open_cluster_desk(new_address, create=False)
