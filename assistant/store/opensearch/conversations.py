"""Conversations, as records of the engine: a head that names its turns, and a record for each turn.

A turn is written first and seen when the head names it, which is one last write, made only over the head that was read.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any

from assistant.errors import ConflictError, StoreBusyError, StoreError
from assistant.reading.folding import fold
from assistant.store.desk_contract import ConversationHead, StoredConversation, StoredTurn
from assistant.store.desk_contract import Json as JsonObject
from assistant.store.opensearch.changing import bulk, change, remove_after, write_after
from assistant.store.opensearch.cluster import Cluster, Json
from assistant.store.opensearch.mappings import CONVERSATIONS, TURNS
from assistant.store.opensearch.packing import key_of, term
from assistant.store.opensearch.scoping import all_of

_MOST_WORDS = 16
_TRIES = 50
_PAGE = 500
_LISTED = ["id", "turns", "value.title", "value.created", "value.updated"]


async def start(cluster: Cluster, conversation: StoredConversation) -> None:
    """Write a new conversation. Raises ConflictError when its id is taken, whoever has it."""
    turns = {secrets.token_hex(16): turn for turn in conversation.turns}
    await bulk(cluster, TURNS, {key: _turn_body(key, conversation.id, turn) for key, turn in turns.items()})
    value: Json = {
        "title": conversation.title,
        "created": conversation.created.isoformat(),
        "updated": conversation.updated.isoformat(),
        "version": conversation.version,
        "scope": conversation.scope,
        "ledger": conversation.ledger,
        "turns": [[key, _folded_turn(turn)] for key, turn in turns.items()],
    }
    head = {"id": conversation.id, "owner": term(conversation.owner), "place": time.time_ns()}
    if not await write_after(cluster, CONVERSATIONS, key_of(conversation.id), _indexed(head, value), None):
        await bulk(cluster, TURNS, dict.fromkeys(turns))
        raise ConflictError("There is a conversation of this id already; start another.")


async def keep_turn(
    cluster: Cluster, owner: str, identifier: str, turn: StoredTurn, ledger: JsonObject, version: int
) -> int:
    """Write a turn in place of those from its ordinal on. Raises ConflictError; see `Desk.keep_turn`."""
    key, is_written = secrets.token_hex(16), False
    for _ in range(_TRIES):
        kept = await _of(cluster, owner, identifier)
        try:
            before = _fitting(kept, turn, version)
        except ConflictError:
            await bulk(cluster, TURNS, {key: None} if is_written else {})
            raise
        if not is_written:
            await bulk(cluster, TURNS, {key: _turn_body(key, identifier, turn)})
            is_written = True
        value: Json = {
            **before["_source"]["value"],
            "version": version + 1,
            "updated": turn.created.isoformat(),
            "ledger": ledger,
        }
        replaced = [name for name, _ in value["turns"][turn.ordinal :]]
        value["turns"] = [*value["turns"][: turn.ordinal], [key, _folded_turn(turn)]]
        body = _indexed(before["_source"], value)
        if await write_after(cluster, CONVERSATIONS, key_of(identifier), body, before):
            await bulk(cluster, TURNS, dict.fromkeys(replaced))
            return version + 1
    raise StoreBusyError("Others change this conversation all the time; ask again later.")


async def rename(cluster: Cluster, owner: str, identifier: str, title: str) -> bool:
    """Write another title; False when the owner has no such conversation."""

    def renamed(kept: Json | None) -> Json | None:
        if kept is None or kept["owner"] != term(owner):
            return None
        return {**kept, "value": {**kept["value"], "title": title}}

    return await change(cluster, CONVERSATIONS, key_of(identifier), renamed)


async def delete(cluster: Cluster, owner: str, identifier: str) -> bool:
    """Remove a conversation and its turns; False when the owner has no such conversation."""
    while (kept := await _of(cluster, owner, identifier)) is not None:
        if await remove_after(cluster, CONVERSATIONS, key_of(identifier), kept):
            await cluster.refresh(TURNS)
            own = cluster.every(TURNS, all_of([{"term": {"conversation": term(identifier)}}]), "turn", ["turn"])
            await bulk(cluster, TURNS, {hit["_id"]: None async for hit in own})
            return True
    return False


async def heads(cluster: Cluster, owner: str, words: str, limit: int, after: str) -> list[ConversationHead]:
    """The owner's conversations, the one written last first."""
    wanted = _folded(words).split()[:_MOST_WORDS]
    if (words.strip() and not wanted) or limit < 1:
        return []  # signs alone are found nowhere
    last = await _of(cluster, owner, after) if after else None
    if after and last is None:
        return []
    found: list[ConversationHead] = []
    async for hit in _newest(cluster, owner, last, with_words=bool(wanted)):
        source = hit["_source"]
        if not wanted or _has_all(source["value"], wanted):
            found.append(_head(source))
        if len(found) == limit:
            break
    return found


