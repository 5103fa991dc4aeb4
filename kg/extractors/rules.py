"""The linguistic finder: every construction in every paragraph, one reading a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extractors.clauses import trimmed
from kg.extractors.constructions import CONSTRUCTIONS
from kg.extractors.constructions.blocks import with_blocks
from kg.extractors.constructions.direct_quotation import (
    direct_quotations,
    in_own_marks,
    introduced_block,
    is_open,
    joined,
    widen,
)
from kg.extractors.constructions.signatures import signatures, unsigned
from kg.extractors.nearby import overlap
from kg.extractors.prepared import Candidate, Prepared, Unit
from kg.model import Spans

_CLOSING: Final = frozenset('”"»')
_SPACE: Final = frozenset(" \t\r\n\u00a0")


def find(prepared: Prepared) -> list[Candidate]:
    """Return what all constructions find in all paragraphs, nested attributions included, in no particular order."""
    found: list[Candidate] = []
    before: Unit | None = None
    still_open: int | None = None
    for unit in prepared.units:
        here = _in_unit(unit)
        if before is not None and before.turn == unit.turn:
            carried = found[still_open] if still_open is not None else None
            still_open = _carry_over(before, carried, unit, still_open, found, here)
        else:
            still_open = None
        start = len(found)
        found.extend(here)
        still_open = next((start + i for i, c in enumerate(here) if is_open(unit, c)), still_open)
        before = unit
    signed = signatures(prepared)
    return with_blocks(prepared, [*unsigned(found, signed), *signed])


def _in_unit(unit: Unit) -> list[Candidate]:
    single = _without_hung(unit, [candidate for construction in CONSTRUCTIONS for candidate in construction(unit)])
    quoted = direct_quotations(
        unit, _without_repetitions([in_own_marks(unit, widen(unit, _unmarked(unit, c))) for c in single])
    )
    return _without_repetitions([c for c in (_disjoint(unit, c) for c in quoted) if c.content])


def _without_hung(unit: Unit, candidates: Sequence[Candidate]) -> list[Candidate]:
    """End a content before what the same speaker does by saying it: "said prices were stable, signalling that …"."""
    hung = [c for c in candidates if c.construction == "reporting_verbs.hung" and c.source]
    result = []
    for candidate in candidates:
        for other in hung:
            place = other.cue[0][0]
            if candidate is not other and candidate.source == other.source and candidate.content:
                *before, (start, end) = candidate.content
                if start < place < end and (cut := trimmed(unit, (start, place))) is not None:
                    candidate = replace(candidate, content=(*before, cut))
        result.append(candidate)
    return result


def _carry_over(
    before: Unit,
    carried: Candidate | None,
    unit: Unit,
    index: int | None,
    found: list[Candidate],
    here: list[Candidate],
) -> int | None:
    """Give the opening quotation of a paragraph to the speech of the paragraph before; return that speech's index."""
    speech, quotes = introduced_block(before, carried, unit)
    if speech is None or any(_tells_of(candidate, quotes) for candidate in here):
        return None
    if index is None:
        found.append(speech)
        index = len(found) - 1
    else:
        found[index] = replace(speech, content=joined([*speech.content, *quotes]))
    return index if is_open(unit, found[index]) else None


def _without_repetitions(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Of candidates whose cues begin together, or whose contents cross, the first stays; nested ones all stay."""
    kept: list[Candidate] = []
    begun: set[int] = set()
    for candidate in candidates:
        if any(start in begun for start, _ in candidate.cue):
            continue
        begun.update(start for start, _ in candidate.cue)
        kept.append(candidate)
    return _without_crossings(kept)


def _without_crossings(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Drop the less sure of two neighbours in text order whose contents are the same but for a word or cross."""
    rank = {id(candidate): place for place, candidate in enumerate(candidates)}
    dropped: set[int] = set()
    last: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (*_extent(c), rank[id(c)])):
        while last and (id(last[-1]) in dropped or last[-1].content[-1][1] <= candidate.content[0][0]):
            last.pop()
        if last and _is_rival(last[-1], candidate):
            loser = max((last[-1], candidate), key=lambda c: (-c.confidence, rank[id(c)]))
            dropped.add(id(loser))
        if id(candidate) not in dropped:
            last.append(candidate)
    return [candidate for candidate in candidates if id(candidate) not in dropped]


def _extent(candidate: Candidate) -> tuple[int, int, bool]:
    """Of the same words what reports them comes before what stands in them: "“this is read as a yes,” she said"."""
    start, end = candidate.content[0][0], candidate.content[-1][1]
    return start, -end, any(start <= low < end for low, _ in candidate.cue)


def _is_rival(outer: Candidate, inner: Candidate) -> bool:
    """The inner one's cue is outside the outer's content, and the contents share words: one of them is wrong."""
    if outer.content == inner.content and any(c.construction.endswith(".shared") for c in (outer, inner)):
        return False  # "told the board, and told reporters, that …"
    start, end = outer.content[0][0], outer.content[-1][1]
    cue = inner.cue or inner.source or inner.content
    return not (start <= cue[0][0] and cue[-1][1] <= end) or inner.content[-1][1] > end


def _unmarked(unit: Unit, candidate: Candidate) -> Candidate:
    """Leave the mark that ends a quotation to the quotation, where the cue stands in it: "“I think he wins”"."""
    if not candidate.cue or not candidate.content:
        return candidate
    *before, (start, end) = candidate.content
    quote = next((q for q in unit.quotes if q[0] <= candidate.cue[0][0] < start and q[0] < start < end == q[1]), None)
    closes = quote is not None and unit.text[end - 1 - unit.start] in _CLOSING
    cut = trimmed(unit, (start, end - 1)) if closes else None
    return replace(candidate, content=(*before, cut)) if cut else candidate


def _disjoint(unit: Unit, candidate: Candidate) -> Candidate:
    """Cut the source and the cue out of the content."""
    content = list(candidate.content)
    if not overlap(candidate.content, (*candidate.source, *candidate.cue)):
        return replace(candidate, content=joined(content))
    for start, end in (*candidate.source, *candidate.cue):
        rest = [(a, min(b, start)) for a, b in content] + [(max(a, end), b) for a, b in content]
        content = [(a, b) for a, b in rest if a < b]
    left = (trimmed(unit, span, _SPACE) for span in joined(content))
    return replace(candidate, content=tuple(span for span in left if span))


def _tells_of(candidate: Candidate, quotes: Spans) -> bool:
    """It has a part of the quotation for a content, and reports it from outside: "he said"; not "I think" inside it."""
    roles = (*candidate.source, *candidate.cue)
    return overlap(candidate.content, quotes) and not all(a <= s and e <= b for s, e in roles for a, b in quotes[:1])
