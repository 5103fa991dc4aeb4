"""Cues that hold under a condition alone, or are proposed: "If Ann says …", "Ann would have said …", "Let's say …"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from kg.extractors.finishing.manner import cue_verb

if TYPE_CHECKING:
    from spacy.tokens import Token

_CONDITIONS: Final = frozenset({"if", "unless", "lest"})
_INVERTED: Final = frozenset({"had", "were", "should"})


def is_hypothetical(cue: Sequence[Token]) -> bool:
    """Tell whether the words of a cue stand in a conditional clause, or tell what would have been said."""
    verb = cue_verb(cue)
    if verb is None:
        return False
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if helpers & {"would", "'d"} and "have" in helpers:
        return True
    for _ in range(4):
        if _is_conditional(verb) or _is_proposed(verb):
            return True
        if verb.dep_ not in ("conj", "xcomp", "acomp") or verb.head is verb:
            return False
        verb = verb.head
    return False


def _is_proposed(verb: Token) -> bool:
    """ "Let's see how it goes" tells of nothing that was seen; "let me say" says it."""
    if verb.dep_ not in ("ccomp", "xcomp") or verb.head.lemma_ != "let":
        return False
    return any(child.lower_ in ("'s", "’s", "us") for child in (*verb.lefts, *verb.head.rights))


def _is_conditional(verb: Token) -> bool:
    """A clause that opens with "if", or with an auxiliary before its subject and hangs on another."""
    for child in verb.lefts:
        if child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            # "asked if she says so", "wondered if": what is asked, no condition
            return verb.dep_ != "ccomp" and not (child.lower_ == "if" and child.i and child.nbor(-1).lower_ == "as")
    if verb.dep_ != "advcl":
        return False
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and any(
        child.dep_ in ("aux", "auxpass") and child.lower_ in _INVERTED and child.i < subject.i for child in verb.lefts
    )
