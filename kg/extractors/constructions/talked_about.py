"""Nouns that lead to a topic: "a statement on the plan", "Ann's call for a vote", "rumours of a strike"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, noun_phrase, parts, stretch, subject_of, verb_group
from kg.extractors.constructions.reporting_nouns import LIGHT, MET, holder_of
from kg.extractors.prepared import Candidate, Unit
from kg.model import Spans
from kg.words.lexicon import Cue, cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_TOPICAL: Final = frozenset({"on", "about", "regarding", "over", "concerning"})
_NONE: Final[frozenset[str]] = frozenset()
_LEADS_FROM: Final[Mapping[str, frozenset[str]]] = {
    "accusing": frozenset({"of", "against"}),
    "asserting": frozenset({"against"}),
    "confirming": frozenset({"of"}),
    "criticising": frozenset({"of", "against", "to", "at"}),
    "denying": frozenset({"of"}),
    "fearing": frozenset({"of"}),
    "intending": frozenset({"of"}),
    "ordering": frozenset({"for"}),
    "praising": frozenset({"for", "of"}),
    "predicting": frozenset({"of"}),
    "promising": frozenset({"to", "of"}),
    "requesting": frozenset({"for"}),
    "speculating": frozenset({"of"}),
    "threatening": frozenset({"of"}),
    "warning": frozenset({"of", "against"}),
}
"""What beside the prepositions of topics leads from a noun of each speech act: "call for", "warning of"."""
_LEADS_FROM_NOUN: Final[Mapping[str, frozenset[str]]] = {
    "apology": frozenset({"for", "to"}),
    "regret": frozenset({"for", "at"}),
    "claim": frozenset({"of"}),
    "view": frozenset({"of"}),
    "opinion": frozenset({"of"}),
    "perception": frozenset({"of"}),
    "mention": frozenset({"of"}),
    "discussion": frozenset({"of"}),
    "assertion": frozenset({"of"}),
}
_FAR: Final = frozenset({"about", "regarding", "concerning", "over"})
_MADE: Final = frozenset({"make", "give", "deliver", "raise", "issue", "voice", "publish"})
_NEAR: Final = 7
"""Words between a noun and the preposition that leads to its topic."""
_TALKS: Final = frozenset({"debate", "discussion", "controversy", "dispute", "argument", "conversation", "question"})
_THINGS: Final = frozenset({"thing", "things", "something", "nothing", "anything", "lot", "word", "words"})
_TELLS: Final = frozenset({"accusing", "requesting", "speculating", "warning", "criticising", "fearing", "threatening"})
"""Speech acts whose noun tells of somebody's words or thoughts even where nobody is named: "rumours of a strike"."""


def talked_about(unit: Unit) -> Iterator[Candidate]:
    """Yield an attribution where somebody is said to talk about something: "made a statement on the plan".

    The noun is one of the lexicon, somebody holds it, and a preposition leads from it to the topic.
    """
    for noun in unit.doc:
        if (things := _things_said(unit, noun)) is not None:
            yield things
            continue
        cue = _noun_cue(noun)
        if cue is None:
            continue
        if cue.speech_act == "hoping" and (wish := _wish(unit, noun)) is not None:
            yield wish
            continue
        behind, before = _topic(noun, cue), _fronted(noun)
        preposition = behind if behind is not None else before
        if preposition is None:
            continue
        topic = next((child for child in preposition.rights if child.dep_ in ("pobj", "pcomp")), None)
        source, tokens = holder_of(unit, noun)
        content = stretch(unit, topic.left_edge, topic.right_edge) if topic is not None else ()
        if topic is not None and preposition.lower_ not in _TOPICAL and not _is_topic(topic, cue, source):
            continue
        if topic is not None and topic.ent_type_ in ("DATE", "TIME"):
            continue  # "her vow on Monday"
        if content and (source or tokens[0] != noun or _is_heard(noun, cue) or _is_a_talk(unit, noun, cue)):
            confidence = 0.4 if preposition == behind else 0.5
            yield Candidate(source, parts(unit, [*tokens, preposition]), content, "topics", confidence)


