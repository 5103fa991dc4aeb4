"""The trained finder: the attribution model over running text and turns, and again inside what it found.

The model was trained on outermost attributions alone, so depth comes from reading each content as a text of its own.
Turns and running text are separate texts: what a speaker says is not the story's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.extractors.prepared import Candidate, Prepared, Unit
from kg.model import Span, Spans

if TYPE_CHECKING:
    from kg.attribution_model import AttributionModel, Found

LEAST_CONTENT: Final = 24
"""Characters below which a content is not searched: less than "she said that he lied" holds no attribution."""
DEEPEST: Final = 12
"""Levels of nesting that are searched; every level is a text shorter than the one before."""


def find(prepared: Prepared) -> list[Candidate]:
    """Return what the model finds in the running text and in each turn, nested attributions included.

    Raises `ModelError` where the model's files are missing or broken.
    """
    model = _model()
    found: list[Candidate] = []
    for pieces in _texts(prepared.units):
        _search(model, prepared.text, pieces, None, 0, found)
    return found


@cache
def _model() -> AttributionModel:
    from kg.attribution_model import load

    return load()


def _texts(units: Sequence[Unit]) -> Iterator[Spans]:
    """Yield the spans of each text: the paragraphs outside all turns, then each turn."""
    ordered = sorted(units, key=lambda unit: (-1 if unit.turn is None else unit.turn, unit.start))
    for _, group in groupby(ordered, key=lambda unit: unit.turn):
        yield tuple((unit.start, unit.end) for unit in group)


def _search(
    model: AttributionModel, text: str, pieces: Spans, inside: int | None, level: int, found: list[Candidate]
) -> None:
    """Append what stands in `pieces`, then what stands in each content of that."""
    joined = "\n".join(text[start:end] for start, end in pieces)
    first = len(found)
    found.extend(_candidate(item, pieces, inside) for item in model.find([joined])[0])
    if level == DEEPEST:
        return
    for index in range(first, len(found)):
        inner = _inner(text, found[index].content)
        # A content that is the whole text it was found in would be found in itself again.
        if inner and _size(inner) < _size(pieces):
            _search(model, text, inner, index, level + 1, found)


def _candidate(item: Found, pieces: Spans, inside: int | None) -> Candidate:
    source, cue, content = (_mapped(spans, pieces) for spans in (item.source, item.cue, item.content))
    return Candidate(source, cue, content, "trained", item.confidence, inside)


def _mapped(spans: Iterable[Span], pieces: Spans) -> Spans:
    """Return spans of the joined text as spans of the whole: one that runs over a join becomes one a piece."""
    starts = [0]
    for start, end in pieces:
        starts.append(starts[-1] + end - start + 1)
    result = []
    for start, end in spans:
        place = bisect_right(starts, start) - 1
        while place < len(pieces) and starts[place] < end:
            low, high = max(start, starts[place]), min(end, starts[place + 1] - 1)
            if low < high:
                shift = pieces[place][0] - starts[place]
                result.append((low + shift, high + shift))
            place += 1
    return tuple(result)


def _inner(text: str, content: Spans) -> Spans:
    """Return the parts of a content that are long enough to hold an attribution."""
    return tuple((s, e) for s, e in content if e - s >= LEAST_CONTENT and text[s:e].strip())


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)
