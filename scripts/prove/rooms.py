"""Take in files on real small disks that fill up or turn read-only: nothing half, one clear line, then the rest.

    sudo python scripts/prove/rooms.py [--sample MB]

Mounts a tmpfs and an ext4 image (Linux, as root) with a ballast file that leaves so much room, and takes reports in by
the command line. Where the disk fills up, what was taken in before stands whole, the last line says what is wrong, and
with the ballast gone the next run ends with what an undisturbed one writes. Then the disk is made read-only: asking and
`status` go on, taking in is refused in a line. Exit status 1 when something is amiss.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evals.speeds.ingest import write_texts  # noqa: E402 - the checkout comes first
from tests.support.whole import found, hashes  # noqa: E402 - likewise

KINDS = ("ext4", "tmpfs")
SHARES = (0.02, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85, 1.0, 1.2, 2.0)
"""Room on the disk, as shares of what an undisturbed run leaves there."""

_MB = 1_000_000
_BLOCK = 4096
"""What file systems of more than half a gigabyte have. Where blocks are smaller than SQLite's pages of shared memory, a
full disk may end a process that opens the store (SIGBUS): it claims one byte of each page, which is one block of it.
"""


class AmissError(AssertionError):
    """Something is not as it must be."""


@contextmanager
def disk(kind: str, work: Path, size: int) -> Generator[Path]:
    """A new disk of about `size` bytes, mounted in the block."""
    place = Path(tempfile.mkdtemp(dir=work))
    where, image = place / "disk", place / "image"
    where.mkdir()
    if kind == "tmpfs":
        run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(where))
    else:
        image.touch()
        os.truncate(image, size)
        run("mkfs.ext4", "-q", "-m", "0", "-b", str(_BLOCK), str(image))
        run("mount", "-o", "loop", str(image), str(where))
    try:
        yield where
    finally:
        run("umount", str(where))
        image.unlink(missing_ok=True)


def run(*command: str) -> None:
    """Run a command of the system. Raises CalledProcessError."""
    subprocess.run(command, check=True, capture_output=True, text=True)


def attache(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    command = [sys.executable, "-m", "assistant", *arguments]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, timeout=600)


def told(process: subprocess.CompletedProcess[str], what: str) -> str:
    """The one line with which a command failed. Raises `AmissError` where it did otherwise."""
    lines = process.stderr.splitlines()
    if process.returncode != 3 or not lines or not lines[-1].startswith("attache: ") or "Traceback" in process.stderr:
        raise AmissError(f"{what}: exit status {process.returncode}, {process.stderr[-800:]}")
    return lines[-1]


def fill_up(place: Path, folder: Path, room: int, wanted: dict[str, str]) -> str:
    """Take in with only so much room, then with more."""
    ballast, store = place / "ballast", place / "store"
    with ballast.open("wb") as file:
        for _ in range(max(0, _free(place) - room) // 65536):
            file.write(b"\x01" * 65536)
    first = attache("ingest", str(folder), "--store", str(store))
    line = "in whole" if first.returncode == 0 else told(first, "a full disk")
    asked = attache("status", "--store", str(store))
    if asked.returncode:
        line += f" Then `status`: {told(asked, 'status on a full disk')}"
    ballast.unlink()
    if (store / "attache.db").exists():
        for name, told_now in hashes(store / "attache.db").items():
            if wanted.get(name) != told_now:
                raise AmissError(f"{name} is half in")
    rest = attache("ingest", str(folder), "--store", str(store))
    if rest.returncode or hashes(store / "attache.db") != wanted:
        raise AmissError(f"with room again: exit status {rest.returncode}, {rest.stderr[-800:]}")
    return line


def turn_read_only(place: Path, folder: Path) -> str:
    """Ask, and take in, while the disk may only be read."""
    store = str(place / "store")
    run("mount", "-o", "remount,ro", str(place))
    for reading in (("status",), ("ask", "What did the report say?"), ("search", "government")):
        process = attache(*reading, "--store", store)
        if process.returncode not in {0, 1} or "Traceback" in process.stderr:
            raise AmissError(f"{reading[0]} on a read-only disk: {process.returncode}, {process.stderr[-800:]}")
    (folder / "late.txt").write_text(" date 2020-03-01\n\nAna Veloso said the boat came.\n")
    line = told(attache("ingest", str(folder), "--store", store), "taking in on a read-only disk")
    (folder / "late.txt").unlink()
    run("mount", "-o", "remount,rw", str(place))
    return line


def _free(place: Path) -> int:
    statistics = os.statvfs(place)
    return statistics.f_bavail * statistics.f_frsize


def prove(work: Path, sample: float) -> None:
    """All kinds of disks with all rooms. Raises `AmissError`."""
    folder = work / "in"
    folder.mkdir()
    write_texts(folder, sample)
    attache("ingest", str(folder), "--store", str(work / "whole"))
    wanted = hashes(work / "whole" / "attache.db")
    searched = asyncio.run(found(work / "whole"))
    need = sum(file.stat().st_size for file in (work / "whole").rglob("*") if file.is_file())
    for kind in KINDS:
        for share in SHARES:
            with disk(kind, work, 4 * need + 16 * _MB) as place:
                print(f"{kind}, room for {share:.0%}: {fill_up(place, folder, int(share * need), wanted)}", flush=True)
                if asyncio.run(found(place / "store")) != searched:
                    raise AmissError("what is found is not what an undisturbed run finds")
                if share == SHARES[-1]:
                    print(f"{kind}, read-only: {turn_read_only(place, folder)}", flush=True)


def main() -> int:
    """Prove it with as much text as asked."""
    parser = argparse.ArgumentParser(description="Take in files on real disks without room.")
    parser.add_argument("--sample", type=float, default=2.0, metavar="MB")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="attache-rooms-") as temporary:
        prove(Path(temporary), chosen.sample)
    return 0


if __name__ == "__main__":
    sys.exit(main())
