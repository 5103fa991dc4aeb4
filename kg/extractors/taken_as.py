""" "Analysts read the remark as a warning", "his words were taken by some as a threat", "… to mean that"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import is_passive, parts, stretch, subject_of, verb_group
from kg.extractors.prepared import Candidate, Unit
from kg.extractors.reporting_verbs import source_of
from kg.words.speech_words import REMARKS, TAKES_AS

if TYPE_CHECKING:
    from spacy.tokens import Token

_REMARK: Final = re.compile(REMARKS, re.IGNORECASE)
_READS: Final = frozenset({"read", "interpret", "take", "understand", "construe", "perceive", "hear"})
"""Verbs that with an "as" hardly do anything but read."""
_POINTERS: Final = frozenset({"this", "that", "it", "these", "those"})


def taken_as(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each verb that takes a remark for something; remark and meaning are the content."""
    for verb in unit.doc:
        if verb.lemma_ not in TAKES_AS or not verb.tag_.startswith("VB"):
            continue
        remark, meaning = taken(verb)
        if meaning is None or remark is None:
            continue
        source, speaker = source_of(unit, verb)
        if not is_passive(verb):
            if not source or speaker is None or subject_of(verb) is None:
                continue
            content = stretch(unit, remark.left_edge, meaning.right_edge)
        else:
            content = parts(unit, [*remark.subtree, *meaning.subtree])
        kind = "interpretation" if verb.lemma_ in _READS else None
        if content:
            yield Candidate(source, parts(unit, verb_group(verb)), content, "taken_as", 0.75, kind=kind)


def taken(verb: Token) -> tuple[Token | None, Token | None]:
    """Return the remark that `verb` takes for something, and the head of what it is taken for; both or neither."""
    remark, meaning = _remark(verb), _meaning(verb)
    return (remark, meaning) if remark is not None and meaning is not None and remark.i < meaning.i else (None, None)


def means(verb: Token) -> bool:
    """Tell whether "mean" gives a meaning: not "I mean it", "he means what he says", "that doesn't mean (that)".

    The last speaks of what follows from a thing, hardly ever of a remark.  Any other verb passes.
    """
    if verb.lemma_ != "mean":
        return True
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ in _POINTERS and any(child.dep_ == "neg" for child in verb.children):
        return False
    asks = any(child.dep_ == "dobj" and child.tag_ == "WP" for child in verb.lefts) and verb.dep_ != "csubj"
    return not asks and not any(_is_empty(child) for child in verb.rights)


def _is_empty(meant: Token) -> bool:
    """ "It", "what he says": an object that gives no meaning of its own."""
    if meant.dep_ == "dobj":
        return meant.pos_ == "PRON"
    return meant.dep_ in ("ccomp", "xcomp") and meant.left_edge.tag_ == "WP"


def _remark(verb: Token) -> Token | None:
    """What is taken for something: the object, or the subject of a passive; a remark or a word that points at one."""
    deps = ("nsubjpass",) if is_passive(verb) else ("dobj", "nsubj")
    children = verb.children if is_passive(verb) else verb.rights
    for child in children:
        if child.dep_ in deps and (_REMARK.fullmatch(child.text) or child.lower_ in _POINTERS):
            return child
        if child.dep_ == "ccomp" and not is_passive(verb):  # "took his comments to mean that"
            return next((c for c in child.lefts if c.dep_ == "nsubj" and _REMARK.fullmatch(c.text)), None)
    return None


def _meaning(verb: Token) -> Token | None:
    """ "As a warning", "to mean that …": behind the verb or behind its object."""
    below = list(verb.rights)
    for token in (*below, *(grandchild for child in below for grandchild in child.rights)):
        if token.dep_ == "prep" and token.lower_ == "as":
            return token
        if token.dep_ in ("xcomp", "ccomp", "advcl") and token.lemma_ == "mean" and token.tag_ == "VB":
            return token
    return None
