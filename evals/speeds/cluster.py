"""Searches in a store on a real cluster of three nodes, beside the bare engine and beside a store in a folder.

The nodes are those of `scripts/opensearch`, started for this unless they run; a store that was made in running ones is
kept for the next time. They run on the machine that asks, with the options of a node that serves (set
ATTACHE_CLUSTER_JAVA for others). "Bare" is the engine's own query over HTTP, put together beforehand: the ten best
passages with texts and heads. The store looks names up beside it, in the same request, and before it where a name means
more than itself. Both take turns, in one process, and so does the same search in a store of the same reports in a
folder. With `--times K` the cluster is asked once more over K times as much: the engine restores a snapshot of the
reports beside them, so that all of them are there K times over.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncGenerator, Awaitable, Callable, Generator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.store.contract import PassageQuery
from assistant.store.opensearch.address import read_address
from assistant.store.opensearch.cluster import Cluster, Json
from assistant.store.opensearch.groups import terms_of
from assistant.store.opensearch.mappings import DOCUMENTS
from assistant.store.opensearch.names import Names
from assistant.store.opensearch.searching import Plan, passages_of, plan_of
from assistant.store.opensearch.store import OpenSearchStore, open_cluster
from evals.archive import PASSAGES_PER_REPORT, Archive
from evals.speeds.figures import Figure, median, percentile
from evals.speeds.search import fill, in_turns, made, searches

FACTOR = 1.3  # times the bare engine
_QUERIES_A_RUN = 10
_WARMING = 30  # searches of each kind that are not counted: the engine compiles what is asked often
_NODES = 3
_SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "opensearch"
_JAVA = "-Xms512m -Xmx512m"
_FIRST_PORT = int(os.environ.get("ATTACHE_CLUSTER_PORT", "19200"))

_REPOSITORY = "/_snapshot/speed"
_LOOKING = 1.0  # seconds between two looks at what the engine does

Ask = Callable[[PassageQuery], Awaitable[object]]


def measure(runs: int, passages: int = 10_000, times: int = 1) -> list[Figure]:
    """Passages taken in in a second, sizes, and milliseconds over `10 * runs` searches of each kind."""
    with _nodes() as hosts:
        return asyncio.run(_measure(f"{hosts}/speed-{passages}", passages, times, _QUERIES_A_RUN * runs))


@contextmanager
def _nodes() -> Generator[str]:
    """The address of three nodes, started for this unless they run."""
    runs = subprocess.run([_SCRIPT, "status"], check=False, stdout=subprocess.DEVNULL).returncode == 0
    if not runs:
        environment = {"ATTACHE_CLUSTER_JAVA": _JAVA, **os.environ}
        subprocess.run([_SCRIPT, "start", str(_NODES)], check=True, stdout=sys.stderr, env=environment)
    try:
        yield "opensearch://" + ",".join(f"127.0.0.1:{_FIRST_PORT + number}" for number in range(1, _NODES + 1))
    finally:
        if not runs:
            subprocess.run([_SCRIPT, "stop"], check=False, stdout=sys.stderr)


async def _measure(url: str, passages: int, times: int, number: int) -> list[Figure]:
    archive, cluster = Archive(), Cluster(read_address(url))
    async with AsyncExitStack() as held:
        held.push_async_callback(cluster.close)
        store = await open_cluster(url, create=True)
        held.push_async_callback(store.close)
        figures = await _taken_in(store, archive, passages)
        embedded = await made(Path(tempfile.gettempdir()) / f"attache-search-{passages}", archive, passages)
        held.push_async_callback(embedded.close)
        asked = searches(archive, number + _WARMING, (await store.status()).documents)
        for kind, queries in asked.items():
            figures += await _beside(kind, queries, cluster, {"cluster": store.search, "folder": embedded.search})
        if times > 1:
            await held.enter_async_context(_again(cluster, times - 1))
            figures += await _sizes(store)
            for kind, queries in asked.items():
                figures += await _beside(kind, queries, cluster, {"cluster": store.search})
        return figures


@asynccontextmanager
async def _again(cluster: Cluster, copies: int) -> AsyncGenerator[None]:
    """So many copies of the documents beside them, found by the same searches, as long as the block is not left."""
    alias = cluster.index(DOCUMENTS)
    [original] = await cluster.ask("GET", f"/{alias}/_alias")
    chosen = {"indices": original, "include_global_state": False}
    made = [f"{original}-again-{number}" for number in range(copies)]
    try:
        await cluster.ask("PUT", _REPOSITORY, {"type": "fs", "settings": {"location": "speed"}})
        await cluster.ask("PUT", f"{_REPOSITORY}/all", chosen)
        await _until(cluster, f"{_REPOSITORY}/all", lambda told: told["snapshots"][0]["state"] != "IN_PROGRESS")
        for index in made:
            renamed = {"rename_pattern": ".+", "rename_replacement": index, "include_aliases": False}
            await cluster.ask("POST", f"{_REPOSITORY}/all/_restore", {**chosen, **renamed})
            await _until(cluster, f"/_cluster/health/{index}", lambda told: told["status"] == "green")
        actions = [{"add": {"index": index, "alias": alias}} for index in made]
        await cluster.ask("POST", "/_aliases", {"actions": actions})
        yield
    finally:
        await cluster.ask("DELETE", "/" + ",".join(made), params={"ignore_unavailable": "true"})
        await cluster.ask("DELETE", f"{_REPOSITORY}/all")
        await cluster.ask("DELETE", _REPOSITORY)


async def _until(cluster: Cluster, path: str, done: Callable[[Json], bool]) -> None:
    while not done(await cluster.ask("GET", path)):  # noqa: ASYNC110 - the engine tells nobody when it is done
        await asyncio.sleep(_LOOKING)


async def _taken_in(store: OpenSearchStore, archive: Archive, passages: int) -> list[Figure]:
    """How fast the reports go in, where they are not there yet, and what they take."""
    figures: list[Figure] = []
    if (await store.status()).documents < passages // PASSAGES_PER_REPORT:
        written, spent = await fill(store, archive, passages)
        figures.append(median("passages taken in by one process", [written / spent], "1/s"))
    return [*figures, *await _sizes(store)]


async def _sizes(store: OpenSearchStore) -> list[Figure]:
    status = await store.status()
    return [
        median("passages", [float(status.passages)], ""),
        median("all copies on disk", [status.bytes / 1e6], "MB"),
        median("the same for each passage", [status.bytes / 1e3 / status.passages], "kB"),
    ]


async def _planned(cluster: Cluster, query: PassageQuery) -> Plan | None:
    """The query in the engine's terms, with its names looked up."""
    plan = plan_of(query, query.phrases)
    if plan is None or query.entity is None:
        return plan
    groups = await Names(cluster, query.scope).meant(query.entity)
    return replace(plan, entities=terms_of(groups)) if groups else None


async def _beside(kind: str, queries: list[PassageQuery], cluster: Cluster, stores: Mapping[str, Ask]) -> list[Figure]:
    path, params = f"/{cluster.index(DOCUMENTS)}/_search", {"search_type": "dfs_query_then_fetch"}
    bodies = {query: passages_of(plan, query.limit) for query in queries if (plan := await _planned(cluster, query))}
    ways: dict[str, Ask] = {
        "bare": lambda query: cluster.ask("POST", path, bodies[query], params),
        **stores,
    }
    taken = await in_turns(ways, bodies)
    figures: list[Figure] = []
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        for way, times in taken.items():
            bound = {"at_most": FACTOR * figures[-1].value} if way == "cluster" and name == "p50" else {}
            figures.append(percentile(f"{kind}: {way} {name}", times[_WARMING:], share, "ms", **bound))
    return figures
