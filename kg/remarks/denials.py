"""Which claim a denial is directed at: the charge it names, what was said before, or what a "but" turns against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model import Attribution, text_of
from kg.remarks.pointing import calls_a_claim, can_be_denied, pointed_at, points, same, with_echoes
from kg.remarks.scene import Scene
from kg.remarks.wording import stems

_AGAINST: Final = frozenset({"denying", "disagreeing"})
_UNTRUE: Final = (
    r"(?:that|this|which|it)(?: is|[’']s) (?:simply |just |plainly )?(?:not true|untrue|false|wrong|nonsense|a lie"
    r"|not so)|nothing of the (?:sort|kind)|on the contrary|(?:they|you) are wrong"
)
_BUT: Final = re.compile(rf"[,;:.”\"]*\s*(?:but|yet|however|in fact|in reality|not so|{_UNTRUE})\b", re.IGNORECASE)
_FLAT: Final = re.compile(
    rf"(?:^|[“\".!?] ?)(?:no\b[,.]|nonsense\b|untrue\b|not true\b|{_UNTRUE}|(?:i|we) (?:reject|deny) (?:it|that|this))",
    re.IGNORECASE,
)
_AGREES: Final = re.compile(
    r"^[“\"]?(?:[^.?!]*[.,!] )?(?:yes|indeed|of course|certainly|true|right|that is right)\b", re.I
)
_DENIES: Final = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|contradict\w*|refut\w+|disput\w+)\b", re.IGNORECASE)
_REFUSES: Final = re.compile(
    r"\b(?:(?:do|does|did|can|will|could) ?(?:not|n[’']t)|cannot|never) (?:accept|believe|agree|share)\b"
    r"|\b(?:invention|invented|fabricat\w+|fiction|rumou?rs?|groundless|baseless|unfounded|myth|slander|smears?)\b",
    re.IGNORECASE,
)
_NO: Final = re.compile(
    rf"^[“\"]?(?:[^.?!]*[.?!]\s+){{0,2}}?[^.?!]*?\b(?:no|not|never|nobody|none|nothing|neither|cannot|invention|fiction|rumou?rs?|groundless|baseless|unfounded|myth|\w+n[’']t|{_UNTRUE})\b",
    re.I,
)
"""A negative in the first two sentences of an answer."""
_NEGATIVE: Final = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|without|cannot|\w+n[’']t|false|untrue|wrong|nonsense|invented|lies?"
    r"|misquoted|exaggerated|baseless|rubbish|mistaken|fake|forged)\b",
    re.IGNORECASE,
)
_BUT_SO: Final = re.compile(r"\b(?:but|however|yet|while|whereas|though|although|by contrast|instead)\b", re.IGNORECASE)
_SOMEBODY: Final = re.compile(
    r"(?:some|others|many|certain|a few|critics|people|those|you|they|there are)\b", re.IGNORECASE
)
_LEAST: Final = 0.2
_CHARGED: Final = 0.3
"""What a charge gains over other claims where somebody denies."""
_NEAR: Final = 1_500


def with_denials(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with `denies` on every denial and rebuttal whose claim stands in the document."""
    result = list(found)
    for index, claim in _rebuttals(scene, found):
        result[index] = replace(result[index], denies=claim)
    for index, attribution in enumerate(result):
        target = attribution.denies if attribution.denies is not None else _denied(scene, found, index)
        if target is not None:
            result[index] = replace(attribution, denies=target)
    return with_echoes(scene, result)


