"""The command that verifies an export: its options. The work is loaded when it is called."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.doors.cli.command import command, finish
from assistant.doors.cli.options import JsonOption, StoreOption


@command
def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="An answer exported as JSON.")],
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Every span, hash and verdict is looked at, offline; exit status 1 when one is not as exported."""
    from assistant.doors.cli.verify import verify as work

    finish(work(bundle, store, as_json=as_json))
