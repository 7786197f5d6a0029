"""The SQLite file: how it is opened, and what its faults are called."""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import apsw

from assistant.errors import StoreBusyError, StoreError, UsageError
from assistant.store.sqlite import Sqlite

FILE = "attache.db"
DESK_FILE = "desk.db"
BUSY_MS = 30_000
_CHECKPOINT = 8_000  # pages, 32 MB: what many documents write again and again is then copied into the file once
_SWITCHES = 500  # tries to switch to the write-ahead log, with a pause in seconds between them
_PAUSE = 0.02

_SENTENCES: tuple[tuple[type[apsw.Error], str], ...] = (
    (
        apsw.FullError,
        "The disk is full: nothing of the last write was kept in {path}; free some space and run it again.",
    ),
    (apsw.ReadOnlyError, "The store at {path} cannot be written; check its permissions."),
    (apsw.CantOpenError, "The store at {path} cannot be opened; check that it exists and that you may read it."),
    (apsw.PermissionsError, "You may not open the store at {path}; check its permissions."),
    (apsw.NotADBError, "{path} is not an Attaché store; choose another folder with --store."),
    (apsw.CorruptError, "The store at {path} is damaged; restore a backup, or delete it and ingest again."),
    (apsw.IOError, "Reading or writing the store at {path} failed; check the disk and run it again."),
)


def explain(error: apsw.Error, path: Path) -> StoreError:
    """One sentence for a person about a fault of SQLite."""
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return StoreBusyError(f"Another process has held the store at {path} for too long; try again when it is done.")
    for kind, sentence in _SENTENCES:
        if isinstance(error, kind):
            return StoreError(sentence.format(path=path))
    return StoreError(f"The store at {path} failed: {error}.")


@contextmanager
def explained(path: Path) -> Generator[None]:
    """Turn faults of SQLite and the file system inside the block into a `StoreError`.

    Half of a surrogate pair, which no database can hold, is the caller's mistake and a `UsageError`.
    """
    try:
        yield
    except apsw.Error as error:
        raise explain(error, path) from error
    except UnicodeEncodeError as error:
        raise UsageError("A name or text holds half of a surrogate pair; write it as UTF-8.") from error
    except OSError as error:
        raise StoreError(f"The store at {path} failed: {error.strerror or error}.") from error


def connect_writer(file: Path, *, create: bool = False) -> Sqlite:
    """A connection that writes: each commit is on the disk when it returns."""
    flags = apsw.SQLITE_OPEN_READWRITE | (apsw.SQLITE_OPEN_CREATE if create else 0)
    connection = Sqlite(str(file), flags, BUSY_MS)
    try:
        _use_log(connection)
        connection.pragma("synchronous", 2)  # full
        connection.pragma("foreign_keys", "on")
        connection.pragma("wal_autocheckpoint", _CHECKPOINT)
        connection.pragma("cache_size", -64_000)  # KB: the indexes of a large store are written all over
        connection.pragma("temp_store", "memory")
    except BaseException:
        connection.close()
        raise
    return connection


def _use_log(connection: Sqlite) -> None:
    """Switch to the write-ahead log. SQLite does not wait for that by itself when others do the same at once."""
    for attempt in range(_SWITCHES + 1):
        try:
            connection.pragma("journal_mode", "wal")
        except apsw.BusyError:
            if attempt == _SWITCHES:
                raise
            time.sleep(_PAUSE)
        else:
            return


def connect_reader(file: Path) -> Sqlite:
    """A connection that only reads; on a read-only disk the file is taken as it lies."""
    try:
        return _readonly(str(file), 0)
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        log = file.with_name(file.name + "-wal")
        if not file.is_file() or (log.exists() and log.stat().st_size):
            raise  # with a log beside it the file alone may be half a transaction old
        return _readonly(f"file:{quote(str(file))}?immutable=1", apsw.SQLITE_OPEN_URI)


def _readonly(name: str, extra: int) -> Sqlite:
    connection = Sqlite(name, apsw.SQLITE_OPEN_READONLY | extra, BUSY_MS)
    try:
        connection.pragma("temp_store", "memory")
        connection.pragma("cache_size", -16_000)
        connection.row("SELECT 1 FROM sqlite_master LIMIT 1")  # opens the file for real
    except BaseException:
        connection.close()
        raise
    return connection
