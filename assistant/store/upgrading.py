"""Bring a store and its desk to the form of this version, whatever kind of store it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.errors import SettingsError
from assistant.store.opening import CLIENT_MISSING, open_store
from assistant.store.opensearch.address import is_cluster

if TYPE_CHECKING:
    from assistant.store.opensearch.upgrading import Upgraded


async def upgrade_store(url: str, progress: Callable[[str], None]) -> Upgraded | None:
    """Upgrade the store at `url`, also while others use it; None where there was nothing to do on a cluster.

    `progress` is told how far each index is. An embedded store is brought to this version whenever it is opened.
    Raises SettingsError for an address that cannot be read, StoreError where there is no store and SchemaTooNewError.
    """
    if not is_cluster(url):
        await (await open_store(url, create=False)).close()
        return None
    try:
        from assistant.store.opensearch.upgrading import upgrade
    except ModuleNotFoundError as error:
        raise SettingsError(CLIENT_MISSING) from error
    return await upgrade(url, progress)
