"""From the shell's point of view: how long a command takes, the start of the process included.

Every run of every command is timed in turn, so that a change of the machine's load meets all of them alike; one
round before the first is not counted. The home folder is empty at the beginning.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

from evals.speeds.figures import Figure, median

ROOT = Path(__file__).resolve().parent.parent.parent
QUESTION = "What did Esperon say could be bought first?"
HELP_LIMIT = 2.5  # times the bare interpreter
ASK_LIMIT = 800.0  # milliseconds

PYTHON = str(Path(os.environ.get("ATTACHE_VENV", ROOT / ".venv")).absolute() / "bin" / "python")
MODULE = [PYTHON, "-P", "-m", "assistant"]
SCRIPT = [str(ROOT / "scripts" / "attache")]
ASK = ["ask", "--model", "extractive", QUESTION]
COMMANDS: dict[str, list[str]] = {
    "bare interpreter": [PYTHON, "-c", "pass"],
    "python -m assistant --help": [*MODULE, "--help"],
    "scripts/attache --help": [*SCRIPT, "--help"],
    "python -m assistant ask": [*MODULE, *ASK],
    "scripts/attache ask": [*SCRIPT, *ASK],
}


def milliseconds(command: list[str], home: str) -> float:
    """Run a command once; leaves with its words when it fails."""
    environment = {"PATH": os.environ["PATH"], "HOME": home, "LANG": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    if "ATTACHE_VENV" in os.environ:
        environment["ATTACHE_VENV"] = os.environ["ATTACHE_VENV"]
    begun = time.perf_counter()
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    taken = time.perf_counter() - begun
    if ended.returncode:
        raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr.strip()[-400:]}")
    return taken * 1000


def measure(runs: int) -> list[Figure]:
    """Medians of the bare interpreter, of `--help` and of a question to the starter documents, in milliseconds."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as home:
        milliseconds(COMMANDS["scripts/attache --help"], home)  # makes the environment where there is none
        for counted in [False] + [True] * runs:
            for name, command in COMMANDS.items():
                taken = milliseconds(command, home)
                if counted:
                    times[name].append(taken)
    bare = median("bare interpreter", times["bare interpreter"], "ms")
    figures = [bare]
    for name in list(COMMANDS)[1:]:
        limit = HELP_LIMIT * bare.value if name.endswith("--help") else ASK_LIMIT
        figures.append(median(name, times[name], "ms", at_most=limit))
    first = [first_question() for _ in range(min(runs, 3))]
    return [*figures, median("scripts/attache ask, in an empty home", first, "ms")]


def first_question() -> float:
    """The first question a user ever asks, when nothing has been prepared."""
    with tempfile.TemporaryDirectory() as home:
        return milliseconds(COMMANDS["scripts/attache ask"], home)
