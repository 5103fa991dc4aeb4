"""What earlier builds found: the lines of the statements file in place, and of the shards of one that was cut off."""

from __future__ import annotations

import hashlib
import json
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

from kg.builds.index import Entry, Index
from kg.builds.place import INDEX, Place
from kg.files import atomic_write
from kg.files.outputs import MANIFEST, STATEMENTS

SHARD_DOCUMENTS: Final = 64
SHARD_BYTES: Final = 4_000_000
_KEY: Final = 32
"""Length in bytes of a key."""


class Known:
    """Lines by key, documents by source; empty where nothing was built, or the files do not belong together.

    `fits` tells whether there is a statements file that is as the manifest says.
    """

    def __init__(self, place: Place) -> None:
        self.manifest = manifest_of(place.folder)
        self._path = place.folder / STATEMENTS
        self._statements = _Lines(self._path)
        self.fits = self._statements.digest() == self.manifest.get("statements") and (place.private / INDEX).is_file()
        self._index = Index(place.private / INDEX, read_only=True) if self.fits else Index()
        self._shards = dict(_in_shards(place.shards))

    def close(self) -> None:
        """Let go of the files."""
        self._index.close()
        self._statements.close()

    def line(self, key: bytes) -> bytes | None:
        """Return the line with the record of the document with that key."""
        entry = self._index.by_key(key)
        return self.part(entry) if entry else self._from_shard(key)

    def part(self, entry: Entry) -> bytes:
        """Return the line that `entry` tells of."""
        return self._statements.part(entry.start, entry.length)

    def is_own(self, path: Path) -> bool:
        """Return whether `path` is the statements file of the output folder itself, as a build left it."""
        return self.fits and path.samefile(self._path)

    def of_source(self, source: bytes) -> Iterator[Entry]:
        """Yield the documents that an unchanged source gives; none where it is not known."""
        return self._index.of_source(source)

    def all(self) -> Iterator[Entry]:
        """Yield every document of the statements file, by id."""
        return self._index.sorted()

    def _from_shard(self, key: bytes) -> bytes | None:
        if key not in self._shards:
            return None
        path, start, length = self._shards[key]
        with path.open("rb") as file:
            file.seek(start)
            return file.read(length)


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return what the manifest in `folder` says; nothing where there is none, or it cannot be read."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


class Shards:
    """Writes what is found to files of at most 64 documents, each whole or not there."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(exist_ok=True)
        self._folder = folder
        self._number = len(list(folder.iterdir()))
        self._waiting: list[bytes] = []
        self._size = 0

    def add(self, key: bytes, line: bytes) -> None:
        """Take in a line; it is on the disk after at most 64 of them."""
        self._waiting.append(key + line)
        self._size += len(line)
        if len(self._waiting) == SHARD_DOCUMENTS or self._size >= SHARD_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what is waiting."""
        if self._waiting:
            self._number += 1
            with atomic_write(self._folder / f"{self._number:08}.shard", "wb") as file:
                file.writelines(self._waiting)
            self._waiting, self._size = [], 0


def _in_shards(folder: Path) -> Iterator[tuple[bytes, tuple[Path, int, int]]]:
    for path in sorted(folder.glob("*.shard")):
        with path.open("rb") as lines:
            start = 0
            while key := lines.read(_KEY):
                line = lines.readline()
                yield key, (path, start + _KEY, len(line))
                start += _KEY + len(line)


class _Lines:
    """A file of lines that is read here and there; an empty one where there is none."""

    def __init__(self, path: Path) -> None:
        self._file: BinaryIO | None = path.open("rb") if path.is_file() and path.stat().st_size else None
        self._bytes = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ) if self._file else None

    def digest(self) -> str:
        return hashlib.sha256(self._bytes or b"").hexdigest()

    def part(self, start: int, length: int) -> bytes:
        return self._bytes[start : start + length] if self._bytes is not None else b""

    def close(self) -> None:
        if self._file is not None and self._bytes is not None:
            self._bytes.close()
            self._file.close()
