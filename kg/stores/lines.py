"""The triples of a graph as sorted lines that wait on the disk: put in order a part at a time, merged when read.

They may come from a store that writes all it holds, or be kept while a store is made of them: then nothing need be read
back, which takes a third of the time of an export and fills the engine's cache.
"""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Final

from kg.files.memory import give_back

RUN: Final = 8 << 20
"""Bytes that are sorted in memory at once; three times as many are needed while it is done."""
READ: Final = 8 << 20
"""Bytes of all sorted parts that are in memory while these are merged."""
_LEAST: Final = 1 << 15
"""Bytes that are read at once of a part, however many parts there are."""
_IRI: Final = ord("<")


class Lines:
    """A file that takes N-Triples, as often as one likes, and gives its lines in order, each once.

    Of an IRI as subject and of the predicate the signs between them are left out, `<subject predicate> object .`,
    without which a subject sorts before those that begin as it does: `line.split(b" ", 2)` gives the three.

    >>> lines = Lines()
    >>> for _ in range(2):
    ...     _ = lines.write(b'<http://a.b#c> <http://p> "o" .\\n<http://a.b> <http://p> "o" .\\n')
    >>> lines.flush()
    >>> list(lines)
    [b'<http://a.b http://p> "o" .', b'<http://a.b#c http://p> "o" .']
    """

    def __init__(self) -> None:
        self.may_have_blank_nodes = False
        """Whether anything that was flushed looks like one."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  it is gone with the lines
        self._pieces: list[bytes] = []
        self._size = 0
        self._runs: list[tuple[int, int]] = []

    def __del__(self) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        """Take some of the bytes."""
        self._pieces.append(data)
        self._size += len(data)
        if self._size >= RUN:
            self._spill()
        return len(data)

    def flush(self) -> None:
        """Put all that was written, which ends with a line, on the disk."""
        self._spill()
        self._file.flush()

    def __iter__(self) -> Iterator[bytes]:
        """Yield the lines that were flushed."""
        size = max(READ // max(len(self._runs), 1), _LEAST)
        return map(itemgetter(0), groupby(heapq.merge(*(self._lines(start, end, size) for start, end in self._runs))))

    def _spill(self) -> None:
        if not self._size:
            return
        start = self._file.seek(0, 2)
        self._file.write(b"\n".join([*self._sorted(), b""]))
        self._runs.append((start, self._file.tell()))
        give_back()

    def _sorted(self) -> list[bytes]:
        data = b"".join(self._pieces)
        self._pieces.clear()
        self.may_have_blank_nodes = self.may_have_blank_nodes or b"_:" in data
        lines = data.split(b"\n")
        del data  # there is much of it: one copy at a time
        rest = lines.pop()
        self._pieces, self._size = [rest], len(rest)
        # `<a> <p>` is to come before `<a#b> <p>`: a space is less than any sign of an IRI, `>` is not
        # the order of UTF-8 is that of code points
        for number, line in enumerate(lines):
            lines[number] = line.replace(b"> <" if line[0] == _IRI else b" <", b" ", 1)
        lines.sort()
        return lines

    def _lines(self, start: int, end: int, size: int) -> Iterator[bytes]:
        """Yield the lines of one part, about `size` bytes of them at a time: the parts are read by turns."""
        rest = b""
        while start < end:
            self._file.seek(start)
            data = rest + self._file.read(min(size, end - start))
            start += len(data) - len(rest)
            cut = data.rfind(b"\n") + 1
            rest = data[cut:]
            yield from data[:cut].split(b"\n")[:-1]
