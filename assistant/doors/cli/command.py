"""What makes a function a command, and how its work is run to an exit status."""

from __future__ import annotations

import asyncio
import errno
import inspect
import os
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import typer

from assistant.doors.help import COMMANDS
from assistant.errors import FaultError

_STYLE: dict[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}

app = typer.Typer(name="attache", no_args_is_help=True, **_STYLE)
alone: dict[str, typer.Typer] = {}
"""Each command by itself: to prepare them all for one would cost every start."""


def command(work: Callable[..., None]) -> Callable[..., None]:
    """Make a command of a function; its help says what `attache --help` says of it, then its docstring."""
    name = work.__name__
    text = f"{COMMANDS[name]}\n\n{inspect.getdoc(work) or ''}".strip()
    alone[name] = typer.Typer(**_STYLE)
    alone[name].command(help=text)(work)
    return app.command(help=text)(work)


def group(name: str) -> typer.Typer:
    """A command that has commands of its own."""
    made = typer.Typer(no_args_is_help=True, help=COMMANDS[name], **_STYLE)
    alone[name] = made
    app.add_typer(made, name=name)
    return made


def finish(work: Coroutine[Any, Any, int]) -> None:
    """Run a command's work on a loop of its own and leave with its exit status."""
    leave(lambda: asyncio.run(work))


def leave(work: Callable[[], int]) -> None:
    """Do a command's work and leave with its exit status."""
    try:
        status = work()
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; nothing more can be told there.
        _silence_output()
        status = 0
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EIO}:
            raise
        _silence_output()
        raise FaultError(f"What was asked for could not be written: {error.strerror}; free some space.") from error
    raise typer.Exit(status)


def _silence_output() -> None:
    """Let what is still held back for standard output go nowhere, so that leaving does not fail on it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
