"""Where nodes stand: computed beforehand, the same for the same graph, boxes beside and not on top of each other.

Coordinates are whole numbers, so that the last bits of a processor's arithmetic do not change the file.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

Size = tuple[int, int]
GAP: Final = 26
"""Free space between boxes, in pixels at zoom 1."""
STRETCH: Final = 1.35
"""Screens, and boxes with words in them, are wider than tall."""
_CAREFUL: Final = 400
_SEED: Final = 20190520


def positions(sizes: Sequence[Size], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the centre of each node, given `sizes` (width, height) and `edges` (pairs of node indices).

    Unconnected parts are laid out apart and packed, the largest first.

    >>> positions([(10, 10)], [])
    [(0, 0)]
    """
    import igraph
    import numpy as np

    if not sizes:
        return []
    graph = igraph.Graph(len(sizes), list(edges)).simplify()
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part[0]))
    boxes = np.array(sizes, dtype=np.float64)
    placed = np.zeros_like(boxes)
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        for part in parts:
            placed[part] = _apart(_spread(graph.induced_subgraph(part), boxes[part]), boxes[part])
    finally:
        igraph.set_random_number_generator(random)
    _pack([np.array(part) for part in parts], placed, boxes)
    centre = (placed.min(axis=0) + placed.max(axis=0)) / 2
    return [(round(x), round(y)) for x, y in (placed - centre).tolist()]


def _spread(part: Any, boxes: Array) -> Array:
    """Return a force-directed picture of one connected part, wide enough for its boxes."""
    import numpy as np

    count = part.vcount()
    if count == 1:
        return np.zeros((1, 2))
    start = part.layout_circle()
    if count <= _CAREFUL:
        picture = part.layout_kamada_kawai(seed=start, maxiter=60 * count)
    else:
        picture = part.layout_fruchterman_reingold(seed=start, niter=300, grid="auto")
    places = np.array(picture.coords, dtype=np.float64)
    places -= places.mean(axis=0)
    extent = np.maximum(np.ptp(places, axis=0), 1e-6)
    area = float(np.prod(boxes + GAP, axis=1).sum()) * 1.5
    side = np.sqrt(area)
    wide: Array = places / np.sqrt(extent[0] * extent[1]) * side * np.array([STRETCH**0.5, STRETCH**-0.5])
    return wide


def _apart(places: Array, boxes: Array, rounds: int = 120) -> Array:
    """Return `places` with overlapping boxes pushed apart along the shorter way."""
    import numpy as np

    need = (boxes[:, None, :] + boxes[None, :, :]) / 2 + GAP
    first, second = np.triu_indices(len(places), 1)
    need = need[first, second]
    places = places.copy()
    for _ in range(rounds if len(places) <= _CAREFUL else rounds // 6):
        away = places[second] - places[first]
        missing = need - np.abs(away)
        hits = np.flatnonzero((missing > 0).all(axis=1))
        if not len(hits):
            break
        axis = np.argmin(missing[hits], axis=1)
        push = np.zeros((len(hits), 2))
        rows = np.arange(len(hits))
        push[rows, axis] = np.where(away[hits, axis] < 0, -0.5, 0.5) * missing[hits, axis]
        np.add.at(places, second[hits], push * 0.9)
        np.add.at(places, first[hits], -push * 0.9)
    return places


def _pack(parts: Sequence[NDArray[np.int_]], placed: Array, boxes: Array) -> None:
    """Move the parts into rows, in place, so that they make one page of about the screen's shape."""
    import numpy as np

    frames = []
    for part in parts:
        low = (placed[part] - boxes[part] / 2).min(axis=0) - GAP
        high = (placed[part] + boxes[part] / 2).max(axis=0) + GAP
        placed[part] -= low
        frames.append(high - low)
    area = sum(float(width * height) for width, height in frames)
    limit = max(max(float(width) for width, _ in frames), np.sqrt(area * STRETCH) * 1.1)
    x = y = row = 0.0
    for part, (width, height) in zip(parts, frames, strict=True):
        if x and x + width > limit:
            x, y, row = 0.0, y + row, 0.0
        placed[part] += (x, y)
        x, row = x + width, max(row, height)
