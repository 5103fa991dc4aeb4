"""Nouns and adjectives with a clause: "the fear that …", "Ann's promise to …", "Ann is worried that …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import can_speak, noun_phrase, owner_phrase, parts, stretch, subject_of, verb_group
from kg.extractors.constructions.reporting_verbs import GOVERNORS
from kg.extractors.constructions.signs import said_of
from kg.extractors.prepared import Candidate, Unit
from kg.model import Span, Spans
from kg.words.lexicon import Cue, cues
from kg.words.speech_words import REMARKS, STIRRED, STIRS

if TYPE_CHECKING:
    from spacy.tokens import Token

LIGHT: Final = frozenset(
    {
        "express",
        "voice",
        "have",
        "make",
        "issue",
        "give",
        "take",
        "hold",
        "share",
        "raise",
        "reiterate",
        "repeat",
        "release",
        "send",
        "offer",
        "convey",
        "adhere",
        "exchange",
    }
)
_HELD: Final = frozenset(
    {
        "aware",
        "willing",
        "unwilling",
        "ready",
        "confident",
        "determined",
        "worried",
        "concerned",
        "afraid",
        "glad",
        "proud",
    }
    | {"committed", "prepared", "optimistic", "pleased", "disappointed", "convinced", "unaware", "keen", "eager"}
)
"""Adjectives whose "it" is somebody: "it is aware that", not "it is clear that"."""
_RULES: Final = frozenset(
    {"regulation", "rule", "law", "bill", "act", "measure", "plan", "policy", "treaty", "agreement", "order", "decree"}
    | {"resolution", "directive", "guideline", "statement", "document", "letter", "programme", "program", "strategy"}
)
"""Texts that lay something down, and so have an aim."""
_REMARK: Final = re.compile(REMARKS, re.IGNORECASE)
_OF: Final = frozenset({"of", "about", "over"})
_READINGS: Final = frozenset({"interpretation", "reading", "implication", "inference", "subtext"})
"""Nouns for what is read in words, whoever does: "the likeliest reading is that …"."""
_TOPICS: Final = frozenset({"about", "for", "at", "over", "of", "with"})
_FOR_A_PURPOSE: Final = frozenset(
    {"use", "make", "take", "need", "want", "issue", "turn", "break", "give", "have", "cite", "quote", "mention"}
    | {"invoke", "recall", "exploit", "abandon", "drop", "keep", "change", "drown"}
)
"""Verbs behind whose object an infinitive says what for: "used her promise to win votes"."""
_OF_THE_PRESS: Final = frozenset({"media", "press", "news", "newspaper", "intelligence", "police"})
_TOLD_BY: Final = frozenset({"report", "claim", "allegation", "speculation", "account", "suggestion"})
_PLANS: Final = frozenset({"plan", "intention", "desire", "wish", "hope", "aim", "interest"})
_REFERENCES: Final = frozenset({"reference", "allusion"})
_CALLS: Final = frozenset({"call", "demand", "request", "appeal", "plea", "suggestion"})
"""Nouns for what somebody is asked to do."""
MET: Final = frozenset(
    {"reject", "resist", "ignore", "dismiss", "face", "defy", "rebuff", "oppose", "deny", "hear", "receive", "get"}
    | {"follow", "amid", "despite", "after"}
)
"""Words for what becomes of what nobody who is named has said: "rejected calls to", "we heard rumours of"."""
_TO: Final = frozenset({"opposed", "committed"})
"""Adjectives with a "to" that leads to what they are about."""
_FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
_OPENS: Final = frozenset({"that", "to", "not", "never"})
_POSSESSORS: Final = frozenset({"of", "by", "from", "among", "within", "in"})


def reporting_nouns(unit: Unit) -> Iterator[Candidate]:
    """Yield an attribution for every noun of the lexicon that has a "that" clause or an infinitive as its content."""
    lexicon = cues()
    for noun in unit.doc:
        if noun.pos_ != "NOUN" or (cue := lexicon.word("noun", noun.lemma_.lower())) is None:
            continue
        clause = next((child for child in noun.rights if _is_content(child, cue)), None) or _strayed(noun, cue)
        if clause is None and _is_stirred(noun) and (found := _stirred_at(unit, noun)):
            yield found
        if clause is None or (clause.dep_ == "relcl" and said_of(unit, clause) is not None):
            continue
        source, tokens = holder_of(unit, noun)
        if not source and _is_infinitive(clause) and not _is_turned_down(noun):
            continue
        content = stretch(unit, clause.left_edge, clause.right_edge)
        if content:
            name = "reporting_nouns.stirred" if _is_stirred(noun) else "reporting_nouns"
            yield Candidate(source, parts(unit, tokens), content, name, 0.6 if source else 0.5)


def copular_nouns(unit: Unit) -> Iterator[Candidate]:
    """Yield an attribution for "My guess is that …", "the pilots' complaint was that …", "their aim is to …"."""
    lexicon = cues()
    for verb in unit.doc:
        if verb.lemma_ not in ("be", "remain") or verb.dep_ in ("aux", "auxpass"):
            continue
        noun = next((c for c in verb.lefts if c.dep_ == "nsubj" and c.pos_ == "NOUN"), None)
        clause = next((c for c in verb.rights if c.dep_ in ("ccomp", "xcomp") and c.left_edge.lower_ in _OPENS), None)
        cue = lexicon.word("noun", noun.lemma_.lower()) if noun is not None else None
        if noun is not None and clause is None and cue is not None and (found := _about(unit, verb, noun)) is not None:
            yield found
        if noun is None or clause is None or cue is None:
            continue
        source, tokens = holder_of(unit, noun)
        if not source and cue.speech_act == "intending":
            source, tokens = _rule(unit, noun)
        first = clause.left_edge
        negated = [first] if first.lower_ in ("not", "never") and first.i + 1 < clause.i else []
        content = stretch(unit, first.nbor() if negated else first, clause.right_edge)
        if source and content:
            yield Candidate(source, parts(unit, [*tokens, *verb_group(verb), *negated]), content, "copular_nouns", 0.6)
        elif content and noun.lemma_.lower() in _READINGS and clause.left_edge.lower_ == "that":
            words = [*unit.doc[noun.left_edge.i : noun.i + 1], *verb_group(verb)]
            yield Candidate((), parts(unit, words), content, "copular_nouns.read", 0.6, kind="interpretation")


def _about(unit: Unit, verb: Token, noun: Token) -> Candidate | None:
    """ "The reference that I made was to the mayor", "her question was about the harbour"."""
    leads = next((c for c in verb.rights if c.dep_ == "prep" and c.lower_ in ("about", "to", "on")), None)
    topic = next((c for c in leads.rights if c.dep_ in ("pobj", "pcomp")), None) if leads is not None else None
    if leads is None or topic is None or (leads.lower_ != "about" and noun.lemma_ not in _REFERENCES):
        return None
    source, tokens = holder_of(unit, noun)
    if len(tokens) > 1:
        return None  # "the promise by Christmas is about"
    content = stretch(unit, topic.left_edge, topic.right_edge)
    words = [*tokens, *verb_group(verb), leads]
    return Candidate(source, parts(unit, words), content, "copular_nouns", 0.5) if source and content else None


def reporting_adjectives(unit: Unit) -> Iterator[Candidate]:
    """Yield an attribution for every adjective of the lexicon predicated of somebody, with a clause as its content."""
    lexicon = cues()
    for adjective in unit.doc:
        copula = _copula(adjective)
        cue = lexicon.word("adjective", adjective.lower_) if copula is not None else None
        if copula is None or cue is None or (subject := subject_of(copula)) is None or subject.lower_ == "you":
            continue
        if not can_speak(subject) and not (subject.lower_ == "it" and adjective.lower_ in _HELD):
            continue
        source = noun_phrase(unit, subject)
        clause = next((c for c in [*adjective.rights, *copula.rights] if _is_held(c, adjective, cue)), None)
        leads = None if clause is not None or cue.speech_act == "knowing" else _leading(adjective)
        if source is None or (clause is None and leads is None):
            continue
        words = [t for t in verb_group(copula) if t.i < adjective.i]
        words += unit.doc[words[-1].i + 1 : adjective.i + 1] if words else [adjective]
        if leads is not None:
            content = stretch(unit, leads.nbor(), leads.right_edge)
            yield from _held(source, parts(unit, [*words, leads]), content, "reporting_adjectives.object", 0.5)
        elif clause is not None:
            content = stretch(unit, clause.left_edge, clause.right_edge)
            yield from _held(source, parts(unit, words), content, "reporting_adjectives", 0.7)


def _held(source: Span, cue: Spans, content: Spans, name: str, confidence: float) -> Iterator[Candidate]:
    if content:
        yield Candidate((source,), cue, content, name, confidence)


def _copula(adjective: Token) -> Token | None:
    """The verb that says whose state it is: "were" of "were sad that", "worried" itself of "were worried that"."""
    if adjective.pos_ not in ("ADJ", "VERB"):
        return None
    if adjective.dep_ in ("acomp", "oprd"):
        return adjective.head
    is_passive = any(child.dep_ == "auxpass" for child in adjective.lefts)
    return adjective if adjective.dep_ in ("ROOT", "conj") or is_passive else None


def _is_held(clause: Token, adjective: Token, cue: Cue) -> bool:
    if clause.i < adjective.i:
        return False
    if clause.dep_ == "xcomp" and "infinitive" in cue.takes:
        return not (adjective.lower_ in GOVERNORS and _is_cue_itself(clause))
    return clause.dep_ == "ccomp"


def _leading(adjective: Token) -> Token | None:
    """The preposition that leads to what somebody is "very sorry for", "concerned about"."""
    leads = next((c for c in adjective.rights if c.dep_ == "prep" and c.i == adjective.i + 1), None)
    is_topic = (
        leads is not None
        and (leads.lower_ in _TOPICS or adjective.lower_ in _TO)
        and any(c.dep_ in ("pobj", "pcomp") for c in leads.rights)
    )
    return leads if is_topic else None


def _rule(unit: Unit, noun: Token) -> tuple[Spans, list[Token]]:
    """ "The purpose of the regulations": a text that lays something down has aims."""
    for child in noun.children:
        held = next((c for c in child.children if c.dep_ == "pobj"), None) if child.lower_ == "of" else None
        if held is not None and held.lemma_.lower() in _RULES and (span := noun_phrase(unit, held)):
            return (span,), [*_with_article(noun), child]
    return (), [noun]


def _is_content(child: Token, cue: Cue) -> bool:
    if child.dep_ not in ("acl", "ccomp", "relcl"):
        return False
    first = child.left_edge
    if first.lower_ == "that":
        return first.dep_ == "mark" or (first.head != child and any(c.dep_ == "nsubj" for c in child.lefts))
    if child.dep_ == "acl" and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.lefts):
        return child.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass") for c in child.lefts)  # "reports he left"
    return "infinitive" in cue.takes and _is_infinitive(child)


def _strayed(noun: Token, cue: Cue) -> Token | None:
    """ "Tried to parse Ann Lee's vow on Monday to leave": the infinitive that a parser hangs on the verb before."""
    verb = noun.head
    owned = any(child.dep_ == "poss" for child in noun.lefts)
    if noun.dep_ != "dobj" or not owned or "infinitive" not in cue.takes or verb.lemma_ in _FOR_A_PURPOSE:
        return None
    if (known := cues().word("verb", verb.lemma_)) is not None and "infinitive" in known.takes:
        return None
    return next((c for c in verb.rights if c.dep_ in ("xcomp", "advcl") and c.i > noun.i and _is_infinitive(c)), None)


def _is_stirred(noun: Token) -> bool:
    """ "Fuelled speculation that", "gave rise to fears that": not who thinks so is told, but what made them."""
    verb = noun.head.head if noun.dep_ == "pobj" else noun.head
    return noun.lemma_ in STIRRED and verb.lemma_ in STIRS


def _stirred_at(unit: Unit, noun: Token) -> Candidate | None:
    """ "Fuelled fears of a shortage": what is feared is a thing and no clause."""
    leads = next((child for child in noun.rights if child.dep_ == "prep" and child.lower_ in _OF), None)
    thing = next((child for child in leads.rights if child.dep_ in ("pobj", "pcomp")), None) if leads else None
    if leads is None or thing is None or leads.i != noun.i + 1 or not _is_by_words(noun.head):
        return None
    content = stretch(unit, thing.left_edge, _edge(thing))
    words = [noun, leads]
    return Candidate((), parts(unit, words), content, "reporting_nouns.stirred", 0.5) if content else None


def _is_by_words(verb: Token) -> bool:
    """What stirs is a remark: "his words fuelled", not "the survey is raising"."""
    subject = subject_of(verb if verb.pos_ == "VERB" else verb.head)
    return subject is not None and _REMARK.fullmatch(subject.lower_) is not None


def _edge(thing: Token) -> Token:
    """The last word of a phrase without those who think so: "a shortage among traders"."""
    among = next((child for child in thing.rights if child.lower_ in ("among", "amongst")), None)
    return among.nbor(-1) if among is not None else thing.right_edge


def _is_turned_down(noun: Token) -> bool:
    """ "Rejected calls to resign", "there are calls to": nobody is named, and yet somebody asks for it."""
    if noun.lemma_ not in _CALLS or noun.dep_ not in ("dobj", "attr", "pobj"):
        return False
    return noun.head.lemma_.lower() in MET or any(child.tag_ == "EX" for child in noun.head.lefts)


def _is_infinitive(clause: Token) -> bool:
    return clause.left_edge.lower_ == "to" and clause.tag_ == "VB"


def _is_cue_itself(clause: Token) -> bool:
    has_clause = any(child.dep_ == "ccomp" for child in clause.children)
    return has_clause and cues().word("verb", clause.lemma_) is not None


def holder_of(unit: Unit, noun: Token) -> tuple[Spans, list[Token]]:
    """Return who holds what the noun names (empty for nobody), and the whole cue, a light verb included."""
    verb = noun.head
    if noun.dep_ == "pobj" and verb.dep_ == "prep":
        verb = verb.head
    if noun.dep_ in ("dobj", "pobj") and verb.lemma_ in LIGHT:
        subject = subject_of(verb)
        plans = subject is not None and subject.lower_ == "it" and verb.lemma_ == "have" and noun.lemma_ in _PLANS
        if subject is not None and (can_speak(subject) or plans) and (span := noun_phrase(unit, subject)):
            group = verb_group(verb)
            return (span,), [*group, *unit.doc[group[-1].i + 1 : noun.i + 1]]
    if verb.lemma_ == "be" and noun.dep_ == "attr" and any(c.tag_ == "EX" for c in verb.lefts):
        there = next(c for c in verb.lefts if c.tag_ == "EX")
        return (), list(unit.doc[there.i : noun.i + 1])
    for child in noun.children:
        if child.dep_ == "poss" and (can_speak(child) or child.pos_ == "PRON") and (span := owner_phrase(unit, child)):
            return (span,), [noun]
        if child.dep_ == "relcl" and child.lemma_ in LIGHT and child.tag_ != "VBN":
            maker = next((c for c in child.lefts if c.dep_ == "nsubj"), None)
            if maker is not None and maker.tag_ not in ("WDT", "WP") and can_speak(maker):
                span = noun_phrase(unit, maker)  # "the comments that the mayor made on"
                if span is not None:
                    return (span,), [noun]
        if child.dep_ == "compound" and child.lower_ in _OF_THE_PRESS and noun.lemma_ in _TOLD_BY:
            return (unit.span(child, child),), [noun]  # "media reports that"
        if child.dep_ == "prep" and child.lower_ in _POSSESSORS:
            held = next((c for c in child.children if c.dep_ == "pobj"), None)
            if held is not None and can_speak(held) and (span := noun_phrase(unit, held)):
                return (span,), [*_with_article(noun), child]
    return (), [noun]


def _with_article(noun: Token) -> list[Token]:
    """The noun, with what stands before it where that is an article: "the aspiration", "a heated discussion"."""
    first = noun.left_edge
    return list(noun.doc[first.i : noun.i + 1]) if first.lower_ in ("the", "a", "an") and first.head == noun else [noun]
