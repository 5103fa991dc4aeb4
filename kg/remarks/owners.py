"""Whose remark is spoken of: "Xiao's remarks", "the comments by the minister", "his words", "the minister hinted"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from kg.model import Attribution, text_of
from kg.remarks.aims import addressed, is_another, reads_itself
from kg.remarks.pointing import same
from kg.remarks.scene import FAR_BACK, Scene, description_key, hull
from kg.words.speech_words import ACTS, REMARKS

_NAME: Final = r"(?:[A-Z][\w’'-]+(?: (?:of |the |and |de |van |von |al )?[A-Z][\w’'-]+){0,4})"
_OF: Final = r"(?: of [^,.;:“\"]{3,80}?(?= (?:[a-z]+ed|that|as|was|were|is|may)\b))?"
_NOMINAL: Final = rf"(?:the|an?|their|his|her|its) (?:[\w-]+ ){{0,3}}?[\w-]+{_OF}"
_BETWEEN: Final = r"(?:(?!(?:the|an?|this|that|these|those|what|of|and|to|in|as)\b)[\w-]+ ){0,3}?"
"""Words between an owner and the remark: "his final", not "she sees the"."""
_DONE: Final = rf"(?:{REMARKS}|{ACTS})"
_STARTS: Final = r"(?<![\w-])(?<![\w’'-][’'])"
"""No owner begins inside a word; tried there as well, a long word takes time that grows with its square."""
_OWNED: Final = re.compile(rf"{_STARTS}(?P<who>{_NAME}|{_NOMINAL})(?:['’]s|s['’]) {_BETWEEN}{_DONE}\b")
_BY: Final = re.compile(
    rf"\b{_DONE} (?:(?:made|given|issued|posted|delivered) (?:on \w{{6,9}} )?)?(?:by|of|from)"
    rf" (?P<who>{_NAME}|{_NOMINAL})"
)
_WHAT_SAID: Final = re.compile(
    rf"\b[Ww]hat (?:[(\[]\w+[)\]] )?(?P<who>{_NAME}|{_NOMINAL}|he|she|they) (?:has |had )?(?:said|told|wrote|meant)\b"
)
_PRONOUN: Final = re.compile(rf"\b(?:his|her|their|its) (?:own )?{_BETWEEN}(?:{REMARKS})\b", re.IGNORECASE)
_PRONOUN_ACTS: Final = re.compile(rf"\b(?:his|her|their|its) (?:own )?{_BETWEEN}(?:{ACTS})\b", re.IGNORECASE)
_THAT_SOMEBODY: Final = re.compile(
    rf"\b(?:{REMARKS}) (?:(?:on|about|over|regarding) (?:[a-z’'-]+ ){{1,5}}?)?(?:that |which )?(?P<who>{_NAME})"
    r" (?:is|was|has|had|made|gave|sent)\b"
)
_TIME: Final = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|to(?:day|night)|yesterday|tomorrow|(?:last|this|next) \w+"
    r"|january|february|march|april|may|june|july|august|september|october|november|december",
    re.IGNORECASE,
)
""" "Friday's announcement" is nobody's."""
_TIMED: Final = re.compile(rf"\b(?:{_TIME.pattern})[’']s (?:[\w-]+ )?(?:{REMARKS})\b", re.IGNORECASE)
_TO_MEAN: Final = re.compile(rf"(?P<who>him|her|them|{_NAME}) to (?:be|have been|mean)\b")
""" "Understood her to be saying that": it is she who is read."""
_YOUR: Final = re.compile(rf"\byour (?:own )?{_BETWEEN}(?:{REMARKS})\b", re.IGNORECASE)
_VOCATIVE: Final = re.compile(rf"(?:^|[,:.] )(?P<who>{_NAME})[.,]")
_ANY: Final = re.compile(rf"\b(?:{REMARKS})\b", re.IGNORECASE)
_PERSON: Final = re.compile(r"(?:he|she|they|i|we)", re.IGNORECASE)
POINTS: Final = re.compile(
    r"(?:that )?(?:by |with |in |into )?"
    r"(?:this|it|which|these|those|them|what|he|she|they|that (?:as|for|to|is|was|means?)|i)\b"
    r"|that (?:as|for|to)\b|that\Z",
    re.IGNORECASE,
)
"""Words that point at what was said, or at who said it, at the beginning of a source or a content."""
_TAKEN: Final = re.compile(
    r"\b(?:take|takes|taken|took|read|reads|reading|see|sees|saw|seen|hear|hears|heard|understood|understands|interpret\w*)"
    r" (?:this|that|it|them|these|those) (?:as|to (?:be|mean))\b"
    r"|^(?:[\w-]+ ){0,5}?(?:in|into) (?:this|that|it|them|these)\b|^(?:him|her|them) to (?:be|have|mean)\b",
    re.IGNORECASE,
)
"""A word for what was just said, taken for something."""
_MEANS: Final = re.compile(
    r"\b(?:bluff\w*|meant|means|hinting|signall?ing|speaking (?:about|to)|referring)\b", re.IGNORECASE
)
_READ_OF: Final = re.compile(r",? \b(?:as|to be|to mean|for)\b ")
"""Between what is read and what it is read as."""
_ACT_FIRST: Final = re.compile(
    rf"(?:that )?(?:the|this|that|these|his|her|its|their|an?|[A-Z]\S+[’']s?) (?:[\w-]+ ){{0,2}}?(?:{ACTS})\b",
    re.IGNORECASE,
)
_THINGS: Final = re.compile(r"(?:that )?(?:this|it|which|these|those|them|what|that)", re.IGNORECASE)
_A_REMARK: Final = re.compile(rf"(?:the|this|that|these|those|his|her) (?:[\w-]+ ){{0,2}}?(?:{REMARKS})", re.IGNORECASE)
_HINTS: Final = frozenset({"interpreting", "speculating", "warning", "threatening", "intending", "accusing"})
_OWN: Final = re.compile(
    r"\b(?:hint|impl|signal|insinuat|intimat|suggest|mean|indicat|allud|convey|send|threaten)\w*", re.IGNORECASE
)
"""Cues of one who speaks and is read at once: "the minister hinted that"."""
_ACTS: Final = re.compile(
    rf"\b(?:{ACTS}|sales?|figures?|numbers?|data|prices?|vacanc\w+|photographs?|photos?|laws?|bills?|rules?)$",
    re.IGNORECASE,
)


