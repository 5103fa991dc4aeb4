"""Who contradicts whom without a word for it: "it never shut the gate", where somebody else has said that it did."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.model import Attribution, text_of
from kg.remarks.pointing import CLAIMING, same
from kg.remarks.scene import Scene
from kg.remarks.wording import EMPTY, stems

_NEGATIVE: Final = re.compile(
    r"(?<!\bif )(?<!\bor )(?<!\bwould )(?<!\bshould )(?<!\bcould )(?<!\bmight )(?<!\bmay )(?<!\bmust )"
    r"\b(?:not(?! only\b| just\b| necessarily\b| least\b)|no(?! doubt\b| matter\b)|never|nobody|none|nothing|neither"
    r"|nor|without|cannot|no one|(?:is|are|was|were|do|does|did|has|have|had|wo|ai|ca)n[’']t)\b"
    r"(?! (?:rul|exclud)(?:es?|ed|ing)(?: out)?\b)",
    re.IGNORECASE,
)
"""A negative that says what is so: not "would not", "if not", "not only", "did not rule out"."""
_WORD: Final = re.compile(r"[\w’'-]+|[,;:.!?]")
_BUT: Final = re.compile(
    r"\b(?:but|however|yet|while|whereas|though|although|by contrast|instead|in fact)\b", re.IGNORECASE
)
_NEGATIVES: Final = stems("never nobody none nothing neither without cannot")
_TOLD: Final = stems("told tell added add according reported report stated state claimed claim wrote write announced")
"""Of a cue's words those that tell nothing of what is claimed."""
_AT_ONCE: Final = re.compile(
    r"[“\"‘]?(?:that )?(?:(?:i|we) (?:have |had )?(?:never|not|do not|did not|are not|(?:do|did|are|have|had)n[’']t)"
    r"(?! (?:\w+ly )?(?:know|think|want|believe|like|need|care|mind|understand|remember|see why|have to)\b)"
    r"|there (?:is|are|was|were) (?:no|nothing)|no such|nobody|nothing)\b",
    re.IGNORECASE,
)
"""Openings of what is said against the words just heard."""
_NOTHING: Final = re.compile(
    r"[“\"‘]?(?:that )?(?:there (?:is|are|was|were) no(?:thing to)?(?! such)"
    r"|(?:i|we|they|it|he|she) (?:have |had |has )?(?:found|saw|seen) no"
    r"|there (?:(?:is|was|are|were)n[’']t|has never been|was never) (?:an?|any)"
    r"|no [\w-]+ (?:was|were|is|has been|had been|have been) (?:made|given|sent|meant|intended|issued|asked"
    r"|offered))\b",
    re.IGNORECASE,
)
"""Openings of what says that a thing is not there at all."""
_THERE_IS_NO: Final = re.compile(
    r"\bthere (?:is|was|are|were|has been|had been|have been) no (?:such )?([a-z]+)\b", re.IGNORECASE
)
""" "There has been no offer", of somebody who is told to have been offered something."""
_PASSED: Final = frozenset(
    {"even", "ever", "yet", "really", "actually", "simply", "such", "any", "truly", "at", "longer"}
)
"""Words between a negative and what it denies: "did not even reply"."""
_CHARGES: Final = frozenset({"accusing", "threatening", "warning"})
"""Acts that are told without a clause for what is claimed: "threatened to leave"."""
_SAID: Final = 600
"""Of a long speech so much is looked at: who contradicts does so at once."""
_SENTENCES: Final = 5
_FAR: Final = 12
"""Sentences back to what somebody says is there, where it is said not to be."""
_NEAR: Final = 1_500
_MOST: Final = 12
"""Claims before that are compared."""
_ALIKE: Final = 0.35


