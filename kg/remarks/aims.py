"""Readings without a word for it: what somebody else is "telling", "trying" or "preparing" by what was just quoted."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model import Attribution, text_of
from kg.remarks.scene import Scene, description_key
from kg.words.speech_words import MEANINGS, REMARKS

_HELPERS: Final = (
    r"(?:(?:is|was|are|were|has|had|been|may|might|could|would|will|be|only|really|just|simply|clearly|actually|now|again"
    r"|merely|probably|perhaps|obviously|plainly|in effect|[’']s|not) )*"
)
_BE: Final = (
    r"(?:is|was|are|were|[’']s|may be|might be|has been|(?:can|could|will|would) (?:not |only )?be|amount(?:s|ed)? to"
    r"|sounds? like|looks? like|seems like) "
)
_IS_A_SIGN: Final = re.compile(
    rf"[“\"‘]?(?:if |that )?(?:this|that|it|these|those) ?{_BE}{_HELPERS}{MEANINGS}", re.IGNORECASE
)
""" "This is actually a signal", "If that was not a hint, …"."""
_AIMS: Final = re.compile(
    rf" ?{_HELPERS}(?:mean(?:s|t|ing)?(?! (?:it|this|what)\b)"
    r"|want(?:s|ed|ing)?|tr(?:y|ies|ied|ying)|threaten(?:s|ed|ing)?|warn(?:s|ed|ing)?"
    r"|hint(?:s|ed|ing)?|signal(?:s|led|ling)?|tell(?:s|ing)|told|invit(?:es|ed|ing)|prepar(?:es|ed|ing)|aim(?:s|ed|ing)?"
    r"|seek(?:s|ing)?|bluff(?:s|ed|ing)?|test(?:s|ed|ing)|admit(?:s|ted|ting)|refer(?:s|red|ring)|talking|speaking|sending"
    r"|looking|getting ready|buying|playing|paving|opening|closing|about to|backing|taking aim|shows?|leaves?|sounds?"
    r"|amounts?|reads?|opens?|closes?|speaks?)\b"
)
_PRONOUN: Final = re.compile(r"[“\"‘]?(?:he|she|they)\b", re.IGNORECASE)
_POINTER: Final = re.compile(rf"[“\"‘]?(?:that )?(?:this|it|the (?:[\w-]+ )?(?:{REMARKS}))\b", re.IGNORECASE)
_READING_ACTS: Final = frozenset({"asserting", "believing", "speculating", "predicting", "fearing", "warning"})
_NEAR: Final = 8


def with_aims(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with a statement about a remark just quoted, by somebody else, marked as an interpretation.

    Its content begins with whoever made the remark, or with a word that points at it, and goes on with a verb of aim or
    meaning.  "He" counts inside quotation marks alone: outside it may be the one who says so.
    """
    result = list(found)
    remarks = [i for i, a in enumerate(found) if a.form in ("direct", "mixed") and a.kind == "statement" and a.actor]
    remarks.sort(key=lambda i: scene.hulls[i][1])
    ends = [scene.hulls[i][1] for i in remarks]
    for index, attribution in enumerate(found):
        if attribution.kind == "statement" and attribution.speech_act in _READING_ACTS and attribution.form != "turn":
            start = scene.hulls[index][0]
            near = remarks[bisect_right(ends, _sentences_before(scene, start)) : bisect_right(ends, start)]
            if any(_reads(scene, found, index, remark) for remark in near):
                result[index] = replace(attribution, kind="interpretation")
    return tuple(result)


def _nests(scene: Scene, one: int, other: int) -> bool:
    return one == other or scene.encloses(one, other) or scene.encloses(other, one)


def _sentences_before(scene: Scene, place: int) -> int:
    """Where the sentence begins in which, or behind which, a remark must end to be just before `place`."""
    first = scene.sentence(place) - _NEAR
    return scene.breaks[first - 1] if first > 0 else 0


def _reads(scene: Scene, found: Sequence[Attribution], index: int, remark: int) -> bool:
    if found[remark].actor == found[index].actor or _nests(scene, remark, index):
        return False
    return _is_aim(scene, found[remark], found[index])


def _is_aim(scene: Scene, remark: Attribution, attribution: Attribution) -> bool:
    words = text_of(scene.text, attribution.content, " ")
    if _IS_A_SIGN.match(words):
        return True
    opening = _opening_of(scene, remark, attribution, words)
    return opening is not None and _AIMS.match(words, opening) is not None


def _opening_of(scene: Scene, remark: Attribution, attribution: Attribution, words: str) -> int | None:
    """Where the subject of the content ends, if it is whoever made the remark, or the remark."""
    if (match := _POINTER.match(words)) or (
        attribution.form in ("direct", "mixed") and (match := _PRONOUN.match(words))
    ):
        return match.end()
    for match in re.finditer(r"[\w’'-]+", words[:_SUBJECT]):
        phrase = words[: match.end()].lstrip('“"‘').removeprefix("that ")
        if remark.actor in (scene.actor_called(phrase), scene.described.get(description_key(phrase))):
            return match.end()
    return None


_SUBJECT: Final = 60
"""Signs in which a subject must end."""