_NAMED_ACTS: Final = {
    "denying": r"denials?|refusals?|rejection",
    "promising": r"promises?|pledges?|vows?|undertaking",
    "warning": r"warnings?",
    "threatening": r"threats?",
    "answering": r"answers?|repl(?:y|ies)|responses?",
    "praising": r"praise|tribute",
    "accusing": r"accusations?|charges?",
    "predicting": r"forecasts?|predictions?",
    "thanking": r"thanks",
}
"""Acts, and the nouns by which they are spoken of."""


def does(attribution: Attribution, words: str) -> bool:
    """Tell whether `words` speak of the act of an attribution: "her denial" where it denies, "the answer"."""
    acts = {attribution.speech_act or ""}
    acts |= {"answering"} if attribution.answers is not None else set()
    acts |= {"denying"} if attribution.denies is not None else set()
    patterns = (_NAMED_ACTS[act] for act in sorted(acts & _NAMED_ACTS.keys()))
    return any(re.search(rf"\b(?:{pattern})\b", words, re.IGNORECASE) for pattern in patterns)


def is_timed(words: str) -> bool:
    """Tell whether a remark is spoken of by its day alone: "today's speech"."""
    return _TIMED.search(words) is not None


def is_about_a_remark(scene: Scene, attribution: Attribution) -> bool:
    """Tell whether the words of an interpretation speak of something said, not of an act alone.

    They do where they name a remark, point at one ("this means"), or where somebody is told to have hinted something.
    """
    source = text_of(scene.text, attribution.source, " ")
    content = text_of(scene.text, attribution.content, " ").lstrip('“"')
    read, taken, _ = content.partition(match[0] if (match := _READ_OF.search(content)) else "\0")
    if _ANY.search(f"{source} {read}"):
        return True
    if taken and attribution.speech_act == "interpreting":
        return points_at_words(content)  # "saw the visit as a warning": no remark
    if is_about_an_act(source, read):
        return False
    if _ANY.search(scene.text[slice(*scene.sentence_around(hull(attribution)))][:2_000]):
        return True
    if not source or POINTS.match(source) or points_at_words(content) or _MEANS.search(content):
        return True
    return attribution.speech_act in _HINTS and not _ACTS.search(source)


