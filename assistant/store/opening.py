"""A store and its desk by their address: a plain path is an embedded store, `opensearch://…` one on a cluster."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.errors import SettingsError, UsageError
from assistant.store.contract import Store
from assistant.store.desk_contract import Desk
from assistant.store.opensearch.address import is_cluster

if TYPE_CHECKING:
    from assistant.store.backup import Backup


CLIENT_MISSING = "A store on a cluster needs OpenSearch's client; run `pip install 'attache[opensearch]'`."


async def open_store(url: str, *, create: bool) -> Store:
    """The store at `url`, made when there is none and `create` says so.

    Raises SettingsError for an address of an unknown kind and StoreError when the store cannot be opened.
    """
    if is_cluster(url):
        with _client():
            from assistant.store.opensearch.store import open_cluster
        return await open_cluster(url, create=create)
    from assistant.store.embedded import open_embedded

    return await open_embedded(_folder(url), create=create)


async def open_desk(url: str, *, create: bool = True) -> Desk:
    """The desk of the store at `url`, made when there is none and `create` says so; the store itself need not exist.

    Raises SettingsError for an address of an unknown kind and StoreError when the desk cannot be opened.
    """
    if is_cluster(url):
        with _client():
            from assistant.store.opensearch.desk import open_cluster_desk
        return await open_cluster_desk(url, create=create)
    from assistant.store.embedded_desk import open_embedded_desk

    return await open_embedded_desk(_folder(url), create=create)


async def back_up_store(url: str, file: Path, *, force: bool) -> Backup:
    """Write the store at `url` and its desk into `file`; see `backup.back_up`. Raises UsageError for a cluster."""
    from assistant.store.backup import back_up

    return await asyncio.to_thread(back_up, _own_folder(url), file, force=force)


async def restore_store(file: Path, url: str, *, force: bool) -> Backup:
    """Make the store at `url` what the backup in `file` holds; see `backup.restore`.

    Raises UsageError for one on a cluster.
    """
    from assistant.store.backup import restore

    return await asyncio.to_thread(restore, file, _own_folder(url), force=force)


def desk_exists(url: str) -> bool:
    """Whether the store at `url` has a desk, as far as can be told without opening it: of a cluster it cannot."""
    from assistant.store.database import DESK_FILE

    return is_cluster(url) or (_folder(url) / DESK_FILE).is_file()


def store_exists(url: str) -> bool:
    """Whether there is a store at `url`, as far as can be told without opening it: of a cluster it cannot."""
    from assistant.store.database import FILE

    return is_cluster(url) or (_folder(url) / FILE).is_file()


@contextmanager
def _client() -> Generator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        raise SettingsError(CLIENT_MISSING) from error


def _own_folder(url: str) -> Path:
    if is_cluster(url):
        raise UsageError("A store on a cluster is backed up by the cluster's own snapshots; see docs/cluster.md.")
    return _folder(url)


def _folder(url: str) -> Path:
    if "://" in url:
        raise SettingsError(
            f"{url.partition('://')[0]}://… is not a store this version can open; give a folder, or opensearch://HOST:PORT."
        )
    return Path(url).expanduser()
