"""`attache backup` and `attache restore`: a store with its desk as one file, and back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.doors.cli.lines import put, warn
from assistant.doors.cli.phrases import counted
from assistant.doors.cli.session import store_folder
from assistant.settings import read_settings
from assistant.store.opening import back_up_store, open_store, restore_store

if TYPE_CHECKING:
    from assistant.store.backup import Backup


async def backup(file: Path, store: str | None, *, force: bool, as_json: bool) -> int:
    """Write the store into a file and tell what is in it."""
    made = await back_up_store(store_folder(read_settings(store=store)), file, force=force)
    _tell(made, f"{file} holds", as_json=as_json)
    return 0


async def restore(file: Path, store: str | None, *, force: bool, as_json: bool) -> int:
    """Make the store what the file holds, and its search index anew."""
    url = store_folder(read_settings(store=store))
    restored = await restore_store(file, url, force=force)
    opened = await open_store(url, create=False)
    try:
        await opened.refresh()
    finally:
        await opened.close()
    _tell(restored, "The store is again as it was with", as_json=as_json)
    return 0


def _tell(backup: Backup, what: str, *, as_json: bool) -> None:
    if as_json:
        put(asdict(backup) | {"file": str(backup.file), "made": backup.made.isoformat()})
        return
    desk = "with keys and conversations" if backup.desk else "without keys and conversations"
    day = f"{backup.made:%Y-%m-%d %H:%M} UTC"
    warn(f"{what} {counted(backup.documents, 'document')}, {desk}, of {day} ({backup.bytes / 1e6:.1f} MB).")
