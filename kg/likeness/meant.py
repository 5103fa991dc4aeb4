"""Pieces of claims that may mean the same, whatever their words: those whose vectors are near to each other.

All that is said on one matter is somewhat near.  So a cosine is read beside the usual one: of either piece and the
other things that the document of the other says.  And long names of a matter ("her use of a private server while she
was secretary") make pieces near that say different things of it: what is left of two pieces without the words that both
have must be little, or near as well.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from itertools import islice
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Final

from kg.likeness.blocks import pairs_across
from kg.likeness.encoder import LENGTH, WIDTH
from kg.likeness.meaning import meaning, without
from kg.likeness.neighbours import near
from kg.likeness.pieces import Pieces
from kg.likeness.scoring import Nearness, is_statement

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from kg.likeness.encoder import Encode, Vectors

    Sum = npt.NDArray[np.int64]

_EXPECTED: Final = 0.3
"""The usual cosine where a document says nothing else; it counts as much as three pieces."""
_PIECES: Final = 3
_AT_ONCE: Final = 4_096
"""Sentences that are encoded at once."""
_NONE: Final = -1


class Meant:
    """The vectors of those pieces that say enough to have a meaning, on the disk; equal texts share one."""

    def __init__(self, pieces: Pieces, encode: Encode | None) -> None:
        self._pieces, self._encode = pieces, encode
        self._rows = array("i")
        self._starts = array("q")
        self._vectors = self._read() if encode else None
        # of these alone, not of itself: in a circle with a cache it would be held with all that it has
        sums = partial(_sum_of, self._vectors, self._starts, self._rows)
        self._sum = lru_cache(maxsize=256)(sums)

    def pairs(self, least: float) -> Iterator[tuple[int, int]]:
        """Yield the numbers, the smaller first, of pieces whose cosine is at least so much; of equal ones not all."""
        if self._vectors is None:
            return
        import numpy as np

        rows = np.array(self._rows, np.int64)
        order = np.argsort(rows, kind="stable")
        ends = np.searchsorted(rows[order], np.arange(len(self._vectors) + 1))
        for one, other in near(self._vectors, least):
            left, right = (order[ends[row] : ends[row + 1]].tolist() for row in (one, other))
            yield from pairs_across(left, right)

    def cosine(self, one: int, other: int) -> float | None:
        """Return the cosine of two pieces, or None where one of them has no vector."""
        if self._vectors is None or _NONE in (self._rows[one], self._rows[other]):
            return None
        return _cosine(self._vector(one), self._vector(other))

    def nearness(self, pairs: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, Nearness]]:
        """Yield each pair of pieces, which have vectors, with how near they are."""
        rest = iter(pairs)
        while part := list(islice(rest, _AT_ONCE)):
            yield from self._nearness(part)

    def _nearness(self, pairs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, Nearness]]:
        assert self._encode is not None
        left = [self._left(one, other) for one, other in pairs]
        rows = {text: row for row, text in enumerate(dict.fromkeys(text for both in left for text in both))}
        vectors = self._encode(list(rows))
        for (one, other), both in zip(pairs, left, strict=True):
            cosine = _cosine(self._vector(one), self._vector(other))
            usual = (self._usual(one, other) + self._usual(other, one)) / 2
            number = min(len(meaning(text).kinds) for text in both)
            mine, others = (vectors[rows[text]].astype(int) for text in both)
            yield one, other, Nearness(cosine, usual, number, _cosine(mine, others))

    def _left(self, one: int, other: int) -> tuple[str, str]:
        """What is left of two pieces without the words that both have."""
        mine, others = self._pieces[one][1], self._pieces[other][1]
        return without(mine, self._pieces.said(other)), without(others, self._pieces.said(one))

    def _usual(self, one: int, other: int) -> float:
        """The mean cosine of a piece and what stands beside the other in its document."""
        total, count = self._sum(bisect_right(self._starts, other) - 1)
        beside = _cosine(self._vector(one), total - self._vector(other))
        return (beside + _PIECES * _EXPECTED) / (count - 1 + _PIECES)

    def _vector(self, number: int) -> Sum:
        assert self._vectors is not None
        vector: Sum = self._vectors[self._rows[number]].astype(int)
        return vector

    def _read(self) -> Vectors | None:
        """Note where documents start and which vector each piece has; return the vectors."""
        import numpy as np

        assert self._encode is not None
        known: dict[bytes, int] = {}
        waiting: list[str] = []
        document = None
        with TemporaryFile() as file:
            for number, (claim, text) in enumerate(self._pieces):
                if claim.place[0] != document:
                    document = claim.place[0]
                    self._starts.append(number)
                if not is_statement(self._pieces.said(number)):
                    self._rows.append(_NONE)
                    continue
                key = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=12).digest()
                if key not in known:
                    known[key] = len(known)
                    waiting.append(text)
                self._rows.append(known[key])
                if len(waiting) == _AT_ONCE:
                    file.write(self._encode(waiting).tobytes())
                    waiting = []
            if waiting:
                file.write(self._encode(waiting).tobytes())
            file.flush()
            # the file is gone when the last look at it is
            return np.memmap(file, np.int8, "r", shape=(len(known), WIDTH)) if known else None


def _sum_of(vectors: Vectors | None, starts: Sequence[int], rows: Sequence[int], document: int) -> tuple[Sum, int]:
    """The sum of all vectors of a document, and how many there are."""
    assert vectors is not None
    stop = starts[document + 1] if document + 1 < len(starts) else len(rows)
    own = [row for row in rows[starts[document] : stop] if row != _NONE]
    total: Sum = vectors[own].astype(int).sum(0)
    return total, len(own)


def _cosine(one: Sum, other: Sum) -> float:
    return int(one @ other) / LENGTH**2
