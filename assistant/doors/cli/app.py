"""Runs one command of the command line and gives its exit status."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.doors.cli.command import alone, app
from assistant.doors.cli.commands import asking, documents, keys, measuring, protocol, serving, tools, verifying
from assistant.errors import AttacheError, FaultError, UnreadableError

REGISTERED = (asking, documents, keys, measuring, protocol, serving, tools, verifying)
"""The modules that hold the commands."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and give its exit status: 0 done, 1 found wanting, 2 wrong use, 3 a fault."""
    try:
        if arguments and arguments[0] in alone:
            alone[arguments[0]](args=list(arguments[1:]), prog_name=f"attache {arguments[0]}", standalone_mode=True)
        else:
            app(args=list(arguments), prog_name="attache", standalone_mode=True)
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 0
    except AttacheError as error:
        return _tell(error)
    except KeyboardInterrupt:
        return 130
    return 0


def _tell(error: AttacheError) -> int:
    from assistant.doors.cli.lines import warn

    warn(f"attache: {error}")
    if isinstance(error, UnreadableError):
        return 1
    return 3 if isinstance(error, FaultError) else 2
