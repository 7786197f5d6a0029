"""The index brought up to what SQLite holds: replayed from its position, rebuilt at any doubt."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import apsw
import tantivy
from tantivy import IndexWriter

from assistant.errors import StoreBusyError, StoreError
from assistant.store.database import connect_reader, explained
from assistant.store.index import FORMAT, Entry, Position, TextIndex
from assistant.store.snapshot import Snapshot
from assistant.store.sqlite import Sqlite

_BATCH = 2048  # writes a commit at most: a broken-off rebuild goes on from there
_CHARACTERS = 4_000_000  # of text a commit, about: a second or two of work, whatever the size of the documents
WAIT_MS = 10_000
_TURN_MS = 100  # how long one try for the lock waits, before it is looked whether it is needed still

Entries = Callable[[Snapshot, Sequence[int]], Iterable[Entry]]
"""What an index holds of documents, by their keys."""

More = Callable[[], bool]
"""Asked when all is replayed: waits a little, and tells whether there may be more."""


class UnwritableError(Exception):
    """tantivy could not write where it was told to."""


def nothing_more() -> bool:
    """Leave it at what is committed now."""
    return False


def replay(file: Path, folder: Path, lock: Path, entries: Entries, more: More, wait_ms: int) -> None:
    """Bring the index in `folder` up to what the store `file` holds, and go on as long as there is `more`.

    Raises `StoreBusyError` when another process keeps the lock for `wait_ms` without getting as far as the store is
    now, `UnwritableError` where the index may not be written, `StoreError` where it cannot be.
    """
    end = time.monotonic() + wait_ms / 1000
    with explained(file.parent), closing(connect_reader(file)) as connection:
        with connection.snapshot():
            wanted = target(Snapshot(connection)).sequence
        while True:
            try:
                with locked(lock, min(wait_ms, _TURN_MS)):
                    _run(connection, folder, entries, more)
                    return
            except StoreBusyError:
                if _reached(connection, folder, wanted):
                    return
                if time.monotonic() >= end:
                    raise


def _run(connection: Sqlite, folder: Path, entries: Entries, more: More) -> None:
    for _ in range(2):  # an index that breaks is begun anew, once
        with tolerant():
            _Replay(connection, folder, entries).run(more)
            return
        start_over(folder)
    raise StoreError(f"The search index in {folder} cannot be written; check the disk and its permissions.")


def _reached(connection: Sqlite, folder: Path, sequence: int) -> bool:
    """Whether whoever has the lock has come as far as this write."""
    with tolerant():
        index = open_index(folder)
        found = index.position() if index else None
        with connection.snapshot():
            return found is not None and found.sequence >= sequence and is_ours(Snapshot(connection), found)
    return False


class _Replay:
    """One index while it is written. Needs the lock."""

    def __init__(self, connection: Sqlite, folder: Path, entries: Entries) -> None:
        self._connection = connection
        self._entries = entries
        index = open_index(folder)
        found = index.position() if index else None  # read before the snapshot, which then cannot be older
        with connection.snapshot():
            snapshot = Snapshot(connection)
            self._is_new = found is None or not is_ours(snapshot, found)
            last = target(snapshot)
        if self._is_new:
            start_over(folder)
            index = found = None
        self._index = index or TextIndex(folder)
        self._position = found or replace(last, sequence=0, nonce=0)
        # what was removed by now is never put into a new index, so there is nothing to take out either
        self._removed_before = last.sequence if self._is_new else 0

    def run(self, more: More) -> None:
        """Replay until nothing is left, then as long as there is more."""
        with self._connection.snapshot():
            if not self._is_new and target(Snapshot(self._connection)) == self._position:
                return
        with self._index.writing() as writer:
            while not self._step(writer) or more():
                pass

    def _step(self, writer: IndexWriter) -> bool:
        """Commit the next writes; whether those were the last ones."""
        with self._connection.snapshot():
            snapshot = Snapshot(self._connection)
            end = target(snapshot)
            batch = _batch(snapshot, self._position.sequence)
            if not batch and not self._is_new:
                return True
            last = replace(end, sequence=batch[-1].sequence, nonce=batch[-1].nonce) if batch else end
            removed = [one.removed for one in batch if one.removed is not None and one.sequence > self._removed_before]
            added = [one.added for one in batch if one.added is not None]
            self._index.apply(writer, removed, self._entries(snapshot, added), last)
            self._position = last
            self._is_new = False
        return last == end


class _Write(NamedTuple):
    """One write of the store's history, with the keys of what it removed and of what it added and is still there."""

    sequence: int
    nonce: int
    removed: int | None
    added: int | None


