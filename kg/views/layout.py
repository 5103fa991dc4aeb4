"""Where nodes stand: computed beforehand, the same for the same graph, boxes beside and not on top of each other.

Coordinates are whole numbers, so that the last bits of a processor's arithmetic do not change the file.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]
    Numbers = NDArray[np.int_]
    Parts = Sequence[Sequence[int]]
    Frames = Sequence[tuple[float, float]]

Size = tuple[int, int]
GAP: Final = 15
"""Free space between boxes, in pixels at zoom 1."""
ASPECT: Final = 1.45
"""Width over height of the place for the picture on most screens."""
_SIDEWAYS: Final = 2.4
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
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        shapes = [_shape(graph.induced_subgraph(part)) for part in parts]
    finally:
        igraph.set_random_number_generator(random)
    # a few proportions are tried, because parts fit together better in some than in others
    proportions = (0.7, 1.0, 1.5, 2.2) if len(sizes) <= _CAREFUL else (ASPECT,)
    _, placed = min((_page(parts, shapes, boxes, wide) for wide in proportions), key=lambda page: page[0])
    centre = (placed.min(axis=0) + placed.max(axis=0)) / 2
    return [(round(x), round(y)) for x, y in (placed - centre).tolist()]


def _shape(part: Any) -> Array:
    """Return a force-directed drawing of one connected part, its long side level, in a box of side 1."""
    import numpy as np

    if part.vcount() == 1:
        return np.zeros((1, 2))
    start = part.layout_circle()
    if part.vcount() <= _CAREFUL:
        picture = part.layout_kamada_kawai(seed=start, maxiter=60 * part.vcount())
    else:
        picture = part.layout_fruchterman_reingold(seed=start, niter=150, grid="auto")
    places = np.array(picture.coords, dtype=np.float64)
    places -= places.mean(axis=0)
    _, _, axes = np.linalg.svd(places, full_matrices=False)
    # a turn by the singular vectors may come out mirrored on another machine: fix each sign
    axes *= np.where(axes[np.arange(2), np.abs(axes).argmax(axis=1)] < 0, -1.0, 1.0)[:, None]
    level: Array = places @ axes.T
    extent = np.ptp(level, axis=0)
    return np.asarray(level / np.maximum(extent, 0.05 * extent.max()))


def _page(parts: Parts, shapes: Sequence[Array], boxes: Array, wide: float) -> tuple[float, Array]:
    """Return how far one must zoom out to see it all, and the places, with parts drawn `wide` times their height."""
    import numpy as np

    placed = np.zeros_like(boxes)
    for part, places in zip(parts, _laid_out(parts, shapes, boxes, wide), strict=True):
        placed[part] = places
    return _pack(parts, placed, boxes), placed


def _laid_out(parts: Parts, shapes: Sequence[Array], boxes: Array, wide: float) -> Iterator[Array]:
    """Yield the places of each connected part: the tightest of a few sizes, once its boxes stand apart."""
    import numpy as np

    sizes = [boxes[part] for part in parts]
    drawings = [_drawings(shape, own, wide) for shape, own in zip(shapes, sizes, strict=True)]
    all_sizes = [own for own, drawn in zip(sizes, drawings, strict=True) for _ in drawn]
    apart = iter(_apart([drawing for drawn in drawings for drawing in drawn], all_sizes))
    for own, drawn in zip(sizes, drawings, strict=True):
        ready = [next(apart) for _ in drawn]
        yield min(ready, key=lambda places: float(np.prod(np.ptp(places, axis=0) + own.mean(axis=0))))


def _drawings(shape: Array, boxes: Array, wide: float) -> list[Array]:
    import numpy as np

    side = np.sqrt(np.prod(boxes + GAP, axis=1).sum())
    tried = (0.8, 1.1, 1.4) if len(shape) <= _CAREFUL else (1.6,)
    return [shape * side * factor * [wide**0.5, wide**-0.5] for factor in tried]


def _apart(drawings: Sequence[Array], sizes: Sequence[Array]) -> list[Array]:
    """Return `drawings` with overlapping boxes pushed apart, rather sideways, to keep the picture wide.

    All of them at once: there are hundreds, most of a few boxes, and each would cost as much as all together.
    """
    import numpy as np

    lengths = [len(drawing) for drawing in drawings]
    rounds = np.array([150 if length <= _CAREFUL else 40 for length in lengths])
    places, boxes = np.concatenate(drawings), np.concatenate(sizes)
    drawing = np.repeat(np.arange(len(drawings)), lengths)
    moving = np.arange(len(places))
    for done in range(1, rounds.max() + 1):
        first, second = _near(places, boxes, drawing, moving)
        away = places[second] - places[first]
        missing = (boxes[first] + boxes[second]) / 2 + GAP - np.abs(away)
        hits = np.flatnonzero((missing > 0).all(axis=1))
        if not len(hits):
            break
        rows, axis = np.arange(len(hits)), np.argmin(missing[hits] / [_SIDEWAYS, 1], axis=1)
        push = np.zeros((len(hits), 2))
        push[rows, axis] = np.where(away[hits, axis] < 0, -0.45, 0.45) * missing[hits, axis]
        np.add.at(places, second[hits], push)
        np.add.at(places, first[hits], -push)
        is_left = np.bincount(drawing[first[hits]], minlength=len(drawings)).astype(bool) & (done < rounds)
        moving = moving[is_left[drawing[moving]]]
    return np.split(places, np.cumsum(lengths)[:-1])


def _near(places: Array, boxes: Array, drawing: Numbers, moving: Numbers) -> tuple[Numbers, Numbers]:
    """Return the pairs of `moving` nodes of one drawing whose heights overlap, found by going down the page.

    That are all that can collide.
    """
    import numpy as np

    order = moving[np.lexsort((places[moving, 1], drawing[moving]))]
    heights, numbers = places[order, 1], drawing[order]
    reach = boxes[:, 1].max() + GAP
    first, second = [order[:0]], [order[:0]]
    for step in range(1, len(order)):
        is_close = (numbers[step:] == numbers[:-step]) & (heights[step:] - heights[:-step] < reach)
        close = np.flatnonzero(is_close)
        if not len(close):
            break
        first.append(order[close])
        second.append(order[close + step])
    return np.concatenate(first), np.concatenate(second)


def _pack(parts: Parts, placed: Array, boxes: Array) -> float:
    """Move the parts into rows, in place, so that together they fill a screen's shape; return their extent."""
    frames = []
    for part in parts:
        low = (placed[part] - boxes[part] / 2).min(axis=0) - 1.5 * GAP
        high = (placed[part] + boxes[part] / 2).max(axis=0) + 1.5 * GAP
        placed[part] -= low
        frames.append((float(high[0] - low[0]), float(high[1] - low[1])))
    widest = max(width for width, _ in frames)
    total = sum(width for width, _ in frames)
    limits = [widest * (total / widest) ** (step / 24) for step in range(25)]
    best = min((_rows(frames, limit) for limit in limits), key=lambda rows: _extent(frames, rows))
    for part, corner in zip(parts, best, strict=True):
        placed[part] += corner
    return _extent(frames, best)


def _rows(frames: Frames, limit: float) -> list[tuple[float, float]]:
    """Return the corner of each frame when they stand in rows of at most `limit`, the tallest first."""
    corners = [(0.0, 0.0)] * len(frames)
    x = y = row = 0.0
    for index in sorted(range(len(frames)), key=lambda i: (-frames[i][1], i)):
        width, height = frames[index]
        if x and x + width > limit + 1e-6:
            x, y, row = 0.0, y + row, 0.0
        corners[index] = (x, y)
        x, row = x + width, max(row, height)
    return corners


def _extent(frames: Frames, corners: Sequence[tuple[float, float]]) -> float:
    """Return how far one must zoom out to see all of it."""
    right = max(x + width for (x, _), (width, _) in zip(corners, frames, strict=True))
    bottom = max(y + height for (_, y), (_, height) in zip(corners, frames, strict=True))
    return max(right / ASPECT, bottom)
