""" "Analysts read the remark as a warning", "his words were taken by some as a threat", "… to mean that"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
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
from kg.extractors.constructions.reporting_verbs import source_of
from kg.extractors.prepared import Candidate, Unit
from kg.model import Spans
from kg.words.speech_words import ACTS, MEANINGS, NEWS, REMARKS, SIGNS, TAKES_AS

if TYPE_CHECKING:
    from spacy.tokens import Token

_REMARK: Final = re.compile(REMARKS, re.IGNORECASE)
_NEWS: Final = re.compile(NEWS, re.IGNORECASE)
_ACT: Final = re.compile(ACTS, re.IGNORECASE)
READS: Final = frozenset({"read", "interpret", "take", "understand", "construe", "perceive", "hear"})
"""Verbs that with an "as" hardly do anything but read."""
_OF_ANYTHING: Final = frozenset({"read", "interpret", "construe"})
"""Of these the ones that read whatever they take, if it is nobody."""
_POINTERS: Final = frozenset({"this", "that", "it", "these", "those", "them", "which"})
_SINGULAR: Final = frozenset({"this", "that", "which"})
"""Of these what hardly points at people and things."""
_SEES_IN: Final = frozenset({"hear", "see", "read", "find", "detect", "sense", "smell"})
"""Verbs of one who finds something in what is said."""
_SAYS: Final = frozenset(
    {"say", "ask", "tell", "mean", "suggest", "imply", "threaten", "promise", "warn", "admit", "rule"}
)
_NAMES: Final = frozenset(
    {"call", "term", "label", "dub", "brand", "consider", "describe", "see", "view", "regard", "characterise"}
    | {"characterize", "perceive"}
)
"""Verbs with which somebody has a word for something."""
_A_SIGN: Final = re.compile(rf"(?:as|to be) {MEANINGS}", re.IGNORECASE)


def taken_as(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution for each verb that takes a remark for something; remark and meaning are the content."""
    for verb in unit.doc:
        if not verb.tag_.startswith("VB"):
            continue
        found = _taken(unit, verb) if verb.lemma_ in TAKES_AS else None
        found = found or _read_into(unit, verb) or _in_what(unit, verb) or _by_which(unit, verb) or _called(unit, verb)
        if found is not None:
            yield found


def _called(unit: Unit, verb: Token) -> Candidate | None:
    """ "Unhappy about what he sees as an insult", "what the mayor calls a success": what somebody has a word for."""
    what = next((child for child in verb.lefts if child.lower_ == "what" and child.tag_ == "WP"), None)
    speaker, word = subject_of(verb), names_it(verb)
    if what is None or word is None or speaker is None or speaker == what or speaker.lower_ in ("you", "one"):
        return None
    if not can_speak(speaker) or (source := noun_phrase(unit, speaker)) is None:
        return None
    words = [*unit.doc[word.left_edge.i : word.right_edge.i + 1]]
    return Candidate((source,), parts(unit, verb_group(verb)), parts(unit, [what, *words]), "what_called", 0.7)


def names_it(verb: Token) -> Token | None:
    """Return what a verb of naming or seeing makes of its object: "a success", "as an insult"; None for other verbs."""
    if verb.lemma_ not in _NAMES:
        return None
    if verb.lemma_ in ("call", "term", "label", "dub", "brand", "consider"):
        return next((c for c in verb.rights if c.dep_ in ("oprd", "attr", "dobj", "acomp", "ccomp")), None)
    return next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ == "as"), None)


def _taken(unit: Unit, verb: Token) -> Candidate | None:
    """ "Analysts read the remark as a warning", "his words were taken to mean that …"."""
    remark, meaning = taken(verb)
    if meaning is None or remark is None:
        return None
    source, speaker = _reader(unit, verb)
    own = {token.i for token in verb.subtree} if remark == verb.head else set()
    told = [*_without_asides(meaning)]
    if _is_passive(verb):
        content = parts(unit, [*(t for t in remark.subtree if t.i not in own), *told])
    elif not source or speaker is None or subject_of(verb) is None:
        return None
    elif remark == verb.head:
        content = parts(unit, [*(t for t in remark.subtree if t.i < verb.left_edge.i), *told])
    elif remark.tag_ == "WDT":
        content = parts(unit, [*_antecedent(verb, remark), remark, *told])
    else:
        content = stretch(unit, remark.left_edge, told[-1])
    return _candidate(unit, source, verb, content, "interpretation" if verb.lemma_ in READS else None)


