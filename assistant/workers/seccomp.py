"""Linux: let the kernel refuse this process the network, other programs, other processes and any change to files.

A filter over system calls (`man 2 seccomp`), put in place without privileges and never to be lifted again. What it
refuses fails with "operation not permitted"; all else goes on as before. Reading files is not refused.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import struct
import sys
from dataclasses import dataclass

_NEVER_NEW_PRIVILEGES, _SET_FILTER, _FILTER_MODE = 38, 22, 2  # of prctl
_ALLOW, _KILL, _ERRNO = 0x7FFF0000, 0x80000000, 0x00050000  # what a filter answers
_LOAD, _JUMP_EQUAL, _JUMP_AT_LEAST, _JUMP_SET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_THREAD = 0x00010000  # CLONE_THREAD
_X32 = 0x40000000  # the second table of x86_64, whose calls have this bit


@dataclass(frozen=True, slots=True)
class _Calls:
    """Numbers of system calls on one kind of processor, which the kernel knows under `audit`."""

    audit: int
    openat: int
    clone: int
    open: int | None
    denied: tuple[int, ...]


# Sockets, io_uring; new programs and processes; signals and looking into others; changing names, modes, sizes and
# attributes of files; mounts, name spaces, kernel interfaces; memory shared by name.
_X86_64 = _Calls(
    audit=0xC000003E,
    openat=257,
    clone=56,
    open=2,
    denied=(
        *(41, 53, 42, 43, 288, 49, 50, 44, 46, 307, 47, 425, 426, 427),
        *(57, 58, 59, 322),
        *(101, 310, 311, 62, 200, 234, 129, 297, 434, 424, 438),
        *(85, 87, 263, 82, 264, 316, 83, 258, 84, 86, 265, 88, 266, 133, 259),
        *(90, 91, 268, 452, 92, 93, 94, 260, 76, 77, 285, 132, 235, 280, 261, 188, 189, 190, 197, 198, 199),
        *(303, 304, 165, 166, 161, 155, 272, 308, 321, 298, 323, 319, 250, 248, 249),
        *(175, 313, 176, 246, 320, 169, 167, 168, 163, 170, 171, 164, 227, 29, 30, 68, 64, 240, 179, 103, 135),
    ),
)
_ARM_64 = _Calls(
    audit=0xC00000B7,
    openat=56,
    clone=220,
    open=None,
    denied=(
        *(198, 199, 203, 202, 242, 200, 201, 206, 211, 269, 212, 425, 426, 427),
        *(221, 281),
        *(117, 270, 271, 129, 130, 131, 138, 240, 434, 424, 438),
        *(35, 38, 276, 34, 37, 36, 33),
        *(52, 53, 452, 55, 54, 45, 46, 47, 88, 5, 6, 7, 14, 15, 16),
        *(264, 265, 40, 39, 51, 41, 97, 268, 280, 241, 282, 279, 219, 217, 218),
        *(105, 273, 106, 104, 294, 142, 224, 225, 89, 161, 162, 170, 112, 194, 196, 186, 190, 180, 60, 116, 92),
    ),
)
_UNKNOWN = (437, 435)  # openat2 and clone3, whose flags a filter cannot see: "no such call" makes callers use the older
_TABLES = {"x86_64": _X86_64, "aarch64": _ARM_64}


def deny_system_calls() -> bool:
    """Put the filter in place; whether the system has such filters and took it."""
    calls = _TABLES.get(platform.machine())
    if sys.platform != "linux" or calls is None or struct.calcsize("P") != 8:
        return False
    program = _program(calls)
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    described = Program(len(program) // 8, ctypes.cast(buffer, ctypes.c_void_p))
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    prctl.argtypes = (ctypes.c_int, *(ctypes.c_ulong,) * 4)
    if prctl(_NEVER_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return prctl(_SET_FILTER, _FILTER_MODE, ctypes.addressof(described), 0, 0) == 0


def _program(calls: _Calls) -> bytes:
    """The filter as instructions of the kernel's classic packet filter; jumps count from the next instruction."""
    checks = [(calls.openat, 2, _WRITING, False), (calls.clone, 0, _THREAD, True)]
    if calls.open is not None:
        checks.append((calls.open, 1, _WRITING, False))
    lines: list[tuple[int, int | str, int | str, int]] = [
        (_LOAD, 0, 0, 4),
        (_JUMP_EQUAL, 1, 0, calls.audit),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, 0),
        (_JUMP_AT_LEAST, "unknown", 0, _X32),
        *((_JUMP_EQUAL, "unknown", 0, call) for call in _UNKNOWN),
        *((_JUMP_EQUAL, f"check {call}", 0, call) for call, *_ in checks),
        *((_JUMP_EQUAL, "deny", 0, call) for call in calls.denied),
    ]
    labels: dict[str, int] = {}
    lines.append((_RETURN, 0, 0, _ALLOW))
    for call, argument, bits, wanted in checks:
        labels[f"check {call}"] = len(lines)
        lines += [
            (_LOAD, 0, 0, 16 + 8 * argument),
            (_JUMP_SET, 0 if wanted else "deny", "deny" if wanted else 0, bits),
            (_RETURN, 0, 0, _ALLOW),
        ]
    for name, number in (("deny", errno.EPERM), ("unknown", errno.ENOSYS)):
        labels[name] = len(lines)
        lines.append((_RETURN, 0, 0, _ERRNO | number))

    def reach(target: int | str, position: int) -> int:
        return target if isinstance(target, int) else labels[target] - position - 1

    return b"".join(
        struct.pack("=HBBI", code, reach(yes, position), reach(no, position), value)
        for position, (code, yes, no, value) in enumerate(lines)
    )
