"""Which claim a denial is directed at: the charge it names, what was said before, or what a "but" turns against."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.model import Attribution, text_of
from kg.remarks.contradictions import contradicted, is_denied
from kg.remarks.pointing import (
    NEVER,
    calls_a_claim,
    calls_it_false,
    can_be_denied,
    is_claim,
    is_false,
    names_denier,
    pointed_at,
    points,
    same,
    says_false,
    says_otherwise,
    with_echoes,
)
from kg.remarks.scene import Scene
from kg.words.speech_words import CLAIMS, UNTRUE

_SAYING: Final = frozenset(
    {"asserting", "reporting", "accusing", "criticising", "predicting", "warning", "threatening"}
)
_ACCEPTS: Final = frozenset({"agreeing", "believing", "confirming"})
"""What, when it is not done to a claim, denies it: "did not accept the allegation that"."""
_AGAINST: Final = frozenset({"denying", "disagreeing"})
_BUT: Final = re.compile(
    r"[,;:.”\"]*\s*(?:but|yet|however|in fact|in reality|not so|on the contrary|nothing of the sort"
    rf"|(?:that|this|which|it)(?: is|[’']s) (?:\w+ly |just )?(?:{UNTRUE})|(?:they|you) are wrong)\b",
    re.IGNORECASE,
)
_FLAT: Final = re.compile(
    rf"[“\"‘]?(?:no\b[,.!]|(?:(?:also|that[’']s|absolute|complete|total|utter|sheer|pure) )*(?:{UNTRUE})[,.!”\"]"
    r"|(?:absolutely|certainly|of course|definitely) not\b|not at all\b|nothing of the (?:sort|kind)|on the contrary"
    r"|(?:they|you|he|she) (?:are|is|were|was) (?:\w+ly )?(?:wrong|mistaken|lying|incorrect)"
    r"|(?:i|we|[A-Z]\w+) (?:\w+ly )?(?:rejects?|den(?:y|ies)|refutes?|disputes?)"
    r" (?:it|that|this|these|those|such|the|all|any)\b)",
    re.IGNORECASE,
)
_AGREES: Final = re.compile(
    r"^[“\"]?(?:[^.?!]*[.,!] )?(?:yes|indeed|of course|certainly|true|right|that is right)\b(?! not\b)", re.IGNORECASE
)
_DENIES: Final = re.compile(r"\b(?:den(?:y|ies|ied|ying|ials?)|contradict\w*|refut\w+|disput\w+)\b", re.IGNORECASE)
_DECLINES: Final = re.compile(r"\b(?:refus|declin)\w*", re.IGNORECASE)
"""Cues of one who will not do something, which is no claim's denial."""
_REFUSES: Final = re.compile(
    r"\b(?:(?:do|does|did|can|will|could) ?(?:not|n[’']t)|cannot|never) (?:accept|believe|agree|share|recogni[sz]e)\b"
    r"|\b(?:invention|invented|fabricat\w+|fiction|rumou?rs?|groundless|baseless|unfounded|myth|slander\w*|smear\w*)\b"
    r"|\bno such\b|\bnothing of the (?:sort|kind)\b",
    re.IGNORECASE,
)
_CLAIM: Final = re.compile(rf"\b(?:{CLAIMS}|warnings?|threats?|fears?)\b", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"(?<=[.!?])[”\"’]?\s+")
_FIRST: Final = 3
"""Sentences of an answer in which it says that something is not so."""
_SOMEBODY: Final = re.compile(
    r"(?:some|others|many|certain|a few|critics|people|those|you|they|there are)\b", re.IGNORECASE
)
_OPPOSES: Final = frozenset({"criticising", "denying", "disagreeing"})
_LEAST: Final = 0.3
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
    if attribution.kind == "question":
        return None
    if attribution.cue_negated:
        is_claim_named = attribution.speech_act in _ACCEPTS and points(scene, attribution) is None
        return _named_claim(scene, found, index) if is_claim_named else None
    if attribution.speech_act in _AGAINST and not _DECLINES.search(text_of(scene.text, attribution.cue, " ")):
        inside = _named_claim(scene, found, index)
        if inside is not None:
            return inside
        if (pointer := points(scene, attribution)) is not None:
            return pointed_at(scene, found, index, pointer["noun"])
        if not _is_of_a_claim(scene, attribution):
            return None
        if _AIMED.match(text_of(scene.text, attribution.content, " ")):
            read = _read_before(scene, found, index)
            if read is not None:
                return read
        worded = _claim_before(scene, found, index, _LEAST)
        charge = worded if worded is not None else _accusation(scene, found, index)
        charge = charge if charge is not None else _occasion(scene, found, index)
        return charge if charge is not None else _reading_in_its_words(scene, found, index)
    if attribution.form == "turn":
        asked = _asked_about(scene, found, index)
        return asked if asked is not None else _spoken_before(scene, found, index)
    target = _said_to_be_false(scene, found, index)
    target = target if target is not None else contradicted(scene, found, index)
    target = target if target is not None else _calls_wrong(scene, found, index)
    return target if target is not None else _defends_itself(scene, found, index)


