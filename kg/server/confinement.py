"""What a worker gives up before it sees a query: memory without end, and every way out of the machine.

Refusing SERVICE by reading the query is the first fence; this is the second, which does not depend on reading it right.
"""

from __future__ import annotations

import ctypes
import platform
import re
import struct
import sys
from pathlib import Path
from typing import Final

_SOCKET: Final = {"x86_64": (0xC000003E, (41, 53)), "aarch64": (0xC00000B7, (198, 199))}
"""Machine → what the kernel calls it, and the numbers of the system calls socket and socketpair."""

_NO_NEW_PRIVILEGES: Final = 38
_SET_FILTER: Final = (22, 2)
_DENIED: Final = 0x00050000 | 13
_ALLOWED: Final = 0x7FFF0000
_KILLED: Final = 0x80000000
_FOREIGN_CALLS: Final = 0x40000000


def bound_memory(megabytes: int) -> bool:
    """Let this process have `megabytes` more of address space than it has now; return whether the system does so."""
    try:
        import resource
    except ImportError:  # no such limits on Windows
        return False
    status = Path("/proc/self/status")
    match = re.search(r"VmSize:\s+(\d+) kB", status.read_text()) if status.exists() else None
    if match is None:
        return False
    most = int(match[1]) * 1024 + megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return True


def close_network() -> bool:
    """Take from this thread, and all that it will start, the right to make a socket; return whether that was done.

    It cannot be undone.  Only Linux knows how (seccomp), on the machines in `_SOCKET`; elsewhere nothing is changed.
    """
    known = _SOCKET.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    code = _filter(*known)
    program = _Program(len(code) // 8, ctypes.cast(ctypes.create_string_buffer(code), ctypes.c_void_p))
    libc = ctypes.CDLL(None, use_errno=True)
    nothing = [ctypes.c_ulong(0)] * 3
    if libc.prctl(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), *nothing) != 0:
        return False
    return bool(libc.prctl(_SET_FILTER[0], ctypes.c_ulong(_SET_FILTER[1]), ctypes.byref(program), *nothing[:2]) == 0)


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]


def _filter(machine: int, calls: tuple[int, ...]) -> bytes:
    """Return a program for the kernel: `calls` are denied, and every call made in another machine's numbering kills."""
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    steps = [
        (load, 0, 0, 4),
        (equal, 1, 0, machine),
        (answer, 0, 0, _KILLED),
        (load, 0, 0, 0),
        (at_least, 0, 1, _FOREIGN_CALLS),
        (answer, 0, 0, _KILLED),
        *((equal, len(calls) - place, 0, call) for place, call in enumerate(calls)),
        (answer, 0, 0, _ALLOWED),
        (answer, 0, 0, _DENIED),
    ]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
