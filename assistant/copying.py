"""Documents from one store into another, with everything that was read out of them: nothing is read again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from assistant.errors import StoreError
from assistant.store.contract import Record, Store
from assistant.types import Outcome

_AT_ONCE = 50


@dataclass(slots=True)
class Copied:
    """What became of a copy: the outcomes by document, and a hash of all that was copied."""

    outcomes: Counter[Outcome] = field(default_factory=Counter[Outcome])
    sha256: str = ""


async def copy(source: Store, target: Store, progress: Callable[[int], None] | None = None) -> Copied:
    """Copy all documents; each is read back out of `target` and must be the same.

    Documents that `target` holds besides are left alone. What was copied before is passed over when it is run again.
    `progress` is told how many documents are done. Raises StoreError where one came out otherwise.
    """
    made, told = Copied(), hashlib.sha256()
    async for names in _pages(source):
        known, wanted = await target.fingerprints(names), await source.fingerprints(names)
        new = [name for name in names if name in wanted and known.get(name) != wanted[name]]
        for outcome in await target.put_many(await source.records(new)):
            made.outcomes[outcome] += 1
        if same := len(wanted) - len(new):
            made.outcomes["unchanged"] += same
        there = {record.document.id: content(record) for record in await target.records(names)}
        for record in await source.records(names):
            if there.get(record.document.id) != content(record):
                raise StoreError(f"{record.document.id} is not the same in both stores; is somebody writing to them?")
            told.update(there[record.document.id].encode())
        if progress is not None:
            progress(made.outcomes.total())
    made.sha256 = told.hexdigest()
    return made


def content(record: Record) -> str:
    """A hash of a document with all that was read out of it."""
    said = repr((record.document, record.passages, record.reading, record.mark, record.digest, record.sketch))
    return hashlib.sha256(said.encode("utf-8", "backslashreplace")).hexdigest()


async def _pages(store: Store) -> AsyncIterator[list[str]]:
    page: list[str] = []
    async for head in store.documents():
        page.append(head.id)
        if len(page) == _AT_ONCE:
            yield page
            page = []
    if page:
        yield page
