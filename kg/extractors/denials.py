""" "The minister denied that.", "The union rejected the accusation": a denial of what was said before, in one word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, is_passive, parts, stretch, verb_group
from kg.extractors.prepared import Candidate, Unit
from kg.extractors.reporting_verbs import source_of
from kg.words.lexicon import cues
from kg.words.speech_words import CLAIMS

if TYPE_CHECKING:
    from spacy.tokens import Token

_CLAIM: Final = re.compile(CLAIMS, re.IGNORECASE)
_POINTERS: Final = frozenset({"it", "that", "this", "these", "those", "them", "all", "both"})
_DEFINITE: Final = frozenset({"the", "that", "this", "these", "those", "such", "all", "both", "any"})
_TOLD: Final = frozenset({"acl", "relcl", "ccomp", "prep", "appos"})
_FIRST: Final = frozenset({"i", "we", "you"})


def denials(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each denial whose object only points at the claim that is denied.

    What somebody denies in the first person is a denial of its own, not one that is told.
    """
    for verb in unit.doc:
        if not verb.tag_.startswith("VB") or verb.tag_ == "VB" or not _denies(verb):
            continue
        denied = _object(verb) or _above(verb)
        source, speaker = source_of(unit, verb)
        if denied is None or not source or speaker is None or speaker.lower_ in _FIRST or not can_speak(speaker):
            continue
        content = stretch(unit, denied if denied.tag_ == "WDT" else denied.left_edge, denied)
        if content:
            yield Candidate(source, parts(unit, verb_group(verb)), content, "denials", 0.7)


def _denies(verb: Token) -> bool:
    known = cues().word("verb", verb.lemma_)
    return known is not None and known.speech_act == "denying" and "object" in known.takes


def _object(verb: Token) -> Token | None:
    """ "It", "the claim", "all these reports"; not where the claim is told with it ("the charge that he lied")."""
    dep = "nsubjpass" if is_passive(verb) else "dobj"
    denied = next((child for child in verb.children if child.dep_ == dep), None)
    if denied is None or denied.tag_ in ("WDT", "WP") or any(child.dep_ in _TOLD for child in denied.rights):
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
