"""The first picture: named actors alone, and how often one reports, is asked by, or interprets the other."""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from kg.model import Attribution, Record
from kg.views.explorer.actors import NOBODY, Actors
from kg.views.layout import Size, positions

NODES: Final = 300
EDGES: Final = 1500
"""More is a hairball: the weightiest are taken."""

Edge = tuple[int, int, str]


class Overview:
    """Counts, record by record, what passes between named actors."""

    def __init__(self, actors: Actors) -> None:
        self._actors = actors
        self._weights: Counter[int] = Counter()
        self._edges: Counter[Edge] = Counter()

    def add(self, record: Record, sources: list[int], publisher: int) -> None:
        """Count in `record`, whose attributions have these sources, and which `publisher` published (or -1)."""
        for attribution, source in zip(record.attributions, sources, strict=True):
            reporter = publisher if attribution.parent is None else sources[attribution.parent]
            self._count(reporter, source, "reports")
            if attribution.answers is not None:
                self._count(sources[attribution.answers], source, "asks")
            remark_by = self._remark_by(attribution, sources)
            if remark_by != NOBODY:
                self._count(source if source != NOBODY else reporter, remark_by, "interprets")
            for actor in {source, reporter}:
                if self._actors.is_named(actor):
                    self._weights[actor] += 1

    def json(self) -> dict[str, Any]:
        """Return nodes with places and edges; places are in [0, 1] on one scale, the longer side fills it."""
        ranked = sorted(self._weights, key=lambda actor: (-self._weights[actor], self._actors.keys[actor]))[:NODES]
        number = {actor: index for index, actor in enumerate(ranked)}
        inside = [edge for edge in self._edges if edge[0] in number and edge[1] in number]
        edges = sorted(inside, key=lambda e: (-self._edges[e], number[e[0]], number[e[1]], e[2]))[:EDGES]
        sizes = [self._size(actor) for actor in ranked]
        places = positions(sizes, [(number[first], number[second]) for first, second, _ in edges])
        return {
            "nodes": [
                {"actor": actor, "x": x, "y": y, "weight": self._weights[actor]}
                for actor, (x, y) in zip(ranked, _scaled(places), strict=True)
            ],
            "edges": [
                {"from": first, "to": second, "relation": relation, "weight": self._edges[first, second, relation]}
                for first, second, relation in edges
            ],
        }

    def _count(self, first: int, second: int, relation: str) -> None:
        if first != second and self._actors.is_named(first) and self._actors.is_named(second):
            self._edges[first, second, relation] += 1

    def _remark_by(self, attribution: Attribution, sources: list[int]) -> int:
        if attribution.interprets is not None:
            return sources[attribution.interprets]
        return self._actors.named(attribution.about_remark_of) if attribution.about_remark_of else NOBODY

    def _size(self, actor: int) -> Size:
        """Return the room that the actor's shape and the name below it take, in pixels."""
        size = min(30, round(9 + 4 * self._weights[actor] ** 0.5))
        return max(7 * min(len(self._actors.names[actor]), 24), 2 * size), 2 * size + 40


def _scaled(places: list[tuple[int, int]]) -> list[tuple[float, float]]:
    left, top = (min((place[axis] for place in places), default=0) for axis in (0, 1))
    side = max((place[axis] - low for place in places for axis, low in ((0, left), (1, top))), default=0) or 1
    return [(round((x - left) / side, 4), round((y - top) / side, 4)) for x, y in places]
