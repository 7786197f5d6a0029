"""`attache forget`: documents out of the store, wholly."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.doors.cli.lines import put, warn
from assistant.doors.cli.session import store_folder
from assistant.settings import read_settings
from assistant.store.contract import Store
from assistant.store.opening import open_store


async def forget(names: Sequence[str], store: str | None, *, as_json: bool) -> int:
    """Remove what is stored under each name; exit status 1 when there is nothing under one of them."""
    opened = await open_store(store_folder(read_settings(store=store)), create=False)
    try:
        gone = {name: await _forget(opened, name) for name in dict.fromkeys(names)}
        await opened.refresh()
    finally:
        await opened.close()
    documents = [document for found in gone.values() for document in found or ()]
    unknown = [name for name, found in gone.items() if found is None]
    if as_json:
        put({"forgotten": documents, "unknown": unknown})
    for document in documents if not as_json else ():
        warn(f"{document}: forgotten.")
    for name in unknown:
        warn(f"{name}: there is no such document; `attache status` tells what is in.")
    return 1 if unknown else 0


async def _forget(store: Store, name: str) -> list[str] | None:
    """The documents that are gone: the one of this id, else those of the file of this name; None for neither."""
    if await store.forget(name):
        return [name]
    if name in await store.inputs([name]):
        return await store.forget_input(name)
    return None
