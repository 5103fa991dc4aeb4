"""The output folder while one build alone works on it.

What is made lies in `.build/new/` until all of it is there; then a mark is set, and each file and folder takes its
place by renaming.  A build that is killed before the mark has changed nothing; one that is killed after it is finished
by the next.  `.build/shards/` holds what was found so far, so that finding starts again where it was cut off.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from kg.errors import OutputError
from kg.files import atomic_write, explain, forget_folder, replace_folder

PRIVATE: Final = ".build"


class Place:
    """An output folder (`folder`), with the folders inside it that are the build's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.private = folder / PRIVATE
        self.new = self.private / "new"
        self.shards = self.private / "shards"
        self._ready = self.private / "ready.json"

    def commit(self, gone: Iterable[str] = ()) -> None:
        """Put everything in `new` in its place, and take away the files of the folder named in `gone`.

        From the first renaming on the work is done, whatever happens: the next build would finish it.
        """
        folders = {path.name: _inode(path) for path in sorted(self.new.iterdir()) if path.is_dir()}
        with atomic_write(self._ready) as file:
            json.dump({"gone": sorted(gone), "folders": folders}, file)
        self.finish()

    def finish(self) -> None:
        """Do what is left of a commit, if there is one, and clear what an earlier build left behind."""
        if self._ready.is_file():
            ready = json.loads(self._ready.read_text(encoding="utf-8"))
            folders = ready.get("folders", {})
            for path in sorted(self.new.iterdir()) if self.new.is_dir() else ():
                self._settle(path, folders.get(path.name))
            for name in folders:
                forget_folder(self.folder / name)
            for name in ready["gone"]:
                (self.folder / name).unlink(missing_ok=True)
            shutil.rmtree(self.shards, ignore_errors=True)
            self._ready.unlink()
        self.clear()

    def clear(self) -> None:
        """Throw away what will not take its place; nothing, where a commit has begun."""
        if not self._ready.is_file():
            shutil.rmtree(self.new, ignore_errors=True)
        for path in self.private.glob(".*.part"):
            path.unlink()

    def _settle(self, path: Path, inode: int | None) -> None:
        """Put a file or folder in its place; by its `inode` a folder is known that was put there before a crash."""
        place = (self.private if path.name == INDEX else self.folder) / path.name
        if not path.is_dir():
            path.replace(place)
        elif inode is None or _inode(place) != inode:
            replace_folder(path, place)


def _inode(path: Path) -> int | None:
    return path.stat().st_ino if path.exists() else None


VECTORS: Final = "vectors.sqlite"
"""The one file of the private folder that is no part of what a build makes: a build without it only takes longer."""
INDEX: Final = "index.sqlite"
"""The one file of a build that takes its place in the private folder."""


@contextmanager
def working(folder: Path) -> Iterator[Place]:
    """Give the output folder `folder` to one build alone; a commit that was cut off is finished first.

    Raises `OutputError` where another build is at work there, or the folder cannot be written.
    """
    place = Place(folder)
    try:
        place.private.mkdir(parents=True, exist_ok=True)
        with _locked(place.private / "lock", folder):
            try:
                place.finish()
                place.new.mkdir()
                yield place
            finally:
                place.clear()
    except (OSError, sqlite3.Error) as error:
        raise OutputError(explain(folder, error)) from error


@contextmanager
def _locked(path: Path, folder: Path) -> Iterator[None]:
    """Hold the lock `path`; the system lets it go when the process ends, however that happens."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if not _lock(handle):
            other = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            raise OutputError(
                f"another build{f' (process {other})' if other else ''} is writing to {folder}; "
                "wait until it has ended, or name another folder with --out"
            )
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        yield
        os.ftruncate(handle, 0)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Return whether the lock could be had; Windows, which knows no such lock, always gives it."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
