"""How fast a set of long reports goes in with the full reader, and again unchanged; how soon a new one is seen.

The reports are those of ../shared/bench/data/scale, taken in by the command line as a folder of files; where they are
absent, as many megabytes of invented reports. What holds is the wall clock on an idle machine of two cores; the
processor time of all processes is told beside it. Memory is the most that all processes held at one time, added up.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.store.contract import PassageQuery
from assistant.store.embedded import open_embedded
from assistant.types import Document
from evals.invented import Press
from evals.speeds.figures import Figure, median
from evals.speeds.reading import DATA, lines

ROOT = Path(__file__).resolve().parents[2]
WHOLE = 50.0  # MB
SECONDS, AGAIN_SECONDS, VISIBLE_MS, MEMORY_MB = 75.0, 2.0, 50.0, 1200.0  # for the whole
_MB = 1_000_000
_REPORT = 40  # invented reports put together to one of the length of the real ones
_LOOKS = 0.1  # seconds between looks at the memory


@dataclass(frozen=True, slots=True)
class Run:
    """What one call of the command took: wall clock and processor seconds of all processes, memory in MB."""

    wall: float
    processor: float
    memory: float


def texts(megabytes: float) -> Iterator[str]:
    """About that many megabytes of reports, each with its date before it."""
    size = 0
    for day, text in _reports():
        if size >= megabytes * _MB:
            return
        size += len(text.encode())
        yield f" date {day} {text}"


def write_texts(folder: Path, megabytes: float, name: str = "{:05}.txt") -> list[str]:
    """The same as files of a folder; their names, made of a number."""
    names: list[str] = []
    for number, text in enumerate(texts(megabytes)):
        names.append(name.format(number))
        (folder / names[-1]).write_text(text, encoding="utf-8")
    return names


def _reports() -> Iterator[tuple[str, str]]:
    if any(DATA.glob("*.jsonl.gz")):
        for line in lines():
            fields = json.loads(line)
            yield str(fields.get("date") or "2010-01-01"), str(fields["text"])
        return
    press, number = Press(), 0
    while True:
        parts = [press.report(number + part) for part in range(_REPORT)]
        yield parts[0].day.isoformat(), "\n\n".join(part.record.document.text for part in parts)
        number += _REPORT


def timed(command: list[str]) -> Run:
    """Run a command to its end. Raises CalledProcessError where it fails."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    peak = [0.0]
    looking = threading.Thread(target=_watch, args=(process, peak), daemon=True)
    looking.start()
    status = process.wait()
    wall = time.perf_counter() - began
    looking.join()
    if status:
        raise subprocess.CalledProcessError(status, command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(wall, after.ru_utime - used.ru_utime + after.ru_stime - used.ru_stime, peak[0])


def _watch(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], sum(map(_memory, family(process.pid))) / _MB)
        time.sleep(_LOOKS)


def family(parent: int) -> Iterator[int]:
    """A process and all it started (Linux)."""
    yield parent
    try:
        children = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii").split()
        children += [
            child
            for task in Path(f"/proc/{parent}/task").iterdir()
            if task.name != str(parent)
            for child in (task / "children").read_text(encoding="ascii").split()
        ]
    except OSError:
        return
    for child in children:
        yield from family(int(child))


def _memory(process: int) -> int:
    """Bytes a process holds in memory, shared ones counted by its share."""
    try:
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) << 10 for line in rollup.splitlines() if line.startswith("Pss:")), 0)


async def visible(folder: Path, times: int) -> list[float]:
    """Milliseconds from the commit of a new document until another reader of the store has found it."""
    found: list[float] = []
    writer, reader = await open_embedded(folder), await open_embedded(folder, create=False)
    await reader.search(PassageQuery(words=("report",)))
    press = Press(2)
    for number in range(times):
        record = press.report(10_000 + number).record
        marker = f"zyxword{number}"
        text = f"{record.document.text} The {marker} came."
        document = Document(f"new{number}", text, sha256(text.encode()).hexdigest(), language="en")
        await writer.put(type(record)(document, record.passages, record.reading))
        began = time.perf_counter()
        await reader.document(document.id)
        hits = await reader.search(PassageQuery(phrases=(record.document.text.split(".")[0],), limit=50))
        if document.id not in {hit.document.id for hit in hits}:
            raise AssertionError("a committed document was not found")
        found.append((time.perf_counter() - began) * 1000)
    await writer.close()
    await reader.close()
    return found


def measure(runs: int, sample: float | None = None) -> list[Figure]:
    """One run over the whole, or over about `sample` MB; `runs` documents made visible one by one."""
    megabytes = min(sample or WHOLE, WHOLE)
    share = megabytes / WHOLE
    with tempfile.TemporaryDirectory(prefix="attache-speed-") as temporary:
        folder, store = Path(temporary, "in"), Path(temporary, "store")
        folder.mkdir()
        write_texts(folder, megabytes)
        size = sum(path.stat().st_size for path in folder.iterdir()) / _MB
        command = [sys.executable, "-P", "-m", "assistant", "ingest", str(folder), "--store", str(store)]
        os.environ["PYTHONPATH"] = str(ROOT)
        first, again = timed(command), timed(command)
        seen = asyncio.run(visible(store, max(runs, 3)))
        held = sum(path.stat().st_size for path in store.rglob("*") if path.is_file()) / _MB
    return [
        median("megabytes taken in", [size], "MB"),
        median("taken in, wall clock", [first.wall], "s", at_most=SECONDS * max(share, 0.1)),
        median("taken in, processor time", [first.processor], "s"),
        median("peak memory of all processes", [first.memory], "MB", at_most=MEMORY_MB),
        median("again unchanged, wall clock", [again.wall], "s", at_most=AGAIN_SECONDS),
        median("a new document visible", seen, "ms", at_most=VISIBLE_MS),
        median("store on the disk", [held], "MB"),
    ]
