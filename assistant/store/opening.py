"""A store and its desk by their address. A plain path is an embedded store."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import SettingsError
from assistant.store.contract import Store
from assistant.store.desk_contract import Desk

if TYPE_CHECKING:
    from assistant.store.backup import Backup


async def open_store(url: str, *, create: bool) -> Store:
    """The store at `url`, made when there is none and `create` says so.

    Raises SettingsError for an address of an unknown kind and StoreError when the store cannot be opened.
    """
    from assistant.store.embedded import open_embedded

    return await open_embedded(_folder(url), create=create)


async def open_desk(url: str, *, create: bool = True) -> Desk:
    """The desk of the store at `url`, made when there is none and `create` says so; the store itself need not exist.

    Raises SettingsError for an address of an unknown kind and StoreError when the desk cannot be opened.
    """
    from assistant.store.embedded_desk import open_embedded_desk

    return await open_embedded_desk(_folder(url), create=create)


async def back_up_store(url: str, file: Path, *, force: bool) -> Backup:
    """Write the store at `url` and its desk into `file`; see `backup.back_up`."""
    from assistant.store.backup import back_up

    return await asyncio.to_thread(back_up, _folder(url), file, force=force)


async def restore_store(file: Path, url: str, *, force: bool) -> Backup:
    """Make the store at `url` what the backup in `file` holds; see `backup.restore`."""
    from assistant.store.backup import restore

    return await asyncio.to_thread(restore, file, _folder(url), force=force)


def desk_exists(url: str) -> bool:
    """Whether the store at `url` has a desk, as far as can be told without opening it."""
    from assistant.store.database import DESK_FILE

    return (_folder(url) / DESK_FILE).is_file()


def store_exists(url: str) -> bool:
    """Whether there is a store at `url`, as far as can be told without opening it."""
    from assistant.store.database import FILE

    return (_folder(url) / FILE).is_file()


def _folder(url: str) -> Path:
    if "://" in url:
        raise SettingsError(f"{url} is not a store this version can open; give a folder with --store or ATTACHE_STORE.")
    return Path(url).expanduser()
