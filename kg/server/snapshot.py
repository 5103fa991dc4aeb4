"""A store as it is now, kept for as long as it is served, whatever a build puts in its place meanwhile.

Oxigraph opens many of its files only when it needs them, and a build takes the earlier store away.  So a snapshot holds
the same table files by other names (hard links: they are never changed once written, and take no space twice) and
copies of the few small ones that a writer would go on changing.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from kg.errors import StoreError
from kg.stores.oxigraph import hold_unchanged, is_store, let_go

_SUFFIX: Final = ".serving"
_TABLES: Final = (".sst", ".blob")
_TRIES: Final = 5


@dataclass(frozen=True)
class Snapshot:
    """What is served: a `path` to open, and the `mark` by which a later store at the same place is told from it."""

    path: Path
    mark: tuple[int, int, int]
    lock: int | None = None

    def remove(self) -> None:
        """Let go of the snapshot; a file of RDF stays where it is."""
        if self.lock is not None:
            os.close(self.lock)
            shutil.rmtree(self.path, ignore_errors=True)


def locate(path: Path) -> Path:
    """Return what is to be opened at `path`: a file of RDF, a store's folder, or the store in the folder named."""
    return path / "store" if (path / "store").is_dir() else path


def mark(path: Path) -> tuple[int, int, int] | None:
    """Return what tells the graph at `path` from one that takes its place later; `None` where there is none."""
    place = locate(path)
    try:
        found = (place / "CURRENT" if place.is_dir() else place).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size


def take(path: Path) -> Snapshot:
    """Return a snapshot of the graph at `path`; raises `StoreError` where there is none or a process writes to it."""
    for _ in range(_TRIES):
        before = mark(path)
        if before is None:
            raise StoreError(f"no store at {path}; build one with `kg build`, or name the folder that it wrote")
        place = locate(path)
        if place.is_file():
            return Snapshot(place, before)
        try:
            folder, lock = _pin(place)
        except FileNotFoundError:
            continue  # a build put another store in its place
        if mark(path) == before:
            return Snapshot(folder, before, lock)
        os.close(lock)
        shutil.rmtree(folder, ignore_errors=True)
    raise StoreError(f"the store at {path} is replaced again and again; wait until the builds have ended")


def _pin(store: Path) -> tuple[Path, int]:
    if not is_store(store):
        raise StoreError(f"{store} is no store; name a folder that `kg build` wrote, or a file of RDF")
    held = hold_unchanged(store)
    try:
        _sweep(store)
        folder = _beside(store)
        for file in sorted(store.iterdir()):
            if file.is_file() and file.name != "LOCK":
                _same(file, folder / file.name)
        return folder, _locked(folder)
    finally:
        let_go(held)


def _beside(store: Path) -> Path:
    """Return a new folder on the same disk, else, where nothing may be written there, among the temporary files."""
    try:
        return Path(tempfile.mkdtemp(prefix=f".{store.name}.", suffix=_SUFFIX, dir=store.parent))
    except OSError:
        return Path(tempfile.mkdtemp(prefix="saidgraph.", suffix=_SUFFIX))


def _same(file: Path, name: Path) -> None:
    if file.suffix in _TABLES:
        with suppress(OSError):
            os.link(file, name)
            return
    shutil.copy2(file, name)


def _locked(folder: Path) -> int:
    lock = os.open(folder / "LOCK", os.O_RDWR | os.O_CREAT, 0o600)
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return lock


def _sweep(store: Path) -> None:
    """Remove the snapshots of services that were killed."""
    try:
        import fcntl
    except ImportError:
        return
    for folder in store.parent.glob(f".{store.name}.*{_SUFFIX}"):
        try:
            lock = os.open(folder / "LOCK", os.O_RDWR)
        except OSError:
            continue  # one that is being made
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        else:
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(lock)
