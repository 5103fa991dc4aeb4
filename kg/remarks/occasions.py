"""One occasion, told in several sentences: "Lind said on Monday …. “It is over,” Lind told reporters."."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model import Attribution, text_of
from kg.remarks.scene import Scene, hull
from kg.words.calendar import times_in

_ANOTHER_TIME: Final = re.compile(r"\b(?:ha[sd]|have|used to|would|once|previously|always|often|repeatedly)\b", re.I)
_NEAR: Final = 3
"""Sentences between two statements of one occasion, at most."""
_TO_THE_DAY: Final = len("2021-03-02")


def with_occasions(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with the day of the statement before it on what the same actor said right after that.

    Both are told in the plain past, at the same depth, and no other time is told in between.
    """
    result = list(found)
    last: int | None = None
    for index in sorted(range(len(found)), key=lambda i: found[i].content):
        attribution = found[index]
        if attribution.form == "turn" or attribution.tense != "past" or attribution.kind == "question":
            continue
        if attribution.date is not None:
            last = index
        elif last is not None and _goes_on(scene, result[last], attribution):
            result[index] = replace(attribution, date=(result[last].date or "")[:_TO_THE_DAY])
            last = index
    return tuple(result)


def _goes_on(scene: Scene, before: Attribution, attribution: Attribution) -> bool:
    if attribution.actor is None or attribution.actor != before.actor or attribution.parent != before.parent:
        return False
    if attribution.actor_type == "anonymous" or before.date is None or len(before.date) < _TO_THE_DAY:
        return False
    start, end = hull(before)[1], hull(attribution)[0]
    distance = scene.sentence(end) - scene.sentence(start - 1)
    cue = text_of(scene.text, attribution.cue, " ")
    if not 0 <= distance <= _NEAR or start > end or _ANOTHER_TIME.search(cue):
        return False
    around = scene.sentence_around((attribution.content[0][0], hull(attribution)[1]))
    own = "".join(
        sign if not any(low <= place < high for low, high in attribution.content) else " "
        for place, sign in enumerate(scene.text[slice(*around)][:2_000], around[0])
    )
    return not any(times_in(own)) and not any(times_in(scene.text[start:end]))
