"""The server under load: how soon a first verified sentence is there, many answers at once, mixed load with faults, and
how soon it lets go of what nobody wants.

A model endpoint streams one fixed answer that the record carries; server, endpoint and readers are three processes on
this machine. ATTACHE_SPEED_STREAMS (500) and ATTACHE_SPEED_MIXED_SECONDS (60) set the size of the last two.
"""

from __future__ import annotations

import asyncio
import os
import resource
import sys
import tempfile
from pathlib import Path

from evals.serving.leaving import ended, left, refused
from evals.serving.loads import Crowd, answer, bare, crowd, holdings, mixed
from evals.serving.setting import Setting, prepare, setting
from evals.speeds.figures import Figure, median

STREAMS = int(os.environ.get("ATTACHE_SPEED_STREAMS", "500"))
MIXED_SECONDS = float(os.environ.get("ATTACHE_SPEED_MIXED_SECONDS", "60"))
FIRST_LIMIT = 15.0  # milliseconds above the bare endpoint
DELAY_LIMIT = 150.0  # milliseconds
MEMORY_LIMIT = 100.0  # kilobytes for each answer under way
LEFT_LIMIT, REFUSED_LIMIT = 500.0, 100.0  # milliseconds
ENDED_LIMIT = 10.0  # seconds
_PACE = 0.01  # seconds between two chunks where one answer is measured …
_CROWD_PACE = 0.15  # … and where many are
_SLOW_PACE = 0.5  # … and where none should be through by itself
_STREAMS_AT_END = 10
_RAMP = 30.0  # seconds in which many answers begin; each takes a little longer
_TOGETHER = 24  # requests under way in the mixed load
_GROWTH_LIMIT = 5.0  # per cent of memory in the second half of the mixed load


def measure(runs: int) -> list[Figure]:
    """Figures of the three measurements; `runs` times five answers are measured one by one."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # what is started here inherits it
    with tempfile.TemporaryDirectory() as temporary:
        store = Path(temporary) / "store"
        specification = asyncio.run(prepare(store))
        with setting(_PACE, specification, store) as place:
            figures = asyncio.run(_first_sentences(place, 5 * runs))
        with setting(_CROWD_PACE, specification, store) as place:
            figures += _crowded(asyncio.run(crowd(place, STREAMS, _RAMP)))
        with setting(_PACE, specification, store) as place:
            figures += asyncio.run(_mixed(place))
            figures += asyncio.run(_letting_go(place, 5 * runs))
        with setting(_SLOW_PACE, specification, store) as place:
            figures += asyncio.run(_ending(place))
        return figures


async def _first_sentences(place: Setting, runs: int) -> list[Figure]:
    """How much later than from the bare endpoint the first sentence is there."""
    pairs: list[tuple[float, float]] = []
    for run in range(-5, runs):  # the first ones load what answering needs
        base, ours = await bare(place, f"bare {run}"), await answer(place, f"What is known of this? {run}")
        pairs.append((1000 * (base.sentences[0] - base.begun), 1000 * (ours.sentences[0] - ours.begun)))
    base = median("first sentence of the bare endpoint", [pair[0] for pair in pairs[5:]], "ms")
    added = [pair[1] - base.value for pair in pairs[5:]]
    return [base, median("first verified sentence, above it", added, "ms", at_most=FIRST_LIMIT)]


def _crowded(found: Crowd) -> list[Figure]:
    name = f"{STREAMS} answers at once"
    late = sorted(1000 * delay for delay in found.delays) or [float("inf")]
    at_99 = late[min(len(late) - 1, int(0.99 * len(late)))]
    return [
        median(f"{name}: most under way together", [found.most], "answers"),
        median(f"{name}: delay of a sentence", late, "ms"),
        Figure(f"{name}: delay, 99 of 100", at_99, "ms", len(late), late[0], late[-1], at_most=DELAY_LIMIT),
        median(f"{name}: not whole", [found.lost], "answers", at_most=0),
        median(f"{name}: memory of each further one", [found.bytes_each / 1000], "kB", at_most=MEMORY_LIMIT),
    ]


async def _letting_go(place: Setting, runs: int) -> list[Figure]:
    """How soon the endpoint is left with the reader, and a body that is too large refused."""
    found = [1000 * await left(place, run) for run in range(runs)]
    figures = [median("a reader leaves: the endpoint is left after", found, "ms", at_most=LEFT_LIMIT)]
    for how, told in (("told", True), ("untold", False)):
        taken = [1000 * await refused(place, told=told) for _ in range(runs)]
        figures.append(median(f"5 MB of {how} length refused after", taken, "ms", at_most=REFUSED_LIMIT))
    return figures


async def _ending(place: Setting) -> list[Figure]:
    """How soon the server ends, and whether everyone is told."""
    taken, untold = await ended(place, _STREAMS_AT_END)
    name = f"SIGTERM with {_STREAMS_AT_END} answers under way"
    return [
        median(f"{name}: ended after", [taken], "s", at_most=ENDED_LIMIT),
        median(f"{name}: answers without an ending", [untold], "", at_most=0),
    ]


async def _mixed(place: Setting) -> list[Figure]:
    """What grows under mixed load: between the end of its first half and the end of its second."""
    await mixed(place, MIXED_SECONDS / 2, _TOGETHER)
    before = await holdings(place)
    ended = await mixed(place, MIXED_SECONDS / 2, _TOGETHER)
    after = await holdings(place)
    print(f"mixed load: {dict(sorted(ended.items()))}", file=sys.stderr)
    growth = 100 * (after.memory - before.memory) / before.memory
    name = f"{MIXED_SECONDS:g} s of mixed load"
    return [
        median(f"{name}: requests in its second half", [ended.total()], ""),
        median(f"{name}: memory", [after.memory / 1e6], "MB"),
        median(f"{name}: growth of memory", [growth], "%", at_most=_GROWTH_LIMIT),
        # Connections to the endpoint are kept for the next request, so many of them as there were at once.
        median(f"{name}: more descriptors", [after.descriptors - before.descriptors], "", at_most=_TOGETHER),
        median(f"{name}: more tasks", [after.tasks - before.tasks], "", at_most=0),
    ]
