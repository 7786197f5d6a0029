"""A disk for SQLite whose n-th write, sync or truncation fails, and all after it where it stays broken."""

# apsw's stubs name a type (Buffer) that Python 3.11 does not have, which makes its signatures half unknown:
# pyright: reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager

import apsw

FAULTS: dict[str, type[apsw.Error]] = {"full": apsw.FullError, "broken": apsw.IOError}


class Disk:
    """Counts the writes since it was set; the one numbered `fails_at` fails, with `stays` every later one too."""

    def __init__(self) -> None:
        self.writes = 0
        self._fails_at: int | None = None
        self._stays = False
        self._fault: type[apsw.Error] = apsw.FullError

    def set(self, fails_at: int | None, fault: str = "full", *, stays: bool = False) -> None:
        """Begin to count anew; with None nothing fails."""
        self.writes, self._fails_at, self._stays, self._fault = 0, fails_at, stays, FAULTS[fault]

    def write(self) -> None:
        """One write, which may fail."""
        self.writes += 1
        if self._fails_at is not None and (
            self.writes == self._fails_at or (self._stays and self.writes > self._fails_at)
        ):
            raise self._fault("the disk of the test")


@contextmanager
def failing_disk() -> Generator[Disk]:
    """Every SQLite file opened inside the block lies on the disk that is given."""
    disk = Disk()
    base = apsw.vfs_names()[0]

    class File(apsw.VFSFile):
        def __init__(self, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
            super().__init__(base, name, flags)

        def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - the base class's name
            disk.write()
            super().xWrite(data, offset)

        def xSync(self, flags: int) -> None:  # noqa: N802 - the base class's name
            disk.write()
            super().xSync(flags)

        def xLock(self, level: int) -> None:  # noqa: N802 - the base class's name
            try:
                super().xLock(level)
            except apsw.IOError as error:  # a file opened for reading, on closing; the system's own passes over it
                raise apsw.BusyError from error

        def xTruncate(self, newsize: int) -> None:  # noqa: N802 - the base class's name
            disk.write()
            super().xTruncate(newsize)

    class System(apsw.VFS):
        def __init__(self) -> None:
            super().__init__("failing", base, makedefault=True)

        def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - likewise
            return File(name, flags)

    system = System()
    try:
        yield disk
    finally:
        system.unregister()
