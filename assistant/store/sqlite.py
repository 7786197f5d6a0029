"""A connection to SQLite with plain types."""

# apsw's stubs name a type (Buffer) that Python 3.11 does not have, which makes every signature half unknown:
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

import apsw

Row = tuple[Any, ...]
Values = Sequence[Any] | Mapping[str, Any]


class Sqlite:
    """One open file. Raises `apsw.Error`."""

    def __init__(self, name: str, flags: int, busy_ms: int) -> None:
        self._connection = apsw.Connection(name, flags=flags)
        self._connection.set_busy_timeout(busy_ms)

    def rows(self, sql: str, values: Values = ()) -> Iterator[Row]:
        """The rows of a statement."""
        return iter(self._connection.execute(sql, values))

    def run(self, sql: str, values: Values = ()) -> None:
        """Run a statement for its effect."""
        for _ in self._connection.execute(sql, values):
            pass

    def run_many(self, sql: str, rows: Iterable[Row]) -> None:
        """Run a statement once for each row of values."""
        for _ in self._connection.executemany(sql, rows):
            pass

    def row(self, sql: str, values: Values = ()) -> Row | None:
        """The first row, None when there is none."""
        return next(self.rows(sql, values), None)

    def pragma(self, name: str, value: str | int | None = None) -> Any:
        """Ask or set a pragma."""
        return self._connection.pragma(name) if value is None else self._connection.pragma(name, value)

    @property
    def last_key(self) -> int:
        """The key of the row inserted last."""
        return self._connection.last_insert_rowid()

    @contextmanager
    def immediate(self) -> Generator[None]:
        """A write transaction that waits for its lock at the start, not in the middle."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        finally:
            self.roll_back()

    @contextmanager
    def savepoint(self) -> Generator[None]:
        """A part of a write transaction that is undone by itself when it raises."""
        self.run("SAVEPOINT part")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:  # a full disk may have ended it
                self.run("ROLLBACK TO part")
                self.run("RELEASE part")
            raise
        self.run("RELEASE part")

    @contextmanager
    def snapshot(self) -> Generator[None]:
        """A read transaction."""
        self.run("BEGIN")
        try:
            yield
        finally:
            self.roll_back()

    def copy_from(self, source: Sqlite) -> None:
        """Become a copy of `source` in one transaction, as that was when this began, whoever writes to it meanwhile."""
        with self._connection.backup("main", source._connection, "main") as backup:
            backup.step(-1)

    def fold_log(self) -> None:
        """Bring all that stands in the write-ahead log into the file itself, which then does alone.

        Closing does so too, but passes over a write that fails, and over readers: the rest stays in the log then.
        """
        busy, *_ = self.row("PRAGMA wal_checkpoint(TRUNCATE)") or (1,)
        if busy:
            raise apsw.BusyError("somebody reads the log")

    def roll_back(self) -> None:
        """End a transaction that was not committed, if there is one."""
        if self._connection.in_transaction:
            self.run("ROLLBACK")

    def close(self) -> None:
        """Close the file; safe to call twice."""
        with suppress(apsw.Error):  # of tidying up on the way out: what was committed is in the log and stays there
            self._connection.close()