def _calls_wrong(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """ "Lund said Brandt was lying", "accused him of spreading lies": the last that this person claimed of Lund."""
    match = _WRONG.match(_opening(scene, found[index])) or _OF_LYING.match(_opening(scene, found[index]))
    who = scene.actor_called(match["who"]) if match is not None else None
    if who is None or same(who, found[index].actor):
        return None
    here = scene.hulls[index][0]
    claims = [
        i
        for i in reversed(scene.beginning(here - _NEAR, here))
        if same(found[i].actor, who) and can_be_denied(found[i]) and found[i].kind != "question"
    ]
    return next((i for i in claims if names_denier(scene, found, index, i)), next(iter(claims), None))


def _defends_itself(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """ "I never sold anything", of somebody about whom another has just claimed something: in words of the claim.

    Against a charge, or right behind the claim, no word needs to be the same.
    """
    attribution, here = found[index], scene.hulls[index][0]
    if attribution.form == "turn" or not is_claim(attribution) or attribution.cue_negated:
        return None
    if NEVER.match(_opening(scene, attribution)) is None:
        return None
    for other in reversed(scene.beginning(here - _NEAR, here)):
        claim = found[other]
        nested = scene.encloses(other, index) or scene.encloses(index, other)
        apart = not nested and not same(claim.actor, attribution.actor)
        charges = claim.speech_act in ("accusing", "criticising")
        if not apart or claim.parent is not None or claim.kind == "question" or claim.form == "turn":
            continue
        if not (charges or (is_claim(claim) and can_be_denied(claim))) or claim.actor is None:
            continue
        if names_denier(scene, found, index, other):
            near = scene.sentence(here) - scene.sentence(scene.hulls[other][1] - 1) <= _FIRST
            return other if charges or near or scene.words[index] & scene.words[other] else None
    return None


def _said_to_be_false(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """ "Said the claim was false", "called it a lie", "“No, …,” she said", "insisted otherwise"."""
    attribution = found[index]
    if not attribution.source and _VERDICT.fullmatch(text_of(scene.text, attribution.cue, " ")):
        return _checked(scene, found, index) if _RATED.match(_opening(scene, attribution)) else None
    match = calls_a_claim(scene, attribution) or says_false(scene, attribution)
    if match is None and calls_it_false(scene, attribution):
        return pointed_at(scene, found, index, None)
    if match is None and attribution.speech_act in _OPPOSES:
        match = points(scene, attribution)
        match = match if match and match["noun"] else None
    if match is not None:
        inside = _named_claim(scene, found, index)
        return inside if inside is not None else pointed_at(scene, found, index, match["noun"])
    if says_otherwise(scene, attribution) or _FLAT.match(_opening(scene, attribution)):
        return _claim_before(scene, found, index, 0.0)
    return None


def _checked(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """The claim that a fact check's verdict is about: the last one before it that is labelled so."""
    here = scene.hulls[index][0]
    before = reversed(scene.beginning(max(0, here - _NEAR), here))
    return next((i for i in before if text_of(scene.text, found[i].cue, " ").lower().endswith("claim")), None)


def _is_of_a_claim(scene: Scene, attribution: Attribution) -> bool:
    """What is denied can be true or false: not "dismissed the plan", not "refused to pay"."""
    if text_of(scene.text, attribution.content, " ").startswith("to "):
        return False
    if is_claim(attribution):
        return True
    return _DENIES.search(text_of(scene.text, attribution.cue, " ")) is not None


def _asked_about(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """An answer that opens in the negative, to a question that tells what somebody else claims.

    It says flatly that this is not so, or says the contrary in words of the claim.
    """
    question, opening = found[index].answers, _opening(scene, found[index])
    if question is None or _AGREES.search(opening):
        return None
    sentences = _SENTENCE.split(opening)[:_FIRST]
    told = _is_verdict(scene, found[question], opening) or any(is_false(s) or _REFUSES.search(s) for s in sentences)
    since = 0 if told else _own_question(scene, found[question])
    flat = told or any(_FLAT.match(s) for s in sentences)
    claims = [
        other
        for other in scene.beginning(*scene.hulls[question])
        if scene.encloses(question, other)
        and _is_denied_claim(found[other], found[question], found[index])
        and ((flat and scene.hulls[other][0] >= since) or is_denied(scene, other, " ".join(sentences)))
    ]
    read = [other for other in claims if found[other].kind == "interpretation"]
    held = read or [other for other in claims if found[other].speech_act in _SAYING] or claims
    return max(held, key=lambda other: (scene.alike(index, other), other), default=None)


def _own_question(scene: Scene, question: Attribution) -> int:
    """Where the last sentence of a question begins, if it asks for a yes or a no to a matter of its own: else 0.

    "Some say X. Is that so?" asks about X; "Some say X. Is he not living up to his standard?" does not.
    """
    start, end = question.content[-1]
    sentences = _SENTENCE.split(scene.text[start:end].strip())
    last = next((sentence for sentence in reversed(sentences) if sentence.rstrip(' ”"').endswith("?")), "")
    if len(last.split()) < _OF_ITS_OWN or _YES_OR_NO.match(last) is None or _ABOUT_IT.search(last) is not None:
        return 0
    return scene.text.rfind(last, start, end)


def _spoken_before(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """A turn that opens with saying that what was just said is not so: the last claim told there, or all of it."""
    here, first = scene.hulls[index][0], _SENTENCE.split(_opening(scene, found[index]))[0]
    if found[index].answers is not None or not (_FLAT.match(first) or is_false(first) or _NO_SUCH.match(first)):
        return None
    before = [i for i in scene.beginning(here - _LONG_TURN, here) if found[i].form == "turn" and i != index]
    turn = max(before, key=lambda i: scene.hulls[i][0], default=None)
    if turn is None or same(found[turn].actor, found[index].actor) or found[turn].kind == "question":
        return None
    told = [i for i in scene.beginning(*scene.hulls[turn]) if scene.encloses(turn, i) and found[i].source]
    claims = [i for i in told if can_be_denied(found[i]) and not same(found[i].actor, found[index].actor)]
    read = [i for i in claims if found[i].kind == "interpretation"]
    return next(reversed(read or claims), turn)


def _is_denied_claim(claim: Attribution, question: Attribution, answer: Attribution) -> bool:
    """A statement with a source that is neither of the two who speak."""
    if not claim.source or claim.kind == "question" or not can_be_denied(claim):
        return False
    return not same(claim.actor, question.actor) and not same(claim.actor, answer.actor)


def _opening(scene: Scene, attribution: Attribution) -> str:
    return text_of(scene.text, attribution.content, " ")[:300]


def _named_claim(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """ "denied the charge that …": the claim stands inside the denial, under a noun at its beginning."""
    start = found[index].content[0][0]
    for other in scene.beginning(scene.hulls[index][0], start + _OPENING):
        named = _CLAIM.search(text_of(scene.text, found[other].cue, " ")) is not None
        if found[other].parent == index and named and can_be_denied(found[other]):
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
        alike = scene.alike(index, other)
        alike += _CHARGED * (least == 0 and distance > 0 and names_denier(scene, found, index, other))
        alike += _CHARGED * (attribution.speech_act == "accusing" and distance > 0 and (alike > 0 or least == 0))
        rank = (round(alike, 1), -abs(distance), other)
        behind = distance <= 0 and len(scene.words[index] & scene.words[other]) > 1 and rank[0] >= 0.5
        if ((rank[0] >= least and distance > 0) or behind) and (best is None or rank > best):
            best = rank
    return best[2] if best else None


def _accusation(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """The last charge before against the one who denies: by an act of accusing, or by a claim that names the denier.

    "…, a day after the ministry accused it of doing so": the charge may also follow, in the same sentence.
    """
    denier, (here, end) = found[index].actor, scene.hulls[index]
    if denier is None or found[index].actor_type == "anonymous":
        return None
    surname = re.compile(rf"\b{re.escape(denier.split()[-1])}\b")
    before = list(reversed(scene.beginning(here - _NEAR // 3 + 1, here)))
    for other in [*before, *scene.beginning(end, scene.sentence_around((here, end))[1])]:
        claim = found[other]
        if same(claim.actor, denier) or scene.encloses(other, index):
            continue
        content = text_of(scene.text, claim.content, " ")
        charges = claim.speech_act in ("accusing", "criticising") and claim.form != "turn"
        flat = _DENIES.search(text_of(scene.text, found[index].cue, " ")) is not None and other in before
        charges = charges or (flat and _is_told(claim))
        if charges and (surname.search(content) if other in before else _SO.search(content)):
            return other
    return None


def _read_before(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """ "Denied that it was directed at anybody": the reading of somebody else in the sentences before."""
    here = scene.hulls[index][0]
    for other in reversed(scene.beginning(max(0, here - _NEAR), here)):
        reading = found[other]
        near = scene.sentence(here) - scene.sentence(scene.hulls[other][1] - 1) <= _FIRST
        apart = not scene.encloses(other, index) and not same(reading.actor, found[index].actor)
        if near and apart and reading.kind == "interpretation":
            return other
    return None


def _reading_in_its_words(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """ "Denied that any tax was planned", where a remark was read as "the opening shot of a tax"."""
    here = scene.hulls[index][0]
    if _DENIES.search(text_of(scene.text, found[index].cue, " ")) is None:
        return None
    for other in reversed(scene.beginning(max(0, here - _NEAR), here)):
        reading = found[other]
        apart = not scene.encloses(other, index) and not same(reading.actor, found[index].actor)
        shared = scene.words[index] & scene.words[other]
        if reading.kind == "interpretation" and reading.source and apart and shared:
            return other
    return None


def _is_verdict(scene: Scene, question: Attribution, opening: str) -> bool:
    """ "Were they wrong?" – "They were."; "Is he right?" – "No, he is not."."""
    ending = text_of(scene.text, question.content, " ")[-_OPENING * 2 :]
    asked = _RIGHT_OR_WRONG.search(ending)
    if _DO_YOU_DENY.search(ending):
        return _I_DO.match(opening) is not None
    said = next((match for sentence in _SENTENCE.split(opening)[:2] if (match := _IT_IS.match(sentence))), None)
    if asked is not None and said is None:
        return asked["right"] is None and _AFFIRMS.match(opening) is not None
    if asked is None or said is None:
        return False
    negated = said["not"] is not None or said["no"] is not None
    return negated == (asked["right"] is not None)


def _is_told(claim: Attribution) -> bool:
    """A statement that can be denied, where it is told whose it is."""
    return is_claim(claim) and claim.kind == "statement" and claim.form != "turn" and can_be_denied(claim)


def _occasion(scene: Scene, found: Sequence[Attribution], index: int) -> int | None:
    """ "Denied that he would go, after a newspaper reported that …": the claim behind it, in the same sentence."""
    here, end = scene.hulls[index]
    for other in scene.beginning(end, scene.sentence_around((here, end))[1]):
        claim = found[other]
        if _AFTER.match(scene.text[end : scene.hulls[other][0]]) and not same(claim.actor, found[index].actor):
            return other if can_be_denied(claim) and claim.kind == "statement" and is_claim(claim) else None
    return None


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
        if not is_claim(attribution):
            continue  # "many doubted her, but": no claim
        but = _BUT.match(after)
        if but is None or ("." in but[0] and attribution.content[-1][1] + but.end() > outer.content[-1][1]):
            continue  # ". But" behind what the outer one says is the document's
        denier = _whose_but(scene, found, index)
        speaks = denier == attribution.parent and _speaks(outer) and attribution.speech_act in _SAYING
        if _SOMEBODY.match(source) or speaks:
            pairs.append((denier, index))
    return pairs


def _speaks(outer: Attribution) -> bool:
    return outer.form in ("turn", "direct")


def _whose_but(scene: Scene, found: Sequence[Attribution], index: int) -> int:
    """Who says what follows the "but": an attribution that begins there, else whoever says all of it."""
    attribution, end = found[index], found[index].content[-1][1]
    after = [i for i in scene.beginning(end, end + _SOON) if found[i].parent == attribution.parent and found[i].source]
    return after[0] if after else attribution.parent if attribution.parent is not None else index


_YES_OR_NO: Final = re.compile(
    r"(?:(?:and|but|so|well|now|then)[ ,]+)*(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)"
    r"(?:n[’']t)? ",
    re.IGNORECASE,
)
_ABOUT_IT: Final = re.compile(
    r"\b(?:it|this|that|these|those|true|right|wrong|correct|agree|accept|deny|dispute|confirm|comment|respon\w{1,6}"
    r"|react\w{0,5}|answer|claims?|charges?|accusations?|allegations?|reports?|false|truth)\b",
    re.IGNORECASE,
)
"""In a question that asks about what was told before it."""
_OF_ITS_OWN: Final = 6
"""Words of a question that does more than ask whether something is so: "Will you?" does not."""
_WRONG: Final = re.compile(
    r"[“\"]?(?:that )?(?P<who>(?:[Tt]he )?[\w’'. -]{2,40}?) (?:is|was|has been|had been) (?:\w+ly |just |simply )?"
    r"(?:wrong|lying|mistaken|confused|misinformed|misled|badly informed|a liar)\b"
)
_OF_LYING: Final = re.compile(
    r"(?P<who>(?:[Tt]he )?[\w’'. -]{2,40}?) of (?:\w+ly )?(?:lying|(?:spreading|telling|peddling) (?:\w+ )?(?:lies"
    r"|untruths|falsehoods|rumou?rs)|inventing|fabricating|making (?:it|this|that|things) up|distorting|misleading)\b"
)
_RIGHT_OR_WRONG: Final = re.compile(
    r"\b(?:(?:is|was|are|were) (?:he|she|they|it|that|this|these|those)|(?:whether|if) (?:he|she|they|it"
    r"|that) (?:is|was|are|were))"
    r" (?:(?P<right>right|correct|true|so|accurate)"
    r"|wrong|mistaken|misled|imagining \w+)\?[\s”\"]*$",
    re.IGNORECASE,
)
_IT_IS: Final = re.compile(
    r"[“\"‘]?(?:(?P<no>no)[,.]? |yes[,.]? )?(?:he|she|they|it|that) (?:is|was|are|were)(?P<not> not|n[’']t)?[,.;]",
    re.IGNORECASE,
)
_DO_YOU_DENY: Final = re.compile(
    r"\b(?:do|does|did) (?:you|he|she|they|it) (?:deny|dispute|reject|contest|contradict) (?:that|this|it|them"
    r"|those?)\?[\s”\"]*$",
    re.IGNORECASE,
)
_I_DO: Final = re.compile(
    r"[“\"‘]?(?:yes[,.] )?(?:I|we|he|she|they|it) (?:do|does|did)[.,;]|[“\"‘]?yes[.,]", re.IGNORECASE
)
""" "Do you dispute that?" – "I do."."""
_AFFIRMS: Final = re.compile(
    r"[“\"‘]?(?:yes|completely|entirely|absolutely|utterly|totally|of course|quite)[.,!]", re.IGNORECASE
)
_RATED: Final = re.compile(rf"(?:[a-z]+ly )?(?:{UNTRUE})\b", re.IGNORECASE)
_VERDICT: Final = re.compile(r"(?:the |our )?(?:verdict|rating|ruling|conclusion)", re.IGNORECASE)
_AIMED: Final = re.compile(
    r"(?:that )?(?:it|this|they|these|he|she|(?:the|his|her|their|its|[A-Z]\S+[’']s) (?:[\w-]+ )?(?:remarks?"
    r"|comments?|words?|statements?|speech|move|measures?|decision)) (?:was|were|is|are|had|has) "
    r"(?:been )?(?:\w+ly )?(?:directed|aimed|meant|intended|targeted|targeting|threatening|alluding|referring"
    r"|an? (?:[\w-]+ )?\w+)\b"
)
_AFTER: Final = re.compile(
    r",? (?:\w+ (?:day|week|hour|month)s? |just |shortly |hours |days |weeks )?(?:after|when|as|despite)\b",
    re.IGNORECASE,
)
_NO_SUCH: Final = re.compile(
    r"[“\"‘]?(?:(?:i|we|there) (?:[\w’']+ ){1,2}?no such|(?:i|we) (?:have |had )?never said (?:so|that|any such))\b"
    r"|[^.]{0,60}?\bmis(?:quot|represent|read|understood|heard)\w* (?:me|us|my|our|what i)\b",
    re.IGNORECASE,
)
_LONG_TURN: Final = 5_000
"""How far back a turn may begin to which another turn replies."""
_SO: Final = re.compile(r"\b(?:doing|having done) (?:so|this|that|it)\b|\bof (?:it|this|that)\b", re.IGNORECASE)
_SOON: Final = 16
"""Signs between a claim and what is said against it: a comma, "but", a quotation mark."""
_OPENING: Final = 45
"""How far behind the beginning of a denial the noun stands that names the claim ("the repeated charge that")."""