def _batch(snapshot: Snapshot, sequence: int) -> list[_Write]:
    """The next writes after that one, as many as go into one commit."""
    rows = snapshot.rows(
        "SELECT w.sequence, w.nonce, w.removed, d.key, d.characters"
        " FROM writes w LEFT JOIN documents d ON d.key = w.added WHERE w.sequence > ? ORDER BY w.sequence LIMIT ?",
        (sequence, _BATCH),
    )
    batch: list[_Write] = []
    characters = 0
    for *write, size in rows:
        batch.append(_Write(*write))
        characters += size or 0
        if characters >= _CHARACTERS:
            break
    return batch


def open_index(folder: Path) -> TextIndex | None:
    """The index in a folder, None where there is none that can be read."""
    with tolerant():
        if tantivy.Index.exists(str(folder)):
            return TextIndex(folder)
    return None


def start_over(folder: Path) -> None:
    """An empty folder in place of whatever is there."""
    with tolerant():
        if folder.is_dir() and not folder.is_symlink():
            shutil.rmtree(folder)
        else:
            folder.unlink(missing_ok=True)
        folder.mkdir(parents=True)


@contextmanager
def locked(file: Path, wait_ms: int) -> Generator[None]:
    """The right to write the index, across processes; a lock of SQLite, which ends with its process."""
    try:
        connection = Sqlite(str(file), apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, wait_ms)
    except (apsw.ReadOnlyError, apsw.CantOpenError) as error:
        raise UnwritableError from error
    with closing(connection):
        try:
            connection.run("BEGIN EXCLUSIVE")
        except apsw.BusyError as error:
            raise StoreBusyError(
                "Another process has been writing the search index for too long; try again."
            ) from error
        except (apsw.ReadOnlyError, apsw.CantOpenError) as error:
            raise UnwritableError from error
        yield


@contextmanager
def tolerant() -> Generator[None]:
    """Let a broken index pass as no index. A full disk and missing permissions are no such doubt."""
    try:
        yield
    except (ValueError, OSError, KeyError, TypeError) as error:
        _judge(error)
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how tantivy meets some broken files
            raise
        _judge(error)


def _judge(error: BaseException) -> None:
    said = str(error).lower()
    if "no space left" in said or "storagefull" in said or "quota exceeded" in said:
        raise StoreError("The disk is full: the search index could not be written; free some space.") from error
    if "permission denied" in said or "read-only file system" in said or "permissiondenied" in said:
        raise UnwritableError from error


def target(snapshot: Snapshot) -> Position:
    """Where an index of exactly this snapshot stands."""
    store = str(snapshot.value("SELECT value FROM identity"))
    sequence, nonce = last_write(snapshot)
    return Position(store, sequence, nonce, FORMAT)


def last_write(snapshot: Snapshot) -> tuple[int, int]:
    """The number and the nonce of the last write."""
    return next(snapshot.rows("SELECT sequence, nonce FROM writes ORDER BY sequence DESC LIMIT 1"), (0, 0))


def is_ours(snapshot: Snapshot, found: Position) -> bool:
    """Whether an index at this position belongs to the snapshot's store and its history."""
    if (found.store, found.format) != (snapshot.value("SELECT value FROM identity"), FORMAT):
        return False
    if found.sequence == 0:
        return True
    return snapshot.value("SELECT nonce FROM writes WHERE sequence = ?", (found.sequence,)) == found.nonce
