"""Which of many groups of spans are near others, without a look at every pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from kg.model import Spans

_STRETCH: Final = 256  # code points


class Nearby:
    """Groups of spans by the stretches of text they touch.

    >>> cues = Nearby([((0, 5),), ((300, 310),)])
    >>> cues.overlapping(((4, 9),)), cues.overlapping(((5, 9),))
    ([0], [])
    """

    def __init__(self, groups: Sequence[Spans]) -> None:
        self._groups = groups
        self._at: dict[int, list[int]] = {}
        for index, spans in enumerate(groups):
            for stretch in _stretches(spans):
                self._at.setdefault(stretch, []).append(index)

    def overlapping(self, spans: Spans) -> list[int]:
        """Return the indices, in order, of the groups that share a code point with `spans`."""
        near = {index for stretch in _stretches(spans) for index in self._at.get(stretch, ())}
        return sorted(index for index in near if overlap(self._groups[index], spans))

    def holding(self, spans: Spans) -> list[int]:
        """Return the indices, in order, of the groups in whose spans all of `spans` stand; none for no spans."""
        return [index for index in self.overlapping(spans[:1]) if _holds(self._groups[index], spans)]


def overlap(one: Spans, other: Spans) -> bool:
    """Tell whether two groups of spans share a code point."""
    return any(start < high and low < end for start, end in one for low, high in other)


def _holds(outer: Spans, inner: Spans) -> bool:
    return all(any(start <= low and high <= end for start, end in outer) for low, high in inner)


def _stretches(spans: Spans) -> set[int]:
    return {stretch for start, end in spans for stretch in range(start // _STRETCH, (end - 1) // _STRETCH + 1)}