def _antecedent(verb: Token, pronoun: Token) -> Sequence[Token]:
    """ "A statement that diplomats interpreted as …": the remark or act, where the pronoun does not tell all of it."""
    clause = verb.head if verb.dep_ == "conj" else verb
    noun = clause.head
    if clause.dep_ != "relcl" or pronoun.lower_ == "which" or not (_REMARK.fullmatch(noun.text) or _is_act(verb, noun)):
        return ()
    return [t for t in verb.doc[noun.left_edge.i : min(pronoun.i, clause.left_edge.i)] if not t.is_space]


def _read_into(unit: Unit, verb: Token) -> Candidate | None:
    """ "Leaders heard in it a warning", "people who read a coup into my words"."""
    if verb.lemma_ not in _SEES_IN or is_passive(verb):
        return None
    where = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("in", "into")), None)
    remark = next((c for c in where.rights if c.dep_ == "pobj"), None) if where is not None else None
    meaning = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    source, speaker = source_of(unit, verb)
    if where is None or remark is None or meaning is None or not source or speaker is None or not can_speak(speaker):
        return None
    spoken = _REMARK.fullmatch(remark.text) is not None and any(c.dep_ in ("det", "poss") for c in remark.lefts)
    signs = re.fullmatch(SIGNS, meaning.lower_) is not None or where.lower_ == "into"
    signs = signs or remark.lower_ in ("it", "this", "that")
    if not signs or not (spoken or remark.lower_ in _POINTERS):
        return None
    content = parts(unit, [*where.subtree, *meaning.subtree])
    return _candidate(unit, source, verb, content, "interpretation")


def _in_what(unit: Unit, verb: Token) -> Candidate | None:
    """ "In what analysts called a clear break with the past, she …"."""
    what = next((c for c in verb.lefts if c.lower_ == "what"), None)
    if what is None or verb.lemma_ not in TAKES_AS or verb.dep_ != "pcomp" or verb.head.lower_ != "in":
        return None
    told = [t for t in verb.subtree if t.i > verb.i and t.dep_ not in ("agent",) and t.head.dep_ != "agent"]
    words = " ".join(token.text for token in told)
    if re.match(rf"(?:widely |largely )?(?:as )?{MEANINGS}", words, re.IGNORECASE) is None:
        return None
    if is_passive(verb):
        source, _ = _reader(unit, verb)
    else:
        reader = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.i > what.i), None)
        span = noun_phrase(unit, reader) if reader is not None else None
        source = (span,) if span else ()
    return _candidate(unit, source, verb, parts(unit, [what, *told]), "interpretation")


def _by_which(unit: Unit, verb: Token) -> Candidate | None:
    """ "…, by which he seems to mean the weather"."""
    clause = verb.head if verb.dep_ == "xcomp" and verb.head.lemma_ in ("seem", "appear") else verb
    by = next(
        (c for c in clause.lefts if c.lower_ == "by" and any(w.lower_ in ("which", "that") for w in c.rights)), None
    )
    speaker = next((c for c in clause.lefts if c.dep_ == "nsubj"), None)
    meant = next((c for c in verb.rights if c.dep_ in ("dobj", "ccomp")), None)
    if verb.lemma_ != "mean" or by is None or speaker is None or meant is None:
        return None
    source, which = noun_phrase(unit, speaker), next(iter(by.rights))
    words = list(unit.doc[clause.i : verb.i + 1]) if clause != verb else verb_group(verb)
    content = (*parts(unit, [by, which]), *stretch(unit, meant.left_edge, meant.right_edge))
    return Candidate((source,) if source else (), parts(unit, words), content, "taken_as", 0.75, kind="interpretation")


def _candidate(unit: Unit, source: Spans, verb: Token, content: Spans, kind: str | None) -> Candidate | None:
    return Candidate(source, parts(unit, verb_group(verb)), content, "taken_as", 0.75, kind=kind) if content else None


