"""The desk: keys that come in, conversations that are their owner's alone, and what survives a restart."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from assistant.errors import ConflictError, SchemaTooNewError, StoreError
from assistant.store.database import connect_writer
from assistant.store.desk_contract import Desk, StoredConversation, StoredTurn
from assistant.store.desk_keys import issue, key_named_in, opens
from assistant.store.opening import open_desk, open_store

NOW = datetime(2026, 5, 4, 3, 2, 1, tzinfo=UTC)


def told(ordinal: int, question: str, answer: str = "Cocoa [e1].", minutes: int = 0) -> StoredTurn:
    briefing: dict[str, Any] = {"question": question, "answer": answer, "claims": []}
    return StoredTurn(ordinal, question, briefing, answer, NOW + timedelta(minutes=minutes), ({"tool": "search"},))


def talk(owner: str = "ana", title: str = "Cocoa", *turns: StoredTurn, minutes: int = 0) -> StoredConversation:
    at = NOW + timedelta(minutes=minutes)
    ledger: dict[str, Any] = {"excerpts": [{"document": "geneva"}], "numbers": ["e1"]}
    return StoredConversation(uuid4().hex, owner, title, at, at, {"as_of": "2021-03-04"}, ledger, turns)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    opened = await open_desk(str(tmp_path))
    yield opened
    await opened.close()


# --- keys ---


async def test_a_key_comes_back_as_it_was_made_and_its_secret_stands_nowhere(desk: Desk, tmp_path: Path):
    key, secret = issue("Ana's laptop", ("read", "ask"), ("default", "embassy"), NOW)
    assert not await desk.has_keys()
    await desk.add_key(key)
    assert await desk.has_keys()
    assert await desk.key(key.id) == key
    assert await desk.keys() == [key]
    assert secret.encode() not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert key.sha256 not in repr(key)


async def test_a_revoked_key_stays_known_and_opens_nothing(desk: Desk):
    key, secret = issue("Ana", ("read",), None, NOW)
    await desk.add_key(key)
    assert opens(await desk.key(key.id), secret)
    assert await desk.revoke_key(key.id, NOW)
    assert not await desk.revoke_key(key.id, NOW)
    assert not await desk.revoke_key("00000000", NOW)
    assert not opens(await desk.key(key.id), secret)
    assert (await desk.keys())[0].revoked == NOW
    assert await desk.has_keys()


async def test_an_id_is_given_to_one_key_only(desk: Desk):
    key, _ = issue("Ana", ("read",), None, NOW)
    await desk.add_key(key)
    with pytest.raises(ConflictError):
        await desk.add_key(replace(key, name="Bo"))


def test_a_secret_opens_its_own_key_and_no_other():
    mine, secret = issue("Ana", ("read",), None, NOW)
    other, _ = issue("Bo", ("read",), None, NOW)
    assert key_named_in(secret) == mine.id
    assert opens(mine, secret)
    assert not opens(other, secret)
    assert not opens(None, secret)
    assert not opens(mine, secret[:-1])
    assert not opens(mine, "")
    assert not opens(mine, "\ud800")


@pytest.mark.parametrize(
    "text", ["", "att_", "att_0123abcd_", "Bearer x", "att_0123ABCD_" + "a" * 43, "\ud800", "é" * 60]
)
def test_what_is_no_secret_of_ours_names_no_key(text: str):
    assert key_named_in(text) is None


# --- conversations ---


async def test_a_conversation_comes_back_as_it_was_kept(desk: Desk):
    kept = talk("ana", "Cocoa", told(0, "Who met?"), told(1, "And then?"))
    await desk.start(kept)
    assert await desk.conversation("ana", kept.id) == kept


async def test_another_owners_conversation_is_like_none_at_all(desk: Desk):
    kept = talk("ana", "Cocoa", told(0, "Who met?"))
    await desk.start(kept)
    assert await desk.conversation("bo", kept.id) is None
    assert await desk.conversations("bo") == []
    assert await desk.conversations("bo", words="cocoa") == []
    assert await desk.conversations("bo", after=kept.id) == []
    assert not await desk.rename("bo", kept.id, "Mine")
    assert not await desk.delete("bo", kept.id)
    with pytest.raises(ConflictError, match="deleted meanwhile"):
        await desk.keep_turn("bo", kept.id, told(1, "Mine?"), ledger={}, version=0)
    with pytest.raises(ConflictError):
        await desk.start(replace(kept, owner="bo"))
    assert await desk.conversation("ana", kept.id) == kept


async def test_a_turn_is_kept_with_its_ledger_and_raises_the_version(desk: Desk):
    kept = talk()
    await desk.start(kept)
    ledger = {"excerpts": [], "numbers": ["e2"]}
    version = await desk.keep_turn("ana", kept.id, told(0, "Who?", minutes=5), ledger=ledger, version=0)
    found = await desk.conversation("ana", kept.id)
    assert found == replace(
        kept, turns=(told(0, "Who?", minutes=5),), ledger=ledger, version=version, updated=NOW + timedelta(minutes=5)
    )


async def test_a_question_asked_anew_takes_the_place_of_all_that_followed(desk: Desk):
    kept = talk("ana", "Cocoa", *(told(number, f"Question {number}?") for number in range(4)))
    await desk.start(kept)
    await desk.keep_turn("ana", kept.id, told(1, "Asked anew?"), ledger=kept.ledger, version=0)
    found = await desk.conversation("ana", kept.id)
    assert found is not None
    assert [turn.question for turn in found.turns] == ["Question 0?", "Asked anew?"]


async def test_of_two_turns_at_once_the_later_is_told(desk: Desk):
    kept = talk()
    await desk.start(kept)
    outcomes = await asyncio.gather(
        *(desk.keep_turn("ana", kept.id, told(0, f"{n}?"), ledger={}, version=0) for n in range(4)),
        return_exceptions=True,
    )
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["ConflictError"] * 3 + ["int"]
    found = await desk.conversation("ana", kept.id)
    assert found is not None
    assert len(found.turns) == 1


@pytest.mark.parametrize("ordinal", [-1, 1, 7])
async def test_a_turn_without_a_place_is_refused(desk: Desk, ordinal: int):
    kept = talk()
    await desk.start(kept)
    with pytest.raises(ConflictError):
        await desk.keep_turn("ana", kept.id, told(ordinal, "?"), ledger={}, version=0)


async def test_a_conversation_can_be_renamed_and_removed(desk: Desk):
    kept = talk("ana", "Cocoa", told(0, "Who?"))
    await desk.start(kept)
    assert await desk.rename("ana", kept.id, "Timber")
    assert [head.title for head in await desk.conversations("ana", words="timber")] == ["Timber"]
    assert await desk.delete("ana", kept.id)
    assert await desk.conversation("ana", kept.id) is None
    assert not await desk.delete("ana", kept.id)
    await desk.start(kept)
    assert await desk.conversation("ana", kept.id) == kept


async def test_conversations_come_last_written_first_page_by_page(desk: Desk):
    kept = [talk("ana", f"Title {number}", minutes=number // 2) for number in range(7)]
    for conversation in kept:
        await desk.start(conversation)
    await desk.start(talk("bo", "Another's", minutes=3))
    first = await desk.conversations("ana", limit=3)
    second = await desk.conversations("ana", limit=3, after=first[-1].id)
    third = await desk.conversations("ana", limit=3, after=second[-1].id)
    assert [head.id for head in [*first, *second, *third]] == [conversation.id for conversation in reversed(kept)]
    assert await desk.conversations("ana", after=third[-1].id) == []


async def test_conversations_are_found_by_words_of_title_question_and_answer(desk: Desk):
    await desk.start(talk("ana", "Timber in Lagos", told(0, "Who met Wałęsa?", "Okoro's aide did [e1].")))
    await desk.start(talk("ana", "Fish", told(0, "Who fished?"), told(1, "Where?", "In Porto.")))

    async def titles(words: str) -> list[str]:
        return [head.title for head in await desk.conversations("ana", words=words)]

    assert await titles("lagos TIMBER") == ["Timber in Lagos"]
    assert await titles("walesa okoro") == ["Timber in Lagos"]
    assert await titles("port") == ["Fish"]
    assert await titles("fished porto") == []  # in different turns
    assert await titles("%") == []
    assert len(await titles(" ")) == 2


# --- many at once ---


async def test_what_is_written_at_once_is_each_whole_or_not_at_all(desk: Desk, tmp_path: Path):
    kept = [talk("ana", f"Title {number}", told(0, "Who?")) for number in range(30)]
    twice = [kept[3], kept[7]]
    outcomes = await asyncio.gather(*(desk.start(one) for one in [*kept, *twice]), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [type(None)] * 30 + [ConflictError] * 2
    await desk.close()
    again = await open_desk(str(tmp_path))
    assert len(await again.conversations("ana", limit=100)) == 30
    assert await again.conversation("ana", kept[3].id) == kept[3]
    await again.close()


async def test_a_write_whose_caller_left_is_done_and_harms_no_other(desk: Desk):
    left, stayed = talk("ana", "Left"), talk("ana", "Stayed")
    first = asyncio.create_task(desk.start(talk("ana", "First")))
    leaving = asyncio.create_task(desk.start(left))
    staying = asyncio.create_task(desk.start(stayed))
    await asyncio.sleep(0)
    leaving.cancel()
    await asyncio.gather(first, leaving, staying, return_exceptions=True)
    assert {head.title for head in await desk.conversations("ana")} == {"First", "Left", "Stayed"}


async def test_what_was_asked_for_is_written_before_the_desk_closes(desk: Desk, tmp_path: Path):
    writing = [asyncio.create_task(desk.start(talk())) for _ in range(5)]
    await asyncio.sleep(0)
    await desk.close()
    await asyncio.gather(*writing)
    again = await open_desk(str(tmp_path))
    assert len(await again.conversations("ana")) == 5
    await again.close()


async def test_when_the_file_fails_everyone_who_waits_is_told(desk: Desk):
    await desk.close()
    outcomes = await asyncio.gather(*(desk.start(talk()) for _ in range(3)), return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [StoreError] * 3


# --- the file ---


async def test_what_was_kept_is_there_after_a_restart(tmp_path: Path):
    desk = await open_desk(str(tmp_path / "store"))
    key, _ = issue("Ana", ("read",), None, NOW)
    kept = talk("ana", "Cocoa", told(0, "Who?"))
    await desk.add_key(key)
    await desk.start(kept)
    await desk.close()
    again = await open_desk(str(tmp_path / "store"), create=False)
    assert await again.key(key.id) == key
    assert await again.conversation("ana", kept.id) == kept
    await again.close()
    with pytest.raises(StoreError, match="closed"):
        await again.keys()


async def test_another_process_sees_a_key_at_once(desk: Desk, tmp_path: Path):
    program = (
        "import asyncio, sys; from datetime import UTC, datetime\n"
        "from assistant.store.desk_keys import issue; from assistant.store.opening import open_desk\n"
        "async def main():\n"
        "    desk = await open_desk(sys.argv[1])\n"
        "    await desk.add_key(issue('Bo', ('read',), None, datetime.now(UTC))[0])\n"
        "    await desk.close()\n"
        "asyncio.run(main())"
    )
    assert not await desk.has_keys()
    root = Path(__file__).resolve().parents[2]
    await asyncio.to_thread(subprocess.run, [sys.executable, "-c", program, str(tmp_path)], check=True, cwd=root)
    assert [key.name for key in await desk.keys()] == ["Bo"]


async def test_a_store_can_be_made_beside_a_desk_and_a_desk_beside_a_store(tmp_path: Path):
    desk = await open_desk(str(tmp_path / "one"))
    store = await open_store(str(tmp_path / "one"), create=True)
    await desk.start(talk())
    assert (await store.status()).documents == 0
    await store.close()
    await desk.close()


async def test_a_desk_is_its_owners_alone_to_read(tmp_path: Path):
    desk = await open_desk(str(tmp_path / "one"))
    await desk.start(talk())
    assert {path.stat().st_mode & 0o077 for path in (tmp_path / "one").iterdir()} == {0}
    await desk.close()


async def test_a_desk_is_not_made_where_none_is_asked_for(tmp_path: Path):
    with pytest.raises(StoreError, match="no keys and no conversations"):
        await open_desk(str(tmp_path / "none"), create=False)
    assert not (tmp_path / "none").exists()


async def test_a_desk_that_is_none_is_told(tmp_path: Path):
    (tmp_path / "desk.db").write_bytes(b"not a database " * 100)
    with pytest.raises(StoreError, match="is not an Attaché store"):
        await open_desk(str(tmp_path))
    with pytest.raises(StoreError, match="is a file"):
        await open_desk(str(tmp_path / "desk.db"))


async def test_a_foreign_database_and_a_newer_desk_are_left_alone(tmp_path: Path):
    for version, error in ((0, StoreError), (99, SchemaTooNewError)):
        file = tmp_path / str(version) / "desk.db"
        file.parent.mkdir()
        connection = connect_writer(file, create=True)
        connection.run("CREATE TABLE other (x)")
        if version:
            connection.pragma("application_id", 0x41747444)
            connection.pragma("user_version", version)
        connection.close()
        before = file.read_bytes()
        with pytest.raises(error):
            await open_desk(str(file.parent))
        assert file.read_bytes() == before


async def test_many_may_make_the_same_desk_at_once(tmp_path: Path):
    desks = await asyncio.gather(*(open_desk(str(tmp_path / "one")) for _ in range(8)))
    await asyncio.gather(*(desk.start(talk()) for desk in desks))
    assert len(await desks[0].conversations("ana")) == 8
    for desk in desks:
        await desk.close()
