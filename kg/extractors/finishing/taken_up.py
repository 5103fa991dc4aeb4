""" "There are opinions that X.  Y.  What do you think of this view?": what is taken up as one view was told as one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.extractors.prepared import Candidate, Prepared, Unit

_TAKES_UP: Final = re.compile(
    r"\b(?:this|that|these|those|such) (?:\w+ )?(?:views?|opinions?|ideas?|arguments?|claims?|statements?|reports?"
    r"|voices?|comments?|speculations?|theor(?:y|ies)|sayings?)\b[^.?!]*\?",
    re.IGNORECASE,
)
_MOST: Final = 3
"""Sentences that a view may have behind the first."""


def with_taken_up(prepared: Prepared, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return `candidates`, what nobody in particular is told to think running on to the question that takes it up.

    Only in a question put to a speaker, and only over sentences in which nobody else is told to say anything.
    """
    return [_longer(prepared, candidate, candidates) for candidate in candidates]


def _longer(prepared: Prepared, candidate: Candidate, others: Sequence[Candidate]) -> Candidate:
    if candidate.source or not candidate.cue or not prepared.is_in_turn(candidate.cue):
        return candidate
    unit = next(iter(prepared.units_at(candidate.content[-1])), None)
    if unit is None or unit.turn is None:
        return candidate
    between = _up_to_question(unit, candidate.content[-1][1])
    cued = any(span[0] <= start < span[1] for span in between for other in others for start, _ in other.cue)
    if not between or len(between) > _MOST or cued:
        return candidate
    start, end = candidate.content[-1][0], between[-1][1]
    return replace(candidate, content=(*candidate.content[:-1], (start, end)))


def _up_to_question(unit: Unit, end: int) -> list[tuple[int, int]]:
    """The sentences behind `end`, and before the question that takes up what they say; none where there is no such."""
    between: list[tuple[int, int]] = []
    for sentence in unit.doc.sents:
        low, high = unit.start + sentence.start_char, unit.start + sentence.end_char
        if low < end:
            continue
        if _TAKES_UP.search(sentence.text):
            return between
        between.append((low, high - len(sentence.text) + len(sentence.text.rstrip(" .\n"))))
    return []
