"""Let writes fail one after the other, and see what each leaves."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from assistant.errors import StoreError
from tests.support.failing_disk import Disk
from tests.support.write_paths import PATHS, Held, held


async def failures(
    base: Path, work: Path, name: str, disk: Disk, points: int | None = None, last: int = 0
) -> list[str]:
    """What is amiss after one path is done with one of its writes failing: every one, or that many spread over all and
    so many of the last ones.

    The old state must stand or the new one (of files taken in together, some), and the new one after it is done again.
    """
    disk.set(None)
    backup_too = name == "backup"
    before = await held(_copy(base, work / "old"), backup_too=backup_too)
    whole = _copy(base, work / "whole")
    disk.set(None)
    await PATHS[name](whole)
    writes = disk.writes
    after = await held(whole, backup_too=backup_too)
    if before == after:
        return [f"{name} changes nothing"]
    chosen = range(1, writes + 1)
    if points is not None:
        spread = {1 + round(step * (writes - 1) / (points - 1)) for step in range(points)}
        chosen = sorted(spread | set(range(writes - last + 1, writes + 1)))
    amiss: list[str] = []
    for number, point in enumerate(chosen):
        fault, stays = ("full", "broken")[number % 2], number % 3 == 0
        folder = _copy(base, work / "work")
        disk.set(point, fault, stays=stays)
        with suppress(StoreError):
            await PATHS[name](folder)
        disk.set(None)
        where = f"{name}, write {point} of {writes} ({fault}{', and all after it' if stays else ''})"
        left = await held(folder, backup_too=backup_too)
        if left not in (before, after) and not (name == "ingest" and _lies_between(before, left, after)):
            amiss.append(f"{where}: neither the old state nor the new one")
        await PATHS[name](folder)
        if await held(folder, backup_too=backup_too) != after:
            amiss.append(f"{where}: done again it is not the new state")
    return amiss


def _copy(base: Path, folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(base, folder)
    return folder


def _lies_between(before: Held, left: Held, after: Held) -> bool:
    return set(before.documents) <= set(left.documents) <= set(after.documents)
