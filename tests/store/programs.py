"""Programs the tests run in processes of their own: `python -m tests.store.programs NAME STORE …`."""

from __future__ import annotations

import asyncio
import signal
import sys
from datetime import date, timedelta
from pathlib import Path

from assistant.store.contract import PassageQuery, Record
from assistant.store.embedded import open_embedded
from assistant.store.replay import locked
from tests.store.records import Builder


def numbered(number: int) -> Record:
    """A document that depends on its number alone."""
    text = f"Report {number} names Ana Veloso. The boat came back on day {number}. Nobody was hurt."
    builder = Builder(f"n{number:05}", text, date(2020, 1, 1) + timedelta(days=number % 900), f"Source {number % 7}")
    builder.mention("Ana Veloso").quote("Nobody was hurt", "Ana Veloso", "indirect")
    return builder.event("boat came", date(2020, 1, 1), who=("Ana Veloso",)).record()


async def write(folder: Path, first: int, last: int) -> None:
    """Put documents and tell each when it is acknowledged."""
    store = await open_embedded(folder)
    for number in range(first, last):
        await store.put(numbered(number))
        print(number, flush=True)  # noqa: T201 - the test reads it
        if number % 10 == 9:
            await store.refresh()
    await store.close()


CROWD = 12


def crowd(round_: int) -> list[Record]:
    """The same documents every time, all of them of one round."""
    records: list[Record] = []
    for number in range(CROWD):
        text = f"In round {round_} the boat {number} came back. Ana Veloso counted {round_} of them."
        builder = Builder(f"c{number:02}", text, date(2020, 1, 1) + timedelta(days=round_), "Harbour News")
        records.append(builder.mention("Ana Veloso").record())
    return records


async def churn(folder: Path, first: int, last: int) -> None:
    """Write all documents of a crowd anew, round by round, each in one transaction, and tell each round."""
    store = await open_embedded(folder)
    for number in range(first, last):
        await store.put_many(crowd(number))
        print(number, flush=True)  # noqa: T201 - the test reads it
    await store.close()


async def find(folder: Path, word: str) -> None:
    """Tell the ids of the documents with a word."""
    store = await open_embedded(folder, create=False)
    hits = await store.search(PassageQuery(words=(word,), limit=1000))
    print(" ".join(sorted({hit.document.id for hit in hits})), flush=True)  # noqa: T201 - the test reads it
    await store.close()


def keep(folder: Path) -> None:
    """Keep the indexes from everybody else, tell it, and go on until the process is ended."""
    with locked(folder / "index.lock", 0), locked(folder / "index-documents.lock", 0):
        print("kept", flush=True)  # noqa: T201 - the test reads it
        signal.pause()


async def leave_open(folder: Path) -> None:
    """Leave without closing the store."""
    store = await open_embedded(folder)
    await store.put(numbered(1))
    await store.search(PassageQuery(words=("boat",)))


def main() -> None:
    name, folder, *rest = sys.argv[1:]
    if name == "write":
        asyncio.run(write(Path(folder), int(rest[0]), int(rest[1])))
    elif name == "churn":
        asyncio.run(churn(Path(folder), int(rest[0]), int(rest[1])))
    elif name == "keep":
        keep(Path(folder))
    elif name == "find":
        asyncio.run(find(Path(folder), rest[0]))
    else:
        asyncio.run(leave_open(Path(folder)))


if __name__ == "__main__":
    main()
