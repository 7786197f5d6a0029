"""A worker does not outlive the program that started it."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_PATIENCE = 30.0  # seconds
_PROGRAM = """
import sys
from assistant.workers.limits import Limits
from assistant.workers.process import Process
print(Process(sys.argv[1], Limits()).number, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux tells the end of a process that is no child")
def test_a_worker_whose_program_is_killed_while_it_is_loaded_ends():
    program = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, "tests.support.never_loaded"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout
        worker = os.pidfd_open(int(program.stdout.readline()))
        try:
            program.kill()
            assert select.select([worker], [], [], _PATIENCE)[0], "the worker lives on"
        finally:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(worker, signal.SIGKILL)
            os.close(worker)
