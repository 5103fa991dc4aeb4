"""The file of decisions: read with everything broken in it reported, and only ever appended to."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from kg.decisions.entries import Decision, from_line, to_line
from kg.errors import DecisionError, OutputError
from kg.files.outputs import DECISIONS
from kg.model import Failure

NAME: Final = DECISIONS
"""What the file is called where nobody says otherwise."""

Reading = tuple[list[Decision], list[Failure]]


def read(path: Path) -> Reading:
    """Return the decisions in `path` that hold, and a warning for each line that cannot be used.

    Undone ones are left out, the order is the file's.  Raises `DecisionError` only where the file cannot be read.
    """
    found, broken = entries(path)
    held, lost = standing(found)
    return held, broken + lost


def entries(path: Path) -> Reading:
    """Return every decision that stands in `path`, undone or not, and a warning for each broken line."""
    try:
        lines = path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n")
    except OSError as error:
        raise DecisionError(f"cannot read {path}: {error.strerror}; name a file of decisions") from error
    found: list[Decision] = []
    broken: list[Failure] = []
    for number, line in enumerate(lines, 1):
        where = f"{path.name}:{number}"
        if line.strip():
            try:
                found.append(from_line(line, where))
            except DecisionError as error:
                broken.append(Failure(where, str(error)))
    return found, broken


def standing(found: Sequence[Decision]) -> Reading:
    """Return those of `found` that no undo after them takes back, and a warning for each undo without a decision."""
    held: dict[str, int] = {}  # by id, the place of the last of equal ones: said again, it is said later
    lost = []
    for place, decision in enumerate(found):
        if decision.what != "undo":
            held[decision.id] = place
        elif held.pop(decision.subject, None) is None:
            lost.append(Failure(decision.where, f"no decision {decision.subject} above holds, so nothing is undone"))
    return [found[place] for place in sorted(held.values())], lost


def append(path: Path, decisions: Iterable[Decision]) -> None:
    """Write `decisions` at the end of `path`, which is made where it is not there; whole lines, on the disk.

    Two processes may append at once.  A last line that was cut off is closed first, so that it spoils nothing else.
    Raises `OutputError` where the file cannot be written.
    """
    data = b"".join(map(to_line, decisions))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o666)
        try:
            _lock(handle)
            size = os.lseek(handle, 0, os.SEEK_END)
            if size and _last_byte(handle, size) != b"\n":
                data = b"\n" + data
            while data:
                data = data[os.write(handle, data) :]
            os.fsync(handle)
        finally:
            os.close(handle)  # and with it goes the lock
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}; choose another place, or free it") from error


def _last_byte(handle: int, size: int) -> bytes:
    os.lseek(handle, size - 1, os.SEEK_SET)
    return os.read(handle, 1)


def _lock(handle: int) -> None:
    """Wait until no other process writes; where the system knows no such lock, appending alone has to do."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX)
