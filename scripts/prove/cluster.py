"""Kill nodes of a real cluster, and writers to it, again and again: nothing acknowledged may be lost, no answer wrong.

    python scripts/prove/cluster.py [--parts servers,nodes,writers] [--kills N] [--writers N] [--seed N]

Starts three nodes (`scripts/opensearch`), or takes those that run, and works under a prefix of its own. Conversations
are moved between two servers at every turn (`servers.py`); one node after the other is killed without warning while
documents are put and asked for; all nodes are killed at once; and `attache ingest` is killed at random moments until it
comes to the end, which must be what an undisturbed run makes. The longest time that a caller waited is told. Exit
status 1 at the first thing amiss.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Sequence
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from assistant.copying import content  # noqa: E402 - the checkout comes first
from assistant.store.contract import PassageQuery, QuoteQuery, Record, Store  # noqa: E402 - likewise
from assistant.store.opening import open_store  # noqa: E402 - likewise
from assistant.store.opensearch.address import read_address  # noqa: E402 - likewise
from assistant.store.opensearch.cluster import Cluster  # noqa: E402 - likewise
from scripts.prove.servers import LostError, moved  # noqa: E402 - likewise
from tests.store.records import Builder  # noqa: E402 - likewise

T = TypeVar("T")

NODES = (1, 2, 3)
FIRST_PORT = int(os.environ.get("ATTACHE_CLUSTER_PORT", "19200"))
HOSTS = "opensearch://" + ",".join(f"127.0.0.1:{FIRST_PORT + number}" for number in NODES)
BATCH = 5
CONVERSATIONS = 200
FILES = 800
PARTS = ("servers", "nodes", "writers")
SETTLE = 3.0  # seconds of work between a kill and the return of the node
RECOVERY = 180.0  # seconds for all copies to be on line again


class AmissError(AssertionError):
    """Something is not as it must be."""


class Work:
    """Documents that are put, and asked for, all the time; what was acknowledged is remembered."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.acknowledged = 0
        self.asked = 0
        self.longest = {"put": 0.0, "ask": 0.0}

    async def go_on(self, stop: asyncio.Event) -> None:
        """Put and ask until told to stop."""
        await asyncio.gather(self._put(stop), *(self._ask(stop) for _ in range(2)))

    async def check_all(self) -> None:
        """Everything that was acknowledged is there, with all that was read out of it, and nothing else."""
        names = [made(number).document.id for number in range(self.acknowledged)]
        for start in range(0, len(names), 100):
            there = {one.document.id: one for one in await self._store.records(names[start : start + 100])}
            for number in range(start, min(start + 100, len(names))):
                found = there.get(names[number])
                if found is None or (found.document, found.reading) != (made(number).document, made(number).reading):
                    raise AmissError(f"{names[number]} was acknowledged and is {'other' if found else 'lost'}")
        held = await self._store.holdings()
        if not len(names) <= held.documents <= len(names) + BATCH:
            raise AmissError(f"{held.documents} documents, of which {len(names)} were acknowledged")

    async def _put(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            batch = [made(self.acknowledged + number) for number in range(BATCH)]
            outcomes = await self._timed("put", self._store.put_many(batch))
            if set(outcomes) - {"added"}:
                raise AmissError(f"{outcomes} for documents that were new")
            self.acknowledged += BATCH

    async def _ask(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            if not self.acknowledged:
                await asyncio.sleep(0.01)
                continue
            number = random.randrange(self.acknowledged)  # noqa: S311 - no secret
            record = made(number)
            query = PassageQuery(words=(f"unique{number}",))
            hits = await self._timed("ask", self._store.at_once(lambda view, query=query: view.search(query)))
            quotes = await self._timed("ask", self._store.quotes(QuoteQuery(words=(f"unique{number}",))))
            found = {hit.document.id for hit in hits}, [quote.value for quote in quotes]
            if found != ({record.document.id}, list(record.reading.quotes)):
                raise AmissError(f"asked for {record.document.id}, the answer was {found}")
            self.asked += 1

    async def _timed(self, kind: str, work: Awaitable[T]) -> T:
        began = time.monotonic()
        done = await work
        self.longest[kind] = max(self.longest[kind], time.monotonic() - began)
        return done


def made(number: int) -> Record:
    """A document like no other."""
    text = f'Ana Veloso met Rui Alves in Porto. "We agree on unique{number}," Veloso said. Talks went on.'
    builder = Builder(f"document {number:06}", text, None, f"Source {number % 7}")
    return builder.mention("Ana Veloso").quote(f"We agree on unique{number},", "Ana Veloso").record()


async def nodes(work: Work, cluster: Cluster, kills: int) -> None:
    """Kill one node after the other while the work goes on."""
    stop = asyncio.Event()
    going = asyncio.create_task(work.go_on(stop))
    for kill in range(kills):
        node = random.choice(NODES)  # noqa: S311 - no secret
        await asyncio.sleep(random.uniform(0.2, 2.0))  # noqa: S311 - no secret
        await control("kill", node)
        await asyncio.sleep(SETTLE)
        await control("revive", node)
        await whole_again(cluster, going)
        told = f"{work.acknowledged} acknowledged, {work.asked} asked for, waited {shown(work.longest)}"
        print(f"kill {kill + 1}: node-{node}; {told}", flush=True)
    stop.set()
    await going
    await work.check_all()


async def everything(work: Work, cluster: Cluster) -> None:
    """Kill all nodes at once."""
    await control("kill", *NODES)
    await control("revive", *NODES)
    await whole_again(cluster, None)
    await work.check_all()
    print(f"all nodes killed at once: {work.acknowledged} documents are there", flush=True)


async def writers(url: str, work: Path, most: int) -> None:
    """Kill `attache ingest` until it comes to the end by itself, which must make what an undisturbed one makes."""
    folder = work / "documents"
    folder.mkdir()
    for number in range(FILES):
        (folder / f"n{number:03}.txt").write_text(" ".join([made(number).document.text] * 20), encoding="utf-8")
    began = time.monotonic()
    wanted = await whole_of(str(work / "undisturbed"), folder)
    longest, killed, rounds = time.monotonic() - began, 0, 0
    while killed < most:
        killed += await until_the_end(f"{url}-{rounds}", folder, wanted, longest, most - killed)
        rounds += 1
    print(f"writers: {killed} killed, {rounds} times {len(wanted)} documents, all as an undisturbed ingest makes them")


async def until_the_end(url: str, folder: Path, wanted: dict[str, str], longest: float, most: int) -> int:
    """Kill an ingest, and start it again, until it is done; how often."""
    killed = 0
    while True:
        process = ingesting(url, folder)
        try:
            status = process.wait(random.uniform(0.1, 0.6) * longest if killed < most else None)  # noqa: S311 - no secret
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            killed += 1
            there = await contents(url, create=True)
            if wrong := [name for name in there if there[name] != wanted[name]]:
                raise AmissError(f"{wrong[0]} is not as an undisturbed ingest makes it") from None
            print(f"writer killed {killed} times: {len(there)} of {len(wanted)} documents, each whole", flush=True)
            continue
        if status:
            raise AmissError(f"attache ingest ended with {status}")
        if await contents(url) != wanted:
            raise AmissError("the store is not what an undisturbed ingest makes")
        return killed


async def whole_of(url: str, folder: Path) -> dict[str, str]:
    """What an ingest that nobody disturbs makes."""
    if status := ingesting(url, folder).wait():
        raise AmissError(f"attache ingest ended with {status}")
    return await contents(url)


async def contents(url: str, *, create: bool = False) -> dict[str, str]:
    """A hash of each document with all that was read out of it."""
    store = await open_store(url, create=create)
    names = [head.id async for head in store.documents()]
    found = {record.document.id: content(record) for record in await store.records(names)}
    await store.close()
    return found


def ingesting(url: str, folder: Path) -> subprocess.Popen[bytes]:
    """An ingest by the command line."""
    command = [sys.executable, "-m", "assistant", "ingest", str(folder), "--store", url]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


async def control(command: str, *numbers: int) -> None:
    """Kill or revive nodes."""
    process = await asyncio.create_subprocess_exec(str(ROOT / "scripts" / "opensearch"), command, *map(str, numbers))
    if await process.wait():
        raise AmissError(f"scripts/opensearch {command} failed")


async def whole_again(cluster: Cluster, going: asyncio.Task[None] | None) -> None:
    """Wait until every document has both its copies; raises what the work raises."""
    deadline = time.monotonic() + RECOVERY
    while time.monotonic() < deadline:
        if going is not None and going.done():
            await going
        health = await cluster.ask("GET", f"/_cluster/health/{cluster.index('*')}")
        if health["status"] == "green" and health["number_of_nodes"] == len(NODES):
            return
        await asyncio.sleep(0.3)
    raise AmissError("the cluster did not get whole again")


def shown(longest: dict[str, float]) -> str:
    """The longest times that somebody waited."""
    return f"at most {longest['put']:.1f} s to put and {longest['ask']:.1f} s for an answer"


async def prove(parts: Sequence[str], kills: int, most: int) -> None:
    """These parts, each under a prefix of its own."""
    url = f"{HOSTS}/prove-{os.getpid()}"
    cluster = Cluster(read_address(url))
    try:
        if "servers" in parts:
            print(await moved(f"{url}-servers", CONVERSATIONS), flush=True)
        if "nodes" in parts:
            await nodes_and_all(f"{url}-nodes", kills)
        if "writers" in parts:
            with tempfile.TemporaryDirectory() as folder:
                await writers(f"{url}-writers", Path(folder), most)
    finally:
        await cluster.ask("DELETE", f"/{cluster.index('*')}")
        await cluster.close()


async def nodes_and_all(url: str, kills: int) -> None:
    """Kill nodes one by one and all at once."""
    cluster, store = Cluster(read_address(url)), await open_store(url, create=True)
    try:
        work = Work(store)
        await nodes(work, cluster, kills)
        await everything(work, cluster)
    finally:
        await store.close()
        await cluster.close()
    print(f"{kills} nodes killed: nothing acknowledged was lost, no answer was wrong; waited {shown(work.longest)}")


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description="Kill nodes of a cluster, and writers to it.")
    parser.add_argument("--parts", default=",".join(PARTS), help="which of them (default: %(default)s)")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--seed", type=int, default=None)
    chosen = parser.parse_args()
    parts = chosen.parts.split(",")
    if unknown := set(parts) - set(PARTS):
        parser.error(f"there is no part {min(unknown)}")
    random.seed(chosen.seed)
    scripts = str(ROOT / "scripts" / "opensearch")
    runs = subprocess.run([scripts, "status"], check=False, stdout=subprocess.DEVNULL).returncode == 0
    if not runs and subprocess.run([scripts, "start", str(len(NODES))], check=False).returncode:
        return 3
    try:
        asyncio.run(prove(parts, chosen.kills, chosen.writers))
    except (AmissError, LostError) as error:
        print(f"amiss: {error}", file=sys.stderr)
        return 1
    finally:
        if not runs:
            subprocess.run([scripts, "stop"], check=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