def contradicted(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """Return the claim of somebody else, shortly before, whose words this says with one of them denied, or None.

    A word has to stand under a negative in one of the two and not in the other, and what is said of it has to be the
    same matter: words that they share make up most of what the shorter one tells.
    """
    attribution = found[index]
    if not _is_claim(attribution) or attribution.form == "turn":
        return None
    here = scene.hulls[index][0]
    said = text_of(scene.text, attribution.content, " ")[:_SAID]
    reach = _FAR if _NOTHING.match(said) else _SENTENCES
    for other in reversed(scene.beginning(here - _NEAR, here)[-_MOST:]):
        if _may_be_meant(scene, found, index, other, reach) and _contradicts(scene, said, index, other):
            return other
    return None


def _contradicts(scene: Scene, said: str, index: int, other: int) -> bool:
    if scene.alike(index, other) >= _ALIKE:
        return is_contrary(scene, other, said)
    flat = _NOTHING.match(said) or (_AT_ONCE.match(said) and _is_near(scene, index, other))
    return bool(flat) and is_contrary(scene, other, said, 1)


def is_contrary(scene: Scene, claim: int, said: str, shared: int = 2) -> bool:
    """Tell whether a word of the claim, of at least `shared` that are said again, is denied in one of the two alone."""
    common = _common(scene, claim, said)
    turned = _denied_words(said) ^ _denied_words(text_of(scene.text, scene.found[claim].content, " ")[:_SAID])
    return len(common) >= shared and bool(turned & common)


def is_denied(scene: Scene, claim: int, said: str) -> bool:
    """Tell whether what is said denies a word of the claim that the claim affirms, and shares another with it."""
    attribution = scene.found[claim]
    charged = attribution.kind == "interpretation" or attribution.speech_act in _CHARGES
    common = _common(scene, claim, said)
    if charged and any(_NEGATIVE.search(part) and stems(part) & common for part in said.split(". ")):
        return True  # "the measures are not directed at anybody", to what they are taken for
    turned = _denied_words(said) - _denied_words(text_of(scene.text, scene.found[claim].content, " ")[:_SAID])
    if any(stems(match[1]) & common & turned for match in _THERE_IS_NO.finditer(said)):
        return True
    return len(common) > 1 and bool(turned & common)


def _common(scene: Scene, claim: int, said: str) -> frozenset[str]:
    cue = stems(text_of(scene.text, scene.found[claim].cue, " ")) - _TOLD
    return (stems(said) & (scene.words[claim] | cue)) - _NEGATIVES


def _is_claim(attribution: Attribution) -> bool:
    """Something that can be so or not: no topic, no name, no wish."""
    if attribution.kind == "question" or attribution.cue_negated or attribution.speech_act not in CLAIMING:
        return False
    return (
        attribution.certainty is not None
        or attribution.form in ("direct", "mixed")
        or attribution.speech_act in _CHARGES
    )


def _may_be_meant(scene: Scene, found: Sequence[Attribution], index: int, other: int, reach: int) -> bool:
    claim, attribution = found[other], found[index]
    if claim.form == "turn" or not _is_claim(claim) or _is_one_voice(scene, claim, attribution):
        return False
    if scene.encloses(index, other) or scene.encloses(other, index):
        return False
    distance = scene.sentence(scene.hulls[index][0]) - scene.sentence(scene.hulls[other][1] - 1)
    if claim.parent is not None and claim.parent == attribution.parent:
        # two halves of what one speaker says
        between = scene.text[claim.content[-1][1] : attribution.content[0][0]]
        return distance <= 1 and _BUT.search(between[-120:]) is not None
    return distance <= reach


def _is_near(scene: Scene, index: int, other: int) -> bool:
    return scene.sentence(scene.hulls[index][0]) - scene.sentence(scene.hulls[other][1] - 1) <= 1


def _denied_words(text: str) -> frozenset[str]:
    """Return the stems of what negatives deny: of each the first word behind it that tells something."""
    found: set[str] = set()
    for match in _NEGATIVE.finditer(text):
        for word in _WORD.findall(text[match.end() : match.end() + 60]):
            if not word[0].isalnum():
                break
            if word.lower() not in EMPTY and word.lower() not in _PASSED:
                found |= stems(word)
                break
    return frozenset(found)


def _is_one_voice(scene: Scene, one: Attribution, other: Attribution) -> bool:
    """Both have the same source, or for one of them, or for both, it is not told who that is."""
    if not one.source or not other.source or same(one.actor, other.actor):
        return True
    if one.actor_type == other.actor_type == "anonymous":
        return True
    return text_of(scene.text, one.source).lower() == text_of(scene.text, other.source).lower()
