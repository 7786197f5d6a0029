"""The tables of the desk, and how an older desk becomes a newer one. As in `assistant.store.schema`.

Times are ISO 8601 in UTC. What is JSON for the doors is JSON here.
"""

from __future__ import annotations

from assistant.errors import SchemaTooNewError, StoreError
from assistant.store.sqlite import Sqlite

APPLICATION_ID = 0x41747444  # "AttD"

_FIRST = """
CREATE TABLE keys (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, sha256 TEXT NOT NULL, scopes TEXT NOT NULL, collections TEXT,
    created TEXT NOT NULL, revoked TEXT) STRICT;
CREATE TABLE conversations (
    key INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, owner TEXT NOT NULL, title TEXT NOT NULL,
    folded TEXT NOT NULL, created TEXT NOT NULL, updated TEXT NOT NULL, version INTEGER NOT NULL,
    scope TEXT NOT NULL, ledger TEXT NOT NULL) STRICT;
CREATE INDEX conversations_by_owner ON conversations (owner, updated DESC, key DESC);
-- `folded` is what is looked through for words: question and answer, letter case and marks taken off
CREATE TABLE turns (
    conversation INTEGER NOT NULL REFERENCES conversations ON DELETE CASCADE, ordinal INTEGER NOT NULL,
    question TEXT NOT NULL, remembered TEXT NOT NULL, created TEXT NOT NULL, folded TEXT NOT NULL,
    briefing TEXT NOT NULL, events TEXT NOT NULL, PRIMARY KEY (conversation, ordinal)) STRICT, WITHOUT ROWID;
"""

MIGRATIONS = (_FIRST,)
SCHEMA = len(MIGRATIONS)


def desk_schema_of(connection: Sqlite) -> int:
    """The schema version of an open file; 0 for one that holds nothing yet.

    Raises `StoreError` for a database that is not a desk, `SchemaTooNewError` for one from the future.
    """
    # Looked at first: whoever makes the desk meanwhile commits its tables and its marks together.
    empty = connection.row("SELECT 1 FROM sqlite_master LIMIT 1") is None
    found, application = connection.pragma("user_version"), connection.pragma("application_id")
    if application != APPLICATION_ID and not empty:
        raise StoreError("The desk.db beside the store is no desk of Attaché; move it away or choose another store.")
    if found > SCHEMA:
        raise SchemaTooNewError(
            f"The store's desk was written by a newer Attaché (schema {found}, this one knows {SCHEMA}); update "
            "Attaché or choose another store."
        )
    return int(found)


def migrate_desk(connection: Sqlite) -> None:
    """Bring a desk to `SCHEMA`; each step and its version number are one transaction."""
    while desk_schema_of(connection) < SCHEMA:
        with connection.immediate():
            step = desk_schema_of(connection)
            if step >= SCHEMA:  # another process was faster
                return
            connection.run(MIGRATIONS[step])
            connection.pragma("application_id", APPLICATION_ID)
            connection.pragma("user_version", step + 1)
