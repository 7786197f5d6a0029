"""A store and its desk in one file, and back: whole or not at all, while others read and write.

The file is a zip archive of the SQLite files and a manifest with their hashes. The search index is not in it: it is
made anew from the documents.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, cast

import apsw

from assistant.errors import SchemaTooNewError, StoreError, UnreadableError, UsageError
from assistant.store.database import DESK_FILE, FILE, connect_reader, connect_writer, explained
from assistant.store.desk_schema import migrate_desk
from assistant.store.schema import migrate
from assistant.store.sqlite import Sqlite

_FORMAT = 1
_MANIFEST = "manifest.json"
_LONGEST_MANIFEST = 100_000
_PIECE = 1 << 20
_MODES = {FILE: 0o666, DESK_FILE: 0o600}  # less the umask: what people ask is nobody else's business
_MIGRATIONS: dict[str, Callable[[Sqlite], None]] = {FILE: migrate, DESK_FILE: migrate_desk}


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds: when it was made, how many documents, and whether keys and conversations are with them."""

    file: Path
    made: datetime
    documents: int
    desk: bool
    bytes: int


def back_up(folder: Path, file: Path, *, force: bool = False) -> Backup:
    """Write what the store in `folder` holds now into `file`, which is there whole or not at all.

    Raises UsageError where the file is there already and `force` does not say so, StoreError for anything amiss.
    """
    if file.exists() and not force:
        raise UsageError(f"{file} is there already; give another name, or --force to replace it.")
    if not (folder / FILE).is_file():
        raise StoreError(f"There is no store at {folder}; run `attache ingest …` first.")
    made = datetime.now(UTC).replace(microsecond=0)
    with _beside(file) as work:
        names = [name for name in _MIGRATIONS if (folder / name).is_file()]
        for name in names:
            with explained(folder):
                _copy(folder / name, work / name, is_alone=True)
        with explained(work):
            documents = _documents(work / FILE)
        packed = work / "packed"
        with explained(file), packed.open("xb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
                files = {name: _pack(archive, work / name) for name in names}
                manifest = {"format": _FORMAT, "made": made.isoformat(), "documents": documents, "files": files}
                archive.writestr(_MANIFEST, json.dumps(manifest))
            stream.flush()
            os.fsync(stream.fileno())
            packed.replace(file)
            _keep(file.parent)
    return Backup(file, made, documents, DESK_FILE in names, file.stat().st_size)


def restore(file: Path, folder: Path, *, force: bool = False) -> Backup:
    """Make the store in `folder` what the backup holds; each of its files changes in one transaction.

    Processes that have the store open see it change from one of their transactions to the next. Everything is
    checked before anything is touched. Raises UsageError where there is a store and `force` does not say so,
    UnreadableError for a file that is no backup or a damaged one, StoreError for anything else amiss.
    """
    there = (folder / FILE).is_file()
    if there and not force:
        raise UsageError(f"There is a store at {folder} already; give another with --store, or --force to replace it.")
    if not there and folder.exists() and any(folder.iterdir()):
        raise StoreError(f"{folder} holds other files and no store; choose an empty folder with --store.")
    with _beside(folder) as work:
        with explained(work):
            backup, names = _unpack(file, work)
            for name in names:
                _check(work / name, name, file)
            _give_new_identity(work / FILE)
        with explained(folder):
            if there:
                for name in names:
                    _copy(work / name, folder / name)
            else:
                _put_in_place(work, folder)
    return backup


# --- out -------------------------------------------------------------------------------------------------


def _pack(archive: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    digest = hashlib.sha256()
    with file.open("rb") as source, archive.open(file.name, "w", force_zip64=True) as target:
        while piece := source.read(_PIECE):
            digest.update(piece)
            target.write(piece)
    return {"bytes": file.stat().st_size, "sha256": digest.hexdigest()}


def _documents(file: Path) -> int:
    connection = connect_reader(file)
    try:
        row = connection.row("SELECT count(*) FROM documents")
        return int(row[0]) if row else 0
    finally:
        connection.close()


# --- back ------------------------------------------------------------------------------------------------


def _unpack(file: Path, work: Path) -> tuple[Backup, list[str]]:
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _manifest(archive)
            names = [name for name in _MIGRATIONS if name in manifest["files"]]
            for name in names:
                with archive.open(name) as source, _opened(work / name) as target:
                    _take_out(source, target, manifest["files"][name], file)
            made = datetime.fromisoformat(str(manifest["made"]))
            documents = int(manifest["documents"])
    except FileNotFoundError:
        raise UsageError(f"There is no file {file}.") from None
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, TypeError, EOFError, NotImplementedError) as error:
        raise _damaged(file) from error
    return Backup(file, made, documents, DESK_FILE in names, file.stat().st_size), names


def _opened(file: Path) -> IO[bytes]:
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODES[file.name])
    return os.fdopen(handle, "wb")


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    with archive.open(_MANIFEST) as stream:
        manifest = json.loads(stream.read(_LONGEST_MANIFEST))
    if not isinstance(manifest, dict):
        raise ValueError("no manifest")  # noqa: TRY004 - a fault of the file, told as such
    manifest = cast("dict[str, Any]", manifest)
    if int(manifest["format"]) > _FORMAT:
        raise SchemaTooNewError("The backup was made by a newer Attaché; update Attaché to restore it.")
    if FILE not in manifest["files"]:
        raise ValueError("no store")
    return manifest


