"""Kill an ingest again and again at random moments; the store must always be whole, and the same in the end.

    python scripts/prove/kills.py [--kills N] [--sample MB] [--seed N]

Takes in the reports of ../shared/bench/data/scale (invented ones where they are absent) by the command line, with
its worker processes, and kills the command without warning. After each kill: no damage, every document there with all
that an undisturbed run reads out of it, nothing gone that was there before, no worker left behind. When a store is full
after all, it holds exactly what an undisturbed run writes, its search included. Exit status 1 at the first thing amiss.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from evals.speeds.ingest import family, write_texts  # noqa: E402 - the checkout comes first
from tests.support.whole import clusters, found, hashes  # noqa: E402 - likewise

MEAN = 5.0  # seconds an ingest lives, its start included; now and then one lives much longer
SHARE = 0.7  # of the time of an undisturbed one, which none outlives
_COMPARED = ("documents", "stories", "search")
ORPHANS = 6.0  # seconds after which no worker may be left


class AmissError(AssertionError):
    """Something is not as it must be."""


class Proof:
    """One folder of reports, what an undisturbed run makes of it, and stores that are killed."""

    def __init__(self, folder: Path, work: Path) -> None:
        self._folder = folder
        self._work = work
        self.finished = 0
        self._known: dict[str, str] = {}
        whole = work / "whole"
        began = time.monotonic()
        if self._start(whole).wait():
            raise AmissError("the undisturbed ingest refused something itself")
        self._longest = SHARE * (time.monotonic() - began)
        self._wanted = hashes(whole / "attache.db")
        self._found = clusters(whole / "attache.db"), asyncio.run(found(whole))
        lives = f"{MEAN:.0f} s or so, {self._longest:.0f} s at most"
        print(f"{len(self._wanted)} documents undisturbed; the others live {lives}", flush=True)

    @property
    def store(self) -> Path:
        """The store that is being written."""
        return self._work / f"store{self.finished}"

    @property
    def told(self) -> str:
        """How far it has come."""
        return f"{self.finished} stores written to the end, {len(self._known)} documents in the next"

    def kill(self) -> bool:
        """Let an ingest live for a moment and look at what it leaves; whether it was killed."""
        return self._run(min(random.expovariate(1 / MEAN), self._longest))

    def finish(self) -> None:
        """Let the last ingest that was killed go on to its end."""
        if self._known:
            self._run(None)

    def _run(self, lifetime: float | None) -> bool:
        process = self._start(self.store)
        try:
            status = process.wait(lifetime)
        except subprocess.TimeoutExpired:
            workers = list(family(process.pid))[1:]
            process.kill()
            process.wait()
            self._look()
            gone(workers)
            return True
        if status:
            raise AmissError(f"an ingest ended with exit status {status}")
        self._look()
        told = clusters(self.store / "attache.db"), asyncio.run(found(self.store))
        pairs = zip((self._known, *told), (self._wanted, *self._found), strict=True)
        if other := [name for name, (own, whole) in zip(_COMPARED, pairs, strict=True) if own != whole]:
            raise AmissError(f"{self.store} is not what an undisturbed run writes: its {' and '.join(other)}")
        self.finished += 1
        self._known = {}
        return False

    def _look(self) -> None:
        file = self.store / "attache.db"
        if not file.exists() or not file.stat().st_size:
            return
        whole = hashes(file)
        for name, told in self._known.items():
            if whole.get(name) != told:
                raise AmissError(f"{name} was there and is no more, or changed")
        for name, told in whole.items():
            if self._wanted.get(name) != told:
                raise AmissError(f"{name} is not what an undisturbed run writes")
        self._known = whole

    def _start(self, store: Path) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-P", "-m", "assistant", "ingest", str(self._folder), "--store", str(store)]
        environment = os.environ | {"PYTHONPATH": str(ROOT)}
        return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def gone(workers: list[int]) -> None:
    """Wait until these processes are gone. Raises `AmissError` where one stays."""
    until = time.monotonic() + ORPHANS
    left = workers
    while left and time.monotonic() < until:
        time.sleep(0.05)
        left = [worker for worker in left if Path(f"/proc/{worker}/cmdline").exists() and not zombie(worker)]
    for worker in left:
        os.kill(worker, signal.SIGKILL)
    if left:
        raise AmissError(f"{len(left)} workers outlived their program")


def zombie(process: int) -> bool:
    """Whether a process has ended and only waits to be noticed."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


def main() -> int:
    """Kill as often as asked."""
    parser = argparse.ArgumentParser(description="Kill an ingest at random moments and look at what it leaves.")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--sample", type=float, default=50.0, metavar="MB")
    parser.add_argument("--seed", type=int, default=None)
    chosen = parser.parse_args()
    random.seed(chosen.seed)
    with tempfile.TemporaryDirectory(prefix="attache-kills-") as temporary:
        folder = Path(temporary, "in")
        folder.mkdir()
        write_texts(folder, chosen.sample)
        proof, done = Proof(folder, Path(temporary)), 0
        while done < chosen.kills:
            done += proof.kill()
            if done % 20 == 0:
                print(f"{done} kills, {proof.told}", flush=True)
        proof.finish()
        print(f"{done} kills, {proof.told}: nothing lost, nothing halved")
    return 0


if __name__ == "__main__":
    sys.exit(main())
