"""The index brought up to what SQLite holds: replayed from its position, rebuilt at any doubt."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import apsw
import tantivy
from tantivy import Searcher

from assistant.errors import StoreBusyError, StoreError
from assistant.store.index import FORMAT, Entry, Position, TextIndex
from assistant.store.snapshot import Snapshot
from assistant.store.sqlite import Sqlite

_BATCH = 4096  # writes a commit: a broken-off rebuild goes on from there
WAIT_MS = 10_000


Entries = Callable[[Snapshot, Sequence[int]], Iterable[Entry]]


class AheadError(Exception):
    """The index has seen more than this snapshot: up to the write `sequence`. A new snapshot will do."""

    def __init__(self, sequence: int) -> None:
        super().__init__(sequence)
        self.sequence = sequence


class IndexKeeper:
    """Keeps one index of one store; `entries` makes what it holds of documents, by their keys.

    Safe to use from several threads.
    """

    def __init__(self, folder: Path, lock: Path, entries: Entries) -> None:
        self._folder = folder
        self._lock = lock
        self._entries = entries
        self._mutex = threading.Lock()
        self._index: TextIndex | None = None
        self._position: Position | None = None
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    def current(self, snapshot: Snapshot, known: int = 0) -> tuple[TextIndex, Searcher]:
        """The index with a view that has seen exactly the snapshot's writes.

        Raises `AheadError` when the index has seen more, and `StoreBusyError` when another process keeps it.
        `known` is the write an index claimed to have seen before the snapshot was taken: a snapshot that does not
        reach it proves that index wrong, and it is rebuilt.
        """
        with self._mutex:
            target = _target(snapshot)
            if self._position != target:
                self._find(snapshot, target, known)
            if self._index is None:  # cannot be: catching up opens it
                raise StoreError("The search index could not be opened.")
            return self._index, self._index.searcher()

    def behind(self, snapshot: Snapshot) -> int:
        """The number of writes the index has not seen; all of them when it cannot be read."""
        with self._mutex:
            target = _target(snapshot)
            with suppress(UnwritableError):
                self._look(snapshot, target)
            return max(0, target.sequence - (self._position.sequence if self._position else 0))

    def close(self) -> None:
        """Let go of the index and of a temporary copy."""
        with self._mutex:
            self._index = self._position = None
            if self._temporary:
                self._temporary.cleanup()
                self._temporary = None

    def _find(self, snapshot: Snapshot, target: Position, known: int) -> None:
        try:
            self._look(snapshot, target)
            if self._position and self._position.sequence > target.sequence >= known:
                raise AheadError(self._position.sequence)
            if self._position == target:
                return
            with locked(self._lock):
                self._write(snapshot, target)
        except StoreBusyError:
            self._look(snapshot, target)  # whoever holds the lock may have got this far in the meantime
            if self._position != target:
                self._position = None
                raise
        except (apsw.ReadOnlyError, apsw.CantOpenError, UnwritableError):
            self._borrow()
            self._write(snapshot, target)

    def _look(self, snapshot: Snapshot, target: Position) -> None:
        """Look at the index on the disk; `_position` stays None when it is of no use."""
        self._position = None
        with tolerant():
            if self._index is None and tantivy.Index.exists(str(self._folder)):
                self._index = TextIndex(self._folder)
            elif self._index is not None:
                self._index.reload()
            found = self._index.position() if self._index else None
            if found and _is_ours(snapshot, found, target):
                self._position = found
        if self._position is None:
            self._index = None

    def _borrow(self) -> None:
        """Go on with a copy of the index in a temporary folder: the store's own cannot be written."""
        if self._temporary:
            raise StoreError(f"The search index can be written neither in the store nor in {self._folder.parent}.")
        self._temporary = tempfile.TemporaryDirectory(prefix="attache-index-")
        copy = Path(self._temporary.name) / "index"
        copy.mkdir()
        with tolerant():
            for file in self._folder.glob("[!.]*"):  # without the locks, and without the permissions
                shutil.copyfile(file, copy / file.name)
        self._folder, self._lock = copy, copy.with_name("index.lock")
        self._index = None

    def _write(self, snapshot: Snapshot, target: Position) -> None:
        """Replay what is missing; needs the lock, whose last holder may have done it or replaced the folder."""
        self._index = None
        self._look(snapshot, target)
        if self._position and self._position.sequence > target.sequence:
            self._position = None
        for _ in range(2):
            if self._position == target:
                return
            with tolerant():
                self._replay(snapshot, target)
                return
            self._index = self._position = None
        raise StoreError(f"The search index in {self._folder} cannot be written; check the disk and its permissions.")

    def _replay(self, snapshot: Snapshot, target: Position) -> None:
        if self._position is None or self._index is None:
            start_over(self._folder)
            self._position = Position(target.store, format=target.format)
            self._index = TextIndex(self._folder)
        fresh = self._position.sequence == 0
        with self._index.writing() as writer:
            while True:
                batch = list(
                    snapshot.rows(
                        "SELECT w.sequence, w.nonce, w.removed, d.key"
                        " FROM writes w LEFT JOIN documents d ON d.key = w.added"
                        " WHERE w.sequence > ? ORDER BY w.sequence LIMIT ?",
                        (self._position.sequence, _BATCH),
                    )
                )
                reached = Position(target.store, batch[-1][0], batch[-1][1], target.format) if batch else target
                # what the snapshot no longer has is never put in, so an index begun anew has nothing to take out
                removed = [row[2] for row in batch if row[2] is not None and not fresh]
                added = [row[3] for row in batch if row[3] is not None]
                self._index.apply(writer, removed, self._entries(snapshot, added), reached)
                self._position = reached
                if reached == target:
                    return


def start_over(folder: Path) -> None:
    """An empty folder in place of whatever is there."""
    if folder.is_dir() and not folder.is_symlink():
        shutil.rmtree(folder)
    else:
        folder.unlink(missing_ok=True)
    folder.mkdir(parents=True)


class UnwritableError(Exception):
    """tantivy could not write where it was told to."""


@contextmanager
def locked(file: Path) -> Generator[None]:
    """The right to write the index, across processes; a lock of SQLite, which ends with its process."""
    connection = Sqlite(str(file), apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE, WAIT_MS)
    try:
        connection.run("BEGIN EXCLUSIVE")
        yield
    except apsw.BusyError as error:
        raise StoreBusyError("Another process has been writing the search index for too long; try again.") from error
    finally:
        connection.close()


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


def _target(snapshot: Snapshot) -> Position:
    store = str(snapshot.value("SELECT value FROM identity"))
    last = next(snapshot.rows("SELECT sequence, nonce FROM writes ORDER BY sequence DESC LIMIT 1"), (0, 0))
    return Position(store, last[0], last[1], FORMAT)


def _is_ours(snapshot: Snapshot, found: Position, target: Position) -> bool:
    """Whether the index belongs to this store and its history; a position past the snapshot is not judged here."""
    if (found.store, found.format) != (target.store, target.format):
        return False
    if found.sequence > target.sequence or found.sequence == 0:
        return True
    return snapshot.value("SELECT nonce FROM writes WHERE sequence = ?", (found.sequence,)) == found.nonce
