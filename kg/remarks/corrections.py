"""Who says that a remark was not meant as others read it: "he had spoken of the pace of the talks, not the end"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model import Attribution, text_of
from kg.remarks.aims import speaks_for
from kg.remarks.scene import Scene
from kg.remarks.wording import stems
from kg.words.speech_words import REMARKS, SIGNS

_NOT: Final = re.compile(
    r", (?:and |but )?(?:not|rather than|instead of) (?!only\b|just\b|least\b)|\bnothing (?:else|more)\b"
)
_ONLY: Final = re.compile(r"\b(?:only|solely|merely|purely|simply|just|never|not|n[’']t)\b", re.IGNORECASE)
_NO_SIGN: Final = re.compile(
    rf"(?<!if that )(?<!if this )\b(?:is|was|are|were|as) (?:no|not an?|never an?) (?:[\w-]+ )?(?:{SIGNS})\b",
    re.IGNORECASE,
)
_REMARK: Final = re.compile(rf"\b(?:{REMARKS})\b", re.IGNORECASE)
_SENTENCES: Final = 4


def with_corrections(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with `denies` on a reading that sets another one of the same remark right.

    It says what was not meant; or it is told by whoever made the remark, or by those who speak for them, as all that
    was meant.
    """
    result = list(found)
    for index, attribution in enumerate(found):
        if attribution.kind != "interpretation" or attribution.interprets is None or attribution.denies is not None:
            continue
        words = text_of(scene.text, attribution.content, " ")[:_MOST]
        own = attribution.actor == found[attribution.interprets].actor or speaks_for(scene, attribution)
        sign, negative = _NO_SIGN.search(words), _NOT.search(words)
        if attribution.source and (sign or negative or (own and _ONLY.search(words))):
            other = _other_reading(scene, found, index)
            denied = sign[0] if sign else words[negative.start() :] if negative else None
            if denied and (sign or not own) and other is not None and not scene.words[other] & stems(denied):
                other = None  # "for attention, not for divorce", where nobody has spoken of one
            if (sign or (own and negative is None and _is_in_the_lead(scene, found, index))) and other is None:
                other = _read_below(scene, found, index)
            result[index] = replace(attribution, denies=other)
    return tuple(result)


def _read_below(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """What a headline sets right is told below: the first reading there of somebody else that has its word."""
    end = scene.hulls[index][1]
    if not _is_in_the_lead(scene, found, index):
        return None
    for other in scene.beginning(end, len(scene.text)):
        reading = found[other]
        apart = reading.kind == "interpretation" and _is_of_another(scene, found, index, other)
        same = reading.interprets is not None and reading.interprets == found[index].interprets
        if apart and (same or scene.words[index] & scene.words[other]):
            return other
    return None


def _is_in_the_lead(scene: Scene, found: Sequence[Attribution], index: int) -> bool:
    """In the headline, or the first sentence below it."""
    return scene.sentence(scene.hulls[index][0]) <= 1


def _is_of_another(scene: Scene, found: Sequence[Attribution], index: int, other: int) -> bool:
    """Somebody else reads the remark, or the remark is itself what "seems to show" something."""
    reading = found[other]
    return reading.actor != found[index].actor or _REMARK.search(text_of(scene.text, reading.source, " ")) is not None


def _other_reading(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """The last reading of the same remark by somebody else, a few sentences before."""
    here = scene.hulls[index][0]
    for other in reversed(scene.beginning(max(0, here - _NEAR), here)):
        reading = found[other]
        if scene.sentence(here) - scene.sentence(scene.hulls[other][1] - 1) > _SENTENCES:
            continue
        same = reading.kind == "interpretation" and reading.interprets == found[index].interprets
        apart = not scene.encloses(other, index) and not scene.encloses(index, other)
        if same and apart and scene.hulls[other][1] <= here and _is_of_another(scene, found, index, other):
            return other
    return None


_MOST: Final = 300
_NEAR: Final = 1_500