def is_a_remark(words: str) -> bool:
    """Tell whether words name a remark and nobody who speaks: "the remark", "that line"."""
    return _A_REMARK.fullmatch(words.strip(" ,")) is not None


def points_at_words(content: str) -> bool:
    """Tell whether a content opens with a word for what was just said, or takes one for something."""
    content = content.lstrip('“"')
    return POINTS.match(content) is not None or _TAKEN.search(content) is not None


def is_about_an_act(source: str, content: str) -> bool:
    """Tell whether an interpretation is one of what somebody does: "the move suggests", "the visit as a sign"."""
    if _ANY.search(f"{source} {_READ_OF.split(content, maxsplit=1)[0]}"):
        return False
    return _ACTS.search(source) is not None or _ACT_FIRST.match(content) is not None


class Owner(NamedTuple):
    """Whose remark an interpretation is about, and by which words that is told."""

    actor: str | None = None
    is_named: bool = False
    is_own: bool = False


def owner_of(scene: Scene, found: Sequence[Attribution], index: int) -> Owner:
    """Return whose remark an interpretation is about, as far as its own words tell."""
    attribution = found[index]
    source, content = (text_of(scene.text, spans, " ") for spans in (attribution.source, attribution.content))
    around = scene.text[slice(*scene.sentence_around(hull(attribution)))][:2_000]
    if reads_itself(scene, attribution) and attribution.actor_type != "anonymous":
        return Owner(attribution.actor)
    if (match := _OWN_WORDS.match(content)) and _SHE[match["whose"].lower()] == source.lower():
        return Owner(attribution.actor)
    if _PRONOUN.match(source) and attribution.actor_type == "person":
        return Owner(attribution.actor)  # "her comments", as a source, are hers
    if _speaks_of_its_own(scene, found, index):
        return Owner(attribution.actor)
    pattern, whom = addressed(found, index)
    if pattern is not None and whom != attribution.actor and pattern.match(content):
        return Owner(whom, is_named=True)
    if _YOUR.search(f"{source} {content}"):
        return Owner(_addressee(scene, found, index, around), is_named=True)
    if (match := _TO_MEAN.match(content)) is not None:
        who = "they" if match["who"] == "them" else "he" if match["who"] in ("him", "her") else match["who"]
        return Owner(_who(scene, found, index, who))
    for words in (f"{source} {content}", around):
        for pattern in (_OWNED, _BY, _WHAT_SAID, _THAT_SOMEBODY):
            match = pattern.search(words)
            if match and (who := _who(scene, found, index, match["who"])):
                return Owner(who, is_named=who not in scene.described.values())
        if (match := _PRONOUN.search(words)) and (who := _last_speaker(scene, found, index, match[0])):
            return Owner(who)
    for words in (f"{source} {content}", around):
        if (match := _PRONOUN_ACTS.search(words)) is not None:
            return Owner(_last_speaker(scene, found, index, match[0]))
    cue = text_of(scene.text, attribution.cue, " ")
    speaks = not _ANY.search(source) and (_PERSON.fullmatch(source) or not _THINGS.fullmatch(source))
    of_another = _OF_ANOTHER.match(content) is not None
    if _OWN.search(cue) and source and speaks and not of_another and attribution.actor_type != "outlet":
        return Owner(attribution.actor, is_own=attribution.actor is not None)
    return Owner()


def _speaks_of_its_own(scene: Scene, found: Sequence[Attribution], index: int) -> bool:
    """ "Lund insisted the comment was not aimed at Rome": hers, if the last words given before are hers, or none."""
    attribution = found[index]
    cue, content = (text_of(scene.text, spans, " ") for spans in (attribution.cue, attribution.content))
    defends = _DEFENDS.search(cue) is not None and _THE_REMARK.match(content) is not None
    her_own = _OWN_WORDS.match(content) is not None and not is_another(content[:_HEAD], attribution)
    if attribution.parent is not None or not (defends or her_own):
        return False
    here = scene.hulls[index][0]
    told = [found[i] for i in scene.beginning(here - FAR_BACK, here) if found[i].actor is not None]
    before = [other for other in told if other.form in ("direct", "mixed")]
    if not before:
        return defends or all(same(other.actor, attribution.actor) for other in told)
    return before[-1].actor is not None and before[-1].actor == attribution.actor


