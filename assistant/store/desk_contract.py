"""What a desk does: it keeps the keys that may come in, and each one's conversations.

A desk lies beside a store but has a file and a write lock of its own, so that no ingest holds up a conversation.
Every method on conversations takes the owner: another owner's conversation behaves like one that does not exist.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

Json = dict[str, Any]
KeyScope = Literal["read", "ask", "ingest"]
KEY_SCOPES: tuple[KeyScope, ...] = ("read", "ask", "ingest")

LOCAL_OWNER = "local"
"""Whose conversations they are where no keys are made."""


@dataclass(frozen=True, slots=True)
class Key:
    """Who may come in with a secret, and what for. The secret itself is kept nowhere, only its SHA-256.

    `collections` are the corpora that may be seen; None is all of them. Times are in UTC.
    """

    id: str
    name: str
    sha256: str = field(repr=False)
    scopes: frozenset[KeyScope]
    created: datetime
    collections: tuple[str, ...] | None = None
    revoked: datetime | None = None


@dataclass(frozen=True, slots=True)
class StoredTurn:
    """One finished turn. `ordinal` counts from 0.

    `briefing` is the answer in the form that `attache ask --json` prints, `remembered` what later turns see of it
    (`assistant.types.Turn.answer`), `events` what was done to get there, each a JSON object.
    """

    ordinal: int
    question: str
    briefing: Json
    remembered: str
    created: datetime
    events: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredConversation:
    """A conversation as it is kept. `id` is 32 hexadecimal digits, `owner` a key's id or `LOCAL_OWNER`.

    `scope` and `ledger` are the JSON forms of the conversation's `Scope` and `Ledger`, which the desk does not look
    into. `version` grows with every turn that is kept, so that of two writers at once the later one is told.
    """

    id: str
    owner: str
    title: str
    created: datetime
    updated: datetime
    scope: Json = field(default_factory=dict[str, Any])
    ledger: Json = field(default_factory=dict[str, Any])
    turns: tuple[StoredTurn, ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class ConversationHead:
    """A conversation without its turns; `turns` is their number."""

    id: str
    title: str
    created: datetime
    updated: datetime
    turns: int


class Desk(Protocol):
    """Keys and conversations. All methods raise `StoreError` when the desk's file fails.

    What a writing method did is on the disk when it returns.
    """

    # --- keys ---

    async def add_key(self, key: Key) -> None:
        """Keep a new key. Raises ConflictError when its id is taken."""
        ...

    async def keys(self) -> list[Key]:
        """Every key that was ever made, revoked ones too, oldest first."""
        ...

    async def key(self, identifier: str) -> Key | None:
        """The key with this id, revoked or not."""
        ...

    async def has_keys(self) -> bool:
        """Whether a key was ever made."""
        ...

    async def revoke_key(self, identifier: str, at: datetime) -> bool:
        """Let a key in no more from now on; False when there is none that is not revoked already."""
        ...

    # --- conversations ---

    async def start(self, conversation: StoredConversation) -> None:
        """Keep a new conversation, with its turns. Raises ConflictError when its id is taken."""
        ...

    async def conversations(
        self, owner: str, *, words: str = "", limit: int = 50, after: str = ""
    ) -> list[ConversationHead]:
        """The owner's conversations, the one written last first.

        `words` must all occur in the title, or in a question with its answer (letter case and marks do not count,
        parts of words do). `after` is the id of the last one of the page before.
        """
        ...

    async def conversation(self, owner: str, identifier: str) -> StoredConversation | None:
        """The conversation with all its turns, or None when the owner has none of this id."""
        ...

    async def keep_turn(self, owner: str, identifier: str, turn: StoredTurn, *, ledger: Json, version: int) -> int:
        """Keep a turn in place of those from its ordinal on, with the ledger as it is after it; the new version.

        `version` is that of the conversation the turn was run on. Raises ConflictError when the conversation has
        another one by now, is gone, or has no place for a turn with this ordinal.
        """
        ...

    async def rename(self, owner: str, identifier: str, title: str) -> bool:
        """Give a conversation another title; False when the owner has none of this id."""
        ...

    async def delete(self, owner: str, identifier: str) -> bool:
        """Remove a conversation with its turns; False when the owner has none of this id."""
        ...

    async def close(self) -> None:
        """Release files and threads; safe to call twice."""
        ...


__all__ = [
    "KEY_SCOPES",
    "LOCAL_OWNER",
    "ConversationHead",
    "Desk",
    "Json",
    "Key",
    "KeyScope",
    "StoredConversation",
    "StoredTurn",
]
