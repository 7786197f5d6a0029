"""The command that other programs start: its options. The work is loaded when it is called."""

from __future__ import annotations

from assistant.doors.cli.command import command, finish
from assistant.doors.cli.options import ModelOption, StoreOption


@command
def mcp(model: ModelOption = None, store: StoreOption = None) -> None:
    """For clients that start their servers themselves; `attache serve` offers the same at /mcp."""
    from assistant.doors.cli.mcp import mcp as work

    finish(work(store, model))
