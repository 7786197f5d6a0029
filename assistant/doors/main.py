"""The `attache` command's entry: help and version at once, everything else after loading the command line."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line on this process's arguments and leave with its exit status."""
    arguments = sys.argv[1:]
    if not arguments or arguments[0] in {"--help", "-h", "help"}:
        from assistant.doors.help import TEXT

        sys.stdout.write(TEXT)
        return
    if arguments[0] in {"--version", "-V"}:
        from assistant import __version__

        sys.stdout.write(f"attache {__version__}\n")
        return
    # What a command loads stays until its end: to look for garbage in it takes a tenth of a short command's time.
    gc.set_threshold(50_000)
    # Nobody's plug-ins look into our models; to search all installed packages for some would cost every command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from assistant.doors.cli.app import run

    status = run(arguments)
    gc.freeze()
    sys.exit(status)
