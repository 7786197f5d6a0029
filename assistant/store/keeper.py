"""What searches see of one index: a view that never waits for it.

A view is the last committed index, at whatever write it has come to, with the documents written since then beside it
(`tail.py`). Documents removed since then are still in the index: whoever takes keys from a view must look them up in
the same snapshot and pass over those that are gone.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Collection, Generator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from tantivy import Searcher

from assistant.errors import StoreError
from assistant.store.index import Found, Plan, Position, TextIndex, best_first, newest_first
from assistant.store.replay import (
    WAIT_MS,
    Entries,
    More,
    UnwritableError,
    is_ours,
    last_write,
    nothing_more,
    open_index,
    replay,
    tolerant,
)
from assistant.store.snapshot import Snapshot
from assistant.store.tail import TailDocument, count_tail, search_tail

LONGEST_TAIL = 4096
"""Writes that a search looks through beside the index; with more the index is brought up to date first."""

_SHARE = 4  # a tail of more than this part of the store is indexed first where nobody else is at it: it is soon done


class BehindError(Exception):
    """An index is so far behind that it should be brought up to date first. It `must` where there is no other way."""

    def __init__(self, keeper: IndexKeeper, *, must: bool) -> None:
        super().__init__(must)
        self.keeper = keeper
        self.must = must


@dataclass(frozen=True)
class _Base:
    """The index as it was committed last, and what BM25 goes by in it."""

    index: TextIndex
    searcher: Searcher
    position: Position
    statistics: dict[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])

    def of_field(self, name: str) -> tuple[int, float]:
        """The number of passages and their average length; looked up once."""
        if name not in self.statistics:
            self.statistics[name] = self.index.statistics(self.searcher, name)
        return self.statistics[name]


class View:
    """All that one snapshot has, and documents that it has no more. Safe for several threads."""

    def __init__(self, base: _Base, tail: Sequence[TailDocument], removed: tuple[int, ...]) -> None:
        self._base = base
        self._tail = tail
        self._removed = removed
        self.tail = sum(len(document.entries) for document in tail)
        """The number of entries beside the index."""
        self._outweighs = _SHARE * self.tail > base.searcher.num_docs

    def search(self, plan: Plan, limit: int) -> list[Found]:
        """Keys that fit, best first; without words and phrases newest first."""
        found = self._base.index.search(self._base.searcher, plan, limit)
        if not self._tail:
            return found
        found += search_tail(self._tail, plan, limit, self._statistics, self._frequency)
        return sorted(found, key=best_first if plan.is_ranked else newest_first)[:limit]

    def frequency(self, stem: str) -> int:
        """The number of passages with this stem in their text, at most: removed ones may count still."""
        return self._base.index.frequency(self._base.searcher, "body", stem) + count_tail(self._tail, Plan(), stem)

    def count(self, plan: Plan, stem: str) -> int:
        """The same of those that pass the plan's filters."""
        counted = self._base.index.count(self._base.searcher, plan, stem, self._removed)
        return counted + count_tail(self._tail, plan, stem)

    def _statistics(self, name: str) -> tuple[int, float]:
        number, average = self._base.of_field(name)
        if not self._outweighs:
            return number, average
        length = sum(sum(document.words(name).lengths) for document in self._tail)
        return number + self.tail, (number * average + length) / (number + self.tail)

    def _frequency(self, name: str, stem: str) -> int:
        indexed = self._base.index.frequency(self._base.searcher, name, stem)
        if not self._outweighs:
            return indexed
        return indexed + sum(len(document.words(name).places(stem)) for document in self._tail)


def views(
    keepers: Sequence[IndexKeeper], snapshot: Snapshot, settled: Collection[IndexKeeper] = ()
) -> tuple[View, ...]:
    """All that the snapshot has, in each of several indexes, which must always be named in the same order.

    The snapshot must not have been read from before: no index may be newer. Raises `BehindError` for an index that
    should, or must, be brought up to date first; for one of the `settled` only where it must.
    """
    with ExitStack() as held:
        for keeper in keepers:
            held.enter_context(keeper.looked())
        last = last_write(snapshot)
        return tuple(keeper.view(snapshot, last, settle=keeper in settled) for keeper in keepers)


