"""How an older SQLite file of ours becomes a newer one: its marks, and the steps to the newest schema."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.errors import SchemaTooNewError, StoreError
from assistant.store.sqlite import Sqlite


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells a kind of file: its `application_id`, what it is called, and what is said of any other file."""

    application_id: int
    name: str
    foreign: str


def version_of(connection: Sqlite, marks: Marks, newest: int) -> int:
    """The schema version of an open file; 0 for one that holds nothing yet.

    Raises `StoreError` for a database of another kind, `SchemaTooNewError` for one from the future.
    """
    # Looked at first: whoever makes the file meanwhile commits its tables and its marks together.
    empty = connection.row("SELECT 1 FROM sqlite_master LIMIT 1") is None
    found, application = connection.pragma("user_version"), connection.pragma("application_id")
    if application != marks.application_id and not empty:
        raise StoreError(marks.foreign)
    if found > newest:
        raise SchemaTooNewError(
            f"{marks.name} was written by a newer Attaché (schema {found}, this one knows {newest}); "
            "update Attaché or choose another store."
        )
    return int(found)


def bring_up(
    connection: Sqlite, marks: Marks, steps: Sequence[str], begin: Callable[[Sqlite], None] | None = None
) -> None:
    """Take the steps that a file lacks, each in one transaction with its version number.

    `begin` adds to the first one. Raises as `version_of` does.
    """
    while version_of(connection, marks, len(steps)) < len(steps):
        with connection.immediate():
            step = version_of(connection, marks, len(steps))
            if step >= len(steps):  # another process was faster
                return
            connection.run(steps[step])
            if step == 0:
                connection.pragma("application_id", marks.application_id)
                if begin is not None:
                    begin(connection)
            connection.pragma("user_version", step + 1)
