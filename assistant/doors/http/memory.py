"""Memory that a server gives back: one heap of the C library for all its threads."""

from __future__ import annotations

import ctypes
from contextlib import suppress

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def share_one_heap() -> None:
    """Let the threads that are started from now on use the main heap.

    glibc gives each a heap of its own otherwise, and keeps in it what a thread that reads took at its busiest: memory
    then goes on growing while hundreds of answers end. Nothing where the C library knows no such choice.
    """
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).mallopt(_ARENA_MAX, 1)
