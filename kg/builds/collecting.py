"""Everything that was found, in one statements file sorted by document id: the same however it was read or found."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.builds.index import Entry, Index
from kg.builds.inputs import Input
from kg.builds.known import Shards
from kg.builds.place import INDEX, Place
from kg.files.outputs import STATEMENTS
from kg.model import Document, Failure, Record, dump_jsonl

Search = Callable[[Iterable[Document | Input]], Iterator[Record | Failure | Input]]
"""Gives what is found in each document, in its place, and everything else as it is."""


@dataclass(frozen=True, slots=True)
class Collected:
    """What there is now: the digest of the statements file, how many documents it holds, and what failed."""

    statements: str
    documents: int
    failures: tuple[Failure, ...]


def collect(place: Place, inputs: Iterable[Input], search: Search, watch: Callable[[int], None]) -> Collected:
    """Write the statements file and its index to `place.new`; `watch` is told how many documents there are."""
    failures: list[Failure] = []
    shards = Shards(place.shards)
    with Statements(place.new / STATEMENTS, place.new / INDEX) as statements:
        for item, found in searched(inputs, search):
            if isinstance(found, Failure):
                failures.append(found)
                statements.forget(item.source)
                continue
            line = found if isinstance(found, bytes) else _line(found)
            if isinstance(item.found, Document) and item.key:
                shards.add(item.key, line)
            statements.add(item, line)
            watch(len(statements))
        shards.flush()
        return Collected(statements.finish(), len(statements), tuple(failures))


def searched(inputs: Iterable[Input], search: Search) -> Iterator[tuple[Input, bytes | Record | Failure]]:
    """Yield every input with what there is of it now, in their order."""
    out: deque[Input] = deque()

    def items() -> Iterator[Document | Input]:
        for item in inputs:
            if isinstance(item.found, Document):
                out.append(item)
                yield item.found
            else:
                yield item

    for found in search(items()):
        if isinstance(found, Input):
            assert not isinstance(found.found, Document)
            yield found, found.found
        else:
            yield out.popleft(), found


def _line(record: Record) -> bytes:
    return next(dump_jsonl([record])).encode()


class Statements:
    """A statements file while it grows, with its index; `finish` brings both into order."""

    def __init__(self, path: Path, index: Path) -> None:
        self._path = path
        self._index_path = index
        self._file = path.open("wb")
        self._index = Index(index)
        self._digest = hashlib.sha256()
        self._size = self._count = 0
        self._last = ""
        self._is_sorted = True
        self._unfinished: set[bytes] = set()

    def __enter__(self) -> Statements:
        return self

    def __exit__(self, *exception: object) -> None:
        self._file.close()
        self._index.close()

    def __len__(self) -> int:
        return self._count

    def add(self, entry: Input | Entry, line: bytes) -> None:
        """Write a line."""
        identity = entry.id or ""
        self._index.add(Entry(identity, entry.source, entry.key, self._size, len(line)))
        self._file.write(line)
        self._digest.update(line)
        self._size += len(line)
        self._count += 1
        self._is_sorted = self._is_sorted and self._last <= identity
        self._last = identity

    def forget(self, source: bytes | None) -> None:
        """Have `source` read again the next time: not all that it holds could be handled."""
        if source:
            self._unfinished.add(source)

    def finish(self) -> str:
        """Put the files in order on the disk, and return the digest of the lines."""
        self._file.flush()
        for source in self._unfinished:
            self._index.forget(source)
        if not self._is_sorted:
            return self._sorted()
        os.fsync(self._file.fileno())
        self._index.seal()
        return self._digest.hexdigest()

    def _sorted(self) -> str:
        path, index = self._path.with_suffix(".sorted"), self._index_path.with_suffix(".sorted")
        with Statements(path, index) as statements, self._path.open("rb") as lines:
            for entry in self._index.sorted():
                lines.seek(entry.start)
                statements.add(entry, lines.read(entry.length))
            digest = statements.finish()
        path.replace(self._path)
        index.replace(self._index_path)
        return digest
