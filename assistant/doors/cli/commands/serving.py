"""The commands that serve other programs: their options. The work is loaded when one is called."""

from __future__ import annotations

from typing import Annotated

import typer

from assistant.doors.cli.command import command, finish
from assistant.doors.cli.options import ModelOption, StoreOption


@command
def serve(
    host: Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, metavar="N", help="The port; 0 takes any.")] = 8400,
    model: ModelOption = None,
    store: StoreOption = None,
) -> None:
    """On an address other than the loopback, callers need keys."""
    from assistant.doors.cli.serve import serve as work

    finish(work(host, port, store, model))