class IndexKeeper:
    """Keeps one index of one store; `entries` makes what it holds of documents. Safe to use from several threads."""

    def __init__(self, file: Path, folder: Path, entries: Entries) -> None:
        self._file = file
        self._folder = folder
        self._meta = folder / "meta.json"
        self._lock = folder.with_name(folder.name + ".lock")
        self._entries = entries
        self._mutex = threading.Lock()
        self._seen: tuple[int, int, int] | None = None  # what told the last index on the disk from others
        self._base: _Base | None = None
        self._checked: tuple[Position, tuple[int, int]] | None = None  # an index and the last write it was found to fit
        self._tail: list[tuple[int, TailDocument]] = []  # with the numbers of the writes
        self._removed: list[tuple[int, int]] = []  # writes that removed a document, with its key
        self._reached = (0, 0)  # the last write that the tail has, by number and nonce
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @contextmanager
    def looked(self) -> Generator[None]:
        """Take up what is on the disk, and let nobody else do so until the end of the block."""
        with self._mutex:
            self._look()
            yield

    def view(self, snapshot: Snapshot, last: tuple[int, int], *, settle: bool) -> View:
        """All that the snapshot has, whose last write is told; to be asked inside `looked`. Raises as `views` does."""
        base = self._base
        if base is None or not self._fits(snapshot, base, last):
            raise BehindError(self, must=True)
        behind = last[0] - base.position.sequence
        if behind > LONGEST_TAIL:
            raise BehindError(self, must=True)
        if behind * _SHARE > base.position.sequence and not settle:
            raise BehindError(self, must=False)
        self._extend(snapshot, base, last)
        removed = tuple(document for number, document in self._removed if number > base.position.sequence)
        return View(base, [document for _, document in self._tail], removed)

    def catch_up(self, *, must: bool = True) -> None:
        """Bring the index up to what is stored now: where it `must`, in a copy if need be, and waiting for others.

        Raises `StoreError`, where it must.
        """
        if must:
            try:
                self.follow(wait_ms=WAIT_MS)
            except UnwritableError:
                self._borrow()
                self.follow(wait_ms=WAIT_MS)
        else:
            with suppress(UnwritableError, StoreError):
                self.follow(wait_ms=0)

    def follow(self, more: More = nothing_more, *, wait_ms: int = 0) -> None:
        """Bring the index up to date, and keep it so as long as there is `more`; raises as `replay` does."""
        replay(self._file, self._folder, self._lock, self._entries, more, wait_ms)

    @property
    def reached(self) -> int:
        """The number of the last write that the index has seen."""
        with self._mutex:
            self._look()
            return self._base.position.sequence if self._base else 0

    def behind(self, snapshot: Snapshot) -> int:
        """The number of writes the index has not seen; all of them when it cannot be read."""
        with self._mutex:
            self._look()
            last = last_write(snapshot)
            if self._base is None or not self._fits(snapshot, self._base, last):
                return last[0]
            return last[0] - self._base.position.sequence

    def close(self) -> None:
        """Let go of the index and of a temporary copy."""
        with self._mutex:
            self._forget()
            if self._temporary:
                self._temporary.cleanup()
                self._temporary = None

    def _look(self) -> None:
        """Take up the index on the disk where it has changed; what was seen of it before stays of use else."""
        try:
            found = self._meta.stat()
        except OSError:
            return
        seen = (found.st_mtime_ns, found.st_ino, found.st_size)
        if seen == self._seen:
            return
        self._seen = seen
        with suppress(UnwritableError):
            index = self._reloaded() or open_index(self._folder)
            with tolerant():
                position = index.position() if index else None
                if index and position:
                    self._base = _Base(index, index.searcher(), position)

    def _reloaded(self) -> TextIndex | None:
        """The index that is open already, as it is on the disk now."""
        with tolerant():
            if self._base:
                self._base.index.reload()
                return self._base.index
        return None

    def _fits(self, snapshot: Snapshot, base: _Base, last: tuple[int, int]) -> bool:
        """Whether the index has seen nothing but what the snapshot's history has."""
        if self._checked != (base.position, last):
            if not is_ours(snapshot, base.position):
                return False
            self._checked = (base.position, last)
        return True

    def _extend(self, snapshot: Snapshot, base: _Base, last: tuple[int, int]) -> None:
        """Let the tail have what was written between the index and the snapshot."""
        if self._reached != last:
            nonce = snapshot.value("SELECT nonce FROM writes WHERE sequence = ?", (self._reached[0],))
            if nonce != self._reached[1]:  # another history: a backup was put in the store's place
                self._forget_tail()
        start = max(self._reached[0], base.position.sequence)
        if self._tail and self._tail[0][0] <= base.position.sequence:
            self._tail = [one for one in self._tail if one[0] > base.position.sequence]
        if start < last[0]:
            writes = list(
                snapshot.rows(
                    "SELECT w.sequence, w.removed, d.key FROM writes w LEFT JOIN documents d ON d.key = w.added"
                    " WHERE w.sequence > ?",
                    (start,),
                )
            )
            numbers = {key: number for number, _, key in writes if key is not None}
            added = groupby(self._entries(snapshot, list(numbers)), key=lambda entry: entry.document)
            self._tail += [(numbers[document], TailDocument(list(entries))) for document, entries in added]
            self._removed = [one for one in self._removed if one[0] > base.position.sequence]
            self._removed += [(number, removed) for number, removed, _ in writes if removed is not None]
        self._reached = last

    def _borrow(self) -> None:
        """Go on with a copy of the index in a temporary folder: the store's own cannot be written."""
        with self._mutex:
            if self._temporary:
                raise StoreError(f"The search index can be written neither in the store nor in {self._folder.parent}.")
            self._temporary = tempfile.TemporaryDirectory(prefix="attache-index-")
            copy = Path(self._temporary.name) / "index"
            copy.mkdir()
            with tolerant():
                for file in self._folder.glob("[!.]*"):  # without the locks, and without the permissions
                    shutil.copyfile(file, copy / file.name)
            self._folder, self._meta = copy, copy / "meta.json"
            self._lock = copy.with_name("index.lock")
            self._forget()

    def _forget(self) -> None:
        self._base = self._seen = None
        self._forget_tail()

    def _forget_tail(self) -> None:
        self._tail.clear()
        self._removed.clear()
        self._reached = (0, 0)
