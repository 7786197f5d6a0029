"""How fast Attaché is on this machine: `python evals/speed.py COMMAND [--runs N] [--json] [--gate] …`.

Prints figures with the bounds they are held to; with `--gate` a missed bound exits 1. Each command is a module of
evals/speeds with a function `measure(runs)` that returns figures. Its further arguments are options of the command:
`sample` where it can do with less than all its text; `passages`, `store` and `times` where it measures a generated
store.
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

OPTIONS = ("sample", "passages", "store", "times")
COMMANDS = sorted(path.stem for path in (ROOT / "evals" / "speeds").glob("*.py") if path.stem != "figures")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure one command and print its figures; returns the exit status."""
    parser = argparse.ArgumentParser(prog="speed.py", description="Measure Attaché on this machine.")
    parser.add_argument("command", choices=COMMANDS)
    parser.add_argument("--runs", type=int, default=9, help="measurements of each figure (default: %(default)s)")
    parser.add_argument("--sample", type=float, metavar="MB", help="of large texts only that much (reading, hostile)")
    parser.add_argument("--passages", type=int, metavar="N", help="in the generated store (search, cluster)")
    parser.add_argument("--times", type=int, metavar="K", help="once more over K times as many passages (cluster)")
    parser.add_argument("--store", type=Path, metavar="FOLDER", help="to keep the generated store in (search)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--gate", action="store_true", help="exit 1 when a bound is missed")
    chosen = parser.parse_args(arguments)
    measure: Callable[..., list[Figure]] = import_module(f"evals.speeds.{chosen.command}").measure
    options = {name: getattr(chosen, name) for name in OPTIONS if getattr(chosen, name) is not None}
    if unknown := [name for name in options if name not in signature(measure).parameters]:
        parser.error(f"{chosen.command} has no option --{unknown[0]}")
    if any(isinstance(value, int | float) and value <= 0 for value in options.values()):
        parser.error("--sample, --passages and --times are more than nothing")
    figures = measure(max(1, chosen.runs), **options)
    if chosen.json:
        print(json.dumps({"command": chosen.command, "figures": [figure.as_json() for figure in figures]}, indent=2))
    else:
        print(table(figures))
    return 1 if chosen.gate and not all(figure.holds for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
