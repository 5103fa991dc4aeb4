"""Which pieces are worth comparing: those in one block; blocks are bounded, so that nothing grows with the square.

A piece stands in the block of each run of four words it has, and of each pair of its rarest words (who says it counts
as one).  In a block too large to be told apart by it, a piece is compared with its nearest neighbours alone.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING, Final

from kg.likeness.kept import HEAPS, Heaps

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]

RUN: Final = 4
"""Words in a row that, shared, make two pieces worth comparing."""
RAREST: Final = 6
WHOLE: Final = 16
"""Up to so many pieces in a block are compared each with each."""
NEAR: Final = 2
"""In a larger block, each is compared with so many that follow it."""
_AT_ONCE: Final = 125_000
"""Keys that are put away at once, and pairs that are put in order at once: some 10 MB."""
_SHIFT: Final = 64 - (HEAPS - 1).bit_length()


def run_keys(words: Sequence[str], numbers: dict[str, int]) -> Iterator[int]:
    """Yield a key for each run of words, from the numbers that words have in this comparison."""
    known = [numbers.setdefault(word, len(numbers)) for word in words]
    for place in range(len(known) - RUN + 1):
        key = 0
        for number in known[place : place + RUN]:
            key = (key * 1_000_003 + number + 1) & 0x3FFFFFFFFFFFFFFF
        yield key


def rare_keys(stems: Iterable[int], counts: Sequence[int]) -> Iterator[int]:
    """Yield a key for each two of the rarest of `stems`, of which there are `counts`."""
    rarest = sorted(sorted(set(stems), key=lambda stem: (counts[stem], stem))[:RAREST])
    for one, other in combinations(rarest, 2):
        yield one << 31 | other


class Blocks:
    """Members by their keys: whoever shares a key is worth comparing, as far as the size of a block allows it.

    A member is near to those whose numbers are near to its own.  Keys wait on the disk, and are put in order a heap at
    a time.

    >>> blocks = Blocks()
    >>> for member, keys in enumerate([(7, 8), (9,), (8, 7)]):
    ...     blocks.add(member, keys)
    >>> list(blocks.pairs())
    [(0, 2)]
    """

    def __init__(self) -> None:
        self._keys, self._members = array("q"), array("q")
        self._rows = Heaps(2)
        self._end = 1

    def add(self, member: int, keys: Iterable[int]) -> None:
        """Give `member`, a number from 0, the `keys`, numbers of 64 bits."""
        before = len(self._keys)
        self._keys.extend(keys)
        self._members.extend([member] * (len(self._keys) - before))
        self._end = max(self._end, member + 1)
        if len(self._keys) >= _AT_ONCE:
            self._put_away()

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Yield every two members (the smaller first) that share a key, each pair once, in order."""
        import numpy as np

        self._put_away()
        found = Heaps(1)
        for heap in range(HEAPS):
            for pairs in _pairs(*self._rows.read(heap).T):
                found.add(pairs, (pairs >> 32) * HEAPS // self._end)
        for heap in range(HEAPS):
            for pair in np.unique(found.read(heap)).tolist():
                yield pair >> 32, pair & 0xFFFFFFFF

    def _put_away(self) -> None:
        import numpy as np

        keys, members = np.array(self._keys, np.int64), np.array(self._members, np.int64)
        # the upper bits of a product are bits of all of a key
        heaps = (keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(_SHIFT)
        self._rows.add(np.column_stack((keys, members)), heaps.astype(np.int64))
        self._keys, self._members = array("q"), array("q")


def _pairs(keys: Numbers, members: Numbers) -> Iterator[Numbers]:
    """Yield the pairs of members that share a key, some at a time, as one number: the smaller, 32 bits, the other."""
    import numpy as np

    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    reach = np.repeat(np.where(sizes <= WHOLE, sizes, NEAR + 1), sizes)
    left = np.repeat(starts + sizes, sizes) - np.arange(len(keys))
    reach = np.minimum(reach, left) - 1
    for part in _parts(reach):
        ahead = reach[part]
        first = np.repeat(np.arange(part.start, part.stop), ahead)
        step = np.arange(len(first)) - np.repeat(np.cumsum(ahead) - ahead, ahead) + 1
        one, other = members[first], members[first + step]
        yield np.unique((one << 32 | other)[one != other])


def pairs_across(left: Sequence[int], right: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield pairs (the smaller first) of a member of the one and of the other block: all, where there are few.

    Of many pairs each member has some.

    >>> list(pairs_across([1, 4], [2]))
    [(1, 2), (2, 4)]
    """
    if len(left) * len(right) <= WHOLE:
        found = set(product(left, right))
    else:
        longer = range(max(len(left), len(right)))
        found = {(left[n % len(left)], right[(n + step) % len(right)]) for n in longer for step in range(NEAR)}
    yield from sorted((min(pair), max(pair)) for pair in found)


def _parts(reach: Numbers) -> Iterator[slice]:
    """Yield slices of the members with about `_AT_ONCE` pairs each."""
    import numpy as np

    total = np.cumsum(reach)
    start = 0
    while start < len(reach):
        done = total[start - 1] if start else 0
        stop = int(np.searchsorted(total, done + _AT_ONCE, "right"))
        stop = max(stop, start + 1)
        yield slice(start, stop)
        start = stop
