"""Denials that only point at their claim: "denied that", "rejected the accusation", "no such plan exists"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model import Attribution, text_of
from kg.remarks.scene import Scene
from kg.remarks.wording import stems
from kg.words.speech_words import CHARGES, CLAIMS, DOUBTS, NEWS, UNTRUE

CLAIMING: Final = frozenset(
    {"asserting", "reporting", "accusing", "criticising", "predicting", "warning", "speculating", "believing"}
    | {"fearing", "interpreting", "threatening", "knowing", "confirming"}
)
"""Acts whose content can be denied."""
_POINTER: Final = re.compile(
    rf"(?:it|this|that|these|those|them|all|both|(?:(?:the|this|that|these|those|such|all|both|any|his|her|its|their"
    rf"|[A-Z]\S+[’']s?) )+(?:[\w-]+ ){{0,2}}?(?P<noun>{CLAIMS}|{DOUBTS})"
    r"(?: (?:made |raised |published |levell?ed )?(?:of|by|from|in|against) (?:[\w“”\"’'&;.-]+ ?){1,6})?)"
    r"(?: (?:on|last|this) \w+(?: (?:morning|afternoon|evening|night))?| again| now| today| yesterday)*(?: as .*"
    r"|[\s.,:;]*)",
    re.IGNORECASE,
)
_NAME: Final = r"[A-Z][\w.-]*(?: [A-Z][\w.-]*)*"
_WHOSE: Final = re.compile(
    rf"(?:^|[Tt]he )(?P<before>{_NAME})[’']s? (?:[\w-]+ ){{0,2}}?(?:{CLAIMS})\b"
    rf"|\b(?:{CLAIMS}) (?:of|by|from|made by|in) (?:the )?(?:[“\"‘]|& ?\w+; ?)*(?P<behind>{_NAME})"
)
""" "Clinton's claim", "the report of the Post"."""
_CALLED: Final = re.compile(
    rf"(?:the|this|that|these|those|such|all|both|his|her|its|their|[A-Z]\S+[’']s?) (?:[\w-]+ )?"
    rf"(?P<noun>{CHARGES}|{NEWS}|claims?|suggestions?|assertions?|notions?|theor(?:y|ies)|interpretations?|readings?)\b"
    r"(?! (?:that|of|by)\b)"
    r"(?!.*\b(?:true|right|correct|credible|serious|important|fair|accurate|welcome|timely)\b)",
    re.IGNORECASE,
)
_CALLED_FALSE: Final = re.compile(rf"(?:this|that|it|them|these|those) (?:as )?[“\"‘]?(?:{UNTRUE})\b", re.IGNORECASE)
_CALLS: Final = re.compile(r"\b(?:call|describ|label|brand|dubb|term|characteri[sz])\w*", re.IGNORECASE)
_CHARGE: Final = re.compile(CHARGES, re.IGNORECASE)
_NEWS: Final = re.compile(NEWS, re.IGNORECASE)
_POINTED: Final = (
    rf"(?:all (?:of )?)?(?:(?:this|that|it|these|those|they|things)|(?:the|this|that|these|those|such|any|his|her|its"
    rf"|their|your|[A-Z]\S+[’']s?) (?:[\w-]+ ){{0,2}}?(?P<noun>{CLAIMS})"
    rf"(?: (?:that|of|by|in|from|about|made|against|on|published|printed|attributed|carried)\b[^.;]{{0,90}}?)?)"
)
_IS_FALSE: Final = re.compile(
    rf"[“\"‘']?(?:that |but |and |no[,.] )?{_POINTED}(?: (?:is|are|was|were|has been|have been)|[’']s) ?"
    rf"(?:[a-z]+ly |just |all |quite |nothing but |of course |[“\"‘'])*(?:{UNTRUE})(?![\w-])"
    r"|[“\"‘']?(?:this|that|it|these|those|they) (?:do(?:es)? not|do(?:es)?n[’']t) (?:\w+ ){0,2}?"
    r"(?:accord|conform|agree|square|tally|correspond|match)(?: \w+)? (?:the )?(?:facts|reality|truth)\b"
    r"|[“\"‘']?nothing (?:is|was|could be|can be) (?:further|farther) from the truth\b",
    re.IGNORECASE,
)
""" "The claim is false", "that is not true", "these accusations are groundless"."""
_FALLS: Final = re.compile(
    rf"[“\"‘']?{_POINTED} (?:do(?:es)? not|do(?:es)?n[’']t|cannot|can[’']t) (?:\w+ ){{0,2}}?hold (?:water|up)\b",
    re.IGNORECASE,
)
""" "The accusation does not hold water"."""
_NO_TRUTH: Final = re.compile(
    r"[“\"‘']?(?:that |but |and |no[,.] )?there(?: (?:is|was|are|were)|[’']s) (?:[a-z]+ly )?"
    r"(?:(?:no|not an? (?:\w+ of )?|no \w+ of |little |not any )\s?"
    r"(?:truth|substance|basis|foundation|merit|evidence)(?: what(?:so)?ever| at all)?|nothing) (?:in|to|for|behind) "
    rf"{_POINTED}(?=[”\"’',.;]|\Z)",
    re.IGNORECASE,
)
""" "There is no truth in it", "there was no basis for the claim"."""
_OTHERWISE: Final = re.compile(
    r"[“\"]?(?:that )?(?:otherwise|the (?:opposite|contrary|reverse)|no such thing(?: \w+){0,2}"
    r"|nothing of the (?:sort|kind)(?: \w+){0,2})[”\".]?",
    re.IGNORECASE,
)
_NO_SUCH: Final = re.compile(
    r"^[“\"]?(?:that |we |i |he |she |it |they |there )?(?:[\w’']+ ){0,4}?"
    r"(?:(?<!be )no such|(?:not aware|unaware|never heard|know nothing|knew nothing) of any such"
    r"|nothing of the (?:sort|kind)|never (?:said|done) (?:so|that|any such))\b",
    re.IGNORECASE,
)
"""Not "there will be no such luck", which is about what comes."""
_APPOSED: Final = re.compile(
    rf"which|(?!to )(?:an? )?(?:[\w-]+ ){{0,2}}?(?P<noun>{CLAIMS})(?: (?:that|which))?", re.IGNORECASE
)
_NAMED: Final = re.compile(r"\b[A-Z]\w{2,20}(?=[’']s?\b|$)")
_PRONOUN: Final = re.compile(r"he|she|it|they", re.IGNORECASE)
_TELLS: Final = re.compile(r"\b(?:claim|alleg|accus|report|quot|cit)\w*", re.IGNORECASE)
_NOUN_AT_END: Final = re.compile(rf"\b(?:{CLAIMS}|{DOUBTS})\b.*", re.IGNORECASE | re.DOTALL)
_READING: Final = re.compile(r"interpretations?|readings?|characteri[sz]ations?|descriptions?", re.IGNORECASE)
_CHARGES: Final = frozenset({"accusing", "criticising", "threatening", "warning", "interpreting"})
"""Acts that claim something, with or without a clause for it."""
NEVER: Final = re.compile(
    r"[“\"]?(?:(?:well|look|no|first of all|frankly),? )*(?:that )?(?:(?:i|we|he|she|it|they) (?:(?:have|has|had|did|do"
    r"|does|was|were|would|will|could|am|are|is) )?(?:\w+ly )?(?:not|never)\b"
    r"|(?:i|we|he|she|it|they) (?:have|has|had|did|do|does|was|were|would|are|is|could)n[’']t\b"
    r"|(?:i|we|he|she|it|they) (?:have |has |had )?\w+ (?:nothing|nobody|no one)\b"
    r"|no(?:thing|body| one| [\w-]+) (?:was|were|is|has|had)\b|at no (?:time|point)\b)"
    r"(?! (?:\w+ly )?(?:know|think|want|believe|like|mind|understand|remember|comment|rule out|exclude"
    r"|say(?! (?:that|so|it|this|any|anything|those)\b))\b)",
    re.IGNORECASE,
)
""" "I never sold anything", "nothing was sold": how somebody denies what she is told to have done."""
_NEAR: Final = 1_500
_SENTENCES: Final = 2


def points(scene: Scene, attribution: Attribution) -> re.Match[str] | None:
    """Return the match of a content that does nothing but point at a claim; its group `noun` is the noun, if any."""
    words = text_of(scene.text, attribution.content, " ")[:120].strip()
    return _POINTER.fullmatch(words) or _APPOSED.fullmatch(words)


def calls_a_claim(scene: Scene, attribution: Attribution) -> re.Match[str] | None:
    """ "Called the accusation fog", "described the reading as far-fetched": names for a claim that is not shared."""
    if _CALLS.search(text_of(scene.text, attribution.cue, " ")) is None:
        return None
    return _CALLED.match(text_of(scene.text, attribution.content, " ")[:200])


def calls_it_false(scene: Scene, attribution: Attribution) -> bool:
    """ "Calls this “fantasy”", "described it as a lie"."""
    if _CALLS.search(text_of(scene.text, attribution.cue, " ")) is None:
        return False
    return _CALLED_FALSE.match(text_of(scene.text, attribution.content, " ")[:120]) is not None


def says_false(scene: Scene, attribution: Attribution) -> re.Match[str] | None:
    """Return the match of a content that opens with "the claim is false" or "otherwise"; its group `noun`, if any."""
    return is_false(text_of(scene.text, attribution.content, " ")[:250])


def is_false(words: str) -> re.Match[str] | None:
    """Return the match of words that open with calling untrue what they point at."""
    return _IS_FALSE.match(words) or _NO_TRUTH.match(words) or _FALLS.match(words)


def says_otherwise(scene: Scene, attribution: Attribution) -> bool:
    """ "Insisted otherwise", "said nothing of the sort"."""
    return _OTHERWISE.fullmatch(text_of(scene.text, attribution.content, " ")[:60].strip()) is not None


def pointed_at(scene: Scene, found: Sequence[Attribution], index: int, noun: str | None) -> int | None:
    """Return the claim that a denial points at: the last of the kind that `noun` names, else the last of any kind.

    Where it is said whose claim it is, only what comes from there; nothing if that is known to have claimed nothing.
    """
    here, denier = scene.hulls[index][0], found[index].actor
    if _hangs(scene, found[index]) and (before := _right_before(scene, found, index)) is not None:
        return before
    whose = _whose(text_of(scene.text, found[index].content, " ")[:120])
    near = sorted(scene.beginning(here - _NEAR, here), key=lambda i: found[i].content[0][0], reverse=True)
    claims = [i for i in near if _may_be_meant(scene, found, index, i)]
    if whose is not None:
        theirs = [i for i in claims if whose in f"{text_of(scene.text, found[i].source, ' ')} {found[i].actor}"]
        claims = theirs if theirs or scene.actor_called(whose) else claims
    told = [i for i in claims if is_claim(found[i]) or found[i].speech_act in _CHARGES] or claims
    said = stems(_NOUN_AT_END.sub("", text_of(scene.text, found[index].content, " ")[:120]))
    told = [i for i in told if said & scene.words[i]] or told  # "the tax story"
    told = [i for i in told if names_denier(scene, found, index, i)] or told
    told = [i for i in told if not NEVER.match(text_of(scene.text, found[i].content, " ")[:80])] or told
    told = [i for i in told if not is_false(text_of(scene.text, found[i].content, " ")[:250])] or told
    told = [i for i in told if not _is_a_cry(found[i])] or told
    claim = next((i for i in told if _is_of_kind(found[i], noun)), next(iter(told), None))
    if claim is None and noun is not None:
        return _told_later(scene, found, index, whose)
    return None if claim is None else _whole(found, claim, denier)


def _is_a_cry(attribution: Attribution) -> bool:
    """ "Chants of “Hodge out”": quoted, and neither true nor false."""
    quoted = attribution.form in ("direct", "mixed") and attribution.speech_act == "asserting"
    return quoted and attribution.certainty is None and attribution.kind == "statement"


def names_denier(scene: Scene, found: Sequence[Attribution], index: int, claim: int) -> bool:
    """Tell whether a claim is about whoever speaks at `index`, or about whom these speak for ("Lund's office")."""
    attribution = found[index]
    names = set(_NAMED.findall(text_of(scene.text, attribution.source, " ")))
    names |= {attribution.actor.split()[-1]} if attribution.actor and attribution.actor_type == "person" else set()
    content = text_of(scene.text, found[claim].content, " ")
    return any(re.search(rf"\b{re.escape(name)}\b", content) for name in sorted(names))


def _hangs(scene: Scene, attribution: Attribution) -> bool:
    """The content is "which" or "an accusation", behind what it points at."""
    return _APPOSED.fullmatch(text_of(scene.text, attribution.content, " ")[:60].strip(" ,.")) is not None


def _right_before(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """The claim that ends right before, in the same sentence: of those in each other the innermost."""
    start, denial = found[index].content[0][0], found[index]
    if _PRONOUN.fullmatch(text_of(scene.text, denial.source)):
        denial = replace(denial, actor=None)  # whoever "they" are taken for: nobody denies a claim of their own
    unsure = [*found[:index], denial, *found[index + 1 :]]
    first, _ = scene.sentence_around((start, start + 1))
    claims = [
        i
        for i in scene.beginning(first, start)
        if found[i].content[-1][1] <= start and _may_be_meant(scene, unsure, index, i) and not _is_attitude(found[i])
    ]
    return max(claims, key=lambda i: (found[i].content[-1][1], scene.hulls[i][0]), default=None)


def _is_attitude(attribution: Attribution) -> bool:
    return attribution.speech_act in ("knowing", "fearing", "believing") and not is_claim(attribution)


def _told_later(scene: Scene, found: Sequence[Attribution], index: int, whose: str | None) -> int | None:
    """ "The firm rejects the claims of the Post.  The Post alleged that …": what was denied is told behind."""
    end = scene.hulls[index][1]
    for other in scene.beginning(end, end + _NEAR // 2):
        if scene.sentence(scene.hulls[other][0]) - scene.sentence(end - 1) > 2 * _SENTENCES:
            return None
        words = text_of(scene.text, found[other].cue, " ")
        tells = _TELLS.search(words) or found[other].speech_act in ("accusing", "reporting")
        theirs = whose is None or whose in f"{text_of(scene.text, found[other].source, ' ')} {found[other].actor}"
        if tells and theirs and _may_be_meant(scene, found, index, other):
            return other
    return None


def _whose(words: str) -> str | None:
    """The last word of the name of whose claim it is."""
    match = _WHOSE.search(words)
    return (match["before"] or match["behind"]).split()[-1] if match else None


def _may_be_meant(scene: Scene, found: Sequence[Attribution], index: int, other: int) -> bool:
    claim = found[other]
    if claim.form == "turn" or claim.kind == "question" or not can_be_denied(claim):
        return False
    if same(claim.actor, found[index].actor):
        return False
    return not scene.encloses(other, index) and not scene.encloses(index, other)


def _whole(found: Sequence[Attribution], claim: int, denier: str | None) -> int:
    """The claim, or where nobody who has a name makes it, the claim of whoever tells it."""
    parent = found[claim].parent
    if parent is None or found[claim].actor_type not in (None, "anonymous"):
        return claim
    outer = found[parent]
    told = outer.form != "turn" and outer.kind != "question" and can_be_denied(outer) and not same(outer.actor, denier)
    return parent if told else claim


def _is_of_kind(claim: Attribution, noun: str | None) -> bool:
    if noun is None:
        return True
    if _CHARGE.fullmatch(noun):
        return claim.speech_act in ("accusing", "criticising", "threatening")
    if _READING.fullmatch(noun):
        return claim.kind == "interpretation"
    if _NEWS.fullmatch(noun):
        return claim.speech_act == "reporting" or claim.actor_type == "outlet"
    return True


def with_echoes(scene: Scene, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return `found` with `denies` on what goes on denying: the same speaker's next words, and "no such plan exists".

    "Ansel rejected the accusation. “I never offered the port,” he said."  What follows a denial that only points at
    its claim gives it words.
    """
    result = list(found)
    last: int | None = None
    for index in sorted(range(len(found)), key=lambda i: (found[i].cue or found[i].content)[0]):
        attribution = result[index]
        if attribution.denies is not None:
            last = index
        elif last is not None and _goes_on(scene, result, last, index):
            result[index] = replace(attribution, denies=result[last].denies)
        elif _says_no_such(scene, attribution):
            result[index] = replace(attribution, denies=_nearby(scene, found, index))
    return tuple(result)


