"""How much of a content stands in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extractors.prepared import Candidate, Prepared
from kg.model import Span, Spans


def form_of(prepared: Prepared, candidate: Candidate) -> str:
    """Return "direct" where all of the content stands in quotation marks, "mixed" where a part does, else "indirect".

    Marks around the whole attribution, cue included, are somebody else's and do not count.
    """
    inside = outside = 0
    for span in candidate.content:
        quotes = [
            q
            for unit in prepared.units_at(span)
            for q in (*unit.quotes, *unit.inner_quotes)
            if not _encloses(q, candidate.cue)
        ]
        quotes = [q for q in quotes if q[0] < span[1] and span[0] < q[1]]
        quotes = [q for q in quotes if not any(o != q and o[0] <= q[0] and q[1] <= o[1] for o in quotes)]
        inside += len(quotes)
        outside += _letters_outside(prepared.text, span, quotes) if quotes or inside else 1
    return "indirect" if not inside else "mixed" if outside else "direct"


def _encloses(quote: Span, cue: Spans) -> bool:
    return any(quote[0] <= start and end <= quote[1] for start, end in cue)


def _letters_outside(text: str, span: Span, quotes: Sequence[Span]) -> int:
    position, letters = span[0], 0
    for start, end in sorted(quotes):
        letters += sum(sign.isalnum() for sign in text[position : min(start, span[1])])
        position = max(position, end)
    return letters + sum(sign.isalnum() for sign in text[position : span[1]])
