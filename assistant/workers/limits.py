"""What a worker process may use, and how that is enforced from inside it before it sees a file.

| limit | enforced by |
|---|---|
| memory | RLIMIT_AS: so much more address space than the loaded worker has (Linux) |
| processor time of one document | RLIMIT_CPU, set anew for each (not on Windows) |
| wall-clock time of one document, size of an answer | the parent, which kills the worker |
| no write to files | RLIMIT_FSIZE 0; on Linux the kernel opens nothing for writing (`seccomp`); an audit hook |
| no network, no other program, no signals to others | on Linux the kernel (`seccomp`); an audit hook |

An audit hook stops Python code only, not machine code smuggled into the process; the rest of the list stops both.
"""

from __future__ import annotations

import math
import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.workers.seccomp import deny_system_calls

try:
    import resource
except ImportError:  # Windows has none
    resource = None

OUT_OF_MEMORY = 77
"""The exit status of a worker that had too little memory."""

_MB = 1 << 20
_YIELDING = 5  # of 19 steps down in the order of those who want the processor


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one worker: memory besides code and tables, seconds of one document, open files, bytes of an answer.

    `parsing_seconds` bound the wall clock until a file's next document comes, `reading_seconds` that of reading one,
    which a machine with much else to do may stretch; `processor_seconds` bound the processor time of either.
    """

    memory_bytes: int = 512 * _MB
    processor_seconds: int = 30
    parsing_seconds: float = 30
    reading_seconds: float = 120
    open_files: int = 64
    answer_bytes: int = 128 * _MB


def confine(limits: Limits) -> None:
    """Put this process under the limits for good. Its files and pipes must be open and its code loaded by then."""
    if hasattr(os, "nice"):  # whoever waits for an answer goes first, and writing what is read before reading more
        os.nice(_YIELDING)
    if resource is not None:
        _bound(resource.RLIMIT_CORE, 0)
        _bound(resource.RLIMIT_FSIZE, 0)
        _bound(resource.RLIMIT_NOFILE, limits.open_files)
        if (loaded := _address_space()) is not None:
            _bound(resource.RLIMIT_AS, loaded + limits.memory_bytes)
    deny_system_calls()
    sys.addaudithook(_refuse)


def allow_processor_time(seconds: int) -> None:
    """Let this process use so many more seconds of the processor, after which the system ends it."""
    if resource is not None:
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + seconds, hard))


def _address_space() -> int | None:
    """Bytes of address space this process has; libraries may have reserved much of it and use little."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


def _bound(kind: int, most: int) -> None:
    if resource is None:
        return
    hard = resource.getrlimit(kind)[1]
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    resource.setrlimit(kind, (most, most))


_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = (
    *("socket.", "subprocess.", "shutil.", "ftplib.", "http.", "smtplib.", "urllib.", "winreg.", "msvcrt."),
    *("os.exec", "os.fork", "os.spawn", "os.posix_spawn", "os.startfile", "os.system", "os.kill", "os.putenv"),
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"),
    *("os.utime", "os.setxattr", "os.removexattr", "pty.", "tempfile.", "signal.pthread_kill"),
)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        mode, flags = arguments[1], arguments[2]
        if (isinstance(flags, int) and flags & _WRITING) or (isinstance(mode, str) and set(mode) & set("wax+")):
            raise PermissionError("a worker writes no files")
    elif event.startswith(_REFUSED):
        raise PermissionError(f"a worker may not do this: {event}")