def _without_asides(meaning: Token) -> Iterator[Token]:
    """What a remark is taken for, up to a relative clause behind a comma: "a threat to Sund, which buys gas".

    With the preposition that follows at once, wherever the parser hangs it: "as a message" + "to Sund".
    """
    aside = next((t for t in meaning.subtree if t.dep_ == "relcl" and t.left_edge.nbor(-1).text == ","), None)
    yield from (t for t in meaning.subtree if aside is None or t.i < aside.left_edge.i)
    behind = next((c for c in meaning.head.rights if c.i == meaning.right_edge.i + 1 and c.dep_ == "prep"), None)
    if behind is not None and aside is None and behind.lower_ in ("to", "of", "against", "at"):
        yield from behind.subtree


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
        if meaning.lemma_ in _SAYS and meaning.dep_ != "prep" and objects and _is_somebody(objects[-1]):
            return objects[-1]  # "understood her to be saying that"
        if not objects and verb.dep_ == "relcl" and _REMARK.fullmatch(verb.head.text):
            return verb.head  # "a phrase two capitals understood as a threat"
        return next((noun for noun in objects if _is_read(verb, noun, meaning)), None)
    raised = verb.head if verb.dep_ == "xcomp" else verb  # "was going to be heard as"
    subjects = [child for child in (*verb.children, *raised.children) if child.dep_ in ("nsubjpass", "nsubj")]
    if not subjects and verb.dep_ == "acl":
        subjects = [verb.head]
    return next((noun for noun in subjects if _is_read(verb, noun, meaning)), None)


def _is_somebody(noun: Token) -> bool:
    return noun.ent_type_ == "PERSON" or noun.lower_ in ("him", "her", "them", "me", "us", "you")


def _is_read(verb: Token, noun: Token, meaning: Token) -> bool:
    """A remark or a word for one; an act, or with some verbs any thing, if it is taken for a sign."""
    sign = " ".join(token.text for token in meaning.subtree)
    if noun.tag_ == "WDT":  # "which her deputy explained as a yes", not "a town which he sees as a base"
        read = _REMARK.fullmatch(verb.head.text) is not None or _is_act(verb, verb.head)
        return read or _A_SIGN.match(sign) is not None
    if noun.lower_ in _POINTERS:
        return verb.lemma_ in READS or noun.lower_ in _SINGULAR or _A_SIGN.match(sign) is not None
    if _REMARK.fullmatch(noun.text) or _is_quoted_word(noun):
        return True
    if noun.pos_ not in ("NOUN", "PROPN") or noun.ent_type_ == "PERSON" or (noun.pos_ == "NOUN" and can_speak(noun)):
        return False
    if verb.lemma_ in (READS if _ACT.fullmatch(noun.text) else _OF_ANYTHING):
        return True
    told = _ACT.fullmatch(noun.text) or _NEWS.fullmatch(noun.text)
    return (told is not None or verb.lemma_ in _SEES) and _A_SIGN.match(sign) is not None


def _is_quoted_word(noun: Token) -> bool:
    """ "Took “they” as the group": a word of the remark in quotation marks."""
    around = noun.doc[max(0, noun.i - 1) : noun.i + 2]
    return len(around) == 3 and around[0].is_quote and around[2].is_quote


def _is_act(verb: Token, noun: Token) -> bool:
    """ "A move that residents read as …": of what is done too, with a verb that hardly does anything but read."""
    return verb.lemma_ in READS and _ACT.fullmatch(noun.text) is not None


def _is_for_a_sign(preposition: Token) -> bool:
    """ "Took that for a yes"."""
    return any(re.fullmatch(SIGNS, child.lower_) for child in preposition.rights if child.dep_ == "pobj")


_SEES: Final = READS | {"see", "view", "regard", "treat"}


def _meaning(verb: Token) -> Token | None:
    """ "As a warning", "to mean that …", "to be a warning": behind the verb or behind its object."""
    below = list(verb.rights)
    behind_agent = [token for child in below if child.dep_ == "agent" for token in child.subtree]
    nested = [grandchild for child in below if child.dep_ != "conj" for grandchild in child.rights]
    for token in (*below, *nested, *behind_agent):  # "viewed by some as a dig": the parser hangs it on "some"
        if token.dep_ == "prep" and token.lower_ == "as":
            return token
        if token.dep_ == "prep" and token.lower_ == "for" and verb.lemma_ == "take" and _is_for_a_sign(token):
            return token
        plain = token.lemma_ == "mean" or (token.lemma_ == "be" and verb.lemma_ in READS)
        if plain and token.dep_ in ("xcomp", "ccomp", "advcl") and token.tag_ == "VB":
            return token
        if verb.lemma_ in READS and token.lemma_ in _SAYS and token.tag_ == "VBG" and token.dep_ in ("xcomp", "ccomp"):
            helpers = {child.lower_ for child in token.lefts}
            if {"to", "be"} <= helpers or {"to", "have", "been"} <= helpers:
                return token
    return None
