"""How fast the whole reader reads, on one core and on two, what memory it takes, and what hostile texts cost it.

The texts are those of ../shared/bench/data/scale, read at run time and skipped where they are absent. The processor's
time is what holds, since a busy machine stretches the wall clock's; both are told. Medians are over ten equal parts.
"""

from __future__ import annotations

import gzip
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from multiprocessing.synchronize import Barrier
from pathlib import Path
from queue import Queue

from assistant.reading.reader import read
from evals.speeds.figures import Figure, median
from evals.speeds.hostile import SIZE, worst_growths

DATA = Path(__file__).resolve().parents[3] / "shared" / "bench" / "data" / "scale"
ONE_CORE, TWO_CORES = 0.5, 0.9  # MB/s
MEMORY_GROWTH = 1.25  # peak at the end over the peak at a tenth; one document may be longer than those before it
_TENTHS = 10
_SAMPLED_SIZE = 120_000  # characters of a hostile text when only a sample is measured
_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Pace:
    """What one worker saw in each tenth of its texts: MB/s by both clocks, and the peak memory by then in MB."""

    processor: tuple[float, ...]
    wall: tuple[float, ...]
    peaks: tuple[float, ...]


def lines(every: int = 1) -> Iterator[str]:
    """Each `every`-th document of the data set as its JSON line."""
    for path in sorted(DATA.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            yield from (line for number, line in enumerate(stream) if number % every == 0)


def work(every: int, share: int, workers: int, megabytes: float, ready: Barrier, paces: Queue[Pace]) -> None:
    """Read every `workers`-th text of the sample, beginning with the one numbered `share`; put what it took."""
    read("President Vladimir Putin said on Monday that it was so.", date(2020, 1, 1))  # tables come with the first use
    ready.wait()
    processor, wall, peaks = [0.0] * _TENTHS, [0.0] * _TENTHS, [0.0] * _TENTHS
    sizes, done = [0] * _TENTHS, 0
    for number, line in enumerate(lines(every)):
        if number % workers != share:
            continue
        fields = json.loads(line)
        text, day = str(fields["text"]), fields.get("date")
        tenth = min(_TENTHS - 1, int(_TENTHS * workers * done / _MB / megabytes))
        began = time.process_time(), time.perf_counter()
        read(text, date.fromisoformat(day) if day else None)
        processor[tenth] += time.process_time() - began[0]
        wall[tenth] += time.perf_counter() - began[1]
        sizes[tenth] += len(text.encode())
        done += len(text.encode())
        peaks[tenth] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    kept = [tenth for tenth in range(_TENTHS) if sizes[tenth]]
    paces.put(
        Pace(
            tuple(sizes[tenth] / _MB / processor[tenth] for tenth in kept),
            tuple(sizes[tenth] / _MB / wall[tenth] for tenth in kept),
            tuple(peaks[tenth] for tenth in kept),
        )
    )


def run(every: int, workers: int, megabytes: float) -> list[Pace]:
    """The pace of each of several processes that read at the same time."""
    context = multiprocessing.get_context("spawn")
    ready, paces = context.Barrier(workers), context.Queue()
    processes = [
        context.Process(target=work, args=(every, share, workers, megabytes, ready, paces)) for share in range(workers)
    ]
    for process in processes:
        process.start()
    found = [paces.get() for _ in processes]
    for process in processes:
        process.join()
    return found


def together(paces: list[tuple[float, ...]]) -> list[float]:
    """MB/s of all workers in each tenth."""
    return [sum(rates) for rates in zip(*paces, strict=False)]


def throughput(sample: float | None) -> list[Figure]:
    """MB/s of one process and of two, and the memory one takes."""
    total = sum(len(str(json.loads(line)["text"]).encode()) for line in lines()) / _MB
    every = 1 if sample is None else max(1, round(total / sample))
    megabytes = total / every
    alone = run(every, 1, megabytes)[0]
    pair = run(every, 2, megabytes)
    return [
        median("one core, processor time", alone.processor, "MB/s", at_least=ONE_CORE),
        median("one core, wall clock", alone.wall, "MB/s"),
        median(
            "two processes, processor time", together([pace.processor for pace in pair]), "MB/s", at_least=TWO_CORES
        ),
        median("two processes, wall clock", together([pace.wall for pace in pair]), "MB/s"),
        median("peak memory after a tenth", alone.peaks[:1], "MB"),
        median("peak memory at the end", alone.peaks[-1:], "MB", at_most=MEMORY_GROWTH * alone.peaks[0]),
    ]


def measure(runs: int, sample: float | None = None) -> list[Figure]:
    """Throughput, memory and the worst growth on hostile texts; with `sample` over about that many MB only.

    `runs` is how often a hostile text's time is taken where one time looks too long.
    """
    if not any(DATA.glob("*.jsonl.gz")):
        print(f"skipped throughput and memory: {DATA} is absent", file=sys.stderr)
        figures: list[Figure] = []
    else:
        figures = throughput(sample)
    return [*figures, *worst_growths(SIZE if sample is None else _SAMPLED_SIZE, runs)]