async def one(cluster: Cluster, owner: str, identifier: str) -> StoredConversation | None:
    """The conversation with its turns, None when the owner has no such one."""
    for _ in range(_TRIES):
        if (kept := await _of(cluster, owner, identifier)) is None:
            return None
        value = kept["_source"]["value"]
        keys = [key for key, _ in value["turns"]]
        turns = await cluster.get_many(TURNS, keys)
        if all(key in turns for key in keys):  # else one was replaced after the head was read
            told = tuple(_turn(turns[key]["_source"]["value"]) for key in keys)
            return _conversation(owner, identifier, value, told)
    raise StoreError(f"A turn of the conversation is missing at {cluster.shown}; restore a snapshot.")


async def _of(cluster: Cluster, owner: str, identifier: str) -> Json | None:
    """The head as it was written last, None where the owner has none."""
    kept = await cluster.get(CONVERSATIONS, key_of(identifier))
    return None if kept is None or kept["_source"]["owner"] != term(owner) else kept


async def _newest(cluster: Cluster, owner: str, last: Json | None, *, with_words: bool) -> AsyncIterator[Json]:
    """The owner's heads after this one, the one written last first."""
    await cluster.refresh(CONVERSATIONS)
    place = None if last is None else [last["_source"]["updated"], last["_source"]["place"]]
    while True:
        body: Json = {
            "size": _PAGE,
            "query": all_of([{"term": {"owner": term(owner)}}]),
            "sort": [{"updated": "desc"}, {"place": "desc"}],
            "_source": [*_LISTED, "value.turns"] if with_words else _LISTED,
        }
        if place is not None:
            body["search_after"] = place
        hits: list[Json] = (await cluster.search(CONVERSATIONS, body))["hits"]["hits"]
        for hit in hits:
            yield hit
        if len(hits) < _PAGE:
            return
        place = hits[-1]["sort"]


def _fitting(kept: Json | None, turn: StoredTurn, version: int) -> Json:
    if kept is None:
        raise ConflictError("The conversation was deleted meanwhile; the answer is not kept.")
    value = kept["_source"]["value"]
    if value["version"] != version or not 0 <= turn.ordinal <= len(value["turns"]):
        raise ConflictError("The conversation was continued elsewhere meanwhile; load it again and ask again.")
    return kept


def _has_all(value: Json, wanted: Sequence[str]) -> bool:
    """Every word stands in the title, or every word in one turn."""
    texts = (_folded(value["title"]), *(folded for _, folded in value["turns"]))
    return any(all(word in text for word in wanted) for text in texts)


def _indexed(head: Json, value: Json) -> Json:
    """A conversation with the fields it is found by."""
    found_by = {name: head[name] for name in ("id", "owner", "place")}
    return {**found_by, "updated": value["updated"], "turns": len(value["turns"]), "value": value}


def _head(source: Json) -> ConversationHead:
    value = source["value"]
    created, updated = datetime.fromisoformat(value["created"]), datetime.fromisoformat(value["updated"])
    return ConversationHead(source["id"], value["title"], created, updated, source["turns"])


def _conversation(owner: str, identifier: str, value: Json, turns: tuple[StoredTurn, ...]) -> StoredConversation:
    return StoredConversation(
        identifier,
        owner,
        value["title"],
        datetime.fromisoformat(value["created"]),
        datetime.fromisoformat(value["updated"]),
        value["scope"],
        value["ledger"],
        turns,
        value["version"],
    )


def _turn_body(key: str, conversation: str, turn: StoredTurn) -> Json:
    value: Json = {
        "ordinal": turn.ordinal,
        "question": turn.question,
        "briefing": turn.briefing,
        "remembered": turn.remembered,
        "created": turn.created.isoformat(),
        "events": turn.events,
    }
    return {"turn": key, "conversation": term(conversation), "value": value}


def _turn(value: Json) -> StoredTurn:
    return StoredTurn(
        value["ordinal"],
        value["question"],
        value["briefing"],
        value["remembered"],
        datetime.fromisoformat(value["created"]),
        tuple(value["events"]),
    )


def _folded_turn(turn: StoredTurn) -> str:
    answer: Any = turn.briefing.get("answer", "")
    return _folded(f"{turn.question} {answer}")


def _folded(text: str) -> str:
    """What words are looked for in: each word by its key."""
    return " ".join(filter(None, map(fold, text.split())))
