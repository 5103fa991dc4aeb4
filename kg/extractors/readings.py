"""What makes an attribution an interpretation: somebody says what a remark means, signals, hides or brings about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak
from kg.extractors.manner import UNDECIDED
from kg.extractors.prepared import Prepared
from kg.extractors.reporting_verbs import verb_cue
from kg.lexicon import REMARKS
from kg.model import Attribution, text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_REMARK: Final = re.compile(rf"\b(?:{REMARKS})\b", re.IGNORECASE)
_SIGNS: Final = (
    r"sign|signal|hint|threat|warning|message|proof|evidence|admission|concession|rebuke|retreat|snub|swipe|attack|gesture"
    r"|indication|code|promise|invitation|insult|confession|challenge|reversal|climbdown|shift|jab|dig|refusal|offer|yes"
    r"|olive branch|declaration|attempt|bid|move|way|bluff|ultimatum|apology|denial|acceptance|rejection|surrender|no"
    r"|farewell|goodbye|joke|slip|provocation|test|trap|distraction|excuse|reminder|lesson|plea|appeal|cry for help"
)
_MEANINGS: Final = re.compile(
    rf"\bas (?:an? |the |some |no |his |her |their )?(?:\w+ly )?(?:[\w-]+ ){{0,2}}?(?:{_SIGNS})\b", re.IGNORECASE
)
"""What a remark is taken for: "as a veiled threat", "as proof that"."""
_SIGN: Final = re.compile(rf"(?:{_SIGNS})s?", re.IGNORECASE)
_SPOKEN: Final = re.compile(
    r"(?:remarks?|comments?|statements?|speech|words?|wording|phrases?|sentences?|message|answers?|reply|response|denial"
    r"|threats?|warnings?|silence|refusal|apology|hints?)",
    re.IGNORECASE,
)
"""Nouns that are hardly anything but something said."""
_PLAIN: Final = frozenset(
    {
        "make",
        "come",
        "follow",
        "publish",
        "issue",
        "air",
        "say",
        "read",
        "include",
        "add",
        "carry",
        "broadcast",
        "last",
        "go",
    }
    | {
        "begin",
        "end",
        "appear",
        "print",
        "give",
        "translate",
        "hear",
        "quote",
        "report",
        "record",
        "send",
        "post",
        "meet",
    }
)
"""Verbs that tell of a remark that it was made, not what it means."""
_EFFECTS: Final = re.compile(
    r"\b(?:trigger|spark|prompt|fuel|stoke|raise|stir|cause|provoke|feed|set off|fan|revive|heighten|ignite)"
    r"(?:s|e?d|ing)? (?:\w+ ){0,3}?(?:speculation|fears?|concerns?|worr(?:y|ies)|suspicions?|questions?|doubts?|alarm"
    r"|hopes?|rumou?rs?)\b"
    r"|\b(?:set|left|had) (?:\w+ ){1,3}(?:wondering|guessing|thinking|asking)\b",
    re.IGNORECASE,
)
_OPENING: Final = 8
"""Signs before the subject of a clause: “that ”, a quotation mark."""
_STIRS: Final = frozenset(
    {"trigger", "spark", "prompt", "fuel", "stoke", "raise", "stir", "cause", "provoke", "feed", "set", "fan", "revive"}
    | {"heighten", "ignite", "lead", "give"}
)
_STIRRED: Final = frozenset(
    {"speculation", "fear", "concern", "worry", "suspicion", "doubt", "hope", "alarm", "rumor", "rumour", "talk"}
)
_TAKES_AS: Final = frozenset(
    {"read", "see", "view", "interpret", "take", "understand", "describe", "regard", "perceive", "construe", "treat"}
    | {"portray", "cast", "characterise", "characterize", "paint", "call", "dismiss", "hear", "consider", "present"}
)


def with_readings(prepared: Prepared, found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found` with what reads a remark marked as an interpretation.

    Of what stands inside an interpretation, that has no source of its own ("speculation that …") is one too.
    """
    result = list(found)
    for index in sorted(range(len(result)), key=lambda i: (-_extent(result[i]), result[i].start)):
        attribution = result[index]
        if attribution.form == "turn" or attribution.kind != "statement":
            continue
        parent = result[attribution.parent] if attribution.parent is not None else None
        unnamed_inside = parent is not None and parent.kind == "interpretation" and not attribution.source
        if unnamed_inside or is_reading(prepared, attribution):
            result[index] = replace(attribution, kind="interpretation")
    for attribution in found:
        holder = attribution.parent
        if holder is not None and attribution.speech_act == "interpreting" and _is_gist(result[holder], attribution):
            result[holder] = replace(result[holder], kind="interpretation")
    return result


def _is_gist(outer: Attribution, reading: Attribution) -> bool:
    """All that somebody says is that a remark means something: "argued that the silence signals …"."""
    if outer.kind != "statement" or outer.form == "turn" or not reading.source:
        return False
    return reading.source[0][0] - outer.content[0][0] <= _OPENING and outer.content[-1][1] - reading.content[-1][1] <= 2


def is_reading(prepared: Prepared, attribution: Attribution) -> bool:
    """Tell whether the content says what a remark means or does, or the cue what somebody takes one for."""
    if attribution.speech_act in UNDECIDED:
        return False
    words = text_of(prepared.text, attribution.content)
    cue = prepared.tokens(attribution.cue)
    if any(token.lemma_ in _TAKES_AS for token in cue) and _MEANINGS.search(words):
        return True
    own = {token.i for token in cue}
    if any(token.pos_ == "NOUN" and token.head.i not in own and _is_read_into(token) for token in cue):
        return True
    if not attribution.source:
        return False
    content = prepared.tokens(attribution.content[:1])
    own = {token.i for token in content}
    roots = [t for t in content if t.pos_ in ("VERB", "AUX") and (t.head.i not in own or t.head.i == t.i)]
    return any(_reads(root, words) for root in roots)


def _is_read_into(noun: Token) -> bool:
    """The noun of a cue is what a remark was taken for or brought about: "read as an admission", "fuelled fears"."""
    holder = noun.head
    if noun.dep_ == "pobj" and holder.lower_ in ("as", "for") and holder.dep_ == "prep":
        return holder.head.lemma_ in _TAKES_AS
    if holder.dep_ == "prep" and holder.lower_ == "to":
        holder = holder.head
    return noun.lemma_ in _STIRRED and holder.lemma_ in _STIRS


def _reads(verb: Token, words: str) -> bool:
    known = verb_cue(verb) if verb.pos_ == "VERB" else None
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")), None)
    if known and "reading" in known[0].takes:
        # who threatens or suggests something speaks; a remark that does is read
        plain = known[0].speech_act != "interpreting" and not known[1]
        return not (plain and subject is not None and can_speak(subject))
    if subject is None or not _REMARK.search(" ".join(token.text for token in subject.subtree)):
        return False
    if _EFFECTS.search(words) or _MEANINGS.search(words):
        return True
    if verb.lemma_ == "be":
        return any(child.dep_ == "attr" and _SIGN.fullmatch(child.lower_) for child in verb.rights)
    return bool(_SPOKEN.fullmatch(subject.lower_)) and verb.lemma_ not in _PLAIN


def _extent(attribution: Attribution) -> int:
    return attribution.content[-1][1] - attribution.content[0][0]
