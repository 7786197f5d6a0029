"""Kill a writing process again and again at random moments; the store must always be whole.

    python scripts/prove/kills.py [KILLS] [DOCUMENTS]

After each kill: no damage, no half document, nothing lost that was acknowledged, the search index in step. When a
store is full after all, it holds exactly what an undisturbed run writes. Exit status 1 at the first thing amiss.
"""

from __future__ import annotations

import asyncio
import hashlib
import random
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from assistant.store.contract import EventQuery, PassageQuery, QuoteQuery  # noqa: E402 - the checkout comes first
from assistant.store.embedded import open_embedded  # noqa: E402

LONGEST = 2.0  # seconds a writer lives, its start included


async def content(folder: Path) -> tuple[list[str], str]:
    """The ids a store holds and a hash of all it tells about them; raises where its parts disagree."""
    store = await open_embedded(folder, create=False)
    try:
        heads = [summary async for summary in store.documents()]
        many = len(heads) + 1
        quotes = await store.quotes(QuoteQuery(limit=many))
        events = await store.events(EventQuery(limit=many))
        hits = await store.search(PassageQuery(words=("boat",), limit=many))
        mentions = await store.mentions("Ana Veloso", limit=many)
        if not len(heads) == len(quotes) == len(events) == len(hits) == len(mentions):
            raise AssertionError(f"half a document among {len(heads)} in {folder}")
        told = [sorted(map(repr, part)) for part in (heads, quotes, events, mentions)]
        found = sorted((hit.document.id, hit.text) for hit in hits)
        return [head.id for head in heads], hashlib.sha256(repr((told, found)).encode()).hexdigest()
    finally:
        await store.close()


def write(folder: Path, documents: int) -> subprocess.Popen[str]:
    """A process that writes documents and tells the number of each when it is acknowledged."""
    command = [sys.executable, "-m", "tests.store.programs", "write", str(folder), "0", str(documents)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def kill_once(folder: Path, documents: int) -> int | None:
    """Let a writer live for a moment; the number of documents it acknowledged, None when it was done before."""
    writer = write(folder, documents)
    try:
        writer.wait(random.uniform(0, LONGEST))  # noqa: S311 - no secret
    except subprocess.TimeoutExpired:
        writer.kill()
    told = writer.communicate()[0]
    return None if writer.returncode == 0 else told.count("\n")


def main() -> int:
    """Kill, look, go on."""
    given = [int(number) for number in sys.argv[1:]]
    kills, documents = (*given, *(300, 400)[len(given) :])
    with tempfile.TemporaryDirectory() as temporary:
        write(Path(temporary, "whole"), documents).communicate()
        wanted = asyncio.run(content(Path(temporary, "whole")))
        done = finished = 0
        while done < kills:
            folder = Path(temporary, f"store{finished}")
            acknowledged = kill_once(folder, documents)
            if acknowledged is None:
                if asyncio.run(content(folder)) != wanted:
                    raise AssertionError(f"{folder} is not what an undisturbed run writes")
                finished += 1
                continue
            done += 1
            if (folder / "attache.db").exists():
                ids, _ = asyncio.run(content(folder))
                if ids[:acknowledged] != wanted[0][:acknowledged]:
                    raise AssertionError(f"{folder} lost an acknowledged document")
        print(f"{done} kills, {finished} stores written to the end, nothing lost")
    return 0


if __name__ == "__main__":
    sys.exit(main())
