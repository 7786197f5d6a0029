"""The indexes of a store: made, found, and told apart from those of another version."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from opensearchpy.exceptions import RequestError

from assistant.errors import SchemaTooNewError, StoreError
from assistant.store.opensearch.address import read_address
from assistant.store.opensearch.cluster import Cluster, Json
from assistant.store.opensearch.faults import lost, red
from assistant.store.opensearch.mappings import OLDEST_WRITER, VERSION, definition

OPENING = 10.0
"""Seconds that a cluster which cannot be reached is waited for when it is opened."""


@dataclass(frozen=True, slots=True)
class Made:
    """An index that is there: the engine's name for it, the version of its mapping, its shards, and its aliases."""

    index: str
    version: int
    shards: int
    aliases: tuple[str, ...]


async def open_indexes(url: str, names: Sequence[str], *, create: bool) -> Cluster:
    """The cluster at `url`, with these indexes there, of our version, and on line; made where `create` says so.

    Raises SettingsError for an address that cannot be read, StoreError where there are none, where one is missing or
    the cluster is red, and SchemaTooNewError.
    """
    cluster = Cluster(read_address(url))
    try:
        await _prepare(cluster, names, create=create)
    except BaseException:
        await cluster.close()
        raise
    return cluster


async def _prepare(cluster: Cluster, names: Sequence[str], *, create: bool) -> None:
    there = await existing(cluster, names)
    missing = [name for name in names if name not in there]
    if missing and not create:
        if there:
            raise lost(cluster.shown)
        raise StoreError(f"There is no store at {cluster.shown}; run `attache ingest …` first.")
    for fault in await asyncio.gather(*(_make(cluster, name) for name in missing), return_exceptions=True):
        if fault is not None:
            raise fault
    for made in there.values():
        if made.version > VERSION:
            raise too_new(cluster)
        if made.version < VERSION:
            raise StoreError(
                f"The store at {cluster.shown} is of an earlier version; run `attache upgrade --store {cluster.shown}`,"
                " also while others use it."
            )
    await on_line(cluster, names)


def too_new(cluster: Cluster) -> SchemaTooNewError:
    """For a store that we do not know how to read."""
    return SchemaTooNewError(f"The store at {cluster.shown} was written by a newer Attaché; upgrade this one.")


async def existing(cluster: Cluster, names: Sequence[str]) -> dict[str, Made]:
    """Those of these indexes that are there."""
    wanted = ",".join(map(cluster.index, names))
    params = {"ignore_unavailable": "true", "allow_no_indices": "true"}
    found = await cluster.ask("GET", f"/{wanted}", params=params, patience=OPENING)
    there: dict[str, Made] = {}
    for index, told in found.items():
        version = int(told["mappings"].get("_meta", {}).get("attache", 0))
        shards = int(told["settings"]["index"]["number_of_shards"])
        made = Made(index, version, shards, tuple(sorted(told["aliases"])))
        there |= {name: made for name in names if cluster.index(name) in (index, *made.aliases)}
    return there


def aliases(cluster: Cluster, name: str, index: str) -> list[str]:
    """What an index of our version is called by those who read it, and by those who may write it."""
    writers = [f"{called}-by-v{each}" for called in (cluster.index(name), index) for each in _writers()]
    return [cluster.index(name), *writers]


def _writers() -> range:
    return range(OLDEST_WRITER, VERSION + 1)


async def _make(cluster: Cluster, name: str) -> None:
    """Make an index, with the alias by which it is used; nothing where somebody else has just made it."""
    index = f"{cluster.index(name)}-v{VERSION}"
    await make(cluster, index, definition(name, cluster.address.shards), aliases(cluster, name, index))


async def make(cluster: Cluster, index: str, body: Json, called: Sequence[str]) -> None:
    """Make an index of this definition that has these aliases; nothing where it is there."""
    try:
        await cluster.ask("PUT", f"/{index}", {**body, "aliases": {alias: {} for alias in called}})
    except StoreError as error:
        cause = error.__cause__
        if not (isinstance(cause, RequestError) and cause.error == "resource_already_exists_exception"):
            raise


async def on_line(cluster: Cluster, names: Sequence[str]) -> None:
    """Wait until all documents can be read. Raises StoreError where some are on no node that runs."""
    params = {"wait_for_status": "yellow"}  # for half a minute
    wanted = ",".join(map(cluster.index, names))
    try:
        health = await cluster.ask("GET", f"/_cluster/health/{wanted}", params=params)
    except StoreError as error:
        if getattr(error.__cause__, "status_code", None) == 408:
            raise red(cluster.shown) from error
        raise
    if health["status"] == "red":
        raise red(cluster.shown)


async def note(cluster: Cluster) -> str:
    """What is amiss with the indexes while all still works; empty where nothing is."""
    ours = cluster.index("*")
    health = await cluster.ask("GET", f"/_cluster/health/{ours}")
    notes: list[str] = []
    if health["status"] != "green":
        share = health["active_shards"] / (health["active_shards"] + health["unassigned_shards"] or 1)
        notes.append(f"the cluster is {health['status']}: {share:.0%} of all copies are on line, on {_nodes(health)}")
    settings = await cluster.ask("GET", f"/{ours}/_settings/index.blocks.*")
    if blocked := sorted(name for name, each in settings.items() if each["settings"]):
        notes.append(f"{blocked[0]} is blocked for writing, as the cluster does when a disk is nearly full")
    return "; ".join(notes)


def _nodes(health: Json) -> str:
    count = health["number_of_data_nodes"]
    return f"{count} data node" if count == 1 else f"{count} data nodes"
