"""A desk on a cluster of OpenSearch: any number of servers see the same keys and conversations at once.

What is read by its id is read as it was written last, by whichever server; nothing is kept here in between.
"""

from __future__ import annotations

from datetime import datetime

from assistant.store.desk_contract import ConversationHead, Json, Key, StoredConversation, StoredTurn
from assistant.store.opensearch import conversations as talks
from assistant.store.opensearch import keyring
from assistant.store.opensearch.cluster import Cluster
from assistant.store.opensearch.indexes import open_indexes
from assistant.store.opensearch.mappings import DESK_INDEXES


async def open_cluster_desk(url: str, *, create: bool) -> OpenSearchDesk:
    """The desk of the store at `url`, made when there is none and `create` says so.

    Raises SettingsError for an address that cannot be read, StoreError where the cluster or the desk is not there.
    """
    return OpenSearchDesk(await open_indexes(url, DESK_INDEXES, create=create))


class OpenSearchDesk:
    """A `Desk` on a cluster. Made by `open_cluster_desk`; usable from one event loop at a time."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self._has_keys = False

    async def add_key(self, key: Key) -> None:
        """Keep a new key; see `Desk.add_key`."""
        await keyring.add(self._cluster, key)

    async def keys(self) -> list[Key]:
        """Every key; see `Desk.keys`."""
        return await keyring.every(self._cluster)

    async def key(self, identifier: str) -> Key | None:
        """One key; see `Desk.key`."""
        return await keyring.one(self._cluster, identifier)

    async def has_keys(self) -> bool:
        """Whether a key was ever made; see `Desk.has_keys`."""
        self._has_keys = self._has_keys or await keyring.any_made(self._cluster)
        return self._has_keys

    async def revoke_key(self, identifier: str, at: datetime) -> bool:
        """Let a key in no more; see `Desk.revoke_key`."""
        return await keyring.revoke(self._cluster, identifier, at)

    async def start(self, conversation: StoredConversation) -> None:
        """Keep a new conversation; see `Desk.start`."""
        await talks.start(self._cluster, conversation)

    async def conversations(
        self, owner: str, *, words: str = "", limit: int = 50, after: str = ""
    ) -> list[ConversationHead]:
        """The owner's conversations; see `Desk.conversations`."""
        return await talks.heads(self._cluster, owner, words, limit, after)

    async def conversation(self, owner: str, identifier: str) -> StoredConversation | None:
        """One conversation; see `Desk.conversation`."""
        return await talks.one(self._cluster, owner, identifier)

    async def keep_turn(self, owner: str, identifier: str, turn: StoredTurn, *, ledger: Json, version: int) -> int:
        """Keep a turn; see `Desk.keep_turn`."""
        return await talks.keep_turn(self._cluster, owner, identifier, turn, ledger, version)

    async def rename(self, owner: str, identifier: str, title: str) -> bool:
        """Give a conversation another title; see `Desk.rename`."""
        return await talks.rename(self._cluster, owner, identifier, title)

    async def delete(self, owner: str, identifier: str) -> bool:
        """Remove a conversation; see `Desk.delete`."""
        return await talks.delete(self._cluster, owner, identifier)

    async def close(self) -> None:
        """Let the connections go; safe to call twice."""
        await self._cluster.close()