def _denied(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    attribution = found[index]
    if attribution.kind == "question" or attribution.cue_negated:
        return None
    if attribution.speech_act in _AGAINST:
        inside = _named_claim(scene, found, index)
        if inside is not None:
            return inside
        if (pointer := points(scene, attribution)) is not None:
            return pointed_at(scene, found, index, pointer["noun"])
        if not _is_of_a_claim(scene, attribution):
            return None
        worded = _claim_before(scene, found, index, _LEAST)
        return worded if worded is not None else _accusation(scene, found, index)
    if attribution.form == "turn":
        return _asked_about(scene, found, index)
    if (called := calls_a_claim(scene, attribution)) is not None:
        return pointed_at(scene, found, index, called["noun"])
    if _FLAT.search(_opening(scene, attribution)):
        return _claim_before(scene, found, index, 0.0)
    return _contradicted(scene, found, index)


def _is_of_a_claim(scene: Scene, attribution: Attribution) -> bool:
    """What is denied can be true or false: not "dismissed the plan", not "refused to pay"."""
    if attribution.certainty is not None or attribution.form in ("direct", "mixed"):
        return True
    return _DENIES.search(text_of(scene.text, attribution.cue, " ")) is not None


def _asked_about(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """An answer that opens in the negative, to a question that tells what somebody else claims.

    It says flatly that this is not so, or says the contrary in words of the claim.
    """
    question, opening = found[index].answers, _opening(scene, found[index])
    if question is None or _AGREES.search(opening) or not _NO.search(opening):
        return None
    flat = _FLAT.search(opening) or _REFUSES.search(opening)
    claims = [
        other
        for other in scene.beginning(*scene.hulls[question])
        if scene.encloses(question, other)
        and _is_denied_claim(found[other], found[question], found[index])
        and (flat or scene.words[other] & stems(opening))
    ]
    return max(claims, key=lambda other: (scene.alike(index, other), other), default=None)


def _is_denied_claim(claim: Attribution, question: Attribution, answer: Attribution) -> bool:
    """A statement with a source that is neither of the two who speak."""
    if not claim.source or claim.kind != "statement" or not can_be_denied(claim):
        return False
    return not same(claim.actor, question.actor) and not same(claim.actor, answer.actor)


def _opening(scene: Scene, attribution: Attribution) -> str:
    return text_of(scene.text, attribution.content, " ")[:300]


def _named_claim(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """ "denied the charge that …": the claim stands inside the denial, under a noun at its beginning."""
    start = found[index].content[0][0]
    for other in scene.beginning(scene.hulls[index][0], start + _OPENING):
        if found[other].parent == index and found[other].cue:
            return other
    return None


def _claim_before(scene: Scene, found: Sequence[Attribution], index: int, least: float) -> int | None:
    """The claim of somebody else that the denial is worded like, the nearest of equals; without wording the nearest."""
    here, denier = scene.hulls[index][0], found[index].actor
    best: tuple[float, int, int] | None = None
    for other in scene.beginning(here - _NEAR + 1, here + _NEAR // 3):
        attribution, distance = found[other], here - scene.hulls[other][0]
        if other == index or scene.encloses(index, other):
            continue
        if attribution.form == "turn" and (attribution.kind == "question") != (found[index].answers == other):
            continue
        if not can_be_denied(attribution) or scene.encloses(other, index) or same(attribution.actor, denier):
            continue
        alike = scene.alike(index, other) + _CHARGED * (attribution.speech_act == "accusing" and distance > 0)
        rank = (round(alike, 1), -abs(distance), other)
        behind = distance <= 0 and len(scene.words[index] & scene.words[other]) > 1 and rank[0] >= 0.5
        if ((rank[0] >= least and distance > 0) or behind) and (best is None or rank > best):
            best = rank
    return best[2] if best else None


def _accusation(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """The last charge before against the one who denies: by an act of accusing, or by a claim that names the denier."""
    denier, here = found[index].actor, scene.hulls[index][0]
    if denier is None or found[index].actor_type == "anonymous":
        return None
    surname = re.compile(rf"\b{re.escape(denier.split()[-1])}\b")
    for other in reversed(scene.beginning(here - _NEAR // 3 + 1, here)):
        claim = found[other]
        if same(claim.actor, denier) or scene.encloses(other, index):
            continue
        charges = claim.speech_act in ("accusing", "criticising")
        if charges and claim.form != "turn" and surname.search(text_of(scene.text, claim.content, " ")):
            return other
    return None


def _contradicted(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """ "It never shut the gate", where somebody else has said that it did: one matter, one of them in the negative.

    A "but" between the two, or their standing side by side, makes up for words that differ.
    """
    attribution, here = found[index], scene.hulls[index][0]
    for other in reversed(scene.beginning(here - _NEAR // 2 + 1, here)):
        claim = found[other]
        if claim.form == "turn" or not can_be_denied(claim):
            continue
        if _is_one_voice(scene, claim, attribution) or scene.encloses(index, other) or scene.encloses(other, index):
            continue
        shared = len(scene.words[index] & scene.words[other])
        negated = _is_negative(scene, attribution) != _is_negative(scene, claim)
        contrast = _BUT_SO.search(scene.text[claim.content[-1][1] : attribution.content[0][0]][-120:]) is not None
        if claim.parent is not None and claim.parent == attribution.parent and not contrast:
            continue  # two halves of what one speaker says
        side_by_side = scene.sentence(here) - scene.sentence(scene.hulls[other][1] - 1) <= 1
        needed = 0.5 - 0.2 * contrast - 0.1 * side_by_side
        if negated and shared and (shared > 1 or contrast or side_by_side) and scene.alike(index, other) >= needed:
            return other
    return None


def _is_negative(scene: Scene, attribution: Attribution) -> bool:
    return attribution.content_negated or _NEGATIVE.search(_opening(scene, attribution)) is not None


def _is_one_voice(scene: Scene, one: Attribution, other: Attribution) -> bool:
    """Both have the same source, or nobody is told for one of them."""
    if not one.source or not other.source or same(one.actor, other.actor):
        return True
    return text_of(scene.text, one.source).lower() == text_of(scene.text, other.source).lower()


def _rebuttals(scene: Scene, found: Sequence[Attribution]) -> list[tuple[int, int]]:
    """ "Some countries say X, but Y": whoever says all of it denies what some say.

    Where what follows the "but" is an attribution of its own, it denies; else the speaker around it does.
    """
    pairs = []
    for index, attribution in enumerate(found):
        if attribution.parent is None or not attribution.source or attribution.kind == "question":
            continue
        outer = found[attribution.parent]
        source = text_of(scene.text, attribution.source, " ")
        after = scene.text[attribution.content[-1][1] : attribution.content[-1][1] + 60]
        if same(outer.actor, attribution.actor) or outer.kind != "statement" or not can_be_denied(attribution):
            continue
        if _BUT.match(after) and (_SOMEBODY.match(source) or outer.form in ("turn", "direct")):
            pairs.append((_whose_but(scene, found, index), index))
    return pairs


def _whose_but(scene: Scene, found: Sequence[Attribution], index: int) -> int:
    """Who says what follows the "but": an attribution that begins there, else whoever says all of it."""
    attribution, end = found[index], found[index].content[-1][1]
    after = [i for i in scene.beginning(end, end + _SOON) if found[i].parent == attribution.parent and found[i].source]
    return after[0] if after else attribution.parent if attribution.parent is not None else index


_SOON: Final = 16
"""Signs between a claim and what is said against it: a comma, "but", a quotation mark."""
_OPENING: Final = 25
"""How far behind the beginning of a denial the noun stands that names the claim ("the repeated charge that")."""
