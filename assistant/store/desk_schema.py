"""The tables of the desk, and how an older desk becomes a newer one. As in `assistant.store.schema`.

Times are ISO 8601 in UTC. What is JSON for the doors is JSON here.
"""

from __future__ import annotations

from assistant.store.migrating import Marks, bring_up, version_of
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


MARKS = Marks(
    APPLICATION_ID,
    "The store's desk",
    "The desk.db beside the store is no desk of Attaché; move it away or choose another store.",
)


def desk_schema_of(connection: Sqlite) -> int:
    """The schema version of an open desk; 0 for a file that holds nothing yet. Raises as `version_of` does."""
    return version_of(connection, MARKS, SCHEMA)


def migrate_desk(connection: Sqlite) -> None:
    """Bring a desk to `SCHEMA`; each step and its version number are one transaction."""
    bring_up(connection, MARKS, MIGRATIONS)
