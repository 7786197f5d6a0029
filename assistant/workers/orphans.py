"""A worker whose program is gone ends too. Imports next to nothing, so that it holds while the rest is loaded."""

from __future__ import annotations

import os
import signal

_EVERY = 1.0  # seconds between looks for the parent


def end_with(parent: int) -> None:
    """Leave soon after the process of this number, our parent, is gone, whatever is being done."""
    if not hasattr(signal, "setitimer"):
        return

    def look(*_: object) -> None:
        if os.getppid() != parent:
            os._exit(1)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, _EVERY, _EVERY)
