"""One worker process from the side of the program that started it."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from assistant.errors import FaultError
from assistant.workers.limits import OUT_OF_MEMORY, Limits
from assistant.workers.messages import Parse, Read, TooLargeError, receive, send

ENTRY = "assistant.workers.child"
"""The module whose `main()` a worker runs."""

# -I: nothing of the environment or the working directory counts; what may be imported is what we may.
_BOOT = (
    "import sys; sys.path[:] = {path!r}; from assistant.workers.orphans import end_with; end_with({parent});"
    " from {entry} import main; main()"
)
_ENVIRONMENT = {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
_START_SECONDS = 120.0
_LAST_SECONDS = 5.0  # in which a process that has ended its answers comes to its end
_KEPT = ("SYSTEMROOT",)  # without which Windows starts no program


class WorkerDiedError(Exception):
    """A worker ended before it answered: the reason in words, and whether a fresh one may do better."""

    def __init__(self, reason: str, *, again: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.again = again


class Process:
    """A worker process. `stop` must be called; a conversation that failed leaves it of no further use.

    Raises FaultError when no process can be started.
    """

    def __init__(self, entry: str, limits: Limits) -> None:
        self._limits = limits
        self._expired = False
        self._ready = False
        boot = _BOOT.format(path=_path(), entry=entry, parent=os.getpid())
        command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", boot]
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                command,
                env=_ENVIRONMENT | kept,
                cwd=Path(sys.executable).anchor,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                process_group=0,  # Ctrl-C is the parent's business
            )
        except OSError as error:
            raise FaultError(f"No worker process can be started: {error.strerror or error}.") from error
        self._requests = cast("BinaryIO", self._process.stdin)
        self._answers = cast("BinaryIO", self._process.stdout)
        self._send(limits)

    @property
    def number(self) -> int:
        """The number the system knows it by."""
        return self._process.pid

    @property
    def lives(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def ask(self, wish: Parse | Read) -> None:
        """Send a wish; what becomes of it comes with `answer`. Raises FaultError where the process never began."""
        if not self._ready:
            try:
                self.answer(_START_SECONDS)
            except WorkerDiedError as died:
                raise FaultError(f"A worker process does not start: {died.reason}.") from died
            self._ready = True
        self._send(wish)

    def _send(self, wish: Parse | Read | Limits) -> None:
        try:
            with self._within(self._limits.reading_seconds):
                send(self._requests, 0, pickle.dumps(wish, pickle.HIGHEST_PROTOCOL))
        except (OSError, ValueError):  # it died, which the answer tells
            return

    def answer(self, seconds: float) -> tuple[int, bytes]:
        """The next frame within so many seconds. Raises `WorkerDiedError`."""
        try:
            with self._within(seconds):
                return receive(self._answers, self._limits.answer_bytes)
        except TooLargeError:
            most = self._limits.answer_bytes >> 20
            raise WorkerDiedError(f"more than {most} MB would come out of it; split it", again=False) from None
        except (EOFError, OSError, ValueError):
            raise self._death(seconds) from None

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._process.kill()
        self._process.wait()
        for stream in (self._requests, self._answers):
            try:
                stream.close()
            except OSError:  # what was held back for a dead process goes nowhere
                continue

    def _death(self, seconds: float) -> WorkerDiedError:
        if self._expired:
            return WorkerDiedError(f"it was not done within {seconds:g} seconds; split it", again=False)
        try:
            status = self._process.wait(_LAST_SECONDS)
        except subprocess.TimeoutExpired:  # it closed its pipe and lives on
            self._process.kill()
            status = self._process.wait()
        if status == OUT_OF_MEMORY:
            most = self._limits.memory_bytes >> 20
            return WorkerDiedError(f"it takes more than {most} MB of memory; split it", again=True)
        if hasattr(signal, "SIGXCPU") and status == -signal.SIGXCPU:
            most = self._limits.processor_seconds
            return WorkerDiedError(f"it was not done within {most} seconds of processor time; split it", again=False)
        return WorkerDiedError(f"it ended the process that read it ({_name(status)}); leave it out", again=True)

    @contextmanager
    def _within(self, seconds: float) -> Generator[None]:
        """Kill the process where the block takes longer."""
        timer = threading.Timer(seconds, self._expire)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _expire(self) -> None:
        self._expired = True
        self._process.kill()


def _name(status: int) -> str:
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"exit status {status}"


def _path() -> list[str]:
    """Where we import from, by absolute paths."""
    return [str(Path(entry).absolute()) for entry in sys.path]
