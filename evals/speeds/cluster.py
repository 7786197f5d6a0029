"""Searches in a store on a real cluster of three nodes, beside the bare engine and beside a store in a folder.

The nodes are those of `scripts/opensearch`, started for this unless they run; a store that was made in running ones is
kept for the next time. They run on the machine that asks, with the options of a node that serves (set
ATTACHE_CLUSTER_JAVA for others). "Bare" is the engine's own query over HTTP, put together beforehand: the ten best
passages with texts and heads. The store looks names up beside it, in the same request, and before it where a name means
more than itself. Both take turns, in one process, and so does the same search in a store of the same reports in a
folder.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Awaitable, Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.store.contract import PassageQuery
from assistant.store.opensearch.address import read_address
from assistant.store.opensearch.cluster import Cluster
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

Ask = Callable[[PassageQuery], Awaitable[object]]


def measure(runs: int, passages: int = 10_000) -> list[Figure]:
    """Passages taken in in a second, sizes, and milliseconds over `10 * runs` searches of each kind."""
    with _nodes() as hosts:
        return asyncio.run(_measure(f"{hosts}/speed-{passages}", passages, _QUERIES_A_RUN * runs))


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


async def _measure(url: str, passages: int, number: int) -> list[Figure]:
    archive, cluster = Archive(), Cluster(read_address(url))
    store, embedded = await open_cluster(url, create=True), None
    try:
        figures = await _taken_in(store, archive, passages)
        embedded = await made(Path(tempfile.gettempdir()) / f"attache-search-{passages}", archive, passages)
        documents = (await store.status()).documents
        asked = searches(archive, number + _WARMING, documents)
        for kind, queries in asked.items():
            figures += await _beside(kind, queries, cluster, store.search, embedded.search)
        return figures
    finally:
        await store.close()
        await cluster.close()
        if embedded is not None:
            await embedded.close()


async def _taken_in(store: OpenSearchStore, archive: Archive, passages: int) -> list[Figure]:
    """How fast the reports go in, where they are not there yet, and what they take."""
    figures: list[Figure] = []
    if (await store.status()).documents < passages // PASSAGES_PER_REPORT:
        written, spent = await fill(store, archive, passages)
        figures.append(median("passages taken in by one process", [written / spent], "1/s"))
    status = await store.status()
    return [
        *figures,
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


async def _beside(kind: str, queries: list[PassageQuery], cluster: Cluster, ours: Ask, embedded: Ask) -> list[Figure]:
    path, params = f"/{cluster.index(DOCUMENTS)}/_search", {"search_type": "dfs_query_then_fetch"}
    bodies = {query: passages_of(plan, query.limit) for query in queries if (plan := await _planned(cluster, query))}
    ways: dict[str, Ask] = {
        "bare": lambda query: cluster.ask("POST", path, bodies[query], params),
        "cluster": ours,
        "folder": embedded,
    }
    taken = await in_turns(ways, bodies)
    figures: list[Figure] = []
    for name, share in (("p50", 0.5), ("p99", 0.99)):
        for way, times in taken.items():
            bound = {"at_most": FACTOR * figures[-1].value} if way == "cluster" and name == "p50" else {}
            figures.append(percentile(f"{kind}: {way} {name}", times[_WARMING:], share, "ms", **bound))
    return figures
