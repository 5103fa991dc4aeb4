"""Which pieces are worth comparing: those in one block; blocks are bounded, so that nothing grows with the square.

A piece stands in the block of each run of four words it has, and of each pair of its rarest words (who says it counts
as one).  In a block too large to be told apart by it, a piece is compared with its nearest neighbours alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Final

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
_AT_ONCE: Final = 4_000_000
"""Pairs that are put in order at once: 100 MB."""


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


def pairs_of(keys: Numbers, members: Numbers) -> Iterator[tuple[int, int]]:
    """Yield every two members (the smaller first) that share a key, each pair once, as far as blocks allow it.

    `members[i]` has the key `keys[i]`; a member is near to those whose numbers are near to its own.

    >>> import numpy as np
    >>> list(pairs_of(np.array([7, 8, 7, 8, 9]), np.array([0, 0, 2, 2, 3])))
    [(0, 2)]
    """
    import numpy as np

    order = np.lexsort((members, keys))
    keys, members = keys[order], members[order]
    starts = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else np.empty(0, np.int64)
    sizes = np.diff(np.r_[starts, len(keys)])
    reach = np.repeat(np.where(sizes <= WHOLE, sizes, NEAR + 1), sizes)
    left = np.repeat(starts + sizes, sizes) - np.arange(len(keys))
    reach = np.minimum(reach, left) - 1
    found: Numbers = np.empty(0, np.int64)
    for part in _parts(reach):
        ahead = reach[part]
        first = np.repeat(np.arange(part.start, part.stop), ahead)
        step = np.arange(len(first)) - np.repeat(np.cumsum(ahead) - ahead, ahead) + 1
        one, other = members[first], members[first + step]
        found = np.union1d(found, (one << 32 | other)[one != other])
    return ((int(pair) >> 32, int(pair) & 0xFFFFFFFF) for pair in found)


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
