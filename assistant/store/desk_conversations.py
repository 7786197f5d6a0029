"""The rows of conversations and turns."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from assistant.errors import ConflictError
from assistant.reading.folding import fold
from assistant.store.conditions import Where
from assistant.store.desk_contract import ConversationHead, Json, StoredConversation, StoredTurn
from assistant.store.snapshot import Snapshot
from assistant.store.sqlite import Row, Sqlite

_MOST_WORDS = 16


def start(connection: Sqlite, conversation: StoredConversation) -> None:
    """Write a new conversation. Raises ConflictError when its id is taken, whoever has it."""
    if connection.row("SELECT 1 FROM conversations WHERE id = ?", (conversation.id,)):
        raise ConflictError("There is a conversation of this id already; start another.")
    connection.run(
        "INSERT INTO conversations (id, owner, title, folded, created, updated, version, scope, ledger)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            conversation.id,
            conversation.owner,
            conversation.title,
            _folded(conversation.title),
            conversation.created.isoformat(),
            conversation.updated.isoformat(),
            conversation.version,
            json.dumps(conversation.scope),
            json.dumps(conversation.ledger),
        ),
    )
    key = connection.last_key
    for turn in conversation.turns:
        _write_turn(connection, key, turn)


def keep_turn(connection: Sqlite, owner: str, identifier: str, turn: StoredTurn, ledger: Json, version: int) -> int:
    """Write a turn in place of those from its ordinal on. Raises ConflictError; see `Desk.keep_turn`."""
    row = connection.row(
        "SELECT key, version, (SELECT count(*) FROM turns t WHERE t.conversation = c.key) FROM conversations c"
        " WHERE owner = ? AND id = ?",
        (owner, identifier),
    )
    if row is None:
        raise ConflictError("The conversation was deleted meanwhile; the answer is not kept.")
    key, found, count = row
    if found != version or not 0 <= turn.ordinal <= count:
        raise ConflictError("The conversation was continued elsewhere meanwhile; load it again and ask again.")
    connection.run("DELETE FROM turns WHERE conversation = ? AND ordinal >= ?", (key, turn.ordinal))
    _write_turn(connection, key, turn)
    connection.run(
        "UPDATE conversations SET version = ?, updated = ?, ledger = ? WHERE key = ?",
        (version + 1, turn.created.isoformat(), json.dumps(ledger), key),
    )
    return version + 1


def rename(connection: Sqlite, owner: str, identifier: str, title: str) -> bool:
    """Write another title; False when the owner has no such conversation."""
    row = connection.row(
        "UPDATE conversations SET title = ?, folded = ? WHERE owner = ? AND id = ? RETURNING key",
        (title, _folded(title), owner, identifier),
    )
    return row is not None


def delete(connection: Sqlite, owner: str, identifier: str) -> bool:
    """Remove a conversation and its turns; False when the owner has no such conversation."""
    row = connection.row("DELETE FROM conversations WHERE owner = ? AND id = ? RETURNING key", (owner, identifier))
    return row is not None


def heads(snapshot: Snapshot, owner: str, words: str, limit: int, after: str) -> list[ConversationHead]:
    """The owner's conversations, the one written last first."""
    where = Where(("c.owner = ?", (owner,)))
    wanted = _folded(words).split()[:_MOST_WORDS]
    if words.strip() and not wanted:
        return []  # signs alone are found nowhere
    if wanted:
        _has_all(where, wanted)
    if after:
        # the row comparison follows the order; an id of nobody or of another owner has no later ones
        where.add(
            "(c.updated, c.key) < (SELECT a.updated, a.key FROM conversations a WHERE a.id = ? AND a.owner = ?)",
            after,
            owner,
        )
    rows = snapshot.rows(
        "SELECT c.id, c.title, c.created, c.updated, (SELECT count(*) FROM turns t WHERE t.conversation = c.key)"
        f" FROM conversations c WHERE {where.sql} ORDER BY c.updated DESC, c.key DESC LIMIT ?",
        (*where.values, limit),
    )
    return [
        ConversationHead(name, title, datetime.fromisoformat(created), datetime.fromisoformat(updated), turns)
        for name, title, created, updated, turns in rows
    ]


def one(snapshot: Snapshot, owner: str, identifier: str) -> StoredConversation | None:
    """The conversation with its turns, None when the owner has no such one."""
    rows = snapshot.rows(
        "SELECT key, id, owner, title, created, updated, scope, ledger, version FROM conversations"
        " WHERE owner = ? AND id = ?",
        (owner, identifier),
    )
    for key, name, whose, title, created, updated, scope, ledger, version in rows:
        return StoredConversation(
            name,
            whose,
            title,
            datetime.fromisoformat(created),
            datetime.fromisoformat(updated),
            json.loads(scope),
            json.loads(ledger),
            tuple(_turns(snapshot, key)),
            version,
        )
    return None


def _has_all(where: Where, words: list[str]) -> None:
    """Every word stands in the title, or every word in one turn."""
    in_title = " AND ".join(["instr(c.folded, ?)"] * len(words))
    in_turn = " AND ".join(["instr(t.folded, ?)"] * len(words))
    where.add(
        f"(({in_title}) OR EXISTS (SELECT 1 FROM turns t WHERE t.conversation = c.key AND {in_turn}))", *words, *words
    )


def _write_turn(connection: Sqlite, conversation: int, turn: StoredTurn) -> None:
    answer: Any = turn.briefing.get("answer", "")
    connection.run(
        "INSERT INTO turns (conversation, ordinal, question, remembered, created, folded, briefing, events)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            conversation,
            turn.ordinal,
            turn.question,
            turn.remembered,
            turn.created.isoformat(),
            _folded(f"{turn.question} {answer}"),
            json.dumps(turn.briefing),
            json.dumps(turn.events),
        ),
    )


def _turns(snapshot: Snapshot, conversation: int) -> list[StoredTurn]:
    rows = snapshot.rows(
        "SELECT ordinal, question, briefing, remembered, created, events FROM turns WHERE conversation = ?"
        " ORDER BY ordinal",
        (conversation,),
    )
    return [_turn(row) for row in rows]


def _turn(row: Row) -> StoredTurn:
    ordinal, question, briefing, remembered, created, events = row
    return StoredTurn(
        ordinal,
        question,
        json.loads(briefing),
        remembered,
        datetime.fromisoformat(created),
        tuple(json.loads(events)),
    )


def _folded(text: str) -> str:
    """What words are looked for in: each word by its key."""
    return " ".join(filter(None, map(fold, text.split())))
