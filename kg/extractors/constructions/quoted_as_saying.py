""" "The website quotes Bruno, an analyst, as saying that …": what the website reports is that Bruno said so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from kg.extractors.clauses import agent_of, can_speak, is_passive, noun_phrase, parts, stretch, subject_of, verb_group
from kg.extractors.constructions.reporting_verbs import verb_cue
from kg.extractors.prepared import Candidate, Unit
from kg.model import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINITE: Final = frozenset({"MD", "VBD", "VBP", "VBZ"})
_QUOTES: Final = frozenset({"quote", "cite", "report"})


def quoted_as_saying(unit: Unit) -> Iterator[Candidate]:
    """Yield two attributions for each: the one who quotes, and, as its content, the one who is quoted."""
    for verb in unit.doc:
        if verb.lemma_ not in _QUOTES or (saying := _saying(verb)) is None:
            continue
        said_to = saying.lemma_ == "tell"  # "telling the meeting": an object is who was told
        clause = next((c for c in saying.rights if c.dep_ in ("ccomp", "xcomp", *(() if said_to else ("dobj",)))), None)
        if clause is None:
            if is_passive(verb) and (quote := _in_front(unit, verb)) is not None:
                yield from _passive(unit, verb, saying, (quote,))
            continue
        said = _run_on(unit, stretch(unit, clause.left_edge, (_torn_verb(verb, saying, clause) or clause).right_edge))
        yield from _passive(unit, verb, saying, said) if is_passive(verb) else _active(unit, verb, saying, said)


def _saying(verb: Token) -> Token | None:
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == "as":
            return next((c for c in child.rights if c.dep_ == "pcomp" and c.tag_ == "VBG"), None)
        if verb.lemma_ == "quote" and child.tag_ == "VBG" and child.dep_ in ("ccomp", "xcomp", "advcl"):
            return child if child.lemma_ in ("say", "tell") and not is_passive(verb) else None  # "quoted him saying"
    return None


def _torn_verb(verb: Token, saying: Token, clause: Token) -> Token | None:
    """ "Speculating the call could have come": the verb of a subject that the parser takes for an object."""
    if clause.dep_ != "dobj" or clause.right_edge.i + 1 >= len(clause.doc):
        return None
    behind = clause.right_edge.nbor()
    root = behind.head if behind.dep_ in ("aux", "auxpass") else behind
    has_subject = any(child.dep_ in ("nsubj", "nsubjpass") for child in root.lefts)
    return root if behind.tag_ in _FINITE and root.head in (verb, saying) and not has_subject else None


def _active(unit: Unit, verb: Token, saying: Token, said: Spans) -> Iterator[Candidate]:
    objects = [*verb.rights, *(c for c in saying.lefts if c.dep_ == "nsubj")]
    quoted = next((c for c in objects if c.dep_ in ("dobj", "nsubj") and c.i < saying.i), None)
    quoter = subject_of(verb)
    if quoted is None or not said or (inner := noun_phrase(unit, quoted)) is None:
        return
    outer = noun_phrase(unit, quoter) if quoter is not None else None
    whole = ((inner[0], said[-1][1]),)
    yield Candidate((outer,) if outer else (), parts(unit, verb_group(verb)), whole, "quoted_as_saying", 0.9)
    yield Candidate((inner,), parts(unit, [saying]), said, "quoted_as_saying.inner", 0.9)


def _passive(unit: Unit, verb: Token, saying: Token, said: Spans) -> Iterator[Candidate]:
    """ "Ann was quoted by Reuters as saying that …": Reuters, where it is named, encloses Ann."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    source = noun_phrase(unit, subject) if subject is not None else None
    if source is None or not said:
        return
    agent = agent_of(verb) or _behind_by(saying)
    outer = noun_phrase(unit, agent) if agent is not None else None
    if agent is None or outer is None:
        group = [*verb_group(verb), saying.head, saying]
        yield Candidate((source,), parts(unit, group), said, "quoted_as_saying", 0.85)
        return
    as_saying = unit.span(saying.head, saying)
    whole: Spans = (source, (as_saying[0], said[-1][1]))
    if said[-1][1] < source[0]:
        whole = (*said, source, as_saying)
    cue = parts(unit, [*verb_group(verb), agent.head])
    yield Candidate((outer,), cue, whole, "quoted_as_saying.outer", 0.85)
    yield Candidate((source,), parts(unit, [saying]), said, "quoted_as_saying.inner", 0.85)


def _in_front(unit: Unit, verb: Token) -> Span | None:
    """The quotation before the subject: "“It rains,” Ann was quoted as saying by Reuters"."""
    subject = next((c for c in verb.lefts if c.dep_ == "nsubjpass"), None)
    if subject is None:
        return None
    start = unit.start + subject.left_edge.idx
    before = [quote for quote in unit.quotes if quote[1] <= start]
    return before[-1] if before and not unit.text[before[-1][1] - unit.start : start - unit.start].strip(" ,") else None


def _behind_by(saying: Token) -> Token | None:
    """ "Saying by the agency": whom the parser hangs on "saying"."""
    leads = next((child for child in saying.rights if child.lower_ == "by"), None)
    return next((child for child in leads.rights if child.dep_ == "pobj"), None) if leads is not None else None


def messages(unit: Unit) -> Iterator[Candidate]:
    """Yield one attribution where a phrase for sending a message is followed by the quoted message itself."""
    for verb in unit.doc:
        known = verb_cue(verb) if verb.pos_ == "VERB" else None
        if known is None or " " not in known[0].lemma or not {"quotation", "reading"} <= known[0].takes:
            continue
        subject = subject_of(verb)
        source = noun_phrase(unit, subject) if subject is not None else None
        group = verb_group(verb)
        end = unit.span(verb, known[1][-1])[1]
        quote = _quote_in_sentence(unit, end)
        if subject is not None and source and quote and can_speak(subject):
            cue = parts(unit, [*group, *unit.doc[group[-1].i + 1 : known[1][-1].i + 1]])
            yield Candidate((source,), cue, (quote,), "messages", 0.7)


def _run_on(unit: Unit, said: Spans) -> Spans:
    """Let what is said run on to the quotation behind a stop without a space: the scraped sentence was cut in two."""
    if not said:
        return said
    end = said[-1][1]
    rest = unit.text[end - unit.start :]
    if rest[:1] != "." or not rest[1:2].isalpha():
        return said
    quote = _quote_in_sentence(unit, end + 1)
    return (*said[:-1], (said[-1][0], quote[1])) if quote else said


def _quote_in_sentence(unit: Unit, start: int) -> Span | None:
    """The first quotation behind `start`, if no sentence ends before it."""
    quote = next((quote for quote in unit.quotes if quote[0] >= start), None)
    if quote is None or _STOP.search(unit.text, start - unit.start, quote[0] - unit.start):
        return None
    return quote


_STOP: Final = re.compile(r"[.!?;]\s|\n")
