"""A worker whose files and texts do what their first word says, to see what becomes of it and of the others."""

from __future__ import annotations

import ctypes
import errno
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from assistant.errors import UnreadableError
from assistant.formats import InputFile, Refusal, Taking
from assistant.readers import Readings, read_document
from assistant.types import Document, Mention, Reading, Span
from assistant.workers import child


def main() -> None:
    """Run a worker that misbehaves."""
    child.main(child.Worker(documents, read))


def documents(file: InputFile, taking: Taking, lines: bool) -> Iterator[Document | Refusal]:
    """The documents of a file, unless its text begins with a word for something else."""
    words = file.path.read_text(encoding="utf-8").split()
    if words[0] == "forge":
        yield Document("forged", "a text", "0" * 64)
        return
    yield from child.parse_file(file, taking, lines) if act(words) is None else ()
    if words[0] == "after":
        act(words[1:])


def read(document: Document) -> Readings | UnreadableError:
    """What can be read out of a document, unless its text begins with "reading" and a word for something else."""
    words = document.text.split()
    if words[0] != "reading":
        return read_document(document)
    if words[1] == "lie":
        mention = Mention(Span(0, 10_000), "person", "Ana", "none")
        return Readings((), Reading(mentions=(mention,)))
    return UnreadableError(act(words[1:]) or "it was read")


def act(words: list[str]) -> str | None:
    """Do what the first word says, and say what came of it."""
    if words[0] == "try":
        return attempt(words[1], words[2] if len(words) > 2 else "")
    deed = DEEDS.get(words[0])
    return deed() if deed is not None else None


def spin() -> str:
    """Use the processor for ever."""
    while True:
        pass


def fail() -> str:
    """Fail as a library may."""
    raise KeyError("a library's bug")


def shout() -> str:
    """Print where only answers may go."""
    sys.stdout.write("x" * 100_000)
    sys.stdout.flush()
    return "shout"


DEEDS: dict[str, Callable[[], Any]] = {
    "hang": lambda: time.sleep(1000),
    "spin": spin,
    "eat": lambda: str(len(bytearray(1 << 31))),
    "die": lambda: os._exit(3),
    "crash": lambda: ctypes.string_at(0),
    "exit": lambda: sys.exit(0),
    "raise": fail,
    "shout": shout,
    "flood": lambda: "x" * (1 << 21),
}


def attempt(what: str, where: str) -> str:
    """Try something a worker may not do, through Python or below it, and say how that ended."""
    libc = ctypes.CDLL(None, use_errno=True)
    path = where.encode()
    below = {
        "socket": lambda: libc.socket(socket.AF_INET, socket.SOCK_STREAM, 0),
        "local-socket": lambda: libc.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0),
        "create": lambda: libc.open(path, os.O_WRONLY | os.O_CREAT, 0o600),
        "append": lambda: libc.open(path, os.O_RDWR),
        "remove": lambda: libc.unlink(path),
        "rename": lambda: libc.rename(path, path + b"2"),
        "fork": libc.fork,
        "run": lambda: libc.execv(b"/bin/true", None),
        "signal": lambda: libc.kill(os.getppid(), 0),
    }
    if what in below:
        done = below[what]()
        return "done" if done != -1 else errno.errorcode[ctypes.get_errno()]
    above = {
        "python-socket": lambda: socket.create_connection(("127.0.0.1", 9)),
        "python-write": lambda: Path(where).write_text("x", encoding="utf-8"),
        "python-run": lambda: subprocess.run(["/bin/true"], check=True),
        "environment": lambda: sorted(os.environ),
    }
    try:
        return f"done {above[what]()}"
    except OSError as error:
        return type(error).__name__