def _who(scene: Scene, found: Sequence[Attribution], index: int, phrase: str) -> str | None:
    if phrase.lower() in ("he", "she", "they"):
        return _last_speaker(scene, found, index, phrase)
    if _TIME.fullmatch(phrase) or phrase.endswith(("'s", "’s")):
        return None  # "a statement from Lund's office" is not Lund's
    known = scene.actor_called(phrase) or scene.described.get(description_key(phrase))
    if known is None and phrase[:1].isupper() and not phrase.startswith(("The ", "A ", "An ")):
        return phrase
    return known


def _addressee(scene: Scene, found: Sequence[Attribution], index: int, around: str) -> str | None:
    """Whom "your answer" means: who is called by name beside it, else who spoke before the turn it stands in."""
    place = index
    while found[place].parent is not None and found[place].form != "turn":
        place = found[place].parent  # type: ignore[assignment]
    speaker, start = found[place].actor, scene.hulls[place][0]
    turn = scene.text[start : scene.hulls[index][1]]
    for match in (*_VOCATIVE.finditer(around), *_VOCATIVE.finditer(turn[-_NEAR:])):
        if (who := scene.actor_called(match["who"])) and who != speaker:
            return who
    if found[place].form != "turn":
        return None
    turns = (found[i] for i in reversed(scene.beginning(start - FAR_BACK, start)) if found[i].form == "turn")
    return next((turn.actor for turn in turns if turn.actor != speaker), None)


def _last_speaker(scene: Scene, found: Sequence[Attribution], index: int, words: str) -> str | None:
    """Whom "his remarks" means: who spoke last before, other than who reads them, and other than outlets.

    "His denial" is the denial of whoever denied last, if anybody did.
    """
    here, reader = scene.hulls[index][0], found[index].actor
    kinds = _PEOPLE if _ONE_PERSON.match(words) else _SPEAKERS
    last = None
    for place in sorted(scene.beginning(here - FAR_BACK, here), key=lambda i: -scene.hulls[i][0])[:_LOOKED_AT]:
        other = found[place]
        if other.kind != "statement" or scene.encloses(place, index) or not other.actor or other.actor == reader:
            continue
        if other.actor_type in kinds and not is_another(words, other):
            if does(other, words):
                return other.actor
            last = last or other.actor
    return last


_OF_ANOTHER: Final = re.compile(
    r"(?:that )?(?:the [\w-]+|he|she|[A-Z][\w’'-]+)(?: [\w’'-]+){0,3}? (?:is|was|were|had been) (?:\w+ly )?"
    r"(?:hinting|referring|alluding|signall?ing|threatening|talking|speaking|trying|saying|warning)\b"
)
""" "Some papers suggested the minister was hinting at it": she is read, and not who suggests it."""
_HEAD: Final = 20
"""Signs in which the "his" or "her" stands that begins a content."""
_DEFENDS: Final = re.compile(r"\b(?:insist|clarif|maintain|stress|explain|den(?:y|ie))", re.IGNORECASE)
_THE_REMARK: Final = re.compile(
    rf"(?:that )?(?:the|his|her|their|those|these) (?:[\w-]+ )?(?:{REMARKS}) (?:was|were|had|did)\b", re.IGNORECASE
)
_ONE_PERSON: Final = re.compile(r"(?:his|her|he|she)\b", re.IGNORECASE)
_PEOPLE: Final = frozenset({"person"})
_SPEAKERS: Final = _PEOPLE | {"organization", "country", "group"}
_OWN_WORDS: Final = re.compile(rf"(?:that )?(?P<whose>his|her|their) (?:own )?{_BETWEEN}(?:{REMARKS})\b", re.IGNORECASE)
_SHE: Final = {"his": "he", "her": "she", "their": "they"}
""" "She wrote that her words …"."""
_NEAR: Final = 300
_LOOKED_AT: Final = 60
"""Attributions before a reading among which its speaker is looked for."""
