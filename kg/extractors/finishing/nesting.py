"""Which attribution reports which: every candidate gets the smallest content that it stands in as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors.prepared import Candidate
from kg.model import Span


def parents(candidates: Sequence[Candidate]) -> list[int | None]:
    """Return, for each candidate, the index of the one whose content holds all of it, or None.

    A content in several parts holds what stands between its first and its last word, except for what overlaps its own
    source or cue: in "“A,” he said, “and B,”" the words "he said" are not inside what he said.
    """
    hulls = [_hull(candidate) for candidate in candidates]
    inner = [(c.content[0][0], c.content[-1][1]) for c in candidates]
    by_content = sorted(range(len(candidates)), key=lambda i: (inner[i][0], -inner[i][1], i))
    by_hull = sorted(range(len(candidates)), key=lambda i: (hulls[i][0], -hulls[i][1], i))
    result: list[int | None] = [c.inside for c in candidates]
    open_contents: list[int] = []
    place = 0
    for index in by_hull:
        while place < len(by_content) and inner[by_content[place]][0] <= hulls[index][0]:
            open_contents.append(by_content[place])
            place += 1
        while open_contents and inner[open_contents[-1]][1] <= hulls[index][0]:
            open_contents.pop()
        if result[index] is None:
            result[index] = _smallest(index, open_contents, hulls, inner, candidates)
    return result


def _smallest(
    index: int, enclosing: Sequence[int], hulls: Sequence[Span], inner: Sequence[Span], candidates: Sequence[Candidate]
) -> int | None:
    """The content that begins last of those that hold all of the candidate: contents are nested, so the smallest."""
    for other in reversed(enclosing):
        if other == index or inner[other][1] < hulls[index][1] or not _is_larger(other, index, hulls, inner):
            continue
        if not _touches(candidates[other], candidates[index]):
            return other
    return None


def _is_larger(other: int, index: int, hulls: Sequence[Span], inner: Sequence[Span]) -> bool:
    """Keeps circles out: what holds a candidate is longer than its content, or the same and earlier in the list."""
    difference = _length(inner[other]) - _length(inner[index])
    return difference > 0 or (difference == 0 and _length(hulls[other]) > _length(hulls[index]))


def _touches(outer: Candidate, candidate: Candidate) -> bool:
    own = (*outer.source, *outer.cue)
    return any(a < d and c < b for a, b in own for c, d in (*candidate.source, *candidate.cue, *candidate.content))


def _hull(candidate: Candidate) -> Span:
    spans = (*candidate.source, *candidate.cue, *candidate.content)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _length(span: Span) -> int:
    return span[1] - span[0]
