"""Which documents a statements file holds: for each its id, what it was read from, and where its line stands.

An SQLite file, so that neither looking up nor sorting holds the documents of an archive in memory.  A key says what a
document is and what searched it (equal keys, equal records); a source says from what input it came (equal sources,
equal documents).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

_START: Final = (
    # whole files are put in place by renaming: what is half written is thrown away, and needs no journal
    "PRAGMA journal_mode = OFF",
    "PRAGMA synchronous = OFF",
    "CREATE TABLE document (id TEXT PRIMARY KEY, source BLOB, key BLOB, start INTEGER, length INTEGER) WITHOUT ROWID",
    "BEGIN",
)
_ORDERS: Final = ("CREATE INDEX by_source ON document (source)", "CREATE INDEX by_key ON document (key)")


class Entry(NamedTuple):
    """One document: its id, the source and the key (None: to be read and searched again), and its line in bytes."""

    id: str
    source: bytes | None
    key: bytes | None
    start: int
    length: int


class Index:
    """The documents of one statements file; closed by `close`, or at the end of a `with` block."""

    def __init__(self, path: Path | None = None, *, read_only: bool = False) -> None:
        """Open the index at `path`, or make one there; without a path one in memory."""
        self._path = path
        address = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}" if path else ":memory:"
        self._data = sqlite3.connect(address, uri=True, isolation_level=None)
        for command in () if read_only else _START:
            self._data.execute(command)

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def __len__(self) -> int:
        (number,) = self._data.execute("SELECT COUNT(*) FROM document").fetchone()
        return int(number)

    def close(self) -> None:
        """Finish the file."""
        self._data.close()

    def add(self, entry: Entry) -> None:
        """Enter a document; its id must be new."""
        self._data.execute("INSERT INTO document VALUES (?, ?, ?, ?, ?)", entry)

    def forget(self, source: bytes) -> None:
        """Have `source` read again the next time: not all that it holds could be handled."""
        self._data.execute("UPDATE document SET source = NULL WHERE source = ?", (source,))

    def seal(self) -> None:
        """Make the file whole and quick to look things up in."""
        for command in ("COMMIT", *_ORDERS):
            self._data.execute(command)
        if self._path:
            with self._path.open("rb+") as file:
                os.fsync(file.fileno())

    def by_key(self, key: bytes) -> Entry | None:
        """Return a document with that key."""
        return next(self._entries("WHERE key = ? LIMIT 1", key), None)

    def of_source(self, source: bytes) -> Iterator[Entry]:
        """Yield the documents that came from `source`, by id."""
        return self._entries("WHERE source = ? ORDER BY id", source)

    def sorted(self) -> Iterator[Entry]:
        """Yield all documents by id."""
        return self._entries("ORDER BY id")

    def _entries(self, condition: str, *values: bytes) -> Iterator[Entry]:
        rows = self._data.execute(f"SELECT id, source, key, start, length FROM document {condition}", values)
        return map(Entry._make, rows)