def _goes_on(scene: Scene, found: Sequence[Attribution], last: int, index: int) -> bool:
    """The same speaker, in the next sentence at the latest: in the negative, or behind a denial that only points."""
    denial, attribution = found[last], found[index]
    distance = scene.sentence(scene.hulls[index][0]) - scene.sentence(scene.hulls[last][1] - 1)
    if not 0 <= distance <= _SENTENCES or attribution.kind != "statement" or attribution.parent != denial.parent:
        return False
    if denial.speech_act not in ("denying", "disagreeing") or index == denial.denies or attribution.cue_negated:
        return False
    if _says_no_such(scene, attribution):
        return denial.actor != attribution.actor or distance <= 1
    if distance > 1 or not same(denial.actor, attribution.actor):
        return False
    opening = text_of(scene.text, attribution.content, " ")[:200]
    return points(scene, denial) is not None or NEVER.match(opening) is not None


def _says_no_such(scene: Scene, attribution: Attribution) -> bool:
    opening = text_of(scene.text, attribution.content, " ")[:80]
    return attribution.kind == "statement" and attribution.form != "turn" and _NO_SUCH.search(opening) is not None


def _nearby(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """The claim pointed at, if it stands in one of the sentences right before."""
    target = _in_the_question(scene, found, index)
    if target is not None:
        return target
    target = pointed_at(scene, found, index, None)
    if target is None:
        return None
    distance = scene.sentence(scene.hulls[index][0]) - scene.sentence(scene.hulls[target][1] - 1)
    return target if distance <= _SENTENCES else None


def _in_the_question(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """The last claim that the question tells of which the turn around this answers."""
    outer = found[index].parent
    question = found[outer].answers if outer is not None else None
    if question is None:
        return None
    told = [i for i in scene.beginning(*scene.hulls[question]) if i != question and scene.encloses(question, i)]
    return next((i for i in reversed(told) if can_be_denied(found[i]) and found[i].source), None)


def can_be_denied(attribution: Attribution) -> bool:
    """Tell whether the content is held to be so by somebody."""
    return attribution.speech_act in CLAIMING or attribution.form == "turn"


def turn_of(found: Sequence[Attribution], index: int) -> int | None:
    """Return the turn in which an attribution stands, at any depth."""
    place = found[index].parent
    while place is not None and found[place].form != "turn":
        place = found[place].parent
    return place


def is_claim(attribution: Attribution) -> bool:
    """Tell whether the content is a whole claim, by its certainty or quotation: not "criticised him over the ban"."""
    return attribution.certainty is not None or attribution.form in ("direct", "mixed")


def same(one: str | None, other: str | None) -> bool:
    """Tell whether both are known and the same."""
    return one is not None and one == other
