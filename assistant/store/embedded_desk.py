"""The embedded desk: `desk.db` in the store's folder, one SQLite file with a write-ahead log."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path

from assistant.errors import StoreError
from assistant.store import desk_conversations as talks
from assistant.store import desk_keyring as keyring
from assistant.store.connections import Connections
from assistant.store.database import DESK_FILE, connect_reader, connect_writer, explained
from assistant.store.desk_contract import ConversationHead, Json, Key, StoredConversation, StoredTurn
from assistant.store.desk_schema import SCHEMA, desk_schema_of, migrate_desk
from assistant.store.group_commit import GroupCommit


async def open_embedded_desk(folder: Path, *, create: bool = True) -> EmbeddedDesk:
    """The desk in this folder, made when there is none and `create` says so. Raises `StoreError`."""
    await asyncio.get_running_loop().run_in_executor(None, _prepare, folder, create)
    return EmbeddedDesk(folder)


def _prepare(folder: Path, create: bool) -> None:
    file = folder / DESK_FILE
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is a file, not the folder of a store; choose another with --store.")
    with explained(file):
        if file.exists():
            connection = connect_reader(file)
            try:
                if desk_schema_of(connection) == SCHEMA:
                    return
            finally:
                connection.close()
        elif not create:
            raise StoreError(f"There are no keys and no conversations at {folder} yet.")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.touch(mode=0o600)  # what people ask is nobody else's business
        connection = connect_writer(file)
        try:
            migrate_desk(connection)
        finally:
            connection.close()


class EmbeddedDesk:
    """A `Desk` in one file. Made by `open_embedded_desk`; usable from one event loop at a time."""

    def __init__(self, folder: Path) -> None:
        self._connections = Connections(folder / DESK_FILE, folder / DESK_FILE)
        self._writes = GroupCommit(self._connections)

    async def add_key(self, key: Key) -> None:
        """Keep a new key; see `Desk.add_key`."""
        await self._writes.write(lambda connection: keyring.add(connection, key))

    async def keys(self) -> list[Key]:
        """Every key; see `Desk.keys`."""
        return await self._connections.read(keyring.every)

    async def key(self, identifier: str) -> Key | None:
        """One key; see `Desk.key`."""
        return await self._connections.read(lambda snapshot: keyring.one(snapshot, identifier))

    async def has_keys(self) -> bool:
        """Whether a key was ever made; see `Desk.has_keys`."""
        return await self._connections.read(keyring.any_made)

    async def revoke_key(self, identifier: str, at: datetime) -> bool:
        """Let a key in no more; see `Desk.revoke_key`."""
        return await self._writes.write(lambda connection: keyring.revoke(connection, identifier, at))

    async def start(self, conversation: StoredConversation) -> None:
        """Keep a new conversation; see `Desk.start`."""
        await self._writes.write(lambda connection: talks.start(connection, conversation))

    async def conversations(
        self, owner: str, *, words: str = "", limit: int = 50, after: str = ""
    ) -> list[ConversationHead]:
        """The owner's conversations; see `Desk.conversations`."""
        return await self._connections.read(lambda snapshot: talks.heads(snapshot, owner, words, limit, after))

    async def conversation(self, owner: str, identifier: str) -> StoredConversation | None:
        """One conversation; see `Desk.conversation`."""
        return await self._connections.read(lambda snapshot: talks.one(snapshot, owner, identifier))

    async def keep_turn(self, owner: str, identifier: str, turn: StoredTurn, *, ledger: Json, version: int) -> int:
        """Keep a turn; see `Desk.keep_turn`."""
        return await self._writes.write(
            lambda connection: talks.keep_turn(connection, owner, identifier, turn, ledger, version)
        )

    async def rename(self, owner: str, identifier: str, title: str) -> bool:
        """Give a conversation another title; see `Desk.rename`."""
        return await self._writes.write(lambda connection: talks.rename(connection, owner, identifier, title))

    async def delete(self, owner: str, identifier: str) -> bool:
        """Remove a conversation; see `Desk.delete`."""
        return await self._writes.write(lambda connection: talks.delete(connection, owner, identifier))

    async def close(self) -> None:
        """Release files and threads; safe to call twice."""
        await self._writes.finish()
        await self._connections.close()
