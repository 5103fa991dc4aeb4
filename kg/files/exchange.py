"""Two names that change places in one step: Linux can do that on its usual file systems, and nobody else in Python."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

_FROM_HERE: Final = -100  # AT_FDCWD
_EXCHANGE: Final = 2  # RENAME_EXCHANGE


def exchanged(one: Path, other: Path) -> bool:
    """Let the two files or folders change places; return whether they did: else nothing has changed.

    No moment is seen, and no crash can fall, in which one of the names is missing.  It cannot be done where one of
    them is not there, on other systems than Linux, and on some file systems.
    """
    rename = _renameat2()
    return rename is not None and rename(_FROM_HERE, os.fsencode(one), _FROM_HERE, os.fsencode(other), _EXCHANGE) == 0


@cache
def _renameat2() -> Callable[..., int] | None:
    return getattr(ctypes.CDLL(None), "renameat2", None) if sys.platform == "linux" else None
