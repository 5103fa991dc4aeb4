""" "Analysts read the remark as a warning", "his words were taken by some as a threat", "… to mean that"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import (
    agent_of,
    can_speak,
    is_passive,
    noun_phrase,
    parts,
    stretch,
    subject_of,
    verb_group,
)
from kg.extractors.prepared import Candidate, Unit
from kg.extractors.reporting_verbs import source_of
from kg.model import Spans
from kg.words.speech_words import ACTS, MEANINGS, REMARKS, TAKES_AS

if TYPE_CHECKING:
    from spacy.tokens import Token

_REMARK: Final = re.compile(REMARKS, re.IGNORECASE)
_ACT: Final = re.compile(ACTS, re.IGNORECASE)
READS: Final = frozenset({"read", "interpret", "take", "understand", "construe", "perceive", "hear"})
"""Verbs that with an "as" hardly do anything but read."""
_OF_ANYTHING: Final = frozenset({"read", "interpret", "construe"})
"""Of these the ones that read whatever they take, if it is nobody."""
_POINTERS: Final = frozenset({"this", "that", "it", "these", "those", "them", "which"})
_SINGULAR: Final = frozenset({"this", "that", "which"})
"""Of these what hardly points at people and things."""
_A_SIGN: Final = re.compile(rf"(?:as|to be) {MEANINGS}", re.IGNORECASE)


def taken_as(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each verb that takes a remark for something; remark and meaning are the content."""
    for verb in unit.doc:
        if verb.lemma_ not in TAKES_AS or not verb.tag_.startswith("VB"):
            continue
        remark, meaning = taken(verb)
        if meaning is None or remark is None:
            continue
        source, speaker = _reader(unit, verb)
        own = {token.i for token in verb.subtree} if remark == verb.head else set()
        told = [*_without_asides(meaning)]
        if _is_passive(verb):
            content = parts(unit, [*(t for t in remark.subtree if t.i not in own), *told])
        elif not source or speaker is None or subject_of(verb) is None:
            continue
        elif remark.lower_ == "which":
            content = parts(unit, [remark, *told])
        else:
            content = stretch(unit, remark.left_edge, told[-1])
        kind = "interpretation" if verb.lemma_ in READS else None
        if content:
            yield Candidate(source, parts(unit, verb_group(verb)), content, "taken_as", 0.75, kind=kind)


def _without_asides(meaning: Token) -> Iterator[Token]:
    """What a remark is taken for, up to a relative clause behind a comma: "a threat to Sund, which buys gas"."""
    aside = next((t for t in meaning.subtree if t.dep_ == "relcl" and t.left_edge.nbor(-1).text == ","), None)
    yield from (t for t in meaning.subtree if aside is None or t.i < aside.left_edge.i)


def _reader(unit: Unit, verb: Token) -> tuple[Spans, Token | None]:
    """Who takes it for something; of "a move seen as" not the move."""
    if is_passive(verb) or not _is_passive(verb):
        return source_of(unit, verb)
    agent = agent_of(verb)
    span = noun_phrase(unit, agent) if agent is not None else None
    return ((span,) if span else ()), agent


def taken(verb: Token) -> tuple[Token | None, Token | None]:
    """Return the remark that `verb` takes for something, and the head of what it is taken for; both or neither."""
    meaning = _meaning(verb)
    remark = _remark(verb, meaning) if meaning is not None else None
    return (remark, meaning) if remark is not None and meaning is not None and remark.i < meaning.i else (None, None)


def means(verb: Token) -> bool:
    """Tell whether "mean" gives a meaning: not "I mean it", "he means what he says", "that doesn't mean (that)".

    The last speaks of what follows from a thing, hardly ever of a remark.  Any other verb passes.
    """
    if verb.lemma_ != "mean":
        return True
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    follows = subject is None or subject.lower_ in _POINTERS
    if follows and any(child.dep_ == "neg" for child in verb.children):
        return False
    asks = any(child.dep_ == "dobj" and child.tag_ == "WP" for child in verb.lefts) and verb.dep_ != "csubj"
    return not asks and not any(_is_empty(child) for child in verb.rights)


def _is_empty(meant: Token) -> bool:
    """ "It", "what he says": an object that gives no meaning of its own."""
    if meant.dep_ == "dobj":
        return meant.pos_ == "PRON"
    return meant.dep_ in ("ccomp", "xcomp") and meant.left_edge.tag_ == "WP"


def _is_passive(verb: Token) -> bool:
    """Also a participle behind its noun: "a move seen as"."""
    return is_passive(verb) or (verb.tag_ == "VBN" and verb.dep_ == "acl")


def _remark(verb: Token, meaning: Token) -> Token | None:
    """What is taken for something: the object, or the subject of a passive; a remark, an act, a word for one."""
    if not _is_passive(verb):
        objects = [
            child for child in verb.children if child.dep_ == "dobj" or (child.dep_ == "nsubj" and child.i > verb.i)
        ]
        clauses = [child for child in verb.rights if child.dep_ == "ccomp"]  # "took his comments to mean that"
        objects += [child for clause in clauses for child in clause.lefts if child.dep_ == "nsubj"]
        return next((noun for noun in objects if _is_read(verb, noun, meaning)), None)
    raised = verb.head if verb.dep_ == "xcomp" else verb  # "was going to be heard as"
    subjects = [child for child in (*verb.children, *raised.children) if child.dep_ in ("nsubjpass", "nsubj")]
    if not subjects and verb.dep_ == "acl":
        subjects = [verb.head]
    return next((noun for noun in subjects if _is_read(verb, noun, meaning)), None)


def _is_read(verb: Token, noun: Token, meaning: Token) -> bool:
    """A remark or a word for one; an act, or with some verbs any thing, if it is taken for a sign."""
    sign = " ".join(token.text for token in meaning.subtree)
    if noun.tag_ == "WDT":  # "which her deputy explained as a yes", not "a town which he sees as a base"
        return _REMARK.fullmatch(verb.head.text) is not None or _A_SIGN.match(sign) is not None
    if noun.lower_ in _POINTERS:
        return verb.lemma_ in READS or noun.lower_ in _SINGULAR or _A_SIGN.match(sign) is not None
    if _REMARK.fullmatch(noun.text):
        return True
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ == "PERSON" or (noun.pos_ == "NOUN" and can_speak(noun)):
        return False
    if verb.lemma_ in (READS if _ACT.fullmatch(noun.text) else _OF_ANYTHING):
        return True
    return (_ACT.fullmatch(noun.text) is not None or verb.lemma_ in _SEES) and _A_SIGN.match(sign) is not None


_SEES: Final = READS | {"see", "view", "regard", "treat"}


def _meaning(verb: Token) -> Token | None:
    """ "As a warning", "to mean that …", "to be a warning": behind the verb or behind its object."""
    below = list(verb.rights)
    for token in (*below, *(grandchild for child in below for grandchild in child.rights)):
        if token.dep_ == "prep" and token.lower_ == "as":
            return token
        plain = token.lemma_ == "mean" or (token.lemma_ == "be" and verb.lemma_ in READS)
        if plain and token.dep_ in ("xcomp", "ccomp", "advcl") and token.tag_ == "VB":
            return token
    return None
