"""What there may be too much of for the memory, kept on the disk: things by their number, rows of numbers by heaps."""

from __future__ import annotations

import pickle
import tempfile
from array import array
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

HEAPS: Final = 64
_BYTES: Final = 8
"""Of a number."""

Thing = TypeVar("Thing")


class Shelf(Generic[Thing]):
    """Things of any kind in the order in which they were added; of each it remembers where it begins.

    >>> shelf = Shelf()
    >>> shelf.add("a"); shelf.add(("b", 2))
    >>> len(shelf), shelf[1], list(shelf)
    (2, ('b', 2), ['a', ('b', 2)])
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  it is gone with the shelf
        self._starts = array("q", [0])

    def __del__(self) -> None:
        self._file.close()

    def __len__(self) -> int:
        return len(self._starts) - 1

    def add(self, thing: Thing) -> None:
        """Put a thing behind the last one."""
        self._file.seek(self._starts[-1])
        self._starts.append(self._starts[-1] + self._file.write(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)))

    def __getitem__(self, number: int) -> Thing:
        self._file.seek(self._starts[number])
        thing: Thing = pickle.loads(self._file.read(self._starts[number + 1] - self._starts[number]))
        return thing

    def __iter__(self) -> Iterator[Thing]:
        return (self[number] for number in range(len(self)))


class Queue(Shelf[Thing]):
    """Things that are asked for in the order of a key, of which the keys are not kept where they come in that order.

    >>> queue = Queue(key=len)
    >>> queue.add("abc"); queue.add("d")
    >>> [queue[number] for number in queue.order()]
    ['d', 'abc']
    """

    def __init__(self, key: Callable[[Thing], Any]) -> None:
        super().__init__()
        self._key = key
        self._last: Any = None
        self._is_sorted = True

    def add(self, thing: Thing) -> None:
        """Put a thing behind the last one."""
        key = self._key(thing)
        self._is_sorted = self._is_sorted and (self._last is None or self._last <= key)
        self._last = key
        super().add(thing)

    def order(self) -> Sequence[int]:
        """Return the numbers of all things, those with the least keys first; of equal ones the earlier first."""
        if self._is_sorted:
            return range(len(self))
        keys = [self._key(thing) for thing in self]
        return sorted(range(len(keys)), key=keys.__getitem__)


class Heaps:
    """Rows of whole numbers, in heaps that are read one at a time, when all rows are there."""

    def __init__(self, width: int) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  it is gone with the heaps
        self._width = width
        self._parts: list[list[tuple[int, int]]] = [[] for _ in range(HEAPS)]

    def __del__(self) -> None:
        self._file.close()

    def add(self, rows: Numbers, heaps: Numbers) -> None:
        """Put each of `rows` on the heap of which the number (below `HEAPS`) stands in its place in `heaps`."""
        import numpy as np

        counts = np.bincount(heaps, minlength=HEAPS).tolist()
        start = self._file.tell()
        self._file.write(rows[np.argsort(heaps, kind="stable")].tobytes())
        for heap, count in enumerate(counts):
            size = count * self._width * _BYTES
            if size:
                self._parts[heap].append((start, size))
            start += size

    def read(self, heap: int) -> Numbers:
        """Return the rows of a heap in the order in which they came."""
        import numpy as np

        data = bytearray()
        for start, size in self._parts[heap]:
            self._file.seek(start)
            data += self._file.read(size)
        return np.frombuffer(data, np.int64).reshape(-1, self._width)
