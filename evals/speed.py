"""How fast Attaché is on this machine: `python evals/speed.py COMMAND [--runs N] [--sample MB] [--json] [--gate]`.

Prints medians with the bounds they are held to; with `--gate` a missed bound exits 1. Each command is a module of
evals/speeds with a function `measure(runs)` that returns figures, with a second argument `sample` where it can do with
less than all its text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from inspect import signature
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # run as a file, from anywhere

from evals.speeds.figures import Figure, table  # noqa: E402 - after the path is set

COMMANDS = sorted(path.stem for path in (ROOT / "evals" / "speeds").glob("*.py") if path.stem != "figures")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one command and print its figures; returns the exit status."""
    parser = argparse.ArgumentParser(prog="speed.py", description="Measure Attaché on this machine.")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--runs", type=int, default=9, help="measurements of each figure (default: %(default)s)")
    parser.add_argument("--sample", type=float, metavar="MB", help="of large texts only that much (reading, hostile)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--gate", action="store_true", help="exit 1 when a bound is missed")
    chosen = parser.parse_args(arguments)
    measure: Callable[..., list[Figure]] = import_module(f"evals.speeds.{chosen.command}").measure
    if chosen.sample is None:
        figures = measure(max(1, chosen.runs))
    elif "sample" in signature(measure).parameters and chosen.sample > 0:
        figures = measure(max(1, chosen.runs), sample=chosen.sample)
    else:
        parser.error(f"{chosen.command} measures no sample of {chosen.sample:g} MB")
    if chosen.json:
        print(json.dumps({"command": chosen.command, "figures": [figure.as_json() for figure in figures]}, indent=2))
    else:
        print(table(figures))
    return 1 if chosen.gate and not all(figure.holds for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
