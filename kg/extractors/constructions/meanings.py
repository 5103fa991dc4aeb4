"""Meanings told outright: "what he meant was that …", "the sentence meant money", and what nothing was said about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, noun_phrase, parts, stretch, subject_of, verb_group
from kg.extractors.constructions.reporting_verbs import source_of, verb_cue
from kg.extractors.constructions.taken_as import names_it
from kg.extractors.prepared import Candidate, Unit
from kg.words.speech_words import REMARKS, SPOKEN

if TYPE_CHECKING:
    from spacy.tokens import Token

_REMARK: Final = re.compile(REMARKS, re.IGNORECASE)
_SPOKEN: Final = re.compile(SPOKEN, re.IGNORECASE)
_MEANT: Final = frozenset({"mean", "hear", "understand", "take", "read", "signal"})
"""Verbs that in "what she … was that" tell a meaning."""
_MEANS: Final = frozenset({"mean", "signal", "signify", "imply"})
_SHOWS: Final = frozenset({"reveal", "expose", "betray", "reflect", "demonstrate", "prove", "underline", "underscore"})
"""What a remark alone does, in the eyes of others, that tells something else than its own words."""
_NO_MEANING: Final = frozenset({"business", "harm", "lot", "much", "word", "well", "deal", "difference", "thing"})
"""Objects of "mean" that are no meaning: "meant every word", "mean no harm"."""


def meanings(unit: Unit) -> Iterator[Candidate]:
    """Yield an attribution for each meaning that a clause tells by its shape, and for each told silence."""
    for token in unit.doc:
        found = _cleft(unit, token) or _means(unit, token) or _nothing(unit, token)
        if found is not None:
            yield found


def _cleft(unit: Unit, verb: Token) -> Candidate | None:
    """ "What the minister meant was that …", "What I told the council was that …", "All I can say is that …"."""
    opening = _all(verb)
    be = verb.head if opening is None else verb.head.head
    if opening is None and verb.dep_ == "csubj" and verb.left_edge.lower_ == "what":
        opening = verb.left_edge
    if opening is None or be.lemma_ != "be":
        return None
    wanted = next((c for c in verb.rights if c.dep_ == "xcomp" and c.tag_ == "VB"), None)
    said, speaker = wanted or verb, next((c for c in verb.lefts if c.dep_ == "nsubj" and c.lower_ != "what"), None)
    content = next((c for c in be.rights if c.dep_ in ("ccomp", "attr", "acomp") and c.pos_ != "PRON"), None)
    if (
        speaker is None
        or speaker.lower_ == "you"
        or content is None
        or (said.lemma_ not in _MEANT and verb_cue(said) is None)
    ):
        return None
    if names_it(verb) is not None:
        return None  # "what the mayor calls a success is a failure"
    source = noun_phrase(unit, speaker)
    middle = [*verb_group(verb), *([t for t in said.lefts if t.lower_ == "to"] + [said] if wanted is not None else [])]
    lead = list(verb.doc[opening.left_edge.i : opening.i + 1])
    cue = parts(unit, [*lead, *middle, *(t for t in be.lefts if t.dep_ in ("aux", "neg")), be])
    kind = "interpretation" if said.lemma_ in _MEANT else None
    held = stretch(unit, content.left_edge, content.right_edge)
    return Candidate((source,) if source else (), cue, held, "meanings", 0.75, kind=kind) if held else None


def _all(verb: Token) -> Token | None:
    """ "All" and "the only thing" of "all I can say is that"; None where the verb hangs on neither."""
    held = verb.head
    if verb.dep_ != "relcl" or held.dep_ != "nsubj" or verb_cue(verb) is None:
        return None
    only = held.lemma_ == "thing" and any(child.lower_ in ("only", "one") for child in held.lefts)
    return held if only or held.lower_ == "all" else None


def _means(unit: Unit, verb: Token) -> Candidate | None:
    """ "The sentence meant money", "he meant every table", and of "it" inside what somebody says "it signals a ban"."""
    meant = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    speaker = subject_of(verb)
    if verb.lemma_ not in _MEANS | _SHOWS or meant is None or speaker is None:
        return None
    if meant.pos_ not in ("NOUN", "PROPN", "NUM"):
        return None
    if (
        verb.dep_ == "xcomp"
        or meant.lemma_ in _NO_MEANING
        or any(c.dep_ in ("ccomp", "xcomp", "oprd") for c in verb.rights)
    ):
        return None
    remark = _REMARK.fullmatch(speaker.text) is not None and any(c.dep_ in ("det", "poss") for c in speaker.lefts)
    if verb.lemma_ in _SHOWS:
        remark = remark and _SPOKEN.fullmatch(speaker.text) is not None and not unit.is_quoted(verb)
        remark = remark and verb.dep_ != "ccomp"  # in what somebody says, all of it is the reading already
    somebody = verb.lemma_ == "mean" and can_speak(speaker) and speaker.lower_ not in ("i", "you", "we", "it")
    pointed = verb.dep_ == "ccomp" and speaker.lower_ in ("it", "this", "that") and verb.lemma_ in _MEANS - {"mean"}
    if not (remark or somebody or pointed):
        return None
    source, _ = source_of(unit, verb)
    content = stretch(unit, meant.left_edge, meant.right_edge)
    if not source or not content:
        return None
    return Candidate(source, parts(unit, verb_group(verb)), content, "meanings", 0.7, kind="interpretation")


def _nothing(unit: Unit, verb: Token) -> Candidate | None:
    """ "I said nothing about closure": a silence that is told, with what it is about."""
    nothing = next((c for c in verb.rights if c.dep_ == "dobj" and c.lower_ == "nothing"), None)
    if verb.lemma_ not in ("say", "write") or nothing is None:
        return None
    about = next((c for holder in (verb, nothing) for c in holder.rights if c.lower_ in ("about", "of", "on")), None)
    topic = next((c for c in about.rights if c.dep_ in ("pobj", "pcomp")), None) if about is not None else None
    source, speaker = source_of(unit, verb)
    if about is None or topic is None or speaker is None or not can_speak(speaker):
        return None
    content = stretch(unit, topic.left_edge, topic.right_edge)
    cue = parts(unit, [*verb_group(verb), nothing, about])
    return Candidate(source, cue, content, "meanings", 0.7) if content else None
