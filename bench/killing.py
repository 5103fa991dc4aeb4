"""Changes to a folder, counted one by one: what a crash may fall between."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

CALLS = ("replace", "rename", "fsync", "unlink", "mkdir", "rmdir", "ftruncate", "pwrite", "chmod")
"""Everything by which a build changes a folder, but for writing to files that have no name yet."""


def on_change(told: Callable[[int, str, tuple[Any, ...]], None]) -> None:
    """Have `told` called before every change from now on, with its number (from 1), its name and what it changes."""
    count = 0

    def counted(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal count
            count += 1
            told(count, name, arguments)
            return function(*arguments, **options)

        return call

    for name in CALLS:
        setattr(os, name, counted(name, getattr(os, name)))


def kill_at(number: int) -> None:
    """Have this process killed before its change of that number; 0 is never."""
    on_change(lambda count, name, arguments: os.kill(os.getpid(), signal.SIGKILL) if count == number else None)
