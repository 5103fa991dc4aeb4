"""A denial of what was said before, in one word or idiom: "denied that", "poured cold water on the report"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, is_passive, parts, stretch, verb_group
from kg.extractors.constructions.reporting_verbs import source_of, verb_cue
from kg.extractors.prepared import Candidate, Unit
from kg.words.speech_words import CLAIMS, DOUBTS

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAIM: Final = re.compile(rf"{CLAIMS}|{DOUBTS}", re.IGNORECASE)
_POINTERS: Final = frozenset({"it", "that", "this", "these", "those", "them", "all", "both"})
_DEFINITE: Final = frozenset({"the", "that", "this", "these", "those", "such", "all", "both", "any"})
_TOLD: Final = frozenset({"acl", "relcl", "ccomp", "prep", "appos"})
_FIRST: Final = frozenset({"i", "we", "you"})


def denials(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each denial whose object only points at the claim that is denied.

    What somebody denies in the first person is a denial of its own, not one that is told.
    """
    for verb in unit.doc:
        phrase = _phrase(verb) if verb.tag_.startswith("VB") and verb.tag_ != "VB" else None
        if phrase is None:
            continue
        denied = _object(verb) or _object_of(phrase) or _above(verb)
        source, speaker = source_of(unit, verb)
        if denied is None or not source or speaker is None or speaker.lower_ in _FIRST or not can_speak(speaker):
            continue
        content = stretch(unit, denied if denied.tag_ == "WDT" else denied.left_edge, denied)
        if content:
            yield Candidate(source, parts(unit, [*verb_group(verb), *phrase]), content, "denials", 0.7)


def _phrase(verb: Token) -> list[Token] | None:
    """What belongs to a verb that denies: nothing, "off" of "brushed off", "cold water on"; None for other verbs."""
    known = verb_cue(verb)
    if known is None or known[0].speech_act != "denying" or "object" not in known[0].takes:
        return None
    words = known[1]
    return [*words, *(child for word in words if word.dep_ == "dobj" for child in _leading(verb, word))]


def _leading(verb: Token, noun: Token) -> list[Token]:
    """The "on" behind "cold water", wherever the parse hangs it."""
    return [child for head in (noun, verb) for child in head.rights if child.dep_ == "prep" and child.i == noun.i + 1]


def _object_of(phrase: list[Token]) -> Token | None:
    """ "Poured cold water on the report"."""
    leads = phrase[-1] if phrase and phrase[-1].dep_ == "prep" else None
    return next((_pointing(child) for child in leads.rights if child.dep_ == "pobj"), None) if leads else None


def _object(verb: Token) -> Token | None:
    """ "It", "the claim", "all these reports"; not where the claim is told with it ("the charge that he lied")."""
    dep = "nsubjpass" if is_passive(verb) else "dobj"
    denied = next((child for child in verb.children if child.dep_ == dep), None)
    return _pointing(denied) if denied is not None else None


def _pointing(denied: Token) -> Token | None:
    """The token itself where it only points at a claim."""
    if denied.tag_ in ("WDT", "WP") or any(child.dep_ in _TOLD for child in denied.rights):
        return None
    points = denied.lower_ in _POINTERS or (_CLAIM.fullmatch(denied.text) is not None and _is_definite(denied))
    return denied if points else None


def _above(verb: Token) -> Token | None:
    """ "…, an accusation the ministry denied", "… of fraud, which she denies", "allegations rejected by the bank".

    The noun for a claim on which the verb hangs, else the pronoun behind a comma, which points at all that was said.
    """
    noun, first = verb.head, verb.left_edge
    if verb.dep_ not in ("relcl", "acl") or verb.tag_ == "VBG":
        return None
    dep = "nsubjpass" if is_passive(verb) else "dobj"
    pronoun = next((c for c in verb.lefts if c.tag_ == "WDT" and c.dep_ == dep), None)
    if pronoun is None and any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.rights):
        return None
    if (
        _CLAIM.fullmatch(noun.text)
        and first.i == noun.i + 1
        and noun.left_edge.i
        and noun.left_edge.nbor(-1).text == ","
    ):
        return noun
    if pronoun is not None and pronoun.lower_ == "which" and pronoun == first and first.nbor(-1).text == ",":
        return pronoun
    return None


def _is_definite(noun: Token) -> bool:
    return any(child.dep_ == "poss" or child.lower_ in _DEFINITE for child in noun.lefts)