def _things_said(unit: Unit, noun: Token) -> Candidate | None:
    """ "She has said some very critical things about the council"."""
    verb = noun.head
    if noun.lower_ not in _THINGS or noun.dep_ != "dobj" or verb.lemma_ not in ("say", "write", "tell"):
        return None
    about = next((c for c in (*noun.rights, *verb.rights) if c.lower_ in _FAR and c.dep_ == "prep"), None)
    topic = next((c for c in about.rights if c.dep_ == "pobj"), None) if about is not None else None
    speaker = subject_of(verb)
    if about is None or topic is None or speaker is None or not can_speak(speaker):
        return None
    source, content = noun_phrase(unit, speaker), stretch(unit, topic.left_edge, topic.right_edge)
    words = [*verb_group(verb), *unit.doc[noun.left_edge.i : noun.i + 1], about]
    return Candidate((source,), parts(unit, words), content, "topics", 0.5) if source and content else None


def _is_topic(topic: Token, cue: Cue, source: Spans) -> bool:
    """Not "my opinion of that"; "her intention of going", but not "the principle of openness"."""
    if cue.speech_act == "intending":
        return bool(source) and (topic.dep_ == "pcomp" or topic.tag_ == "VBG")
    return topic.pos_ != "PRON"


def _noun_cue(noun: Token) -> Cue | None:
    """The entry of a noun, also where the parser takes one that has an owner for a verb: "your May warning about"."""
    is_owned = noun.tag_ == "VBG" and any(child.dep_ == "poss" for child in noun.lefts)
    word = noun.lower_ if is_owned else noun.lemma_.lower()
    return cues().word("noun", word) if is_owned or noun.pos_ == "NOUN" else None


def _topic(noun: Token, cue: Cue) -> Token | None:
    """The preposition right behind a noun that leads to what is talked about; not "statements on many occasions"."""
    leads = _TOPICAL | _LEADS_FROM.get(cue.speech_act, _NONE) | _LEADS_FROM_NOUN.get(cue.lemma, _NONE)
    child = next((child for child in noun.rights if child.lower_ in leads and child.dep_ == "prep"), None)
    if child is None or child.i != noun.i + 1:
        child = _far_topic(noun)
    return None if child is None or any(c.lemma_ == "occasion" for c in child.rights) else child


def _far_topic(noun: Token) -> Token | None:
    """ "Her remarks in Norland about the harbour", "objections from the union concerning the tax", "made on"."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in _FAR and child.i - noun.i <= _NEAR:
            return child
        if child.dep_ == "acl" and child.tag_ == "VBN" and child.lemma_ in _MADE:
            return next((c for c in child.rights if c.dep_ == "prep" and c.lower_ in _TOPICAL), None)
    return None


def _is_heard(noun: Token, cue: Cue) -> bool:
    """ "We heard rumours of a strike", "amid calls for a vote": nobody is named, and yet somebody says so."""
    return cue.speech_act in _TELLS and noun.dep_ in ("dobj", "pobj") and noun.head.lemma_.lower() in MET


def _is_a_talk(unit: Unit, noun: Token, cue: Cue) -> bool:
    """ "The loud debate about the harbour", "the warnings of attacks": in what somebody says nobody need be named."""
    said = unit.turn is not None or unit.is_quoted(noun) or any(above.dep_ == "ccomp" for above in noun.ancestors)
    return said and _tells(noun, cue)


def _tells(noun: Token, cue: Cue) -> bool:
    return noun.lemma_.lower() in _TALKS or (cue.speech_act in _TELLS and noun.tag_ == "NNS")


def _wish(unit: Unit, noun: Token) -> Candidate | None:
    """ "The people's aspiration for a better life": whose it is, and for what."""
    wished = next((child for child in noun.rights if child.lower_ == "for" and child.dep_ == "prep"), None)
    if wished is None:  # "of the people for …": the parser may hang it on the people
        behind = (child for held in noun.rights if held.dep_ == "prep" for child in held.subtree)
        wished = next((child for child in behind if child.lower_ == "for" and child.dep_ == "prep"), None)
    source, tokens = holder_of(unit, noun)
    if wished is None or not source:
        return None
    if source[0][1] > (place := unit.start + wished.idx):
        source = parts(unit, [token for token in unit.doc if source[0][0] <= unit.start + token.idx < place])
    content = stretch(unit, wished, wished.right_edge)
    return Candidate(source, parts(unit, tokens), content, "topics", 0.6) if content and source else None


def _fronted(noun: Token) -> Token | None:
    """ "Regarding the frictions, the ministry has made statements": the topic before the clause."""
    verb = noun.head
    if noun.dep_ != "dobj" or verb.lemma_ not in LIGHT:
        return None
    return next((child for child in verb.lefts if child.lower_ in _TOPICAL and child.dep_ == "prep"), None)
