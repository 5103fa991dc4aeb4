"""Where a report ends that another reports: "The minister said that prices fell, according to Kyodo News."

What stands behind the inner report names who passes it on; it is nothing that the minister said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extractors.nearby import Nearby
from kg.extractors.prepared import Candidate
from kg.model import Span, Spans

_EDGES: Final = " \t\r\n,;–—-"


def without_outer_reports(text: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return `candidates`, each content without source and cue of the one that reports all of it."""
    found = list(candidates)
    contents = Nearby([candidate.content for candidate in candidates])
    for outer in candidates:
        if not outer.cue or not outer.source:
            continue
        spans = (*outer.source, *outer.cue)
        hull = min(start for start, _ in spans), max(end for _, end in spans)
        for index in contents.holding((hull,)):
            inner = found[index]
            if inner.source and _is_said(inner, outer, hull) and (content := _without(text, inner.content, hull)):
                found[index] = replace(inner, content=content)
    return found


def _is_said(inner: Candidate, outer: Candidate, hull: Span) -> bool:
    """Whether source and cue of `inner` stand before the outer report, in what it reports."""
    roles = (*inner.source, *inner.cue)
    return all(any(a <= s and e <= b for a, b in outer.content) and e <= hull[0] for s, e in roles)


def _without(text: str, content: Spans, hull: Span) -> Spans:
    """Cut the hull out of a content, and what stands around it that belongs to neither."""
    rest = [(a, min(b, hull[0])) for a, b in content] + [(max(a, hull[1]), b) for a, b in content]
    trimmed = []
    for start, end in rest:
        piece = text[start:end] if start < end else ""
        if any(map(str.isalnum, piece)):
            start += len(piece) - len(piece.lstrip(_EDGES))
            trimmed.append((start, start + len(piece.strip(_EDGES))))
    return tuple(trimmed)