def _take_out(source: IO[bytes], target: IO[bytes], described: dict[str, Any], file: Path) -> None:
    """Copy a file out of the archive, no more than it should have, and hold it against its hash."""
    digest, left = hashlib.sha256(), int(described["bytes"])
    while piece := source.read(_PIECE):
        left -= len(piece)
        if left < 0:
            break
        digest.update(piece)
        target.write(piece)
    if left or digest.hexdigest() != described["sha256"]:
        raise _damaged(file)


def _check(database: Path, name: str, file: Path) -> None:
    """Bring a file of the backup up to date and see that it is sound. Raises what opening such a store would."""
    connection = connect_writer(database)
    try:
        _MIGRATIONS[name](connection)
        if connection.row("PRAGMA integrity_check(1)") != ("ok",) or connection.row("PRAGMA foreign_key_check"):
            raise _damaged(file)
    except (apsw.CorruptError, apsw.NotADBError) as error:
        raise _damaged(file) from error
    finally:
        connection.close()


def _give_new_identity(database: Path) -> None:
    """A store goes on from here under another identity, so that nobody takes what they remember for what is there."""
    connection = connect_writer(database)
    try:
        with connection.immediate():
            connection.run("UPDATE identity SET value = ?", (secrets.token_hex(16),))
    finally:
        connection.close()


def _copy(source: Path, target: Path, *, is_alone: bool = False) -> None:
    """All of a file into another, which others may have open, in one transaction; `is_alone`: no log beside it."""
    if not target.exists():
        target.touch(mode=_MODES[target.name])
    reading, writing = connect_reader(source), connect_writer(target)
    try:
        writing.copy_from(reading)
        if is_alone:
            writing.fold_log()
    finally:
        writing.close()
        reading.close()


def _put_in_place(work: Path, folder: Path) -> None:
    """The checked files as a new store: under another name first, so that it appears whole."""
    ready = work / "ready"
    ready.mkdir()
    for name in _MIGRATIONS:
        for part in work.glob(f"{name}*"):
            with part.open("rb") as stream:
                os.fsync(stream.fileno())
            part.rename(ready / part.name)
    if folder.exists():
        folder.rmdir()  # empty, or somebody was quicker
    ready.rename(folder)
    _keep(folder.parent)


# --- both ------------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _beside(path: Path) -> Generator[Path]:
    """A folder to work in on the same disk, gone afterwards."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    except OSError as error:
        raise StoreError(f"{path.parent} cannot be written to: {error.strerror or error}.") from error
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _keep(folder: Path) -> None:
    """Have the names in a folder written to the disk, where the system knows how."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _damaged(file: Path) -> UnreadableError:
    return UnreadableError(f"{file} is no backup of a store, or a damaged one; nothing was changed.")
